"""Splines as tuples ``(t, c, k)`` of knots, coefficients and degree, after FITPACK."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.interpolate import BSpline, make_interp_spline, splev, splint, splrep

from srcad.rules.vocabulary import Row, refuse, static, written
from srcad.runtime import coefficients_of, integral_of, knots_of, reach_of, spline_at


@static
def _interpolates(w: Any, s: Any) -> bool:
    return s == 0 or (s is None and w is None)


def _splrep(x, y, w=None, xb=None, xe=None, k=3, task=0, s=None, t=None, full_output=0, per=0, quiet=1):
    """Through all points; FITPACK fills the coefficients up with zeros."""
    if not _interpolates(w, s):
        refuse(
            "the derivative of splrep is known where the spline goes through all points, with s=0: use make_lsq_spline"
        )
    if xb is not None or xe is not None or task != 0 or t is not None or per != 0:
        refuse("the derivative of splrep is known without the arguments `xb`, `xe`, `task`, `t` and `per`")
    spline = make_interp_spline(x, y, k=k)
    return knots_of(spline), np.concatenate([coefficients_of(spline), np.zeros(k + 1)]), k


def _splev(x, tck, der=0, ext=0):
    t, c, k = tck
    spline = BSpline(t, c, k)
    if ext == 0:
        return spline_at(spline, x, nu=der)
    low, high = reach_of(spline, extrapolate=False)
    if ext == 3 and der != 0:
        refuse("the derivative of splev with ext=3 is known for der=0: beyond the ends FITPACK goes on with the slopes")
    if ext == 3:
        return spline_at(spline, np.clip(x, low, high), nu=der)
    if ext != 1:
        refuse("the derivative of splev is known for ext=0, 1 and 3")
    return np.where((x >= low) & (x <= high), spline_at(spline, x, nu=der), 0.0)


def _splint(a, b, tck, full_output=0):
    t, c, k = tck
    return integral_of(BSpline(t, c, k), a, b, extrapolate=False)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(splrep,  _splrep),
    written(splev,    _splev),
    written(splint,  _splint),
)
# fmt: on
