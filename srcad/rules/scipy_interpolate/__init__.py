"""`scipy.interpolate`; loaded when the user has loaded it.

What is made and then called is typed as the tuple of what moves in it.
"""

from __future__ import annotations

from srcad.rules.scipy_interpolate import fitpack, fits, grids, integrals, piecewise, splines, tables
from srcad.rules.vocabulary import Row

ROWS: tuple[Row, ...] = (
    *piecewise.ROWS,
    *splines.ROWS,
    *fits.ROWS,
    *fitpack.ROWS,
    *tables.ROWS,
    *grids.ROWS,
    *integrals.ROWS,
)
