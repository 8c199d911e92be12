"""`scipy.integrate`; loaded when the user has loaded it.

An integral has the derivative of its integrand integrated, and the integrand itself at a limit (Leibniz).

A solution of ``dy/dt = f(t, y, theta)`` moves by ``ds/dt = f_y s + f_theta dtheta``, solved beside it.  Backwards it is
``dl/dt = -f_y.T l`` that is solved, from each of the times that were asked for to the one before, beside ``y`` itself
and the sum over time of ``f_theta.T l`` (Cao, Li, Petzold and Serban, "Adjoint sensitivity analysis for
differential-algebraic equations", 2003).  Both are as exact as the solver is told to be.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import integrate, special

from srcad.rules.inner import pulled, pushed
from srcad.rules.vocabulary import Pair, Row, refuse, static, structured, written
from srcad.runtime import t_of, y_of

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
    n = last.shape[-1]
    m = n if n % 2 else n - 1
    left, middle, right = last[..., 0 : m - 2 : 2], last[..., 1 : m - 1 : 2], last[..., 2:m:2]
    if x is None:
        total = dx / 3.0 * np.sum(left + 4.0 * middle + right, axis=-1)
        if n == 2:
            total = total + 0.5 * dx * (last[..., 0] + last[..., 1])
        elif n % 2 == 0:
            total = total + dx / 12.0 * (5.0 * last[..., -1] + 8.0 * last[..., -2] - last[..., -3])
        return total
    steps = _steps(x, dx, samples, axis)
    total = np.sum(_three(left, middle, right, steps[..., 0 : m - 2 : 2], steps[..., 1 : m - 1 : 2]), axis=-1)
    if n == 2:
        total = total + 0.5 * steps[..., 0] * (last[..., 0] + last[..., 1])
    elif n % 2 == 0:
        total = total + _last_interval(last[..., -3], last[..., -2], last[..., -1], steps[..., -2], steps[..., -1])
    return total


def _last_interval(left, middle, right, h0, h1):
    """The integral over the last interval of the parabola through the last three points."""
    alpha = (2.0 * h1 * h1 + 3.0 * h0 * h1) / (6.0 * (h0 + h1))
    beta = (h1 * h1 + 3.0 * h0 * h1) / (6.0 * h0)
    eta = h1**3 / (6.0 * h0 * (h0 + h1))
    return alpha * right + beta * middle - eta * left


def _cumulative_simpson(y, x=None, dx=1.0, axis=-1, initial=None):
    """Of each pair of intervals, the first is under the parabola that goes on, the second under the one before it."""
    samples = np.asarray(y)
    last = _to_last(samples, axis)
    n = last.shape[-1]
    if n < 3:
        return _cumulative_trapezoid(y, x, dx, axis, initial)
    steps = _steps(x, dx, samples, axis)
    h0, h1 = (dx, dx) if x is None else (steps[..., :-1], steps[..., 1:])
    left, middle, right = last[..., :-2], last[..., 1:-1], last[..., 2:]
    first, second = _last_interval(right, middle, left, h1, h0), _last_interval(left, middle, right, h0, h1)
    before = np.concatenate([second[..., :1], second[..., :-1]], axis=-1)
    inner = np.where(np.arange(n - 2) % 2 == 0, first, before)
    sums = np.cumsum(np.concatenate([inner, second[..., -1:]], axis=-1), axis=-1)
    if initial is not None:
        sums = np.concatenate([np.zeros_like(last[..., :1]), sums], axis=-1) + initial
    return _from_last(sums, axis, samples.ndim)


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


# --- differential equations ---------------------------------------------------------------------------------------


@static
def _moving(args: Any) -> tuple[int, ...]:
    """Which of several arguments carry a derivative."""
    items = args.items if hasattr(args, "items") else args
    return tuple(k for k, item in enumerate(items) if _moves(item))


def _field(fun):
    """The right-hand side, time first, as a vector."""

    def field(t, y, *rest):
        return np.asarray(fun(t, y, *rest))

    return field


def _time_first(func, tfirst):
    return _field(func if tfirst else lambda t, y, *rest: func(y, t, *rest))


def _with_tangent(f, n, m):
    """The equation of a solution and its tangent; `m` of the arguments are followed by their tangents."""

    def both(t, z, *rest):
        moved = pushed(f, (t, z[:n], *rest[:m]), (None, z[n:], *rest[m:]))
        return np.concatenate([moved[0], moved[1]])

    return both


def _with_start(f, n):
    """The equation of a solution and of how it moves with where it starts."""

    def both(t, z, *rest):
        moved = pushed(lambda y: f(t, y, *rest), (z[:n],), (z[n:],))
        return np.concatenate([moved[0], moved[1]])

    return both


def _with_adjoint(f, n):
    """The equation of a solution, its adjoint and the adjoints of the arguments, one after the other."""

    def back(t, z, *rest):
        value, pull = pulled(f, t, z[:n], *rest)
        bars = pull(-z[n : 2 * n])
        return np.concatenate([value, bars[1], *[np.ravel(bars[k + 2]) for k in _moving(rest)]])

    return back


def _size(args):
    return sum([np.size(args[k]) for k in _moving(args)])


def _taken_apart(flat, args):
    """The adjoints of arguments that stand in one vector."""
    start = 0
    bars: list[Any] = []
    for k in _places(args):
        if not _moves(args[k]):
            bars.append(None)
        elif np.ndim(args[k]) == 0:
            bars.append(flat[start])
            start = start + 1
        else:
            bars.append(flat[start : start + args[k].size].reshape(args[k].shape))
            start = start + args[k].size
    return tuple(bars)


def _tolerances(rtol, atol, usual):
    return usual[0] if rtol is None else rtol, usual[1] if atol is None else atol


def _ivp(f, span, z, method, rtol, atol, args, t_eval=None):
    rtol, atol = _tolerances(rtol, atol, (1e-3, 1e-6))
    return integrate.solve_ivp(f, span, z, method=method, t_eval=t_eval, args=args, rtol=rtol, atol=atol)


def _ivp_tangent_y0(y0_dot, fun, t_span, y0, out, method="RK45", t_eval=None, args=None, rtol=None, atol=None):
    n = len(y0)
    start = np.concatenate([y0, y0_dot])
    both = _with_start(_field(fun), n)
    return (_ivp(both, t_span, start, method, rtol, atol, _given(args), t_of(out)).y[n:],)


def _ivp_tangent_args(args_dot, fun, t_span, y0, out, method="RK45", t_eval=None, args=None, rtol=None, atol=None):
    n = len(y0)
    start = np.concatenate([y0, np.zeros(n)])
    both = _with_tangent(_field(fun), n, len(args))
    return (_ivp(both, t_span, start, method, rtol, atol, (*args, *args_dot), t_of(out)).y[n:],)


def _given(args):
    return () if args is None else args


def _ivp_backwards(g, fun, t_span, y0, out, method, args, rtol, atol):
    n = len(y0)
    times = t_of(out)
    states = y_of(out)
    back = _with_adjoint(_field(fun), n)
    z = np.zeros(2 * n + _size(args))
    for k in range(len(times) - 1, -1, -1):
        z = np.concatenate([states[:, k], z[n : 2 * n] + g[:, k], z[2 * n :]])
        before = times[k - 1] if k > 0 else t_span[0]
        if before != times[k]:
            z = _ivp(back, (times[k], before), z, method, rtol, atol, args).y[:, -1]
    return z


def _ivp_adjoint_y0(g, fun, t_span, y0, out, method="RK45", t_eval=None, args=None, rtol=None, atol=None):
    n = len(y0)
    return _ivp_backwards(g[0], fun, t_span, y0, out, method, _given(args), rtol, atol)[n : 2 * n]


def _ivp_adjoint_args(g, fun, t_span, y0, out, method="RK45", t_eval=None, args=None, rtol=None, atol=None):
    n = len(y0)
    return _taken_apart(_ivp_backwards(g[0], fun, t_span, y0, out, method, args, rtol, atol)[2 * n :], args)


def _no_times_of_ivp(
    g, fun, t_span, y0, out, method="RK45", t_eval=None, args=None, rtol=None, atol=None
):  # fmt: skip
    refuse("the derivative of solve_ivp in its times is not known: scale the time in the equation")


_IVP_TIMES = Pair(_no_times_of_ivp, _no_times_of_ivp)


def _ode(f, z, t, args, rtol, atol):
    rtol, atol = _tolerances(rtol, atol, (1.49e-8, 1.49e-8))
    return integrate.odeint(f, z, t, args=args, tfirst=True, rtol=rtol, atol=atol)


def _odeint_tangent_y0(y0_dot, func, y0, t, args=(), tfirst=False, rtol=None, atol=None):
    n = len(y0)
    both = _with_start(_time_first(func, tfirst), n)
    return _ode(both, np.concatenate([y0, y0_dot]), t, args, rtol, atol)[:, n:]


def _odeint_tangent_args(args_dot, func, y0, t, args=(), tfirst=False, rtol=None, atol=None):
    n = len(y0)
    both = _with_tangent(_time_first(func, tfirst), n, len(args))
    return _ode(both, np.concatenate([y0, np.zeros(n)]), t, (*args, *args_dot), rtol, atol)[:, n:]


def _odeint_backwards(g, func, y0, t, out, args, tfirst, rtol, atol):
    n = len(y0)
    back = _with_adjoint(_time_first(func, tfirst), n)
    z = np.zeros(2 * n + _size(args))
    for k in range(len(t) - 1, 0, -1):
        z = np.concatenate([out[k], z[n : 2 * n] + g[k], z[2 * n :]])
        z = _ode(back, z, np.array([t[k], t[k - 1]]), args, rtol, atol)[1]
    return z


def _odeint_adjoint_y0(g, func, y0, t, out, args=(), tfirst=False, rtol=None, atol=None):
    n = len(y0)
    return g[0] + _odeint_backwards(g, func, y0, t, out, args, tfirst, rtol, atol)[n : 2 * n]


def _odeint_adjoint_args(g, func, y0, t, out, args=(), tfirst=False, rtol=None, atol=None):
    n = len(y0)
    return _taken_apart(_odeint_backwards(g, func, y0, t, out, args, tfirst, rtol, atol)[2 * n :], args)


def _no_times_of_odeint(g, func, y0, t, out, args=(), tfirst=False, rtol=None, atol=None):
    refuse("the derivative of odeint in its times is not known: scale the time in the equation")


# fmt: off
ROWS: tuple[Row, ...] = (
    written(integrate.trapezoid,            _trapezoid),
    written(integrate.cumulative_trapezoid, _cumulative_trapezoid),
    written(integrate.simpson,              _simpson),
    written(integrate.cumulative_simpson,    _cumulative_simpson),
    written(integrate.romb,                 _romb),
    structured(integrate.quad,              constant=("epsabs", "epsrel"),
                                            a=Pair(_quad_tangent_a, _quad_adjoint_a),
                                            b=Pair(_quad_tangent_b, _quad_adjoint_b),
                                            args=Pair(_quad_tangent, _quad_adjoint)),
    structured(integrate.quad_vec,          constant=("epsabs", "epsrel"),
                                            a=Pair(_quad_tangent_a, _quad_adjoint_a),
                                            b=Pair(_quad_tangent_b, _quad_adjoint_b),
                                            args=Pair(_quad_vec_tangent, _quad_vec_adjoint)),
    written(integrate.fixed_quad,           _fixed_quad),
    structured(integrate.solve_ivp,         constant=("rtol", "atol", "first_step", "max_step"),
                                            y0=Pair(_ivp_tangent_y0, _ivp_adjoint_y0),
                                            args=Pair(_ivp_tangent_args, _ivp_adjoint_args),
                                            t_span=_IVP_TIMES, t_eval=_IVP_TIMES),
    structured(integrate.odeint,            constant=("rtol", "atol", "h0", "hmax", "hmin"),
                                            y0=Pair(_odeint_tangent_y0, _odeint_adjoint_y0),
                                            args=Pair(_odeint_tangent_args, _odeint_adjoint_args),
                                            t=Pair(_no_times_of_odeint, _no_times_of_odeint)),
)
# fmt: on
