"""What `grad` returns, as an object: its text, its name, its specialisations, and what they rely on."""

from __future__ import annotations

import copy
import functools
import gc
import inspect
import linecache
import pickle
import threading
import types
import weakref
from typing import Any

import numpy as np
import pytest

from srcad import ArgumentError, SrcadError, grad, jacobian, value_and_grad, vjp
from srcad.api import derivative as derivative_module


def plain(x, y=2.0):
    """Twice as much."""
    return x * y


@grad
def decorated(x):
    return x * x


@jacobian
def decorated_jacobian(x):
    return x * x


# --- its looks --------------------------------------------------------------------------------------------------


def test_it_looks_like_its_function() -> None:
    df = grad(plain, argnums=(0, 1))
    assert df.__name__ == "plain_grad"
    assert df.__doc__ == "Twice as much."
    assert df.primal is df.__wrapped__ is plain
    assert inspect.signature(df) == inspect.signature(plain)
    assert repr(df) == "<plain_grad(x, y=2.0), argnums=(0, 1)>"
    assert grad(plain, argnums=(0, 1)) is df


def test_the_text_is_that_of_the_newest_types() -> None:
    df = grad(lambda x: np.sum(x * x))
    assert "def f_grad(x" in df.source
    for_arrays = df.source_for(np.ones((2, 2)))
    assert df.source == for_arrays == f"{df}\n"


def test_before_a_call_the_text_is_for_floats_or_what_the_annotations_say() -> None:
    def annotated(x: float, n: int, *rest: float, scale=2.0):
        for _ in range(n):
            x = x * scale
        return x

    assert grad(annotated).source == grad(annotated).source_for(1.0, 2)


def test_before_a_call_arrays_are_asked_for() -> None:
    def annotated(x: np.ndarray):
        return np.sum(x)

    df = grad(annotated)
    with pytest.raises(ArgumentError, match=r"source_for") as refusal:
        df.source
    assert "`x`" in str(refusal.value)
    assert str(df) == repr(df)


def test_a_text_that_depends_on_a_value_is_asked_for() -> None:
    def summed(x: float, axis: int):
        return np.sum(np.sum(np.ones((2, 3)) * x, axis=axis) ** 2)

    with pytest.raises(ArgumentError, match="`axis`"):
        grad(summed).source
    assert grad(summed).source_for(1.0, 0) != grad(summed).source_for(1.0, 1)


def test_the_pullback_shows_both_sweeps() -> None:
    _, pullback = vjp(plain, 1.0, 2.0)
    assert "def plain_fwd(" in pullback.source
    assert "def plain_bwd(" in pullback.source


# --- specialisations --------------------------------------------------------------------------------------------


