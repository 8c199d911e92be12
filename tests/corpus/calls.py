"""Calls of the user's own functions: positional, keyword, defaults, *args, **kwargs, recursion, methods of modules."""

import numpy as np

from tests.corpus import library
from tests.corpus.library import scaled_square as renamed
from tests.corpus.registry import at, floats, over, program, signed, spread

RATE = 0.35


def square(x):
    return x * x


def blend(a, b=2.0, *, weight=0.25):
    return weight * a + (1.0 - weight) * b * b


def both(a, b):
    return a * b, a + b


def total(*values):
    result = 0.0
    for value in values:
        result = result + value * value
    return result


def options(x, **kwargs):
    return x * kwargs["scale"] + kwargs["shift"]


def forwarded(*args, **kwargs):
    return blend(*args, **kwargs)


def piecewise(x):
    if x > 1.0:
        return x * x
    return 3.0 * x


def repeated(x, n):
    for _ in range(n):
        x = x * 1.1 + 0.2
    return x


def factorial_like(x, n):
    if n == 0:
        return 1.0
    return x * factorial_like(x + 0.1, n - 1)


def even(x, n):
    return x if n == 0 else odd(x * x, n - 1)


def odd(x, n):
    return 1.5 * x if n == 0 else even(x + 0.5, n - 1)


def fibonacci(x, n):
    if n < 2:
        return x
    return fibonacci(x, n - 1) * 0.5 + fibonacci(x * 1.1, n - 2)


def apply(fn, x):
    return fn(x) * x


def apply_twice(fn, x):
    return fn(fn(x))


def nothing(x):
    x * x


def layer(W, b, x):
    return np.tanh(W @ x + b)


def shadow(x):
    y = x + 1.0
    x = y * y
    return x


@program(floats(1.3))
def one_call(x):
    return square(x) + x


@program(floats(1.3, 0.4))
def called_twice(x, y):
    return square(x) * square(y) + square(x + y)


@program(floats(1.3))
def call_of_call(x):
    return square(square(x) + 1.0)


@program(floats(1.3, 0.4))
def default_argument(x, y):
    return blend(x) + blend(x, y) + blend(x * y, weight=0.5)


@program(floats(1.3, 0.4))
def keyword_arguments(x, y):
    return blend(b=x, a=y) + blend(x, weight=y, b=x)


@program(floats(1.3, 0.4))
def tuple_result(x, y):
    p, s = both(x, y)
    q = both(p, s)
    return q[0] - q[1] * p


@program(floats(1.3, 0.4))
def starred_parameters(x, y):
    return total(x, y, x * y) + total() + total(x)


@program(floats(1.3, 0.4))
def starred_argument(x, y):
    pair = (x, y * y)
    return blend(*pair) + both(*pair)[0]


@program(floats(1.3, 0.4))
def keyword_parameters(x, y):
    return options(x, scale=y, shift=x * y)


@program(floats(1.3, 0.4))
def double_starred_argument(x, y):
    settings = {"b": y, "weight": 0.3 * x}
    return blend(x, **settings)


@program(floats(1.3, 0.4))
def forwarded_arguments(x, y):
    return forwarded(x, y, weight=0.6) + forwarded(y, b=x)


@program(floats(0.4), at(1.4, label="other"))
def callee_with_early_return(x):
    return piecewise(x) * piecewise(x + 0.5)


@program(floats(0.4, 3), at(0.4, 0, label="no trips", main=False))
def callee_with_loop(x, n):
    return repeated(x, n) * repeated(x * x, 2)


@program(floats(0.4, 3))
def call_in_loop(x, n):
    y = x
    for _ in range(n):
        y = piecewise(y) + square(x)
    return y


@program(floats(0.4), at(1.4, label="other"))
def call_in_condition(x):
    if piecewise(x) > 2.0:
        return square(x)
    return x


@program(floats(0.7, 3), at(0.7, 0, label="base", main=False))
def recursion(x, n):
    return factorial_like(x, n)


@program(floats(0.7, 3), at(0.7, 4, label="even", main=False))
def mutual_recursion(x, n):
    return even(x, n) * x


@program(floats(0.7, 4))
def double_recursion(x, n):
    return fibonacci(x, n)


@program(floats(0.7, 3))
def recursion_of_itself(x, n):
    if n == 0:
        return x
    return np.sin(recursion_of_itself(x * 1.2, n - 1)) + x


@program(floats(0.7), at(6.1, label="deep"))
def recursion_on_value(x):
    if x < 2.0:
        return x * x
    return 0.5 * recursion_on_value(x / 2.0) + x


@program(floats(0.7))
def function_as_argument(x):
    return apply(square, x) + apply(np.sin, x) + apply_twice(square, x)


@program(floats(0.7))
def function_in_variable(x):
    step = square
    y = step(x)
    step = np.cos
    return step(y) * x


@program(floats(0.7), at(1.7, label="other"))
def function_chosen_by_string(x, name="square"):
    table = {"square": square, "sine": np.sin}
    return table[name](x) * x


@program(floats(0.7))
def functions_in_tuple(x):
    y = x
    for fn in (square, np.sin, np.exp):
        y = fn(y) + x
    return y


@program(floats(0.7))
def function_of_module(x):
    return library.scaled_square(x) + library.nested.deeper(x)


@program(floats(0.7))
def imported_under_another_name(x):
    return renamed(x) * x


@program(floats(0.7))
def other_module_has_same_global(x):
    return library.with_its_rate(x) * RATE


@program(floats(0.7))
def result_unused(x):
    square(x)
    nothing(x)
    return x * x


@program(floats(0.7))
def callee_reuses_names(x):
    y = x * x
    z = shadow(y)
    return x * y * z


@program(floats(0.7, 0.3))
def argument_expressions(x, y):
    return blend(square(x) + y, square(y) * x, weight=square(x - y))


@program(floats(0.7))
def global_constant(x):
    return x * RATE + RATE


@program(over(lambda n, m: (signed(n, m), spread(n), spread(m, skip=5)), 2, 3))
def array_arguments(W, b, x):
    return np.sum(layer(W, b, x))


@program(over(lambda n: (signed(n, n), spread(n), signed(n, skip=7)), 2))
def two_layers_same_weights(W, b, x):
    return np.sum(layer(W, b, layer(W, b, x)))


@program(at(spread(3), 0.4))
def callee_of_float_and_array(x, y):
    return np.sum(square(x)) * square(y)


@program(over(lambda n: (signed(n),), 3))
def rosenbrock(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


@program(floats(0.7, 3))
def runge_kutta(y, n):
    h = 0.1
    for _ in range(n):
        y = library.rk4_step(library.decay, y, h)
    return y


@program(floats(0.7, 0.4))
def starred_and_named(x, y):
    return library.starred_then_named(x, y, x * y, scale=y)
