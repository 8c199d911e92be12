"""Ufuncs and operators: axes are broadcast, the dtype is what NumPy makes of the operands."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, broadcast_all, less
from srcad.analyse.join import join
from srcad.analyse.result_types.common import as_array, number
from srcad.analyse.result_types.table import NONE, TRUE, ZERO, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import BOOL, INT, Array, Dim, Extent, ListOf, Opaque, Scalar, SetOf, TupleOf, Type

BINARY: tuple[Any, ...] = (
    operator.add,
    operator.sub,
    operator.mul,
    operator.truediv,
    operator.floordiv,
    operator.mod,
    operator.pow,
    pow,
    operator.and_,
    operator.or_,
    operator.xor,
    operator.lshift,
    operator.rshift,
    operator.eq,
    operator.ne,
    operator.lt,
    operator.le,
    operator.gt,
    operator.ge,
)
UNARY: tuple[Any, ...] = (operator.neg, operator.pos, operator.abs, operator.invert, abs)


def elementwise(fn: Callable[..., Any], operands: Sequence[Type], fresh: Fresh) -> Type:
    """The type of ``fn(*operands)`` for a function that works element by element."""
    numbers = [t if isinstance(t, Scalar | Array) else as_array(t, fresh) for t in operands]
    if fn is operator.pow and isinstance(numbers[0], Array) and numbers[0].dtype == "bool":
        # of which some exponents give int8
        raise CannotType("powers of flags are not known")
    dims = broadcast_all((t.dims for t in numbers if isinstance(t, Array)), fresh)
    keys = promote.result(fn, tuple((promote.key(t), int(isinstance(t, Array))) for t in numbers))
    results = tuple(number(key, dims) for key in keys)
    return results[0] if len(results) == 1 else TupleOf(results)


def _binary(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(fresh: Fresh, a: Atom, b: Atom) -> Type:
        x, y = a.type, b.type
        if fn in (operator.eq, operator.ne) and isinstance(x, Opaque) and isinstance(y, Opaque):
            return BOOL
        if isinstance(x, TupleOf | ListOf) or isinstance(y, TupleOf | ListOf):
            found = _of_sequences(fn, a, b, fresh)
        else:
            found = (
                _of_length(fn, x, b) if isinstance(b, Lit) and isinstance(x, Scalar) and x.extent is not None else None
            )
        return found or elementwise(fn, (x, y), fresh)


def _unary(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(fresh: Fresh, a: Atom) -> Type:
        return elementwise(fn, (a.type,), fresh)


for _fn in BINARY:
    _binary(_fn)
for _fn in UNARY:
    _unary(_fn)


_OF_SETS = (operator.or_, operator.and_, operator.sub, operator.xor)
_COMPARISONS = (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge)


def _of_sequences(fn: Callable[..., Any], a: Atom, b: Atom, fresh: Fresh) -> Type | None:
    """Concatenation, repetition and comparison of lists and tuples."""
    match a.type, b.type:
        case ((TupleOf() | ListOf()), (TupleOf() | ListOf())):
            if fn in _COMPARISONS:
                return BOOL
            if isinstance(a.type, SetOf) and isinstance(b.type, SetOf) and fn in _OF_SETS:
                return join(a.type, b.type, fresh)
            return _concatenated(fn, a.type, b.type, fresh)
        case ((ListOf() | TupleOf()) as items, Scalar(dtype=None)) | (
            Scalar(dtype=None),
            (ListOf() | TupleOf()) as items,
        ):
            return _repeated(fn, items, a if b.type is items else b, fresh)
    return None


def _concatenated(fn: Callable[..., Any], a: Type, b: Type, fresh: Fresh) -> Type:
    if fn is operator.add and isinstance(a, TupleOf) and isinstance(b, TupleOf):
        return TupleOf(a.items + b.items)
    if fn is not operator.add:
        raise CannotType(f"there is no `{fn.__name__}` of lists, as there is of arrays: np.array(...) makes one")
    both = join(as_list(a, fresh), as_list(b, fresh), fresh)
    if both is None:
        raise CannotType(f"the items of {a} and {b} have no common type")
    return both


def _repeated(fn: Callable[..., Any], items: Type, count: Atom, fresh: Fresh) -> Type:
    if fn is not operator.mul:
        raise CannotType(f"there is no `{fn.__name__}` of lists, as there is of arrays: np.array(...) makes one")
    if isinstance(items, TupleOf) and isinstance(count, Lit):
        return TupleOf(items.items * count.value)
    return as_list(items, fresh)


def as_list(items: Type, fresh: Fresh) -> ListOf:
    if isinstance(items, ListOf):
        return items
    common: Type | None = items.items[0] if isinstance(items, TupleOf) and items.items else None
    for item in items.items[1:] if isinstance(items, TupleOf) else ():
        common = None if common is None else join(common, item, fresh)
    if common is None:
        raise CannotType(f"the items of {items} have no common type")
    return ListOf(common)


def _of_length(fn: Callable[..., Any], length: Scalar, by: Lit) -> Type | None:
    """``n - 1``, ``n + 1``, ``n // 2`` of a length are lengths again."""
    if fn not in _LENGTHS or length.extent is None or type(by.value) is not int:
        return None
    extent = _LENGTHS[fn](length.extent, by.value)
    return None if extent is None else Scalar("i", None, extent)


