"""The logistic function, and sums of exponentials."""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import SHARE
from srcad.rules.reductions import keep_axes
from srcad.rules.vocabulary import Pair, Row, scalar, structured


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


# --- logsumexp: ``log(sum(b exp(a)))``, or the logarithm of its size and its sign ---------------------------------


def _shares(a, out, axis, keepdims, return_sign):
    """``exp(a) / sum(b exp(a))``"""
    if return_sign:
        log, sign = out
        return keep_axes(sign, axis, keepdims) * np.exp(a - keep_axes(log, axis, keepdims))
    return np.exp(a - keep_axes(out, axis, keepdims))


def _tangent(dot, axis, keepdims, return_sign):
    """The sign does not change."""
    total = np.sum(dot, axis=axis, keepdims=keepdims)
    return (total, np.zeros_like(total)) if return_sign else total


def _adjoint(g, axis, keepdims, return_sign):
    return keep_axes(g[0], axis, keepdims) if return_sign else keep_axes(g, axis, keepdims)


def _in_a_tangent(a_dot, a, out, axis=None, b=None, keepdims=False, return_sign=False):
    shares = _shares(a, out, axis, keepdims, return_sign)
    dot = a_dot * shares if b is None else a_dot * b * shares
    return _tangent(dot, axis, keepdims, return_sign)


def _in_a_adjoint(g, a, out, axis=None, b=None, keepdims=False, return_sign=False):
    g = _adjoint(g, axis, keepdims, return_sign) * _shares(a, out, axis, keepdims, return_sign)
    return g if b is None else g * b


def _in_b_tangent(b_dot, a, out, axis=None, b=None, keepdims=False, return_sign=False):
    return _tangent(b_dot * _shares(a, out, axis, keepdims, return_sign), axis, keepdims, return_sign)


def _in_b_adjoint(g, a, out, axis=None, b=None, keepdims=False, return_sign=False):
    return _adjoint(g, axis, keepdims, return_sign) * _shares(a, out, axis, keepdims, return_sign)


#: not there before SciPy 1.17
_SOFTPLUS = (scalar(special.softplus, lambda x: special.expit(x)),) if hasattr(special, "softplus") else ()

# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.expit,           lambda x, out: out * (1.0 - out)),
    scalar(special.logit,           lambda x: 1.0 / (x * (1.0 - x)), domain=SHARE),
    scalar(special.log_expit,       lambda x: special.expit(-x)),
    *_SOFTPLUS,
    structured(special.softmax,     x=Pair(_softmax, _softmax)),
    structured(special.log_softmax, x=Pair(_log_softmax_tangent, _log_softmax_adjoint)),
    structured(special.logsumexp,   spreads=True, a=Pair(_in_a_tangent, _in_a_adjoint),
                                    b=Pair(_in_b_tangent, _in_b_adjoint)),
)
# fmt: on
