"""Complex numbers: the convention, which transforms take them, and what is refused of them by name."""

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad import (
    ArgumentError,
    LanguageError,
    RuleError,
    SrcadError,
    check_grads,
    elementwise_grad,
    grad,
    hessian,
    hvp,
    jacfwd,
    jacrev,
    jvp,
    value_and_grad,
    vjp,
)

Z = np.array([1 + 2j, 0.5 - 1j])
X = np.array([0.3, 0.7])


def square(z):
    return z * z


def size(z):
    return np.sum(np.abs(z) ** 2)


def wave(x):
    return np.exp(1j * x)


# --- the convention ---------------------------------------------------------------------------------------------------


def test_a_gradient_is_that_in_the_real_part_minus_i_times_that_in_the_imaginary_part() -> None:
    assert grad(lambda z: z.real)(1 + 2j) == 1.0
    assert grad(lambda z: z.imag)(1 + 2j) == -1j
    np.testing.assert_allclose(grad(size)(Z), 2.0 * Z.conj())


def test_a_pullback_of_a_holomorphic_function_multiplies_by_its_derivative() -> None:
    out, pullback = vjp(square, Z)
    np.testing.assert_allclose(out, Z * Z)
    np.testing.assert_allclose(pullback(np.ones(2))[0], 2.0 * Z)
    np.testing.assert_allclose(pullback(1j * np.ones(2))[0], 2j * Z)


def test_a_real_argument_takes_the_real_part() -> None:
    _, pullback = vjp(wave, X)
    (found,) = pullback(np.ones(2))
    np.testing.assert_allclose(found, -np.sin(X))
    assert found.dtype == np.float64
    np.testing.assert_allclose(jvp(wave, (X,), (np.ones(2),))[1], 1j * np.exp(1j * X))


def test_the_gradient_has_the_type_of_the_argument() -> None:
    narrow = grad(size)(Z.astype(np.complex64))
    assert narrow.dtype == np.complex64
    assert type(grad(lambda z: abs(z) ** 2)(1 + 2j)) is complex
    assert isinstance(grad(lambda z: abs(z) ** 2)(np.complex64(1 + 2j)), np.complex64)
    value, gradient = value_and_grad(lambda x: abs(x * (1 + 2j)) ** 2)(2.0)
    assert isinstance(value, float)
    assert math.isclose(gradient, 20.0)


def test_the_length_of_zero_has_derivative_zero() -> None:
    np.testing.assert_array_equal(grad(lambda z: np.sum(np.abs(z)))(np.zeros(2, complex)), 0j)
    assert grad(lambda z: abs(z))(0j) == 0j
    np.testing.assert_array_equal(grad(lambda z: np.linalg.norm(z))(np.zeros(2, complex)), 0j)


def test_second_derivatives() -> None:
    np.testing.assert_allclose(hvp(size)(Z, 1j * np.ones(2)), -2j)
    check_grads(lambda z: np.exp(z) * np.conj(z), (Z,))
    check_grads(lambda z, x: (z * x, abs(z)), (1 + 0.2j, 2.0))
    check_grads(lambda x: np.abs(np.fft.rfft(x)), (np.array([0.3, -0.2, 0.5, 1.1]),))


def test_a_literal_is_written_as_one_number() -> None:
    text = grad(lambda x: abs(x * (1 + 2j)) ** 2).source_for(2.0)
    assert "(1.0 + 2.0j)" in text


def test_whether_a_value_is_complex_is_known() -> None:
    def sized(z):
        return np.sum(z.real**2 + z.imag**2) if np.iscomplexobj(z) else np.sum(z * z)

    np.testing.assert_allclose(grad(sized)(Z), 2.0 * Z.conj())
    np.testing.assert_allclose(grad(sized)(X), 2.0 * X)


# --- which transforms -------------------------------------------------------------------------------------------------


def test_a_complex_result_has_no_gradient() -> None:
    for call in (
        lambda: grad(square)(1 + 2j),
        lambda: grad(lambda z: np.sum(z))(Z),
        lambda: elementwise_grad(square)(Z),
        lambda: jacrev(wave)(X),
    ):
        with pytest.raises(ArgumentError, match="vjp"):
            call()


def test_jacobians() -> None:
    np.testing.assert_allclose(jacfwd(wave)(X), np.diag(1j * np.exp(1j * X)))
    np.testing.assert_allclose(jacrev(lambda z: np.abs(z))(Z), np.diag(Z.conj() / np.abs(Z)))
    for call in (lambda: jacfwd(lambda z: np.abs(z))(Z), lambda: hessian(size)(Z)):
        with pytest.raises(ArgumentError, match="complex"):
            call()


