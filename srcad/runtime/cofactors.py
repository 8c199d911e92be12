"""Cofactors, which a singular matrix has too."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.runtime.items import prod_except


def cofactors(a: Any) -> Any:
    """The matrix of cofactors, ``det(a) inv(a).T``: the derivative of the determinant.

    Where a determinant is zero, from the singular values: ``det(u) det(vt) conj(u) diag(products of the others)
    conj(vt)``.
    """
    size = np.linalg.det(a)
    if np.all(size != 0.0):
        return np.asarray(size)[..., None, None] * np.swapaxes(np.linalg.inv(a), -1, -2)
    u, s, vt = np.linalg.svd(a)
    sign = np.linalg.det(u) * np.linalg.det(vt)
    return (np.conj(u) * (sign[..., None] * prod_except(s, -1))[..., None, :]) @ np.conj(vt)