def _minus(dim: Dim, count: int) -> Dim | None:
    """Exact only as ``max(dim - count, 0)``, so nothing may be added to what was cut."""
    if isinstance(dim, int):
        return dim - count if dim >= count else None
    return less(dim, count) if count >= 0 or dim.less <= 0 else None


def _plus(dim: Dim, count: int) -> Dim | None:
    return _minus(dim, -count)


def _over(dim: Dim, count: int) -> Dim | None:
    if isinstance(dim, int):
        return dim // count if count > 0 else None
    return Extent(f"({dim})//{count}") if count > 0 else None


def _times(dim: Dim, count: int) -> Dim | None:
    if isinstance(dim, int):
        return dim * count if count >= 0 else None
    return Extent(f"({count})*({dim})") if count > 1 else None


_LENGTHS: dict[Callable[..., Any], Callable[[Dim, int], Dim | None]] = {
    operator.sub: _minus,
    operator.add: _plus,
    operator.floordiv: _over,
    operator.mul: _times,
}


@types(operator.not_, operator.truth)
def _truth(fresh: Fresh, a: Atom) -> Type:
    return BOOL


@types(operator.is_, operator.is_not, operator.contains)
def _test(fresh: Fresh, a: Atom, b: Atom) -> Type:
    return BOOL


@types(operator.index)
def _index(fresh: Fresh, a: Atom) -> Type:
    return INT


def ufunc(fn: np.ufunc, args: Sequence[Atom], kw: tuple[str, ...], fresh: Fresh) -> Type:
    """The result of a call of a ufunc with its inputs only."""
    if kw or len(args) != fn.nin:
        raise CannotType(f"{fn.__name__} is known only with its {fn.nin} inputs")
    return elementwise(fn, [arg.type for arg in args], fresh)


@types(np.nan_to_num)
def _nan_to_num(
    fresh: Fresh, x: Atom, copy: Atom = TRUE, nan: Atom = ZERO, posinf: Atom = NONE, neginf: Atom = NONE
) -> Type:
    if copy != TRUE:
        raise CannotType("nan_to_num is known with copy=True")
    return elementwise(np.nan_to_num, [x.type], fresh)


def _of_one(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(fresh: Fresh, x: Atom) -> Type:
        return elementwise(fn, [x.type], fresh)


for _fn in (np.fix, np.sinc, np.i0, np.iscomplex, np.isreal, np.isneginf, np.isposinf):
    _of_one(_fn)


@types(np.round, np.around)
def _round(fresh: Fresh, a: Atom, decimals: Atom = ZERO) -> Type:
    return elementwise(np.round, [a.type], fresh)
