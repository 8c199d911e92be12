"""Stores through views: slices, transposes, reshapes, views of views."""

import numpy as np

from tests.corpus.registry import at, over, program, signed, spread


@program(over(lambda n: (signed(n),), 4), at(signed(2), label="two"))
def write_through_slice(x):
    a = x * 1.0
    b = a[1:]
    b *= 3.0
    return np.sum(a * a)


@program(at(signed(4)))
def write_entry_through_slice(x):
    b = x[1:]
    b[0] = b[1] * x[0]
    return np.sum(x * x)


@program(at(np.array([1.0, 2.0, 3.0])))
def view_sees_store(a):
    b = a[1:]
    s = np.sum(b * b)
    a[2] = 7.0 * a[0]
    return s + np.sum(b * b)


@program(at(signed(3)))
def detached_adjoint(a):
    b = a[1:]
    c = 2.0 * np.sum(a * a)
    b[0] = b[0] * c
    return np.sum(a)


@program(over(lambda n, m: (signed(n, m),), 2, 3, least=1))
def write_through_transpose(X):
    A = X * 1.0
    B = A.T
    B[:, 0] = 2.0 * B[:, -1]
    return np.sum(A * X)


@program(at(signed(6)))
def write_through_reshape(x):
    A = (x * x).reshape(2, 3)
    A[1, 1] = A[0, 0] * A[0, 1]
    A[0] *= x[:3]
    return np.sum(A * A)


@program(at(signed(2, 3)))
def write_into_flattened(X):
    b = (X * X).ravel()
    b[1:3] = 2.0 * X[0, 0] * b[0]
    return np.sum(b * X.reshape(-1))


@program(at(signed(6)))
def view_of_view(x):
    a = x * x
    b = a[1:]
    c = b[1:4]
    c[0] = 5.0 * b[0]
    b[-1] += c[1]
    return np.sum(a * x)


@program(at(signed(6)))
def strided_view(x):
    a = x * x
    even = a[::2]
    odd = a[1::2]
    even *= odd
    odd += 1.0
    return np.sum(a * x)


@program(at(signed(6)))
def reversed_view(x):
    a = x * x
    r = a[::-1]
    r[0] = r[1] * 3.0
    r[1:] *= 2.0
    return np.sum(a * x)


@program(at(signed(3, 3)))
def row_views(X):
    A = X * X
    first = A[0]
    second = A[1]
    first += second
    second *= first
    return np.sum(A * X)


@program(at(signed(3, 3)))
def column_view(X):
    A = X * X
    c = A[:, 1]
    c[0] = 2.0
    c *= A[:, 0]
    return np.sum(A * X)


@program(at(signed(3, 2)))
def row_view_in_loop(X):
    A = X * X
    for i in range(3):
        r = A[i]
        r[0] = r[1] * X[i, 0]
        r += 0.5
    return np.sum(A * A)


@program(at(signed(5)))
def overlapping_views(x):
    a = x * x
    left = a[:4]
    right = a[1:]
    left[1] = 3.0 * x[0]
    right[1] = left[1] * right[0]
    return np.sum(left * right)


@program(at(signed(5)))
def view_read_before_and_after(x):
    a = x * x
    b = a[1:3]
    before = np.sum(b * b)
    a[:] = a * x
    after = np.sum(b * b)
    return before * after


@program(at(signed(5)))
def view_rebound(x):
    a = x * x
    b = a[1:]
    b = b * 2.0
    b[0] = 1.0
    return np.sum(a[1:] * b)


@program(at(signed(4)))
def view_with_new_axis(x):
    a = x * x
    column = a[:, None]
    column[0, 0] = a[1] * 2.0
    return np.sum(column * a)


@program(at(signed(4), 2))
def view_at_variable(x, k):
    a = x * x
    head = a[:k]
    tail = a[k:]
    head[0] = tail[0] * x[1]
    tail *= 2.0
    return np.sum(a * x)


@program(at(signed(2, 2, 2)))
def view_three_axes(T):
    A = T * T
    M = A[1]
    v = M[0]
    v[1] = M[1, 0] * A[0, 0, 0]
    return np.sum(A * T)


@program(at(signed(4)))
def view_of_argument_copied(x):
    b = x[1:].copy()
    x[1] = 4.0 * b[1]
    return np.sum(b * x[1:])


@program(at(signed(4)))
def views_unpacked(x):
    A = (x * x).reshape(2, 2)
    top, bottom = A
    top += bottom
    return np.sum(A * A) + top[0]


@program(at(signed(4)))
def augmented_view_in_place(x):
    a = np.zeros(4)
    inner = a[1:3]
    inner += x[:2] * x[2:]
    a += x
    return np.sum(a * a) + np.sum(inner)


@program(at(signed(4), spread(2)))
def store_slice_from_itself(x, y):
    a = x * x
    a[1:] = a[:-1] * 2.0
    a[:2] = a[2:] + y
    return np.sum(a * a)


@program(at(signed(4)))
def diagonal_of_view(x):
    A = np.zeros((2, 2))
    B = A.T
    B[0, 1] = x[0] * x[1]
    A[0, 1] = A[1, 0] * x[2]
    return np.sum(A * A) + B[1, 0] * x[3]
