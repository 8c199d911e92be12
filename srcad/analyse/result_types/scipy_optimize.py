"""`scipy.optimize`; loaded when the user has loaded it."""

from __future__ import annotations

from scipy import optimize

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, number, vector
from srcad.analyse.result_types.table import FALSE, NONE, array_like, calls, static, types
from srcad.ir.callee import Callee
from srcad.ir.core import Atom, Lit
from srcad.ir.types import FLOAT, Array, Scalar, TupleOf, Type
from srcad.runtime import converged_of, root_of, success_of, x_of

NO_ARGS = Lit(())
DOUBLE = Scalar("f", "float64")
_BRACKETED = (optimize.brentq, optimize.brenth, optimize.bisect, optimize.ridder, optimize.toms748)

# --- one equation -------------------------------------------------------------------------------------------------


@types(*_BRACKETED)
def _bracketed(
    fresh: Fresh, f: Atom, a: Atom, b: Atom, args: Atom = NO_ARGS, xtol: Atom = NONE, rtol: Atom = NONE,
    maxiter: Atom = NONE,
) -> Type:  # fmt: skip
    return FLOAT


@calls("f", of=_BRACKETED)
def _number(fresh: Fresh, **others: Atom) -> tuple[Type, ...]:
    return (FLOAT,)


@types(optimize.newton)
def _newton(
    fresh: Fresh, func: Atom, x0: Atom, fprime: Atom = NONE, args: Atom = NO_ARGS, tol: Atom = NONE,
    maxiter: Atom = NONE, fprime2: Atom = NONE, x1: Atom = NONE, rtol: Atom = NONE,
) -> Type:  # fmt: skip
    if not isinstance(x0.type, Scalar):
        raise CannotType("newton is known from one number: use fsolve or root")
    return DOUBLE


@calls("func", "fprime", "fprime2", of=(optimize.newton,))
def _double(fresh: Fresh, **others: Atom) -> tuple[Type, ...]:
    return (DOUBLE,)


@types(optimize.root_scalar)
def _root_scalar(
    fresh: Fresh, f: Atom, args: Atom = NO_ARGS, method: Atom = NONE, bracket: Atom = NONE, fprime: Atom = NONE,
    fprime2: Atom = NONE, x0: Atom = NONE, x1: Atom = NONE, xtol: Atom = NONE, rtol: Atom = NONE, maxiter: Atom = NONE,
    options: Atom = NONE,
) -> Type:  # fmt: skip
    _not_together(fprime, fprime2)
    return TupleOf((Scalar("f", "?"),))


@calls("f", "fprime", "fprime2", of=(optimize.root_scalar,), fields={"root": root_of, "converged": converged_of})
def _some_number(fresh: Fresh, **others: Atom) -> tuple[Type, ...]:
    return (Scalar("f", "?"),)


def _not_together(*flags: Atom) -> None:
    """Derivatives that a function gives beside its value."""
    if any(isinstance(flag, Lit) and flag.value is True for flag in flags):
        raise CannotType("a function that gives its derivative beside its value is not known: pass two functions")


# --- several equations, minima ------------------------------------------------------------------------------------


def _vector(x0: Atom, fresh: Fresh) -> Array:
    start = as_array(x0.type, fresh)
    if start.ndim > 1:
        raise CannotType("solvers are known of vectors")
    return Array("float64", start.dims or (1,))


@types(optimize.fsolve)
def _fsolve(
    fresh: Fresh, func: Atom, x0: Atom, args: Atom = NO_ARGS, fprime: Atom = NONE, xtol: Atom = NONE,
    maxfev: Atom = NONE,
) -> Type:  # fmt: skip
    return _vector(x0, fresh)


@types(optimize.root)
def _root(
    fresh: Fresh, fun: Atom, x0: Atom, args: Atom = NO_ARGS, method: Atom = NONE, jac: Atom = NONE, tol: Atom = NONE,
    options: Atom = NONE,
) -> Type:
    _not_together(jac)
    return TupleOf((_vector(x0, fresh),))


@types(optimize.minimize)
def _minimize(
    fresh: Fresh, fun: Atom, x0: Atom, args: Atom = NO_ARGS, method: Atom = NONE, jac: Atom = NONE, hess: Atom = NONE,
    tol: Atom = NONE, options: Atom = NONE,
) -> Type:  # fmt: skip
    _not_together(jac)
    return TupleOf((_vector(x0, fresh),))


@types(optimize.least_squares)
def _least_squares(
    fresh: Fresh, fun: Atom, x0: Atom, jac: Atom = NONE, method: Atom = NONE, ftol: Atom = NONE, xtol: Atom = NONE,
    gtol: Atom = NONE, args: Atom = NO_ARGS,
) -> Type:  # fmt: skip
    return TupleOf((_vector(x0, fresh),))


_FOUND = {"x": x_of, "success": success_of}


@calls("func", "fprime", of=(optimize.fsolve,))
@calls("fun", "jac", of=(optimize.root,), fields=_FOUND)
@calls("fun", "jac", "hess", of=(optimize.minimize,), fields=_FOUND)
@calls("fun", "jac", of=(optimize.least_squares,), fields=_FOUND)
def _start(fresh: Fresh, x0: Atom, **others: Atom) -> tuple[Type, ...]:
    return (_vector(x0, fresh),)


