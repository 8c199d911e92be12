"""The same call on other arrays: laid out otherwise in memory, narrower, of other shapes, of one item or of none.

What is drawn for a function comes from the arguments of its case, so that it stays in the function's domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from srcad.runtime.series import FAMILIES

Array = np.ndarray
Function = Callable[..., Any]


# --- memory ---------------------------------------------------------------------------------------------------------


def spaced(x: Array) -> Array:
    """Every other item of a larger array."""
    wide = np.zeros((*x.shape[:-1], 2 * x.shape[-1]), x.dtype)
    wide[..., ::2] = x
    return wide[..., ::2]


def backwards(x: Array) -> Array:
    """With negative strides."""
    return np.ascontiguousarray(x[::-1])[::-1]


def read_only(x: Array) -> Array:
    x = x.copy()
    x.flags.writeable = False
    return x


LAYOUTS: dict[str, Function] = {
    "spaced": spaced,
    "by columns": np.asfortranarray,
    "backwards": backwards,
    "read-only": read_only,
}


def laid_out(layout: Function, values: Sequence[Any]) -> list[Any]:
    return [layout(value) if isinstance(value, Array) and value.ndim else value for value in values]


NARROW = {"f": np.float32, "c": np.complex64}
WIDE = {"f": np.float64, "c": np.complex128}


def narrowed(value: Any) -> Any:
    """The same in single precision."""
    return value.astype(NARROW[value.dtype.kind]) if isinstance(value, Array) and value.dtype.kind in NARROW else value


def widened(value: Any) -> Any:
    return value.astype(WIDE[value.dtype.kind]) if isinstance(value, Array) and value.dtype.kind in WIDE else value


#: the precision of what they give depends on lengths: single precision is refused
DOUBLE_ONLY = {
    getattr(module, pattern.replace("*", prefix))
    for prefix, module in FAMILIES.items()
    for pattern in ("*pow", "*fromroots", *(("*div", "poly2*", "*2poly") if prefix != "poly" else ()))
}


# --- shapes ---------------------------------------------------------------------------------------------------------

#: the operands of an elementwise function: None is a number of Python's, () an array without axes
Shape = tuple[int, ...] | None
ONE: tuple[tuple[Shape, ...], ...] = ((None,), ((),), ((1,),), ((0,),), ((3, 1),))
TWO: tuple[tuple[Shape, ...], ...] = (
    (None, None),
    (None, (3,)),
    ((3,), None),
    ((2, 1), (1, 3)),
    ((3,), (2, 3)),
    ((2, 3), (2, 1)),
    ((), (3,)),
    ((2, 3), ()),
    ((1,), (3,)),
    ((0,), (1,)),
)


def patterns(count: int) -> Iterator[tuple[Shape, ...]]:
    """Shapes for so many operands that can be broadcast."""
    if count <= 1:
        yield from ONE
    for first, second in TWO if count > 1 else ():
        yield (first, second, *[second] * (count - 2))


def drawn(value: Any, shape: Shape, place: int, rng: np.random.Generator) -> Any:
    """An operand of another shape, of numbers near to those of the case; those of two operands are never equal."""
    near = rng.uniform(0.997, 1.0, size=shape or ()) - 0.05 * place
    picked = rng.choice(np.ravel(value), size=shape or ()) * near
    if shape is not None:
        return np.asarray(picked)
    return complex(picked) if np.iscomplexobj(value) else float(picked)


# --- differences ----------------------------------------------------------------------------------------------------

#: fourth order: Fornberg, "Generation of finite difference formulas on arbitrarily spaced grids" (1988)
STENCIL = {-2: 1.0 / 12.0, -1: -2.0 / 3.0, 1: 2.0 / 3.0, 2: -1.0 / 12.0}
STEP = 2.0**-14


def directional(f: Function, values: Sequence[Any], steps: dict[int, Any], slope: float = 1.0) -> Any:
    """The derivative along steps of some of the values, by differences of fourth order; short ones on a slope."""
    size = STEP / max(1.0, abs(slope))
    total: Any = 0.0
    for place, weight in STENCIL.items():
        moved = [v + place * size * steps[k] if k in steps else v for k, v in enumerate(values)]
        total = total + weight * np.asarray(f(*map(like, moved, values)))
    return total / size


def by_complex_step(f: Function, values: Sequence[Any], steps: dict[int, Any]) -> Any:
    """The same to all digits: Squire and Trapp, "Using complex variables to estimate derivatives" (1998)."""
    tiny = 1e-30
    return np.imag(f(*(v + 1j * tiny * steps[k] if k in steps else v for k, v in enumerate(values)))) / tiny


def like(moved: Any, value: Any) -> Any:
    """Of the type of a value."""
    if isinstance(value, Array):
        return np.asarray(moved, value.dtype)
    return type(value)(moved) if isinstance(value, float) else moved


def direction(value: Any, rng: np.random.Generator) -> Any:
    step = rng.standard_normal(np.shape(value))
    return np.asarray(step) if isinstance(value, Array) else float(step)
