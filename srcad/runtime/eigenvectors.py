"""Eigenvectors in the order in which the eigenvalues were given."""

from __future__ import annotations

from typing import Any

import numpy as np


def eigenvectors(a: Any, w: Any) -> Any:
    """The eigenvectors of the matrices `a` that belong to the eigenvalues `w`, in the columns.

    LAPACK may give values in another order when it is asked for the vectors too.
    """
    values, vectors = np.linalg.eig(a)
    order = np.argmin(np.abs(w[..., :, None] - values[..., None, :]), axis=-1)
    if np.any(np.sort(order, axis=-1) != np.arange(w.shape[-1])):
        raise np.linalg.LinAlgError("an eigenvalue is repeated, and so has no derivative")
    return np.take_along_axis(vectors, order[..., None, :], -1)
