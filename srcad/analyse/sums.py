"""Whether a carried value is nothing but a sum: used only to be added to, whatever the order of the rounds."""

from __future__ import annotations

import operator

from srcad.ir.core import Apply, Atom, Block, For, If, Op, Statement, Update, Var, While, With
from srcad.ir.walk import operands, use_counts


def carries_only_sums(loop: For | While) -> bool:
    """Whether the rounds of a loop could run in any order, but for rounding."""
    return all(is_sum(loop.body, *ends) for ends in zip(loop.carried, loop.yields, strict=True))


def is_sum(block: Block, start: Var, end: Atom) -> bool:
    """Whether `end` is `start` plus terms that do not mention it, and nothing else mentions it."""
    counts = use_counts(block)
    current = start
    for stmt in block.body:
        step = _step(stmt, current)
        if step is None:
            continue
        mentions, current_next = step
        if counts.get(current, 0) != mentions:
            return False
        current = current_next
    return end is current and counts.get(current, 0) == 1


def _step(stmt: Statement, current: Var) -> tuple[int, Var] | None:
    """If the statement adds to `current`: how often it mentions it, and the sum."""
    match stmt:
        case Op():
            return (1, stmt.out) if stmt.args[:1] == (current,) and _adds(stmt) else None
        case If():
            for k, out in enumerate(stmt.outs):
                if all(is_sum(arm, current, arm.results[k]) for arm in (stmt.then, stmt.orelse)):
                    counts = (use_counts(arm).get(current, 0) for arm in (stmt.then, stmt.orelse))
                    return sum(counts), out
        case With():
            for out, end in stmt.handed:
                if is_sum(stmt.body, current, end) and current not in stmt.args:
                    return use_counts(stmt.body).get(current, 0), out
        case For() | While():
            for k, init in enumerate(stmt.inits):
                if init is current and operands(stmt).count(current) == 1:
                    return (1, stmt.outs[k]) if is_sum(stmt.body, stmt.carried[k], stmt.yields[k]) else None
    return None


def _adds(op: Op) -> bool:
    match op.prim:
        case Apply(fn=fn):
            return fn in (operator.add, operator.sub)
        case Update(kind=kind):
            return kind == "add"
    return False
