"""for over range, arrays, lists, tuples, zip, enumerate, reversed; while; nested loops."""

import math

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


@program(floats(0.7, 4), at(0.7, 0, label="no trips"), at(0.7, 1, label="one trip", main=False))
def power_by_loop(x, n):
    y = 1.0
    for _ in range(n):
        y = y * x
    return y


@program(floats(0.7, 4), at(0.7, 0, label="no trips", main=False))
def sum_only(x, n):
    s = 0.0
    for i in range(n):
        s += x * i
    return s


@program(floats(0.7, 4), at(0.7, 0, label="no trips", main=False))
def logistic_map(x, n):
    r = 2.5
    for _ in range(n):
        x = r * x * (1.0 - x)
    return x


@program(floats(0.7, 3), at(0.7, 0, label="no trips", main=False))
def two_carried(x, n):
    a, b = x, 1.0
    for _ in range(n):
        a, b = a * b, a + b
    return a - b


@program(floats(0.7, 3))
def range_start(x, n):
    y = x
    for i in range(1, n + 1):
        y = y * x / i + i
    return y


@program(floats(0.7, 9))
def range_step(x, n):
    y = 0.0
    for i in range(1, n, 3):
        y = y + x**i
    return y


@program(floats(0.7, 5), at(0.7, 0, label="no trips", main=False))
def range_negative_step(x, n):
    y = 1.0
    for i in range(n - 1, -1, -1):
        y = y * x + i
    return y


@program(floats(0.7, 5, -2), at(0.7, 0, 2, label="up", main=False))
def range_step_unknown(x, start, step):
    y = 1.0
    for i in range(start, 3, step):
        y = y * x + i
    return y


@program(floats(0.7, 5))
def horner(x, n):
    y = 0.0
    for i in reversed(range(n)):
        y = y * x + (i + 1)
    return y


@program(floats(1.3, 9.0), at(9.5, 9.0, label="no trips"), at(1.3, 1.5, label="one trip", main=False), wrt=(0,))
def while_loop(x, n):
    s = 0.0
    while x < n:
        x = x * x + 0.5
        s = s + math.atan(x)
    return s


@program(floats(1.3, 5))
def while_counter(x, n):
    i = 0
    y = x
    while i < n:
        y = np.sin(y) + x
        i += 1
    return y


@program(floats(2.3))
def newton_sqrt(a):
    x = a
    while abs(x * x - a) > 1e-13:
        x = 0.5 * (x + a / x)
    return x


@program(floats(1.3), order=1)
def while_with_walrus(x):
    total = 0.0
    while (y := x * x) < 20.0:
        total = total + y
        x = x + 0.75
    return total * y


@program(floats(0.7, 3, 2), at(0.7, 0, 2, label="no outer"), at(0.7, 3, 0, label="no inner"))
def nested_for(x, n, m):
    s = 0.0
    for i in range(n):
        for j in range(m):
            s = s * x + x * (i + j)
        s = s + i * x * x
    return s


@program(floats(0.7, 4))
def triangular(x, n):
    s = x
    for i in range(n):
        for j in range(i):
            s = s + np.sin(s) * 0.1 * j
    return s


@program(floats(1.1, 2))
def while_in_for(x, n):
    s = 0.0
    for i in range(n):
        while x < 3.0 * (i + 1):
            x = x * x + 0.5
        s += x * x
        x = x - 1.0 / x
    return s


@program(floats(1.1, 3))
def for_in_while(x, n):
    k = 0
    y = 1.0
    while k < n:
        for j in range(k + 1):
            y = y * x + 0.1 * j
        k = k + 1
    return y


@program(floats(0.4, 3))
def three_deep(x, n):
    s = x
    for i in range(n):
        for j in range(2):
            for k in range(2):
                s = s * (0.9 + 0.01 * k) + x * x * j
            s = np.sin(s)
    return s


@program(floats(0.7, 5))
def branch_in_loop(x, n):
    y = x
    for i in range(n):
        if i % 2 == 0:
            y = y * x
        else:
            y = y + x * x
    return y


@program(floats(0.7, 6))
def data_dependent_branch(x, n):
    y = x
    for _ in range(n):
        if y > 1.0:
            y = y * 0.45
        elif y > 0.5:
            y = y * y + 0.4
        else:
            y = y + x
    return y


