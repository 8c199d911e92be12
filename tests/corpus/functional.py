"""Functions of functions, signatures of all kinds, decorators, bound methods, iterators."""

import functools
import math
import operator
from functools import partial, reduce

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


def scaled_by(factor):
    """A decorator with an argument."""

    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            return factor * fn(*args, **kwargs)

        return wrapper

    return decorate


def twice(fn):
    def wrapper(x):
        return fn(fn(x))

    return wrapper


@scaled_by(2.0)
def decorated(x, *, power=2):
    return x**power


@twice
@scaled_by(0.5)
def decorated_twice(x):
    return x * x + 1.0


@functools.lru_cache(maxsize=None)
def cached(x, k):
    return x * x * k


@functools.cache
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


class Model:
    """A plain object with methods."""

    kind = 2.0

    def __init__(self, rate, layers):
        self.rate = rate
        self.layers = layers

    def loss(self, x):
        return self.scaled(x) * x + self.square(x)

    def scaled(self, x, k=1.0):
        return self.rate * x * k

    def __call__(self, x):
        return self.loss(x) * self.kind

    @staticmethod
    def square(x):
        return x * x

    @classmethod
    def of_kind(cls, x):
        return cls.kind * x


MODEL = Model(0.3, (1.0, 2.0))
LOSS = MODEL.loss
TENFOLD = partial(operator.mul, 10.0)
SECOND = operator.itemgetter(1)


def signature(a, b=2.0, /, c=3.0, *rest, d, e=5.0, **named):
    s = a * b + c * d - e
    for r in rest:
        s = s * r
    for value in named.values():
        s = s + value
    return s


@program(floats(0.7, 0.4))
def all_kinds_of_parameters(x, y):
    first = signature(x, d=y)
    second = signature(x, y, x * y, 3.0, x, d=2.0, e=y, f=x, g=y)
    args, extra = (x, y, 1.5), {"d": x, "h": y}
    return first * second + signature(*args, 0.5, **extra, e=x)


@program(floats(0.7))
def defaults_evaluated_once(x):
    k = x

    def f(t, a=k * 2.0, *, b=k):
        return t * a + b

    k = 100.0
    return f(x) + f(1.0, b=k) * k


@program(floats(0.7))
def uses_decorated(x):
    return decorated(x) + decorated(x, power=3) * decorated_twice(x)


@program(floats(0.7))
def decorated_inside(x):
    def shifted(by):
        def decorate(fn):
            @functools.wraps(fn)
            def wrapper(t):
                return fn(t) + by

            return wrapper

        return decorate

    @shifted(x)
    @twice
    def f(t):
        return t * t * x

    @functools.lru_cache(maxsize=None)
    def g(t):
        return t * x

    return f(x) * g(2.0) * g(2.0)


@program(floats(0.7))
def uses_cached(x):
    return cached(x, 2) * cached(x, 2) + x * factorial(4)


@program(floats(0.7))
def bound_methods(x):
    method = MODEL.scaled
    return MODEL.loss(x) + LOSS(x) * method(x, k=x) + MODEL(x) + Model.of_kind(x) * MODEL.square(x)


@program(floats(0.7, 0.4))
def partials(x, y):
    f = partial(signature, x, d=y)
    g = partial(f, 2.0)
    return f() * g(3.0, e=x) + TENFOLD(x)


@program(floats(0.7, 0.4))
def reduced(x, y):
    product = reduce(operator.mul, [x, y, x * y])
    total = reduce(lambda a, b: a + b * b, (x, y), 1.0)
    pair = reduce(lambda p, v: (p[1], p[0] * v), [x, y], (1.0, 2.0))
    return product * total + pair[0] * pair[1]


@program(over(lambda n: (signed(n),), 4, least=1))
def reduced_arrays(x):
    a = reduce(lambda s, v: s * 0.5 + v * v, x)
    b = functools.reduce(lambda s, v: s * v + 1.0, x, 2.0)
    return a * b


@program(floats(0.7, 4))
def composed_by_reduce(x, n):
    compose = lambda f, g: lambda t: f(g(t))
    h = reduce(compose, [math.sin, math.exp, lambda t: t * x])
    return h(x) * n


@program(floats(0.7, 0.4))
def mapped(x, y):
    squares = map(lambda t: t * t, (x, y))
    a, b = squares
    s = sum(map(operator.mul, [x, y], [y, 2.0]))
    for v in map(math.sin, [x, y, x * y]):
        s = s + v * a
    return s * b + sum(list(map(float, [x, y])))


