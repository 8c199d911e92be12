"""Lambdas, nested functions, closures over active values, functions made in the call."""

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


def maker(a):
    def scaled(x):
        return a * x * x

    return scaled


def composed(f, g):
    return lambda x: f(g(x))


HALF = maker(0.5)
AFFINE = lambda x, k=2.0: k * x + 1.0


@program(floats(1.3))
def local_lambda(x):
    double = lambda t: t * t + 1.0
    return double(x) * double(2.0)


@program(floats(1.3, 0.4))
def lambda_over_active(x, y):
    scale = lambda t: t * x
    return scale(y) * scale(x)


@program(floats(1.3, 0.4))
def nested_function(x, y):
    def inner(a):
        b = a * y
        return np.sin(b)

    return inner(x) + inner(y)


@program(floats(1.3, 0.4))
def nested_in_nested(x, y):
    def outer(a):
        def inner(b):
            return a * b * x

        return inner(y) + inner(a)

    return outer(x * y)


@program(floats(1.3), at(0.3, label="other"))
def nested_with_branch(x):
    def inner(a):
        if a > 1.0:
            return a * x
        return a + x

    return inner(x) * inner(0.5)


@program(floats(1.3, 3))
def nested_with_loop(x, n):
    def inner(a):
        for _ in range(n):
            a = a * x * 0.6 + 0.1
        return a

    return inner(1.0) + inner(x)


@program(floats(1.3))
def returned_closure(x):
    return maker(x)(2.0) + maker(0.5)(x)


@program(floats(1.3))
def closure_from_module(x):
    return HALF(x) + AFFINE(x) + AFFINE(x, k=x)


@program(floats(1.3))
def composition(x):
    h = composed(np.sin, maker(x))
    return h(x)


@program(floats(1.3))
def lambda_called_at_once(x):
    return (lambda a, b: a * b + a)(x, x * x)  # noqa: PLC3002


@program(floats(1.3))
def lambda_with_default(x):
    scale = lambda t, k=x * x: t * k
    return scale(x) + scale(2.0)


@program(floats(1.3))
def lambda_with_conditional(x):
    pick = lambda t: t * t if t > 1.0 else x * t
    return pick(x) + pick(0.5)


@program(floats(1.3))
def recursive_nested(x):
    def down(k):
        if k == 0:
            return x
        return down(k - 1) * x + k

    return down(3)


@program(floats(0.4, 4))
def fixed_point(x, n):
    def iterate(fn, start):
        value = start
        for _ in range(n):
            value = fn(value)
        return value

    return iterate(lambda v: 0.5 * np.cos(v) + x, 1.0)


@program(floats(0.4))
def function_in_loop(x):
    s = 0.0
    for k in range(3):
        shift = lambda t, k=k: t * t + k * x
        s = s + shift(x)
    return s


@program(floats(0.4), at(1.4, label="other"))
def function_in_arm(x):
    if x > 1.0:
        fn = lambda t: t * t
        y = fn(x)
    else:
        fn = np.sin
        y = fn(x) * 2.0
    return y


@program(over(lambda n: (signed(n), spread(n, skip=4)), 3))
def closure_over_array(x, y):
    def weighted(v):
        return np.sum(v * x)

    return weighted(y) * weighted(x)


@program(over(lambda n, m: (signed(n, m), spread(m)), 2, 3))
def closure_over_matrix(A, x):
    product = lambda v: A @ v
    y = product(x)
    return np.sum(y * y) + np.sum(product(2.0 * x))


@program(floats(0.7))
def trapezoid(x):
    def integrate(fn, a, b, n):
        h = (b - a) / n
        s = 0.5 * (fn(a) + fn(b))
        for i in range(1, n):
            s = s + fn(a + i * h)
        return s * h

    return integrate(lambda t: np.exp(-t * x), 0.0, x, 4)


@program(floats(0.7))
def inner_name_hides_outer(x):
    def inner(x):
        y = x * 3.0
        return y * y

    y = x + 1.0
    return inner(y) * x + y


@program(floats(0.7))
def two_closures_share(x):
    k = x * x
    first = lambda t: t * k
    second = lambda t: t + k
    return first(second(x))


@program(floats(0.7))
def newton_with_lambdas(a):
    f = lambda t: t * t * t + t - a
    slope = lambda t: 3.0 * t * t + 1.0
    t = 1.0
    for _ in range(5):
        t = t - f(t) / slope(t)
    return t


class Holder:
    """A plain object whose attributes are constants of the program."""

    rate = 0.4

    def __init__(self, shift):
        self.shift = shift


HOLDER = Holder(1.5)


@program(floats(0.7))
def attribute_of_object(x):
    return x * HOLDER.rate + x * x * HOLDER.shift


@program(floats(0.7))
def attribute_of_class(x):
    return np.sin(x * Holder.rate)
