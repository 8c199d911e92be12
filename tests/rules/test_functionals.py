"""Functions that are given functions: solvers, integrals, minima; first and second derivatives against differences."""

from __future__ import annotations

import functools
import math
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import integrate, optimize

import srcad
from srcad.analyse.result_types.table import FUNCTIONALS
from srcad.errors import SrcadError
from srcad.rules.table import row_of
from tests.rules.orders import second_derivative_agrees

T = np.linspace(0.0, 1.0, 5)
V = np.array([0.3, 0.5])
MATRIX = np.array([[2.0, 0.3], [0.1, 1.0]])


def cubic(x: Any, c: Any) -> Any:
    return x * x * x - c


def by_brentq(c):
    return optimize.brentq(cubic, 0.0, 3.0, args=(c,))


def by_bisect(c, d):
    k = c * d
    return optimize.bisect(lambda x: math.exp(x) + k * x - d, -3.0, 0.5, xtol=1e-14) * c


def by_brenth(v):
    def g(x):
        return x**3 + np.sum(v) * x - v[0]

    return optimize.brenth(g, -3.0, 3.0, xtol=1e-14)


def by_ridder(c):
    return optimize.ridder(lambda x, k: x**3 - c * k, 0.0, 3.0, args=2, xtol=1e-14)


def by_toms748(c):
    return optimize.toms748(cubic, 0.0, 3.0, args=(c,)) ** 2


def by_newton(c):
    return optimize.newton(lambda x: x**3 - c, 1.0)


def by_newton_with_slope(c):
    return optimize.newton(lambda x: x**3 - c, 1.0, fprime=lambda x: 3 * x * x)


def by_root_scalar(c):
    sol = optimize.root_scalar(lambda x: x**3 - c, bracket=[0.0, 3.0])
    return sol.root * 2 if sol.converged else c


def by_fsolve(a, b):
    found = optimize.fsolve(lambda x: [x[0] * math.cos(x[1]) - a, x[1] * x[0] - x[1] - b], [1.0, 1.0])
    return np.sum(np.sin(found))


def by_root(b):
    return np.sum(optimize.root(lambda x: MATRIX @ x + 0.1 * x**3 - b, np.zeros(2), tol=1e-12).x ** 2)


def by_fixed_point(c):
    return optimize.fixed_point(lambda x: np.cos(c * x), 0.5, xtol=1e-12)[()]


def by_fixed_point_of_vectors(c):
    return np.sum(optimize.fixed_point(lambda x: np.cos(c * x), np.array([0.5, 0.6]), xtol=1e-12))


def by_minimize(a):
    def cost(x):
        return (x[0] - a[0]) ** 2 + 10 * (x[1] - a[1] * x[0]) ** 2 + x[0] ** 4

    sol = optimize.minimize(cost, np.zeros(2), method="BFGS", tol=1e-12)
    return np.sum(np.sin(sol.x))


def by_minimize_scalar(c):
    return optimize.minimize_scalar(lambda x: (x - c) ** 2 + math.exp(c * x), tol=1e-12).x


def by_fminbound(c):
    return optimize.fminbound(lambda x: (x - math.sin(c)) ** 2 * math.exp(x), -2.0, 2.0, xtol=1e-14)


def by_brent(c):
    return optimize.brent(lambda x: (x - math.sin(c)) ** 2 * math.exp(x), tol=1e-12)


def by_golden(c):
    return optimize.golden(lambda x, k: (x - k) ** 2 * math.exp(x), args=(c * c,), tol=1e-14)


def by_least_squares(y):
    def off(p):
        return p[0] * np.exp(-p[1] * T) - y

    return np.sum(optimize.least_squares(off, np.ones(2), xtol=1e-14, ftol=1e-14, gtol=1e-14).x ** 2)


def decay(x, rate, size):
    return size * np.exp(-rate * x)


def slopes_of_decay(x, rate, size):
    return np.stack([-x * size * np.exp(-rate * x), np.exp(-rate * x)], axis=1)


def by_curve_fit(y, x):
    return np.sum(optimize.curve_fit(decay, x, y, ftol=1e-15, xtol=1e-15, gtol=1e-15)[0] ** 2)


