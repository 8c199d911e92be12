"""Builtins and `math`: numbers in, Python numbers out."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable
from typing import Any

from srcad import runtime
from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, derived
from srcad.analyse.join import join
from srcad.analyse.result_types.common import as_index
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import (
    BOOL,
    FLOAT,
    INT,
    UNKNOWN,
    Array,
    Dim,
    Extent,
    ListOf,
    Opaque,
    RangeOf,
    Scalar,
    TupleOf,
    Type,
)

_TO_INT = (
    math.floor,
    math.ceil,
    math.trunc,
    math.factorial,
    math.gcd,
    math.comb,
    math.perm,
    math.isqrt,
    math.lcm,
)
_TO_BOOL = (math.isnan, math.isinf, math.isfinite, math.isclose)


def _math(name: str) -> Any:
    return getattr(math, name)


_TO_FLOAT = tuple(
    fn
    for fn in map(_math, sorted(vars(math)))
    if callable(fn)
    and fn not in (*_TO_INT, *_TO_BOOL, math.frexp, math.modf, math.prod, math.fsum)
    and fn.__name__[0] != "_"
)


@types(*_TO_FLOAT, runtime.polygamma)
def _float_function(fresh: Fresh, *args: Atom) -> Type:
    _check_numbers(args)
    return FLOAT


@types(*_TO_INT)
def _int_function(fresh: Fresh, *args: Atom) -> Type:
    _check_numbers(args)
    return INT


@types(*_TO_BOOL)
def _bool_function(fresh: Fresh, *args: Atom, **kw: Atom) -> Type:
    _check_numbers((*args, *kw.values()))
    return BOOL


def _check_numbers(args: Iterable[Atom]) -> None:
    for arg in args:
        if isinstance(arg.type, Opaque) and arg.type != UNKNOWN:
            raise CannotType(f"{arg.type} is not a number")


@types(math.modf)
def _modf(fresh: Fresh, x: Atom) -> Type:
    return TupleOf((FLOAT, FLOAT))


@types(math.frexp)
def _frexp(fresh: Fresh, x: Atom) -> Type:
    return TupleOf((FLOAT, INT))


@types(float)
def _float(fresh: Fresh, x: Atom = Lit(0)) -> Type:
    return FLOAT


@types(int)
def _int(fresh: Fresh, x: Atom = Lit(0)) -> Type:
    type_ = x.type
    return type_ if isinstance(type_, Scalar) and type_.kind == "i" and type_.dtype is None else INT


@types(bool)
def _bool(fresh: Fresh, x: Atom = Lit(0)) -> Type:
    return BOOL


@types(len)
def _len(fresh: Fresh, x: Atom) -> Type:
    match x.type:
        case Array(dims=(first, *_)):
            return as_index(first)
        case TupleOf(items):
            return as_index(len(items))
        case ListOf():
            return INT
        case RangeOf(extent):
            return Scalar("i", None, extent)
    raise CannotType(f"{x.type} has no length")


@types(range)
def _range(fresh: Fresh, start: Atom, stop: Atom | None = None, step: Atom = Lit(1)) -> Type:
    first, last = (Lit(0), start) if stop is None else (start, stop)
    extent = last.type.extent if isinstance(last.type, Scalar) else None
    if not isinstance(first, Lit) or not isinstance(step, Lit) or extent is None:
        return RangeOf()
    return RangeOf(_range_length(first.value, extent, step.value))


def _range_length(first: int, stop: Dim, step: int) -> Dim | None:
    if isinstance(stop, int):
        return len(range(first, stop, step))
    if step != 1 or first < 0:
        return None
    # counted from a positive start, max(stop, 0) and stop give the same length
    return Extent(stop.root, stop.less + first) if stop.less + first >= 0 else derived(stop, f"-{first}")


@types(max, min)
def _extreme(fresh: Fresh, *args: Atom, **kw: Atom) -> Type:
    if kw:
        raise CannotType("max and min are known without keywords only")
    if len(args) == 1:
        return _item(args[0].type, fresh)
    common: Type | None = args[0].type
    for arg in args[1:]:
        common = None if common is None else _either(common, arg.type, fresh)
    if not isinstance(common, Scalar):
        raise CannotType("max and min are known of numbers only")
    return common


def _either(a: Type, b: Type, fresh: Fresh) -> Type | None:
    """One of two numbers: an int among floats stays what it is, so the kind is that of the join."""
    return join(a, b, fresh)


def _item(type_: Type, fresh: Fresh) -> Type:
    """The type of the items of something that is walked."""
    match type_:
        case ListOf(item):
            return item
        case Array(dtype=dtype, dims=(_, *rest)):
            return Array(dtype, tuple(rest)) if rest else promote.scalar(dtype)
        case RangeOf():
            return INT
        case TupleOf((first, *others)):
            common: Type | None = first
            for other in others:
                common = None if common is None else join(common, other, fresh)
            if common is not None:
                return common
    raise CannotType(f"the items of {type_} are not known")


@types(sum, math.fsum)
def _sum(fresh: Fresh, iterable: Atom, start: Atom = Lit(0)) -> Type:
    """Python starts at the int 0, which is also the sum of nothing."""
    item = _item(iterable.type, fresh)
    return elementwise(operator.add, [start.type, item], fresh)


@types(round)
def _round(fresh: Fresh, number: Atom, ndigits: Atom = Lit(None)) -> Type:
    if not isinstance(number.type, Scalar):
        raise CannotType("round is known of numbers only")
    return INT if ndigits == Lit(None) else number.type