def test_a_seed_of_a_real_result_is_real() -> None:
    with pytest.raises(ArgumentError):
        vjp(lambda z: np.abs(z), Z)[1](1j * np.ones(2))
    with pytest.raises(ArgumentError):
        jvp(wave, (X,), (1j * np.ones(2),))


# --- what is refused --------------------------------------------------------------------------------------------------


REFUSED: list[Callable[..., Any]] = [
    lambda z: np.max(z).real,
    lambda z: np.sort(z)[0].real,
    lambda z: np.sum(np.maximum(z, 0.0).real),
    lambda z: np.sum(np.sign(z).real),
    lambda z: np.sum(np.clip(z, 0.0, 1.0).real),
    lambda z: float(z[0]),
    lambda z: np.sum(np.float64(z)),
    lambda z: np.sum(z.astype(float)),
    lambda z: np.sum(z, dtype=float),
    lambda z: np.var(z, dtype=float),
    lambda z: np.real(np.median(z)),
    lambda z: math.sin(z[0]),
    lambda z: np.linalg.slogdet(np.diag(z))[1],
    lambda z: np.sum(np.linalg.cholesky(np.diag(z)).real),
    lambda z: np.sum(np.linalg.eigvalsh(np.diag(z))),
    lambda z: np.sum(np.linalg.svd(np.diag(z), compute_uv=False)),
    lambda z: np.sum(np.real_if_close(z)).real,
    lambda z: np.sum(np.correlate(z, z, "full").real),
    lambda z: np.sum(np.floor(z.real) + np.rint(z).real),
]


@pytest.mark.parametrize("f", REFUSED, ids=lambda f: str(f.__code__.co_firstlineno))
def test_refused(f: Callable[..., Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(SrcadError):
            grad(f)(Z)
        with pytest.raises(SrcadError):
            jvp(f, (Z,), (Z,))


def test_the_order_of_complex_numbers() -> None:
    """Python has none; NumPy compares the real parts first, and a comparison has no derivative."""
    with pytest.raises(SrcadError, match="not supported between"):
        grad(lambda z: z.real if z < 1.0 else z.imag)(1 + 2j)
    np.testing.assert_array_equal(grad(lambda z: z[0].real if z[0] < 1.0 else z[0].imag)(Z), [-1j, 0j])


def test_stores_that_would_lose_a_part() -> None:
    def into_reals(x):
        y = np.zeros(2)
        y[0] = x[0] * 1j
        return np.sum(y)

    def of_a_part(z):
        z = z * 1.0
        z.real = 0.0
        return np.sum(z.imag)

    def through_a_view(z):
        w = z * 1.0
        w.real[0] = 0.0
        return np.sum(w.real)

    for f, value in ((into_reals, X), (of_a_part, Z), (through_a_view, Z)):
        with pytest.raises((LanguageError, SrcadError)):
            grad(f)(value)


def test_the_imaginary_part_of_a_fractional_power_is_not_taken_for_zero() -> None:
    for f in (lambda x: (x**0.5).imag, lambda x: np.imag(x**0.5)):
        with pytest.raises(RuleError, match="complex"):
            grad(f)(-2.0)
        with pytest.raises(RuleError, match="complex"):
            jvp(f, (-2.0,), (1.0,))
    assert math.isclose(grad(lambda x: (complex(x) ** 0.5).imag)(-2.0), -0.5 / math.sqrt(2.0))


def test_real_powers_beside_complex_results() -> None:
    out, out_dot = jvp(lambda x: x**0.5 * 1j, (4.0,), (1.0,))
    assert out == 2j
    assert out_dot == 0.25j


def test_complex_eigenvalues_of_real_matrices_are_refused_and_repeated_ones_too() -> None:
    a = np.array([[1.0, 2.0], [-3.0, 0.5]])
    for f in (lambda a: np.linalg.eigvals(a), lambda a: np.linalg.eig(a)[0], lambda a: np.linalg.eig(a)[1]):
        check_grads(f, (np.abs(a),))
        with pytest.raises(ArgumentError, match="astype"):
            grad(lambda a, f=f: np.sum(np.abs(f(a))))(a)
        with pytest.raises(ArgumentError, match="astype"):
            grad(lambda x, f=f: x * np.sum(np.abs(f(a))))(1.0)
    check_grads(lambda a: np.abs(np.linalg.eigvals(a.astype(complex))), (a,))
    with pytest.raises(np.linalg.LinAlgError, match="repeated"):
        grad(lambda a: np.linalg.eigvals(a)[0].real)(np.eye(2).astype(complex))


def test_transforms_of_other_keywords_are_refused() -> None:
    with pytest.raises(SrcadError):
        grad(lambda x: np.sum(np.abs(np.fft.fft2(np.outer(x, x), axes=(0, 0)))))(X)
    with pytest.raises(SrcadError):
        grad(lambda z: np.sum(np.abs(np.fft.rfft(z))))(Z)
