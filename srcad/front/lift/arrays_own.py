"""NumPy's functions that write into an array, or call a function of the user's, written in the language that is lifted.

Their text is not shown: what they do belongs to the call.
"""

from __future__ import annotations

from typing import Any

import numpy as np

# --- that write their first argument --------------------------------------------------------------------------------


def put(a: Any, ind: Any, v: Any, mode: str = "raise") -> None:
    """``a.flat[ind] = v``"""
    places = np.asarray(ind)
    if mode == "wrap":
        places = places % a.size
    if mode == "clip":
        places = np.clip(places, 0, a.size - 1)
    values = v if np.ndim(v) == 0 else np.resize(v, places.shape)
    if a.ndim == 1:
        a[places] = values
    else:
        items = a.flatten()
        items[places] = values
        a[...] = items.reshape(a.shape)


def place(arr: Any, mask: Any, vals: Any) -> None:
    """The items that are wanted, one after the other; the values begin again when they are used up."""
    wanted = np.asarray(mask)
    arr[wanted] = vals if np.ndim(vals) == 0 else np.resize(vals, np.count_nonzero(wanted))


def putmask(a: Any, mask: Any, values: Any) -> None:
    """The values begin again when they are used up, whether wanted or not."""
    a[...] = np.where(mask, values if np.ndim(values) == 0 else np.resize(values, a.shape), a)


def fill_diagonal(a: Any, val: Any) -> None:
    i = np.arange(min(a.shape))
    values = val if np.ndim(val) == 0 else np.resize(val, i.shape)
    if a.ndim == 2:
        a[i, i] = values
    elif a.ndim == 3:
        a[i, i, i] = values
    else:
        a[i, i, i, i] = values


def at(a: Any, indices: Any, b: Any, combine: Any) -> None:
    """The method of ufuncs: where an index comes twice, the second finds what the first has left."""
    places = np.ravel(indices)
    if np.ndim(b) == 0:
        for i in places:
            a[i] = combine(a[i], b)
    else:
        rows = np.broadcast_to(b, places.shape + a.shape[1:]).copy()
        for i, row in zip(places, rows, strict=True):
            a[i] = combine(a[i], row)


def put_along_last_axis(arr: Any, indices: Any, values: Any) -> None:
    if arr.ndim == 1:
        arr[indices] = values
    elif arr.ndim == 2:
        arr[np.arange(arr.shape[0])[:, None], indices] = values
    else:
        arr[np.arange(arr.shape[0])[:, None, None], np.arange(arr.shape[1])[:, None], indices] = values


def put_along_axis(arr: Any, indices: Any, values: Any, axis: Any) -> None:
    places = np.asarray(indices)
    if axis == -1 or axis == arr.ndim - 1:
        put_along_last_axis(arr, places, values)
    else:
        turned = np.moveaxis(arr, axis, -1).copy()
        filled = np.moveaxis(np.broadcast_to(values, places.shape), axis, -1)
        put_along_last_axis(turned, np.moveaxis(places, axis, -1), filled)
        arr[...] = np.moveaxis(turned, -1, axis)


def put_along_line(arr: Any, indices: Any, values: Any) -> None:
    """``axis=None``"""
    put(arr, indices, values)


def unstack(x: Any, axis: int = 0) -> tuple[Any, ...]:
    return tuple(x if axis == 0 else np.moveaxis(x, axis, 0))


def sort(a: Any, axis: int = -1) -> None:
    """The method."""
    a[...] = np.sort(a, axis)


def partition(a: Any, kth: Any, axis: int = -1) -> None:
    """The method."""
    a[...] = np.partition(a, kth, axis)


def tolist(a: Any) -> Any:
    """The method."""
    if a.ndim == 0:
        return float(a)
    if a.ndim == 1:
        return [float(item) for item in a]
    return [[float(item) for item in row] for row in a]


def item(a: Any, *index: Any) -> Any:
    """The method."""
    return float(a[index]) if len(index) == a.ndim else float(np.ravel(a)[index[0]])


# --- that call a function -------------------------------------------------------------------------------------------


def piece(y: Any, x: Any, condition: Any, function: Any, *args: Any, **keywords: Any) -> None:
    """One piece of ``np.piecewise``"""
    y[condition] = function(x[condition], *args, **keywords)


def constant_piece(y: Any, condition: Any, value: Any) -> None:
    y[condition] = value


def vectorized_1(function: Any, x: Any) -> Any:
    """``np.vectorize(function)(x)``"""
    return np.array([function(item) for item in np.ravel(x)]).reshape(np.shape(x))


def vectorized_2(function: Any, x: Any, y: Any) -> Any:
    x, y = np.broadcast_arrays(x, y)
    return np.array([function(a, b) for a, b in zip(np.ravel(x), np.ravel(y), strict=True)]).reshape(x.shape)


def vectorized_3(function: Any, x: Any, y: Any, z: Any) -> Any:
    x, y, z = np.broadcast_arrays(x, y, z)
    items = zip(np.ravel(x), np.ravel(y), np.ravel(z), strict=True)
    return np.array([function(a, b, c) for a, b, c in items]).reshape(x.shape)


def along_axis(function: Any, axis: int, arr: Any, *args: Any, **keywords: Any) -> Any:
    """``np.apply_along_axis``"""
    if arr.ndim == 1:
        return function(arr, *args, **keywords)
    lines = np.moveaxis(arr, axis, -1)
    found = np.array([function(line, *args, **keywords) for line in lines.reshape((-1, lines.shape[-1]))])
    if found.ndim == 1:
        return found.reshape(lines.shape[:-1])
    return np.moveaxis(found.reshape(lines.shape[:-1] + found.shape[1:]), -1, axis)
