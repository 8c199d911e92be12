"""The singular vectors that belong to singular values, among those that complete a basis."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.errors import ArgumentError


def first_only(bar: Any, s: Any, axis: int) -> Any:
    """The adjoint of as many singular vectors as there are values; that of the others must be zero.

    Those are any basis of what is left, and have no derivative.
    """
    first, others = _cut(bar, s.shape[-1], axis)
    if np.any(others):
        raise ArgumentError(
            "singular vectors that belong to no singular value have no derivative",
            instead="use full_matrices=False",
        )
    return first


def with_nan(dot: Any, like: Any, axis: int) -> Any:
    """The tangent of singular vectors, as many as in `like`: unknown for those that belong to no singular value."""
    whole = np.full_like(like, np.nan)
    first, _ = _cut(whole, dot.shape[axis], axis)
    first[...] = dot
    return whole


def _cut(vectors: Any, k: int, axis: int) -> tuple[Any, Any]:
    if axis == -1:
        return vectors[..., :, :k], vectors[..., :, k:]
    return vectors[..., :k, :], vectors[..., k:, :]
