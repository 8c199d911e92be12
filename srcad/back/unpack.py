"""Parameters that are containers: their leaves are taken out at the start, those that are used.

    def f(params): ...        ->        W = params['W']

A leaf used once is read where it is used (`nest` sees to that).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from srcad.ir.core import Apply, At, Block, Function, Index, Lit, Op, Subscript, Tree, Var
from srcad.ir.types import Opaque, TupleOf, Type
from srcad.ir.walk import substitute, use_counts

KEY = (Subscript((At(),)),)


def unpack_parameters(function: Function) -> Function:
    """The function with one variable per parameter."""
    leaves = iter(function.block.params)
    used = use_counts(function.block)
    params: list[Var] = []
    reads: list[Op] = []
    for param in function.params:
        if param.tree.kind == "leaf":
            params.append(next(leaves))
        else:
            own = [next(leaves) for _ in range(param.tree.count())]
            params.append(Var(param.name, _type(param.tree, iter(own))))
            reads += _reads(params[-1], param.tree, iter(own), used)
    once = {op.out: _temporary(op.out) for op in reads if used.get(op.out) == 1}
    reads = [replace(op, outs=(once.get(op.out, op.out),)) for op in reads]
    body = substitute(function.block, dict(once))
    return replace(function, block=Block(tuple(params), (*reads, *body.body), body.results))


def _temporary(leaf: Var) -> Var:
    """A leaf that is used once is read where it is used."""
    return Var(leaf.name, leaf.type, temp=True)


def _type(shape: Tree, leaves: Iterator[Var]) -> Type:
    if shape.kind == "leaf":
        return next(leaves).type
    if shape.kind == "static":
        return Opaque("static")
    return TupleOf(tuple(_type(child, leaves) for child in shape.children))


def _reads(base: Var, shape: Tree, leaves: Iterator[Var], used: dict[Var, int]) -> Iterator[Op]:
    """The reads that take the used leaves out of a container."""
    if shape.kind == "static":
        return
    for key, child in zip(_keys(shape), shape.children, strict=True):
        if child.kind == "leaf":
            leaf = next(leaves)
            if used.get(leaf):
                yield _read(leaf, base, shape, key)
        elif child.kind != "static":
            yield from _inner_reads(base, shape, key, child, leaves, used)


def _inner_reads(
    base: Var, shape: Tree, key: Any, child: Tree, leaves: Iterator[Var], used: dict[Var, int]
) -> Iterator[Op]:
    own = [next(leaves) for _ in range(child.count())]
    inner = Var(str(key) if str(key).isidentifier() else "t", _type(child, iter(own)), temp=True)
    reads = list(_reads(inner, child, iter(own), used))
    if reads:
        yield _read(inner, base, shape, key)
        yield from reads


def _read(out: Var, base: Var, shape: Tree, key: Any) -> Op:
    if shape.kind == "object":
        return Op((out,), Apply(getattr, style="attr", name=key), (base,))
    return Op((out,), Index(KEY), (base, Lit(key)))


def _keys(shape: Tree) -> tuple[Any, ...]:
    return shape.keys or tuple(range(len(shape.children)))
