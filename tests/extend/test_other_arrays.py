"""Arrays of other libraries that follow NumPy's protocols: gradients are such arrays, and nothing becomes NumPy's."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from srcad import ArgumentError, LanguageError, RuleError, elementwise_grad, grad, hvp, jacobian, jvp, vjp
from srcad.extend import array_module
from tests.extend.other_library import Card, Copying, library, taken

xp = library()
X = np.array([[0.3, -0.2, 0.7], [0.4, 0.9, 0.1]])
V = np.array([0.5, -0.3, 0.8])
CONSTANT = Card(V)


@pytest.fixture(autouse=True)
def _entered() -> None:
    array_module(xp)


def by_operators(x, v):
    return np.sum(np.tanh(x @ v)) + ((x + v) * x).sum()


def by_names_of_the_array_api(x, v):
    return xp.sum(xp.acos(x)) * xp.sum(xp.concat([x, x * v])) + xp.sum(xp.permute_dims(x, (1, 0)) ** 2)


def by_parts(x, v):
    first = x[0]
    return first[1] * x[1, 2] + np.sum(first * v) + np.trace(x[:, :2]) ** 2


def through_transposed_parts(x, v):
    return np.sum(np.linalg.inv(x[:, :2] @ x[:, :2].T)) * v[0]


def by_numbers(x, v):
    """Numbers are arrays without axes, which have two names here."""
    s = np.sum(x)
    a = s
    b = s * np.sum(v)
    return a * b + s * np.sum(x * a) + float(s) ** 2


def in_a_loop(x, v):
    total = 0.0
    h = x[0]
    for k in range(4):
        h = np.tanh(h * x[k % 2]) + v
        total = total + np.sum(h) ** 2
    return total


def item_by_item(x, v):
    """What begins as a number of Python's is an array without axes in later rounds."""
    s = 1.0
    for k in range(3):
        s = s * 0.5 + x[0, k] ** 2
    return s * v[0]


def of_lengths_that_are_computed(x, v):
    n = len(v) - 1
    return np.sum(x[:, :n] * v[: x.shape[1] - 1]) * np.sum(np.concatenate([x[0][:n], v]) ** 2)


def by_reductions(x, v):
    return np.max(x) * np.mean(x, axis=0)[1] * np.std(v) + np.linalg.norm(x) + np.sum(np.cumsum(x, axis=1) ** 2)


def by_choices(x, v):
    if np.sum(x) > 0.0:
        return np.sum(np.where(x > 0.2, x * x, 3.0 * x) * np.outer(x[:, 0], v))
    return np.sum(x)


PROGRAMS: list[Callable[..., Any]] = [
    by_operators,
    by_names_of_the_array_api,
    by_parts,
    through_transposed_parts,
    by_numbers,
    in_a_loop,
    item_by_item,
    of_lengths_that_are_computed,
    by_reductions,
    by_choices,
]


@pytest.mark.parametrize("cls", [Card, Copying])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("f", PROGRAMS)
def test_gradients_and_tangents(f: Callable[..., Any], dtype: type, cls: type) -> None:
    own = X.astype(dtype), V
    others = tuple(map(cls, own))
    for found, expected in zip(grad(f, argnums=(0, 1))(*others), grad(f, argnums=(0, 1))(*own), strict=True):
        assert isinstance(found, Card)
        assert found.dtype == expected.dtype
        np.testing.assert_allclose(taken(found), expected, rtol=1e-6 if dtype is np.float64 else 1e-3)
    steps = np.cos(own[0]), np.sin(V)
    out_dot = jvp(f, others, tuple(map(cls, steps)))[1]
    np.testing.assert_allclose(float(out_dot), jvp(f, own, steps)[1], rtol=1e-5 if dtype is np.float64 else 1e-3)


def squares(x):
    return np.sum(np.sin(x) ** 2)


def test_other_transforms() -> None:
    ones, x = np.ones(3), Card(V)
    np.testing.assert_allclose(taken(hvp(squares)(x, Card(ones))), hvp(squares)(V, ones))
    np.testing.assert_allclose(taken(elementwise_grad(lambda x: np.sin(x))(x)), np.cos(V))
    out, pullback = vjp(lambda x: x * x, x)
    np.testing.assert_allclose(taken(pullback(out)[0]), 2.0 * V**3)
    np.testing.assert_allclose(
        taken(grad(lambda x: np.sum(grad(squares)(x) ** 2))(x)), 2 * np.sin(2 * V) * 2 * np.cos(2 * V)
    )
    for seed in (ones, Card(np.ones(2))):
        with pytest.raises(ArgumentError, match="seed"):
            pullback(seed)
    with pytest.raises(ArgumentError, match="jacobians"):
        jacobian(lambda x: x * x)(x)


def test_a_text_is_for_one_class() -> None:
    df = grad(lambda p: np.sum(p["w"] ** 2) * p["b"])
    for make in (Card, np.asarray, Copying):
        found = df({"w": make(V), "b": 2.0})
        assert type(found["w"]) is type(make(V))
        np.testing.assert_allclose(taken(found["w"]), 4.0 * V)


def test_the_text() -> None:
    """NumPy's names stand where its protocols find the library, and the module's where they do not."""
    source = grad(lambda x: np.trace(x[:, :2]) ** 2).source_for(Card(X))
    assert "np.zeros_like(x)" in source
    assert "xp.eye(t_2[0], M=t.shape[1], k=0)" in source
    assert "xp.concat([" in grad(lambda x: xp.sum(xp.sin(xp.concat([x, x])))).source_for(Card(V))


def stores(x):
    y = x * 1.0
    y[0] = 2.0
    return np.sum(y)


def adds_in_place(x):
    y = x * 1.0
    y += x
    return np.sum(y)


def adds_to_a_number(x):
    total = 0.0
    for k in range(3):
        total += x[k]
    return total


def into_out(x):
    y = np.zeros_like(x)
    np.sin(x, out=y)
    return np.sum(y)


def asks_for_the_class(x):
    return np.sum(x) if isinstance(x, np.ndarray) else np.sum(x * x)


@pytest.mark.parametrize("f", [stores, adds_in_place, adds_to_a_number, into_out, asks_for_the_class])
def test_what_may_mean_another_thing_is_refused(f: Callable[..., Any]) -> None:
    with pytest.raises(LanguageError, match=r"in place|class of this value"):
        grad(f)(Card(V))


REFUSED = {
    "`np.array` takes arrays of NumPy's": lambda x: np.sum(np.array([x[0], x[1]]) ** 2),
    "`prod_except` takes arrays of NumPy's": lambda x: np.prod(x),
    "from outside": lambda x: np.sum(x * CONSTANT),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_follows_no_protocol_is_refused(reason: str) -> None:
    with pytest.raises((RuleError, LanguageError), match=reason):
        grad(REFUSED[reason])(Card(V))


def test_arrays_of_two_libraries_are_refused() -> None:
    with pytest.raises(ArgumentError, match="mixed"):
        grad(by_operators)(Card(X), Copying(V))


def test_arrays_of_a_module_that_is_not_known() -> None:
    class Stray(Card):
        pass

    with pytest.raises(ArgumentError, match="array_module"):
        grad(squares)(Stray(V))


def test_a_library_without_the_protocols_is_refused() -> None:
    class Strict:
        """As of the Array API alone."""

    strict: Any = ModuleType("strict")
    strict.sin, strict.zeros = (lambda x: x), (lambda shape: Strict())
    with pytest.raises(RuleError, match=r"do not follow NumPy's protocols"):
        array_module(strict)
