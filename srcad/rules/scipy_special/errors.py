"""The error function and its kin, and the normal distribution."""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from srcad.rules.domains import NEGATIVE, POSITIVE, REAL, SHARE, UNIT, between
from srcad.rules.vocabulary import Row, scalar


def _faddeeva(x, sigma, gamma):
    """``z`` and ``w'(z)``, where the Voigt profile is the real part of ``w(z) / (sigma sqrt(2 pi))`` (DLMF 7.10.2)."""
    z = (x + 1j * gamma) / (math.sqrt(2.0) * sigma)
    return 2j / math.sqrt(math.pi) - 2.0 * z * special.wofz(z)


def _voigt_x(x, sigma, gamma):
    return np.real(_faddeeva(x, sigma, gamma)) / (2.0 * math.sqrt(math.pi) * sigma * sigma)


def _voigt_gamma(x, sigma, gamma):
    return -np.imag(_faddeeva(x, sigma, gamma)) / (2.0 * math.sqrt(math.pi) * sigma * sigma)


def _voigt_sigma(x, sigma, gamma, out):
    """The profile is homogeneous of degree -1."""
    return -(out + x * _voigt_x(x, sigma, gamma) + gamma * _voigt_gamma(x, sigma, gamma)) / sigma


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.erf,         lambda x: 2.0 / math.sqrt(math.pi) * np.exp(-x * x)),
    scalar(special.erfc,        lambda x: -2.0 / math.sqrt(math.pi) * np.exp(-x * x)),
    scalar(special.erfcx,       lambda x, out: 2.0 * x * out - 2.0 / math.sqrt(math.pi)),
    scalar(special.erfi,        lambda x: 2.0 / math.sqrt(math.pi) * np.exp(x * x)),
    scalar(special.dawsn,       lambda x, out: 1.0 - 2.0 * x * out),
    scalar(special.erfinv,      lambda x, out: 0.5 * math.sqrt(math.pi) * np.exp(out * out), domain=UNIT),
    scalar(special.erfcinv,     lambda x, out: -0.5 * math.sqrt(math.pi) * np.exp(out * out), domain=between(0.0, 2.0)),
    scalar(special.ndtr,        lambda x: np.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)),
    # the quotient of density and distribution, exact in the tail too
    scalar(special.log_ndtr,    lambda x: math.sqrt(2.0 / math.pi) / special.erfcx(-x / math.sqrt(2.0))),
    scalar(special.ndtri,       lambda x, out: math.sqrt(2.0 * math.pi) * np.exp(0.5 * out * out), domain=SHARE),
    scalar(special.ndtri_exp,   lambda x, out: math.sqrt(2.0 * math.pi) * np.exp(x + 0.5 * out * out), domain=NEGATIVE),
    # the integral of D. B. Owen, from 1956
    scalar(special.owens_t,     lambda h, a: -0.5 / math.sqrt(2.0 * math.pi) * np.exp(-0.5 * h * h)
                                             * special.erf(a * h / math.sqrt(2.0)),
                                lambda h, a: np.exp(-0.5 * h * h * (1.0 + a * a)) / (2.0 * np.pi * (1.0 + a * a))),
    scalar(special.voigt_profile, _voigt_x, _voigt_sigma, _voigt_gamma, domain=(REAL, POSITIVE, POSITIVE)),
)
# fmt: on
