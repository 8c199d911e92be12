"""The incomplete gamma and beta functions and their inverses.

In the argument a derivative is a density, in the parameters it is an integral that SciPy does not have.  The inverses
are differentiated by the theorem of implicit functions.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import ABOVE_ONE, POSITIVE, REAL, SHARE
from srcad.rules.vocabulary import Row, scalar
from srcad.runtime import (
    beta_density_derivative,
    betainc_derivative,
    gamma_density_derivative,
    gammainc_derivative,
    student_density_derivative,
    student_derivative,
)


def gamma_density(a, x):
    return np.exp(special.xlogy(a - 1.0, x) - x - special.gammaln(a))


def beta_density(a, b, x):
    return np.exp(special.xlogy(a - 1.0, x) + special.xlog1py(b - 1.0, -x) - special.betaln(a, b))


# --- densities that were differentiated in a parameter: each order is the last one times a logarithm ------------------


def _gamma_density_x(n, a, x, out):
    moved = ((a - 1.0) / x - 1.0) * out
    return moved if n == 0 else moved + n / x * gamma_density_derivative(n - 1, a, x)


def _beta_density_x(i, j, a, b, x, out):
    moved = ((a - 1.0) / x - (b - 1.0) / (1.0 - x)) * out
    if i != 0:
        moved = moved + i / x * beta_density_derivative(i - 1, j, a, b, x)
    if j != 0:
        moved = moved - j / (1.0 - x) * beta_density_derivative(i, j - 1, a, b, x)
    return moved


def _student_density_s(n, b, s, out):
    slope = -2.0 * s / (1.0 + s * s)
    moved = (b + 0.5) * slope * out
    return moved if n == 0 else moved + n * slope * student_density_derivative(n - 1, b, s)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.gammainc,     lambda a, x: gammainc_derivative(1, a, x), lambda a, x: gamma_density(a, x),
                                 domain=POSITIVE),
    scalar(special.gammaincc,    lambda a, x: -gammainc_derivative(1, a, x), lambda a, x: -gamma_density(a, x),
                                 domain=POSITIVE),
    scalar(special.gammaincinv,  lambda a, y, out: -gammainc_derivative(1, a, out) / gamma_density(a, out),
                                 lambda a, y, out: 1.0 / gamma_density(a, out), domain=(ABOVE_ONE, SHARE)),
    scalar(special.gammainccinv, lambda a, y, out: -gammainc_derivative(1, a, out) / gamma_density(a, out),
                                 lambda a, y, out: -1.0 / gamma_density(a, out), domain=(ABOVE_ONE, SHARE)),
    scalar(special.betainc,      lambda a, b, x: betainc_derivative(1, 0, a, b, x),
                                 lambda a, b, x: betainc_derivative(0, 1, a, b, x),
                                 lambda a, b, x: beta_density(a, b, x), domain=(POSITIVE, POSITIVE, SHARE)),
    scalar(special.betaincc,     lambda a, b, x: -betainc_derivative(1, 0, a, b, x),
                                 lambda a, b, x: -betainc_derivative(0, 1, a, b, x),
                                 lambda a, b, x: -beta_density(a, b, x), domain=(POSITIVE, POSITIVE, SHARE)),
    scalar(special.betaincinv,   lambda a, b, y, out: -betainc_derivative(1, 0, a, b, out) / beta_density(a, b, out),
                                 lambda a, b, y, out: -betainc_derivative(0, 1, a, b, out) / beta_density(a, b, out),
                                 lambda a, b, y, out: 1.0 / beta_density(a, b, out),
                                 domain=(ABOVE_ONE, ABOVE_ONE, SHARE)),
    scalar(special.betainccinv,  lambda a, b, y, out: -betainc_derivative(1, 0, a, b, out) / beta_density(a, b, out),
                                 lambda a, b, y, out: -betainc_derivative(0, 1, a, b, out) / beta_density(a, b, out),
                                 lambda a, b, y, out: -1.0 / beta_density(a, b, out),
                                 domain=(ABOVE_ONE, ABOVE_ONE, SHARE)),

    scalar(gammainc_derivative,        None, lambda n, a, x: gammainc_derivative(n + 1, a, x),
                                       lambda n, a, x: gamma_density_derivative(n, a, x),
                                       domain=(1, POSITIVE, POSITIVE)),
    scalar(gamma_density_derivative,   None, lambda n, a, x: gamma_density_derivative(n + 1, a, x), _gamma_density_x,
                                       domain=(2, POSITIVE, POSITIVE)),
    scalar(betainc_derivative,         None, None, lambda i, j, a, b, x: betainc_derivative(i + 1, j, a, b, x),
                                       lambda i, j, a, b, x: betainc_derivative(i, j + 1, a, b, x),
                                       lambda i, j, a, b, x: beta_density_derivative(i, j, a, b, x),
                                       domain=(1, 0, POSITIVE, POSITIVE, SHARE)),
    scalar(beta_density_derivative,    None, None, lambda i, j, a, b, x: beta_density_derivative(i + 1, j, a, b, x),
                                       lambda i, j, a, b, x: beta_density_derivative(i, j + 1, a, b, x),
                                       _beta_density_x, domain=(2, 1, POSITIVE, POSITIVE, SHARE)),
    scalar(student_derivative,         None, lambda n, b, s: student_derivative(n + 1, b, s),
                                       lambda n, b, s: student_density_derivative(n, b, s), domain=(1, POSITIVE, REAL)),
    scalar(student_density_derivative, None, lambda n, b, s: student_density_derivative(n + 1, b, s),
                                       _student_density_s, domain=(2, POSITIVE, REAL)),
)
# fmt: on
