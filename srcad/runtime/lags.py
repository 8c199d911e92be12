"""Sums over the items that two arrays have at some distance."""

from __future__ import annotations

from typing import Any

import numpy as np


def lagged_products(ahead: Any, behind: Any, count: int) -> Any:
    """The sums of products of `ahead` with `behind` 0, 1, ... steps before it along the last axis."""
    n = behind.shape[-1]
    lags = [np.vdot(ahead[..., k:], behind[..., : max(n - k, 0)]) for k in range(count)]
    return np.array(lags, np.result_type(ahead, behind))
