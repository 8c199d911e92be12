"""What is known about a value before it exists: its kind, dtype and the lengths of its axes.

Lengths matter because a broadcast is undone exactly where the types show it.  Two lengths of which neither is one
are equal in any call that does not raise; so it is enough to know, per axis, *one*, *not one*, or *the same as
that other one*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Extent:
    """A length known by name: ``max(root - less, 0)``.

    Two extents with equal fields are equal lengths.  `many` says the length is certainly not one (only ever true
    when `less` is 0); it takes no part in comparison of names, but equal roots always carry equal flags.
    """

    root: str
    less: int = 0
    many: bool = False

    def __str__(self) -> str:
        return f"{self.root}{'-' + str(self.less) if self.less else ''}{'' if self.many else '?'}"


Dim = int | Extent


def may_be_one(dim: Dim) -> bool:
    """Whether an axis of this length can be the short side of a broadcast."""
    return dim == 1 if isinstance(dim, int) else not dim.many


@dataclass(frozen=True, slots=True)
class Scalar:
    """A number without axes.

    `kind` is ``'b'``, ``'i'``, ``'f'`` or ``'c'``.  `dtype` is None for Python's own numbers, a NumPy dtype name
    for NumPy scalars, and ``'?'`` where the two cannot be told apart (which only matters for promotion).
    `extent` is set on an integer that is known to be the length of an axis.
    """

    kind: str
    dtype: str | None = None
    extent: Dim | None = None

    def __str__(self) -> str:
        name = {"b": "bool", "i": "int", "f": "float", "c": "complex"}[self.kind] if self.dtype is None else self.dtype
        return f"{name}[{self.extent}]" if self.extent is not None else name


@dataclass(frozen=True, slots=True)
class Array:
    """An exact ``numpy.ndarray``; no axes means a 0-d array, which is mutable and so not a scalar."""

    dtype: str
    dims: tuple[Dim, ...]

    @property
    def ndim(self) -> int:
        return len(self.dims)

    def __str__(self) -> str:
        return f"{self.dtype}[{', '.join(map(str, self.dims))}]"


@dataclass(frozen=True, slots=True)
class OtherArray(Array):
    """An array of another library, of the class called `cls`: the type of an argument, and of values in a text."""

    cls: str = ""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that carries no derivative and is only passed on: a string, None, a dtype, a generator."""

    what: str

    def __str__(self) -> str:
        return self.what


@dataclass(frozen=True, slots=True)
class SparseMatrix(Opaque):
    """A sparse matrix of SciPy that the program makes: its entries may carry a derivative, which is one too."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list or tuple walked in a loop: any number of items of one type.  Tapes have this type."""

    item: Type
    mutable: bool = True

    def __str__(self) -> str:
        return f"list[{self.item}]"


@dataclass(frozen=True, slots=True)
class DictOf(ListOf):
    """A dict whose keys only the run knows: any number of items of one type, each found by its key."""

    key: Type = Opaque("nothing")

    def __str__(self) -> str:
        return f"dict[{self.key}, {self.item}]"


@dataclass(frozen=True, slots=True)
class SetOf(DictOf):
    """A set of keys, which are its items: it carries no derivative."""

    def __str__(self) -> str:
        return f"set[{self.key}]"


@dataclass(frozen=True, slots=True)
class TupleOf:
    """A tuple (or list display) whose items are known one by one."""

    items: tuple[Type, ...]

    def __str__(self) -> str:
        return f"({', '.join(map(str, self.items))})"


@dataclass(frozen=True, slots=True)
class Made(TupleOf):
    """An object that was made in order to be called: its attributes that may move.

    `parts` are the names of these, `known` is what rules have to know of how it was made; one that `raises` does so
    when it is called with some values.  Its adjoint is a tuple.
    """

    parts: tuple[str, ...]
    known: tuple[Any, ...] = ()
    raises: bool = False


@dataclass(frozen=True, slots=True)
class RangeOf:
    """A ``range``; `extent` is its length where it is known by name."""

    extent: Dim | None = None

    def __str__(self) -> str:
        return "range"


Type = Scalar | Array | ListOf | TupleOf | RangeOf | Opaque

FLOAT = Scalar("f")
INT = Scalar("i")
BOOL = Scalar("b")
NONE = Opaque("None")
UNKNOWN = Opaque("unknown")
#: the items of a list that has none yet
NEVER = Opaque("nothing")


def dtype_kind(dtype: str) -> str:
    """The kind letter of a NumPy dtype name, in the four letters of `Scalar.kind` (or ``'O'``)."""
    if dtype == "bool":
        return "b"
    if dtype.startswith(("int", "uint")):
        return "i"
    if dtype.startswith("float") or dtype == "longdouble":
        return "f"
    if dtype.startswith("complex") or dtype == "clongdouble":
        return "c"
    return "O"


def kind_of(type_: Type) -> str | None:
    """The kind letter of a number or array, None of anything else."""
    if isinstance(type_, Scalar):
        return type_.kind
    if isinstance(type_, Array):
        return dtype_kind(type_.dtype)
    return None


def is_real(type_: Type) -> bool:
    """Whether values of this type can carry a derivative: floats, float arrays and containers that hold some."""
    if isinstance(type_, Scalar | Array):
        return kind_of(type_) in ("f", "c")
    if isinstance(type_, ListOf):
        return is_real(type_.item)
    if isinstance(type_, TupleOf):
        return any(is_real(item) for item in type_.items)
    return isinstance(type_, SparseMatrix)


def is_complex(type_: Type) -> bool:
    """Whether values of this type are complex, or hold complex numbers."""
    if isinstance(type_, ListOf):
        return is_complex(type_.item)
    if isinstance(type_, TupleOf):
        return any(map(is_complex, type_.items))
    return kind_of(type_) == "c"


def type_of_value(value: Any) -> Type:
    """The type of a literal that stands in the source: numbers, strings, None and tuples of them."""
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, int):
        return Scalar("i", None, value if value >= 0 else None)
    if isinstance(value, float):
        return FLOAT
    if isinstance(value, complex):
        return Scalar("c")
    if value is None:
        return NONE
    if isinstance(value, tuple):
        return TupleOf(tuple(type_of_value(item) for item in value))
    return Opaque(type(value).__name__)
