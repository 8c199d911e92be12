"""The first addition to a buffer of zeros is a store.

``x_bar = np.zeros_like(x); x_bar[0] += g`` -> ``x_bar = np.zeros_like(x); x_bar[0] = g``
"""

from __future__ import annotations

from dataclasses import replace

from srcad.ir.core import Apply, Atom, Block, Function, Op, Statement, Update, Var
from srcad.ir.types import Array, Scalar
from srcad.ir.walk import map_blocks

_ZEROS = ("zeros", "zeros_like")


def first_add(fn: Function) -> Function:
    """The function with first additions written as stores."""
    block = _block(fn.block, set())
    return fn if block is fn.block else replace(fn, block=block)


def _block(block: Block, zeros: set[Var]) -> Block:
    """`zeros` are the variables known to hold nothing but zeros."""

    def statement(stmt: Statement) -> Statement:
        if not isinstance(stmt, Op):
            return map_blocks(stmt, lambda inner: _block(inner, zeros))
        if _makes_zeros(stmt):
            zeros.add(stmt.out)
        return _stored(stmt) if _is_first_add(stmt, zeros) else stmt

    body = tuple(map(statement, block.body))
    unchanged = all(new is old for new, old in zip(body, block.body, strict=True))
    return block if unchanged else Block(block.params, body, block.results)


def _makes_zeros(op: Op) -> bool:
    name = getattr(op.prim.fn, "__name__", "") if isinstance(op.prim, Apply) else ""
    return name in _ZEROS and isinstance(op.out.type, Array)


def _is_first_add(op: Op, zeros: set[Var]) -> bool:
    """Where a path names no place twice, adding to zeros is storing."""
    return (
        isinstance(op.prim, Update)
        and op.prim.kind == "add"
        and op.args[0] in zeros
        and not any(map(_may_repeat, op.args[2:]))
    )


def _may_repeat(index: Atom) -> bool:
    """Integer arrays and lists may; numbers and masks may not."""
    return not isinstance(index.type, Scalar) and not (isinstance(index.type, Array) and index.type.dtype == "bool")


def _stored(op: Op) -> Op:
    assert isinstance(op.prim, Update)
    return replace(op, prim=Update("set", op.prim.path))
