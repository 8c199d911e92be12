"""Functions that programs of the corpus call across modules."""

from tests.corpus import library_nested as nested

__all__ = ["decay", "nested", "rk4_step", "scaled_square", "starred_then_named", "with_its_rate"]

RATE = 1.75


def scaled_square(x, scale=1.5):
    return scale * x * x


def with_its_rate(x):
    return RATE * x * x


def decay(y):
    return -0.7 * y * y + 0.1


def rk4_step(field, y, h):
    k1 = field(y)
    k2 = field(y + 0.5 * h * k1)
    k3 = field(y + 0.5 * h * k2)
    k4 = field(y + h * k3)
    return y + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)


def starred_then_named(first, *rest, scale=1.0):
    result = first
    for value in rest:
        result = result * scale + value
    return result
