"""What all Fourier transforms have in common: which axes and lengths are meant."""

from __future__ import annotations

from typing import Any

from srcad import runtime
from srcad.errors import RuleError
from srcad.rules.domains import COMPLEX
from srcad.rules.vocabulary import Row, linear, static
from srcad.runtime import both_halves, resized, scaled_ends


@static
def axes_of(axes: Any, s: Any, ndim: int) -> tuple[int, ...]:
    """The axes that are transformed: as said, else as many of the last as there are lengths, else all."""
    if axes is not None:
        return tuple(axis % ndim for axis in (axes if isinstance(axes, tuple) else (axes,)))
    count = ndim if s is None else len(getattr(s, "items", s))
    return tuple(range(ndim - count, ndim))


@static
def but_last(axes: tuple[int, ...]) -> tuple[int, ...]:
    return axes[:-1]


@static
def last_of(axes: tuple[int, ...]) -> int:
    if not axes:
        raise RuleError("a transform needs an axis")
    return axes[-1]


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(runtime.resized,     x=lambda g, x, shape: resized(g, x.shape), domain=(COMPLEX, (2, 5))),
    linear(runtime.both_halves, half=lambda g, half, n, axis=-1: both_halves(g, n, axis),
                                domain=(COMPLEX.shaped(5), 9)),
    linear(runtime.scaled_ends, x=lambda g, x, first, last, axes: scaled_ends(g, first, last, axes),
                                domain=(COMPLEX, 3, 2, (0, 1))),
)
# fmt: on
