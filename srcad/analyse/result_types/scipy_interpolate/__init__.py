"""`scipy.interpolate`; loaded when the user has loaded it."""

from __future__ import annotations

from srcad.analyse.result_types.scipy_interpolate import fits, grids, piecewise, splines, tables

__all__ = ["fits", "grids", "piecewise", "splines", "tables"]
