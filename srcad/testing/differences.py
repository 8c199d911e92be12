"""Derivatives from values alone: central differences, extrapolated to order four (Richardson)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.api.containers import leaf_list, replace_leaves
from srcad.api.seeds import is_differentiable

#: the step, relative to the smallest argument that moves (but to no less than `SMALL`)
STEP = 1e-3
SMALL = 1e-3


def directional(f: Callable[..., Any], args: tuple[Any, ...], direction: tuple[Any, ...]) -> list[Any]:
    """The derivative of each leaf of ``f(*args)`` along `direction`, a tree like `args`; None where there is none."""
    wide = _widened(args)
    step = STEP * min([1.0, *(_size(leaf) for leaf in leaf_list(wide) if _moves(leaf))])
    coarse, fine = _central(f, wide, direction, step), _central(f, wide, direction, step / 2)
    return [None if a is None else (4 * b - a) / 3 for a, b in zip(coarse, fine, strict=True)]


def _central(f: Callable[..., Any], args: tuple[Any, ...], direction: tuple[Any, ...], step: float) -> list[Any]:
    ahead = leaf_list(f(*_moved(args, direction, step)))
    behind = leaf_list(f(*_moved(args, direction, -step)))
    return [
        (np.asarray(a) - np.asarray(b)) / (2 * step) if is_differentiable(a) else None
        for a, b in zip(ahead, behind, strict=True)
    ]


def _moved(args: tuple[Any, ...], direction: tuple[Any, ...], step: float) -> Any:
    pairs = zip(leaf_list(args), leaf_list(direction), strict=True)
    return replace_leaves(args, (leaf if dot is None else leaf + step * dot for leaf, dot in pairs))


def _size(leaf: Any) -> float:
    """How far an argument may be moved: a step that suits a price may take a rate below zero."""
    found = float(np.max(np.abs(leaf), initial=0.0))
    return max(found, SMALL) if found else 1.0


def _moves(leaf: Any) -> bool:
    return is_differentiable(leaf) and bool(np.all(np.isfinite(leaf)))


def _widened(args: tuple[Any, ...]) -> Any:
    """The arguments with narrow floats made wide: a difference of float32 values has no digits left."""
    return replace_leaves(args, map(_wide, leaf_list(args)))


def _wide(leaf: Any) -> Any:
    if isinstance(leaf, np.ndarray) and leaf.dtype in (np.float16, np.float32, np.complex64):
        return leaf.astype(np.result_type(leaf, np.float64))
    if isinstance(leaf, np.complex64):
        return np.complex128(leaf)
    return np.float64(leaf) if isinstance(leaf, np.float16 | np.float32) else leaf