@pytest.fixture
def derivations(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The types of every text made in the test."""
    made: list[Any] = []
    derive = derivative_module.pipeline.derive

    def counted(fn: Any, spec: Any, params: Any, types: Any) -> Any:
        made.append(types)
        return derive(fn, spec, params, types)

    monkeypatch.setattr(derivative_module.pipeline, "derive", counted)
    return made


def test_one_text_per_signature(derivations: list[Any]) -> None:
    df = grad(lambda x: np.sum(x * x))
    for x in (1.0, 2.0, np.ones(2), np.ones(3), 3.0, np.ones(2), np.ones((2, 2)), np.ones(1), np.float32(2)):
        np.testing.assert_allclose(df(x), 2 * x)
    assert len(derivations) == 5


def test_an_array_that_was_pickled_is_no_new_signature(derivations: list[Any]) -> None:
    df = grad(lambda x: np.sum(x * x))
    df(np.ones(2))
    np.testing.assert_allclose(df(pickle.loads(pickle.dumps(np.ones(2)))), [2.0, 2.0])
    assert len(derivations) == 1


def test_an_integer_is_part_of_the_signature_where_its_value_matters(derivations: list[Any]) -> None:
    df = grad(lambda x, axis: np.sum(np.sum(x, axis=axis) ** 2))
    x = np.arange(6.0).reshape(2, 3)
    for axis in (0, 1, 0, 1):
        np.testing.assert_allclose(df(x, axis), np.broadcast_to(2 * x.sum(axis=axis, keepdims=True), x.shape))
    assert len(derivations) == 3  # one attempt that asked for the value, and two texts


def test_a_function_as_argument_is_part_of_the_signature(derivations: list[Any]) -> None:
    def double(x):
        return 2.0 * x

    df = grad(lambda x, act: act(x) * x)
    assert [df(3.0, double), df(3.0, np.sin) == np.sin(3.0) + 3.0 * np.cos(3.0), df(4.0, double)] == [12.0, True, 16.0]
    assert len(derivations) == 2


def test_many_threads_make_one_text(derivations: list[Any]) -> None:
    df = grad(lambda x: x * x * x)
    barrier = threading.Barrier(8)
    found: list[float] = []

    def run() -> None:
        barrier.wait()
        found.append(df(2.0))

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [12.0] * 8
    assert len(derivations) == 1


def test_old_texts_are_dropped() -> None:
    df = grad(lambda x, name: x * x)
    for number in range(derivative_module.KEPT + 3):
        assert df(3.0, f"name {number}") == 6.0
    assert len(df._specialisations) == derivative_module.KEPT


# --- what is read from outside ----------------------------------------------------------------------------------

SOURCE = """
import helpers

k = 2.0
W = [3.0, 4.0]

def act(x):
    return x * x

def f(x, scale=1.0):
    return k * act(x) * scale * helpers.slope * W[0]
"""


@pytest.fixture
def module(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """A module of a user's, with another that it imports."""
    helpers = types.ModuleType("helpers")
    helpers.slope = 1.0  # type: ignore[attr-defined]
    monkeypatch.setitem(__import__("sys").modules, "helpers", helpers)
    path = tmp_path / "outside.py"
    path.write_text(SOURCE)
    made = types.ModuleType("outside")
    exec(compile(SOURCE, str(path), "exec"), made.__dict__)
    return made


def test_globals_are_read_in_the_call(module: Any) -> None:
    df = grad(module.f)
    assert df(3.0) == 36.0
    module.k = 4.0
    assert df(3.0) == 72.0
    module.W[0] = 1.0
    assert df(3.0) == 24.0
    module.helpers.slope = 2.0
    assert df(3.0) == 48.0
    module.f.__defaults__ = (0.5,)
    assert df(3.0) == 24.0
    module.k = np.float64(4.0)
    assert df(3.0) == 24.0


def test_a_function_that_was_inlined_may_be_replaced(module: Any) -> None:
    df = grad(module.f)
    assert df(3.0) == 36.0
    module.act = lambda x: x
    assert df(3.0) == 6.0


def test_a_global_may_become_an_array(module: Any) -> None:
    df = grad(lambda x: np.sum(module.k * x))
    assert df(np.ones(3)).tolist() == [2.0, 2.0, 2.0]
    module.k = np.array([[1.0], [2.0]])
    assert df(np.ones(3)).tolist() == [3.0, 3.0, 3.0]


def test_cells_are_read_in_the_call() -> None:
    k = 2.0

    def g(x):
        return k * x

    df = value_and_grad(g)
    assert df(3.0) == (6.0, 2.0)
    k = 5.0
    assert df(3.0) == (15.0, 5.0)


# --- copies -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", [grad(plain), value_and_grad(plain, argnums=(0, "y")), jacobian(plain), decorated])
def test_it_can_be_pickled(made: Any) -> None:
    again = pickle.loads(pickle.dumps(made))
    assert again(3.0) == made(3.0)
    assert copy.deepcopy(made)(3.0) == made(3.0)


def test_a_decorated_function_is_pickled_by_name() -> None:
    assert pickle.loads(pickle.dumps(decorated)) is decorated
    assert pickle.loads(pickle.dumps(decorated_jacobian)) is decorated_jacobian


def test_what_is_no_function_is_refused() -> None:
    for thing in (3, "f", np.zeros(2)):
        with pytest.raises(ArgumentError, match="not a function"):
            grad(thing)  # type: ignore[call-overload]
    with pytest.raises(SrcadError):
        grad(np.sin)(1.0)
    with pytest.raises(SrcadError):
        grad(max)(1.0)


def test_a_derivative_goes_when_its_function_goes() -> None:
    def make() -> weakref.ref[Any]:
        data = np.ones(3)

        def g(x):
            return np.sum(data * x)

        assert grad(g)(np.ones(3)).tolist() == [1.0, 1.0, 1.0]
        assert grad(g) is grad(g)
        return weakref.ref(g)

    files = len(linecache.cache)
    kept = make()
    gc.collect()
    assert kept() is None
    assert len(linecache.cache) <= files + 1  # the source of this file itself


def test_a_wrapper_has_derivatives_of_its_own() -> None:
    def g(x):
        return x * x

    assert grad(g)(3.0) == 6.0

    @functools.wraps(g)
    def twice(x):
        return 2.0 * g(x)

    assert grad(twice)(3.0) == 12.0
    assert grad(g)(3.0) == 6.0


COUNT = 3


def test_a_global_int_is_read_in_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    def g(x):
        for _ in range(COUNT):
            x = x * 2.0
        return x

    df = grad(g)
    assert df(1.0) == 8.0
    monkeypatch.setitem(g.__globals__, "COUNT", 4)
    assert df(1.0) == 16.0


def test_the_shape_of_a_refused_result_is_told() -> None:
    for function, args, shape in (
        (lambda x: x[1:] * 2.0, (np.ones((4, 1)),), r"\(3, 1\)"),
        (lambda x, n: np.zeros(n) + x, (1.0, 5), r"\(5,\)"),
        (lambda x: x[x > 0.0], (np.ones(3),), r"\(\?,\)"),
    ):
        with pytest.raises(ArgumentError, match=f"shape {shape}"):
            grad(function)(*args)
