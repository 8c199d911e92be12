"""Arrays that go on beyond their ends, as filters of images see them."""

from __future__ import annotations

from typing import Any

import numpy as np


def continued(x: Any, axis: int, before: int, after: int, mode: str) -> Any:
    """An array with so many items more at the ends of an axis.

    `mode` is that of `scipy.ndimage`: ``'reflect'`` (d c b a | a b c d | d c b a), ``'mirror'`` (d c b | a b c d |
    c b a), ``'nearest'``, ``'wrap'``, or ``'constant'``, where there are zeros.
    """
    places, inside = _places(x.shape[axis], before, after, mode)
    wide = np.take(x, places, axis)
    if not inside.all():
        np.moveaxis(wide, axis, 0)[~inside] = 0.0
    return wide


def gathered(wide: Any, axis: int, before: int, after: int, mode: str) -> Any:
    """The sums of what `continued` made of each item: its transpose."""
    count = wide.shape[axis] - before - after
    places, inside = _places(count, before, after, mode)
    front = np.moveaxis(wide, axis, 0)
    total = np.zeros((count, *front.shape[1:]), wide.dtype)
    np.add.at(total, places[inside], front[inside])
    return np.moveaxis(total, 0, axis)


def _places(count: int, before: int, after: int, mode: str) -> tuple[Any, Any]:
    """Which item stands at each place, and whether there is one."""
    places = np.arange(-before, count + after)
    inside = (places >= 0) & (places < count)
    if mode == "reflect":
        places = places % (2 * count)
        return np.minimum(places, 2 * count - 1 - places), inside | True
    if mode == "mirror":
        places = places % max(2 * count - 2, 1)
        return np.minimum(places, 2 * count - 2 - places), inside | True
    if mode in ("wrap", "grid-wrap"):
        return places % count, inside | True
    return np.clip(places, 0, count - 1), inside if mode in ("constant", "grid-constant") else inside | True
