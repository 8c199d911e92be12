"""The call that each row draws from the domain that it carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import numpy as np

from srcad import runtime
from srcad.extend.drawn import drawn
from srcad.rules.table import LATER, MODULES
from srcad.rules.vocabulary import Scalar, Several
from tests.rules.checking import Case

ROWS = {row.fn: row for module in (*MODULES, *map(import_module, LATER.values())) for row in module.ROWS}

#: rows that draw no call, and why
UNDRAWN: dict[str, set[Callable[..., Any]]] = {
    "its derivative is, on purpose, not that of the function": {
        np.float16, np.float32, np.complex64, np.clongdouble, runtime.with_derivative_of,
    },
}  # fmt: skip


def _cases() -> Iterator[Case]:
    undrawn = set().union(*UNDRAWN.values())
    for row in ROWS.values():
        distribution = str(getattr(row.fn, "__module__", "")).startswith("scipy.stats._distn")
        if row.fn not in undrawn and (isinstance(row, Scalar | Several) or distribution):
            yield Case(row.fn, drawn(row))


CASES = list(_cases())
