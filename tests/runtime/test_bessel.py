"""Bessel functions in their order, against numbers of 60 digits by mpmath."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from srcad.runtime import ive_derivative, jv_derivative, kve_derivative, yv_derivative

#: v, x, and the derivatives in v of jv, yv, ive and kve
KNOWN = np.array([
    (0.0, 0.3, -1.2680623707339134, -1.5356517170406374, -1.0167434200091492, 0.0),
    (0.5, 1e-06, -0.011605348794401072, -10009.582179419836, -0.011605337189062126, 15723.04493547641),
    (2.0, 1.5, -0.26541325938474364, -0.5743526999323846, -0.09567611262169161, 2.5092967676655342),
    (-1.7, 0.8, -1.9893128423051971, 4.888092492242941, -0.3074669806758402, -5.142589242767109),
    (-3.0, 2.5, 2.1753179120952835, 0.27772551610752694, 0.08769440588265788, -3.0286822517448324),
    (40.0, 0.5, -5.149972055136141e-72, -3.980180895221349e+70, -3.133199493731351e-72, 1.0275075205738189e+71),
    (25.0, 25.0, -0.04886786371971669, -0.08181560062869407, -5.068960489297564e-07, 21674.811092792435),
    (3.3, 180.0, -0.08826882548437763, 0.027094976871281012, -0.0005306782331241584, 0.001758896572267327),
    (150.0, 120.0, -2.5125893496601125e-08, -67593.27382885943, -3.5116582638533e-39, 8.134479472422518e+35),
]).T  # fmt: skip


def test_known_numbers() -> None:
    v, x, of_j, of_y, of_i, of_k = KNOWN
    np.testing.assert_allclose(jv_derivative(1, v, x), of_j, rtol=1e-12)
    np.testing.assert_allclose(yv_derivative(1, v, x), of_y, rtol=1e-12)
    np.testing.assert_allclose(ive_derivative(1, v, x), of_i, rtol=1e-12)
    np.testing.assert_allclose(kve_derivative(1, v, x), of_k, rtol=1e-12)


@pytest.mark.filterwarnings("error")
def test_order_zero_is_the_function_itself() -> None:
    v, x = np.linspace(-2.9, 60.0, 12)[:, None], 10.0 ** np.linspace(-6.0, 2.0, 9)
    for derivative, function in (
        (jv_derivative, special.jv),
        (yv_derivative, special.yv),
        (ive_derivative, special.ive),
        (kve_derivative, special.kve),
    ):
        with np.errstate(all="ignore"):
            expected = function(v, x)
        fine = np.isfinite(expected) & (np.abs(expected) < 1e290) & (np.abs(expected) > 1e-290)
        np.testing.assert_allclose(derivative(0, v, x)[fine], expected[fine], rtol=1e-9, atol=1e-14)


@pytest.mark.filterwarnings("error")
def test_ends_and_what_is_outside() -> None:
    ends = np.array([0.0, -1.0, np.inf, np.nan])
    for derivative in (jv_derivative, yv_derivative, ive_derivative):
        np.testing.assert_array_equal(derivative(1, 1.5, ends), [0.0, np.nan, np.nan, np.nan])
    np.testing.assert_array_equal(kve_derivative(1, 1.5, ends), [np.nan, np.nan, 0.0, np.nan])
