"""Which values carry a derivative: those that depend on the variables *and* that the results depend on.

Both directions run to a fixed point over loops.  What a single operation passes on is not known here: `links`
says through which of its operands a derivative flows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from srcad.analyse.packed import item_of
from srcad.analyse.plain import is_opaque
from srcad.analyse.sparse import is_factors, is_sparse
from srcad.analyse.words import TUPLE
from srcad.ir.core import Apply, Atom, Block, For, Free, If, Op, Statement, Try, Var, While, With
from srcad.ir.types import ListOf, TupleOf, Type, is_real
from srcad.ir.walk import all_statements, blocks_of, both_ways, operands, vars_in

Links = Callable[[Op], Sequence[Atom]]


def active(block: Block, sources: Iterable[Var], results: Iterable[Atom], links: Links) -> frozenset[Var]:
    """The variables that lie on a path from a source to a result."""
    return varied(block, sources, links) & frozenset(reach(vars_in(results), flow(block, links)))


def varied(block: Block, sources: Iterable[Var], links: Links) -> frozenset[Var]:
    """The variables that depend on a source."""
    reverse: dict[Var, list[Var]] = {}
    for var, causes in flow(block, links, by_item=True).items():
        for cause in causes:
            reverse.setdefault(cause, []).append(var)
    return frozenset(reach(sources, reverse))


def depends(block: Block, sources: Iterable[Var], links: Links) -> frozenset[Var]:
    """The variables that depend on a source, also those that carry no derivative: text, what is not known.

    An object that is told a number may tell it again, and an exception says what it was raised with.
    """
    reverse: dict[Var, list[Var]] = {}
    for var, causes in flow(block, links, carries_or_hides).items():
        for cause in causes:
            reverse.setdefault(cause, []).append(var)
    for stmt in all_statements(block):
        if isinstance(stmt, Try | With):
            near = stmt.handler.params if isinstance(stmt, Try) else vars_in(stmt.args)
            tellers = [var for var in near if is_opaque(var.type)]
            for cause in (var for inner in all_statements(stmt.body) for var in vars_in(operands(inner))):
                reverse.setdefault(cause, []).extend(tellers)
    names: dict[str, Var] = {}
    for op in (stmt for stmt in all_statements(block) if isinstance(stmt, Op)):
        if isinstance(op.prim, Free) and carries_or_hides(op.out.type):
            first = names.setdefault(op.prim.name, op.out)
            reverse.setdefault(first, []).append(op.out)
            reverse.setdefault(op.out, []).append(first)
        for told in op.args if isinstance(op.prim, Apply) and op.prim.effect else ():
            if isinstance(told, Var) and is_opaque(told.type):
                for cause in vars_in(op.args):
                    reverse.setdefault(cause, []).append(told)
    return frozenset(reach(sources, reverse))


def carries_or_hides(type_: Type) -> bool:
    if isinstance(type_, ListOf):
        return carries_or_hides(type_.item)
    if isinstance(type_, TupleOf):
        return any(map(carries_or_hides, type_.items))
    return is_real(type_) or is_opaque(type_) or is_sparse(type_) or is_factors(type_)


def reach(start: Iterable[Var], edges: dict[Var, list[Var]]) -> dict[Var, None]:
    """Everything that can be reached along the edges, the start included."""
    found = dict.fromkeys(var for var in start if is_real(var.type))
    todo = list(found)
    while todo:
        for var in edges.get(todo.pop(), ()):
            if var not in found:
                found[var] = None
                todo.append(var)
    return found


def flow(
    block: Block, links: Links, carries: Callable[[Type], bool] = is_real, by_item: bool = False
) -> dict[Var, list[Var]]:
    """For each real variable, the real variables its value comes from directly.

    An item of a tuple that was put together here comes from the tuple, or, `by_item`, from what was put there.
    """
    edges: dict[Var, list[Var]] = {}
    packed: dict[Var, tuple[Atom, ...]] = {}

    def edge(target: Var, cause: Atom) -> None:
        if isinstance(cause, Var) and carries(target.type) and carries(cause.type):
            edges.setdefault(target, []).append(cause)

    def visit(inner: Block) -> None:
        for stmt in inner.body:
            if by_item and isinstance(stmt, Op) and stmt.prim == TUPLE:
                packed[stmt.out] = stmt.args
            item = item_of(stmt, packed)
            for target, cause in _edges(stmt, links, carries) if item is None else ((stmt.outs[0], item),):
                edge(target, cause)
            for sub in _bodies(stmt):
                visit(sub)

    visit(block)
    return edges


def _bodies(stmt: Statement) -> tuple[Block, ...]:
    match stmt:
        case If():
            return (stmt.then, stmt.orelse)
        case For() | While():
            return (stmt.body,)
        case Try() | With():
            return blocks_of(stmt)
        case _:
            return ()


def _edges(stmt: Statement, links: Links, carries: Callable[[Type], bool]) -> Iterable[tuple[Var, Atom]]:
    match stmt:
        case Op():
            causes = links(stmt) if any(carries(out.type) for out in stmt.outs) else ()
            return [(out, cause) for out in stmt.outs for cause in causes]
        case If():
            return [
                *zip(stmt.outs, stmt.then.results, strict=True),
                *zip(stmt.outs, stmt.orelse.results, strict=True),
            ]
        case For():
            items = zip(stmt.items, (walked.source for walked in stmt.iters), strict=True)
            return [*items, *_loop_edges(stmt)]
        case While():
            return _loop_edges(stmt)
        case Try():
            return both_ways(stmt)
        case With():
            return stmt.handed


def _loop_edges(loop: For | While) -> Iterable[tuple[Var, Atom]]:
    count = len(loop.inits)
    for param, init, yielded, out in zip(loop.carried, loop.inits, loop.yields, loop.outs[:count], strict=True):
        yield from ((param, init), (param, yielded), (out, init), (out, yielded))
    yield from zip(loop.outs[count:], loop.collects, strict=True)
