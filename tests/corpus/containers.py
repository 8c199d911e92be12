"""Tuples, lists, dicts and dataclasses: as arguments, as locals, as results."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


@dataclass
class Layer:
    """Weights and bias."""

    W: np.ndarray
    b: np.ndarray


@dataclass(frozen=True)
class Model:
    """A dataclass within a dataclass, with a leaf that is no number and one that is no float."""

    layer: Layer
    scale: float
    name: str = "model"
    steps: int = 2


class Point(NamedTuple):
    """A named tuple."""

    x: float
    y: float


def norm(point):
    return point.x * point.x + point.y * point.y


@program(at((0.7, 0.3)), at((np.float64(0.7), np.float64(0.3)), label="np.float64", main=False))
def tuple_argument(pair):
    return pair[0] * pair[1] + np.sin(pair[0])


@program(at([0.7, 0.3, 0.5]))
def list_argument(values):
    return values[0] * values[1] + values[-1] ** 2


@program(at({"a": 0.7, "b": 0.3}))
def dict_argument(p):
    return p["a"] * p["b"] + np.sin(p["a"])


@program(at({"w": signed(2, 3), "b": (spread(3), 0.4)}, signed(4, 2, skip=6)))
def nested_argument(params, X):
    bias, scale = params["b"]
    return np.sum(np.tanh(X @ params["w"] + bias) * scale)


@program(at(Layer(signed(2, 3), spread(3)), signed(4, 2, skip=6)))
def dataclass_argument(layer, X):
    return np.sum(np.tanh(X @ layer.W + layer.b))


@program(at(Model(Layer(signed(2, 3), spread(3)), 0.4), signed(4, 2, skip=6)))
def nested_dataclass(model, X):
    h = np.tanh(X @ model.layer.W + model.layer.b)
    for _ in range(model.steps):
        h = h * model.scale
    return np.sum(h)


@program(at(Point(0.7, 0.3)))
def named_tuple_argument(p):
    return norm(p) * p[0] + p.y


@program(at({"rate": 0.4, "n": 3, "name": "x", "none": None}))
def leaves_without_derivative(p):
    y = p["rate"]
    for _ in range(p["n"]):
        y = y * p["rate"] + 0.1
    return y if p["none"] is None else 0.0


@program(at((0.7, (0.3, [0.5, 0.2]))))
def unpacked_argument(tree):
    a, (b, c) = tree
    d, e = c
    return a * b + d * e * a


@program(at([signed(2, 3), signed(3, 3, skip=4), signed(3, 2, skip=9)], spread(2)))
def list_of_matrices(weights, x):
    for W in weights:
        x = np.tanh(x @ W)
    return np.sum(x)


@program(at([(signed(2, 3), spread(3)), (signed(3, 1, skip=4), spread(1))], spread(4, 2, skip=2)))
def list_of_pairs(layers, X):
    h = X
    for W, b in layers:
        h = np.tanh(h @ W + b)
    return np.sum(h * h)


@program(at({"a": 0.7, "b": 0.3}))
def dict_walked(p):
    s = 0.0
    for key in p:
        s = s + p[key] ** 2
    for name, value in p.items():
        s = s + value * (2.0 if name == "a" else 3.0)
    for value in p.values():
        s = s * value
    return s


@program(floats(0.7, 0.3))
def local_tuple(x, y):
    pair = (x, x * y)
    more = pair + (y,)  # noqa: RUF005
    return more[0] * more[1] + more[2] * len(more)


@program(floats(0.7, 0.3))
def local_list(x, y):
    values = [x, x * y, y]
    s = 0.0
    for v in values:
        s = s + v * v
    return s * values[1] * len(values)


@program(floats(0.7, 0.3))
def local_dict(x, y):
    p = {"a": x * y, "b": [y, x]}
    return p["a"] * p["b"][0] + p["b"][1]


@program(floats(0.7, 0.3))
def local_nested(x, y):
    tree = ((x, y), {"z": (x * y, 2.0)})
    (a, b), rest = tree
    return a * rest["z"][0] + b * rest["z"][1]


@program(floats(0.7, 0.3))
def local_named_tuple(x, y):
    p = Point(x * y, y)
    return norm(p) + p.x


@program(floats(0.7, 0.3))
def local_dataclass(x, y):
    layer = Layer(x * y, y)
    return layer.W * layer.b + layer.b


@program(floats(0.7, 0.3))
def tuple_slices(x, y):
    values = (x, y, x * y, 2.0)
    a, b = values[1:3]
    return a * b + values[-1] * values[::2][1]


@program(floats(0.7, 0.3), at(1.7, 0.3, label="other"))
def tuple_from_arms(x, y):
    if x > 1.0:
        pair = (x * x, y)
    else:
        pair = (y, x)
    a, b = pair
    return a * b * b


@program(floats(0.7, 3))
def tuple_carried(x, n):
    state = (x, 1.0)
    for _ in range(n):
        state = (state[0] * state[1], state[1] + x)
    return state[0] + state[1]


@program(floats(0.7, 0.3))
def tuple_swapped_in_loop(x, y):
    pair = (x, y)
    for _ in range(3):
        a, b = pair
        pair = (b, a * b)
    return pair[0] * pair[1]


@program(at((spread(3), signed(3, skip=4))), at((spread(1), signed(3)), label="broadcast"))
def tuple_of_arrays(pair):
    x, y = pair
    return np.sum(x * y) + np.sum(x)


@program(floats(0.7, 0.3))
def membership_and_length(x, y):
    p = {"a": x}
    if "b" in p:
        return y
    if "a" in p and len(p) == 1:
        return p["a"] * y
    return 0.0


@program(at({"a": 0.7, "b": 0.3}))
def dict_get(p):
    return p.get("a", 1.0) * p.get("c", 2.0) + p.get("b", 0.0) ** 2


@program(over(lambda n: ((spread(n), 0.4), signed(n, skip=3)), 3))
def unused_leaf(pair, x):
    return np.sum(pair[0] * x)


@program(at([0.4, 0.6], [0.3, 0.9]))
def lists_zipped(a, b):
    s = 0.0
    for x, y in zip(a, b):
        s = s + x * y
    return s


@program(floats(0.7, 0.3))
def result_namedtuple(x, y):
    return Point(x * y, np.sin(x))
