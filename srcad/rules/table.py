"""All rows, by function."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from srcad.rules import (
    bins,
    construction,
    diagonals,
    dicts,
    elementwise,
    fft,
    gathers,
    helpers,
    joining,
    linalg,
    lists,
    mathmod,
    matrices,
    nans,
    numerical,
    order,
    parts,
    picking,
    polynomials,
    products,
    python,
    reductions,
    series,
    shapes,
    spectra,
    ufunc_methods,
)
from srcad.rules.on_complex import ON_COMPLEX
from srcad.rules.vocabulary import Row, Variant, Written

MODULES = (
    python,
    mathmod,
    elementwise,
    parts,
    reductions,
    shapes,
    joining,
    picking,
    gathers,
    diagonals,
    products,
    matrices,
    construction,
    linalg,
    numerical,
    fft,
    spectra,
    order,
    nans,
    polynomials,
    series,
    bins,
    ufunc_methods,
    helpers,
    lists,
    dicts,
)

ROWS: dict[Callable[..., Any], Row] = {row.fn: row for module in MODULES for row in module.ROWS}

#: functions that are put together in another way when certain arguments are passed
VARIANTS: dict[Callable[..., Any], Variant] = {
    variant.fn: variant for module in MODULES for variant in getattr(module, "VARIANTS", ())
}

#: rows of packages that only some users have: read once the user's program has imported the package
LATER = {
    "scipy.fft": "srcad.rules.scipy_fft",
    "scipy.special": "srcad.rules.scipy_special",
    "scipy.linalg": "srcad.rules.scipy_linalg",
    "scipy.sparse": "srcad.rules.scipy_sparse",
    "scipy.sparse.linalg": "srcad.rules.scipy_sparse_linalg",
    "scipy.stats": "srcad.rules.scipy_stats",
    "scipy.integrate": "srcad.rules.scipy_integrate",
    "scipy.interpolate": "srcad.rules.scipy_interpolate",
    "scipy.ndimage": "srcad.rules.scipy_ndimage",
    "scipy.optimize": "srcad.rules.scipy_optimize",
    "scipy.signal": "srcad.rules.scipy_signal",
    "scipy.spatial.distance": "srcad.rules.scipy_spatial_distance",
}
_READ: set[str] = set()


def row_of(fn: Callable[..., Any]) -> Row | None:
    """How to differentiate a function, None if nobody has said."""
    row = ROWS.get(fn)
    return row if row is not None or not _read_later() else ROWS.get(fn)


def row_of_call(fn: Callable[..., Any], given: Iterable[str]) -> Row | None:
    """How to differentiate a call that passes arguments for these parameters."""
    variant = VARIANTS.get(fn)
    if variant is not None and not set(variant.given).isdisjoint(given):
        return Written(fn, variant.body)
    return row_of(fn)


def holds_for_complex(fn: Callable[..., Any]) -> bool:
    """Whether the row of a function is right for complex numbers too."""
    return row_of(fn) is not None and fn in ON_COMPLEX


def _read_later() -> bool:
    """Read the rows of packages that were imported in the meantime; whether there were any."""
    new = [package for package in LATER if package in sys.modules and package not in _READ]
    for package in new:
        module = import_module(LATER[package])
        ROWS.update({row.fn: row for row in module.ROWS})
        ON_COMPLEX.update(getattr(module, "ON_COMPLEX", ()))
        VARIANTS.update({variant.fn: variant for variant in getattr(module, "VARIANTS", ())})
        _READ.add(package)
    return bool(new)