@program(floats(0.7, 4))
def local_of_the_body(x, n):
    s = 0.0
    for i in range(n):
        t = x * i
        u = t * t
        s = s + u * t
    return s


@program(floats(0.7, 4))
def body_local_read_after(x, n):
    t = x
    for i in range(n):
        t = x * i
        u = t * t + x
    return t * u


@program(floats(0.7, 3), at(0.7, 0, label="no trips", main=False))
def loop_variable_after(x, n):
    i = 5
    for i in range(n):
        x = x * 1.5
    return x * i


@program(floats(0.7, 3))
def loop_variable_assigned(x, n):
    s = 0.0
    for i in range(n):
        i = i + x
        s = s + i * i
    return s


@program(floats(0.7, 4))
def bound_changes_in_body(x, n):
    y = 1.0
    for i in range(n):
        n = n - 1
        y = y * x + n
    return y


@program(floats(0.7, 4))
def int_then_float(x, n):
    s = 0
    for i in range(n):
        s += x * i
    return s * s


@program(floats(0.7, 3), at(0.7, 0, label="no trips", main=False))
def value_before_previous(x, n):
    previous = 0.0
    current = x
    for _ in range(n):
        previous, current = current, current * x + previous
    return current + previous


@program(over(lambda n: (signed(n),), 4))
def over_array(x):
    s = 0.0
    for v in x:
        s = s + v * v
    return s


@program(over(lambda n: (signed(n),), 4))
def over_array_carried(x):
    s = 1.0
    for v in x:
        s = s * v + 0.5
    return s


@program(over(lambda n, m: (signed(n, m),), 3, 2))
def over_rows(X):
    s = 0.0
    for row in X:
        s = s + np.sum(row * row) * row.shape[0]
    return s


@program(over(lambda n, m: (signed(n, m),), 3, 2))
def nested_over_rows(X):
    s = 1.0
    for row in X:
        for v in row:
            s = s + v * s * 0.5
    return s


@program(at([0.5, 1.2, 0.3]), at([0.5], label="one", main=False))
def over_list(values):
    s = 1.0
    for v in values:
        s = s * v + v
    return s


@program(at((0.5, 1.2, 0.3)), at((0.5,), label="one", main=False))
def over_tuple(values):
    s = 1.0
    for v in values:
        s = s * v + v
    return s


@program(floats(0.5, 0.8))
def over_tuple_of_locals(x, y):
    s = 0.0
    for v in (x * y, x, y):
        s = s + v * v
    return s


@program(floats(0.5))
def over_list_of_constants(x):
    s = 0.0
    for k in [1.0, 2, 0.5]:
        s = s * x + k
    return s


@program(over(lambda n: (signed(n), spread(n, skip=4)), 4))
def over_zip(x, y):
    s = 1.0
    for a, b in zip(x, y):
        s = s + a * b * s * 0.3
    return s


@program(at((0.5, 1.2, 0.3), spread(3)))
def zip_tuple_and_array(weights, x):
    s = 0.0
    for w, v in zip(weights, x):
        s = s + w * v * v
    return s


@program(over(lambda n: (signed(n),), 4))
def over_enumerate(x):
    s = 0.0
    for i, v in enumerate(x):
        s = s + (i + 1) * v * v
    return s


@program(over(lambda n: (signed(n),), 4))
def enumerate_from_one(x):
    s = 1.0
    for i, v in enumerate(x, 1):
        s = s * 0.5 + v**2 / i
    return s


@program(over(lambda n: (signed(n), signed(n, skip=6)), 3))
def enumerate_of_zip(x, y):
    s = 0.0
    for i, (a, b) in enumerate(zip(x, y)):
        s = s + i * a * b + a
    return s


@program(over(lambda n: (signed(n),), 4))
def over_reversed(x):
    s = 0.0
    for v in reversed(x):
        s = s * 0.5 + v * v
    return s


@program(floats(0.5))
def reversed_tuple(x):
    y = 0.0
    for c in reversed((3.0, x, 1.0)):
        y = y * x + c
    return y


@program(over(lambda n: (signed(n), spread(n, skip=3)), 4))
def dot_by_loop(x, y):
    s = 0.0
    for i in range(len(x)):
        s += x[i] * y[i]
    return s


@program(over(lambda n: (signed(n),), 4))
def neighbours(x):
    s = 0.0
    for i in range(1, len(x)):
        s += (x[i] - x[i - 1]) ** 2
    return s


