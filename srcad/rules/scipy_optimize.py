"""`scipy.optimize`, by the implicit function theorem; loaded when the user has loaded it.

The steps of a solver are not differentiated: where ``f(x, theta) = 0``, ``f_x dx = -f_theta dtheta``.  A minimum is
where the slope is zero.  The result does not depend on where the search begins.
"""

from __future__ import annotations

import numpy as np
from scipy import optimize

from srcad.rules import scipy_fitting
from srcad.rules.domains import POSITIVE, SQUARE, VECTOR
from srcad.rules.implicit import half_square, steepness, zeros_adjoint, zeros_tangent
from srcad.rules.inner import pulled, pushed
from srcad.rules.vocabulary import Pair, Row, refuse, structured, written, zero
from srcad.runtime import root_of, stop_gradient, x_of

# --- one equation -------------------------------------------------------------------------------------------------


def _slope(f, x, args):
    """The derivative of a function of one number."""
    return pushed(lambda point: f(point, *args), (x,), (1.0,))[1]


def _zero_tangent(args_dot, f, args, x):
    return -pushed(f, (x, *args), (None, *args_dot))[1] / _slope(f, x, args)


def _zero_adjoint(g, f, args, x):
    return pulled(f, x, *args)[1](-(g / _slope(f, x, args)))[1:]


def _bracketed_tangent(args_dot, f, a, b, out, args=(), xtol=0.0, rtol=0.0, maxiter=0):
    return _zero_tangent(args_dot, f, args, out)


def _bracketed_adjoint(g, f, a, b, out, args=(), xtol=0.0, rtol=0.0, maxiter=0):
    return _zero_adjoint(g, f, args, out)


_BRACKETED = Pair(_bracketed_tangent, _bracketed_adjoint)


def _newton_tangent(args_dot, func, x0, out, fprime=None, args=(), tol=0, maxiter=0, fprime2=None, x1=None, rtol=0):
    return _zero_tangent(args_dot, func, args, out)


def _newton_adjoint(g, func, x0, out, fprime=None, args=(), tol=0, maxiter=0, fprime2=None, x1=None, rtol=0):
    return _zero_adjoint(g, func, args, out)


def _root_scalar_tangent(
    args_dot, f, out, args=(), method=None, bracket=None, fprime=None, fprime2=None, x0=None, x1=None, xtol=None,
    rtol=None, maxiter=None, options=None,
):  # fmt: skip
    return (_zero_tangent(args_dot, f, args, root_of(out)),)


def _root_scalar_adjoint(
    g, f, out, args=(), method=None, bracket=None, fprime=None, fprime2=None, x0=None, x1=None, xtol=None,
    rtol=None, maxiter=None, options=None,
):  # fmt: skip
    return _zero_adjoint(g[0], f, args, root_of(out))


# --- several equations --------------------------------------------------------------------------------------------


def _residual(f):
    """A function of a vector and others whose result is a vector."""

    def residual(x, *rest):
        return np.ravel(np.asarray(f(x, *rest)))

    return residual


def _difference(f):
    """Zero where a function gives back what it is given."""

    def difference(x, *rest):
        return f(x, *rest) - x

    return difference


def _fsolve_tangent(args_dot, func, x0, out, args=(), fprime=None, xtol=0.0, maxfev=0):
    return zeros_tangent(args_dot, _residual(func), args, out)


def _fsolve_adjoint(g, func, x0, out, args=(), fprime=None, xtol=0.0, maxfev=0):
    return zeros_adjoint(g, _residual(func), args, out)


def _root_tangent(args_dot, fun, x0, out, args=(), method="hybr", jac=None, tol=None, options=None):
    return (zeros_tangent(args_dot, _residual(fun), args, x_of(out)),)


def _root_adjoint(g, fun, x0, out, args=(), method="hybr", jac=None, tol=None, options=None):
    return zeros_adjoint(g[0], _residual(fun), args, x_of(out))


def _fixed_point_tangent(args_dot, func, x0, out, args=(), xtol=0.0, maxiter=0, method="del2"):
    if np.ndim(x0) == 0:
        return _zero_tangent(args_dot, _difference(func), args, out[()])
    return zeros_tangent(args_dot, _difference(func), args, _vector(out))


def _fixed_point_adjoint(g, func, x0, out, args=(), xtol=0.0, maxiter=0, method="del2"):
    if np.ndim(x0) == 0:
        return _zero_adjoint(g[()], _difference(func), args, out[()])
    return zeros_adjoint(g, _difference(func), args, _vector(out))


def _vector(x):
    if x.ndim != 1:
        refuse("the derivative of fixed_point is known of numbers and vectors")
    return x


# --- minima -------------------------------------------------------------------------------------------------------


def _minimize_tangent(args_dot, fun, x0, out, args=(), method=None, jac=None, hess=None, tol=None, options=None):
    return (zeros_tangent(args_dot, steepness(fun), args, x_of(out)),)


def _minimize_adjoint(g, fun, x0, out, args=(), method=None, jac=None, hess=None, tol=None, options=None):
    return zeros_adjoint(g[0], steepness(fun), args, x_of(out))


def _minimize_scalar_tangent(args_dot, fun, out, bracket=None, args=(), method=None, tol=None, options=None):
    return (_zero_tangent(args_dot, steepness(fun), args, x_of(out)),)


