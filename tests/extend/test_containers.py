"""Classes that say of which attributes they are made."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from srcad import RuleError, check_grads, grad, value_and_grad, vjp
from srcad.extend import container


class Slotted:
    """A layer that keeps its parameters in slots, and makes itself anew."""

    __slots__ = ("W", "b", "label")

    def __init__(self, W: Any, b: Any) -> None:
        self.W, self.b, self.label = W, b, "layer"

    def __call__(self, x: Any) -> Any:
        return self.W @ x + self.b


class Store:
    """Keeps what its attributes are elsewhere."""

    def __init__(self, held: dict[str, Any]) -> None:
        self._held = held

    @property
    def W(self) -> Any:
        return self._held["W"]


def store_of(W: Any) -> Store:
    return Store({"W": W})


def loss(layer, x):
    return np.sum(np.tanh(layer(x)) ** 2)


def size(store):
    return np.sum(store.W**3)


LAYER = Slotted(np.array([[0.3, -1.0], [0.2, 0.5]]), np.array([0.1, -0.2]))
X = np.array([0.7, 1.3])


def test_slots() -> None:
    container(Slotted, "W", "b")
    gradient = grad(loss)(LAYER, X)
    assert type(gradient) is Slotted
    expected = grad(lambda W, b: np.sum(np.tanh(W @ X + b) ** 2), argnums=(0, 1))(LAYER.W, LAYER.b)
    np.testing.assert_allclose(gradient.W, expected[0])
    np.testing.assert_allclose(gradient.b, expected[1])
    assert "return Slotted(W=W_bar, b=b_bar)" in grad(loss).source
    check_grads(loss, (LAYER, X))
    assert type(vjp(loss, LAYER, X)[1](1.0)[0]) is Slotted


def test_one_that_is_made_in_a_way_of_its_own() -> None:
    container(Store, "W", make=store_of)
    value, gradient = value_and_grad(size)(store_of(X))
    assert value == np.sum(X**3)
    assert type(gradient) is Store
    np.testing.assert_allclose(gradient.W, 3.0 * X**2)
    assert "store_of(W=W_bar)" in value_and_grad(size).source


def test_inside_a_function_and_a_gradient_of_a_gradient() -> None:
    container(Slotted, "W", "b")

    def outer(W, x):
        inner = grad(loss)(Slotted(W, x), x)
        return np.sum(inner.W * W)

    check_grads(outer, (LAYER.W, X), order=1)


class Network:
    """Holds layers, and keeps its attributes as other objects do."""

    def __init__(self, first: Any, rest: Any) -> None:
        self.first, self.rest = first, rest


def through(network, x):
    for layer in [network.first, *network.rest]:
        x = np.tanh(layer(x))
    return np.sum(x)


def test_inside_of_another_object() -> None:
    container(Slotted, "W", "b")
    network = Network(LAYER, [Slotted(2.0 * LAYER.W, LAYER.b)])
    gradient = grad(through)(network, X)
    assert type(gradient.rest[0]) is Slotted
    check_grads(through, (network, X), order=1)


@pytest.mark.parametrize(
    ("enter", "message"),
    [
        (lambda: container(LAYER, "W"), "is no class"),
        (lambda: container(dict, "W"), "are taken apart already"),
        (lambda: container(Slotted), "no leaves of `Slotted` are named"),
        (lambda: container(Slotted, "W.b"), "has no attribute 'W.b'"),
        (lambda: container(Slotted, "W", make=3), "3 makes no object"),
    ],
)
def test_a_wrong_one_is_refused(enter: Any, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        enter()
    assert message in caught.value.reason
