"""`scipy.ndimage`."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from srcad.runtime import continued, gathered, window_places
from tests.rules.checking import Case

_rng = np.random.default_rng(14)
X, IMAGE, T3 = _rng.standard_normal(7), _rng.standard_normal((5, 4)), _rng.standard_normal((3, 4, 2))
ODD, EVEN, WINDOW = _rng.standard_normal(3), _rng.standard_normal(4), _rng.standard_normal((3, 2))
#: coordinates inside of an image and beyond it
AT = np.array([[0.3, 2.6, -1.3, 4.7], [1.2, 0.4, 2.7, 3.6]])
READ = ((IMAGE, AT), (X, AT[:1]), (IMAGE, AT.reshape(2, 2, 2)))
INSIDE = np.array([[0.3, 2.6], [1.2, 0.4]])
TURN = np.array([[0.9312, 0.2147], [-0.1329, 1.0751]])
BETWEEN = ("constant", "nearest", "mirror", "reflect", "grid-wrap")
LABELS = np.array([[0, 1, 1, 2], [3, 3, 0, 2], [3, 1, 2, 2], [0, 0, 4, 4], [4, 1, 1, 0]])
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
    Case(ndimage.uniform_filter, (IMAGE, (2, 3)), {"mode": "wrap"}),
    *(Case(ndimage.gaussian_filter1d, (IMAGE, 0.6, 0, order), {"mode": "mirror"}) for order in (1, 2)),
    Case(ndimage.gaussian_filter1d, (X, 0.8), {"truncate": 2.0}),
    Case(ndimage.gaussian_filter1d, (X, 0.8), {"radius": 2}),
    Case(ndimage.gaussian_filter, (IMAGE, 0.7)),
    Case(ndimage.gaussian_filter, (IMAGE, (0.7, 0.4)), {"order": (1, 0), "mode": "constant"}),
    Case(ndimage.gaussian_laplace, (IMAGE, 0.7)),
    *(Case(fn, (T3, 1), {"mode": "nearest"}) for fn in (ndimage.sobel, ndimage.prewitt)),
    Case(ndimage.laplace, (T3,), {"mode": "wrap"}),
    Case(ndimage.spline_filter1d, (IMAGE,), {"mode": "reflect"}),
    Case(ndimage.spline_filter1d, (IMAGE, 3, 0)),
    *(Case(ndimage.map_coordinates, (image, at), {"order": order, "mode": mode})
      for order in (1, 3) for mode in BETWEEN for image, at in READ),
    Case(ndimage.map_coordinates, (IMAGE, AT), {"cval": 0.7}),
    Case(ndimage.map_coordinates, (IMAGE[:4, :4], INSIDE), {"order": 1}),
    *(Case(ndimage.shift, (IMAGE, (0.3, -1.2)), {"order": order}) for order in (1, 3)),
    Case(ndimage.shift, (X, 0.4), {"mode": "mirror"}),
    Case(ndimage.affine_transform, (IMAGE, TURN), {"offset": 0.3173}),
    Case(ndimage.affine_transform, (IMAGE, TURN, AT[:, 0]), {"order": 1, "mode": "reflect"}),
    Case(ndimage.gaussian_gradient_magnitude, (IMAGE, 0.7)),
    *(Case(ndimage.zoom, (image, 1.6), {"order": order}) for image in (X, IMAGE) for order in (1, 3)),
    Case(ndimage.zoom, (IMAGE, (0.6, 2.0)), {"mode": "nearest"}),
    *(Case(ndimage.rotate, (IMAGE, 20.0), {"order": order, "reshape": False}) for order in (1, 3)),
    Case(ndimage.rotate, (IMAGE, 130.0), {"mode": "reflect"}),
    Case(ndimage.rotate, (IMAGE, 90), {"axes": (0, 1), "order": 1}),
    # --- one of the items in a window -----------------------------------------------------------------------------
    Case(window_places, ((3, 4), (2, 2))),
    *(Case(fn, (IMAGE, size), {"mode": mode})
      for fn in (ndimage.maximum_filter, ndimage.minimum_filter, ndimage.median_filter)
      for size in (2, (3, 1)) for mode in ("nearest", "wrap")),
    *(Case(fn, (IMAGE, 3), {"mode": "constant", "cval": -0.7, "origin": (1, -1)})
      for fn in (ndimage.maximum_filter, ndimage.median_filter)),
    *(Case(fn, (IMAGE, 3, 0)) for fn in (ndimage.maximum_filter1d, ndimage.minimum_filter1d)),
    Case(ndimage.maximum_filter1d, (X, 4), {"origin": -1, "mode": "mirror"}),
    Case(ndimage.rank_filter, (IMAGE, -3, 3)),
    Case(ndimage.rank_filter, (IMAGE, 1, (1, 3))),
    *(Case(ndimage.percentile_filter, (IMAGE, q, 3)) for q in (-20, 100)),
    *(Case(fn, (IMAGE, 2))
      for fn in (ndimage.grey_dilation, ndimage.grey_erosion, ndimage.grey_opening, ndimage.grey_closing,
                 ndimage.white_tophat, ndimage.black_tophat, ndimage.morphological_gradient,
                 ndimage.morphological_laplace)),
    # --- measurements ---------------------------------------------------------------------------------------------
    *(Case(fn, (image, *rest))
      for fn in (ndimage.sum_labels, ndimage.sum, ndimage.mean, ndimage.variance, ndimage.standard_deviation,
                 ndimage.maximum, ndimage.minimum, ndimage.median)
      for image, rest in ((T3, ()), (IMAGE, (LABELS,)), (IMAGE, (LABELS, 2)),
                          (IMAGE, (LABELS, np.array([3, 1, 4]))))),
    *(Case(ndimage.center_of_mass, (np.exp(IMAGE), *rest)) for rest in ((LABELS,), (LABELS, 3))),
    # --- of spectra -----------------------------------------------------------------------------------------------
    *(Case(fn, (IMAGE + 1j * IMAGE[::-1], 2))
      for fn in (ndimage.fourier_gaussian, ndimage.fourier_uniform, ndimage.fourier_ellipsoid)),
    Case(ndimage.fourier_gaussian, (IMAGE + 1j, (1, 2), 6, 1)),
]
