"""Spherical harmonics in their angles."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy import special

from srcad.rules.domains import POSITIVE, REAL
from srcad.rules.signatures import name_parameters
from srcad.rules.vocabulary import Row, scalar, static


@static
def _written(n: Any, m: Any) -> Any:
    """The factor of the neighbour above, if it can be written as a number."""
    return math.sqrt(max((n - m) * (n + m + 1), 0)) if isinstance(n, int) and isinstance(m, int) else None


def _step(n, m):
    """The factor of the neighbour above: 0 where there is none."""
    written = _written(n, m)
    return np.sqrt(np.maximum((n - m) * (n + m + 1), 0)) if written is None else written


def _theta(n, m, theta, phi):
    """By the neighbours that ladder operators lead to, without a quotient by ``sin(theta)``, which may be 0.

    E. U. Condon and G. H. Shortley, "The Theory of Atomic Spectra" (1935), section 4.3.
    """
    above = _step(n, m) * np.exp(-1j * phi) * special.sph_harm_y(n, m + 1, theta, phi)
    below = _step(n, -m) * np.exp(1j * phi) * special.sph_harm_y(n, m - 1, theta, phi)
    return 0.5 * (above - below)


def _phi(n, m, theta, phi, out):
    return 1j * m * out


def _rows() -> tuple[Row, ...]:
    """Of a function that is not there before SciPy 1.15, and does not tell its parameters."""
    if not hasattr(special, "sph_harm_y"):
        return ()
    name_parameters(special.sph_harm_y, "n", "m", "theta", "phi")
    return (scalar(special.sph_harm_y, None, None, _theta, _phi, domain=(2, 1, POSITIVE, REAL)),)


ROWS: tuple[Row, ...] = _rows()
ON_COMPLEX = tuple(row.fn for row in ROWS)
