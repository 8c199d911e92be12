"""Continuous distributions without shapes, at location 0 and scale 1."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from srcad.rules.scipy_stats.standard import bounded, continuous
from srcad.rules.vocabulary import Row


def _positive(y, value):
    """A logarithm of a density that there is from 0 on."""
    return y >= 0.0, value


def _from_zero(y, share):
    """A share of what lies below y, where all lies above 0."""
    return np.where(y > 0.0, share, 0.0)


def _to_zero(y, share):
    """A share of what lies above y, where all lies above 0."""
    return np.where(y > 0.0, share, 1.0)


# fmt: off
ROWS: tuple[Row, ...] = (
    *continuous(stats.norm,
                lambda y: -0.5 * y * y - 0.5 * np.log(2.0 * np.pi),
                lambda y: special.ndtr(y), lambda y: special.ndtr(-y),
                lambda q: special.ndtri(q), lambda q: -special.ndtri(q),
                logcdf=lambda y: special.log_ndtr(y), logsf=lambda y: special.log_ndtr(-y)),
    *bounded(stats.expon,
             lambda y: _positive(y, -y),
             lambda y: _from_zero(y, -np.expm1(-y)), lambda y: _to_zero(y, np.exp(-y)),
             lambda q: -np.log1p(-q), lambda q: -np.log(q),
             logsf=lambda y: np.where(y > 0.0, -y, 0.0)),
    *bounded(stats.uniform,
             lambda y: ((y >= 0.0) & (y <= 1.0), 0.0 * y),
             lambda y: np.clip(y, 0.0, 1.0), lambda y: 1.0 - np.clip(y, 0.0, 1.0), lambda q: q, lambda q: 1.0 - q),
    *continuous(stats.laplace,
                lambda y: -np.abs(y) - np.log(2.0),
                lambda y: np.where(y > 0.0, 1.0 - 0.5 * np.exp(-y), 0.5 * np.exp(y)),
                lambda y: np.where(y > 0.0, 0.5 * np.exp(-y), 1.0 - 0.5 * np.exp(y)),
                lambda q: np.where(q > 0.5, -np.log(2.0 * (1.0 - q)), np.log(2.0 * q)),
                lambda q: np.where(q > 0.5, np.log(2.0 * (1.0 - q)), -np.log(2.0 * q))),
    *continuous(stats.logistic,
                lambda y: special.log_expit(y) + special.log_expit(-y),
                lambda y: special.expit(y), lambda y: special.expit(-y),
                lambda q: special.logit(q), lambda q: -special.logit(q),
                logcdf=lambda y: special.log_expit(y), logsf=lambda y: special.log_expit(-y)),
    *continuous(stats.cauchy,
                lambda y: -np.log(np.pi) - np.log1p(y * y),
                lambda y: np.arctan2(1.0, -y) / np.pi, lambda y: np.arctan2(1.0, y) / np.pi,
                lambda q: -1.0 / np.tan(np.pi * q), lambda q: 1.0 / np.tan(np.pi * q)),
    *bounded(stats.halfnorm,
             lambda y: _positive(y, 0.5 * np.log(2.0 / np.pi) - 0.5 * y * y),
             lambda y: _from_zero(y, special.erf(y / np.sqrt(2.0))),
             lambda y: _to_zero(y, special.erfc(y / np.sqrt(2.0))),
             lambda q: np.sqrt(2.0) * special.erfinv(q), lambda q: np.sqrt(2.0) * special.erfcinv(q)),
    *bounded(stats.halfcauchy,
             lambda y: _positive(y, np.log(2.0 / np.pi) - np.log1p(y * y)),
             lambda y: _from_zero(y, 2.0 / np.pi * np.arctan(y)),
             lambda y: _to_zero(y, 2.0 / np.pi * np.arctan2(1.0, y)),
             lambda q: np.tan(0.5 * np.pi * q), lambda q: 1.0 / np.tan(0.5 * np.pi * q)),
    *bounded(stats.halflogistic,
             lambda y: _positive(y, np.log(2.0) - y - 2.0 * np.log1p(np.exp(-y))),
             lambda y: _from_zero(y, np.tanh(0.5 * y)), lambda y: _to_zero(y, 2.0 * special.expit(-y)),
             lambda q: 2.0 * np.arctanh(q), lambda q: np.log((2.0 - q) / q)),
    *bounded(stats.rayleigh,
             lambda y: _positive(y, np.log(y) - 0.5 * y * y),
             lambda y: _from_zero(y, -np.expm1(-0.5 * y * y)), lambda y: _to_zero(y, np.exp(-0.5 * y * y)),
             lambda q: np.sqrt(-2.0 * np.log1p(-q)), lambda q: np.sqrt(-2.0 * np.log(q)),
             logsf=lambda y: np.where(y > 0.0, -0.5 * y * y, 0.0)),
    *bounded(stats.maxwell,
             lambda y: _positive(y, 0.5 * np.log(2.0 / np.pi) + 2.0 * np.log(y) - 0.5 * y * y),
             lambda y: _from_zero(y, special.gammainc(1.5, 0.5 * y * y)),
             lambda y: _to_zero(y, special.gammaincc(1.5, 0.5 * y * y)),
             lambda q: np.sqrt(2.0 * special.gammaincinv(1.5, q)),
             lambda q: np.sqrt(2.0 * special.gammainccinv(1.5, q))),
    *continuous(stats.gumbel_r,
                lambda y: -y - np.exp(-y),
                lambda y: np.exp(-np.exp(-y)), lambda y: -np.expm1(-np.exp(-y)),
                lambda q: -np.log(-np.log(q)), lambda q: -np.log(-np.log1p(-q)),
                logcdf=lambda y: -np.exp(-y)),
    *continuous(stats.gumbel_l,
                lambda y: y - np.exp(y),
                lambda y: -np.expm1(-np.exp(y)), lambda y: np.exp(-np.exp(y)),
                lambda q: np.log(-np.log1p(-q)), lambda q: np.log(-np.log(q)),
                logsf=lambda y: -np.exp(y)),
    *continuous(stats.hypsecant,
                lambda y: -np.log(np.pi) - np.log(np.cosh(y)),
                lambda y: 2.0 / np.pi * np.arctan(np.exp(y)), lambda y: 2.0 / np.pi * np.arctan(np.exp(-y)),
                lambda q: np.log(np.tan(0.5 * np.pi * q)), lambda q: -np.log(np.tan(0.5 * np.pi * q))),
    *continuous(stats.moyal,
                lambda y: -0.5 * (y + np.exp(-y) + np.log(2.0 * np.pi)),
                lambda y: special.erfc(np.exp(-0.5 * y) / np.sqrt(2.0)),
                lambda y: special.erf(np.exp(-0.5 * y) / np.sqrt(2.0)),
                lambda q: -np.log(2.0 * special.erfcinv(q) ** 2), lambda q: -np.log(2.0 * special.erfinv(q) ** 2)),
    *bounded(stats.levy,
             lambda y: _positive(y, -0.5 * np.log(2.0 * np.pi) - 1.5 * np.log(y) - 0.5 / y),
             lambda y: _from_zero(y, special.erfc(1.0 / np.sqrt(2.0 * y))),
             lambda y: _to_zero(y, special.erf(1.0 / np.sqrt(2.0 * y))),
             lambda q: 0.5 / special.erfcinv(q) ** 2, lambda q: 0.5 / special.erfinv(q) ** 2),
    *bounded(stats.arcsine,
             lambda y: ((y >= 0.0) & (y <= 1.0), -np.log(np.pi) - 0.5 * np.log(y * (1.0 - y))),
             lambda y: 2.0 / np.pi * np.arcsin(np.sqrt(np.clip(y, 0.0, 1.0))), None,
             lambda q: np.sin(0.5 * np.pi * q) ** 2, lambda q: np.cos(0.5 * np.pi * q) ** 2),
    *bounded(stats.semicircular,
             lambda y: (np.abs(y) <= 1.0, np.log(2.0 / np.pi) + 0.5 * np.log1p(-y * y))),
    *bounded(stats.wald,
             lambda y: _positive(y, -0.5 * np.log(2.0 * np.pi) - 1.5 * np.log(y) - 0.5 * (y - 1.0) ** 2 / y)),
    *bounded(stats.gibrat,
             lambda y: _positive(y, -0.5 * np.log(2.0 * np.pi) - np.log(y) - 0.5 * np.log(y) ** 2),
             lambda y: _from_zero(y, special.ndtr(np.log(y))), lambda y: _to_zero(y, special.ndtr(-np.log(y))),
             lambda q: np.exp(special.ndtri(q)), lambda q: np.exp(-special.ndtri(q))),
)
# fmt: on
