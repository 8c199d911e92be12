"""`match`, by value, shape and class; guards; captures."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed


class Point(NamedTuple):
    """A named tuple."""

    x: float
    y: float


@dataclass
class Circle:
    """A class with a radius."""

    radius: float
    name: str = "circle"


@dataclass(frozen=True)
class Box:
    """A class with two lengths."""

    width: float
    height: float


class Rates:
    """Names for values."""

    LOW = 1
    HIGH = 2


@program(floats(0.7, 1), at(0.7, 2, label="second"), at(0.7, 7, label="other"))
def by_number(x, k):
    match k:
        case 1:
            return x * x
        case Rates.HIGH:
            y = x * 3.0
        case _:
            y = -x
    return y * x


@program(at(0.7, "square"), at(0.7, "half", label="half"), at(0.7, "zzz", label="other"))
def by_text(x, kind):
    match kind:
        case "square" | "cube":
            y = x * x
        case "half":
            y = 0.5 * x
        case other:
            y = x * len(other)
    return y


@program(floats(0.7), at(1.7, label="middle"), at(2.7, label="high"))
def guards_by_value(x):
    match x:
        case v if v < 1.0:
            y = v * v
        case v if v < 2.0:
            y = v * 3.0
        case v:
            y = v**3
    return y * x


@program(at((0.7, 0.3)), at((0.7, 0.3, 0.4), label="three"), at((0.7,), label="one"))
def by_length(point):
    match point:
        case (x,):
            return x * x
        case (x, y):
            return x * y
        case [x, *rest]:
            s = x * x
            for r in rest:
                s = s * r
            return s
    return 0.0


@program(at((0.7, (0.3, [0.4, 0.5]))))
def nested_pattern(tree):
    match tree:
        case (a, (b,)):
            return a * b
        case (a, (b, [c, *_] as tail)):
            return a * b * c + tail[1] * a
    return 0.0


@program(at({"kind": "circle", "r": 0.7}), at({"kind": "box", "w": 0.7, "h": 0.3}, label="box"))
def by_mapping(shape):
    match shape:
        case {"kind": "circle", "r": r}:
            return 3.0 * r * r
        case {"kind": "box", **sides}:
            return sides["w"] * sides["h"]
    return 0.0


def area(shape: Any) -> Any:
    match shape:
        case Circle(radius=r, name="circle"):
            return 3.0 * r * r
        case Circle(r):
            return r
        case Box(w, h) if w > 0.1:
            return w * h
        case Point(x=x):
            return x * x
        case float(x) | int(x):
            return x * 2.0
        case np.ndarray():
            return np.sum(shape * shape)
        case None:
            return 1.0


@program(floats(0.7))
def by_class(x):
    whole = area(Circle(x)) * area(Box(x, 2.0)) + area(Point(x, 3.0))
    return whole * area(x) * area(None) * area(Circle(x, "other")) * area(np.array([x, 2.0]))


@program(floats(0.7), at(1.7, label="other"))
def maybe_matched(x):
    y = x * x if x > 1.0 else None
    match y:
        case None:
            return x
        case v:
            return v * x


@program(over(lambda n: (signed(n),), 5))
def leaves_from_cases(x):
    s = 0.0
    for k, v in enumerate(x):
        match k % 4:
            case 0:
                continue
            case 1 if v < -1.2:
                break
            case 1 | 2:
                s = s + v * v
            case _ if v > 1.0:
                return s * v
            case _:
                s = s * 1.1
    return s + np.sum(x)


@program(floats(0.7, True), at(0.7, False, label="not"))
def singletons(x, c):
    match c:
        case True:
            y = x * x
        case False:
            y = x
        case None:
            y = 0.0
    return y * x


@program(floats(0.7), at(1.7, label="other"))
def alternatives_that_capture(x):
    pair = (x, 0.0) if x > 1.0 else (0.0, x)
    match pair:
        case (v, 0.0) | (0.0, v):
            return v * v
    return x


@program(floats(0.7))
def captured_despite_the_guard(x):
    match (x, x * x):
        case (a, b) if a > 10.0:
            return a
        case (c, _):
            return c * b
    return a


@program(floats(0.7))
def matched_in_a_closure(x):
    def scaled(v):
        match v:
            case (a, b):
                return a * b * x
            case a:
                return a + x

    return scaled((x, 2.0)) * scaled(x)
