"""One function, many types of its arguments; calls of a transform inside a function."""

import numpy as np

from tests.corpus.registry import at, floats, program, scalars, signed, spread

LENGTHS = (0, 1, 2, 3)


def every_type(low=0.3):
    """The kinds of number an elementwise function takes."""
    return [
        at(0.7, label="float"),
        at(np.float64(0.7), label="np.float64"),
        at(np.float32(0.7), label="np.float32", main=False),
        at(np.array(0.7), label="0-d"),
        at(np.array(0.7, dtype=np.float32), label="0-d float32", main=False),
        *(at(spread(n, low=low), label=f"({n},)", main=n == 2) for n in LENGTHS),
        *(at(spread(n, 2, low=low), label=f"({n}, 2)", main=False) for n in LENGTHS),
        at(spread(2, 1, low=low).astype(np.float32), label="(2, 1) float32", main=False),
        at(np.asfortranarray(spread(2, 3, low=low)), label="fortran", main=False),
        at(spread(4, low=low)[::-2], label="negative stride", main=False),
    ]


@program(every_type())
def polynomial(x):
    return np.sum(x * x * x - 2.0 * x + 1.0)


@program(every_type())
def elementwise(x):
    return np.exp(-x * x) * np.sin(x) / (1.0 + x)


@program(every_type())
def with_local_constant(x):
    k = 2
    return np.sum(np.log(k * x) ** k)


@program(every_type())
def with_where(x):
    return np.sum(np.where(x > 0.9, x * x, 2.0 * x))


@program([one for one in every_type() if not one.label.startswith("0-d")])
def with_loop(x):
    y = x
    for i in range(3):
        y = y * x + i
    return np.sum(y)


@program(every_type())
def with_maximum(x):
    return np.sum(np.maximum(x, 0.61) * np.minimum(x, 1.23))


@program(every_type())
def fresh_mutated(x):
    y = x * 1.0
    y += x
    y *= 2.0
    return np.sum(y * y)


@program(every_type())
def with_mean(x):
    return np.sum(x) ** 2 + np.sum(x * np.sum(x))


def kinds(value, skip=0):
    """A number as a scalar of each kind, and arrays that broadcast against each other."""
    shapes = {str(shape): spread(*shape, skip=skip) for shape in ((1,), (3,), (2, 1))}
    return {"float": value, "np": np.float64(value), "0-d": np.array(value), **shapes}


@program(
    [
        at(a, b, label=f"{left} and {right}", main=left == right)
        for left, a in kinds(0.7).items()
        for right, b in kinds(0.4, skip=3).items()
    ]
)
def every_pair(x, y):
    z = x * y + x
    return np.sum(z * z / (1.0 + y))


@program(
    at(spread(3).astype(np.float32), spread(3, skip=2).astype(np.float32), label="both narrow"),
    at(spread(3).astype(np.float32), spread(3, skip=2), label="left narrow"),
    at(spread(3), np.float32(0.4), label="right narrow"),
    at(np.float32(0.4), 0.3, label="scalars"),
)
def widths(x, y):
    z = x * y
    return np.sum(np.sin(z) + x)


@program(at(np.array([1.2, np.nan, 0.4]), label="nan in an unused entry"), wrt=(0,), order=1)
def nan_not_read(x):
    return x[0] * x[2]


@program(scalars(0.7))
def number_methods(x):
    return np.sin(x) + x.real


@program(at(np.zeros(0)), at(np.zeros((0, 3)), label="rows"), at(np.zeros((3, 0)), label="columns"))
def empty(x):
    return np.sum(x * x) + 1.0


@program(floats(0.7))
def comparison_of_types(x):
    if isinstance(x, float):
        return x * x
    return np.sum(x)


@program(
    at(signed(3), 2.0),
    at(signed(3), np.float64(2.0), label="np.float64"),
    at(signed(3), spread(3), label="arrays"),
)
def ndim_decides(x, y):
    if np.ndim(y) == 0:
        return np.sum(x) * y
    return np.sum(x * y)
