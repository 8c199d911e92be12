"""`scipy.special`, one file per family of functions; loaded when the user has loaded it.

Equations without another source stand in F. Olver and others, "NIST Digital Library of Mathematical Functions"
(DLMF), under the name of the function.
"""

from __future__ import annotations

from srcad.rules.scipy_special import (
    angles,
    bessel,
    counting,
    distributions,
    elliptic,
    errors,
    gamma,
    harmonics,
    hypergeometric,
    incomplete,
    integrals,
    logistic,
    losses,
    oscillators,
    parameters,
    plane,
    polynomials,
    powers,
)
from srcad.rules.vocabulary import Row

MODULES = (
    logistic,
    losses,
    powers,
    angles,
    errors,
    integrals,
    gamma,
    counting,
    bessel,
    oscillators,
    elliptic,
    hypergeometric,
    plane,
    harmonics,
    polynomials,
    incomplete,
    distributions,
    parameters,
)

ROWS: tuple[Row, ...] = tuple(row for module in MODULES for row in module.ROWS)
ON_COMPLEX = (*plane.ON_COMPLEX, *harmonics.ON_COMPLEX)