def by_curve_fit_with_errors(y, sigma):
    found, covariance = optimize.curve_fit(
        lambda x, rate: np.exp(-rate * x), T, y, [1.0], sigma, absolute_sigma=True, method="trf", ftol=1e-15, xtol=1e-15
    )
    return found[0] * np.sqrt(covariance[0, 0])


class Decay:
    def of_two(self, points: Any, rate: Any) -> Any:
        x, z = points
        return np.exp(-rate * x) + z


DECAY = Decay()


def by_curve_fit_of_a_method(y, z):
    return optimize.curve_fit(DECAY.of_two, (T, z), y, ftol=1e-15, xtol=1e-15, gtol=1e-15)[0][0]


def by_its_covariance(y, x):
    found, covariance = optimize.curve_fit(decay, x, y, p0=(0.5, 1.0), jac=slopes_of_decay, ftol=1e-15, xtol=1e-15)
    return np.sum(found @ np.sqrt(np.diag(covariance)))


def by_quad(c, a, b):
    return integrate.quad(lambda x: math.exp(-c * x * x), a, b)[0]


def by_quad_of_arrays(w, n):
    return integrate.quad(lambda x, w, k: np.sum(np.cos(w * x)) ** k, 0.0, 1.0, args=(w, n))[0]


def by_quad_to_infinity(c):
    return integrate.quad(lambda x: np.exp(-c * x * x), -np.inf, np.inf, epsabs=1e-12, limit=80)[0]


def by_quad_twice(c):
    return integrate.quad(lambda y: integrate.quad(lambda x: math.exp(-c * x * y), 0.0, y)[0], 0.0, 1.0)[0]


def by_quad_vec(w):
    return np.sum(integrate.quad_vec(lambda x: np.exp(-w * x), 0.0, 2.0)[0] ** 2)


def by_fixed_quad(c, a):
    return integrate.fixed_quad(lambda x: np.sin(c * x), a, 2.0, n=6)[0]


def by_odeint(y0, k):
    return np.sum(np.sin(integrate.odeint(lambda y, t: [-k * y[0] * y[1], y[0] - t * y[1]], y0, T)))


def by_odeint_time_first(a, b):
    def rhs(t, y, c):
        return np.array([y[1], -c * y[0] - b * y[1]])

    return np.sum(integrate.odeint(rhs, [a, 0.5], T, args=(b * a,), tfirst=True, rtol=1e-10)[-1] ** 2)


def by_solve_ivp(y0, k):
    sol = integrate.solve_ivp(lambda t, y: -k * y, (0.0, 1.5), y0, t_eval=T + 0.2, rtol=1e-9, atol=1e-11)
    return np.sum(np.sin(sol.y))


def by_solve_ivp_at_the_end(y0, W, n):
    def rhs(t, y, W, n):
        return np.tanh(W @ y) * t**n

    sol = integrate.solve_ivp(rhs, (0.0, 1.0), y0, "DOP853", args=(W, n), rtol=1e-10, atol=1e-11)
    return np.sum(sol.y[:, -1] ** 2)


# --- what the functions read from outside, or have by default ---------------------------------------------------------

K, K_1, WEIGHTS, SETTINGS, TIMES = 2.0, 0.3, np.array([0.7, 1.2]), {"rate": 1.3, "lambda": 0.4}, [0.8, (0.6, V)]


class Model:
    rate = 0.3

    def __init__(self, k: Any) -> None:
        self.k = k
        self.sizes = np.array([0.2, 0.5])

    def slope(self, t: Any, y: Any) -> Any:
        return self.k * t * y * y * self.rate + np.sum(self.sizes) * K * y

    @classmethod
    def of_class(cls, t: Any, y: Any) -> Any:
        return cls.rate * t * y**3

    def __call__(self, t: Any, y: Any, z: Any = 0.5) -> Any:
        return self.k * t * y * y * z

    def total(self, y: Any) -> Any:
        return integrate.quad(self.slope, 0.0, 1.0, args=(y,))[0]


ONE, OTHER = Model(1.5), Model(0.7)


def of_a_global(t, y):
    return K * t * y * y


def of_arrays(t, y):
    return np.sum(WEIGHTS * t * y * y) + np.sum(TIMES[1][1] * y) * TIMES[0]


def of_items(t, y):
    return SETTINGS["rate"] * t * y * y + SETTINGS["lambda"] * y**3 + TIMES[1][0]


