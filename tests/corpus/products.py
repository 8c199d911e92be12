"""@, dot, matmul, outer, einsum and what is built from them."""

import numpy as np

from tests.corpus.registry import at, over, program, signed, spread


@program(over(lambda n: (signed(n), spread(n, skip=4)), 3))
def vector_dot(x, y):
    return np.dot(x, y) * (x @ y) + x.dot(x)


@program(over(lambda n, m: (signed(n, m), spread(m)), 2, 3))
def matrix_vector(A, x):
    y = A @ x
    return np.sum(np.sin(y))


@program(over(lambda n, m: (signed(n, m), spread(n)), 2, 3))
def vector_matrix(A, x):
    return np.sum((x @ A) ** 2) + np.sum(np.dot(x, A))


@program(over(lambda n, m, k: (signed(n, m), spread(m, k)), 2, 3, 4))
def matrix_matrix(A, B):
    return np.sum((A @ B) ** 2)


@program(over(lambda n, m, k: (signed(n, m), spread(m, k)), 2, 3, 4))
def matmul_result(A, B):
    return A @ B


@program(over(lambda n: (signed(n, n),), 2))
def matrix_square(A):
    return np.sum(A @ A @ A.T)


@program(over(lambda n: (signed(n, n), spread(n)), 3))
def quadratic_form(A, x):
    return 0.5 * x @ A @ x - np.sum(x)


@program(over(lambda n, m: (signed(n), spread(m)), 2, 3))
def outer(x, y):
    return np.sum(np.outer(x, y) ** 2 * x[:, None])


@program(over(lambda n, m, k: (signed(n, m), spread(m, k), signed(k)), 2, 3, 2))
def chain(A, B, x):
    return np.sum(np.tanh(A @ (B @ x)))


@program(over(lambda n, m: (signed(n, m), spread(n)), 4, 2))
def least_squares(A, y):
    x = np.ones(A.shape[1])
    r = A @ x - y
    return r @ r


@program(over(lambda n, m: (signed(n, m), spread(m), spread(n)), 4, 2))
def least_squares_wrt_all(A, x, y):
    r = A @ x - y
    return 0.5 * np.dot(r, r)


@program(at(signed(2, 3, 4), spread(2, 4, 2)), at(signed(1, 3, 4), spread(2, 4, 2), label="batch of one"))
def batched(A, B):
    return np.sum((A @ B) ** 2)


@program(at(signed(2, 3, 4), spread(4)), at(signed(3, 4), spread(2, 4, 2), label="left plain", main=False))
def batched_mixed(A, b):
    return np.sum(np.matmul(A, b) ** 2)


@program(over(lambda n, m: (signed(n, m), spread(m, n)), 2, 3))
def matmul_function(A, B):
    return np.trace(np.matmul(A, B)) + np.sum(np.dot(A, B) ** 2)


@program(over(lambda n: (signed(n), spread(n, skip=3)), 3))
def inner_and_vdot(x, y):
    return np.inner(x, y) * np.vdot(x, x)


@program(at(signed(2, 3), spread(3, 4)))
def tensordot(A, B):
    return np.sum(np.tensordot(A, B, axes=1) ** 2) + np.tensordot(A, A, axes=2)


@program(at(signed(2, 3), spread(3, 4)))
def einsum(A, B):
    return np.sum(np.einsum("ij,jk->ik", A, B) ** 2) + np.einsum("ij,ij->", A, A)


@program(at(signed(3), spread(3, skip=5)))
def einsum_vectors(x, y):
    return np.einsum("i,i->", x, y) + np.sum(np.einsum("i,j->ij", x, y) ** 2)


@program(at(signed(3, 2)))
def einsum_sums(A):
    return np.sum(np.einsum("ij->j", A) ** 2) * np.einsum("ij->", A)


@program(at(signed(2), 0.4))
def dot_of_scalars(x, k):
    return np.sum(np.dot(x, k)) + np.dot(k, k)


@program(at(signed(4, 2), signed(2, 3), signed(3), signed(3, 1), 0.3))
def two_layer_network(X, W1, b1, W2, b2):
    h = np.tanh(X @ W1 + b1)
    y = h @ W2 + b2
    return np.mean(y**2)


@program(at(signed(4, 2), np.array([1.0, 0.0, 1.0, 1.0]), signed(2, skip=3)), wrt=(2,))
def logistic_regression(X, t, w):
    p = 1.0 / (1.0 + np.exp(-(X @ w)))
    return -np.sum(t * np.log(p) + (1.0 - t) * np.log(1.0 - p))


@program(at(signed(3, 3) + 3.0 * np.eye(3), spread(3)), at(signed(1, 1) + 3.0, spread(1), label="1", main=False))
def solve(A, b):
    x = np.linalg.solve(A, b)
    return np.sum(x * x)


@program(at(signed(3, 3) + 3.0 * np.eye(3)), at(signed(1, 1) + 3.0, label="1", main=False))
def inverse_and_determinant(A):
    return np.sum(np.linalg.inv(A) ** 2) + np.linalg.det(A)


@program(at(signed(4, 2), 0.3))
def kernel_matrix(X, length):
    D = X[:, None, :] - X[None, :, :]
    return np.sum(np.exp(-np.sum(D * D, axis=2) / (2.0 * length**2 + 1.0)))


@program(at(signed(3, 2), signed(3, 2, skip=6)))
def attention(Q, K):
    S = Q @ K.T / np.sqrt(Q.shape[1])
    P = np.exp(S - np.max(S, axis=-1, keepdims=True))
    P = P / np.sum(P, axis=-1, keepdims=True)
    return np.sum((P @ K) ** 2)


@program(over(lambda n: (signed(n, n), 3), 2))
def matrix_power_by_loop(A, k):
    P = np.eye(A.shape[0])
    for _ in range(k):
        P = P @ A
    return np.trace(P)
