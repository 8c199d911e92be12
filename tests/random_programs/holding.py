"""A program of unknown making, held against its numeric derivative: right, or refused in the proper form."""

# ruff: noqa: PT017

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from srcad import SrcadError, grad, jvp
from tests import numeric, trees

#: relative to the size of the derivative; programs near a kink are left out before
TOLERANCE = 1e-6


def numeric_gradient(fn: Callable[..., Any], args: Sequence[Any], wrt: Sequence[int], step: float) -> np.ndarray:
    """The derivative in each entry of the arguments in `wrt`."""
    targets = tuple(args[place] for place in wrt)
    return np.array([float(numeric.tangent(fn, args, wrt, unit, step)) for unit in numeric.unit_directions(targets)])


def steady_gradient(fn: Callable[..., Any], args: Sequence[Any], wrt: Sequence[int]) -> np.ndarray | None:
    """The numeric gradient, or None where it depends on the step: next to a kink, or where values grow."""
    with np.errstate(all="ignore"):
        try:
            coarse, fine = (numeric_gradient(fn, args, wrt, step) for step in (1e-3, 3e-4))
        except (ArithmeticError, ValueError, LookupError, TypeError, NameError):
            return None
    steady = np.all(np.isfinite(coarse)) and np.allclose(coarse, fine, rtol=1e-7, atol=1e-7)
    return fine if steady and np.max(np.abs(fine), initial=0.0) < 1e4 else None


def hold(fn: Callable[..., Any], args: tuple[Any, ...], wrt: tuple[int, ...], wanted: np.ndarray, text: str) -> bool:
    """Whether the program is differentiated (and then rightly so); else it is refused, by place or with a way out."""
    kept = trees.copy(args)
    try:
        found = grad(fn, argnums=wrt)(*args)
        dots = [trees.pattern(arg, place + 1) if place in wrt else None for place, arg in enumerate(args)]
        dot = jvp(fn, args, tuple(dots))[1]
    except SrcadError as error:
        assert error.place is not None or error.instead, f"{error!r}\n{text}"
        return False
    flat = np.concatenate([np.ravel(leaf) for leaf in trees.leaves(found)])
    limit = TOLERANCE * (1.0 + np.max(np.abs(wanted), initial=0.0))
    assert flat.shape == wanted.shape, text
    assert np.all(np.abs(flat - wanted) <= limit), f"reverse {flat}, numeric {wanted}\n{text}"
    along = np.concatenate([np.ravel(dots[place]) for place in wrt])
    assert abs(float(dot) - float(along @ wanted)) <= 10 * limit, f"forward {dot}, numeric {along @ wanted}\n{text}"
    assert all(np.array_equal(a, b) for a, b in zip(args, kept, strict=True)), f"arguments changed\n{text}"
    return True
