"""Polynomials: NumPy's old functions, highest power first."""

from __future__ import annotations

import numpy as np

from srcad.rules.domains import INCREASING, POSITIVE, REAL, VECTOR
from srcad.rules.vocabulary import Pair, Row, refuse, structured, written
from srcad.runtime import over_size, slide

# --- highest power first ------------------------------------------------------------------------------------------


def _polyval(p, x):
    """Horner's rule."""
    y = 0.0 if np.ndim(x) == 0 else np.zeros_like(x)
    for k in range(len(p)):
        y = y * x + p[k]
    return y


def _polyder(p, m=1):
    if m == 0:
        return p
    return _polyder(p[:-1] * np.arange(len(p) - 1, 0, -1), m - 1)


def _polyint(p, m=1, k=None):
    if k is not None and np.ndim(k) != 0:
        refuse("the derivative of np.polyint is known for one constant of integration")
    if m == 0:
        return p
    constant = np.zeros(1) if k is None else np.ravel(k)
    return _polyint(np.concatenate([p / np.arange(len(p), 0, -1), constant]), m - 1, k)


def _to_length(p, n):
    return np.concatenate([np.zeros(n - len(p)), p])


def _polyadd(a1, a2):
    n = max(len(a1), len(a2))
    return _to_length(a1, n) + _to_length(a2, n)


def _polysub(a1, a2):
    n = max(len(a1), len(a2))
    return _to_length(a1, n) - _to_length(a2, n)


def _polymul(p_dot, other, out):
    """The last coefficients of the whole product: leading zeros are cut off."""
    whole = np.convolve(p_dot, other)
    return whole[len(whole) - len(out) :]


def _polymul_back(g, a1, a2):
    return _to_length(g, len(a1) + len(a2) - 1)


def _poly(seq_of_zeros):
    """One zero after the other."""
    if np.ndim(seq_of_zeros) != 1:
        refuse("the derivative of np.poly is known for zeros: write the characteristic polynomial of a matrix out")
    found = np.zeros(len(seq_of_zeros) + 1)
    found[0] = 1.0
    for k in range(len(seq_of_zeros)):
        found[1 : k + 2] = found[1 : k + 2] - seq_of_zeros[k] * found[: k + 1]
    return found


def _vander(x, N=None, increasing=False):
    n = len(x) if N is None else N
    powers = np.arange(n) if increasing else np.arange(n - 1, -1, -1)
    return x[:, None] ** powers


# --- zeros: p(r) = 0 gives dr = -dp(r) / p'(r), where r is a simple one -----------------------------------------------
# zeros at 0 that come from coefficients that do not move stay where they are


def _roots_tangent(p_dot, p, out):
    return -over_size(np.polyval(p_dot, out), np.polyval(np.polyder(p), out))


def _roots_adjoint(g, p, out):
    moved = g[:, None] * np.vander(out, len(p))
    return -np.sum(over_size(moved, np.polyval(np.polyder(p), out)[:, None]), axis=0)


# --- least squares: V c = y gives V.T W V dc = V.T W (dy - dV c) + dV.T W (y - V c), W the squares of the weights ----


def _squares(x, w):
    return np.ones_like(x) if w is None else w * w


def _normal(x, deg, w):
    v = np.vander(x, deg + 1)
    return v.T @ (_squares(x, w)[:, None] * v)


def _slopes(x, deg):
    """The derivative of the powers."""
    return np.vander(x, deg + 1)[:, 1:] * np.arange(deg, 0, -1)


def _fit_tangent_y(y_dot, x, y, deg, w=None):
    return np.linalg.solve(_normal(x, deg, w), np.vander(x, deg + 1).T @ _weighted(y_dot, x, w))


def _fit_adjoint_y(g, x, y, deg, w=None):
    return _weighted(np.vander(x, deg + 1) @ np.linalg.solve(_normal(x, deg, w), g), x, w)


def _weighted(y, x, w):
    if w is None:
        return y
    return w * w * y if y.ndim == 1 else (w * w)[:, None] * y


def _of_one_curve(y):
    if y.ndim != 1:
        refuse("the derivative of np.polyfit in x and in the weights is known for one curve")


def _fit_tangent_x(x_dot, x, y, deg, out, w=None):
    _of_one_curve(y)
    moved = _squares(x, w) * x_dot
    rest = y - np.polyval(out, x)
    slope = _slopes(x, deg) @ out[:-1]
    turned = np.concatenate([_slopes(x, deg).T @ (moved * rest), np.zeros(1)])
    return np.linalg.solve(_normal(x, deg, w), turned - np.vander(x, deg + 1).T @ (moved * slope))


def _fit_adjoint_x(g, x, y, deg, out, w=None):
    _of_one_curve(y)
    back = np.linalg.solve(_normal(x, deg, w), g)
    rest = y - np.polyval(out, x)
    slopes = _slopes(x, deg)
    return _squares(x, w) * (rest * (slopes @ back[:-1]) - slopes @ out[:-1] * (np.vander(x, deg + 1) @ back))


def _fit_tangent_w(w_dot, x, y, deg, out, w=None):
    _of_one_curve(y)
    rest = y - np.polyval(out, x)
    return np.linalg.solve(_normal(x, deg, w), np.vander(x, deg + 1).T @ (2.0 * w * w_dot * rest))


def _fit_adjoint_w(g, x, y, deg, out, w=None):
    _of_one_curve(y)
    rest = y - np.polyval(out, x)
    return 2.0 * w * rest * (np.vander(x, deg + 1) @ np.linalg.solve(_normal(x, deg, w), g))


# fmt: off
ROWS: tuple[Row, ...] = (
    written(np.polyval,    _polyval, domain=(VECTOR, REAL)),
    written(np.polyder,    _polyder, domain=VECTOR),
    written(np.polyint,    _polyint, domain=VECTOR),
    written(np.polyadd,    _polyadd, domain=VECTOR),
    written(np.polysub,    _polysub, domain=VECTOR),
    structured(np.polymul, a1=Pair(lambda a1_dot, a1, a2, out: _polymul(a1_dot, a2, out),
                                   lambda g, a1, a2: slide(_polymul_back(g, a1, a2), a2)),
                           a2=Pair(lambda a2_dot, a1, a2, out: _polymul(a2_dot, a1, out),
                                   lambda g, a1, a2: slide(_polymul_back(g, a1, a2), a1)), domain=VECTOR),
    written(np.poly,       _poly, domain=VECTOR),
    structured(np.roots,   p=Pair(_roots_tangent, _roots_adjoint), domain=POSITIVE.shaped(3)),
    written(np.vander,     _vander, domain=VECTOR),
    structured(np.polyfit, x=Pair(_fit_tangent_x, _fit_adjoint_x),
                           y=Pair(_fit_tangent_y, _fit_adjoint_y),
                           w=Pair(_fit_tangent_w, _fit_adjoint_w), domain=(INCREASING, REAL.shaped(5), 2)),
)
# fmt: on
