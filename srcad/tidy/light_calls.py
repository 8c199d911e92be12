"""Calls that NumPy answers in Python, in the form that it answers at once.

==========================  =======================  ==================================
``np.zeros_like(x)``        ``np.zeros(x.shape)``    x an array of float64
``np.sum(x, axis=0)``       ``x.sum(axis=0)``        x an array
``np.expand_dims(x, 1)``    ``x[:, None]``           the axis a literal
``np.outer(x, y)``          ``x[:, None] * y``       vectors, in a loop, where it counts
==========================  =======================  ==================================

For small arrays such a call costs more than the work.  Only adjoints are rewritten, and only for printing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from srcad.analyse.words import SHAPE
from srcad.ir.core import (
    Apply,
    Block,
    Entry,
    For,
    Function,
    Index,
    Lit,
    NewAxis,
    Op,
    Slice,
    Statement,
    Subscript,
    Var,
    While,
)
from srcad.ir.types import Array, Opaque
from srcad.ir.walk import changed_block, map_blocks

_ALL = Slice(False, False, False)


def light_calls(fn: Function) -> Function:
    """The function with such calls written in the cheap form."""
    block = _block(fn.block, in_loop=False)
    return fn if block is fn.block else replace(fn, block=block)


def _block(block: Block, in_loop: bool) -> Block:
    body: list[Statement] = []
    for stmt in block.body:
        if isinstance(stmt, Op):
            body += _rewritten(stmt, in_loop) or [stmt]
        else:
            inside = in_loop or isinstance(stmt, For | While)
            body.append(map_blocks(stmt, partial(_block, in_loop=inside)))
    return changed_block(block, body)


def _rewritten(op: Op, in_loop: bool) -> list[Op]:
    if not op.where.adjoint or not isinstance(op.prim, Apply) or not op.args or not isinstance(op.args[0].type, Array):
        return []
    if op.prim.fn is np.outer and not in_loop:
        return []
    row = _ROWS.get(op.prim.fn)
    return row(op) if row else []


def _zeros(op: Op) -> list[Op]:
    if len(op.args) > 1 or not isinstance(op.out.type, Array) or op.out.type.dtype != "float64":
        return []
    shape = Var("t", Opaque("shape"), temp=True)
    return [Op((shape,), SHAPE, op.args, op.where), replace(op, prim=Apply(np.zeros), args=(shape,))]


def _sum(op: Op) -> list[Op]:
    assert isinstance(op.prim, Apply)
    return [] if op.prim.style == "method" else [replace(op, prim=replace(op.prim, style="method", name="sum"))]


def _new_axis(op: Op) -> list[Op]:
    axis, made = op.args[1], op.out.type
    if not isinstance(axis, Lit) or type(axis.value) is not int or not isinstance(made, Array):
        return []
    place = axis.value % made.ndim
    return [replace(op, prim=_with_axis(place), args=op.args[:1])]


def _with_axis(place: int) -> Index:
    entries: tuple[Entry, ...] = (*[_ALL] * place, NewAxis())
    return Index((Subscript(entries, tuple=len(entries) > 1),))


def _outer(op: Op) -> list[Op]:
    a, b = op.args
    if not all(isinstance(arg.type, Array) and arg.type.ndim == 1 for arg in op.args):
        return []
    assert isinstance(a.type, Array)
    column = Var("t", Array(a.type.dtype, (*a.type.dims, 1)), temp=True)
    return [
        Op((column,), _with_axis(1), (a,), op.where),
        replace(op, prim=Apply(operator.mul), args=(column, b)),
    ]


_ROWS: dict[Callable[..., Any], Callable[[Op], list[Op]]] = {
    np.zeros_like: _zeros,
    np.sum: _sum,
    np.expand_dims: _new_axis,
    np.outer: _outer,
}
