"""The call that each row draws from the domain that it carries."""

from __future__ import annotations

from importlib import import_module

import numpy as np

from srcad import runtime
from srcad.extend.drawn import drawn
from srcad.rules.table import LATER, MODULES
from srcad.rules.vocabulary import Scalar, Several
from tests.rules.checking import Case

ROWS = {row.fn: row for module in (*MODULES, *map(import_module, LATER.values())) for row in module.ROWS}

#: rows whose derivative is, on purpose, not that of the function
OTHER = {np.float16, np.float32, np.complex64, np.clongdouble, runtime.with_derivative_of}

CASES = [Case(row.fn, drawn(row)) for row in ROWS.values() if isinstance(row, Scalar | Several) and row.fn not in OTHER]
