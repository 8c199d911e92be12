"""What an index leaves of an array: axes dropped, cut, inserted or replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, broadcast, less, sliced
from srcad.analyse.join import join
from srcad.analyse.lengths_of import of_one_item
from srcad.analyse.promote import scalar
from srcad.analyse.result_types.common import as_array
from srcad.ir.core import At, Atom, Lit, NewAxis, Path, Rest, Slice, Subscript
from srcad.ir.types import INT, Array, Dim, Extent, ListOf, RangeOf, Scalar, TupleOf, Type, dtype_kind


def read(base: Type, path: Path, indices: Sequence[Atom], fresh: Fresh) -> Type:
    """The type of ``base[path]``."""
    type_ = base
    rest = list(indices)
    for step in path:
        if not isinstance(step, Subscript):
            type_ = _transposed(type_)
            continue
        used = [rest.pop(0) for _ in range(_operand_count(step))]
        type_ = _read_one(type_, step, used, fresh)
    return type_


def _transposed(type_: Type) -> Type:
    if isinstance(type_, Array):
        return Array(type_.dtype, type_.dims[::-1])
    raise CannotType(f"{type_} has no transpose")


def _operand_count(step: Subscript) -> int:
    return sum(_operands_of(entry) for entry in step.entries)


def _operands_of(entry: object) -> int:
    match entry:
        case At():
            return 1
        case Slice(start, stop, step):
            return start + stop + step
    return 0


def _read_one(base: Type, step: Subscript, operands: list[Atom], fresh: Fresh) -> Type:
    match base:
        case Array():
            return _read_array(base, step, operands, fresh)
        case ListOf(item):
            return _read_sequence(base, of_one_item([item], fresh)[0], step)
        case RangeOf():
            return _read_sequence(RangeOf(), INT, step)
        case TupleOf():
            return _read_tuple(base, step, operands, fresh)
    raise CannotType(f"{base} cannot be indexed")


def _read_sequence(base: Type, item: Type, step: Subscript) -> Type:
    match step.entries:
        case (At(),):
            return item
        case (Slice(),):
            return base
    raise CannotType(f"{base} takes one index")


def _read_tuple(base: TupleOf, step: Subscript, operands: list[Atom], fresh: Fresh) -> Type:
    match step.entries, operands:
        case (At(),), [Lit(value)] if isinstance(value, int) and -len(base.items) <= value < len(base.items):
            return base.items[value]
        case (At(),), [index] if isinstance(index.type, Scalar) and base.items:
            return _common_item(base, fresh)
        case (Slice() as entry,), bounds if all(isinstance(bound, Lit) for bound in bounds):
            start, stop, stride = _bounds(entry, bounds)
            picked = slice(*(bound.value if isinstance(bound, Lit) else None for bound in (start, stop, stride)))
            return TupleOf(base.items[picked])
    raise CannotType(f"this index of {base} is not known")


def _common_item(base: TupleOf, fresh: Fresh) -> Type:
    common: Type | None = base.items[0]
    for item in base.items[1:]:
        common = None if common is None else join(common, item, fresh)
    if common is None:
        raise CannotType(f"the items of {base} have no common type")
    return common


def _bounds(entry: Slice, operands: Sequence[Atom]) -> tuple[Atom | None, Atom | None, Atom | None]:
    rest = iter(operands)
    return (
        next(rest) if entry.start else None,
        next(rest) if entry.stop else None,
        next(rest) if entry.step else None,
    )


@dataclass(slots=True)
class _Reading:
    """An index being read from left to right: the axes left so far, and where the fancy ones go."""

    left: list[Dim] = field(default_factory=list)
    fancy: Dims = ()
    place: int | None = None
    split: bool = False
    gap: bool = False

    def add_axis(self, dim: Dim) -> None:
        self.left.append(dim)
        self.gap = True

    def add_fancy(self, dims: Dims, fresh: Fresh) -> None:
        """Integers and arrays are one broadcast; its axes stand where the first is, or in front if parted."""
        if self.place is None:
            self.place = len(self.left)
        elif self.gap:
            self.split = True
        self.gap = False
        self.fancy = broadcast(self.fancy, dims, fresh)

    def dims(self) -> Dims:
        place = 0 if self.split or self.place is None else self.place
        return (*self.left[:place], *self.fancy, *self.left[place:])


def _read_array(base: Array, step: Subscript, operands: list[Atom], fresh: Fresh) -> Type:
    rest = list(operands)
    reading = _Reading()
    axes = list(base.dims)
    indices = [_index_type(entry, rest, fresh) for entry in step.entries]
    spare = base.ndim - sum(_axes_used(entry, index) for entry, index in zip(step.entries, indices, strict=True))
    if spare < 0:
        raise CannotType(f"too many indices for {base}")
    fancy = any(isinstance(index, Array) for index in indices)
    for entry, index in zip(step.entries, indices, strict=True):
        _read_entry(entry, index, axes, spare, fancy, reading, fresh)
    dims = (*reading.dims(), *axes) if Rest() not in step.entries else reading.dims()
    is_item = not dims and not any(isinstance(entry, Rest) for entry in step.entries)
    return scalar(base.dtype) if is_item else Array(base.dtype, dims)


_Bounds = tuple[Atom | None, Atom | None, Atom | None]


def _index_type(entry: object, rest: list[Atom], fresh: Fresh) -> Scalar | Array | _Bounds | None:
    """What stands at one place of the index: an integer, an array, the bounds of a slice."""
    if isinstance(entry, Slice):
        return _bounds(entry, [rest.pop(0) for _ in range(_operands_of(entry))])
    if not isinstance(entry, At):
        return None
    type_ = rest.pop(0).type
    if isinstance(type_, Scalar) and type_.kind == "i":
        return type_
    if isinstance(type_, Scalar):
        raise CannotType(f"{type_} is not an index")
    index = as_array(type_, fresh)
    if dtype_kind(index.dtype) not in "bi" and index.dims != (0,):
        raise CannotType(f"{index} is not an index")
    return Array("int64", (0,)) if dtype_kind(index.dtype) not in "bi" else index


def _axes_used(entry: object, index: object) -> int:
    if isinstance(entry, NewAxis | Rest):
        return 0
    return index.ndim if _is_mask(index) and isinstance(index, Array) else 1


def _is_mask(index: object) -> bool:
    return isinstance(index, Array) and index.dtype == "bool"


def _read_entry(
    entry: object,
    index: Scalar | Array | _Bounds | None,
    axes: list[Dim],
    spare: int,
    fancy: bool,
    reading: _Reading,
    fresh: Fresh,
) -> None:
    match entry, index:
        case NewAxis(), _:
            reading.add_axis(1)
        case Rest(), _:
            reading.gap = True
            reading.left += [axes.pop(0) for _ in range(spare)]
        case At(), Scalar():
            axes.pop(0)
            if fancy:
                reading.add_fancy((), fresh)
        case At(), Array(dims=dims):
            del axes[: _axes_used(entry, index)]
            reading.add_fancy((fresh(),) if _is_mask(index) else dims, fresh)
        case Slice(), (start, stop, stride):
            reading.add_axis(_slice(axes.pop(0), start, stop, stride, fresh))


def _slice(dim: Dim, start: Atom | None, stop: Atom | None, step: Atom | None, fresh: Fresh) -> Dim:
    bounds = [None if bound is None else bound for bound in (start, stop, step)]
    if all(bound is None or isinstance(bound, Lit) for bound in bounds):
        literal = [bound.value if isinstance(bound, Lit) else None for bound in bounds]
        return sliced(dim, *literal)
    if step is None or step == Lit(1):
        return _until(dim, start, stop, fresh)
    return fresh()


def _until(dim: Dim, start: Atom | None, stop: Atom | None, fresh: Fresh) -> Dim:
    """``x[a:n - b]`` with a literal a and n the length of x: what ``x[a:-b]`` leaves."""
    first = 0 if start is None else start.value if isinstance(start, Lit) else None
    last = stop.type.extent if stop is not None and isinstance(stop.type, Scalar) else None
    if not isinstance(dim, Extent) or not isinstance(last, Extent) or first is None or first < 0:
        return fresh()
    cut = last.less - dim.less
    # from x[:n - 3] on, a short x would make the bound count from the end
    if last.root == dim.root and dim.less == 0 and 0 <= cut <= 2:
        return less(dim, cut + first)
    return fresh()
