"""Names that nested functions assign, and targets that are not plain names."""

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread

SCALE = 2.0


@program(floats(0.7, 3))
def counter(x, n):
    total = x

    def add(v):
        nonlocal total
        total = total * 0.5 + v
        return total

    s = 0.0
    for k in range(n):
        s = s + add(x * k)
    return s * total


@program(floats(0.7), at(1.7, label="other"))
def rebound_on_one_arm(x):
    y = x

    def double():
        nonlocal y
        y = y * 2.0 * x

    if x > 1.0:
        double()
    double()
    return y


def accumulator(start):
    value = start

    def step(v):
        nonlocal value
        value = value * v + start
        return value

    def read():
        return value

    return step, read


@program(floats(0.7, 3))
def factory_with_state(x, n):
    step, read = accumulator(x)
    other, _ = accumulator(2.0)
    for _ in range(n):
        step(x)
        other(x * x)
    return read() * other(1.0)


@program(floats(0.7))
def two_levels(x):
    y = x

    def outer():
        z = x

        def inner():
            nonlocal y, z
            y = y * z
            z = z + y

        inner()
        inner()
        return z

    return outer() * y


@program(floats(0.7, 3))
def first_bound_inside(x, n):
    y = None

    def keep(v):
        nonlocal y
        if y is None:
            y = v
        else:
            y = y * v

    for k in range(n):
        keep(x + k)
    return x if y is None else y


@program(over(lambda n: (signed(n),), 4))
def closure_counts_stores(x):
    out = np.zeros_like(x)
    place = 0

    def put(v):
        nonlocal place
        out[place] = v * v
        place += 1

    for v in x:
        put(v)
    return np.sum(out * x) + place


@program(floats(0.7))
def global_that_is_read(x):
    global SCALE

    def inner():
        global SCALE
        return SCALE * x

    return inner() * SCALE


@program(at((0.7, 0.3, 0.5, 0.2)))
def starred_middle(values):
    a, *middle, b = values
    return a * middle[0] + b * middle[1] * len(middle)


@program(at((0.7, (0.3, 0.5, 0.2))))
def starred_nested(values):
    a, (b, *rest) = values
    *most, last = rest
    return a * b * rest[0] + most[0] * last


@program(at([(0.7, 0.3, 0.5), (0.2, 0.4, 0.6)]))
def starred_in_for(rows):
    s = 0.0
    for k, (a, *rest) in enumerate(rows):
        s = s + a * rest[0] * rest[1] * (k + 1.0)
    return s


@program(over(lambda n: (spread(n),), 3))
def for_into_an_element(x):
    z = np.zeros(2)
    s = 0.0
    for z[1] in x:
        s = s + z[1] * z[1]
    return s * z[1] + np.sum(x)


@program(over(lambda n: (spread(n),), 3))
def for_into_a_row(x):
    z = np.zeros((2, 2))
    s = 0.0
    for k, z[0, 1] in enumerate(x):
        s = s + k * z[0, 1] ** 2
    return s + np.sum(z)


@program(floats(0.7))
def chained_and_annotated(x):
    y: float
    a = b = x * x
    y = a * b
    c: float = y * x
    return c + a


@program(over(lambda n: (signed(n),), 5), at(spread(3), label="whole"))
def otherwise(x):
    s = 1.0
    for v in x:
        if v < -1.0:
            break
        s = s * v
    else:
        s = s * s
    return s
