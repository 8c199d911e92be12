"""All reasons, by the namespace under which a user finds the functions, and the reason for one function."""

from __future__ import annotations

import sys
from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

from srcad.reasons import (
    numpy_main,
    numpy_parts,
    scipy_linalg,
    scipy_numerics,
    scipy_signal,
    scipy_sparse,
    scipy_special,
    scipy_stats,
)
from srcad.reasons.vocabulary import Reason

#: the releases whose namespaces the tables describe: an older one has fewer functions
WRITTEN_FOR = {"numpy": (2, 4), "scipy": (1, 17)}

REASONS: dict[str, tuple[Reason, ...]] = {
    "numpy": numpy_main.NUMPY,
    "numpy.ndarray": numpy_main.NDARRAY,
    "numpy.ufunc": numpy_main.UFUNC,
    "numpy.linalg": (),
    "numpy.fft": (),
    "numpy.polynomial": numpy_parts.POLYNOMIAL,
    **numpy_parts.SERIES,
    "scipy.special": scipy_special.SPECIAL,
    "scipy.linalg": scipy_linalg.LINALG,
    "scipy.fft": scipy_signal.FFT,
    "scipy.signal": scipy_signal.SIGNAL,
    "scipy.ndimage": scipy_signal.NDIMAGE,
    "scipy.stats": scipy_stats.STATS,
    "scipy.integrate": scipy_numerics.INTEGRATE,
    "scipy.interpolate": scipy_numerics.INTERPOLATE,
    "scipy.optimize": scipy_numerics.OPTIMIZE,
    "scipy.sparse": scipy_sparse.SPARSE,
    "scipy.sparse.linalg": scipy_sparse.SPARSE_LINALG,
    "scipy.spatial.distance": scipy_sparse.DISTANCE,
}


def reasons_for(namespace: str, name: str) -> list[Reason]:
    """What is said of a name: one reason, or none."""
    return [reason for reason in REASONS[namespace] if any(fnmatchcase(name, each) for each in reason.names)]


def reason_of(fn: Callable[..., Any]) -> Reason | None:
    """Why a function has no row, if that was said.  Only what the program has imported is looked at."""
    name = getattr(fn, "__name__", "")
    for namespace in REASONS:
        module = sys.modules.get(namespace)
        if module is not None and vars(module).get(name) is fn:
            found = reasons_for(namespace, name)
            if found:
                return found[0]
    return None
