"""Two names of one array."""

import numpy as np

from tests.corpus.registry import at, over, program, signed, spread


def zero_first(v):
    v[0] = 0.0
    return np.sum(v)


def square_first(v):
    v[0] = v[0] ** 2


def scale(v, k):
    v *= k
    return v


@program(over(lambda n: (signed(n),), 3))
def alias_scaled(x):
    y = x * 1.0
    z = y
    z *= 2.0
    return np.sum(y * x)


@program(over(lambda n: (signed(n),), 3, least=1))
def alias_entry(x):
    y = x * x
    z = y
    z[0] = z[0] * 3.0
    y[-1] += 1.0
    return np.sum(y * z)


@program(over(lambda n: (signed(n),), 3))
def rebinding_is_no_store(x):
    y = x * x
    z = y
    z = z * 2.0
    return np.sum(y * z)


@program(over(lambda n: (signed(n),), 3, least=1))
def alias_of_argument(x):
    z = x
    z[0] = x[-1] * x[0]
    return np.sum(x * x)


@program(over(lambda n: (signed(n),), 3, least=1))
def copy_is_no_alias(x):
    y = x.copy()
    z = y.copy()
    z[0] = 7.0 * y[0]
    return np.sum(y * z)


@program(over(lambda n: (signed(n),), 3, least=1))
def old_value_after_store(x):
    y = x * x
    old = y[0]
    y[0] = 2.0 * old * y[-1]
    return old * y[0] + np.sum(y)


@program(over(lambda n: (signed(n),), 3, least=1))
def callee_writes(x):
    y = x * x
    square_first(y)
    return np.sum(y * x)


@program(at(signed(4)))
def callee_writes_view(x):
    y = x * x
    square_first(y[1:3])
    return np.sum(y * x)


@program(over(lambda n: (signed(n),), 3, least=1))
def callee_writes_and_returns(x):
    y = x * x
    s = zero_first(y)
    return s * np.sum(y) + s


@program(over(lambda n: (signed(n), 0.4), 3))
def callee_returns_its_argument(x, k):
    y = x * x
    z = scale(y, k)
    z += 1.0
    return np.sum(y * x)


@program(at(signed(3)))
def callee_reads_then_caller_writes(x):
    def energy(v):
        return np.sum(v * v)

    y = x * 2.0
    s = energy(y)
    y[0] = 9.0
    return s * np.sum(y)


@program(at(signed(3)))
def tuple_of_the_array(x):
    y = x * x
    pair = (y, x)
    y[0] = 3.0 * x[1]
    return np.sum(pair[0] * pair[1])


@program(at(signed(3)))
def alias_in_both_arms(x):
    y = x * x
    if x[0] > 0:
        z = y
        z[1] = x[0]
    else:
        z = y
        z[2] = x[1]
    return np.sum(y * z)


@program(at(signed(3), 3))
def alias_carried_by_loop(x, n):
    y = x * x
    z = y
    for i in range(n):
        z[i] = z[i] * y[i - 1]
    return np.sum(y * x)


@program(at(signed(3)))
def returned_argument(x):
    return x


@program(at(signed(3)))
def returned_twice(x):
    y = x * x
    return y, y


@program(at(signed(3), spread(3)))
def sum_of_two(x, y):
    return x + y


@program(at(signed(3)))
def asarray_is_the_same(x):
    y = x * 1.0
    z = np.asarray(y)
    z[0] = z[1] * z[2]
    return np.sum(y * y)
