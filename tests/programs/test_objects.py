"""Objects as arguments and as results: what comes back, what the caller keeps, and what a change of the class does."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from srcad import grad, jvp, value_and_grad, vjp
from tests.corpus.comparing import assert_close

TIGHT = (1e-12, 1e-12)


class Model:
    """A weight, a count, a function."""

    factor = 2.0

    def __init__(self, w: Any) -> None:
        self.w = w
        self.calls = 0
        self.act = np.sin

    def __call__(self, x: Any) -> Any:
        self.calls += 1
        return self.factor * self.act(self.w) * x


class Pair:
    """What a function returns."""

    def __init__(self, a: Any, b: Any) -> None:
        self.a, self.b = a, b


def applied(model, x):
    return model(x) + model(2.0 * x)


def paired(x):
    return Pair(x * x, {"cube": x**3})


def test_the_gradient_is_an_object_of_the_class() -> None:
    model = Model(0.3)
    found = grad(applied)(model, 1.5)
    assert type(found) is Model
    assert vars(found).keys() == {"w", "calls", "act"}
    assert found.calls is None
    assert found.act is None
    assert_close(found.w, 9.0 * math.cos(0.3), TIGHT)
    assert model.calls == 0


def test_a_method_is_differentiated_past_its_object() -> None:
    assert_close(grad(Model(0.3).__call__)(1.5), 2.0 * math.sin(0.3), TIGHT)
    assert_close(grad(Model(0.3))(1.5), 2.0 * math.sin(0.3), TIGHT)


def test_a_tangent_is_an_object_too() -> None:
    out, out_dot = jvp(applied, (Model(0.3), 1.5), (Model(2.0), 0.0))
    assert_close(out, 9.0 * math.sin(0.3), TIGHT)
    assert_close(out_dot, 18.0 * math.cos(0.3), TIGHT)


def test_an_object_is_returned() -> None:
    out, pullback = vjp(paired, 2.0)
    assert type(out) is Pair
    assert vars(out) == {"a": 4.0, "b": {"cube": 8.0}}
    assert pullback(Pair(1.0, {"cube": 10.0})) == (124.0,)
    (value, aux), gradient = value_and_grad(lambda x: (x * x, paired(x)), has_aux=True)(2.0)
    assert (value, aux.a, aux.b, gradient) == (4.0, 4.0, {"cube": 8.0}, 4.0)


def test_other_objects_of_the_class_share_the_text() -> None:
    gradient = grad(applied, argnums=1)
    for w in (0.3, 0.7, 1.1):
        assert_close(gradient(Model(w), 1.5), 6.0 * math.sin(w), TIGHT)
    first = gradient.source
    gradient(Model(2.0), 1.5)
    assert gradient.source == first


def test_more_attributes_are_another_structure() -> None:
    gradient = grad(applied)
    gradient(Model(0.3), 1.5)
    model = Model(0.3)
    model.factor = 5.0
    found = gradient(model, 1.5)
    assert_close(found.w, 22.5 * math.cos(0.3), TIGHT)
    assert_close(found.factor, 4.5 * math.sin(0.3), TIGHT)


def test_changes_of_the_class_are_seen(monkeypatch) -> None:
    gradient = grad(applied)
    assert_close(gradient(Model(0.3), 1.5).w, 9.0 * math.cos(0.3), TIGHT)
    monkeypatch.setattr(Model, "factor", 3.0)
    assert_close(gradient(Model(0.3), 1.5).w, 13.5 * math.cos(0.3), TIGHT)
    monkeypatch.setattr(Model, "__call__", lambda self, x: self.w * x)
    assert gradient(Model(0.3), 1.5).w == 4.5
