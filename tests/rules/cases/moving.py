"""Functions that pick, repeat, pad, join and take apart: every mode, axis and order."""

from __future__ import annotations

import numpy as np

from tests.rules.cases.core import COLUMN, KEYS, POSITIVE, ROW, T3, V, W, X, Y
from tests.rules.checking import Case

LINE = np.cos(np.arange(5.0))
WIDTHS = ((1, 2), (2, 1))

CASES = [
    *(Case(np.take, (X, np.array([[0, 4], [-1, 2]])), {"mode": mode}) for mode in ("clip", "wrap")),
    *(Case(np.take, (X, np.array([0, 3])), {"mode": mode, "axis": 1}) for mode in ("clip", "wrap")),
    Case(np.take, (T3, np.array([0, 2, 2]), 1)),
    Case(np.take_along_axis, (X, np.array([5, 0, 0]), None)),
    Case(np.delete, (X, 1), {"axis": 1}),
    Case(np.delete, (LINE, [0, 3])),
    Case(np.insert, (X, 1, W[:2]), {"axis": 1}),
    Case(np.insert, (X, [0, 2], Y[:, :2]), {"axis": 1}),
    Case(np.insert, (LINE, 2, W)),
    Case(np.resize, (X, 4)),
    Case(np.repeat, (V, np.array([1, 0, 2]))),
    Case(np.repeat, (X, np.array([1, 2]), 0)),
    Case(np.repeat, (T3, 2, 1)),
    Case(np.repeat, (T3, 2, -2)),
    *(Case(np.tile, (T3, reps)) for reps in (2, (2, 1), (2, 1, 1, 2))),
    Case(np.tile, (X, (2, 1, 2))),
    Case(np.compress, (np.array([True, False, True]), X), {"axis": 1}),
    Case(np.compress, (np.array([True, False, True]), X)),
    *(Case(np.pad, (LINE, 3), {"mode": mode}) for mode in ("edge", "reflect", "symmetric", "wrap")),
    *(Case(np.pad, (X, WIDTHS), {"mode": mode}) for mode in ("edge", "symmetric", "wrap")),
    Case(np.pad, (X, 1), {"mode": "constant", "constant_values": 0.5}),
    Case(np.pad, (X, 1), {"mode": "reflect"}),
    Case(np.pad, (T3, ((1, 0), (0, 2), (1, 1)))),
    Case(np.pad, (T3, 1)),
    Case(np.diagflat, (V, -1)),
    Case(np.choose, (KEYS, [X, Y, 0.5])),
    Case(np.choose, (np.array([0, 1, 1]), X)),
    *(Case(np.choose, (KEYS * 3 - 2, [X, Y, ROW]), {"mode": mode}) for mode in ("clip", "wrap")),
    Case(np.array_split, (T3, 2, 1)),
    Case(np.array_split, (LINE, [1, 3])),
    *(Case(np.kron, pair) for pair in ((V, W), (X, Y[:, :2]), (V, X), (X, V), (T3, X), (X, 0.5))),
    *(Case(np.meshgrid, args, kw) for args in ((V, W[:2]), (V,), (V, W[:2], LINE))
      for kw in ({}, {"indexing": "ij"}, {"sparse": True})),
    Case(np.broadcast_arrays, (X, ROW)),
    Case(np.broadcast_arrays, (COLUMN, V, 0.5)),
    Case(np.extract, (POSITIVE > 0.5, X)),
]  # fmt: skip
