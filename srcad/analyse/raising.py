"""Which exceptions an operation can raise, whatever the values and shapes.

This is stricter than `effects`: an array may have the wrong shape, a warning may have been made an error.  Where
nothing can be raised that a handler catches, the order of things does not matter to it.  What can come at any time (no
memory left, an interrupt) is left out.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable
from typing import Any

import numpy as np

from srcad.analyse.effects import hazards
from srcad.ir.core import Apply, Assert, Atom, Bind, Format, Free, Index, Lit, Op, Pack, Raise, Statement, Update
from srcad.ir.types import Array, ListOf, Scalar, TupleOf, kind_of
from srcad.ir.walk import all_statements, blocks_of

Classes = tuple[type[BaseException], ...]

ANYTHING: Classes = (BaseException,)
_FLOATS: Classes = (ArithmeticError, Warning)
_SHAPES: Classes = (ValueError, *_FLOATS)

_ARITHMETIC = (operator.add, operator.sub, operator.mul, operator.neg, operator.pos)
_TESTS = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne, operator.not_)
_PLAIN = frozenset((*_ARITHMETIC, *_TESTS, operator.is_, operator.is_not, bool))
#: functions of arrays that look at them only, or make others
_QUIET = frozenset((np.shape, np.size, np.ndim, np.zeros_like, np.ones_like, np.full_like, np.copy))
_NUMBERS = frozenset((int, float, bool, abs, min, max, sum, pow, round, divmod))


def never_raises(stmt: Statement) -> bool:
    """Whether a statement certainly goes through."""
    if isinstance(stmt, Op):
        return not raised_by(stmt)
    return all(never_raises(inner) for block in blocks_of(stmt) for inner in all_statements(block))


def may_be_caught(stmt: Statement, clauses: Collection[type[BaseException]]) -> bool:
    """Whether what a statement raises may be caught as one of these classes."""
    if isinstance(stmt, Op):
        return are_caught(raised_by(stmt), clauses)
    return any(may_be_caught(inner, clauses) for block in blocks_of(stmt) for inner in block.body)


def are_caught(raised: Classes, clauses: Iterable[type[BaseException]]) -> bool:
    """Whether some of these exceptions may be caught as one of those."""
    return any(issubclass(one, other) or issubclass(other, one) for one in raised for other in clauses)


def raised_by(op: Op) -> Classes:
    """The classes, one of which everything belongs to that the operation can raise."""
    match op.prim:
        case Bind() | Pack() | Free():
            return ()
        case Apply(fn=fn, effect=effect):
            return _by_effect(fn) if effect else _by_call(op, fn)
        case Index():
            return (LookupError,) if not isinstance(op.args[0].type, Array) else (IndexError,)
        case Update():
            base, value = op.args[:2]
            fits = kind_of(base.type) == "f" and isinstance(value.type, Scalar) and value.type.kind in "bif"
            return (LookupError, *(_FLOATS if fits else _SHAPES))
        case Format():
            return (ValueError,) if _are_numbers(op.args) else ANYTHING
        case Assert():
            return (AssertionError,)
        case Raise(cls=cls, again=again):
            return ANYTHING if again else (cls,)
        case _:
            return ANYTHING


def _by_effect(fn: Callable[..., Any]) -> Classes:
    return (OSError,) if fn is print else ANYTHING


def _by_call(op: Op, fn: Callable[..., Any]) -> Classes:
    if fn in _QUIET or (fn is len and isinstance(op.args[0].type, Array | ListOf | TupleOf)):
        return ()
    if fn is range and all(kind_of(arg.type) == "i" for arg in op.args):
        # the step may be zero
        return (ValueError,) if len(op.args) == 3 else ()
    if _are_numbers(op.args):
        return _of_numbers(op, fn)
    elementwise = isinstance(fn, np.ufunc) or _is_operator(fn)
    if not elementwise or fn is operator.matmul or not all(isinstance(arg.type, Array | Scalar) for arg in op.args):
        return ANYTHING
    arrays = [arg.type.dims for arg in op.args if isinstance(arg.type, Array)]
    powers = fn in (operator.pow, np.power)
    return _FLOATS if not powers and all(dims == arrays[0] for dims in arrays) else _SHAPES


def _of_numbers(op: Op, fn: Callable[..., Any]) -> Classes:
    is_math = getattr(fn, "__module__", "") == "math"
    if (fn in _PLAIN or is_math) and _are_of_one_kind(op.args) and not hazards(op):
        return ()
    if isinstance(fn, np.ufunc) or _is_operator(fn):
        # integers have no negative powers in NumPy
        return _SHAPES if fn in (operator.pow, np.power) else _FLOATS
    return (ValueError, *_FLOATS) if is_math or fn in _NUMBERS else ANYTHING


def _is_operator(fn: Callable[..., Any]) -> bool:
    return getattr(fn, "__module__", "") == "_operator"


def _are_numbers(args: Iterable[Atom]) -> bool:
    return all(isinstance(arg.type, Scalar) or arg == Lit(None) for arg in args)


def _are_of_one_kind(args: Iterable[Atom]) -> bool:
    """Whether these are numbers of Python's of one kind; an int may be too large to become a float."""
    kinds = {_kind(arg) for arg in args}
    return None not in kinds and len(kinds - {"b"}) <= 1


def _kind(atom: Atom) -> str | None:
    if isinstance(atom, Lit):
        # a literal int is as large as it looks
        small = type(atom.value) in (bool, int) and abs(atom.value) < 2**53
        return "b" if small or atom.value is None else "f" if type(atom.value) is float else None
    return atom.type.kind if isinstance(atom.type, Scalar) and atom.type.dtype is None else None
