"""The windows that a filter moves over an array."""

from __future__ import annotations

from typing import Any

import numpy as np


def window_places(shape: Any, sizes: Any) -> Any:
    """For each window, the places of its items among all items of an array of this shape; on the last axis."""
    places = np.arange(np.prod(shape, dtype=int)).reshape(shape)
    windows = np.lib.stride_tricks.sliding_window_view(places, sizes)
    return windows.reshape(*windows.shape[: len(shape)], -1)
