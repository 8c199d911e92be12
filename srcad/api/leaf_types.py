"""The type of a value that an argument holds."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.analyse.other_arrays import MODULES, follows_protocols
from srcad.analyse.plain import class_name, opaque_type
from srcad.errors import ArgumentError
from srcad.ir.types import BOOL, FLOAT, INT, Array, Dim, Extent, ListOf, OtherArray, Scalar, Type, dtype_kind

_PYTHON: dict[type, Type] = {float: FLOAT, bool: BOOL, complex: Scalar("c")}


def leaf_type(value: Any, name: str) -> Type | None:
    """The type of a number or array called `name`, or of an object used as it is; None of anything else."""
    if type(value) is int:
        # what is made of this length has the same length
        return Scalar("i", None, Extent(name))
    known = _PYTHON.get(type(value))
    if known is not None:
        return known
    if isinstance(value, np.ndarray):
        return _array_type(value, name)
    if type(value) in MODULES:
        return _other_type(value, name)
    if isinstance(value, np.bool_ | np.number):
        return Scalar(dtype_kind(value.dtype.name), value.dtype.name)
    if follows_protocols(type(value)):
        raise ArgumentError(
            f"`{name}` is an array of {class_name(type(value))}, and its module of functions is not known",
            "enter the module: srcad.extend.array_module(...)",
        )
    return opaque_type(value)


def _array_type(array: np.ndarray[Any, Any], name: str) -> Array:
    if type(array) is not np.ndarray:
        raise ArgumentError(
            f"`{name}` is a {type(array).__name__}, whose operators may mean something else than those of an array",
            f"pass `np.asarray({name})`",
        )
    return Array(_dtype_name(array, name), _dims(array, name))


def _other_type(array: Any, name: str) -> OtherArray:
    if not all(type(length) is int for length in array.shape):
        raise ArgumentError(f"`{name}` has axes whose lengths are not known: {array.shape}", "compute them first")
    return OtherArray(_dtype_name(array, name), _dims(array, name), class_name(type(array)))


def _dtype_name(array: Any, name: str) -> str:
    if array.dtype.kind not in "biufc":
        raise ArgumentError(
            f"`{name}` is an array of dtype {array.dtype}, which holds no numbers that srcad can see",
            f"pass `{name}.astype(float)`",
        )
    if not array.dtype.isnative:
        raise ArgumentError(
            f"`{name}` has the byte order of another machine", f"pass `{name}.astype('{array.dtype.name}')`"
        )
    return str(array.dtype.name)


def _dims(array: Any, name: str) -> tuple[Dim, ...]:
    return tuple(_dim(length, f"{name}.{axis}") for axis, length in enumerate(array.shape))


def _dim(length: int, root: str) -> Dim:
    return 1 if length == 1 else Extent(root, 0, many=True)


def list_type(items: Any, name: str) -> ListOf:
    """The type of a long list or tuple, whose items must be of one type and shape."""
    # the ints of a list are not one length
    types = {INT if type(item) is int else leaf_type(item, f"{name}[]"): None for item in items}
    shapes = {getattr(item, "shape", ()) for item in items}
    item = next(iter(types))
    if len(types) > 1 or len(shapes) > 1 or item is None:
        raise ArgumentError(
            f"`{name}` is a long {type(items).__name__} whose items are not all of one type and shape",
            "pass an array, or numbers of one type (`3.0`, not `3`, among floats)",
        )
    return ListOf(item, mutable=type(items) is list)
