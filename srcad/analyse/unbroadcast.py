"""Which axes must be summed to undo a broadcast, as far as the types tell."""

from __future__ import annotations

from dataclasses import dataclass

from srcad.analyse.dims import same
from srcad.ir.types import Array, Dim, Type, may_be_one


@dataclass(frozen=True, slots=True)
class Sums:
    """Axes of the wide value: `drop` are summed away, `keep` are summed and stay with length one."""

    drop: tuple[int, ...] = ()
    keep: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.drop or self.keep)


def unbroadcast_axes(wide: Type, narrow: Type) -> Sums | None:
    """How to sum a value of the type of a result down to an operand that was broadcast to it.

    False sums: nothing to do.  None: only the values tell (``runtime.unbroadcast``).
    """
    if not isinstance(wide, Array):
        return Sums()
    dims = narrow.dims if isinstance(narrow, Array) else ()
    lead = wide.ndim - len(dims)
    if lead < 0:
        return None
    keep = []
    for axis, dim in enumerate(dims, lead):
        if not _spread(wide.dims[axis], dim):
            continue
        if dim != 1:
            return None
        keep.append(axis)
    return Sums(tuple(range(lead)), tuple(keep))


def _spread(wide: Dim, narrow: Dim) -> bool:
    """Whether an axis may have been stretched from the second length to the first."""
    return not same(wide, narrow) and may_be_one(narrow)