def of_defaults(t, y, w=np.array([1.0, 2.0]), k=3.0, *, pair=(0.5, 2.0)):
    return np.sum(w * k * t * y * y) + pair[0] * y ** pair[1]


def of_two_of_one_name(t, y):
    return ONE.k * t * y * y + OTHER.k * y**3 + K_1 * of_a_global(t, y)


def of_names_in_the_text(np, quad):
    return math.sin(np * quad) * K * ONE.k


def of_its_parameters(t, K):
    return K * of_a_global(t, K)


def off(x, c):
    return x**3 * ONE.k + K * x - c


def slope_of_off(x, c):
    return 3.0 * x * x * ONE.k + K


def cost(x, v):
    return np.sum(WEIGHTS * (x - v) ** 2) + K * x[0] ** 4


def decaying(t, y, c, d=0.3, *, e=1.1):
    return -c * d * e * ONE.k * (MATRIX @ y)


def partly(t, y, d, e=2.0):
    return d * t * y * y * e + ONE.k * y


PARTLY = functools.partial(partly, d=4.0)


def of_globals(y):
    total = integrate.quad(of_a_global, 0.0, 1.0, args=(y,))[0]
    return total + integrate.quad(of_arrays, 0.0, K, args=(y,))[0] * of_a_global(0.5, y)


def of_parts(y):
    return integrate.quad(of_items, 0.0, 1.0, args=(y,))[0] + integrate.quad(of_two_of_one_name, 0.0, 1.0, (y,))[0]


def of_default_values(y):
    first = integrate.quad(of_defaults, 0.0, 1.0, args=(y,))[0]
    return first + integrate.quad(lambda t, y, k=2.0, *, j=1.5: k * t * y * y * j, 0.0, 1.0, args=(y,))[0]


def of_methods(y):
    first = integrate.quad(ONE.slope, 0.0, 1.0, args=(y,))[0] + integrate.quad(Model.of_class, 0.0, 1.0, args=(y,))[0]
    return first + integrate.quad(ONE, 0.0, 1.0, args=(y,))[0] + OTHER.total(y)


def of_an_object_made_here(y):
    return Model(y).total(y)


def under_names_of_its_own(K, quad):
    return (
        integrate.quad(of_names_in_the_text, 0.0, K, args=(quad,))[0] + integrate.quad(of_its_parameters, 0, 1, (K,))[0]
    )


def of_partials(y):
    first = integrate.quad(PARTLY, 0.0, 1.0, args=(y,))[0]
    return first + integrate.quad(functools.partial(partly, d=y, e=K), 0.0, 1.0, args=(y,))[0]


def of_rounds(y):
    total = 0.0
    for i in range(3):

        def power(t):
            return K * t**i * y * y

        total += integrate.quad(power, 0.0, 1.0)[0] + integrate.quad(lambda t, i=i: K_1 * t**i * y**3, 0.0, 1.0)[0]
    return total


def by_keywords(c):
    zero = optimize.brentq(f=off, a=0.0, b=5.0, args=(c,), xtol=1e-14)
    return zero * optimize.newton(off, 1.0, fprime=slope_of_off, args=(c,))


def by_keywords_of_vectors(v):
    found = optimize.minimize(fun=cost, x0=np.zeros(2), args=(v,), method="BFGS", tol=1e-12).x
    sol = integrate.solve_ivp(fun=decaying, t_span=(0.0, 1.0), y0=v, t_eval=[0.5, 1.0], args=(0.4,), rtol=1e-10)
    return np.sum(found**2) + np.sum(sol.y**2)


OF_OUTSIDE: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (of_globals, (1.3,)),
    (of_parts, (1.3,)),
    (of_default_values, (1.3,)),
    (of_methods, (1.3,)),
    (of_an_object_made_here, (1.3,)),
    (under_names_of_its_own, (1.3, 0.4)),
    (of_partials, (1.3,)),
    (of_rounds, (1.3,)),
    (by_keywords, (2.0,)),
    (by_keywords_of_vectors, (V,)),
]

