"""Functions with something to find in them, each at a line that a test asks for."""

import math
from dataclasses import dataclass

import numpy as np

from srcad import grad


def many(x, n):
    a = eval("x")
    y = np.trim_zeros(x)
    for k in range(eval("n")):
        y = math.sin(exec("k"), a)
        while k < eval("n"):
            z = np.packbits(k)
    return y + z * globals()["n"]


def count(n: int, x: float):
    return x * n


def steps(n=3):
    return n * 2.0


def clean(x, y=2):
    return x * math.sin(y)


def aliased(x):
    y = x * 2.0
    z = y.reshape(3)
    z[0] = 1.0
    return np.sum(y) + np.sum(z)


def helper(x):
    global LAST
    LAST = x
    return x


def calls_helper(x):
    return helper(x) * 2.0


def nested(x):
    def inner(t):
        return eval("t")

    return inner(x)


def shapes(W, b, n):
    h = W @ b + W[0, 1]
    for k in range(n):
        h = h * b[k]
    return np.sum(h)


def annotated(x: "np.ndarray", k: "int | None" = None):
    return x[0] * len(x)


def by_text(x, mode):
    if mode == "fast":
        return x
    return eval("x")


def ignored(x):  # srcad: ignore
    return eval("x")


def partly_ignored(x):
    a = eval("x")  # srcad: ignore
    b = exec("x")
    return a, b


@dataclass
class Point:
    a: float
    b: float

    def norm(self):
        return self.a * self.b

    def walk(self):
        return [self.a, eval("b")]


class Model:
    def __init__(self, scale):
        self.scale = eval("scale")

    def __call__(self, x):
        return self.scale * x if x else eval("x")

    @staticmethod
    def fixed(x):
        return exec("x")


@grad
def gradient(x):
    return eval("x")


def nothing_to_differentiate():
    return eval("3")


def only_text(path: str, verbose: bool = False):
    return eval(path) if verbose else ""
