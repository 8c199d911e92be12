"""A tuple put together again from all its items is that tuple: ``(x.shape[0], x.shape[1])`` -> ``x.shape``.

Unpacking and packing are written out when a function is lifted, and nobody wants to read that.
"""

from __future__ import annotations

from dataclasses import replace

from srcad.analyse.words import TUPLE
from srcad.ir.core import Atom, Function, Index, Op, Var
from srcad.ir.walk import all_statements, substitute
from srcad.tidy.rows import whole_tuple


def whole_tuples(fn: Function) -> Function:
    """The function with such tuples used as they were; what took them apart dies in `drop_dead`."""
    ops = [stmt for stmt in all_statements(fn.block) if isinstance(stmt, Op)]
    made = {op.out: op for op in ops if isinstance(op.prim, Index)}
    whole: dict[Var, Atom] = {}
    for op in ops:
        found = whole_tuple(op, made) if op.prim == TUPLE and op.args else None
        if found is not None and found.type == op.out.type:
            whole[op.out] = found
    return replace(fn, block=substitute(fn.block, whole)) if whole else fn
