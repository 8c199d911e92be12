"""What type the result of a function has, said simply: like an argument, as its arguments broadcast, a float."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import number, reduced
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import Typer, static
from srcad.ir.core import Atom, Lit
from srcad.ir.types import BOOL, FLOAT, INT, Array, Scalar, TupleOf, Type, dtype_kind
from srcad.rules.signatures import by_name

Types = Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class Result:
    """How the type of a result follows from the types of the arguments, by name."""

    of: Callable[[Types, Fresh], Type]
    #: the arguments that it mentions
    names: tuple[str, ...] = ()


def like(name: str) -> Result:
    """Of the type, shape and dtype of an argument; of an integer one, a float."""
    return Result(lambda types, fresh: _floating(_type_of(types, name)), (name,))


def broadcast(*names: str) -> Result:
    """What arithmetic on these arguments gives: of all of them, if none is named."""

    def of(types: Types, fresh: Fresh) -> Type:
        operands = [_type_of(types, name) for name in names or types]
        found = _floating(operands[0])
        for operand in operands[1:]:
            found = _floating(elementwise(operator.add, [found, operand], fresh))
        return found

    return Result(of, names)


def array(axes: int, dtype: str = "float64") -> Result:
    """An array with this many axes, of lengths of which nothing is known; `dtype` is one, or an argument's name."""

    def of(types: Types, fresh: Fresh) -> Type:
        named = types.get(dtype)
        return Array(dtype if named is None else _dtype(named), tuple(fresh() for _ in range(axes)))

    return Result(of)


#: what may be given where a result is described
Description = Result | type | tuple[Any, ...] | Type | Callable[..., Any]

_PYTHON: dict[Any, Type] = {float: FLOAT, int: INT, bool: BOOL, complex: Scalar("c")}


def resolved(result: Description, types: Types, fresh: Fresh) -> Type:
    """The type that a description means for arguments of these types."""
    match result:
        case Result(of=of):
            return of(types, fresh)
        case tuple():
            return TupleOf(tuple(resolved(part, types, fresh) for part in result))
        case type() if result in _PYTHON:
            return _PYTHON[result]
        case type() if issubclass(result, np.generic):
            return promote.scalar(np.dtype(result).name)
        case Array() | Scalar() | TupleOf():
            return result
    if callable(result):
        return resolved(result(**types), types, fresh)
    raise CannotType(f"{result!r} does not describe a result")


def mentioned(result: Description | None) -> tuple[str, ...]:
    """The arguments that a description names."""
    if isinstance(result, tuple):
        return tuple(name for part in result for name in mentioned(part))
    return result.names if isinstance(result, Result) else ()


def typer_for(fn: Callable[..., Any], result: Description) -> Typer:
    """Who knows the results of a function of which they are described so."""

    def typer(fresh: Fresh, *args: Atom, **kw: Atom) -> Type:
        bound = by_name(fn, (*args, *kw.values()), tuple(kw))
        if bound is None:
            bound = {str(place): atom for place, atom in enumerate(args)} | kw
        return resolved(result, {name: atom.type for name, atom in bound.items() if not _is_none(atom)}, fresh)

    return typer


def of_elementwise(fn: Callable[..., Any]) -> Typer:
    """The results of a function that works element by element, of which the dtypes are tried out."""

    def typer(fresh: Fresh, *args: Atom, **kw: Atom) -> Type:
        return elementwise(fn, [atom.type for atom in (*args, *kw.values()) if not _is_none(atom)], fresh)

    return typer


def of_reduction(fn: Callable[..., Any], first: str) -> Typer:
    """The results of a function that takes axes away, as `axis` and `keepdims` say."""

    def typer(fresh: Fresh, *args: Atom, **kw: Atom) -> Type:
        bound = by_name(fn, (*args, *kw.values()), tuple(kw)) or {}
        x = bound[first].type
        if not isinstance(x, Array):
            raise CannotType(f"{x} is not an array")
        axis, keepdims = bound.get("axis", Lit(None)), bound.get("keepdims", Lit(False))
        return number(_dtype(x), reduced(x.dims, static(axis), bool(static(keepdims))))

    return typer


def _is_none(atom: Atom) -> bool:
    return isinstance(atom, Lit) and atom.value is None


def _type_of(types: Types, name: str) -> Type:
    if name not in types:
        raise CannotType(f"the result is like `{name}`, which is not passed")
    return types[name]


def _floating(type_: Type) -> Type:
    """The type with floats in the place of integers."""
    match type_:
        case Array(dtype=dtype):
            return replace(type_, dtype=dtype if dtype_kind(dtype) in "fc" else "float64")
        case Scalar(kind="i" | "b", dtype=None):
            return FLOAT
        case Scalar(kind="i" | "b"):
            return promote.scalar("float64")
    return type_


def _dtype(type_: Type) -> str:
    found = _floating(type_)
    if isinstance(found, Array):
        return found.dtype
    if isinstance(found, Scalar):
        return found.dtype or "float64"
    raise CannotType(f"{type_} has no dtype")


def described(parts: Sequence[Any]) -> bool:
    """Whether each of these describes a result."""
    return all(described(part) if isinstance(part, tuple) else _is_description(part) for part in parts)


def _is_description(part: Any) -> bool:
    if isinstance(part, type):
        return part in _PYTHON or issubclass(part, np.generic)
    return isinstance(part, Result | Array | Scalar | TupleOf) or callable(part)
