"""`scipy.ndimage`."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from srcad.runtime import continued, gathered
from tests.rules.checking import Case

_rng = np.random.default_rng(14)
X, IMAGE, T3 = _rng.standard_normal(7), _rng.standard_normal((5, 4)), _rng.standard_normal((3, 4, 2))
ODD, EVEN, WINDOW = _rng.standard_normal(3), _rng.standard_normal(4), _rng.standard_normal((3, 2))
MODES = ("reflect", "mirror", "nearest", "wrap", "constant")

CASES: list[Case] = [
    *(Case(continued, (IMAGE, 0, 3, 2, mode)) for mode in MODES),
    *(Case(gathered, (IMAGE, 0, 1, 2, mode)) for mode in MODES),
    *(Case(fn, (X, w), {"mode": mode}) for fn in (ndimage.correlate1d, ndimage.convolve1d) for w in (ODD, EVEN)
      for mode in MODES),
    *(Case(fn, (IMAGE, EVEN), {"axis": 0, "origin": -1}) for fn in (ndimage.correlate1d, ndimage.convolve1d)),
    *(Case(ndimage.correlate1d, (IMAGE, EVEN, 0), {"mode": mode, "cval": 0.7}) for mode in ("constant", "nearest")),
    *(Case(fn, (IMAGE, WINDOW), {"mode": mode}) for fn in (ndimage.correlate, ndimage.convolve) for mode in MODES),
    *(Case(fn, (IMAGE, WINDOW), {"origin": (1, -1)}) for fn in (ndimage.correlate, ndimage.convolve)),
    *(Case(fn, (IMAGE, WINDOW), {"mode": "constant", "cval": 0.7}) for fn in (ndimage.correlate, ndimage.convolve)),
    Case(ndimage.uniform_filter1d, (IMAGE, 3), {"axis": 0}),
    Case(ndimage.uniform_filter1d, (X, 4), {"mode": "nearest", "origin": 1}),
    Case(ndimage.uniform_filter, (IMAGE,)),
    Case(ndimage.uniform_filter, (IMAGE, (2, 3)), {"mode": "wrap"}),
    Case(ndimage.gaussian_filter1d, (X, 0.8)),
    *(Case(ndimage.gaussian_filter1d, (IMAGE, 0.6, 0, order), {"mode": "mirror"}) for order in (1, 2)),
    Case(ndimage.gaussian_filter1d, (X, 0.8), {"truncate": 2.0}),
    Case(ndimage.gaussian_filter1d, (X, 0.8), {"radius": 2}),
    Case(ndimage.gaussian_filter, (IMAGE, 0.7)),
    Case(ndimage.gaussian_filter, (IMAGE, (0.7, 0.4)), {"order": (1, 0), "mode": "constant"}),
    Case(ndimage.gaussian_laplace, (IMAGE, 0.7)),
    *(Case(fn, (IMAGE,)) for fn in (ndimage.sobel, ndimage.prewitt, ndimage.laplace)),
    *(Case(fn, (T3, 1), {"mode": "nearest"}) for fn in (ndimage.sobel, ndimage.prewitt)),
    Case(ndimage.laplace, (T3,), {"mode": "wrap"}),
]
