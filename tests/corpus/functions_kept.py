"""Functions that are kept in lists and dicts of any length: what they captured is kept for each of them."""

import math

import numpy as np

from tests.corpus.registry import floats, over, program, spread


@program(floats(1.3, 4))
def lambdas_with_defaults(x, n):
    fs = [lambda v, k=k: v * k + x for k in range(3)]
    gs = []
    for k in range(n):
        gs.append(lambda v, a=x * k: math.sin(v) * a)
    for f in fs:
        x = f(x) + 1.0
    for g in gs:
        x = g(x) + x
    return x


@program(floats(1.3, 4))
def layers(x, n):
    def make(weight, shift):
        def layer(v):
            return math.tanh(v * weight) + shift

        return layer

    kept = []
    for k in range(n):
        kept.append(make(x * k + 1.0, k * 0.1))
    y = x
    for layer in kept:
        y = layer(y) * x
    return y + kept[0](x) * kept[-1](y)


@program(over(lambda n: (spread(n), 3), 3, least=1))
def layers_of_arrays(w, n):
    def make(weights):
        return lambda v: np.tanh(v * weights)

    kept = []
    for k in range(n):
        kept.append(make(w * (k + 1)))
    v = w
    for layer in kept:
        v = layer(v) + w
    return np.sum(v * v)


@program(floats(1.3, 3))
def captured_later(x, n):
    w = x
    fs = []
    for k in range(n):
        fs.append(lambda v, k=k: v * w + k)
        w = w * x
    y = x
    for f in fs:
        y = f(y)
    return y


@program(floats(1.3, 3))
def functions_by_key(x, n):
    table = {}
    for k in range(n):
        table[k] = lambda v, k=k * x: v * k + 1.0
    return table[1](table[2](x)) * table[n - 1](x)


@program(floats(1.3, 3))
def functions_of_functions(x, n):
    def compose(f, g):
        return lambda v: f(g(v))

    def times(a):
        return lambda v: v * a

    kept = []
    for k in range(n):
        kept.append((compose(times(x), times(k + 1.0)), x * k))
    y = x
    for f, a in kept:
        y = f(y) + a
    return y
