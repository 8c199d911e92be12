"""Arrays of other libraries that follow NumPy's protocols: those of `cupy` or `dask.array`.

NumPy's functions and operators give such an array where they are given one (NEP 13, ``__array_ufunc__``, and NEP 18,
``__array_function__``), and so does a text made of them.  A program is typed as if its arrays were NumPy's.  What may
differ is refused: stores, whose effect on other names is not that of NumPy's arrays, and functions that follow no
protocol.  Where NumPy gives a number, such a library gives an array without axes, which may be changed in place.
"""

from __future__ import annotations

import builtins
import math
import operator
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any

import numpy as np

from srcad import runtime
from srcad.analyse.plain import class_name
from srcad.errors import ArgumentError
from srcad.ir.core import Apply, Atom, Block, Function, Op, Var
from srcad.ir.types import Array, ListOf, OtherArray, Scalar, TupleOf, Type
from srcad.ir.walk import fresh_copy

#: the classes of such arrays, and the module of functions that each belongs to
MODULES: dict[type, ModuleType] = {}
#: the protocols
PROTOCOLS = ("__array_ufunc__", "__array_function__")
#: functions that make an array of NumPy's of whatever they are given: those of another library stand in their place
MAKERS: tuple[Callable[..., Any], ...] = (
    *(np.zeros, np.ones, np.empty, np.full, np.eye, np.identity, np.tri, np.arange),
    *(np.array, np.asarray, np.asanyarray, np.ascontiguousarray, np.asfortranarray),
)


def follows_protocols(cls: type) -> bool:
    """Whether the arrays of a class are others than NumPy's, and NumPy's functions take them as they are."""
    return not issubclass(cls, np.ndarray | np.generic) and all(hasattr(cls, name) for name in PROTOCOLS)


def class_of(types: Iterable[Type]) -> str:
    """The name of the class of arrays among some types; empty if all arrays are NumPy's."""
    found = dict.fromkeys(type_.cls for type_ in types if isinstance(type_, OtherArray))
    if len(found) > 1:
        raise ArgumentError(f"arrays of {' and of '.join(found)} are mixed", "pass arrays of one library")
    return next(iter(found), "")


def class_named(name: str) -> type:
    return next(cls for cls in MODULES if class_name(cls) == name)


def like_numpy(type_: Type) -> Type:
    """The type of an array of NumPy's in the place of another."""
    return Array(type_.dtype, type_.dims) if isinstance(type_, OtherArray) else type_


# --- functions that follow --------------------------------------------------------------------------------------

_DISPATCHER = type(np.sum)
_PYTHON = frozenset(fn for home in (builtins, operator, math) for fn in vars(home).values() if callable(fn))
_OWN_MODULES = frozenset(
    f"{runtime.__name__}.{name}" for name in ("lists", "dicts", "barrier", "checks", "objects", "middles")
)
_OWN = frozenset(
    {
        *(runtime.unbroadcast, runtime.zeros_like, runtime.root_of_squares, runtime.length_along),
        *(runtime.split_like, runtime.items_like, runtime.repeat_like),
    }
)


def follows(op: Op) -> bool:
    """Whether what an operation does to arrays of another library is what it does to those of NumPy."""
    if not isinstance(op.prim, Apply) or not any(may_be_other(arg.type) for arg in op.args):
        return True
    fn: Any = op.prim.fn
    if fn in MAKERS:
        return not op.prim.name
    if isinstance(fn, np.ufunc | _DISPATCHER) or op.prim.style != "call":
        return True
    module = getattr(fn, "__module__", None) or ""
    return fn in _OWN or fn in _PYTHON or module in _OWN_MODULES or is_numpy_type(fn)


def is_numpy_type(fn: Any) -> bool:
    """Whether this is `np.float64`, or its like."""
    return isinstance(fn, type) and issubclass(fn, np.generic)


def may_be_other(type_: Type) -> bool:
    """Whether a value that has this type if arrays are NumPy's is, or holds, one of another library."""
    match type_:
        case TupleOf(items=items):
            return any(map(may_be_other, items))
        case ListOf(item=item):
            return may_be_other(item)
        case Scalar(dtype=dtype):
            return dtype is not None
        case _:
            return isinstance(type_, Array)


# --- the types in a text ----------------------------------------------------------------------------------------


def with_others(function: Function, cls: str) -> Function:
    """The function with the types that its values have in the library: numbers are arrays without axes, too."""
    names: dict[Var, Atom] = {}
    return replace(function, block=_renewed(function.block, names, cls))


def _renewed(block: Block, names: dict[Var, Atom], cls: str) -> Block:
    return fresh_copy(block, names, rename=lambda var: replace(var, type=_other(var.type, cls)))


def _other(type_: Type, cls: str) -> Type:
    match type_:
        case Array(dtype=dtype, dims=dims):
            return OtherArray(dtype, dims, cls)
        case Scalar(kind="f" | "c", dtype=str(dtype)) if dtype != "?":
            return OtherArray(dtype, (), cls)
        case _:
            return type_
