"""What the cases of `scipy.linalg` cannot say: pairs of functions, symmetric arguments, keywords."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import linalg

from srcad import grad, jvp
from srcad.errors import ArgumentError, RuleError
from tests.rules.cases.core import SPD, A, V, W
from tests.rules.cases.linalg import TALL, B
from tests.rules.cases.scipy_linalg import FOUR, FOURS

RIGHT = np.column_stack([V, W])
WEIGHTS = np.cos(np.arange(9.0)).reshape(3, 3)


def by_cholesky(a: Any, b: Any) -> Any:
    return np.sum(np.sin(linalg.cho_solve(linalg.cho_factor(a), b)))


def by_lower_cholesky(a: Any, b: Any) -> Any:
    factor = linalg.cho_factor(a, lower=True)
    return np.sum(np.sin(linalg.cho_solve(factor, b)) + linalg.cho_solve(factor, b * b))


def by_lu(a: Any, b: Any) -> Any:
    return np.sum(np.sin(linalg.lu_solve(linalg.lu_factor(a), b)))


def by_transposed_lu(a: Any, b: Any) -> Any:
    lu, piv = linalg.lu_factor(a)
    return np.sum(np.sin(linalg.lu_solve((lu, piv), b, trans=1))) + np.sum(np.log(np.abs(np.diag(lu))))


def least_squares(a: Any, b: Any) -> Any:
    x, _, _, s = linalg.lstsq(a, b)
    return np.sum(np.sin(x)) + np.sum(s * s * s)


def continuous(a: Any, b: Any) -> Any:
    q, r = b @ b.T + np.eye(3), b.T @ b + np.eye(2)
    return np.sum(WEIGHTS * linalg.solve_continuous_are(a, b, q, r))


def discrete(a: Any, b: Any) -> Any:
    q, r = b @ b.T + np.eye(3), b.T @ b + np.eye(2)
    return np.sum(WEIGHTS * linalg.solve_discrete_are(a, b, q, r))


def with_keywords(a: Any, b: Any) -> Any:
    x = linalg.solve(a, b, check_finite=False, overwrite_a=False, overwrite_b=False)
    return np.sum(np.sin(linalg.svdvals(a, check_finite=False)[:, None] * x))


def along(f: Any, a: np.ndarray, b: np.ndarray, index: int) -> np.ndarray:
    values = [a, b]
    found = np.zeros_like(values[index])
    for place in np.ndindex(found.shape):
        step = np.zeros_like(found)
        step[place] = 1e-6
        ahead, behind = ([v + h * step if i == index else v for i, v in enumerate(values)] for h in (1, -1))
        found[place] = (f(*ahead) - f(*behind)) / 2e-6
    return found


PROGRAMS = [
    *((f, SPD, b) for f in (by_cholesky, by_lower_cholesky) for b in (V, RIGHT)),
    *((f, a, b) for f in (by_lu, by_transposed_lu) for a in (A, B[::-1].copy()) for b in (V, RIGHT)),
    *((least_squares, TALL, b) for b in (FOUR, FOURS)),
    (least_squares, TALL.T, V[:2]),
    (continuous, A, RIGHT),
    (discrete, A, RIGHT),
    (with_keywords, A, RIGHT),
]


@pytest.mark.parametrize(("f", "a", "b"), PROGRAMS, ids=lambda x: getattr(x, "__name__", ""))
def test_programs(f: Any, a: np.ndarray, b: np.ndarray) -> None:
    found = grad(f, argnums=(0, 1))(a, b)
    for index in (0, 1):
        np.testing.assert_allclose(found[index], along(f, a, b, index), rtol=2e-5, atol=1e-6)
    dots = (np.cos(a), np.sin(b))
    expected = sum(np.sum(x * y) for x, y in zip(found, dots, strict=True))
    assert np.isclose(jvp(f, (a, b), dots)[1], expected)


@pytest.mark.parametrize(("f", "a", "b"), PROGRAMS, ids=lambda x: getattr(x, "__name__", ""))
def test_again(f: Any, a: np.ndarray, b: np.ndarray) -> None:
    step = np.cos(a)
    first = grad(f)
    found = grad(lambda x: np.sum(first(x, b) * step))(a)
    expected = (first(a + 1e-6 * step, b) - first(a - 1e-6 * step, b)) / 2e-6
    np.testing.assert_allclose(np.sum(found * step), np.sum(expected * step), rtol=1e-4, atol=1e-5)


REFUSED = {
    "overwrite_a": lambda a: np.sum(linalg.inv(a, overwrite_a=True)),
    "overwrite_b": lambda a: np.sum(linalg.solve(a, V, overwrite_b=True)),
    "pivoting": lambda a: np.sum(linalg.qr(a, pivoting=True)[1]),
    "mode": lambda a: np.sum(linalg.rq(a, mode="r")),
    "subset_by_index": lambda a: np.sum(linalg.eigh(a, subset_by_index=(0, 1))[0]),
    "left": lambda a: np.sum(np.abs(linalg.eig(a, left=True)[1])),
    "astype": lambda a: np.sum(np.abs(linalg.eig(a)[1])),
    "for a pair": lambda a: np.sum(np.abs(linalg.eigvals(a, SPD))),
    "cond": lambda a: np.sum(linalg.lstsq(a, V, cond=0.1)[0]),
    "rtol": lambda a: np.sum(linalg.pinv(a, rtol=0.1)),
    "assume_a": lambda a: np.sum(linalg.solve(a, V, assume_a="tridiagonal")),
    "p_indices": lambda a: np.sum(linalg.lu(a, p_indices=True)[1]),
    "one matrix": lambda a: np.sum(linalg.expm(np.stack([a, a]))),
    "schur": lambda a: np.sum(linalg.schur(a, output="complex")[0].real),
    "funm": lambda a: np.sum(linalg.funm(a, np.exp)),
    "expm_cond": lambda a: linalg.expm_cond(a),
    "null_space": lambda a: np.sum(linalg.null_space(a)),
    "orth": lambda a: np.sum(linalg.orth(a)),
    "subspace_angles": lambda a: np.sum(linalg.subspace_angles(a, a.T)),
    "cholesky_banded": lambda a: np.sum(linalg.cho_solve_banded((a, False), V)),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused(what: str) -> None:
    with pytest.raises(RuleError, match=what):
        grad(REFUSED[what])(A)


def test_a_constant_factor_of_few_diagonals() -> None:
    ab = np.array([[0.0, 0.4, -0.3, 0.2], [2.1, 1.9, 2.4, 1.7]])
    factor = linalg.cholesky_banded(ab)
    found = grad(lambda b: np.sum(linalg.cho_solve_banded((factor, False), b) * FOUR))(FOUR)
    np.testing.assert_allclose(found, linalg.solveh_banded(ab, FOUR))


def test_a_complex_function_of_a_matrix() -> None:
    turned = np.array([[-1.0, 0.2], [0.1, 2.0]])
    for f in (lambda a: np.sum(np.real(linalg.sqrtm(a))), lambda a: np.sum(np.real(linalg.logm(a)))):
        with pytest.raises(ArgumentError, match="complex"):
            grad(f)(turned)
        with pytest.raises(ArgumentError, match="complex"):
            grad(lambda x, f=f: x * f(turned))(2.0)
