"""Texts for arrays of another library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from srcad.analyse.infer import infer
from srcad.analyse.other_arrays import (
    MAKERS,
    MODULES,
    class_named,
    follows,
    is_numpy_type,
    may_be_other,
    with_others,
)
from srcad.analyse.supply import supply_after
from srcad.analyse.words import AS_DTYPE, MUL
from srcad.back.paths import width
from srcad.back.spelling import spelled
from srcad.errors import RuleError
from srcad.ir.core import Apply, Atom, Block, Function, Index, Lit, Op, Path, Transposed, Update, Var
from srcad.ir.types import Array
from srcad.ir.walk import all_statements, changed_block, map_blocks
from srcad.rules.signatures import names_of
from srcad.transform.places import place_of

ONES = Apply(np.ones_like, name="np.ones_like")
POSITIVE = Apply(np.positive, kw=("dtype",), name="np.positive")
#: what the text calls the module of the library where the user's function does not mention it
NAME = "xp"


def for_others(function: Function, cls: str) -> Function:
    """The function for arrays of the class called `cls`; refused if something in it takes arrays of NumPy's only."""
    function = replace(function, block=_Rewriting(function, cls).block(function.block))
    module = MODULES[class_named(cls)]
    makes = any(isinstance(op, Op) and _is_maker(op) for op in all_statements(function.block))
    if makes and not any(value is module for value in function.modules.values()):
        function = replace(function, modules={**function.modules, NAME: module})
    return with_others(function, cls)


def _is_maker(op: Op) -> bool:
    """Whether an operation is a call of a function that must be that of the library."""
    return isinstance(op.prim, Apply) and op.prim.fn in MAKERS and not op.prim.name


class _Rewriting:
    """Operations in a form that means the same for arrays of NumPy's and of others.

    A view may be a copy: a store into a view of a view takes the outer one out, changes it, and puts it back.  The
    parameters of makers may stand in another order: they are named.  A number may be an array without axes: it does
    not fill another, and it is no argument of a class of NumPy's.
    """

    def __init__(self, function: Function, cls: str) -> None:
        self.function = function
        self.cls = cls
        self.supply = supply_after(function.block)

    def block(self, block: Block) -> Block:
        body = [
            new
            for stmt in block.body
            for new in (self.op(stmt) if isinstance(stmt, Op) else (map_blocks(stmt, self.block),))
        ]
        return changed_block(block, body)

    def op(self, op: Op) -> Iterator[Op]:
        if not follows(op):
            assert isinstance(op.prim, Apply)
            called = spelled(op.prim, self.function.modules)
            raise RuleError(
                f"`{called}` takes arrays of NumPy's, and none of {self.cls}",
                "use operators and functions that follow NumPy's protocols",
                place_of(op.where),
            )
        if isinstance(op.prim, Update) and isinstance(op.args[0].type, Array) and not _is_one_step(op.prim.path):
            yield from self.store(op, op.prim.path)
        elif _is_maker(op):
            yield _by_keyword(op)
        elif isinstance(op.prim, Apply) and op.prim.fn is np.full_like and _fills_with_other(op):
            yield from self.filled(op)
        elif isinstance(op.prim, Apply) and is_numpy_type(op.prim.fn) and may_be_other(op.args[0].type):
            # of a number that may be one of Python's, only a ufunc makes another
            sure = getattr(op.args[0].type, "dtype", "?") != "?"
            yield replace(op, prim=AS_DTYPE if sure else POSITIVE, args=(op.args[0], Lit(op.prim.fn.__name__)))
        else:
            yield op

    def store(self, op: Op, path: Path) -> Iterator[Op]:
        assert isinstance(op.prim, Update)
        base, value, *indices = op.args
        first, *rest = path
        if isinstance(first, Transposed):
            if rest or op.prim.kind != "set" or getattr(value.type, "dims", None) != base.type.dims[::-1]:  # type: ignore[union-attr]
                raise RuleError(
                    f"this stores into a transposed array, which may be a copy in {self.cls}",
                    "transpose what is stored",
                    place_of(op.where),
                )
            yield replace(op, prim=Index((first,)), args=(value,))
            return
        count = sum(map(width, first.entries))
        take = self.emitted(Index((first,)), op, base, *indices[:count])
        change = self.emitted(Update(op.prim.kind, tuple(rest)), op, take.out, value, *indices[count:])
        changing = list(self.op(change))
        if any(take.out in each.args for each in changing):
            yield take
        yield from changing
        yield replace(op, prim=Update("set", (first,)), args=(base, change.out, *indices[:count]))

    def filled(self, op: Op) -> Iterator[Op]:
        """``np.full_like(x, v)`` as ``v * np.ones_like(x)``, in the dtype of `x`."""
        like, number = op.args
        ones = self.emitted(ONES, op, like)
        product = self.emitted(MUL, op, number, ones.out)
        yield ones
        if product.out.type == op.out.type:
            yield replace(product, outs=op.outs)
        else:
            yield product
            yield replace(op, prim=AS_DTYPE, args=(product.out, Lit(getattr(op.out.type, "dtype", None))))

    def emitted(self, prim: Apply | Index | Update, op: Op, *args: Atom) -> Op:
        """An operation on the way to `op`."""
        return Op((Var("t", infer(prim, args, self.supply.extent), temp=True),), prim, args, op.where)


def _is_one_step(path: Path) -> bool:
    return len(path) <= 1 and not any(isinstance(step, Transposed) for step in path)


def _by_keyword(op: Op) -> Op:
    """The arguments of a maker after those that come first everywhere, by keyword: ``xp.eye(n, M=m)``"""
    assert isinstance(op.prim, Apply)
    names = names_of(op.prim.fn) or ()
    first = 2 if op.prim.fn is np.full else 1
    positional = len(op.args) - len(op.prim.kw)
    return replace(op, prim=replace(op.prim, kw=(*names[first:positional], *op.prim.kw)))


def _fills_with_other(op: Op) -> bool:
    """Whether an array is filled with a number that may be an array without axes."""
    return len(op.args) == 2 and may_be_other(op.args[1].type)
