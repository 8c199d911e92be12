"""Where values are repeated, or a matrix is singular: right, or visibly unknown."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from srcad import grad, jvp
from srcad.runtime import over_gaps

REPEATED = np.diag([1.0, 1.0, 2.0])
SINGULAR = np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [1.0, 0.0, 1.0]])


def squares(a: Any) -> Any:
    return np.sum(np.linalg.eigvalsh(a) ** 2)


def squares_of_first(a: Any) -> Any:
    w, _ = np.linalg.eigh(a)
    return np.sum(w**2)


def leading(a: Any) -> Any:
    w, v = np.linalg.eigh(a)
    return w[2] * v[0, 2] * v[2, 2]


def rebuilt(a: Any) -> Any:
    w, v = np.linalg.eigh(a)
    return np.sum((v * w) @ v.T)


def rebuilt_from_svd(a: Any) -> Any:
    u, s, vt = np.linalg.svd(a)
    return np.sum((u * s) @ vt)


def leading_of_svd(a: Any) -> Any:
    u, s, vt = np.linalg.svd(a)
    return s[0] * u[2, 0] * vt[0, 1]


def singular_squares(a: Any) -> Any:
    return np.sum(np.linalg.svd(a)[1] ** 2)


def along(f: Any, a: np.ndarray) -> np.ndarray:
    """By differences, entry by entry."""
    found = np.zeros_like(a)
    for index in np.ndindex(a.shape):
        step = np.zeros_like(a)
        step[index] = 1e-6
        found[index] = (f(a + step) - f(a - step)) / 2e-6
    return found


@pytest.mark.parametrize("f", [squares, squares_of_first, singular_squares, leading, leading_of_svd])
@pytest.mark.parametrize("a", [REPEATED, np.diag([0.0, 0.0, 1.0])], ids=["ones", "zeros"])
def test_what_does_not_depend_on_the_basis(f: Any, a: np.ndarray) -> None:
    np.testing.assert_allclose(grad(f)(a), along(f, a), atol=1e-8)


@pytest.mark.parametrize("f", [rebuilt, rebuilt_from_svd])
@pytest.mark.parametrize("a", [REPEATED, np.eye(3), np.zeros((3, 3))], ids=["some", "ones", "zeros"])
def test_what_is_lost_between_values_and_vectors_is_nan(f: Any, a: np.ndarray) -> None:
    assert np.any(np.isnan(grad(f)(a)))


def alone(a: Any) -> Any:
    w, v = np.linalg.eig(a)
    return w[2] * v[0, 2]


def first_of_equals(a: Any) -> Any:
    w, v = np.linalg.eig(a)
    return w[0] + v[1, 2]


@pytest.mark.parametrize("dtype", [float, complex])
def test_repeated_eigenvalues_of_matrices_in_general(dtype: type) -> None:
    a, ones = REPEATED.astype(dtype), np.ones((3, 3), dtype)
    real = (lambda f: lambda a: f(a).real) if dtype is complex else (lambda f: f)
    np.testing.assert_allclose(grad(real(alone))(a), along(lambda x: alone(x.astype(dtype)).real, REPEATED), atol=1e-8)
    assert np.isclose(jvp(alone, (a,), (ones,))[1], 2.0)
    for f in (first_of_equals, lambda a: np.linalg.eig(a)[1][1, 0]):
        assert np.isnan(grad(real(f))(a)).all()
        assert np.isnan(jvp(f, (a,), (ones,))[1])


@pytest.mark.filterwarnings("error")
def test_tangents_are_known_where_the_vectors_stay() -> None:
    v = np.array([[1.0, 0.0, 0.3], [0.0, 2.0, 0.1], [0.3, 0.1, 0.5]])
    np.testing.assert_allclose(jvp(rebuilt, (REPEATED,), (v,))[1], np.sum(v))
    assert np.isnan(jvp(rebuilt, (REPEATED,), (np.ones((3, 3)),))[1])


def test_gaps() -> None:
    w = np.array([1.0, 1.0, 3.0])
    x = np.array([[5.0, 0.0, 1.0], [0.0, 5.0, 1.0], [1.0, 1.0, 5.0]])
    np.testing.assert_array_equal(over_gaps(x, w), [[0.0, 0.0, 0.5], [0.0, 0.0, 0.5], [-0.5, -0.5, 0.0]])
    assert np.isnan(over_gaps(x, w, np.array([1.0, 1.0, 0.0]))[0, 1])
    x[0, 1] = 1e-300
    assert np.all(np.isnan(over_gaps(x, w)[[0, 1], [1, 0]]))


@pytest.mark.parametrize("a", [SINGULAR, np.zeros((3, 3)), np.zeros((2, 2)), np.zeros((1, 1)), np.ones((4, 4))])
def test_the_determinant_of_a_singular_matrix(a: np.ndarray) -> None:
    np.testing.assert_allclose(grad(lambda x: np.linalg.det(x))(a), along(np.linalg.det, a), atol=1e-8)
    both = np.stack([a, np.eye(len(a))])
    found = grad(lambda x: np.sum(np.linalg.det(x)))(both)
    np.testing.assert_allclose(found[0], along(np.linalg.det, a), atol=1e-8)
    np.testing.assert_allclose(found[1], np.eye(len(a)), atol=1e-12)


def test_the_rank_stays() -> None:
    """At a matrix without full rank, along a direction that keeps the rank."""
    x, y = np.array([1.0, 2.0, -1.0]), np.array([0.5, 1.0])
    dot = np.outer(x, [0.3, -0.2]) + np.outer([0.1, 0.2, 0.4], y)
    f = lambda a: np.sum(np.sin(np.linalg.pinv(a)))
    moved = [f(np.outer(x + h * np.array([0.1, 0.2, 0.4]), y + h * np.array([0.3, -0.2]))) for h in (1e-6, -1e-6)]
    expected = (moved[0] - moved[1]) / 2e-6
    assert np.isclose(np.sum(grad(f)(np.outer(x, y)) * dot), expected)
    assert np.isclose(jvp(f, (np.outer(x, y),), (dot,))[1], expected)


def test_norms_at_zero() -> None:
    np.testing.assert_array_equal(grad(lambda x: np.linalg.norm(x, "nuc"))(np.zeros((2, 3))), np.zeros((2, 3)))
    np.testing.assert_array_equal(grad(lambda x: np.linalg.norm(x, 2))(np.zeros((2, 3))), np.zeros((2, 3)))
    np.testing.assert_array_equal(grad(lambda x: np.linalg.norm(x, -2))(np.zeros((2, 3))), np.zeros((2, 3)))


def test_equal_singular_values_share() -> None:
    np.testing.assert_allclose(grad(lambda x: np.linalg.norm(x, 2))(np.eye(2)), np.eye(2) / 2.0)


def test_other_singular_vectors() -> None:
    def f(a: Any) -> Any:
        u, s, _ = np.linalg.svd(a)
        return np.sum(np.sin(u[:, :2])) + s[0]

    def g(a: Any) -> Any:
        return np.sum(np.sin(np.linalg.svd(a)[0]))

    a = np.array([[0.9, -0.3], [0.2, 1.4], [-0.8, 0.5]])
    np.testing.assert_allclose(grad(f)(a), along(f, a), atol=1e-7)
    with pytest.raises(Exception, match="no singular value"):
        grad(g)(a)
    assert np.isnan(jvp(g, (a,), (np.ones((3, 2)),))[1])


def test_names_of_results() -> None:
    def f(a: Any) -> Any:
        found = np.linalg.svd(a, full_matrices=False)
        q = np.linalg.qr(a)
        return np.sum(found.S * np.linalg.eigh(a).eigenvalues) + np.linalg.slogdet(a).logabsdet + q.R[0, 1] + q[0][0, 0]

    a = np.array([[2.0, 0.3], [0.5, 1.0]])
    np.testing.assert_allclose(grad(f)(a), along(f, a), rtol=1e-6)
