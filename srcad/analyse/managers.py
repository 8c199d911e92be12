"""What is known of context managers."""

from __future__ import annotations

import warnings

import numpy as np

from srcad.ir.core import With

#: those that say how to compute or warn: what holds for a value holds for its adjoint
_SETTINGS = (np.errstate, warnings.catch_warnings)


def encloses_adjoint(stmt: With) -> bool:
    """Whether the adjoint of what is inside belongs inside too."""
    return stmt.enter is not None and stmt.enter.fn in _SETTINGS
