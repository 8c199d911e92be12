"""Comprehensions: of lists and dicts, filtered, nested, unpacked, walked."""

import numpy as np

from tests.corpus.registry import floats, program


def helper(x, k):
    s = 0.0
    for j in range(k):
        s += np.sin(x * j)
    return s


@program(floats(1.3, 4))
def walked_afterwards(x, n):
    ys = [x**k for k in range(n)]
    s = 0.0
    for y in ys:
        s += y
    return s


@program(floats(1.3, 5))
def filtered(x, n):
    return sum([x * k for k in range(n) if k % 2 == 0])


@program(floats(0.7, 4))
def into_array(x, n):
    a = np.array([np.sin(x * k) for k in range(n)])
    return np.sum(a * a)


@program(floats(0.7, 3))
def nested_into_array(x, n):
    m = np.array([[x * i + j for j in range(n)] for i in range(n)])
    return np.sum(m**2)


@program(floats(0.7, 4))
def two_clauses(x, n):
    return sum([x * i * j for i in range(n) for j in range(i)])


@program(floats(0.7))
def of_arrays_of_two_lengths(x):
    ws = [np.ones(2) * x, np.ones(3) * x]
    return sum([np.sum(w * w) for w in ws])


@program(floats(0.7))
def dict_of_a_dict(x):
    p = {"a": x, "b": x * x}
    q = {k: v * 2 for k, v in p.items()}
    return q["a"] * q["b"]


@program(floats(0.7, 4))
def walrus(x, n):
    ys = [(y := x * k) * y for k in range(n)]
    return y * ys[1]


@program(floats(0.7, 5))
def largest_of_calls(x, n):
    return max([helper(x, k) for k in range(1, n)])


@program(floats(0.7))
def taken_apart(x):
    a, b, c = [x**k for k in range(3)]
    return a + b * c


@program(floats(0.7))
def of_functions(x):
    fs = [lambda t: t * x, lambda t: t + x]
    return sum([f(x) for f in fs])


@program(floats(0.7, 4))
def of_rows(x, n):
    a = np.ones((n, 3)) * x
    return np.array([r.sum() ** 2 for r in a]).mean()


@program(floats(0.7, 4))
def of_pairs(x, n):
    ps = [(k, x * k) for k in range(n)]
    s = 0.0
    for k, v in ps:
        s += k * v * v
    return s


@program(floats(0.7, 4))
def of_a_zip(x, n):
    a = np.arange(n) * x
    b = np.ones(n) * x
    return sum([p * q for p, q in zip(a, b)])


@program(floats(0.7, 3))
def stacked(x, n):
    return np.sum(np.stack([x * np.arange(3.0) + k for k in range(n)]) ** 2)


@program(floats(0.7, 4))
def copied(x, n):
    ys = list([x * k for k in range(n)])
    zs = list(ys)
    return ys[1] * zs[2]


@program(floats(0.7, 4))
def smallest_and_largest(x, n):
    ys = [(x - k) ** 2 for k in range(n)]
    return min(ys) + max(ys)


@program(floats(0.7, 3))
def rows_into_array(x, n):
    m = np.array([[x * i, x * x, 1.0] for i in range(n)])
    return np.sum(m**2)


@program(floats(0.7, 3))
def indexed_from_both_ends(x, n):
    p = [x**k for k in range(n)]
    return p[-1] + p[0] * p[1]


@program(floats(0.7, 3))
def joined(x, n):
    vs = [x * np.ones(2) for _ in range(n)]
    return np.concatenate(vs).sum() * len(vs)


@program(floats(0.7, 5))
def list_of_lists(x, n):
    m = [[x * i * j for j in range(n)] for i in range(n)]
    return m[1][2] * m[2][3]


@program(floats(0.7, 5))
def inside_a_loop(x, n):
    s = 0.0
    for i in range(n):
        s += sum([x * j for j in range(i)])
    return s


@program(floats(0.7, 5))
def in_place_of_itself(x, n):
    v = [x] * 3
    for i in range(n):
        v = [a * x for a in v]
    return sum(v)


def multiples(x, n):
    return [x * i for i in range(n)]


@program(floats(0.7, 5))
def returned_by_a_helper(x, n):
    return sum(multiples(x, n))


@program(floats(1.3, 4))
def walrus_read_in_the_same_statement(x, n):
    y = 1.0
    return sum([(y := x * k) for k in range(n)]) + y


@program(floats(1.3, 4))
def walrus_in_one_arm(x, n):
    y = 1.0
    return (0.0 if x < 0 else (y := x * x)) * y