@types(optimize.curve_fit)
def _curve_fit(
    fresh: Fresh, f: Atom, xdata: Atom, ydata: Atom, p0: Atom = NONE, sigma: Atom = NONE, absolute_sigma: Atom = FALSE,
    check_finite: Atom = NONE, *, method: Atom = NONE, jac: Atom = NONE, ftol: Atom = NONE, xtol: Atom = NONE,
    gtol: Atom = NONE, maxfev: Atom = NONE,
) -> Type:  # fmt: skip
    static(absolute_sigma)
    if as_array(ydata.type, fresh).ndim != 1 or (sigma != NONE and as_array(sigma.type, fresh).ndim > 1):
        raise CannotType("curve_fit is known of a vector of data, and of errors one by one")
    count = _fitted(f, p0, fresh)
    return TupleOf((Array("float64", (count,)), Array("float64", (count, count))))


def _fitted(f: Atom, p0: Atom, fresh: Fresh) -> int:
    """How many parameters are fitted: as many as begin somewhere, or as the function takes."""
    if p0 == NONE and isinstance(f, Lit):
        taken = f.value.function.block.params if isinstance(f.value, Callee) else range(f.value)
        if len(taken) < 2:
            raise CannotType("how many parameters the function takes is not known: pass `p0`")
        return len(taken) - 1
    count = as_array(p0.type, fresh).dims or (1,)
    if not isinstance(count[0], int):
        raise CannotType("the number of parameters must be known: pass a tuple `p0`")
    return count[0]


@calls("f", "jac", of=(optimize.curve_fit,), arrays=("xdata", "ydata", "sigma"))
def _point_and_parameters(fresh: Fresh, f: Atom, xdata: Atom, p0: Atom = NONE, **others: Atom) -> tuple[Type, ...]:
    return (Array("float64", as_array(xdata.type, fresh).dims), *(DOUBLE,) * _fitted(f, p0, fresh))


@types(optimize.fixed_point)
def _fixed_point(
    fresh: Fresh, func: Atom, x0: Atom, args: Atom = NO_ARGS, xtol: Atom = NONE, maxiter: Atom = NONE,
    method: Atom = NONE,
) -> Type:  # fmt: skip
    return Array("float64", as_array(x0.type, fresh).dims)


@calls("func", of=(optimize.fixed_point,))
def _point(fresh: Fresh, x0: Atom, **others: Atom) -> tuple[Type, ...]:
    dims = as_array(x0.type, fresh).dims
    return (Array("float64", dims) if dims else DOUBLE,)


@types(optimize.minimize_scalar)
def _minimize_scalar(
    fresh: Fresh, fun: Atom, bracket: Atom = NONE, args: Atom = NO_ARGS, method: Atom = NONE, tol: Atom = NONE,
    options: Atom = NONE,
) -> Type:
    return TupleOf((Scalar("f", "?"),))


@types(optimize.fminbound)
def _fminbound(
    fresh: Fresh, func: Atom, x1: Atom, x2: Atom, args: Atom = NO_ARGS, xtol: Atom = NONE, maxfun: Atom = NONE
) -> Type:
    return Scalar("f", "?")


@types(optimize.brent, optimize.golden)
def _brent(
    fresh: Fresh, func: Atom, args: Atom = NO_ARGS, brack: Atom = NONE, tol: Atom = NONE, maxiter: Atom = NONE
) -> Type:
    return Scalar("f", "?")


@calls("func", of=(optimize.fminbound, optimize.brent, optimize.golden))
@calls("fun", of=(optimize.minimize_scalar,), fields=_FOUND)
def _place(fresh: Fresh, **others: Atom) -> tuple[Type, ...]:
    return (Scalar("f", "?"),)


@types(optimize.linear_sum_assignment)
def _linear_sum_assignment(fresh: Fresh, cost_matrix: Atom, maximize: Atom = FALSE) -> Type:
    places = Array("int64", (fresh(),))
    return TupleOf((places, places))


array_like(1, optimize.rosen, optimize.rosen_der, optimize.rosen_hess)
array_like(2, optimize.nnls, optimize.rosen_hess_prod)


@types(optimize.nnls)
def _nnls(fresh: Fresh, A: Atom, b: Atom, *, maxiter: Atom = NONE) -> Type:
    matrix = as_array(A.type, fresh)
    if matrix.ndim != 2 or as_array(b.type, fresh).ndim != 1:
        raise CannotType("nnls is known of a matrix and a vector")
    return TupleOf((Array("float64", matrix.dims[1:]), FLOAT))


# --- the function of Rosenbrock -----------------------------------------------------------------------------------


@types(optimize.rosen)
def _rosen(fresh: Fresh, x: Atom) -> Type:
    point = as_array(x.type, fresh)
    return number(point.dtype, point.dims[1:])


@types(optimize.rosen_der)
def _rosen_der(fresh: Fresh, x: Atom) -> Type:
    return vector(x.type, fresh)


@types(optimize.rosen_hess)
def _rosen_hess(fresh: Fresh, x: Atom) -> Type:
    point = vector(x.type, fresh)
    return Array(point.dtype, (*point.dims, *point.dims))


@types(optimize.rosen_hess_prod)
def _rosen_hess_prod(fresh: Fresh, x: Atom, p: Atom) -> Type:
    vector(p.type, fresh)
    return vector(x.type, fresh)
