"""What is no ufunc in `scipy.special`; loaded when the user has loaded it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, broadcast_all
from srcad.analyse.result_types.common import as_array, number, reduced, sampled_dtype
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NONE, ZERO, array_like, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import INT, Array, ListOf, TupleOf, Type

ONE = Lit(1)


# --- element by element ----------------------------------------------------------------------------------------------


def _elementwise(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(fresh: Fresh, *operands: Atom) -> Type:
        return elementwise(fn, [operand.type for operand in operands], fresh)


for _name in ("multigammaln", "softplus", "sph_harm_y"):
    if hasattr(special, _name):
        _elementwise(getattr(special, _name))


@types(special.zeta)
def _zeta(fresh: Fresh, x: Atom, q: Atom = NONE) -> Type:
    operands = [x.type] if q == NONE else [x.type, q.type]
    return elementwise(special.zeta, operands, fresh)


def _always_arrays(fn: Callable[..., Any]) -> None:
    """Of numbers these give an array without axes."""

    @types(fn)
    def typer(fresh: Fresh, a: Atom, b: Atom) -> Type:
        x, y = as_array(a.type, fresh), as_array(b.type, fresh)
        return Array("float64", broadcast_all([x.dims, y.dims], fresh))


_always_arrays(special.polygamma)


@types(special.diric)
def _diric(fresh: Fresh, x: Atom, n: Atom) -> Type:
    return Array("float64", broadcast_all([as_array(x.type, fresh).dims, as_array(n.type, fresh).dims], fresh))


def _spherical(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(fresh: Fresh, n: Atom, z: Atom, derivative: Atom = FALSE) -> Type:
        return elementwise(fn, [n.type, z.type], fresh)


for _fn in (special.spherical_jn, special.spherical_yn, special.spherical_in, special.spherical_kn):
    _spherical(_fn)


@types(special.lambertw)
def _lambertw(fresh: Fresh, z: Atom, k: Atom = ZERO, tol: Atom = NONE) -> Type:
    return elementwise(special.lambertw, [z.type, k.type], fresh)


@types(special.h1vp, special.h2vp)
def _derivative_of_hankel(fresh: Fresh, v: Atom, z: Atom, n: Atom = ONE) -> Type:
    return elementwise(special.h1vp if static(n) else special.hankel1, [v.type, z.type], fresh)


@types(special.jvp, special.yvp, special.ivp, special.kvp)
def _derivative_of_bessel(fresh: Fresh, v: Atom, z: Atom, n: Atom = ONE) -> Type:
    """Doubles, but for the derivative of order 0."""
    return elementwise(special.jvp if static(n) else special.jv, [v.type, z.type], fresh)


# --- counting --------------------------------------------------------------------------------------------------------


@types(special.comb)
def _comb(fresh: Fresh, N: Atom, k: Atom, exact: Atom = FALSE, repetition: Atom = FALSE) -> Type:
    return _count(special.comb, [N, k], exact, fresh)


@types(special.perm)
def _perm(fresh: Fresh, N: Atom, k: Atom, exact: Atom = FALSE) -> Type:
    return _count(special.perm, [N, k], exact, fresh)


@types(special.factorial)
def _factorial(fresh: Fresh, n: Atom, exact: Atom = FALSE, extend: Atom = NONE) -> Type:
    return _count(special.factorial, [n], exact, fresh)


@types(special.factorial2)
def _factorial2(fresh: Fresh, n: Atom, exact: Atom = FALSE, extend: Atom = NONE) -> Type:
    return _count(special.factorial2, [n], exact, fresh)


@types(special.stirling2)
def _stirling2(fresh: Fresh, N: Atom, K: Atom, exact: Atom = FALSE) -> Type:
    return _count(special.stirling2, [N, K], exact, fresh)


def _count(fn: Callable[..., Any], operands: list[Atom], exact: Atom, fresh: Fresh) -> Type:
    if not static(exact):
        return elementwise(fn, [operand.type for operand in operands], fresh)
    if any(isinstance(operand.type, Array) for operand in operands):
        raise CannotType("exact counts are known of single numbers")
    return INT


def _tables(count: int, *fns: Callable[..., Any]) -> None:
    """Functions of integers that give so many vectors."""

    @types(*fns)
    def typer(fresh: Fresh, *numbers: Atom) -> Type:
        vector = Array("float64", (fresh(),))
        return vector if count == 1 else TupleOf((vector,) * count)


_tables(1, special.bernoulli, special.euler)
_tables(1, special.jn_zeros, special.jnp_zeros, special.yn_zeros, special.ynp_zeros)
_tables(1, special.ber_zeros, special.bei_zeros, special.ker_zeros, special.kei_zeros)
_tables(1, special.berp_zeros, special.beip_zeros, special.kerp_zeros, special.keip_zeros)
_tables(2, special.roots_legendre, special.roots_chebyt, special.roots_chebyu, special.roots_chebyc)
_tables(2, special.roots_chebys, special.roots_laguerre, special.roots_hermite, special.roots_hermitenorm)
_tables(2, special.roots_sh_legendre, special.roots_sh_chebyt, special.roots_sh_chebyu)
_tables(2, special.roots_genlaguerre, special.roots_gegenbauer, special.roots_jacobi, special.roots_sh_jacobi)
_tables(4, special.ai_zeros, special.bi_zeros)


# --- along axes ------------------------------------------------------------------------------------------------------


array_like(1, special.softmax, special.log_softmax, special.logsumexp)


@types(special.softmax, special.log_softmax)
def _softmax(fresh: Fresh, x: Atom, axis: Atom = NONE) -> Type:
    a = as_array(x.type, fresh)
    return Array(sampled_dtype(np.exp, a), a.dims)


def _weighted(a: Any, b: Any) -> Any:
    return special.logsumexp(a, b=b)


@types(special.logsumexp)
def _logsumexp(
    fresh: Fresh, a: Atom, axis: Atom = NONE, b: Atom = NONE, keepdims: Atom = FALSE, return_sign: Atom = FALSE
) -> Type:
    x = as_array(a.type, fresh)
    dtype, dims = sampled_dtype(np.exp, x), x.dims
    if b != NONE:
        if isinstance(b.type, TupleOf | ListOf):
            raise CannotType("weights in a list are not known: write np.array(...)")
        weights = as_array(b.type, fresh)
        dtype, dims = sampled_dtype(_weighted, x, weights), broadcast_all([dims, weights.dims], fresh)
    found = number(dtype, reduced(dims, static(axis), bool(static(keepdims))))
    return TupleOf((found, found)) if static(return_sign) else found
