"""`scipy.special`; loaded when the user has loaded it."""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from srcad.rules.reductions import keep_axes
from srcad.rules.vocabulary import Pair, Row, reduction, refuse, scalar, structured, zero


def _no_partial(x, y):
    refuse("the derivative in the order of this function is not known")


def _centered(v, out, axis):
    """``v - sum(out v)``"""
    if axis is None:
        return v - np.sum(out * v)
    return v - np.sum(out * v, axis=axis, keepdims=True)


def _softmax(v, x, out, axis=None):
    return out * _centered(v, out, axis)


def _log_softmax_tangent(x_dot, x, out, axis=None):
    return _centered(x_dot, np.exp(out), axis)


def _log_softmax_adjoint(g, x, out, axis=None):
    if axis is None:
        return g - np.exp(out) * np.sum(g)
    return g - np.exp(out) * np.sum(g, axis=axis, keepdims=True)


# fmt: off
ROWS: tuple[Row, ...] = (
    # --- logistic -------------------------------------------------------------------------------------------------
    scalar(special.expit,       lambda x, out: out * (1.0 - out)),
    scalar(special.logit,       lambda x: 1.0 / (x * (1.0 - x))),
    scalar(special.log_expit,   lambda x: special.expit(-x)),
    structured(special.softmax, x=Pair(_softmax, _softmax)),
    structured(special.log_softmax, x=Pair(_log_softmax_tangent, _log_softmax_adjoint)),
    reduction(special.logsumexp, lambda a, out, axis=None, keepdims=False: np.exp(a - keep_axes(out, axis, keepdims))),

    # --- the normal distribution ----------------------------------------------------------------------------------
    scalar(special.erf,         lambda x: 2.0 / math.sqrt(math.pi) * np.exp(-x * x)),
    scalar(special.erfc,        lambda x: -2.0 / math.sqrt(math.pi) * np.exp(-x * x)),
    scalar(special.erfcx,       lambda x, out: 2.0 * x * out - 2.0 / math.sqrt(math.pi)),
    scalar(special.erfinv,      lambda x, out: 0.5 * math.sqrt(math.pi) * np.exp(out * out)),
    scalar(special.erfcinv,     lambda x, out: -0.5 * math.sqrt(math.pi) * np.exp(out * out)),
    scalar(special.ndtr,        lambda x: np.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)),
    scalar(special.log_ndtr,    lambda x, out: np.exp(-0.5 * x * x - out) / math.sqrt(2.0 * math.pi)),
    scalar(special.ndtri,       lambda x, out: math.sqrt(2.0 * math.pi) * np.exp(0.5 * out * out)),

    # --- gamma ----------------------------------------------------------------------------------------------------
    scalar(special.gamma,       lambda x, out: out * special.psi(x)),
    scalar(special.gammaln,     lambda x: special.psi(x)),
    scalar(special.rgamma,      lambda x, out: -out * special.psi(x)),
    scalar(special.psi,         lambda x: special.zeta(2.0, x)),
    scalar(special.zeta,        _no_partial,                          lambda s, q: -s * special.zeta(s + 1.0, q)),
    scalar(special.beta,        lambda a, b, out: out * (special.psi(a) - special.psi(a + b)),
                                lambda a, b, out: out * (special.psi(b) - special.psi(a + b))),
    scalar(special.betaln,      lambda a, b: special.psi(a) - special.psi(a + b),
                                lambda a, b: special.psi(b) - special.psi(a + b)),
    scalar(special.gammainc,    _no_partial,
                                lambda a, x: np.exp((a - 1.0) * np.log(x) - x - special.gammaln(a))),
    scalar(special.gammaincc,   _no_partial,
                                lambda a, x: -np.exp((a - 1.0) * np.log(x) - x - special.gammaln(a))),

    # --- entropy --------------------------------------------------------------------------------------------------
    scalar(special.xlogy,       lambda x, y: np.log(y),               lambda x, y: x / y),
    scalar(special.xlog1py,     lambda x, y: np.log1p(y),             lambda x, y: x / (1.0 + y)),
    scalar(special.entr,        lambda x: -np.log(x) - 1.0),
    scalar(special.rel_entr,    lambda x, y: np.log(x / y) + 1.0,     lambda x, y: -x / y),
    scalar(special.kl_div,      lambda x, y: np.log(x / y),           lambda x, y: 1.0 - x / y),

    # --- the rest -------------------------------------------------------------------------------------------------
    scalar(special.expm1,       lambda x, out: out + 1.0),
    scalar(special.log1p,       lambda x: 1.0 / (1.0 + x)),
    scalar(special.exp2,        lambda x, out: np.log(2.0) * out),
    scalar(special.exp10,       lambda x, out: np.log(10.0) * out),
    scalar(special.cosm1,       lambda x: -np.sin(x)),
    scalar(special.cbrt,        lambda x, out: 1.0 / (3.0 * out * out)),
    scalar(special.j0,          lambda x: -special.j1(x)),
    scalar(special.j1,          lambda x: 0.5 * (special.j0(x) - special.jv(2.0, x))),
    scalar(special.jv,          _no_partial, lambda v, x: 0.5 * (special.jv(v - 1.0, x) - special.jv(v + 1.0, x))),
    scalar(special.i0,          lambda x: special.i1(x)),
    scalar(special.i1,          lambda x: 0.5 * (special.i0(x) + special.iv(2.0, x))),
    scalar(special.iv,          _no_partial, lambda v, x: 0.5 * (special.iv(v - 1.0, x) + special.iv(v + 1.0, x))),
    *zero(special.round),
)
# fmt: on