PROGRAMS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (by_brentq, (2.0,)),
    (by_bisect, (1.5, 0.7)),
    (by_brenth, (V,)),
    (by_ridder, (0.8,)),
    (by_toms748, (2.0,)),
    (by_newton, (2.0,)),
    (by_newton_with_slope, (2.0,)),
    (by_root_scalar, (2.0,)),
    (by_fsolve, (4.0, 5.0)),
    (by_root, (np.array([1.0, 2.0]),)),
    (by_fixed_point, (0.7,)),
    (by_fixed_point_of_vectors, (V,)),
    (by_minimize, (V,)),
    (by_fminbound, (0.4,)),
    (by_brent, (0.4,)),
    (by_golden, (0.7,)),
    (by_least_squares, (np.exp(-0.7 * T) + 0.1 * T,)),
    (by_curve_fit, (np.exp(-0.7 * T) + 0.1 * T, T + 0.1)),
    (by_curve_fit_with_errors, (np.exp(-0.7 * T) + 0.1 * T, T + 0.5)),
    (by_curve_fit_of_a_method, (np.exp(-0.7 * T) + 0.1 * T, 0.1 * T)),
    (by_its_covariance, (np.exp(-0.7 * T) + 0.3 * np.cos(9.0 * T), T)),
    (by_quad, (0.7, 0.2, 1.3)),
    (by_quad_of_arrays, (V, 2)),
    (by_quad_to_infinity, (0.8,)),
    (by_quad_twice, (0.6,)),
    (by_quad_vec, (V,)),
    (by_fixed_quad, (0.4, 0.1)),
    (by_odeint, (V, 0.7)),
    (by_odeint_time_first, (0.5, 0.3)),
    (by_solve_ivp, (V, V + 0.3)),
    (by_solve_ivp_at_the_end, (V, MATRIX, 2)),
    *OF_OUTSIDE,
]


@pytest.mark.parametrize(("f", "args"), PROGRAMS, ids=lambda value: getattr(value, "__name__", ""))
def test_derivatives(f: Callable[..., Any], args: tuple[Any, ...]) -> None:
    srcad.check_grads(f, args)


@pytest.mark.parametrize(("f", "args"), PROGRAMS, ids=lambda value: getattr(value, "__name__", ""))
def test_second_derivatives(f: Callable[..., Any], args: tuple[Any, ...]) -> None:
    second_derivative_agrees(f, args)


def test_a_minimum_of_one_number() -> None:
    """Its place is known to half as many digits as the zero of the slope, so differences of it tell little."""

    def zero_of_slope(c):
        return optimize.brentq(lambda x: 2.0 * (x - c) + c * math.exp(c * x), -2.0, 2.0, xtol=1e-14)

    for transform in (srcad.grad, lambda f: srcad.grad(srcad.grad(f))):
        np.testing.assert_allclose(transform(by_minimize_scalar)(0.4), transform(zero_of_slope)(0.4), rtol=1e-6)
    np.testing.assert_allclose(
        srcad.jvp(by_minimize_scalar, (0.4,), (1.0,)), srcad.jvp(zero_of_slope, (0.4,), (1.0,)), rtol=1e-6
    )


def test_every_row_is_tried() -> None:
    tried = (*(f for f, _ in PROGRAMS), by_minimize_scalar)
    names = {name for f in tried for code in (f.__code__, *inner(f)) for name in code.co_names}
    assert row_of(optimize.brentq)
    assert row_of(integrate.quad)
    assert sorted(fn.__name__ for fn in FUNCTIONALS if fn.__name__ not in names) == []


def inner(f: Callable[..., Any]) -> list[Any]:
    return [const for const in f.__code__.co_consts if hasattr(const, "co_names")]


def test_text() -> None:
    assert (
        srcad.grad(by_brentq).source_for(2.0)
        == """\
def cubic(x, c):
    return x * x * x - c


def by_brentq_grad(c, *, out_bar=1.0):
    t = optimize.brentq(cubic, 0.0, 3.0, args=(c,))
    # cubic: return x * x * x - c
    c_bar = -(-out_bar / (3.0 * t * t))
    return c_bar
"""
    )


def at_one(y):
    return integrate.quad(ONE, 0.0, 1.0, args=(y,))[0]


