"""The series of `numpy.polynomial`, lowest term first: one row of each kind for all six families.

A product of series is linear in both, and its transpose in one is `series_factor` of the other.  NumPy cuts zeros off
at the end of what it is given and gives; the length of a derivative is that of what it is the derivative of.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.polynomial import chebyshev, hermite, hermite_e, laguerre, legendre, polynomial, polyutils

from srcad.rules.domains import BLOCK, INCREASING, REAL, UNIT, VECTOR
from srcad.rules.vocabulary import (
    Pair,
    Row,
    formula,
    is_literal,
    is_zero,
    linear,
    refuse,
    scalar,
    structured,
    written,
    zero,
)
from srcad.runtime import series_divided, series_factor, series_product, series_undivided, terms_in, to_length
from srcad.runtime.series import FAMILIES


def _flat(x):
    return x if np.ndim(x) == 1 else np.ravel(x)


def _shaped(found, x):
    return found if np.ndim(x) == 1 else found.reshape(np.shape(x))


def _one_less(n):
    return n - 1 if is_literal(n) and n > 0 else max(n - 1, 0)


def _weighted(w, y):
    return w * y if y.ndim == 1 else w[:, None] * y


def _parts(whole, c2, out):
    count = len(whole) - len(c2) + 1
    return to_length(whole[:count], len(out[0])), to_length(whole[count:], len(out[1]))


def _quotient(whole, c2):
    return whole[: len(whole) - len(c2) + 1]


def _undivided_tangent(c2_dot, g, c2, n, family, out):
    count = len(g) - len(c2) + 1
    moved = series_factor(out, c2_dot, count, family)
    return -series_undivided(np.concatenate([moved, np.zeros(len(c2) - 1)]), c2, n, family)


def _integrated_once(m, k=0):
    if m != 1 or np.ndim(k) != 0:
        refuse("the derivatives of an integral in its constant, bound and scale are known for m=1 and one constant")


#: of different lengths
_TWO = (REAL.shaped(4), VECTOR)


def _family(prefix: str, module: Any) -> tuple[Row, ...]:
    """The rows of one family."""
    val, der, integral = (getattr(module, prefix + name) for name in ("val", "der", "int"))
    vander, line, power = (getattr(module, prefix + name) for name in ("vander", "line", "pow"))
    companion = getattr(module, f"{prefix}companion")

    def slope(x_dot, x, c):
        return x_dot * val(x, der(c))

    def back_to_c(g, x, c):
        return vander(_flat(x), len(c) - 1).T @ _flat(g)

    def slopes(x, deg):
        return vander(x, _one_less(deg)) @ der(np.eye(deg + 1))

    def val2d(x, y, c):
        rows = vander(_flat(x), c.shape[0] - 1) @ c
        return _shaped(np.sum(rows * vander(_flat(y), c.shape[1] - 1), axis=1), x)

    def val3d(x, y, z, c):
        across = np.einsum("pi,ijk->pjk", vander(_flat(x), c.shape[0] - 1), c)
        along = np.einsum("pj,pjk->pk", vander(_flat(y), c.shape[1] - 1), across)
        return _shaped(np.sum(along * vander(_flat(z), c.shape[2] - 1), axis=1), x)

    def grid2d(x, y, c):
        rows = vander(_flat(x), c.shape[0] - 1) @ c
        found = rows @ vander(_flat(y), c.shape[1] - 1).T
        return found if np.ndim(x) == np.ndim(y) == 1 else found.reshape(np.shape(x) + np.shape(y))

    def grid3d(x, y, z, c):
        across = np.einsum("pi,ijk->pjk", vander(_flat(x), c.shape[0] - 1), c)
        along = np.einsum("qj,pjk->pqk", vander(_flat(y), c.shape[1] - 1), across)
        found = along @ vander(_flat(z), c.shape[2] - 1).T
        if np.ndim(x) == np.ndim(y) == np.ndim(z) == 1:
            return found
        return found.reshape(np.shape(x) + np.shape(y) + np.shape(z))

    def vander2d(x, y, deg):
        return (vander(x, deg[0])[:, :, None] * vander(y, deg[1])[:, None, :]).reshape(len(x), -1)

    def vander3d(x, y, z, deg):
        two = vander(x, deg[0])[:, :, None, None] * vander(y, deg[1])[:, None, :, None]
        return (two * vander(z, deg[2])[:, None, None, :]).reshape(len(x), -1)

    def fit(x, y, deg, w=None):
        terms = vander(x, deg) if w is None else w[:, None] * vander(x, deg)
        sizes = np.sqrt(np.sum(terms * terms, axis=0))
        found = np.linalg.lstsq(terms / sizes, y if w is None else _weighted(w, y))[0]
        return found / sizes if y.ndim == 1 else found / sizes[:, None]

    def companion_of(c):
        """The last column of that of the last term, less multiples of the coefficients over the last."""
        n = len(c) - 1
        found = companion(np.eye(n + 1)[n])
        scales = found[:, -1] - companion(np.ones(n + 1))[:, -1]
        return found - (scales * c[:-1] / c[-1])[:, None] * np.eye(n)[n - 1]

    def power_tangent(c_dot, c, pow, out, maxpower=None):
        return series_product(c_dot, pow * power(c, _one_less(pow), None), len(out), prefix)

    def power_adjoint(g, c, pow, maxpower=None):
        return series_factor(g, pow * power(c, _one_less(pow), None), len(c), prefix)

    def constant_tangent(k_dot, c, k, out, m=1, lbnd=0, scl=1):
        _integrated_once(m, k)
        return k_dot * to_length(np.ones(1), len(out))

    def constant_adjoint(g, c, k, m=1, lbnd=0, scl=1):
        _integrated_once(m, k)
        return g[0]

    def bound_tangent(lbnd_dot, c, lbnd, out, m=1, k=None, scl=1):
        _integrated_once(m)
        return -lbnd_dot * scl * val(lbnd, c) * to_length(np.ones(1), len(out))

    def bound_adjoint(g, c, lbnd, m=1, k=None, scl=1):
        _integrated_once(m)
        return -g[0] * scl * val(lbnd, c)

    def scale_tangent(scl_dot, c, scl, m=1, k=None, lbnd=0):
        _integrated_once(m)
        return scl_dot * integral(c, lbnd=lbnd)

    def scale_adjoint(g, c, scl, m=1, k=None, lbnd=0):
        _integrated_once(m)
        return np.sum(g * integral(c, lbnd=lbnd))

    def undivided(g, c1, c2):
        """The equation ``c1 = quotient * c2 + rest`` is linear in both results."""
        count = max(len(c1), len(c2)) - len(c2) + 1
        quotient = np.zeros(count) if is_zero(g[0]) else to_length(g[0], count)
        rest = np.zeros(len(c2) - 1) if is_zero(g[1]) else to_length(g[1], len(c2) - 1)
        return series_undivided(np.concatenate([quotient, rest]), c2, len(c1), prefix)

    def of_product(c1_dot, c1, c2, out):
        return series_product(c1_dot, c2, len(out), prefix)

    def of_product_2(c2_dot, c1, c2, out):
        return series_product(c1, c2_dot, len(out), prefix)

    return (
        structured(
            val,
            x=Pair(slope, slope),
            c=Pair(lambda c_dot, x, c: val(x, c_dot), back_to_c),
            domain=(REAL, VECTOR),
        ),
        structured(
            vander,
            x=Pair(
                lambda x_dot, x, deg: x_dot[:, None] * slopes(x, deg),
                lambda g, x, deg: np.sum(g * slopes(x, deg), axis=1),
            ),
            domain=(VECTOR, 2),
        ),
        structured(
            der,
            c=Pair(
                lambda c_dot, c, m=1, scl=1: der(c_dot, m, scl),
                lambda g, c, m=1, scl=1: der(np.eye(len(c)), m, scl).T @ g,
            ),
            scl=Pair(
                lambda scl_dot, c, m=1, scl=1: scl_dot * m * scl ** _one_less(m) * der(c, m),
                lambda g, c, m=1, scl=1: m * scl ** _one_less(m) * np.sum(g * der(c, m)),
            ),
            domain=VECTOR,
        ),
        structured(
            integral,
            c=Pair(
                lambda c_dot, c, m=1, k=None, lbnd=0, scl=1: integral(c_dot, m, lbnd=lbnd, scl=scl),
                lambda g, c, m=1, k=None, lbnd=0, scl=1: integral(np.eye(len(c)), m, lbnd=lbnd, scl=scl).T @ g,
            ),
            k=Pair(constant_tangent, constant_adjoint),
            lbnd=Pair(bound_tangent, bound_adjoint),
            scl=Pair(scale_tangent, scale_adjoint),
            domain=VECTOR,
        ),
        structured(
            getattr(module, f"{prefix}add"),
            c1=Pair(lambda c1_dot, c1, c2, out: to_length(c1_dot, len(out)), lambda g, c1, c2: to_length(g, len(c1))),
            c2=Pair(lambda c2_dot, c1, c2, out: to_length(c2_dot, len(out)), lambda g, c1, c2: to_length(g, len(c2))),
            domain=_TWO,
        ),
        structured(
            getattr(module, f"{prefix}sub"),
            c1=Pair(lambda c1_dot, c1, c2, out: to_length(c1_dot, len(out)), lambda g, c1, c2: to_length(g, len(c1))),
            c2=Pair(lambda c2_dot, c1, c2, out: -to_length(c2_dot, len(out)), lambda g, c1, c2: -to_length(g, len(c2))),
            domain=_TWO,
        ),
        structured(
            getattr(module, f"{prefix}mul"),
            c1=Pair(of_product, lambda g, c1, c2: series_factor(g, c2, len(c1), prefix)),
            c2=Pair(of_product_2, lambda g, c1, c2: series_factor(g, c1, len(c2), prefix)),
            domain=_TWO,
        ),
        structured(
            getattr(module, f"{prefix}div"),
            c1=Pair(
                lambda c1_dot, c1, c2, out: _parts(series_divided(c1_dot, c2, prefix), c2, out),
                lambda g, c1, c2: undivided(g, c1, c2),
            ),
            c2=Pair(
                lambda c2_dot, c1, c2, out: _parts(
                    series_divided(-series_product(out[0], c2_dot, len(c1), prefix), c2, prefix), c2, out
                ),
                lambda g, c1, c2, out: -series_factor(undivided(g, c1, c2), out[0], len(c2), prefix),
            ),
            domain=_TWO,
        ),
        structured(
            getattr(module, f"{prefix}mulx"),
            c=Pair(
                lambda c_dot, c, out: series_product(c_dot, line(0.0, 1.0), len(out), prefix),
                lambda g, c: series_factor(g, line(0.0, 1.0), len(c), prefix),
            ),
            domain=VECTOR,
        ),
        structured(power, c=Pair(power_tangent, power_adjoint), domain=(VECTOR, 2)),
        structured(
            line,
            off=Pair(
                lambda off_dot, off, scl, out: off_dot * to_length(np.ones(1), len(out)),
                lambda g, off, scl: g[0],
            ),
            scl=Pair(
                lambda scl_dot, off, scl, out: scl_dot * to_length(line(0.0, 1.0), len(out)),
                lambda g, off, scl: to_length(line(0.0, 1.0), len(g)) @ g,
            ),
        ),
        formula(companion, companion_of, domain=VECTOR),
        written(getattr(module, f"{prefix}val2d"), val2d),
        written(getattr(module, f"{prefix}val3d"), val3d, domain=(VECTOR, VECTOR, VECTOR, BLOCK)),
        written(getattr(module, f"{prefix}grid2d"), grid2d, domain=(VECTOR, VECTOR, REAL)),
        written(getattr(module, f"{prefix}grid3d"), grid3d, domain=(VECTOR, VECTOR, VECTOR, BLOCK)),
        written(getattr(module, f"{prefix}vander2d"), vander2d, domain=(VECTOR, VECTOR, (2, 1))),
        written(getattr(module, f"{prefix}vander3d"), vander3d, domain=(VECTOR, VECTOR, VECTOR, (2, 1, 1))),
        formula(getattr(module, f"{prefix}fit"), fit, domain=(INCREASING, REAL.shaped(5), 2)),
        *(() if prefix == "poly" else _of_terms(prefix, module)),
    )


def _of_terms(prefix: str, module: Any) -> tuple[Row, ...]:
    """What the powers have not, being their own terms."""
    from_powers, to_powers = (getattr(module, name) for name in (f"poly2{prefix}", f"{prefix}2poly"))
    return (
        structured(
            from_powers,
            pol=Pair(
                lambda pol_dot, pol, out: (pol_dot @ terms_in(len(pol), f"poly2{prefix}"))[: len(out)],
                lambda g, pol: terms_in(len(pol), f"poly2{prefix}")[:, : len(g)] @ g,
            ),
            domain=VECTOR,
        ),
        structured(
            to_powers,
            c=Pair(
                lambda c_dot, c, out: (c_dot @ terms_in(len(c), f"{prefix}2poly"))[: len(out)],
                lambda g, c: terms_in(len(c), f"{prefix}2poly")[:, : len(g)] @ g,
            ),
            domain=VECTOR,
        ),
        formula(getattr(module, f"{prefix}fromroots"), lambda roots: from_powers(np.poly(roots)[::-1]), domain=VECTOR),
        *zero(getattr(module, f"{prefix}gauss")),
    )


def _value_from_roots(x, r):
    if np.ndim(x) == 0:
        return np.prod(x - r)
    return np.prod(x[..., None] - r, axis=-1)


def _is_kept(c, tol):
    """Of a series of small terms alone NumPy keeps a zero."""
    return np.max(np.abs(c)) >= tol


# fmt: off
ROWS: tuple[Row, ...] = (
    *(row for prefix, module in FAMILIES.items() for row in _family(prefix, module)),
    scalar(chebyshev.chebweight,   lambda x, out: out * x / (1.0 - x * x), domain=UNIT),
    *zero(legendre.legweight),
    scalar(hermite.hermweight,     lambda x, out: -2.0 * x * out),
    scalar(hermite_e.hermeweight,  lambda x, out: -x * out),
    scalar(laguerre.lagweight,     lambda x, out: -out),
    *zero(chebyshev.chebpts1, chebyshev.chebpts2, terms_in),
    formula(polynomial.polyfromroots,  lambda roots: np.poly(roots)[::-1], domain=VECTOR),
    written(polynomial.polyvalfromroots, _value_from_roots, domain=(REAL, VECTOR)),
    structured(polyutils.trimcoef, constant=("tol",),
               c=Pair(lambda c_dot, c, out, tol=0: to_length(c_dot, len(out)) * _is_kept(c, tol),
                      lambda g, c, tol=0: to_length(g, len(c)) * _is_kept(c, tol)), domain=VECTOR),
    linear(to_length,              c=lambda g, c, n: to_length(g, len(c)), domain=(VECTOR, 5)),
    linear(series_product,         c1=lambda g, c1, c2, n, family: series_factor(g, c2, len(c1), family),
                                   c2=lambda g, c1, c2, n, family: series_factor(g, c1, len(c2), family),
                                   domain=(REAL.shaped(4), VECTOR, 5, "leg")),
    structured(series_divided,
               c1=Pair(lambda c1_dot, c1, c2, family: series_divided(c1_dot, c2, family),
                       lambda g, c1, c2, family: series_undivided(g, c2, len(c1), family)),
               c2=Pair(lambda c2_dot, c1, c2, family, out: -series_divided(
                           series_product(_quotient(out, c2), c2_dot, len(c1), family), c2, family),
                       lambda g, c1, c2, family, out: -series_factor(
                           series_undivided(g, c2, len(c1), family), _quotient(out, c2), len(c2), family)),
                           domain=(REAL.shaped(4), REAL.shaped(2), "leg")),
    structured(series_undivided,
               g=Pair(lambda g_dot, g, c2, n, family: series_undivided(g_dot, c2, n, family),
                      lambda bar, g, c2, n, family: series_divided(bar, c2, family)),
               c2=Pair(_undivided_tangent,
                       lambda bar, g, c2, n, family, out: -series_factor(
                           out, _quotient(series_divided(bar, c2, family), c2), len(c2), family)),
                           domain=(REAL.shaped(4), REAL.shaped(2), 4, "leg")),
    linear(series_factor,          product=lambda g, product, c, n, family: series_product(g, c, len(product), family),
                                   c=lambda g, product, c, n, family: series_factor(product, g, len(c), family),
                                   domain=(VECTOR, REAL.shaped(2), 2, "cheb")),
)
# fmt: on