@program(over(lambda n: (signed(n),), 4))
def mapped_arrays(x):
    s = 0.0
    for v in map(lambda t: t * t, x):
        s = s + v * v
    for k, v in enumerate(map(lambda a, b: a * b, x, x[::-1]), 1):
        s = s + k * v
    return s + sum(map(np.sin, x))


@program(floats(0.7, 0.4), at(1.7, 0.4, label="other"))
def any_and_all(x, y):
    values = (x, y, x * y)
    s = x
    if any(map(lambda v: v > 1.0, values)):
        s = s * y
    if all([x > 0.1, y > 0.1, y < 0.2]):
        s = s * x
    return s * x if any((x > 9.0, y > 9.0)) or not all(()) else s + x * y


@program(over(lambda n: (signed(n),), 4))
def any_and_all_of_arrays(x):
    s = np.sum(x * x)
    if any(x > 1.0):
        s = s * 2.0 + np.sum(x)
    if all(x > -9.0):
        s = s * 3.0
    return s


@program(over(lambda n: (signed(n),), 4, least=1))
def largest_by_key(x):
    a = max(x, key=lambda v: -(v - 0.2) ** 2)
    b = min(x, key=abs)
    return a * b + max(x[0], 2.0 * x[0], key=lambda v: v * v)


@program(floats(0.7, 0.4))
def pairs_by_key(x, y):
    pairs = [(x, 1.0), (y, 3.0), (x * y, 2.0)]
    value, weight = max(pairs, key=lambda p: p[0] * p[1])
    small = min(pairs, key=operator.itemgetter(0))
    return value * weight + small[0] * small[1] + SECOND(pairs)[0]


@program(over(lambda n: (signed(n),), 4))
def with_default(x):
    return max(x * x, default=2.0) + min((), default=3.0) * np.sum(x)


@program(floats(0.7, 0.4), at(0.2, 0.4, label="other"))
def sorted_numbers(x, y):
    low, middle, high = sorted([x, y, x * y])
    first, *_ = sorted((x, y), reverse=True)
    return low + 2.0 * middle * high + first * high


@program(floats(0.7, 0.4), at(0.2, 0.4, label="other"))
def sorted_pairs(x, y):
    pairs = sorted([(x, y), (y, x), (x * y, 2.0)], key=lambda p: p[0])
    names = sorted({"b": 1, "a": 2})
    table = {"a": x, "b": y}
    s = 0.0
    for k, (a, b) in enumerate(pairs):
        s = s + k * a * b
    for name in names:
        s = s * 0.5 + table[name]
    return s


@program(floats(0.7, 0.4))
def zipped_strictly(x, y):
    s = 0.0
    for a, b in zip((x, y), (y, 3.0), strict=True):
        s = s + a * b
    return s


@program(over(lambda n: (signed(n), spread(n)), 4))
def zipped_strictly_arrays(x, y):
    s = 0.0
    z = x * 2.0
    for a, b in zip(x, z, strict=True):
        s = s + a * b
    return s * np.sum(y)


@program(floats(0.7, 0.4))
def filtered(x, y):
    s = 0.0
    for k, v in filter(lambda pair: pair[0] != 1, enumerate((x, y, x * y))):
        s = s + k * v + v * v
    return s


@program(floats(0.7))
def functions_in_containers(x):
    table = {"f": lambda t: t * x, "g": [math.sin, lambda t: t + x]}
    s = 1.0
    for fn in (table["f"], *table["g"]):
        s = s * fn(x)
    return s * table["g"][0](s)


@program(floats(0.7))
def curried(x):
    add = lambda a: lambda b: lambda c: a * b + c
    first, second = (lambda t: t * t), (lambda t: t + 1.0)
    return add(x)(2.0)(x) * first(second(x))


def is_even(n, x):
    return x if n == 0 else is_odd(n - 1, x * 0.9)


def is_odd(n, x):
    return x * x if n == 0 else is_even(n - 1, x + 0.1)


@program(floats(0.7, 3), at(0.7, 4, label="even"))
def mutual_recursion(x, n):
    return is_even(n, x) * x


@program(floats(0.7))
def methods_of_operator(x):
    p = (x, 2.0 * x)
    a, b = operator.itemgetter(1, 0)(p)
    return operator.add(a, b) * operator.neg(operator.pow(x, 2))
