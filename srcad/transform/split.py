"""Cut a gradient in two: a forward function that also returns what the backward one will need.

What depends on the seed, and the adjoint's own preparations, go to the backward function; all else stays.
The caller may write into its arguments and into the result before it asks for adjoints, so what is kept of
them is kept as copies.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from srcad.analyse import words
from srcad.ir.core import LEAF, Apply, Atom, Block, Function, Op, Parameter, Statement, Tree, Var, Where
from srcad.ir.types import Array
from srcad.ir.walk import free_in_statements, operands, substitute, vars_in
from srcad.runtime import disjoint
from srcad.transform.memory_groups import memory_groups


def split(joint: Function, apart: bool = True) -> tuple[Function, Function]:
    """``(args) -> (out, residuals)`` and ``(*residuals, out_bar) -> adjoints``.

    `apart` says that the caller may do things between the two.
    """
    seed = joint.params[-1]
    count = len(joint.block.params) - seed.tree.count()
    own, seeds = joint.block.params[:count], joint.block.params[count:]
    values = joint.block.results[: joint.result.children[0].count()]
    adjoints = joint.block.results[len(values) :]
    first, second = _halves(joint.block.body, seeds, values)
    needed = free_in_statements(second) | dict.fromkeys(vars_in(adjoints))
    there = {*own, *(out for stmt in first for out in stmt.outs)}
    residuals = [var for var in needed if var in there]
    forward = _forward(joint, own, first, values, residuals, apart)
    return forward, _backward(joint, second, residuals, seeds, adjoints)


def _halves(
    body: Sequence[Statement], seeds: Sequence[Var], values: Sequence[Atom]
) -> tuple[list[Statement], list[Statement]]:
    late = set(seeds)
    for stmt in body:
        if any(var in late for var in _mentions(stmt)):
            late.update(stmt.outs)
    early: set[Var] = set(vars_in(values))
    first: list[Statement] = []
    second: list[Statement] = []
    for stmt in reversed(body):
        depends = any(out in late for out in stmt.outs)
        wanted = not stmt.where.adjoint or any(out in early for out in stmt.outs)
        if wanted and not depends:
            early.update(_mentions(stmt))
            first.insert(0, stmt)
        else:
            second.insert(0, stmt)
    return first, second


def _mentions(stmt: Statement) -> Collection[Var]:
    return free_in_statements([stmt]) | dict.fromkeys(vars_in(operands(stmt)))


def is_check(stmt: Statement) -> bool:
    """Whether a statement tests that the arguments do not share memory."""
    return isinstance(stmt, Op) and isinstance(stmt.prim, Apply) and stmt.prim.fn is disjoint


def _forward(
    joint: Function,
    own: Sequence[Var],
    body: list[Statement],
    values: Sequence[Atom],
    residuals: Sequence[Var],
    apart: bool,
) -> Function:
    groups = memory_groups(Block(tuple(own), tuple(body), ()))
    kept = {groups[var] for var in residuals if var in groups and apart}
    copied = [var for var in own if groups.get(var) in kept and isinstance(var.type, Array)]
    copies: dict[Var, Atom] = {var: Var(var.name, var.type, var.temp) for var in copied}
    # what is shared must be seen before it is copied
    start: list[Statement] = [stmt for stmt in body if is_check(stmt)]
    start += [Op((new,), words.COPY, (old,), Where()) for old, new in copies.items() if isinstance(new, Var)]
    rest = tuple(stmt for stmt in body if not is_check(stmt))
    inner = substitute(Block((), rest, (*values, *residuals)), copies)
    results, end = list(inner.results), []
    for k, value in enumerate(values):
        if isinstance(value, Var) and isinstance(value.type, Array) and groups.get(value) in kept:
            end.append(Op((Var(value.name, value.type, value.temp),), words.COPY, (results[k],), Where()))
            results[k] = end[-1].out
    block = Block(tuple(own), (*start, *inner.body, *end), tuple(results))
    tree = Tree("tuple", (joint.result.children[0], Tree("tuple", (LEAF,) * len(residuals))))
    return replace(joint, name=_named(joint, "fwd"), params=joint.params[:-1], block=block, result=tree)


def _backward(
    joint: Function, body: list[Statement], residuals: Sequence[Var], seeds: Sequence[Var], adjoints: Sequence[Atom]
) -> Function:
    names: dict[Var, Atom] = {}
    params: list[Var] = []
    taken = {joint.params[-1].name}
    for var in residuals:
        last = var.name.rpartition(".")[2]
        base = last if last.isidentifier() else "kept"
        name, number = base, 0
        while name in taken:
            name, number = f"{base}_{number}", number + 1
        taken.add(name)
        params.append(Var(name, var.type))
        names[var] = params[-1]
    block = substitute(Block((*params, *seeds), tuple(body), tuple(adjoints)), names)
    given = replace(joint.params[-1], kind="POSITIONAL_OR_KEYWORD", default=None)
    parameters = (*(Parameter(var.name) for var in params), given)
    return replace(joint, name=_named(joint, "bwd"), params=parameters, block=block, result=joint.result.children[1])


def _named(joint: Function, suffix: str) -> str:
    return f"{joint.name.removesuffix('_value_and_grad')}_{suffix}"
