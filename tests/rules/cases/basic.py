"""The call that each row draws from the domain that it carries."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
from scipy import integrate, interpolate, linalg, optimize, stats

from srcad import runtime
from srcad.extend.drawn import drawn
from srcad.rules import dicts, lists, matrices, scipy_interpolate, scipy_optimize, scipy_sparse, scipy_sparse_linalg
from srcad.rules.table import LATER, MODULES
from srcad.rules.vocabulary import Row, Zero
from tests.rules.checking import Case

ROWS = {row.fn: row for module in (*MODULES, *map(import_module, LATER.values())) for row in module.ROWS}


def _of(rows: tuple[Row, ...]) -> set[Callable[..., Any]]:
    return {row.fn for row in rows}


SMOOTH = {optimize.nnls, optimize.rosen, optimize.rosen_der, optimize.rosen_hess, optimize.rosen_hess_prod}
#: rows that draw no call, and why
UNDRAWN: dict[str, set[Callable[..., Any]]] = {
    "its derivative is, on purpose, not that of the function": {
        np.float16, np.float32, np.complex64, np.clongdouble, runtime.with_derivative_of,
    },
    "a program says it with lists and dicts of its own": _of(lists.ROWS) | _of(dicts.ROWS),
    "it is given a function": (_of(scipy_optimize.ROWS) - SMOOTH) | {
        integrate.quad, integrate.quad_vec, integrate.solve_ivp, integrate.odeint, integrate.fixed_quad,
    },
    "it makes or reads an object": (_of(scipy_interpolate.ROWS) - {
        interpolate.pchip_interpolate, interpolate.interpn, runtime.as_rising,
    }) | {runtime.x_of, runtime.root_of, runtime.y_of, runtime.solved_by},
    "it is given a sparse matrix, or makes one": (
        _of(matrices.ROWS) | _of(scipy_sparse.ROWS) | _of(scipy_sparse_linalg.ROWS)
    ),
    "of several results only the first is known": {linalg.lstsq},
    "its arguments are symmetric, factors of a matrix, or add up to one, and so cannot be moved alone": {
        linalg.solve_continuous_are, linalg.solve_discrete_are, linalg.cho_factor, linalg.cho_solve_banded,
        linalg.lu_solve, stats.dirichlet.logpdf, stats.dirichlet.pdf, runtime.eigenvectors,
    },
}  # fmt: skip
_LEFT_OUT = set().union(*UNDRAWN.values())

CASES = [Case(row.fn, drawn(row)) for row in ROWS.values() if not isinstance(row, Zero) and row.fn not in _LEFT_OUT]
