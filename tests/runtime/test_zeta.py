"""The zeta function in its first argument, against numbers of 40 digits by mpmath."""

from __future__ import annotations

import numpy as np
import pytest

from srcad.runtime import zeta_derivative

#: s, q, and the derivatives of order 1 and 2 in s
KNOWN = np.array([
    (1.0001, 1.0, -99999999.92720716, 2000000000000.6511),
    (1.7, 0.01, 11565.68176641922, 53276.88316560284),
    (2.5, 3.0, -0.2648096823926416, 0.49703603099629945),
    (30.0, 1.0, -6.45548953880003e-10, 4.4746260164732365e-10),
    (3.0, 900.0, -4.512319119119921e-06, 3.310272161424686e-05),
    (0.5, 1.0, -3.9226461392091516, -16.008357013928663),
    (-0.3, 2.3, -0.3319973028939724, -0.995541254732194),
]).T  # fmt: skip


def test_known_numbers() -> None:
    s, q, first, second = KNOWN
    np.testing.assert_allclose(zeta_derivative(1, s, q), first, rtol=1e-11)
    np.testing.assert_allclose(zeta_derivative(2, s, q), second, rtol=1e-11)


@pytest.mark.filterwarnings("error")
def test_ends_and_what_is_outside() -> None:
    np.testing.assert_array_equal(zeta_derivative(1, np.array([np.inf, 1.0, -5.0, np.nan]), 2.0), [0.0, *[np.nan] * 3])
    np.testing.assert_array_equal(zeta_derivative(1, 2.0, np.array([np.inf, 0.0, -1.5])), [0.0, np.nan, np.nan])
