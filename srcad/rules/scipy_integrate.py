"""`scipy.integrate`; loaded when the user has loaded it.

An integral has the derivative of its integrand integrated, and the integrand itself at a limit (Leibniz).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import integrate, special

from srcad.rules.inner import pulled, pushed
from srcad.rules.vocabulary import Pair, Row, static, structured, written

# --- sampled functions --------------------------------------------------------------------------------------------


@static
def _is_last(axis: int, ndim: int) -> bool:
    return axis % ndim == ndim - 1


def _to_last(x, axis):
    return x if _is_last(axis, x.ndim) else np.moveaxis(x, axis, -1)


def _from_last(x, axis, ndim):
    return x if _is_last(axis, ndim) else np.moveaxis(x, -1, axis)


def _steps(x, dx, y, axis):
    """The distances between samples, so that they broadcast along the last axis."""
    if x is None:
        return dx
    points = np.asarray(x)
    return np.diff(points) if points.ndim == 1 or points.ndim != y.ndim else np.diff(_to_last(points, axis))


def _trapezoid(y, x=None, dx=1.0, axis=-1):
    samples = np.asarray(y)
    last = _to_last(samples, axis)
    return 0.5 * np.sum(_steps(x, dx, samples, axis) * (last[..., 1:] + last[..., :-1]), axis=-1)


def _cumulative_trapezoid(y, x=None, dx=1.0, axis=-1, initial=None):
    samples = np.asarray(y)
    last = _to_last(samples, axis)
    sums = np.cumsum(0.5 * _steps(x, dx, samples, axis) * (last[..., 1:] + last[..., :-1]), axis=-1)
    if initial is not None:
        sums = np.concatenate([np.zeros_like(last[..., :1]) + initial, sums], axis=-1)
    return _from_last(sums, axis, samples.ndim)


def _three(left, middle, right, h0, h1):
    """The integral of the parabola through three points."""
    ratio = h0 / h1
    return (h0 + h1) / 6.0 * (left * (2.0 - 1.0 / ratio) + middle * (h0 + h1) ** 2 / (h0 * h1) + right * (2.0 - ratio))


def _simpson(y, x=None, dx=1.0, axis=-1):
    """Parabolas through three points each; the last interval of an odd number has a term of its own (Cartwright)."""
    samples = np.asarray(y)
    last = _to_last(samples, axis)
    steps = _steps(x, dx, samples, axis) + np.zeros(last.shape[-1] - 1)
    n = last.shape[-1]
    m = n if n % 2 else n - 1
    h0, h1 = steps[..., 0 : m - 1 : 2], steps[..., 1:m:2]
    total = np.sum(_three(last[..., 0 : m - 2 : 2], last[..., 1 : m - 1 : 2], last[..., 2:m:2], h0, h1), axis=-1)
    if n % 2 == 0 and n > 2:
        total = total + _last_interval(last[..., -3], last[..., -2], last[..., -1], steps[..., -2], steps[..., -1])
    if n == 2:
        total = total + 0.5 * steps[..., 0] * (last[..., 0] + last[..., 1])
    return total


def _last_interval(left, middle, right, h0, h1):
    """The integral over the last interval of the parabola through the last three points."""
    alpha = (2.0 * h1 * h1 + 3.0 * h0 * h1) / (6.0 * (h0 + h1))
    beta = (h1 * h1 + 3.0 * h0 * h1) / (6.0 * h0)
    eta = h1**3 / (6.0 * h0 * (h0 + h1))
    return alpha * right + beta * middle - eta * left


def _romb(y, dx=1.0, axis=-1):
    """Trapezoidal sums of ever smaller steps, extrapolated: it is linear in the samples, and so a sum of theirs."""
    last = _to_last(np.asarray(y), axis)
    return dx * (last @ integrate.romb(np.eye(last.shape[-1]), axis=-1))


# --- functions ----------------------------------------------------------------------------------------------------


@static
def _places(args: Any) -> tuple[int, ...]:
    return tuple(range(len(args.items) if hasattr(args, "items") else len(args)))


@static
def _moves(value: Any) -> bool:
    """Whether an argument can carry a derivative."""
    kind = getattr(value, "kind", None) or ("f" if "float" in getattr(value, "dtype", "") else "")
    return isinstance(value, float) or kind == "f"


def _integral(f, a, b, args, epsabs, epsrel, limit):
    if epsabs is None and epsrel is None and limit is None:
        return integrate.quad(f, a, b, args=args)[0]
    return integrate.quad(
        f, a, b, args=args, epsabs=1.49e-8 if epsabs is None else epsabs, epsrel=1.49e-8 if epsrel is None else epsrel,
        limit=50 if limit is None else limit,
    )[0]  # fmt: skip


def _quad_tangent_a(a_dot, func, a, b, args=(), epsabs=None, epsrel=None, limit=None):
    return -func(a, *args) * a_dot, 0.0


def _quad_adjoint_a(g, func, a, b, args=(), epsabs=None, epsrel=None, limit=None):
    return -g[0] * func(a, *args)


def _quad_tangent_b(b_dot, func, a, b, args=(), epsabs=None, epsrel=None, limit=None):
    return func(b, *args) * b_dot, 0.0


def _quad_adjoint_b(g, func, a, b, args=(), epsabs=None, epsrel=None, limit=None):
    return g[0] * func(b, *args)


def _quad_tangent(args_dot, func, a, b, args=(), epsabs=None, epsrel=None, limit=None):
    n = len(args)

    def moved(x, *both):
        return pushed(func, (x, *both[:n]), (None, *both[n:]))[1]

    return _integral(moved, a, b, (*args, *args_dot), epsabs, epsrel, limit), 0.0


def _quad_adjoint(g, func, a, b, args=(), epsabs=None, epsrel=None, limit=None):
    """One integral for each argument."""
    return tuple([_quad_partial(func, a, b, args, k, g[0], epsabs, epsrel, limit) for k in _places(args)])


def _quad_partial(func, a, b, args, k, seed, epsabs, epsrel, limit):
    if not _moves(args[k]):
        return None

    def partial(x, *rest):
        return pulled(func, x, *rest)[1](1.0)[k + 1]

    if np.ndim(args[k]) == 0:
        return seed * _integral(partial, a, b, args, epsabs, epsrel, limit)
    return seed * integrate.quad_vec(partial, a, b, epsrel=1.49e-8 if epsrel is None else epsrel, args=args)[0]


def _quad_vec_tangent(args_dot, f, a, b, epsabs=None, epsrel=None, args=()):
    n = len(args)

    def moved(x, *both):
        return pushed(f, (x, *both[:n]), (None, *both[n:]))[1]

    return _integral_of_array(moved, a, b, (*args, *args_dot), epsabs, epsrel), 0.0


def _quad_vec_adjoint(g, f, a, b, epsabs=None, epsrel=None, args=()):
    return tuple([_quad_vec_partial(f, a, b, args, k, g[0], epsabs, epsrel) for k in _places(args)])


def _quad_vec_partial(f, a, b, args, k, seed, epsabs, epsrel):
    if not _moves(args[k]):
        return None

    def partial(x, out_bar, *rest):
        return pulled(f, x, *rest)[1](out_bar)[k + 1]

    return _integral_of_array(partial, a, b, (seed, *args), epsabs, epsrel)


def _integral_of_array(f, a, b, args, epsabs, epsrel):
    if epsabs is None and epsrel is None:
        return integrate.quad_vec(f, a, b, args=args)[0]
    return integrate.quad_vec(
        f, a, b, epsabs=1e-200 if epsabs is None else epsabs, epsrel=1e-8 if epsrel is None else epsrel, args=args
    )[0]


def _fixed_quad(func, a, b, args=(), n=5):
    """Gauss's rule."""
    nodes, weights = special.roots_legendre(n)
    return 0.5 * (b - a) * np.sum(weights * func(0.5 * (b - a) * (nodes + 1.0) + a, *args), axis=-1), None


# fmt: off
ROWS: tuple[Row, ...] = (
    written(integrate.trapezoid,            _trapezoid),
    written(integrate.cumulative_trapezoid, _cumulative_trapezoid),
    written(integrate.simpson,              _simpson),
    written(integrate.romb,                 _romb),
    structured(integrate.quad,              a=Pair(_quad_tangent_a, _quad_adjoint_a),
                                            b=Pair(_quad_tangent_b, _quad_adjoint_b),
                                            args=Pair(_quad_tangent, _quad_adjoint)),
    structured(integrate.quad_vec,          a=Pair(_quad_tangent_a, _quad_adjoint_a),
                                            b=Pair(_quad_tangent_b, _quad_adjoint_b),
                                            args=Pair(_quad_vec_tangent, _quad_vec_adjoint)),
    written(integrate.fixed_quad,           _fixed_quad),
)
# fmt: on
