"""`scipy.integrate`; loaded when the user has loaded it."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import integrate, special

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, less
from srcad.analyse.result_types.common import (
    as_array,
    axis_of,
    common_dtype,
    dim_of,
    number,
    reduced,
    sampled_dtype,
    vector,
)
from srcad.analyse.result_types.table import FALSE, NONE, array_like, calls, result_types, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import FLOAT, Array, Scalar, TupleOf, Type
from srcad.ir.types import NONE as NOTHING
from srcad.runtime import success_of, t_of, y_of

LAST = Lit(-1)
NO_ARGS = Lit(())

array_like(2, integrate.trapezoid, integrate.cumulative_trapezoid, integrate.simpson)
array_like(1, integrate.romb, integrate.cumulative_simpson)

# --- sampled functions --------------------------------------------------------------------------------------------


@types(integrate.simpson)
def _simpson(fresh: Fresh, y: Atom, x: Atom = NONE, dx: Atom = Lit(1.0), axis: Atom = LAST) -> Type:
    """An even number of samples has a correction in double precision."""
    values = as_array(y.type, fresh)
    dtype = _dtype(values, x, fresh)
    return number(dtype if dtype == "float64" else "float?", reduced(values.dims, static(axis), False))


@types(integrate.trapezoid)
def _integral(fresh: Fresh, y: Atom, x: Atom = NONE, dx: Atom = Lit(1.0), axis: Atom = LAST) -> Type:
    values = as_array(y.type, fresh)
    return number(_dtype(values, x, fresh), reduced(values.dims, static(axis), False))


def _dtype(values: Array, x: Atom, fresh: Fresh) -> str:
    grid = [] if x == NONE else [as_array(x.type, fresh)]
    return sampled_dtype(_weighted, values, *grid)


def _weighted(y: Any, *x: Any) -> Any:
    return np.trapezoid(y, *x)


@types(integrate.cumulative_trapezoid)
def _cumulative_trapezoid(
    fresh: Fresh, y: Atom, x: Atom = NONE, dx: Atom = Lit(1.0), axis: Atom = LAST, initial: Atom = NONE
) -> Type:
    return _sums(as_array(y.type, fresh), x, axis, initial, fresh)


def _sums(values: Array, x: Atom, axis: Atom, initial: Atom, fresh: Fresh) -> Array:
    at = axis_of(static(axis), values.ndim)
    dims = values.dims if initial != NONE else _one_less(values.dims, at)
    return Array(_dtype(values, x, fresh), dims)


@types(integrate.cumulative_simpson)
def _cumulative_simpson(
    fresh: Fresh, y: Atom, *, x: Atom = NONE, dx: Atom = Lit(1.0), axis: Atom = LAST, initial: Atom = NONE
) -> Type:
    """Steps that are a number are in double precision."""
    if not isinstance(dx.type, Scalar) or not (initial == NONE or isinstance(initial.type, Scalar)):
        raise CannotType("cumulative_simpson is known with numbers for `dx` and `initial`")
    sums = _sums(as_array(y.type, fresh), x, axis, initial, fresh)
    return sums if sums.dtype == "float64" else Array("float?", sums.dims)


def _one_less(dims: Dims, at: int) -> Dims:
    return (*dims[:at], less(dims[at], 1), *dims[at + 1 :])


@types(integrate.romb)
def _romb(fresh: Fresh, y: Atom, dx: Atom = Lit(1.0), axis: Atom = LAST) -> Type:
    values = as_array(y.type, fresh)
    return number(common_dtype(["float64", values.dtype]), reduced(values.dims, static(axis), False))


# --- functions ----------------------------------------------------------------------------------------------------


@types(integrate.quad)
def _quad(
    fresh: Fresh, func: Atom, a: Atom, b: Atom, args: Atom = NO_ARGS, epsabs: Atom = NONE, epsrel: Atom = NONE,
    limit: Atom = NONE,
) -> Type:  # fmt: skip
    return TupleOf((FLOAT, FLOAT))


@types(integrate.quad_vec)
def _quad_vec(
    fresh: Fresh, f: Atom, a: Atom, b: Atom, epsabs: Atom = NONE, epsrel: Atom = NONE, *, args: Atom = NO_ARGS
) -> Type:
    (result,) = result_types(f)
    whole = result if isinstance(result, Array) else Scalar("f", "float64")
    return TupleOf((whole, Scalar("f", "?")))


@calls("func", of=(integrate.quad,))
@calls("f", of=(integrate.quad_vec,))
def _point(fresh: Fresh, **others: Atom) -> tuple[Type, ...]:
    return (FLOAT,)


@types(integrate.fixed_quad)
def _fixed_quad(fresh: Fresh, func: Atom, a: Atom, b: Atom, args: Atom = NO_ARGS, n: Atom = Lit(5)) -> Type:
    (result,) = result_types(func)
    values = as_array(result, fresh)
    return TupleOf((number(values.dtype, values.dims[:-1]), NOTHING))


@calls("func", of=(integrate.fixed_quad,))
def _nodes(fresh: Fresh, n: Atom = Lit(5), **others: Atom) -> tuple[Type, ...]:
    return (Array("float64", (dim_of(n.type, fresh),)),)


@types(integrate.solve_ivp)
def _solve_ivp(
    fresh: Fresh, fun: Atom, t_span: Atom, y0: Atom, method: Atom = Lit("RK45"), t_eval: Atom = NONE,
    args: Atom = NO_ARGS, rtol: Atom = NONE, atol: Atom = NONE,
) -> Type:  # fmt: skip
    if not isinstance(static(method), str):
        raise CannotType("solve_ivp is known of methods by name")
    times = fresh() if t_eval == NONE else vector(t_eval.type, fresh).dims[0]
    return TupleOf((Array("float64", (vector(y0.type, fresh).dims[0], times)),))


@calls("fun", of=(integrate.solve_ivp,), fields={"y": y_of, "t": t_of, "success": success_of}, arrays=("y0",))
def _time_and_state(fresh: Fresh, y0: Atom, **others: Atom) -> tuple[Type, ...]:
    return FLOAT, Array("float64", vector(y0.type, fresh).dims)


@types(integrate.odeint)
def _odeint(
    fresh: Fresh, func: Atom, y0: Atom, t: Atom, args: Atom = NO_ARGS, tfirst: Atom = FALSE, rtol: Atom = NONE,
    atol: Atom = NONE,
) -> Type:  # fmt: skip
    return Array("float64", (vector(t.type, fresh).dims[0], vector(y0.type, fresh).dims[0]))


@calls("func", of=(integrate.odeint,), arrays=("y0",))
def _state_and_time(fresh: Fresh, y0: Atom, tfirst: Atom = FALSE, **others: Atom) -> tuple[Type, ...]:
    state = Array("float64", vector(y0.type, fresh).dims)
    return (FLOAT, state) if static(tfirst) else (state, FLOAT)


@types(special.roots_legendre)
def _roots_legendre(fresh: Fresh, n: Atom) -> Type:
    nodes = Array("float64", (dim_of(n.type, fresh),))
    return TupleOf((nodes, nodes))
