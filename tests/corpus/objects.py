"""Objects of the user's classes: attributes read and stored, methods, inheritance, operators, models and optimisers."""

import copy
import dataclasses
import functools
import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

import numpy as np

from tests.corpus.registry import at, floats, program, signed, spread
from tests.trees import Held

# --- classes ----------------------------------------------------------------------------------------------------


class Vec2:
    """Two numbers that are added and scaled."""

    scale = 2.0

    def __init__(self, x, y=0.5):
        self.x = x
        self.y = y

    def __add__(self, other):
        if not isinstance(other, Vec2):
            return NotImplemented
        return Vec2(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return self if other == 0 else Vec2(self.x + other, self.y + other)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, k):
        return Vec2(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __neg__(self):
        return Vec2(-self.x, -self.y)

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __abs__(self):
        return self.norm

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __hash__(self):
        return 0

    def __lt__(self, other):
        return self.norm < other.norm

    def __bool__(self):
        return bool(self.x > 0.0)

    def __len__(self):
        return 2

    def __iter__(self):
        return iter((self.x, self.y))

    def __getitem__(self, place):
        return (self.x, self.y)[place]

    def __setitem__(self, place, value):
        if place == 0:
            self.x = value
        else:
            self.y = value

    def __contains__(self, value):
        return value in (1, 2, 3)

    @property
    def norm(self):
        return math.sqrt(self.x**2 + self.y**2)

    @norm.setter
    def norm(self, value):
        factor = value / self.norm
        self.x *= factor
        self.y *= factor

    @staticmethod
    def square(x):
        return x * x

    @classmethod
    def at_angle(cls, angle):
        return cls(math.cos(angle), math.sin(angle))


class Dual:
    """Numbers with an infinitesimal part."""

    __slots__ = ("eps", "re")

    def __init__(self, re, eps=0.0):
        self.re = re
        self.eps = eps

    @staticmethod
    def of(value):
        return value if isinstance(value, Dual) else Dual(value)

    def __add__(self, other):
        other = Dual.of(other)
        return Dual(self.re + other.re, self.eps + other.eps)

    __radd__ = __add__

    def __mul__(self, other):
        other = Dual.of(other)
        return Dual(self.re * other.re, self.re * other.eps + self.eps * other.re)

    __rmul__ = __mul__

    def __pow__(self, n):
        return Dual(self.re**n, n * self.re ** (n - 1) * self.eps)


class Counter:
    """Sums what it is given and counts."""

    def __init__(self):
        self.total = 0.0
        self.n = 0
        self.last = None

    def add(self, value):
        self.total += value * value
        self.n += 1
        self.last = value
        return self

    def mean(self):
        return self.total / self.n


class Scaled(Counter):
    """Adds scaled values, of large ones only."""

    def __init__(self, k):
        super().__init__()
        self.k = k

    def add(self, value):
        if value > 1.0:
            super().add(value * self.k)
        return self


class Shape(ABC):
    """Something with an area."""

    factor: ClassVar[float] = 2.0

    @abstractmethod
    def area(self): ...

    def doubled(self):
        return self.factor * self.area()


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2


class Circle(Shape):
    factor = 3.0

    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return math.pi * self.radius**2


class Left:
    def __init__(self, x):
        self.x = x
        self.order = 1.0

    def value(self):
        return self.x * 2.0


class Middle(Left):
    def __init__(self, x):
        super().__init__(x * 3.0)
        self.order = self.order + 1.0

    def value(self):
        return super().value() + self.x


class Right(Left):
    def value(self):
        return super().value() * self.x


class Bottom(Middle, Right):
    """The classes it inherits from are asked one after the other."""

    def value(self):
        return super().value() * self.order


class Celsius:
    """A private attribute, a cached property, functions that are kept."""

    def __init__(self, degrees):
        self.__degrees = degrees
        self.convert = math.exp

    @property
    def kelvin(self):
        return self.__degrees + 273.15

    @functools.cached_property
    def heat(self):
        return self.convert(self.__degrees)

    def warm(self, by):
        self.__degrees += by


@dataclass
class Particle:
    """Fields with defaults, and what follows from them."""

    x: float
    v: float = 0.5
    trace: list = field(default_factory=list)
    mass: float = field(init=False, default=3.0)

    def __post_init__(self):
        self.energy = 0.5 * self.mass * self.v**2

    def step(self, dt):
        self.trace.append(self.x)
        self.v -= dt * math.sin(self.x)
        self.x += dt * self.v


@dataclass(frozen=True)
class State:
    """Never changed: replaced."""

    x: float
    v: float = 1.0
    name: str = "state"

    def moved(self, dt):
        return dataclasses.replace(self, x=self.x + dt * self.v, v=self.v - dt * self.x)


@dataclass(kw_only=True)
class Named:
    """Fields by keyword only."""

    a: float
    b: float = 2.0


class Pair(NamedTuple):
    """A named tuple with a method and a default."""

    a: float
    b: float = 2.0

    def product(self):
        return self.a * self.b

    @property
    def sum(self):
        return self.a + self.b


class Point3(NamedTuple):
    """Three numbers, the last with a default."""

    x: float
    y: float
    z: float = 1.5


class Dense(Held):
    """A layer."""

    def __init__(self, W, b):
        self.W = W
        self.b = b

    def __call__(self, x):
        return np.tanh(self.W @ x + self.b)


class Net(Held):
    """Layers in a list, a number, and things without derivative."""

    def __init__(self, layers, scale, name="net"):
        self.layers = layers
        self.scale = scale
        self.name = name
        self.calls = 0
        self.options = {"power": 2}

    def __call__(self, x):
        self.calls += 1
        for layer in self.layers:
            x = layer(x)
        return x * self.scale

    def loss(self, x):
        return np.sum(self(x) ** self.options["power"]) * self.calls


class Momentum:
    """The state of an optimiser."""

    def __init__(self, rate, decay=0.9):
        self.rate = rate
        self.decay = decay
        self.velocity = None
        self.rounds = 0

    def update(self, w, g):
        if self.velocity is None:
            self.velocity = np.zeros_like(w)
        self.velocity = self.decay * self.velocity - self.rate * g
        self.rounds += 1
        return w + self.velocity


def net():
    return Net([Dense(signed(3, 2), spread(3)), Dense(signed(2, 3, skip=5), spread(2, skip=3))], 0.7)


# --- attributes -------------------------------------------------------------------------------------------------


@program(floats(0.7))
def attribute_stored(x):
    v = Vec2(x)
    v.x = v.x * x
    v.y += v.x
    return v.x * v.y


@program(floats(0.7, 1.2))
def two_attributes_at_once(x, y):
    v = Vec2(x, y)
    v.x, v.y = v.y * 2.0, v.x
    return v.x**2 * v.y


@program(floats(0.7))
def two_names_of_one_object(x):
    v = Vec2(x)
    w = v
    w.x *= x
    v.y = w.x
    return v.x * w.y + (1.0 if v is w else 2.0)


@program(floats(0.7))
def attribute_is_a_loop_variable(x):
    v = Vec2(x)
    total = 0.0
    for v.y in (1.0, 2.0, x):
        total += v.x * v.y
    return total * v.y


@program(floats(0.7))
def attribute_deleted(x):
    v = Vec2(x)
    v.z = x * x
    del v.y
    return v.x * v.z + (1.0 if hasattr(v, "y") else x)


@program(floats(0.7), floats(-0.4))
def stored_in_a_branch(x):
    v = Vec2(x)
    if x > 0.0:
        v.x = x * x
    else:
        v.y = x * 3.0
    return v.x * v.y


@program(floats(0.7), floats(-0.4))
def object_made_in_a_branch(x):
    v = Vec2(x * x, x) if x > 0.0 else Vec2(x, 2.0)
    return v.x * v.y + v.norm


@program(at(spread(5, low=0.5, high=2.0)))
def counter_in_a_loop(xs):
    counter = Counter()
    for x in xs:
        counter.add(x).add(x * 2.0)
    return counter.mean() * counter.last


@program(at(spread(5, low=0.5, high=2.0)))
def inherited_counter_in_a_loop(xs):
    counter = Scaled(1.5)
    for x in xs:
        counter.add(x)
    return counter.mean() * counter.k


@program(at(spread(4), 0.3))
def array_in_an_object(xs, k):
    v = Vec2(np.zeros(4), xs * k)
    v.x[1:] = xs[1:] * k
    v.y *= 2.0
    v.x += v.y
    return np.sum(v.x * v.y)


@program(at(spread(4), 0.3))
def array_shared_by_two_objects(xs, k):
    data = xs * k
    v = Vec2(data, 1.0)
    w = Vec2(data, 2.0)
    v.x[0] = k * k
    return np.sum(w.x**2) * w.y


@program(floats(0.7))
def objects_in_a_list(x):
    items = [Vec2(x), Vec2(x * x, 2.0)]
    items[0].x += 1.0
    items.append(items[0])
    items[2].y *= x
    total = 0.0
    for item in items:
        total += item.x * item.y
    return total


@program(floats(0.7))
def object_in_an_object(x):
    outer = Vec2(Vec2(x), Vec2(x, x))
    outer.x.y = outer.y.x * 2.0
    inner = outer.y
    inner.x = 3.0 * x
    return outer.x.x * outer.x.y + outer.y.x**2


def shifts(v, by):
    v.x = v.x + by


@program(floats(0.7))
def changed_by_a_function(x):
    v = Vec2(x)
    shifts(v, x * x)
    return v.x**2


@program(floats(0.7))
def asked_by_name(x):
    v = Vec2(x)
    setattr(v, "x", x * x)
    missing = getattr(v, "weight", 2.0 * x)
    return getattr(v, "x") * missing + getattr(v, "norm")


@program(floats(0.7))
def copied(x):
    v = Vec2(x)
    w = copy.copy(v)
    w.x = x * x
    return v.x * w.x + (2.0 if v is w else 0.0)


@program(floats(0.4), floats(2.4))
def while_an_attribute_is_small(x):
    v = Vec2(x, 1.0)
    while v.x < 3.0:
        v.x = v.x * 1.5 + v.y
        v.y += 0.25 * x
    return v.x * v.y


# --- what classes have ------------------------------------------------------------------------------------------


@program(floats(0.7))
def properties(x):
    v = Vec2(x)
    v.norm = 2.0 * x
    return v.x * v.norm + v.y


@program(floats(0.7))
def static_and_class_methods(x):
    v = Vec2.at_angle(x)
    w = v.at_angle(x * x)
    return v.x * w.y + v.square(x) + Vec2.square(v.y)


@program(floats(0.7))
def class_attributes(x):
    v = Vec2(x)
    v.scale = v.scale * x
    return v.scale * Vec2(x).scale + Vec2.scale


@program(floats(0.7))
def private_and_cached(x):
    t = Celsius(x)
    first = t.heat
    t.warm(x * x)
    return first * t.heat + t.kelvin * 0.01


@program(floats(0.7), floats(-0.7))
def abstract_shapes(x):
    total = 0.0
    for shape in (Square(x), Circle(x * 2.0)):
        total += shape.doubled()
    return total


@program(floats(0.7))
def asked_in_the_order_of_inheritance(x):
    b = Bottom(x)
    return b.value() + Left.value(b)


@program(floats(0.7))
def bound_method_kept(x):
    counter = Counter()
    add = counter.add
    for k in range(3):
        add(x * k)
    return counter.total * functools.reduce(lambda c, y: c.add(y), [x, 2.0 * x], counter).mean()


@program(floats(0.7))
def class_of_an_object(x):
    v = Vec2(x)
    w = type(v)(x * x, x)
    u = v.__class__(w.y)
    return w.x * u.x if isinstance(u, Vec2) else 0.0


# --- dataclasses and named tuples -------------------------------------------------------------------------------


@program(floats(0.7))
def dataclass_with_all_kinds_of_fields(x):
    p = Particle(x, v=x * x)
    for _ in range(3):
        p.step(0.1)
    return p.x * p.v + p.energy + p.trace[1] * p.mass


@program(floats(0.7))
def frozen_dataclass_replaced(x):
    s = State(x)
    for _ in range(4):
        s = s.moved(0.1)
    return s.x * s.v


@program(floats(0.7), floats(1.3))
def dataclasses_compared(x):
    return x * x if State(x) == State(1.0) else 3.0 * x


@program(floats(0.7))
def keyword_only_fields(x):
    n = Named(a=x)
    return n.a**2 * n.b


@program(floats(0.7))
def named_tuples(x):
    p = Pair(x)
    q = p._replace(b=x * x)
    r = Point3(x, y=2.0)
    return p.product() * q.sum + r.x * r.z + q._asdict()["b"]


# --- operators --------------------------------------------------------------------------------------------------


@program(floats(0.7))
def vector_arithmetic(x):
    v = Vec2(x) + 2.0 * Vec2(x * x, 2.0) - Vec2(x, x)
    return v @ v + abs(-v)


@program(floats(0.7))
def reflected_and_in_place(x):
    v = sum([Vec2(x), Vec2(x * x), Vec2(1.0, x)])
    w = v
    w += Vec2(x)
    return v.x * w.y + (1.0 + v).x


@program(floats(0.7))
def dual_numbers(x):
    d = Dual(x, 1.0)
    y = 3.0 * d * d + d**3 + 2.0
    return y.re * y.eps


@program(floats(0.7), floats(-0.7))
def compared_and_tested(x):
    v, w = Vec2(x), Vec2(x * x)
    total = x if v < w else 2.0 * x
    if v == Vec2(x):
        total = total * 3.0
    if v != w:
        total = total + v.y * x
    if v:
        total = total + x**3
    return total * (x if 2 in v else 1.0)


@program(floats(0.7))
def items_of_an_object(x):
    v = Vec2(x)
    v[1] = v[0] * x
    v[0] += 2.0
    a, b = v
    for each in v:
        a = a * each
    return a * b * len(v)


# --- objects as arguments ---------------------------------------------------------------------------------------


@program(at(net(), signed(2)))
def model_with_layers(model, x):
    return np.sum(model(x) ** 2)


@program(at(net(), signed(2)))
def method_of_a_model(model, x):
    return model.loss(x) + model.loss(x * 2.0)


@program(at(net(), 0.1), wrt=(0, 1))
def step_of_a_model(model, rate):
    for layer in model.layers:
        layer.b = layer.b - rate * layer.b**2
        layer.W *= 1.0 - rate
    return np.sum(model(np.array([0.3, -0.4])) ** 2)


@program(at(signed(3), 0.1))
def optimiser_in_a_loop(w, rate):
    state = Momentum(rate)
    for _ in range(5):
        w = state.update(w, 2.0 * w**3)
    return np.sum(w * state.velocity) * state.rounds


@program(at(net(), signed(2)))
def models_in_a_dict(model, x):
    models = {"one": model, "other": model}
    models["one"].scale = models["one"].scale * 2.0
    return np.sum(models["other"](x))


@program(at(Particle(0.7, 0.3), 0.2))
def dataclass_that_does_more(p, dt):
    p.step(dt)
    return p.x * p.v + p.energy


@program(at(spread(4), 0.3))
def objects_in_a_grown_list(xs, k):
    points = []
    for x in xs:
        points.append(Vec2(x * k, x))
    total = 0.0
    for point in points:
        total += point.x * point.y + point.norm
    return total


@program(floats(0.7), floats(1.4))
def inner_object_replaced_in_a_branch(x):
    v = Vec2(Vec2(x), 1.0)
    for k in range(4):
        v.x.x = v.x.x * x
        if v.x.x > 2.0 or k == 2:
            v.x = Vec2(v.x.x + 1.0)
    return v.x.x * v.x.y


@program(floats(0.7))
def list_replaced_in_a_branch(x):
    rows = [[x], [2.0 * x]]
    for k in range(3):
        rows[0][0] = rows[0][0] * x
        if k == 1:
            rows[0] = [rows[0][0] + 1.0]
    return rows[0][0] * rows[1][0]


@program(floats(0.7), floats(-0.7))
def attribute_deleted_in_a_branch(x):
    v = Vec2(x, Vec2(x))
    if x > 0.0:
        del v.y
    return v.x**2


@program(floats(0.7))
def condition_that_changes_an_object(x):
    counter = Counter()
    while counter.add(x).total < 3.0:
        x = x * 1.1
    return counter.total * counter.n


# --- iterators ----------------------------------------------------------------------------------------------------


class Fading:
    """Gives a number again and again, a little smaller each time."""

    def __init__(self, x, n):
        self.x = x
        self.left = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.left <= 0:
            raise StopIteration
        self.left -= 1
        self.x = self.x * 0.9
        return self.x


class Shelf:
    """Gives its parts to be walked, by an iterator of another class."""

    def __init__(self, x):
        self.x = x

    def __iter__(self):
        return Fading(self.x, 2)


@program(at(1.3, 3), at(1.3, 0, label="nothing", main=False))
def walked_step_by_step(x, n):
    s = 0.0
    for v in Fading(x, n):
        s += v * v
    return s + sum(v * i for i, v in enumerate(Fading(x, n))) + len(list(Fading(x, n)))


@program(at(1.3, 4), at(2.9, 4, label="left early", main=False))
def begun_before_it_is_walked(x, n):
    fading = Fading(x, n)
    first, second = next(fading), next(fading)
    s = first * second
    for v in fading:
        s += v * v
        if s > 6.0:
            break
    return s * fading.left + fading.x


@program(at(1.3))
def walked_by_another(x):
    shelf = Shelf(x)
    return sum([v * v for v in shelf]) * next(iter(shelf))
