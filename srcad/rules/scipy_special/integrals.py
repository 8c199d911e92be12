"""Integrals: their derivatives are what is integrated."""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import POSITIVE
from srcad.rules.scipy_special.orders import in_order, in_parameter, whole
from srcad.rules.vocabulary import Row, is_literal, scalar, several


def _expn(n, x):
    if is_literal(whole(n)):
        return -special.expn(n - 1, x) if n > 0 else -np.exp(-x) * (1.0 + x) / (x * x)
    return np.where(n > 0, -special.expn(np.maximum(n - 1, 0), x), -np.exp(-x) * (1.0 + x) / (x * x))


def _sici(x):
    """``sin(x) / x``, which is 1 at 0, and ``cos(x) / x``"""
    return special.spherical_jn(0, x), np.cos(x) / x


def _shichi(x):
    return special.spherical_in(0, x), np.cosh(x) / x


def _fresnel(x):
    return np.sin(0.5 * np.pi * x * x), np.cos(0.5 * np.pi * x * x)


def _itj0y0(x):
    return special.j0(x), special.y0(x)


def _it2j0y0(x):
    return (1.0 - special.j0(x)) / x, -special.y0(x) / x


def _iti0k0(x):
    return special.i0(x), special.k0(x)


def _it2i0k0(x):
    return (special.i0(x) - 1.0) / x, -special.k0(x) / x


def _itairy(x):
    ai, _, bi, _ = special.airy(x)
    ai_of_minus, _, bi_of_minus, _ = special.airy(-x)
    return ai, bi, ai_of_minus, bi_of_minus


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.exp1,         lambda x: -np.exp(-x) / x, domain=POSITIVE),
    scalar(special.expi,         lambda x: np.exp(x) / x, domain=POSITIVE),
    scalar(special.expn,         in_order, _expn, domain=(2, POSITIVE)),
    # log(x) / (x - 1), which is 1 at 1
    scalar(special.spence,       lambda x: -special.hyp2f1(1.0, 1.0, 2.0, 1.0 - x), domain=POSITIVE),
    several(special.sici,     _sici, domain=POSITIVE),
    several(special.shichi,   _shichi, domain=POSITIVE),
    several(special.fresnel,  _fresnel),
    several(special.itj0y0,   _itj0y0, domain=POSITIVE),
    several(special.it2j0y0,  _it2j0y0, domain=POSITIVE),
    several(special.iti0k0,   _iti0k0, domain=POSITIVE),
    several(special.it2i0k0,  _it2i0k0, domain=POSITIVE),
    several(special.itairy,   _itairy),
    scalar(special.itstruve0,    lambda x: special.struve(0.0, x)),
    scalar(special.it2struve0,   lambda x: -special.struve(0.0, x) / x),
    scalar(special.itmodstruve0, lambda x: special.modstruve(0.0, x)),
    scalar(special.besselpoly,
           lambda a, lmb, nu: special.besselpoly(a, lmb + 1.0, nu - 1.0) - special.besselpoly(a, lmb + 1.0, nu + 1.0),
           in_parameter, in_parameter, domain=(POSITIVE, 1, 2)),
)
# fmt: on
