"""Products of series and their transposes, in every family."""

from __future__ import annotations

import numpy as np
import pytest

from srcad.runtime import series_factor, series_product, terms_in, to_length
from srcad.runtime.series import FAMILIES

C = np.array([0.5, -0.3, 0.8, 0.2])
G = np.array([0.3, -0.2, 0.7, 1.1, -0.6, 0.4])


def test_lengths() -> None:
    np.testing.assert_array_equal(to_length(C, 2), [0.5, -0.3])
    np.testing.assert_array_equal(to_length(C[:2], 3), [0.5, -0.3, 0.0])
    assert to_length(np.ones((2, 3)), 4).shape == (4, 3)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_factor_is_the_transpose_of_a_product(family: str) -> None:
    other = np.array([0.9, -0.4, 0.1])
    for n in (4, 6):
        found = series_product(other, C, n, family) @ G[:n]
        assert np.isclose(series_factor(G[:n], C, len(other), family) @ other, found)
        assert np.isclose(series_factor(G[:n], other, len(C), family) @ C, found)


@pytest.mark.parametrize("family", [family for family in FAMILIES if family != "poly"])
def test_terms_of_one_family_in_those_of_another(family: str) -> None:
    there, back = terms_in(5, f"poly2{family}"), terms_in(5, f"{family}2poly")
    np.testing.assert_allclose(there @ back, np.eye(5), atol=1e-12)
    np.testing.assert_allclose(C @ back[:4, :4], getattr(FAMILIES[family], f"{family}2poly")(C))
