"""Incomplete gamma and beta functions in their parameters, against numbers of 60 digits by mpmath."""

from __future__ import annotations

import numpy as np
import pytest

from srcad.runtime import (
    beta_density_derivative,
    betainc_derivative,
    gamma_density_derivative,
    gammainc_derivative,
    student_density_derivative,
    student_derivative,
)

#: a, x, and the derivatives of order 1 and 2 in a
GAMMA = np.array([
    (0.0001, 0.001, -6.327695919484583, 38.42343954893929),
    (0.0001, 3.0, -0.01305333063061457, -0.04949925527943481),
    (0.3, 1e-30, -7.6780626024405e-08, 5.2895633316788116e-06),
    (0.3, 0.7, -0.4983006598777721, -0.2608908478866635),
    (0.3, 40.0, -7.616964685999791e-19, -4.203331329560248e-18),
    (2.5, 1e-08, -5.874744322693968e-20, 1.1459814782209867e-18),
    (2.5, 2.0, -0.27455132194588155, 0.06707717180911078),
    (2.5, 2.5, -0.26084496236866944, 0.0035556671525405845),
    (2.5, 60.0, -1.0696234590510459e-23, -3.491444283727399e-23),
    (80.0, 10.0, -1.5102787531748994e-43, 3.1436126846456162e-43),
    (80.0, 79.0, -0.044648723053233634, 0.0005627950929104538),
    (80.0, 130.0, -4.939377145696228e-07, -2.4005350677709714e-07),
    (3000.0, 2800.0, -7.02236221210119e-06, 4.845064563063286e-07),
    (3000.0, 3300.0, -5.3853221463668946e-09, -5.132902283798884e-10),
]).T  # fmt: skip

#: a, b, x, and the derivatives in a, in b, and in both
BETA = np.array([
    (0.01, 0.02, 0.4, -22.39870618312107, 11.074574637678163, 364.9880300862107),
    (0.01, 30.0, 0.001, -2.9024560774957906, 0.0003194581189929212, 0.030994136244305987),
    (0.4, 0.7, 1e-12, -0.00036647994622884133, 1.0424477450631305e-05, -0.00027305221432626445),
    (0.4, 0.7, 0.9, -0.20239432275075622, 0.2815141202525603, 0.45460620233366866),
    (2.5, 1.5, 0.3, -0.0948427191535116, 0.08702731862242216, -0.07032724148967243),
    (2.5, 1.5, 0.9999990463256836, -1.748528367354929e-09, 4.2087788161657434e-08, 2.2375400214270912e-08),
    (60.0, 40.0, 0.2, -1.3958009765478426e-18, 8.831892100400125e-19, -9.722760860380814e-19),
    (60.0, 40.0, 0.61, -0.031745760625074775, 0.048690623821683585, 0.0007242160786069083),
    (60.0, 40.0, 0.9, -8.064519619048704e-16, 2.7566541332048184e-15, 1.1162234210713354e-15),
    (2000.0, 3.0, 0.99, -3.750026001367306e-09, 8.760239389797745e-07, -7.777358311683674e-09),
    (500.0, 700.0, 0.45, -0.0008744657791125514, 0.0006685021209638263, 5.1562838252061695e-05),
]).T  # fmt: skip

#: b, s, and the derivatives of order 1 and 2 in b
STUDENT = np.array([
    (0.3, -1e+20, -3.399582181011431e-11, 3.158611781316259e-09),
    (0.3, 0.5, 0.2544981549821777, -0.4001584196884405),
    (2.0, -40.0, -5.55913229321489e-07, 4.23079583375311e-06),
    (2.0, 1e-09, 2.1027922916008205e-10, -5.697576077278262e-11),
    (2.0, 3.0, 0.004884920197545928, -0.01246995427898103),
    (300.0, 0.1, 8.233807672726465e-05, -9.566350204081022e-07),
    (300.0, -0.6, -8.448233657621549e-43, 2.6117934905323925e-43),
]).T  # fmt: skip


def test_known_numbers() -> None:
    a, x, first, second = GAMMA
    np.testing.assert_allclose(gammainc_derivative(1, a, x), first, rtol=1e-12)
    np.testing.assert_allclose(gammainc_derivative(2, a, x), second, rtol=1e-11)
    b, s, first, second = STUDENT
    np.testing.assert_allclose(student_derivative(1, b, s), first, rtol=1e-11)
    np.testing.assert_allclose(student_derivative(2, b, s), second, rtol=1e-11)
    a, b, x, in_a, in_b, in_both = BETA
    np.testing.assert_allclose(betainc_derivative(1, 0, a, b, x), in_a, rtol=1e-11)
    np.testing.assert_allclose(betainc_derivative(0, 1, a, b, x), in_b, rtol=1e-11)
    np.testing.assert_allclose(betainc_derivative(1, 1, a, b, x), in_both, rtol=1e-11)


ENDS = np.array([0.0, np.inf, np.nan, -1.0])
NAN = np.full(4, np.nan)


@pytest.mark.filterwarnings("error")
def test_ends_and_what_is_outside() -> None:
    np.testing.assert_array_equal(gammainc_derivative(1, 2.0, ENDS), [0.0, 0.0, np.nan, np.nan])
    np.testing.assert_array_equal(gamma_density_derivative(1, ENDS, 2.0), NAN)
    np.testing.assert_array_equal(betainc_derivative(1, 0, 2.0, 0.5, 1.0 - ENDS), [0.0, np.nan, np.nan, np.nan])
    np.testing.assert_array_equal(beta_density_derivative(1, 0, 2.0, ENDS, 0.3), NAN)
    np.testing.assert_array_equal(student_derivative(1, 2.0, ENDS[:3]), [0.0, 0.0, np.nan])
    np.testing.assert_array_equal(student_density_derivative(1, 2.0, ENDS[1:3]), [0.0, np.nan])
    wide = 10.0 ** np.arange(-12.0, 13.0, 3.0)
    assert np.all(np.isfinite(gammainc_derivative(2, wide, wide[:, None])))
    assert np.all(np.isfinite(betainc_derivative(1, 1, wide, wide[:, None], 0.3)))


def test_shapes_and_precision() -> None:
    assert gammainc_derivative(1, np.ones((2, 1)), np.ones(3)).shape == (2, 3)
    assert betainc_derivative(1, 1, np.ones((0, 1)), 1.0, 0.5).shape == (0, 1)
    assert isinstance(gammainc_derivative(1, 2, 1.0), np.float64)
    assert student_derivative(1, np.float32(2.0), np.ones(2, np.float32)).dtype == np.float32