def _minimize_scalar_adjoint(g, fun, out, bracket=None, args=(), method=None, tol=None, options=None):
    return _zero_adjoint(g[0], steepness(fun), args, x_of(out))


def _least_squares_tangent(args_dot, fun, x0, out, jac="2-point", method="trf", ftol=0.0, xtol=0.0, gtol=0.0, args=()):
    return (zeros_tangent(args_dot, steepness(half_square(fun)), args, x_of(out)),)


def _least_squares_adjoint(g, fun, x0, out, jac="2-point", method="trf", ftol=0.0, xtol=0.0, gtol=0.0, args=()):
    return zeros_adjoint(g[0], steepness(half_square(fun)), args, x_of(out))


def _bounded_tangent(args_dot, func, x1, x2, out, args=(), xtol=0.0, maxfun=0):
    return _zero_tangent(args_dot, steepness(func), args, out)


def _bounded_adjoint(g, func, x1, x2, out, args=(), xtol=0.0, maxfun=0):
    return _zero_adjoint(g, steepness(func), args, out)


def _brent_tangent(args_dot, func, out, args=(), brack=None, tol=0.0, maxiter=0):
    return _zero_tangent(args_dot, steepness(func), args, out)


def _brent_adjoint(g, func, out, args=(), brack=None, tol=0.0, maxiter=0):
    return _zero_adjoint(g, steepness(func), args, out)


def _nnls(A, b, maxiter=None):
    """The least squares of those columns whose coefficients are not zero."""
    kept = optimize.nnls(stop_gradient(A), stop_gradient(b), maxiter=maxiter)[0] > 0.0
    columns = A * kept
    x = np.linalg.solve(columns.T @ columns + np.diag(1.0 - kept), columns.T @ b)
    return x, np.linalg.norm(columns @ x - b)


# --- the function of Rosenbrock -----------------------------------------------------------------------------------


def _rosen(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2, axis=0)


def _rosen_slopes(x):
    bend = 200.0 * (x[1:] - x[:-1] ** 2)
    ahead, behind = -2.0 * x[:-1] * bend - 2.0 * (1.0 - x[:-1]), bend
    return np.concatenate([ahead, [0.0]]) + np.concatenate([[0.0], behind])


def _rosen_hessian(x):
    beside = -400.0 * x[:-1]
    middle = np.concatenate([1200.0 * x[:-1] ** 2 - 400.0 * x[1:] + 2.0, [0.0]])
    middle = middle + np.concatenate([[0.0], np.full(len(x) - 1, 200.0)])
    return np.diag(middle) + np.diag(beside, 1) + np.diag(beside, -1)


#: where a solver begins, and when it ends
FIXED = (
    *("a", "b", "x0", "x1", "x2", "bracket", "brack", "bounds", "tol", "xtol", "rtol", "ftol", "gtol", "x_scale"),
)

# fmt: off
ROWS: tuple[Row, ...] = (
    # --- one equation ---------------------------------------------------------------------------------------------
    structured(optimize.brentq,          constant=FIXED, args=_BRACKETED),
    structured(optimize.brenth,          constant=FIXED, args=_BRACKETED),
    structured(optimize.bisect,          constant=FIXED, args=_BRACKETED),
    structured(optimize.ridder,          constant=FIXED, args=_BRACKETED),
    structured(optimize.toms748,         constant=FIXED, args=_BRACKETED),
    structured(optimize.newton,          constant=FIXED, args=Pair(_newton_tangent, _newton_adjoint)),
    structured(optimize.root_scalar,     constant=FIXED, args=Pair(_root_scalar_tangent, _root_scalar_adjoint)),

    *zero(optimize.linear_sum_assignment),

    # --- several equations ----------------------------------------------------------------------------------------
    structured(optimize.fsolve,          constant=FIXED, args=Pair(_fsolve_tangent, _fsolve_adjoint)),
    structured(optimize.root,            constant=FIXED, args=Pair(_root_tangent, _root_adjoint)),
    structured(optimize.fixed_point,     constant=FIXED, args=Pair(_fixed_point_tangent, _fixed_point_adjoint)),

    # --- minima ---------------------------------------------------------------------------------------------------
    structured(optimize.minimize,        constant=FIXED, args=Pair(_minimize_tangent, _minimize_adjoint)),
    structured(optimize.minimize_scalar, constant=FIXED, args=Pair(_minimize_scalar_tangent, _minimize_scalar_adjoint)),
    structured(optimize.fminbound,       constant=FIXED, args=Pair(_bounded_tangent, _bounded_adjoint)),
    structured(optimize.brent,           constant=FIXED, args=Pair(_brent_tangent, _brent_adjoint)),
    structured(optimize.golden,          constant=FIXED, args=Pair(_brent_tangent, _brent_adjoint)),
    structured(optimize.least_squares,   constant=FIXED, args=Pair(_least_squares_tangent, _least_squares_adjoint)),
    written(optimize.nnls,               _nnls, domain=(SQUARE, POSITIVE.shaped(3))),

    *scipy_fitting.ROWS,

    # --- the function of Rosenbrock -------------------------------------------------------------------------------
    written(optimize.rosen,              _rosen, domain=VECTOR),
    written(optimize.rosen_der,          _rosen_slopes, domain=VECTOR),
    written(optimize.rosen_hess,         _rosen_hessian, domain=VECTOR),
    written(optimize.rosen_hess_prod,    lambda x, p: _rosen_hessian(x) @ p, domain=VECTOR),
)
# fmt: on
