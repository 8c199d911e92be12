"""print, assert, raise, f-strings: they happen forwards and have no derivative."""

import logging
import math

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread

LOG = logging.getLogger(__name__)


def report(x):
    print("value", x)
    return x * x


@program(floats(0.7))
def printed(x):
    y = x * x
    print("y is", y)
    return y * x


@program(floats(0.7, 3))
def printed_in_loop(x, n):
    for i in range(n):
        x = x * 1.1
        print(i, x)
    return x


@program(floats(0.7))
def printed_in_call(x):
    return report(x) + report(2.0 * x)


@program(floats(0.7))
def formatted(x):
    y = x * x
    label = f"y={y:.3f} x={x!r}"
    print(label)
    return y + len("abc")


@program(floats(0.7))
def asserted(x):
    assert x > 0, "x must be positive"
    y = math.log(x)
    assert y < 5.0
    return y * y


@program(floats(0.7))
def raises_elsewhere(x):
    if x < 0:
        raise ValueError(f"negative: {x}")
    return math.sqrt(x)


@program(floats(0.7, 3))
def raises_in_loop(x, n):
    y = x
    for i in range(n):
        y = y * 1.2 + i
        if y > 100.0:
            raise OverflowError("too large")
    return y


@program(over(lambda n: (signed(n),), 3))
def asserted_shape(x):
    assert x.ndim == 1
    assert x.shape == (len(x),)
    if not np.all(np.isfinite(x)):
        raise FloatingPointError("not finite")
    return np.sum(x * x)


@program(floats(0.7), at(1.7, label="other"))
def printed_in_arm(x):
    if x > 1.0:
        print("high")
        y = x * x
    else:
        print("low", x)
        y = x
    return y * x


@program(floats(0.7))
def printed_with_keywords(x):
    print("a", x, sep=", ", end="\n")
    return 2.0 * x * x


@program(at(spread(3)))
def printed_array_before_store(x):
    y = x * x
    print(y)
    y[0] = 1.0
    print(y)
    return np.sum(y * x)


@program(floats(0.7))
def strings_as_constants(x):
    unit = "m" + "s"
    name = "a" if unit == "ms" else "b"
    return x * x if name == "a" else x


@program(floats(0.7))
def raise_is_the_last_resort(x):
    kind = 2
    if kind == 1:
        return x
    elif kind == 2:
        return x * x
    raise ValueError("no such kind")


@program(at(spread(4), 3), wrt=[0])
def list_filled_beside_a_raise(x, n):
    if n < 0:
        raise ValueError("n")
    else:
        values = []
        for k in range(n):
            values.append(x[k] * x[0])
    return sum(values) * x[1]