@program(over(lambda n, m: (signed(n, m), spread(m)), 2, 3))
def matvec_by_loops(A, x):
    s = 0.0
    for i in range(A.shape[0]):
        t = 0.0
        for j in range(A.shape[1]):
            t += A[i, j] * x[j]
        s += t * t
    return s


@program(over(lambda n: (spread(n), 3), 3))
def array_carried(x, n):
    y = x
    for _ in range(n):
        y = np.sin(y) * x + y
    return np.sum(y)


@program(over(lambda n: (signed(n, n), spread(n), 3), 3))
def power_iteration(A, v, n):
    for _ in range(n):
        v = A @ v
        v = v / np.sqrt(1.0 + np.sum(v * v))
    return v @ (A @ v)


@program(over(lambda n: (signed(n, n), 4), 2))
def rnn(W, n):
    h = np.ones(W.shape[0])
    for t in range(n):
        h = np.tanh(W @ h + 0.1 * t)
    return np.sum(h)



@program(floats(0.6, 4), wrt=(0,))
def explicit_euler(y, n):
    h = 0.1
    t = 0.0
    for _ in range(n):
        y = y + h * (t - y * y)
        t += h
    return y


@program(floats(0.6, 0.3, 5))
def linear_recurrence(x, a, n):
    for _ in range(n):
        x = a * x + 0.25
    return x


@program(floats(0.6, 3))
def serial_loops(x, n):
    y = x
    for i in range(n):
        y = y * x + i
    z = y
    for j in range(n):
        z = z * y * 0.1 + j * x
    return z + y


@program(floats(0.6, 3))
def loop_in_arm(x, n):
    y = x
    if n > 2:
        for i in range(n):
            y = y * x + i
    else:
        while y < 2.0:
            y = y + x
    return y * x


@program(floats(0.6, 4))
def invariant_in_body(x, n):
    s = x
    for _ in range(n):
        k = np.exp(x) + 1.0
        s = s / k + x
    return s


@program(floats(0.6, 4))
def starts_over_each_time(x, n):
    s = 0.0
    for i in range(n):
        y = 1.0
        for _ in range(i):
            y = y * x
        s = s + y
    return s


@program(floats(0.6, 0.3, 4), at(0.6, 0.3, 0, label="no trips"), at(0.6, -2.0, 0, label="nothing raises", main=False))
def invariants_that_may_raise(x, y, n):
    v = 0.2
    for _ in range(n):
        root = math.sqrt(y)
        scale = root * math.log(y + 2.0)
        step = math.sin(v * scale) * x
        v = v + step
        if abs(step) > 2.0:
            break
    return v * x


@program(floats(0.6, 0.3, 2.0), at(0.6, 0.3, 0.0, label="no trips"))
def invariants_of_while(x, y, stop):
    v = 0.2
    while v < stop:
        growth = math.exp(y)
        v = v * growth + x * growth
    return v


@program(
    at(spread(3, 3), spread(3, skip=9), 4), at(spread(3, 3), spread(3, skip=9), 0, label="no trips", main=False)
)
def invariant_matrix(A, x, n):
    for _ in range(n):
        B = A @ A.T * 0.1
        x = np.tanh(B @ x)
    return np.sum(x * x)


@program(floats(0.6, 0.3, 2, 3), at(0.6, 0.3, 2, 0, label="no inner trips"))
def invariants_of_nested_loops(x, y, n, m):
    v = x
    for i in range(n):
        a = math.cos(y * i)
        for _ in range(m):
            b = math.exp(y)
            v = math.sin(v * a * b * x)
    return v


@program(at(signed(4), spread(4)), at(signed(1), spread(1), label="one item", main=False))
def every_other_item(x, y):
    """Items that a loop stores and adds to, before, after and between others."""
    z = np.zeros(len(x))
    s = 0.0
    for i in range(len(x)):
        z[i] = x[i] * y[i]
        if z[i] > 0.0:
            z[i] = z[i] * x[i]
        s = s + z[i] * y[i - 1]
    return s + np.sum(z)


@program(at(signed(3), 3), at(signed(3), 1, label="one trip", main=False))
def bound_in_one_loop_read_in_another(x, n):
    for k in range(n):
        y = x * (k + 1.0)
    s = 0.0
    for i in range(n):
        s += y[i] * y[i]
    return s
