"""Whether an inferred type is the type of the value that really comes out."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from srcad.analyse.infer import infer
from srcad.ir.core import Apply, Atom, Lit, Var
from srcad.ir.types import Array, Dim, Extent, ListOf, Opaque, RangeOf, Scalar, TupleOf, Type, dtype_kind

VAGUE = {"b": "bool", "i": "int?", "f": "float?", "c": "complex?"}
STYLES = ("literal", "many", "maybe")


@dataclass
class World:
    """What lengths are called, and how long they really are."""

    style: str
    lengths: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def fresh(self) -> Extent:
        self.count += 1
        return Extent(f"n{self.count}")

    def dim(self, length: int) -> Dim:
        """A way to say this length: by number, as one known not to be one, or as one of which nothing is known."""
        if self.style == "literal" or (length == 1 and self.style == "many"):
            return length
        extent = Extent(f"len{length}", 0, self.style == "many")
        self.lengths[extent.root] = length
        return extent

    def type_of(self, value: Any) -> Type:
        match value:
            case np.ndarray():
                return Array(value.dtype.name, tuple(map(self.dim, value.shape)))
            case np.generic():
                return Scalar(dtype_kind(value.dtype.name), value.dtype.name)
            case bool():
                return Scalar("b")
            case int():
                return Scalar("i", None, value if value >= 0 else None)
            case float():
                return Scalar("f")
            case complex():
                return Scalar("c")
            case list() | tuple():
                return TupleOf(tuple(map(self.type_of, value)))
            case range():
                return RangeOf(self.dim(len(value)))
        return Opaque(type(value).__name__)

    def atom(self, value: Any) -> Atom:
        if isinstance(value, float) and math.isinf(value):
            return Lit(value)  # such as the order of a norm, which must be known
        if isinstance(value, np.ndarray | np.generic | float | list | complex):
            return Var("x", self.type_of(value))
        if isinstance(value, tuple) and any(isinstance(item, np.ndarray | float) for item in value):
            return Var("x", self.type_of(value))
        if isinstance(value, type) and issubclass(value, np.generic):
            return Lit(np.dtype(value).name)
        return Lit(value)

    def infer(self, fn: Callable[..., Any], args: tuple[Any, ...], kw: dict[str, Any]) -> Type:
        atoms = [self.atom(arg) for arg in (*args, *kw.values())]
        return infer(Apply(fn, tuple(kw)), atoms, self.fresh)

    # --- comparing ----------------------------------------------------------------------------------------------------

    def check(self, found: Type, value: Any) -> None:
        """The type is right of the value, and what it says of lengths is true."""
        match found:
            case Array(dtype=dtype, dims=dims):
                assert type(value) is np.ndarray, f"{found}, really {value!r}"
                assert dtype in (value.dtype.name, VAGUE[dtype_kind(value.dtype.name)])
                assert len(dims) == value.ndim, f"{found}, really {value.shape}"
                for dim, length in zip(dims, value.shape, strict=True):
                    self.check_dim(dim, length)
            case Scalar(kind=kind, dtype=dtype, extent=extent):
                real = self.type_of(value)
                assert isinstance(real, Scalar), f"{found}, really {value!r}"
                assert real.kind == kind, f"{found}, really {value!r}"
                assert dtype in (real.dtype, "?"), f"{found}, really {value!r}"
                if extent is not None:
                    self.check_dim(extent, max(value, 0))
            case TupleOf(items):
                assert isinstance(value, list | tuple)
                assert len(items) == len(value)
                for item, part in zip(items, value, strict=True):
                    self.check(item, part)
            case ListOf(item):
                assert isinstance(value, list | tuple)
                for part in value:
                    self.check(item, part)
            case RangeOf(extent):
                assert isinstance(value, range)
                if extent is not None:
                    self.check_dim(extent, len(value))
            case Opaque():
                assert value is None

    def check_dim(self, dim: Dim, length: int) -> None:
        if isinstance(dim, int):
            assert dim == length, f"length {dim}, really {length}"
            return
        if dim.less:
            if dim.root in self.lengths:
                assert max(self.lengths[dim.root] - dim.less, 0) == length, f"length {dim}, really {length}"
            return
        assert self.lengths.setdefault(dim.root, length) == length, f"length {dim}, really {length}"
        assert not dim.many or length != 1
