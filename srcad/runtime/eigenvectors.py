"""Eigenvalues and eigenvectors of matrices in general."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.errors import ArgumentError


def real_eig(a: Any) -> Any:
    """`np.linalg.eig` of real matrices whose eigenvalues are real, which only values can tell."""
    found = np.linalg.eig(a)
    _expect_real(found.eigenvalues)
    return found


def real_eigvals(a: Any) -> Any:
    """`np.linalg.eigvals` of such matrices."""
    w = np.linalg.eigvals(a)
    _expect_real(w)
    return w


def _expect_real(w: Any) -> None:
    if np.iscomplexobj(w):
        raise ArgumentError(
            "a real matrix has complex eigenvalues here, and its derivative is known where they are real",
            instead="pass `a.astype(complex)`",
        )


def largest(v: Any) -> Any:
    """Where the component of each vector is that LAPACK made real: the largest; of equal ones, that which is real."""
    place = np.argmax(np.where(v.imag == 0.0, np.abs(v.real), -1.0), axis=-2)
    return np.arange(v.shape[-2])[:, None] == place[..., None, :]


def eigenvectors(a: Any, w: Any) -> Any:
    """The eigenvectors of the matrices `a` that belong to the eigenvalues `w`, in the columns.

    LAPACK may give values in another order when it is asked for the vectors too.
    """
    values, vectors = np.linalg.eig(a)
    order = np.argmin(np.abs(w[..., :, None] - values[..., None, :]), axis=-1)
    if np.any(np.sort(order, axis=-1) != np.arange(w.shape[-1])):
        raise np.linalg.LinAlgError("an eigenvalue is repeated, and so has no derivative")
    return np.take_along_axis(vectors.astype(w.dtype, copy=False), order[..., None, :], -1)
