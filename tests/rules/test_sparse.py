"""Products and equations with sparse matrices: of constants, and of entries that move."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import sparse
from scipy.sparse import linalg

from srcad import ArgumentError, check_grads, grad, hessian, jvp, vjp
from srcad.errors import SrcadError
from tests.rules.cases.core import A, V, X

WIDE = sparse.csr_matrix(np.array([[0.0, 1.3, 0.0], [0.7, 0.0, -0.4]]))
SQUARE = sparse.csc_matrix(A)
SYMMETRIC = sparse.csr_matrix(A @ A.T + np.eye(3))
LOWER = sparse.csr_matrix(np.tril(A))


def product(s: Any, x: Any) -> Any:
    return np.sum(np.sin(s @ x))


def by_dot(s: Any, x: Any) -> Any:
    return np.sum(np.sin(s.dot(x)))


def transposed(s: Any, x: Any) -> Any:
    return np.sum(np.sin(s.T @ (s @ x)))


def from_the_left(s: Any, x: Any) -> Any:
    return np.sum(np.sin(x @ s.T))


def solved(s: Any, x: Any) -> Any:
    return np.sum(np.sin(linalg.spsolve(s, x)))


def factored(s: Any, x: Any) -> Any:
    lu = linalg.splu(s)
    return np.sum(np.sin(lu.solve(x)) + lu.solve(x * x, "T"))


def triangular(s: Any, x: Any) -> Any:
    return np.sum(np.sin(linalg.spsolve_triangular(s, x)))


def exponential(s: Any, x: Any) -> Any:
    return np.sum(np.sin(linalg.expm_multiply(s, x)))


def by_cg(s: Any, x: Any) -> Any:
    solution, info = linalg.cg(s, x, rtol=1e-12)
    return np.sum(np.sin(solution)) + info


def by_gmres(s: Any, x: Any) -> Any:
    return np.sum(np.sin(linalg.gmres(s, x, rtol=1e-12)[0]))


def by_bicgstab(s: Any, x: Any) -> Any:
    return np.sum(np.sin(linalg.bicgstab(s, x, rtol=1e-12)[0]))


def by_qmr(s: Any, x: Any) -> Any:
    return np.sum(np.sin(linalg.qmr(s, x, rtol=1e-12)[0]))


def by_lgmres(s: Any, x: Any) -> Any:
    return np.sum(np.sin(linalg.lgmres(s, x, rtol=1e-12)[0]))


def by_gcrotmk(s: Any, x: Any) -> Any:
    return np.sum(np.sin(linalg.gcrotmk(s, x, rtol=1e-12, maxiter=50)[0]))


def made_here(s: Any, x: Any) -> Any:
    second = sparse.csr_matrix((np.array([1.0, 2.0]), ([0, 2], [1, 1])), shape=(3, 3))
    return np.sum(np.sin((second @ s) @ x)) + np.sum(sparse.diags([V, V[:2]], [0, 1]) @ (sparse.eye(3) @ x))


@pytest.mark.parametrize(
    ("f", "s", "x"),
    [
        *((f, WIDE, x) for f in (product, by_dot, transposed, from_the_left) for x in (V, X.T.copy())),
        *((f, SQUARE, V) for f in (solved, factored, made_here, exponential, by_gmres, by_bicgstab)),
        *((f, SQUARE, V) for f in (by_qmr, by_lgmres, by_gcrotmk)),
        (factored, SQUARE, X.T.copy()),
        (exponential, SQUARE, X.T.copy()),
        (triangular, LOWER, V),
        (by_cg, SYMMETRIC, V),
        (product, sparse.coo_array(WIDE), V),
        (product, WIDE.tolil(), V),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_in_the_vector(f: Any, s: Any, x: np.ndarray) -> None:
    if f is from_the_left and x.ndim == 2:
        x = x.T.copy()
    check_grads(lambda y: f(s, y), (x,))
    found = grad(f, argnums=1)(s, x)
    assert type(found) is np.ndarray
    assert found.shape == x.shape
    step = np.cos(x)
    assert np.isclose(jvp(lambda y: f(s, y), (x,), (step,))[1], np.sum(found * step))
    columns = hessian(lambda y: f(s, y))(x).reshape(x.size, x.size)
    ahead, behind = (grad(f, argnums=1)(s, x + h * step) for h in (1e-6, -1e-6))
    np.testing.assert_allclose(columns @ step.ravel(), ((ahead - behind) / 2e-6).ravel(), rtol=1e-4, atol=1e-6)


def test_the_text() -> None:
    assert "s.T @ " in grad(product, argnums=1).source_for(WIDE, V)


def test_another_matrix_of_the_class_needs_no_new_text() -> None:
    df = grad(product, argnums=1)
    df(WIDE, V)
    text = df.source
    other = sparse.csr_matrix(np.ones((4, 3)))
    np.testing.assert_allclose(df(other, V), np.ones((3, 4)) @ np.cos(np.full(4, V.sum())))
    assert df.source == text
    single = df(sparse.csr_matrix(np.ones((4, 3), np.float32)), V.astype(np.float32))
    assert single.dtype == np.float32


def test_a_dense_matrix_for_an_iterative_solver() -> None:
    b = V
    found = grad(lambda a: np.sum(np.sin(linalg.gmres(a, b, rtol=1e-12)[0])))(A)
    np.testing.assert_allclose(found, grad(lambda a: np.sum(np.sin(np.linalg.solve(a, b))))(A), rtol=1e-6)


# --- entries that move ------------------------------------------------------------------------------------------------

ROWS, COLUMNS = np.array([0, 1, 2, 0, 1, 2, 0]), np.array([0, 1, 2, 1, 2, 0, 1])
#: two of them stand in one place
ENTRIES = np.array([2.0, 3.0, 2.5, 0.4, -0.3, 0.6, 0.2])


def made(d: Any) -> Any:
    return sparse.csr_matrix((d, (ROWS, COLUMNS)), shape=(3, 3))


def of_entries(d: Any, x: Any) -> Any:
    return np.sum(np.sin(made(d).T @ (made(d) @ x)))


def of_entries_from_the_left(d: Any, x: Any) -> Any:
    return np.sum(np.sin(x.T @ sparse.csc_array((d * d, (ROWS, COLUMNS)))))


def of_entries_by_dot(d: Any, x: Any) -> Any:
    return np.sum(np.sin(sparse.csc_matrix((d[:3], ([0, 1, 2], [1, 1, 0])), shape=(3, 3)).dot(x)))


def summed(d: Any, x: Any) -> Any:
    a = made(d)
    # what cancels is an entry all the same
    return np.sum(np.sin((a + SQUARE - 0.5 * a - made(d[0] * d) / d[0] * 0.5) @ x)) + (-a).sum() * x[0]


def scaled(d: Any, x: Any) -> Any:
    return np.sum(np.sin((x[0] * WIDE / d[1]) @ x)) + np.sum(np.cos((made(d) * d[0]).toarray()))


def in_loops(d: Any, x: Any) -> Any:
    a, b = SQUARE, made(d)
    for k in range(3):
        a = a * 0.5 + made(d * x[0])
        x = np.tanh(a @ x) + b.tocsc() @ x
        b = b.T if k else b
    return np.sum(x)


def on_one_path(d: Any, x: Any) -> Any:
    a = SQUARE if d[0] > 1.0 else made(d)
    listed = [sparse.csc_matrix(made(d)), a]
    return sum([np.sum(np.sin(each @ x)) for each in listed])


def equation_of_entries(d: Any, x: Any) -> Any:
    return np.sum(np.sin(linalg.spsolve(made(d).tocsc(), x)))


def cg_of_entries(d: Any, x: Any) -> Any:
    a = made(np.abs(d))
    return np.sum(np.sin(linalg.cg(a + a.T, x, rtol=1e-13)[0]))


def bicgstab_of_entries(d: Any, x: Any) -> Any:
    return np.sum(np.sin(linalg.bicgstab(made(d), x, rtol=1e-13, atol=0.0, maxiter=50)[0]))


def complex_entries(d: Any, x: Any) -> Any:
    return np.sum(np.abs((x[0] * made(d)) @ x) ** 2)


OF_ENTRIES = [
    *((f, ENTRIES, x) for f in (of_entries, of_entries_from_the_left, of_entries_by_dot) for x in (V, X.T.copy())),
    *((f, ENTRIES, V) for f in (summed, scaled, in_loops, on_one_path, cg_of_entries, bicgstab_of_entries)),
    *((equation_of_entries, ENTRIES, x) for x in (V, X.T.copy())),
    *((complex_entries, d, V + 1j * V[::-1]) for d in (ENTRIES, ENTRIES + 1j * ENTRIES[::-1])),
]


@pytest.mark.parametrize(("f", "d", "x"), OF_ENTRIES, ids=lambda value: getattr(value, "__name__", ""))
def test_in_the_entries(f: Any, d: np.ndarray, x: np.ndarray) -> None:
    check_grads(f, (d, x))


def test_the_text_of_entries() -> None:
    source = grad(equation_of_entries).source_for(ENTRIES, V)
    assert "entries_at(on_pattern(" in source
    assert source.count("spsolve") == 3  # one of them in the comment


def test_entries_in_single_precision_and_none() -> None:
    found = grad(of_entries, argnums=(0, 1))(ENTRIES.astype(np.float32), V)
    assert [each.dtype for each in found] == [np.float32, np.float64]
    nowhere = np.zeros(0, int)
    empty = grad(lambda d: np.sum(sparse.csr_matrix((d, (nowhere, nowhere)), shape=(2, 2)) @ V[:2]))(np.zeros(0))
    assert empty.shape == (0,)


def factors(x: Any) -> Any:
    lu = linalg.splu(sparse.csc_matrix((x, ([0, 1, 2], [0, 1, 2])), shape=(3, 3)))
    return np.sum(lu.solve(V))


def dense_entries(x: Any) -> Any:
    return np.sum(sparse.csr_matrix(np.outer(x, x)) @ V)


def triangular_factor(x: Any) -> Any:
    return np.sum(linalg.spsolve_triangular(sparse.csr_matrix((x, ([0, 1, 2], [0, 1, 2])), shape=(3, 3)), V))


def of_two_matrices(x: Any) -> Any:
    return np.sum((sparse.csr_matrix((x, ([0, 1, 2], [0, 1, 2])), shape=(3, 3)) @ SQUARE) @ V)


def in_place(x: Any) -> Any:
    a = sparse.csr_matrix((x, ([0, 1, 2], [0, 1, 2])), shape=(3, 3))
    a *= 2.0
    return np.sum(a @ V)


def stored_entries(x: Any) -> Any:
    return np.sum(sparse.csr_matrix((x, ([0, 1, 2], [0, 1, 2])), shape=(3, 3)).data)


def factorized(x: Any) -> Any:
    return np.sum(linalg.factorized(SQUARE)(x))


def dense_factors(x: Any) -> Any:
    return np.sum(linalg.spsolve(A, x))


def started(x: Any) -> Any:
    return np.sum(linalg.cg(SYMMETRIC, V, M=SYMMETRIC, x0=x)[0])


REFUSED = [
    *(factors, factorized, dense_factors, started, dense_entries, triangular_factor, of_two_matrices, in_place),
    stored_entries,
]


@pytest.mark.parametrize("f", REFUSED)
def test_refused(f: Any) -> None:
    with pytest.raises(SrcadError):
        grad(f)(V)


def test_a_matrix_that_is_returned_is_refused() -> None:
    with pytest.raises(ArgumentError, match="toarray"):
        vjp(made, ENTRIES)
    with pytest.raises(ArgumentError, match="toarray"):
        jvp(lambda d: [made(d)], (ENTRIES,), (ENTRIES,))
