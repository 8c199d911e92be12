"""Which operations cost no more than keeping their result would."""

from __future__ import annotations

import operator

from srcad.ir.core import Apply, Index, Op, Subscript, Transposed
from srcad.ir.types import Array, RangeOf, Scalar, TupleOf

_ARITHMETIC = frozenset((operator.add, operator.sub, operator.mul, operator.truediv, operator.neg))
_TESTS = frozenset(
    (
        operator.lt,
        operator.le,
        operator.gt,
        operator.ge,
        operator.eq,
        operator.ne,
        operator.not_,
        operator.is_,
        operator.is_not,
    )
)
_COUNTS = frozenset((len, range, min, max, reversed))


def is_cheap(op: Op) -> bool:
    """One index read, one test, one step of arithmetic on numbers, a length or a range."""
    match op.prim:
        case Index(path=path):
            return _is_plain(op) and all(isinstance(step, Subscript | Transposed) for step in path)
        case Apply(fn=fn, effect=False):
            if fn in _COUNTS:
                return isinstance(op.out.type, Scalar | RangeOf) and _integers(op)
            return fn in _ARITHMETIC | _TESTS and all(isinstance(arg.type, Scalar) for arg in op.args)
        case _:
            return False


def _is_plain(op: Op) -> bool:
    """An index without arrays: it gives an item or a view."""
    return all(not isinstance(index.type, Array | TupleOf) for index in op.args[1:])


def _integers(op: Op) -> bool:
    return all(not isinstance(arg.type, Scalar) or arg.type.kind in "bi" for arg in op.args)
