"""Straight-line code: re-assignment, shadowing, unpacking, swaps, augmented assignment, every operator."""

import math

import numpy as np

from tests.corpus.registry import at, floats, over, program, scalars, signed, spread


@program(scalars(1.3, 0.7))
def product_and_sine(x, y):
    z = x * y
    return np.sin(z) + x


@program(scalars(1.3))
def identity(x):
    return x


@program(scalars(1.3))
def constant_result(x):
    return 2.5


@program(floats(1.3, 0.7))
def unused_argument(x, y):
    return x * x


@program(scalars(1.3))
def same_name_again(x):
    x = x * x
    x = x + 1.0
    x = x * x
    return x


@program(scalars(1.3, 0.4))
def all_arithmetic(x, y):
    a = x + y
    b = x - y
    c = a * b
    d = c / (1.0 + y)
    e = -d
    return +e + x**2 - 2.0 * y


@program(floats(1.3, 0.4))
def powers(x, y):
    return x**3 + x**y + 2.0**x + x**0.5 + x**-1 + (x + y) ** 2.5


@program(floats(1.3))
def power_zero_and_one(x):
    return x**0 + x**1 + 3.0 * x**2


@program(floats(5.3, 1.7))
def floor_division_and_remainder(x, y):
    return x % y + x * (x // y)


@program(floats(1.3, 0.7))
def swap(x, y):
    x, y = y, x
    return x * x * y


@program(floats(1.3, 0.7, 0.2))
def rotate_three(x, y, z):
    x, y, z = y, z, x
    x, y, z = y, z, x
    return x + 2.0 * y + 3.0 * z * x


@program(floats(1.3, 0.7))
def unpack_pair(x, y):
    a, b = x * y, x + y
    return a / b


@program(floats(1.3, 0.7))
def unpack_nested(x, y):
    (a, b), c = (x * y, x + y), x - y
    return a * b * c


@program(floats(1.3, 0.7))
def unpack_from_list(x, y):
    [a, b] = [x * y, y]
    return a * b + a


@program(floats(1.3))
def chained_targets(x):
    a = b = x * x
    b = b * a
    return a + b


@program(floats(1.3, 0.7))
def augmented_floats(x, y):
    z = x
    z += y
    z *= x
    z -= y * y
    z /= 1.0 + y
    z **= 2
    return z


@program(floats(1.3))
def augmented_alias_of_float(x):
    z = x
    y = z
    z *= 2.0
    return y * z


@program(floats(1.3))
def annotated_assignment(x):
    y: float = x * x
    z: float
    z = y + x
    return y * z


@program(floats(0.4, 0.7))
def walrus(x, y):
    z = (a := x * y) + a * a
    return z * a


@program(floats(1.3, 0.7))
def dead_statements(x, y):
    unused = x * y
    unused = np.exp(unused)
    z = x + y
    y = unused
    return z * z


@program(floats(1.3))
def cancels_out(x):
    return x * x - x * x + 0.0 * x


@program(floats(1.3))
def shadowed_builtin(x):
    sum = x * x  # noqa: A001
    abs = sum + x  # noqa: A001
    return sum * abs


@program(floats(1.3))
def names_like_generated_ones(x_bar):
    x = x_bar * x_bar
    out_bar = x + 1.0
    out = out_bar * x_bar
    tape = out * x
    branch = tape + out_bar
    return branch * out


@program(floats(0.3))
def adjoint_name_of_a_local(x):
    y = x * x
    y_bar = y + x
    y_bar_0 = y_bar * y
    return y_bar * y_bar_0


@program(floats(1.3, 2))
def int_parameter(x, n):
    return x**n * n + n // 2


@program(floats(1.3))
def int_constants(x):
    a = 3
    b = a // 2 + a % 2
    a = a * x
    return a * b


@program(floats(1.3))
def default_used(x, y=2.0, n=3):
    return x * y + x**n


@program(floats(1.3, 0.6))
def default_given(x, y=2.0, *, k=1.5):
    return x * y * k


@program(at(1.3, 0.7, label="three wrt one"), wrt=(1,))
def second_argument(x, y):
    return x * y * y


@program(at(1.3, 0.7, 0.2), wrt=(2, 0))
def arguments_out_of_order(x, y, z):
    return x * y * z * z + np.cos(x)


@program(floats(0.45))
def deep_expression(x):
    return np.sin(np.exp(np.cos(x * np.sin(x) + np.tanh(x)) / (1.0 + x * x)))


@program(floats(0.45))
def long_chain(x):
    a = np.sin(x)
    b = a * x
    c = b + a
    d = np.cos(c) * b
    e = d - c * a
    f = np.exp(-e)
    g = f / (1.0 + d * d)
    return g * e


@program(floats(1.5))
def shared_subexpressions(x):
    a = np.exp(x) / (1.0 + np.exp(x))
    b = np.exp(x) * a
    return a * b + np.exp(x)


@program(floats(0.37, 1.2))
def result_pair(x, y):
    return x * y, np.sin(x)


@program(floats(0.37, 1.2))
def result_nested(x, y):
    return x * y, (np.sin(x), [y * y, x]), 2.0


@program(floats(0.37, 1.2))
def result_dict(x, y):
    return {"a": x * y, "b": (np.sin(x), y)}


@program(floats(0.37))
def result_twice(x):
    y = x * x
    return y, y


@program(over(lambda n: (signed(n), spread(n, skip=5)), 3))
def vectors_straight(x, y):
    z = x * y
    z = z + x
    w = z / (1.0 + y * y)
    return np.sum(w * z)


@program(over(lambda n: (signed(n), spread(n, skip=5)), 3))
def vector_result(x, y):
    z = x * y
    return np.sin(z) + x


@program(over(lambda n: (signed(n),), 3))
def vector_identity(x):
    return x


@program(over(lambda n: (signed(n), signed(n, skip=4)), 3))
def vector_swap(x, y):
    x, y = y, x + y
    x, y = y, x * y
    return np.sum(x * x * y)


@program(at(spread(3), 0.4, label="array and float"), at(0.4, spread(3), label="float and array", main=False))
def mixed_ranks(x, y):
    z = x * y
    return np.sum(np.sin(z) + x - y * y)


@program(at(spread(3).astype(np.float32), 0.4, label="f32 array, float"))
def weak_float(x, y):
    return np.sum(x * y + np.sin(x) * y)


@program(at(spread(3).astype(np.float32), spread(3, skip=5), label="f32, f64"))
def promotion(x, y):
    z = x * y
    return np.sum(z * z + x)


@program(at(spread(3).astype(np.float32), np.float64(0.4), label="f32, np.float64"))
def promotion_by_scalar(x, y):
    return np.sum(x * y * x)


@program(at(np.array(1.3), np.array(0.4), label="0-d"), at(np.array(1.3), 0.4, label="0-d and float"))
def zero_dimensional(x, y):
    z = x * y
    z = z + np.sin(x)
    return z * z


@program(floats(0.6))
def math_and_numpy(x):
    return math.sin(x) * np.cos(x) + math.exp(x) * np.exp(-x * x)


@program(floats(1.3))
def true_and_false_as_numbers(x):
    flag = x > 1.0
    return x * flag + (x < 0.0) * 3.0


@program(floats(1.3))
def statements_on_one_line(x):
    a = x * x; b = a * x; return a + b  # noqa: E702


@program(floats(1.3, 0.7))
def expression_over_lines(x, y):
    z = (
        x * y
        + np.sin(
            x
        )
    )
    return (z
            * y)


@program(floats(1.3))
def docstring_and_comments(x):
    """A docstring stays out of the derivative."""
    # so does a comment
    y = x * x  # and this one
    "a string that nobody reads"
    return y


@program(floats(1.3))
def pass_and_ellipsis(x):
    pass
    ...
    y = x * x
    assert True
    return y
