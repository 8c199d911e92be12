"""`numpy.linalg`."""

from __future__ import annotations

from srcad.rules.linalg import factors, names, norms, solving, spectra
from srcad.rules.vocabulary import Row

ROWS: tuple[Row, ...] = (*solving.ROWS, *factors.ROWS, *spectra.ROWS, *norms.ROWS, *names.ROWS)
