"""Splines as sums of B-splines: which of these count at a point, and how much (de Boor, "A Practical Guide to
Splines", ch. X).
"""

from __future__ import annotations

from typing import Any

import numpy as np


def onto_splines(bar: Any, spline: Any, x: Any, nu: int = 0, extrapolate: bool | None = None) -> Any:
    """What each coefficient of a spline gets of `bar`, an adjoint of the spline (its derivative of order `nu`) at `x`.

    Where there is no value, nothing comes from.
    """
    x = np.asarray(x, float)
    first, weights = basis_at(spline, x, nu)
    bar = np.broadcast_to(bar, x.shape + spline.c.shape[1:])
    low, high = reach_of(spline, extrapolate)
    weights = np.where((x >= low) & (x <= high), weights, 0.0)
    found = np.zeros(spline.c.shape)
    for step, weight in enumerate(weights):
        np.add.at(found, first + step, weight.reshape(x.shape + (1,) * (bar.ndim - x.ndim)) * bar)
    return found


def reach_of(spline: Any, extrapolate: bool | None = None) -> tuple[Any, Any]:
    """From where to where a spline has values."""
    if spline.extrapolate if extrapolate is None else extrapolate:
        return -np.inf, np.inf
    return spline.t[spline.k], spline.t[-spline.k - 1]


def basis_at(spline: Any, x: Any, nu: int = 0) -> tuple[Any, Any]:
    """The first of the B-splines that are not zero at each point, and the values of these, or their derivatives.

    Each degree comes from the one below, first the values, then the derivatives.
    """
    t, k = spline.t, spline.k
    piece = np.clip(np.searchsorted(t, x, side="right") - 1, k, len(t) - k - 2)
    weights = np.zeros((k + 1, *np.shape(x)))
    weights[0] = 1.0 if nu <= k else 0.0
    for degree in range(1, k + 1):
        carried = 0.0
        for step in range(degree):
            left, right = t[piece + step + 1 - degree], t[piece + step + 1]
            part = weights[step] / np.where(right > left, right - left, np.inf)
            if degree <= k - nu:
                weights[step], carried = carried + (right - x) * part, (x - left) * part
            else:
                weights[step], carried = carried - degree * part, degree * part
        weights[degree] = carried
    return piece - k, weights


def collocation_band(spline: Any, x: Any, order: int | None = None) -> Any:
    """The transpose of the equations for the coefficients of an interpolating spline, in the rows of LAPACK.

    One for each point, and one for the derivative of this `order` at each end, if there is one.
    """
    k, count = spline.k, len(spline.t) - spline.k - 1
    band = np.zeros((2 * k + 1, count))
    parts = [(x, 0)] if order is None else [(x[:1], order), (x, 0), (x[-1:], order)]
    row = 0
    for points, nu in parts:
        first, weights = basis_at(spline, points, nu)
        rows = row + np.arange(len(points))
        for step, weight in enumerate(weights):
            band[k + first + step - rows, rows] = weight
        row += len(points)
    return band


def normal_band(spline: Any, x: Any, w: Any = None) -> Any:
    """The normal equations of a least-squares spline: the upper diagonals, in the rows of LAPACK."""
    k, count = spline.k, len(spline.t) - spline.k - 1
    first, weights = basis_at(spline, x)
    scaled = weights if w is None else weights * w**2
    band = np.zeros((k + 1, count))
    for column in range(k + 1):
        for row in range(column + 1):
            np.add.at(band[k + row - column], first + column, weights[row] * scaled[column])
    return band
