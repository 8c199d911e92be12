"""`grad`, `value_and_grad`, `vjp` and `jvp` as they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pytest

from srcad import ArgumentError, grad, jvp, stop_gradient, value_and_grad, vjp


def f(x, y=2.0, *, k=3.0):
    return x * x * y * k


def test_argnums_by_index_and_by_name() -> None:
    assert grad(f)(3.0) == 36.0
    assert grad(f, 1)(3.0) == 27.0
    assert grad(f, argnums="k")(3.0, k=1.0) == 18.0
    assert grad(f, argnums=(1, "x"))(3.0) == (27.0, 36.0)
    assert grad(f, argnums=["x"])(3.0) == (36.0,)
    assert grad(f, argnums=-1)(3.0) == 27.0


@pytest.mark.parametrize("argnums", [5, "z", -3])
def test_argnums_that_do_not_exist(argnums: Any) -> None:
    with pytest.raises(ArgumentError):
        grad(f, argnums)(3.0)


def test_arguments_gathered_by_stars() -> None:
    def g(x, *args, **options):
        return x * args[0] * args[1] * options["scale"]

    assert grad(g, argnums=(0, 2))(2.0, 3.0, 4.0, scale=5.0) == (60.0, 30.0)
    assert grad(g, argnums="scale")(2.0, 3.0, 4.0, scale=5.0) == 24.0


def test_value_and_grad_gives_the_value_first() -> None:
    assert value_and_grad(f)(3.0) == (54.0, 36.0)
    assert value_and_grad(f, argnums=(0, 1))(3.0) == (54.0, (36.0, 27.0))


def test_aux_is_handed_through() -> None:
    def g(x):
        y = x * x
        return y * x, {"square": y}

    assert grad(g, has_aux=True)(2.0) == (12.0, {"square": 4.0})
    assert value_and_grad(g, has_aux=True)(2.0) == ((8.0, {"square": 4.0}), 12.0)


def test_as_decorators() -> None:
    @grad
    def one(x):
        return x * x

    @grad(argnums=1)
    def other(x, y):
        return x * y * y

    @value_and_grad(argnums="y", has_aux=False)
    def both(x, y):
        return x * y

    assert one(3.0) == 6.0
    assert other(2.0, 3.0) == 12.0
    assert both(2.0, 3.0) == (6.0, 2.0)


class Model:
    """Anything with a method."""

    def __init__(self, slope: float) -> None:
        self.slope = slope

    @grad(argnums="x")
    def decorated(self, x):
        return self.slope * x * x

    def plain(self, x, y):
        return self.slope * x * y

    def __call__(self, x):
        return self.slope * x * x


def test_methods() -> None:
    model = Model(5.0)
    assert model.decorated(3.0) == 30.0
    assert grad(model.plain)(3.0, 2.0) == 10.0
    assert grad(model.plain, argnums=(0, 1))(3.0, 2.0) == (10.0, 15.0)
    assert grad(model)(3.0) == 30.0
    assert jvp(model.plain, (3.0, 2.0), (1.0, None)) == (30.0, 10.0)
    assert vjp(model.plain, 3.0, 2.0)[1](1.0) == (10.0, 15.0)
    model.slope = 7.0
    assert model.decorated(3.0) == 42.0


@dataclass
class Layer:
    W: Any
    b: Any


class Pair(NamedTuple):
    first: Any
    second: Any


def test_the_gradient_has_the_structure_of_its_argument() -> None:
    def loss(p, x):
        hidden = np.tanh(p["layers"][0].W @ x + p["layers"][0].b)
        return np.sum(hidden) * p["pair"].second[0] + p["pair"].first

    params = {"layers": [Layer(np.ones((2, 3)), 0.0)], "pair": Pair(1.0, (2.0, "unused", 4))}
    found = grad(loss)(params, np.zeros(3))
    assert type(found) is dict
    assert list(found) == ["layers", "pair"]
    (layer,) = found["layers"]
    assert type(layer) is Layer
    np.testing.assert_equal(layer.W, np.zeros((2, 3)))
    assert layer.b == 4.0
    assert found["pair"] == Pair(1.0, (0.0, None, None))
    assert type(found["pair"]) is Pair


def test_float32_stays_float32() -> None:
    def loss(w, x):
        return np.sum(w * x)

    w, x = np.ones(2, np.float32), np.array([3.0, 4.0], np.float32)
    assert grad(loss)(w, x).dtype == np.float32
    assert grad(loss)(w, x.astype(np.float64)).dtype == np.float32
    value, scale_bar = value_and_grad(lambda s, x: np.sum(x) * s)(np.float32(2), x)
    assert type(value) is np.float32
    assert type(scale_bar) is np.float32


def test_a_result_that_does_not_depend_on_the_argument() -> None:
    assert grad(lambda x, y: y * 2.0)(1.0, 3.0) == 0.0
    found = grad(lambda x, y: y * 2.0)(np.ones((2, 3), np.float32), 3.0)
    assert (found.shape, found.dtype) == ((2, 3), np.float32)


@pytest.mark.parametrize("x", [3, True, np.int64(3), np.arange(3), [1, 2], None, "three"])
def test_what_has_no_derivative_is_refused(x: Any) -> None:
    with pytest.raises(ArgumentError, match="x"):
        grad(lambda x: x * x)(x)


@pytest.mark.parametrize(
    ("function", "what"),
    [
        (lambda x: np.array([x, x]), "shape"),
        (lambda x: (x, x), "tuple"),
        (lambda x: None, "None"),
        (lambda x: x > 0.0, "integer|bool"),
    ],
)
def test_a_result_that_is_no_real_number_is_refused(function: Any, what: str) -> None:
    with pytest.raises(ArgumentError, match=what):
        grad(function)(1.0)


def test_a_function_that_raises_for_these_arguments_says_where() -> None:
    def priced(x, kind):
        if kind == "call":
            return x * x
        elif kind == "put":
            return x
        raise ValueError(f"unknown kind {kind!r}")

    assert grad(priced)(3.0, "call") == 6.0
    with pytest.raises(ArgumentError, match="`priced` always raises") as refusal:
        grad(priced)(3.0, "straddle")
    assert refusal.value.place is not None
    assert refusal.value.place.text.strip().startswith("raise ValueError")


def test_the_seed_of_a_gradient() -> None:
    assert grad(f)(3.0, out_bar=2.0) == 72.0
    assert grad(f)(3.0, out_bar=2) == 72.0
    with pytest.raises(ArgumentError, match="out_bar"):
        grad(f)(3.0, out_bar=np.ones(2))
    with pytest.raises(TypeError, match="positional"):
        grad(lambda x, n: x)(3.0, 1, 5.0)


# --- vjp, jvp ---------------------------------------------------------------------------------------------------


def test_a_pullback_can_be_called_again() -> None:
    def g(x, n):
        for _ in range(3):
            x = np.sin(x) * n
        return x

    x = np.array([0.1, 0.2])
    out, pullback = vjp(g, x, 2.0)
    np.testing.assert_allclose(out, g(x, 2.0))
    seed = np.array([1.0, 3.0])
    first = pullback(seed)
    for kept in (x, out, first[0], seed):
        saved = kept.copy()
        kept *= 7.0
        again = pullback(np.array([1.0, 3.0]))
        kept[:] = saved
        np.testing.assert_array_equal(again[0], pullback(np.array([1.0, 3.0]))[0])
        assert again[1] == first[1]


@pytest.mark.parametrize(
    "seed", [1.0, np.ones(3), np.ones((2, 1)), (1.0,), None, np.array([1j, 1j]), np.array(["a", "b"])]
)
def test_a_seed_of_another_shape_is_refused(seed: Any) -> None:
    _, pullback = vjp(lambda x: x * x, np.ones(2))
    with pytest.raises(ArgumentError, match="seed"):
        pullback(seed)


def test_vjp_of_a_function_with_several_results() -> None:
    out, pullback = vjp(lambda x, y: {"product": x * y, "n": 3, "sum": [x + y, x]}, 2.0, 3.0)
    assert out == {"product": 6.0, "n": 3, "sum": [5.0, 2.0]}
    assert pullback({"product": 1.0, "n": None, "sum": [10.0, 100]}) == (113.0, 12.0)


def test_vjp_refuses_integers() -> None:
    with pytest.raises(ArgumentError, match=r"3\.0"):
        vjp(lambda x, n: x * n, 2.0, 3)


def test_jvp_takes_tuples() -> None:
    def squares(x):
        return np.sum(x * x)

    for one in (np.ones(1), np.ones(3), 1.0):
        with pytest.raises(ArgumentError, match=r"`primals` is a .*, and must be a tuple"):
            jvp(squares, one, (one,))
        with pytest.raises(ArgumentError, match=r"`tangents` is a .*, and must be a tuple"):
            jvp(squares, (one,), one)


def test_jvp_moves_some_arguments() -> None:
    def g(x, p, n):
        return {"out": x * p["w"] * n, "n": n}

    x = np.array([1.0, 2.0])
    out, out_dot = jvp(g, (x, {"w": 3.0, "name": "a"}, 2), (np.array([1.0, 0.0]), {"w": 1, "name": None}, None))
    np.testing.assert_allclose(out["out"], [6.0, 12.0])
    np.testing.assert_allclose(out_dot["out"], [8.0, 4.0])
    assert out_dot["n"] is None


def test_tangents_that_do_not_fit() -> None:
    with pytest.raises(ArgumentError, match=r"tangents\[1\]"):
        jvp(lambda x, y: x * y, (1.0, np.ones(2)), (1.0, np.ones(3)))
    with pytest.raises(ArgumentError, match="but 1 tangents"):
        jvp(lambda x, y: x * y, (1.0, 2.0), (1.0,))


def test_nothing_that_is_returned_shares_memory() -> None:
    x, y, seed = np.ones(3), np.ones(3), np.ones(3)
    _, pullback = vjp(lambda x, y: x + y, x, y)
    arrays = [*pullback(seed), x, y, seed]
    assert not any(np.shares_memory(a, b) for i, a in enumerate(arrays) for b in arrays[:i])
    total = grad(lambda x: np.sum(x))(x)
    total *= 2.0
    np.testing.assert_array_equal(total, [2.0, 2.0, 2.0])


def test_stop_gradient() -> None:
    def g(x):
        return x * stop_gradient(x)

    assert grad(g)(3.0) == 3.0
    assert grad(grad(g))(3.0) == 0.0
    assert jvp(g, (3.0,), (1.0,)) == (9.0, 3.0)
    x = np.ones(2)
    assert stop_gradient(x) is x
