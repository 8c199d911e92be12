"""Counting in bins."""

from __future__ import annotations

import numpy as np

from tests.rules.checking import Case

AT = np.array([0.3, -1.1, 0.8, 1.7, -0.4, 0.9])
BESIDE = np.cos(AT * 3.0)
WEIGHTS = np.array([0.5, -0.3, 0.8, 0.2, 1.4, 0.7])
EDGES = np.array([-1.0, 0.0, 0.5, 2.0])

CASES = [
    Case(np.bincount, (np.array([0, 2, 1, 2, 5, 0]), WEIGHTS)),
    Case(np.bincount, (np.array([0, 2, 1, 2, 2, 0]), WEIGHTS), {"minlength": 5}),
    *(Case(np.histogram, (AT,), {"bins": EDGES, "weights": WEIGHTS, "density": d}) for d in (None, True)),
    *(Case(np.histogram, (AT,), {"bins": 3, "range": (-2, 2), "weights": WEIGHTS, "density": d}) for d in (None, True)),
    Case(np.histogram, (AT,), {"bins": 3, "weights": WEIGHTS}),
    Case(np.histogram, (AT.reshape(2, 3),), {"bins": EDGES, "weights": WEIGHTS.reshape(2, 3)}),
    Case(np.histogram, (AT, EDGES)),
    Case(np.histogram, (AT, 3)),
    Case(np.histogram, (AT[:1],), {"bins": 3, "weights": WEIGHTS[:1]}),
    Case(np.histogram_bin_edges, (AT, 3)),
    *(Case(np.histogram2d, (AT, BESIDE), {"bins": 3, "weights": WEIGHTS, "density": d}) for d in (None, True)),
    Case(np.histogram2d, (AT, BESIDE), {"bins": [2, EDGES], "range": [[-2, 2], [-1, 2]], "weights": WEIGHTS}),
]
