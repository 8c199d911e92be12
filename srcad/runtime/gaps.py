"""Quotients by the distances of eigenvalues, which may be zero."""

from __future__ import annotations

from typing import Any

import numpy as np


def over_gaps(x: Any, w: Any, w_bar: Any = 0.0) -> Any:
    """``x[i, j] / (w[j] - w[i])``, and 0 on the diagonal.

    Where two values are equal, their vectors are any basis of what they span.  That does not matter if nothing depends
    on these two, neither on the vectors (`x` is 0) nor on the values (`w_bar`, their adjoint, is 0): it is 0 there.
    Else there is no telling, and it is nan.
    """
    gaps = w[..., None, :] - w[..., :, None]
    same = gaps == 0.0
    idle = x == 0.0
    used = np.broadcast_to(np.asarray(w_bar) != 0.0, w.shape)
    unused = idle & np.swapaxes(idle, -1, -2) & ~used[..., None, :] & ~used[..., :, None]
    found = np.where(unused, 0.0, np.nan).astype(x.dtype)
    np.divide(x, gaps, out=found, where=~same)
    return np.where(np.eye(w.shape[-1], dtype=bool), x.dtype.type(0.0), found)


def of_simple(x: Any, w: Any, zeros_stay: bool = False) -> Any:
    """`x`, one number for each eigenvalue in `w`: nan where that is repeated.

    Such an eigenvalue of a matrix in general need not even be Lipschitz.  An adjoint that is 0 stays: nothing depends
    on that eigenvalue.
    """
    unknown = np.sum(w[..., None, :] == w[..., :, None], axis=-1) > 1
    if zeros_stay:
        unknown &= x != 0.0
    return np.where(unknown, x.dtype.type(np.nan), x)


def over_size(x: Any, s: Any) -> Any:
    """``x / s``, and 0 where `x` is 0: a direction that nothing depends on may have no size."""
    x, s = np.broadcast_arrays(x, s)
    found = np.where(x == 0.0, 0.0, np.nan).astype(np.result_type(x, s))
    np.divide(x, s, out=found, where=(s != 0.0) & (x != 0.0))
    return found
