"""`scipy.linalg`; loaded when the user has loaded it.

A keyword that no body names is refused by the engine; what only says how to compute (`check_finite`,
``overwrite_a=False``) may be given to all.
"""

from __future__ import annotations

from srcad.rules.scipy_linalg import bands, blocks, equations, factors, functions, solving, spectra, structure
from srcad.rules.vocabulary import Row

ROWS: tuple[Row, ...] = (
    *solving.ROWS,
    *bands.ROWS,
    *equations.ROWS,
    *factors.ROWS,
    *blocks.ROWS,
    *spectra.ROWS,
    *functions.ROWS,
    *structure.ROWS,
)