def test_text_of_what_is_read_from_outside() -> None:
    assert (
        srcad.grad(at_one).source_for(2.0)
        == """\
def partial(t, y, k, z):
    # __call__: return self.k * t * y * y * z
    y_bar = 2.0 * k * t * y * z
    return y_bar


def at_one_grad(y, *, out_bar=1.0):
    z = ONE.__call__.__defaults__[0]
    k = ONE.k
    return out_bar * integrate.quad(partial, 0.0, 1.0, args=(y, k, z))[0]
"""
    )


def test_what_is_read_from_outside_is_read_at_each_call(monkeypatch: pytest.MonkeyPatch) -> None:
    gradient = srcad.grad(of_globals)
    before = gradient(1.3)
    monkeypatch.setattr(sys.modules[__name__], "K", 3.0)
    assert gradient(1.3) == srcad.grad(of_globals)(1.3) != before
    monkeypatch.setattr(sys.modules[__name__], "of_a_global", lambda t, y: t * y)
    srcad.check_grads(of_globals, (1.3,))
    assert gradient(1.3) == srcad.grad(of_globals)(1.3)


def test_a_default_value_is_read_at_each_call() -> None:
    def f(t, y, k=2.0):
        return k * t * y

    gradient = srcad.grad(lambda y: integrate.quad(f, 0.0, 1.0, args=(y,))[0])
    assert gradient(1.0) == pytest.approx(1.0)
    f.__defaults__ = (4.0,)
    assert gradient(1.0) == pytest.approx(2.0)


def test_one_adjoint_equation_gives_all_adjoints() -> None:
    text = srcad.grad(by_odeint, argnums=(0, 1)).source_for(V, 0.7)
    assert sum("odeint(" in line and "#" not in line for line in text.splitlines()) == 2


def test_iterates_are_not_differentiated() -> None:
    calls = []

    def counted(x, c):
        calls.append(x)
        return x * x - c

    with pytest.raises(SrcadError, match="does something beside computing"):
        srcad.grad(lambda c: optimize.brentq(counted, 0.0, 3.0, args=(c,)))(2.0)


def powers(x, n):
    return x if n < 2 else x * powers(x, n - 1)


@pytest.mark.parametrize(
    "f",
    [
        lambda c: optimize.brentq(cubic, 0.0, 3.0, args=(c,), full_output=True)[0],
        lambda c: np.sum(optimize.minimize(lambda x: np.sum((x - c) ** 2), np.zeros(2), bounds=[(0, 1), (0, 1)]).x),
        lambda c: np.sum(optimize.newton(cubic, np.ones(2), args=(c,))),
        lambda c: np.sum(optimize.curve_fit(decay, T, c * T, bounds=(0.0, 1.0))[0]),
        lambda c: np.sum(optimize.curve_fit(decay, T, c * T, sigma=np.eye(5))[0]),
        lambda c: np.sum(optimize.curve_fit(decay, T, c * T, nan_policy="omit")[0]),
        lambda c: np.sum(optimize.curve_fit(decay, T, c * T, full_output=True)[0]),
        lambda c: np.sum(optimize.curve_fit(lambda x, a: a * x + c, T, T)[0]),
        lambda c: np.sum(optimize.curve_fit(functools.partial(decay, size=1.0), T, c * T)[0]),
        lambda c: optimize.brentq(c, 0.0, 3.0),
        lambda c: integrate.quad_vec(None, 0.0, c)[0],
        lambda c: integrate.quad(lambda x: c * x, 0.0, 1.0, weight="cos", wvar=2.0)[0],
        lambda c: integrate.quad(lambda x: powers(x, 20), 0.0, c)[0],
        lambda c: np.sum(integrate.solve_ivp(lambda t, y: -y, (0.0, c), [1.0]).y),
        lambda c: np.sum(integrate.odeint(lambda y, t: -y, [1.0], np.array([0.0, c]))),
        lambda c: integrate.solve_ivp(lambda t, y: -c * y, (0.0, 1.0), [1.0], dense_output=True).sol(0.5)[0],
        lambda c: np.sum(integrate.solve_ivp(lambda t, y: -c * y, (0.0, 1.0), 1.0).y),
        lambda c: np.sum(integrate.odeint(lambda y, t: -c * y, c, np.array([0.0, 1.0]))),
    ],
)
def test_refused(f: Callable[..., Any]) -> None:
    with pytest.raises(SrcadError):
        srcad.grad(f)(0.5)
