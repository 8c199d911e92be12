"""Series of polynomials: lengths, products, and what one family is in the terms of another."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.polynomial import chebyshev, hermite, hermite_e, laguerre, legendre, polynomial

#: by the prefix of their functions
FAMILIES = {
    "poly": polynomial,
    "cheb": chebyshev,
    "leg": legendre,
    "herm": hermite,
    "herme": hermite_e,
    "lag": laguerre,
}


def to_length(c: Any, n: int) -> Any:
    """The first `n` items along the first axis, zeros where there are no more."""
    found = np.zeros((n, *np.shape(c)[1:]), np.asarray(c).dtype)
    kept = min(n, len(c))
    found[:kept] = c[:kept]
    return found


def series_product(c1: Any, c2: Any, n: int, family: str) -> Any:
    """The first `n` terms of the product of two series."""
    return to_length(getattr(FAMILIES[family], f"{family}mul")(c1, c2), n)


def series_factor(product: Any, c: Any, n: int, family: str) -> Any:
    """The transpose: the inner products of `product` with `c` times each of the first `n` terms."""
    products = _times_terms(c, n, family)
    kept = min(len(product), products.shape[1])
    return products[:, :kept] @ product[:kept]


def series_divided(c1: Any, c2: Any, family: str) -> Any:
    """The quotient and then the rest of two series, each with as many terms as it can have."""
    count = max(len(c1), len(c2)) - len(c2) + 1
    quotient, rest = getattr(FAMILIES[family], f"{family}div")(c1, c2)
    whole = np.concatenate([to_length(quotient, count), to_length(rest, len(c2) - 1)])
    return whole.astype(np.result_type(c1, c2), copy=False)


def series_undivided(g: Any, c2: Any, n: int, family: str) -> Any:
    """The transpose of the division of `n` terms: c1 is the quotient times c2 and the rest."""
    count = len(g) - len(c2) + 1
    products = _times_terms(c2, count, family)
    of_rest = g[count:]
    known = len(of_rest)
    above = np.linalg.solve(products[:, known:], g[:count] - products[:, :known] @ of_rest)
    return np.concatenate([of_rest, above])[:n]


def _times_terms(c: Any, n: int, family: str) -> Any:
    """Row by row from what a term times x is: one number times the next term, and the two before it."""
    mulx = getattr(FAMILIES[family], f"{family}mulx")
    rows = np.zeros((n, n + len(c) - 1), c.dtype)
    rows[0, : len(c)] = c
    for k in range(n - 1):
        step = mulx(np.eye(k + 1, dtype=c.dtype)[k])
        near = slice(max(k - 1, 0), k + 1)
        rows[k + 1] = (to_length(mulx(rows[k]), rows.shape[1]) - step[near] @ rows[near]) / step[k + 1]
    return rows


def terms_in(n: int, conversion: str) -> Any:
    """The first `n` terms of one family in those of another, row by row: of ``"cheb2poly"``, the polynomials T."""
    family = conversion.replace("poly", "").replace("2", "")
    convert = getattr(FAMILIES[family], conversion)
    return np.array([to_length(convert(unit[: k + 1]), n) for k, unit in enumerate(np.eye(n))])
