"""Which variables matter for some results, over loops and branches and over the twins of an open adjoint."""

from __future__ import annotations

from collections.abc import Iterable

from srcad.ir.core import Atom, Block, For, If, Op, Statement, Try, Var, While, With
from srcad.ir.walk import both_ways, defined, vars_in


def live(block: Block, roots: Iterable[Atom]) -> frozenset[Var]:
    """The variables of a block that some roots depend on, by value or by control."""
    needs = _needs(block)
    found = set(vars_in(roots))
    todo = list(found)
    while todo:
        for var in needs.get(todo.pop(), ()):
            if var not in found:
                found.add(var)
                todo.append(var)
    return frozenset(found)


def _needs(block: Block) -> dict[Var, list[Var]]:
    """What each variable is computed from: what must be known for it to be known."""
    needs: dict[Var, list[Var]] = {}

    def need(var: Var, atoms: Iterable[Atom]) -> None:
        needs.setdefault(var, []).extend(vars_in(atoms))

    def visit(inner: Block, control: tuple[Atom, ...]) -> None:
        for stmt in inner.body:
            for var, atoms in _direct(stmt):
                need(var, (*atoms, *control))
            for sub, steering in _regions(stmt):
                visit(sub, (*control, *steering))

    visit(block, ())
    return needs


def _regions(stmt: Statement) -> list[tuple[Block, tuple[Atom, ...]]]:
    """The blocks of a statement, and what decides whether and how often they run."""
    match stmt:
        case If():
            return [(stmt.then, (stmt.cond,)), (stmt.orelse, (stmt.cond,))]
        case For():
            return [(stmt.body, _steering(stmt))]
        case While():
            return [(stmt.test, ()), (stmt.body, _steering(stmt))]
        case Try():
            raising = tuple(defined(stmt.body))
            return [(stmt.body, ()), (stmt.orelse, raising), (stmt.handler, raising)]
        case With():
            return [(stmt.body, stmt.args), (stmt.final, ())]
        case _:
            return []


def _steering(loop: For | While) -> tuple[Atom, ...]:
    until = loop.body.results[:1] if loop.until else ()
    if isinstance(loop, While):
        return (*until, *loop.test.results)
    return (*until, *(walked.source for walked in loop.iters))


def _direct(stmt: Statement) -> list[tuple[Var, tuple[Atom, ...]]]:
    match stmt:
        case Op():
            return [(out, stmt.args) for out in stmt.outs]
        case If():
            results = zip(stmt.outs, stmt.then.results, stmt.orelse.results, strict=True)
            return [(out, (stmt.cond, a, b)) for out, a, b in results]
        case For() | While():
            return _of_loop(stmt)
        case Try():
            moves = [(var, (atom,)) for var, atom in both_ways(stmt)]
            return [*moves, *((out, tuple(defined(stmt.body))) for out in stmt.outs)]
        case With():
            return [(out, (end, *stmt.args)) for out, end in stmt.handed]


def _of_loop(loop: For | While) -> list[tuple[Var, tuple[Atom, ...]]]:
    count = len(loop.inits)
    steering = _steering(loop)
    found: list[tuple[Var, tuple[Atom, ...]]] = []
    for k, (init, yielded) in enumerate(zip(loop.inits, loop.yields, strict=True)):
        found += [(var, (init, yielded, *steering)) for var in (loop.outs[k], loop.carried[k])]
        if isinstance(loop, While):
            found.append((loop.test.params[k], (loop.carried[k],)))
    found += [(out, (entry, *steering)) for out, entry in zip(loop.outs[count:], loop.collects, strict=True)]
    if isinstance(loop, For):
        found += [(item, (walked.source,)) for item, walked in zip(loop.items, loop.iters, strict=True)]
    return found
