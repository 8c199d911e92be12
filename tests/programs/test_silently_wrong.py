"""Ordinary programs that a naive design gets silently wrong."""

# ruff: noqa: F841

import importlib.util
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from srcad import (
    AliasError,
    ArgumentError,
    LanguageError,
    SourceError,
    SrcadError,
    check_grads,
    grad,
    jacobian,
    jvp,
    stop_gradient,
    value_and_grad,
    vjp,
)
from tests import numeric, trees
from tests.corpus.comparing import NUMERIC, assert_close, assert_owned
from tests.programs.asking import TIGHT, assert_refused, right_or_refused


def entrywise(fn: Any, *args: Any, wrt: int = 0) -> Any:
    """The numeric gradient with respect to one array argument."""
    target = args[wrt]
    slopes = [numeric.tangent(fn, args, (wrt,), unit) for unit in numeric.unit_directions((target,))]
    return np.reshape(slopes, np.shape(target))


# --- broadcasting, aliases, tapes ----------------------------------------------------------------------------------


def test_broadcast_is_undone_by_length_not_by_rank() -> None:
    """Weights with one column against a bias with three."""

    def loss(W, b, X, T):
        h = np.tanh(X @ W + b)
        return np.sum((h - T) ** 2)

    args = tuple(0.1 * np.arange(1.0, 1.0 + np.prod(s)).reshape(s) for s in ((4, 1), (3,), (5, 4), (5, 3)))
    for place, gradient in enumerate(grad(loss, argnums=(0, 1, 2, 3))(*args)):
        assert gradient.shape == args[place].shape
        assert_close(gradient, entrywise(loss, *args, wrt=place), NUMERIC)


def test_vector_times_vector_of_length_one() -> None:
    def f(x, y):
        return np.sum(x * y)

    x, y = np.array([1.0, 2.0, 3.0]), np.array([4.0])
    gx, gy = grad(f, argnums=(0, 1))(x, y)
    assert_close((gx, gy), (np.array([4.0, 4.0, 4.0]), np.array([6.0])), TIGHT)


def test_second_name_of_an_array() -> None:
    """An augmented assignment changes the array under both names, and rebinds a float."""

    def f(y):
        z = y
        z *= 2
        return np.sum(y)

    y = np.array([1.0, 2.0])
    assert_close(grad(f)(y), np.array([2.0, 2.0]), TIGHT)
    assert_close(y, np.array([1.0, 2.0]), TIGHT)
    assert grad(f)(3.0) == 1.0
    assert_close(grad(f)(y), np.array([2.0, 2.0]), TIGHT)


def test_view_made_before_the_store() -> None:
    def f(a):
        b = a[1:]
        s = np.sum(b * b)
        a[2] = 7 * a[0]
        return s + np.sum(b * b)

    assert_close(grad(f)(np.array([1.0, 2.0, 3.0])), np.array([98.0, 8.0, 6.0]), TIGHT)


def test_tape_is_not_used_up() -> None:
    def f(x, n):
        s = 0.0
        while x < n:
            x = x * x + 0.5
            s = s + np.arctan(x)
        return s

    out, back = vjp(f, 1.1, 9.0)
    first = back(1.0)
    assert back(1.0) == first
    assert_close(first[0], numeric.tangent(f, (1.1, 9.0), (0,), (1.0,)), NUMERIC)
    assert np.isclose(out, f(1.1, 9.0))


def test_each_outer_iteration_has_its_own_inner_tape() -> None:
    def f(x, n):
        s = 0.0
        for i in range(n):
            while x < 3.0 * (i + 1):
                x = x * x + 0.5
            s += x * x
            x -= 1 / x
        return s

    for n in (0, 1, 2, 3):
        assert_close(grad(f)(1.2, n), numeric.tangent(f, (1.2, n), (0,), (1.0,)), NUMERIC)


def test_value_overwritten_after_its_use() -> None:
    def f(y, z):
        w = z * y
        z[0] = 5.0
        return np.sum(w)

    y, z = np.array([1.0, 2.0]), np.array([3.0, 4.0])
    assert_close(grad(f)(y, z), np.array([3.0, 4.0]), TIGHT)
    assert_close(z, np.array([3.0, 4.0]), TIGHT)


def test_value_overwritten_after_a_call_that_read_it() -> None:
    def g(v):
        return np.sum(v * v)

    def f(x):
        y = x * 1.0
        s = g(y)
        y[0] = 9.0
        return s + np.sum(y)

    assert_close(grad(f)(np.array([1.0, 2.0])), np.array([2.0, 5.0]), TIGHT)


def test_double_buffering() -> None:
    def f(u, v, n):
        for _ in range(n):
            v[:] = np.sin(u) * 1.5 + 0.2 * v
            u, v = v, u
        return np.sum(u * u)

    u, v = np.array([0.3, -0.8, 1.1]), np.array([0.5, 0.4, -0.2])
    gu, gv = grad(f, argnums=(0, 1))(u, v, 3)
    assert_close(gu, entrywise(f, u, v, 3, wrt=0), NUMERIC)
    assert_close(gv, entrywise(f, u, v, 3, wrt=1), NUMERIC)


# --- stores -------------------------------------------------------------------------------------------------------


def test_slice_store_moves_its_adjoint_by_copy() -> None:
    def f(v, z):
        z[1:] = v
        return np.sum(z * np.array([1.0, 2.0, 3.0]))

    z = np.ones(3)
    assert_close(grad(f, argnums=(0, 1))(np.array([5.0, 6.0]), z), (np.array([2.0, 3.0]), np.array([1.0, 0, 0])), TIGHT)
    gs, gz = grad(f, argnums=(0, 1))(5.0, z)
    assert_close((gs, gz), (5.0, np.array([1.0, 0.0, 0.0])), TIGHT)


def test_store_at_repeated_indices() -> None:
    """Only the last writer of an element has an adjoint."""

    def f(s, z):
        z[[0, 0]] = s
        return z[0] * 2

    assert grad(f)(3.0, np.ones(2)) == 2.0
    assert_close(grad(f)(np.array([3.0, 4.0]), np.ones(2)), np.array([0.0, 2.0]), TIGHT)


def test_augmented_store_at_repeated_indices() -> None:
    def f(v, z):
        z[[0, 0, 0]] += v
        return z[0] * 2

    gv, gz = grad(f, argnums=(0, 1))(np.array([1.0, 2.0, 3.0]), np.ones(2))
    assert_close(gv, np.array([0.0, 0.0, 2.0]), TIGHT)
    assert_close(gz, np.array([2.0, 0.0]), TIGHT)


def test_read_at_repeated_indices() -> None:
    def f(x):
        return np.sum(x[[0, 0, 1]])

    assert_close(grad(f)(np.ones(3)), np.array([2.0, 1.0, 0.0]), TIGHT)


# --- what belongs to the caller -----------------------------------------------------------------------------------


def test_result_changed_before_the_pullback() -> None:
    def f(x):
        return np.tanh(x)

    x = np.array([0.3, -0.5])
    wanted = 1.0 - np.tanh(x) ** 2
    out, back = vjp(f, x)
    out -= 5.0
    assert_close(back(np.ones(2))[0], wanted, TIGHT)


def test_argument_changed_before_the_pullback() -> None:
    def f(x):
        return np.sum(x * x * x)

    x = np.array([0.3, -0.5])
    wanted = 3.0 * x * x
    _, back = vjp(f, x)
    x -= 0.1
    assert_close(back(1.0)[0], wanted, TIGHT)


def write_first(a, b):
    a[0] = b[0] * 2
    return a[0] + b[0]


def test_arguments_that_share_memory() -> None:
    """A function that writes one of its arguments is refused when another is the same memory."""
    p = np.array([1.0, 2.0])
    assert_close(grad(write_first, argnums=(0, 1))(p, p.copy()), (np.zeros(2), np.array([3.0, 0.0])), TIGHT)
    for a, b in ((p, p), (p[:1], p), (p, p[::-1])):
        with pytest.raises(AliasError, match=r"(?s)\ba\b.*\bb\b"):
            grad(write_first, argnums=(0, 1))(a, b)


def test_neighbouring_slices_do_not_share() -> None:
    p = np.array([1.0, 2.0, 3.0, 4.0])
    assert_close(grad(write_first, argnums=1)(p[:2], p[2:]), np.array([3.0, 0.0]), TIGHT)
    assert_close(p, np.array([1.0, 2.0, 3.0, 4.0]), TIGHT)


def test_readers_may_share() -> None:
    def f(a, b):
        return np.sum(a * a * b)

    p = np.array([1.0, 2.0, 3.0])
    assert_close(grad(f, argnums=(0, 1))(p, p), (2 * p * p, p * p), TIGHT)
    assert_close(grad(f, argnums=(0, 1))(p[:-1], p[1:]), (2 * p[:-1] * p[1:], p[:-1] ** 2), TIGHT)


def test_gradients_share_nothing() -> None:
    def plus(x, y):
        return x + y

    def product(x, y):
        return np.sum(x * y)

    def total(x):
        return np.sum(x)

    x, y, seed = np.ones(3), np.full(3, 2.0), np.ones(3)
    gradients = vjp(plus, x, y)[1](seed)
    assert_owned(gradients, x, y, seed)
    gradients = grad(product, argnums=(0, 1))(x, y)
    assert_owned(gradients, x, y)
    assert_owned(grad(total)(x), x)


def test_seed_is_not_cleared() -> None:
    def f(x):
        for i in range(len(x)):
            x[i] = x[i] ** 2
        return x

    x, seed = np.array([1.0, 2.0, 3.0]), np.ones(3)
    _, back = vjp(f, x)
    assert_close(back(seed)[0], 2.0 * x, TIGHT)
    assert_close(seed, np.ones(3), TIGHT)
    assert_close(x, np.array([1.0, 2.0, 3.0]), TIGHT)


@pytest.mark.parametrize(
    "view",
    [
        lambda x: x.reshape(3),
        lambda x: x.T,
        lambda x: np.asarray(x),
        lambda x: np.squeeze(x),
        lambda x: np.ravel(x),
        lambda x: x[:],
        lambda x: x.copy(),
    ],
)
def test_gradient_through_a_view_is_owned(view: Any) -> None:
    x, seed = np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0])
    out, back = vjp(view, x)
    (gradient,) = back(seed)
    assert_owned(gradient, x, seed, out)
    assert_close(gradient, seed, TIGHT)


# --- operators on what is not an array ----------------------------------------------------------------------------


def test_plus_of_tuples_is_not_plus_of_arrays() -> None:
    def f(a, b):
        both = a + b
        return both[0] * both[2] * len(both)

    assert_close(grad(f)((2.0, 3.0), (4.0, 5.0)), (16.0, 0.0), TIGHT)
    right_or_refused(lambda: grad(f)([2.0, 3.0], [4.0, 5.0]), [16.0, 0.0])


def test_repeated_list() -> None:
    def f(x):
        values = [0.0, x] * 2
        return values[1] * values[3]

    right_or_refused(lambda: grad(f)(3.0), 6.0)


def test_negative_power_of_an_int() -> None:
    def f(x, n):
        return x * 2**n

    assert grad(f)(3.0, -1) == 0.5


@pytest.mark.parametrize(
    "make",
    [
        lambda: np.matrix([[1.0, 2.0], [3.0, 4.0]]),
        lambda: np.ma.masked_array([1.0, 2.0], [True, False]),
        lambda: np.array([1.0, 2.0], dtype=object),
        lambda: np.rec.array([(1.0, 2.0)]),
    ],
    ids=["matrix", "masked", "object", "record"],
)
@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
def test_arrays_of_another_kind_are_refused(make: Any) -> None:
    def f(x):
        return np.sum(x * x)

    with pytest.raises(SrcadError):
        grad(f)(make())


class Money(float):
    """A float with an addition of its own."""

    def __add__(self, other: Any) -> "Money":
        return Money(float(self) + float(other) + 1.0)


def test_subclass_of_float_is_refused() -> None:
    def f(x):
        return x + x

    with pytest.raises(SrcadError):
        grad(f)(Money(2.0))


# --- the seed, and the result -------------------------------------------------------------------------------------


def test_array_result_is_refused_by_grad() -> None:
    def f(x):
        return np.sin(x) + x

    with pytest.raises(ArgumentError, match=r"(?s)\(3,\).*jacobian"):
        grad(f)(np.ones(3))
    with pytest.raises(ArgumentError):
        vjp(f, np.ones(3))[1](np.ones(2))
    with pytest.raises(ArgumentError):
        vjp(f, np.ones(3))[1](1.0)
    assert_close(vjp(f, np.ones(3))[1](np.ones(3))[0], np.cos(np.ones(3)) + 1.0, TIGHT)


def test_falls_off_the_end() -> None:
    def f(x):
        if x > 0:
            return x * x

    right_or_refused(lambda: grad(f)(3.0), 6.0)
    with pytest.raises(SrcadError, match="None"):
        grad(f)(-1.0)


def test_result_without_value() -> None:
    def f(x):
        x * x

    with pytest.raises(SrcadError, match="None"):
        grad(f)(3.0)


# --- the source ---------------------------------------------------------------------------------------------------


@pytest.fixture
def module(tmp_path: Path) -> Iterator[Any]:
    """Writes text to a file and imports it."""
    made: list[str] = []

    def load(name: str, text: str) -> ModuleType:
        path = tmp_path / f"{name}.py"
        path.write_text(text)
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        loaded = importlib.util.module_from_spec(spec)
        sys.modules[name] = loaded
        made.append(name)
        spec.loader.exec_module(loaded)
        return loaded

    yield load
    for name in made:
        del sys.modules[name]


def test_file_changed_after_import(module: Any, tmp_path: Path) -> None:
    loaded = module("changing", "def f(x):\n    return x * x\n")
    (tmp_path / "changing.py").write_text("def f(x):\n    return x * x * x\n")
    with pytest.raises(SourceError, match="changed"):
        grad(loaded.f)(3.0)


def test_lambdas_on_one_line() -> None:
    first, second = (lambda x: x * x, lambda x: x**3)
    assert grad(first)(2.0) == 4.0
    assert grad(second)(2.0) == 12.0
    same = (lambda x: x * x, lambda x: x * x)
    assert grad(same[1])(2.0) == 4.0


def test_fresh_lambda_each_time() -> None:
    for k in (1.0, 2.0, 3.0):
        assert grad(lambda x: x * x * k)(1.0) == 2.0 * k


def apply(fn, x):
    return fn(x) * x


def test_fresh_lambda_as_argument() -> None:
    df = grad(apply, argnums=1)
    for k in (1.0, 2.0, 3.0):
        assert df(lambda x: x * k, 1.0) == 2.0 * k


K = 2.0


def times_global(x):
    return x * x * K


def test_global_changed_after_the_first_call(monkeypatch: pytest.MonkeyPatch) -> None:
    df = grad(times_global)
    assert df(1.0) == 4.0
    monkeypatch.setitem(globals(), "K", 5.0)
    assert df(1.0) == 10.0
    monkeypatch.setitem(globals(), "K", np.array(6.0))
    assert df(1.0) == 12.0


W = 2.0


def weighted(x):
    return np.sum(W * x)


def test_global_of_another_type(monkeypatch: pytest.MonkeyPatch) -> None:
    df = grad(weighted)
    assert df(1.0) == 2.0
    monkeypatch.setitem(globals(), "W", np.array([1.0, 2.0, 4.0]))
    assert df(1.0) == 7.0


def test_cell_changed_after_the_first_call() -> None:
    k = 2.0

    def f(x):
        return x * k

    df = grad(f)
    assert df(1.0) == 2.0
    k = 3.0
    assert df(1.0) == 3.0


def test_default_changed_after_the_first_call() -> None:
    def f(x, k=2.0):
        return x * k

    df = grad(f)
    assert df(1.0) == 2.0
    f.__defaults__ = (5.0,)
    assert df(1.0) == 5.0


def test_default_of_a_callee_changed() -> None:
    def g(x, k=2.0):
        return x * k

    def f(x):
        return g(x)

    df = grad(f)
    assert df(1.0) == 2.0
    g.__defaults__ = (5.0,)
    assert df(1.0) == 5.0


def test_inlined_function_replaced(module: Any) -> None:
    loaded = module("acting", "def act(x):\n    return x * x\n\ndef f(x):\n    return act(x)\n")
    df = grad(loaded.f)
    assert df(3.0) == 6.0
    other = module("relu", "def act(x):\n    return 5.0 * x\n")
    loaded.act = other.act
    assert df(3.0) == 5.0


def test_attribute_of_a_module_replaced(module: Any) -> None:
    used = module("used", "def act(x):\n    return x * x\n")
    user = module("user", "import used\n\ndef f(x):\n    return used.act(x)\n")
    df = grad(user.f)
    assert df(3.0) == 6.0
    used.act = module("other", "def act(x):\n    return 5.0 * x\n").act
    assert df(3.0) == 5.0


def test_two_modules_with_the_same_global(module: Any) -> None:
    module("inner", "k = 3.0\n\ndef g(x):\n    return k * x\n")
    outer = module("outer", "import inner\n\nk = 7.0\n\ndef f(x):\n    return inner.g(x) * k\n")
    assert grad(outer.f)(1.0) == 21.0
    sys.modules["inner"].k = 4.0
    assert grad(outer.f)(1.0) == 28.0


# --- closures, try, promotion, integers ---------------------------------------------------------------------------


def test_captured_name_assigned_again() -> None:
    """A closure sees the last value, not the one at its making."""

    def f(x):
        y = x
        g = lambda: y * 2
        y = 3 * x
        return g()

    right_or_refused(lambda: grad(f)(1.0), 6.0)


def test_lambdas_of_a_loop_see_the_last_value() -> None:
    def f(x):
        first = lambda t: t
        for k in range(3):
            g = lambda t: t * k
            if k == 0:
                first = g
        return first(x)

    right_or_refused(lambda: grad(f)(1.0), 2.0)


def test_nonlocal() -> None:
    def f(x):
        y = x

        def g():
            nonlocal y
            y = y * y

        g()
        return y

    assert grad(f)(3.0) == 6.0


def test_what_is_tried_is_not_dead() -> None:
    def f(x):
        try:
            s = math.log(x)
            y = 2 * x
        except ValueError:
            y = 3 * x
        return y

    assert grad(f)(-1.0) == 3.0
    assert grad(f)(1.0) == 2.0
    assert jvp(f, (-1.0,), (1.0,)) == (-3.0, 3.0)


def test_complex_intermediate() -> None:
    def f(x):
        return abs(x * (1 + 2j)) ** 2

    right_or_refused(lambda: grad(f)(1.0), 10.0)


def test_adjoint_has_the_dtype_of_its_primal() -> None:
    def f(x, w):
        return np.sum(x * w)

    x, w = np.ones(3, np.float32), np.full(3, 2.0)
    gx, gw = grad(f, argnums=(0, 1))(x, w)
    assert gx.dtype == np.float32
    assert gw.dtype == np.float64
    assert_close((gx, gw), (w, x), TIGHT)


@pytest.mark.parametrize("value", [2, True, np.int64(2), np.array([1, 2]), np.array([True]), np.array(3)])
def test_integer_argument_is_refused(value: Any) -> None:
    def f(x):
        return np.sum(x * x)

    with pytest.raises(ArgumentError, match=r"3\.0|float"):
        grad(f)(value)
    with pytest.raises(TypeError):
        value_and_grad(f)(value)


def test_float_stored_into_integers() -> None:
    def f(x):
        z = np.array([1, 2, 3])
        z[0] = x
        return np.sum(z) * x

    with pytest.raises(SrcadError):
        grad(f)(2.7)


def test_float_stored_into_integer_argument() -> None:
    def f(x, z):
        z[0] = x
        return np.sum(z * x)

    with pytest.raises(SrcadError):
        grad(f)(2.7, np.array([1, 2, 3]))


def test_sum_that_starts_as_an_int() -> None:
    def f(x):
        s = 0
        for i in range(len(x)):
            s += x[i] * x[i]
        return s

    assert_close(grad(f)(np.array([1.0, 2.0])), np.array([2.0, 4.0]), TIGHT)
    assert_close(grad(lambda x: f(x) + np.sum(x))(np.zeros(0)), np.zeros(0), TIGHT)


def test_zeros_like_integers() -> None:
    def f(x, k):
        y = np.zeros_like(k)
        y[0] = x
        return np.sum(y) + x

    with pytest.raises(SrcadError):
        grad(f)(2.5, np.array([1, 2]))


def test_stop_gradient_is_no_identity() -> None:
    def f(x):
        return x * stop_gradient(x)

    assert f(3.0) == 9.0
    assert grad(f)(3.0) == 3.0
    assert grad(grad(f))(3.0) == 0.0
    assert_close(jvp(grad(f), (3.0,), (1.0,))[1], 0.0, TIGHT)


def test_straight_through() -> None:
    def f(x):
        return x + stop_gradient(np.round(x) - x)

    assert_close(grad(f)(2.7), 1.0, TIGHT)
    assert_close(value_and_grad(f)(2.7)[0], 3.0, TIGHT)


# --- the rarer ones -----------------------------------------------------------------------------------------------


def test_detached_adjoint_view() -> None:
    def f(a):
        b = a[1:]
        c = 2 * np.sum(a * a)
        b[0] = b[0] * c
        return np.sum(a)

    assert_close(grad(f)(np.array([1.0, 2.0, 3.0])), np.array([9.0, 44.0, 25.0]), TIGHT)


def test_windows_that_overlap() -> None:
    def f(x):
        w = np.lib.stride_tricks.sliding_window_view(x, 3)
        return np.sum(w)

    right_or_refused(lambda: grad(f)(np.ones(5)), np.array([1.0, 2.0, 3.0, 2.0, 1.0]))


def test_store_through_overlapping_view() -> None:
    def f(x):
        y = x * 1.0
        w = np.lib.stride_tricks.as_strided(y, (2, 2), (8, 8))
        w[0, 1] = 5.0
        return np.sum(w)

    right_or_refused(lambda: grad(f)(np.ones(3)), np.array([1.0, 0.0, 1.0]))


def test_broadcast_views_are_read() -> None:
    def f(x):
        return np.sum(np.broadcast_to(x, (3, 2)) * np.arange(6.0).reshape(3, 2))

    assert_close(grad(f)(np.ones(2)), np.array([6.0, 9.0]), TIGHT)


def test_reshape_that_may_copy() -> None:
    """Of a transposed array `reshape` copies; then the base does not see the store."""

    def f(x):
        a = x.T * 1.0
        b = a.T.reshape(-1)
        b[0] = 5.0
        return np.sum(a * x.T)

    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    right_or_refused(lambda: grad(f)(x), entrywise(f, x))


def test_reshape_of_what_nobody_else_sees() -> None:
    def f(a):
        a = (a * 2.0).reshape(-1)
        a[0] = 5.0
        return np.sum(a * a)

    assert_close(grad(f)(np.ones((2, 2))), np.array([[0.0, 8.0], [8.0, 8.0]]), TIGHT)


def test_row_is_a_view_and_entry_is_not() -> None:
    def f(x):
        r = x[0]
        r += 1
        return np.sum(x * x) + np.sum(r)

    x, X = np.array([1.0, 2.0]), np.array([[1.0, 2.0], [3.0, 4.0]])
    assert_close(grad(f)(x), np.array([3.0, 4.0]), TIGHT)
    assert_close(grad(f)(X), np.array([[5.0, 7.0], [6.0, 8.0]]), TIGHT)
    assert_close(X, np.array([[1.0, 2.0], [3.0, 4.0]]), TIGHT)


def test_entry_of_a_list_of_arrays() -> None:
    """`values[0] += 1` changes the array and the list."""

    def f(y):
        values = [y * 1.0, y]
        values[0] += 1
        return np.sum(values[0] * values[1])

    y = np.array([1.0, 2.0])
    right_or_refused(lambda: grad(f)(y), 2 * y + 1)


def test_loop_variable_over_rows_is_a_view() -> None:
    def f(X):
        for r in X:
            r *= 3
        return np.sum(X)

    X = np.ones((2, 2))
    right_or_refused(lambda: grad(f)(X), np.full((2, 2), 3.0))
    assert_close(X, np.ones((2, 2)), TIGHT)


def test_row_swap_that_is_none() -> None:
    def f(A):
        A[0], A[1] = A[1], A[0]
        return np.sum(A * np.array([[1.0, 2.0], [3.0, 4.0]]))

    assert_close(grad(f)(np.ones((2, 2))), np.array([[0.0, 0.0], [4.0, 6.0]]), TIGHT)


def test_same_array_in_a_list_three_times() -> None:
    def f(u):
        h = [u, u, u]
        u += 1
        return np.sum(h[0] * h[2])

    u = np.array([1.0, 2.0])
    right_or_refused(lambda: grad(f)(u), 2.0 * (u + 1))


def test_appended_arrays_share() -> None:
    def f(u):
        h = []
        for _ in range(3):
            u += 1
            h.append(u)
        return np.sum(h[0] * h[2])

    u = np.array([1.0, 2.0])
    right_or_refused(lambda: grad(f)(u), 2.0 * (u + 3))


def test_item_of_a_list_replaced() -> None:
    def f(x):
        values = [x, x * x]
        b = values[0]
        values[0] = 3.0 * x
        return b * values[0]

    right_or_refused(lambda: grad(f)(2.0), 12.0)


def test_range_is_fixed_at_entry() -> None:
    def f(x, n):
        for _ in range(n):
            n = n - 1
            x = x * x
        return x

    assert_close(grad(f)(1.1, 3), 8.0 * 1.1**7, TIGHT)


def test_list_grows_while_it_is_walked() -> None:
    def f(x):
        values = [x]
        s = 0.0
        for v in values:
            s = s + v
            if len(values) < 3:
                values.append(v * x)
        return s

    right_or_refused(lambda: grad(f)(2.0), 1.0 + 4.0 + 12.0)


def test_list_changed_after_it_was_walked() -> None:
    def f(x):
        values = [x, x * x]
        s = 0.0
        for v in values:
            s = s + v * v
        values[0] = 9.0
        return s

    right_or_refused(lambda: grad(f)(2.0), 4.0 + 32.0)


def test_array_shrinks_in_its_loop() -> None:
    def f(x):
        s = 0.0
        for i in range(len(x)):
            x = x[1:]
            s = s + np.sum(x * x) * (i + 1)
        return s

    x = np.array([1.0, 2.0, 3.0])
    assert_close(grad(f)(x), entrywise(f, x), NUMERIC)


def test_random_draws_are_not_dropped() -> None:
    """The first draw is unused, but it moves the stream."""

    def f(x, rng):
        a = rng.normal()
        b = rng.normal()
        return x * b

    wanted = np.random.default_rng(3).normal(size=2)[1]
    right_or_refused(lambda: grad(f)(2.0, np.random.default_rng(3)), wanted)


RNG = np.random.default_rng(7)


def test_two_jacobians_of_a_random_function() -> None:
    def f(x):
        return x * RNG.normal(size=2)

    def draw() -> Any:
        RNG.bit_generator.state = np.random.default_rng(7).bit_generator.state
        return jacobian(f)(np.array([1.0, 2.0]))

    right_or_refused(draw, np.diag(np.random.default_rng(7).normal(size=2)))


STATE = {"k": 2.0}


def test_global_changed_by_the_function_itself() -> None:
    def f(x):
        y = x * STATE["k"]
        STATE.update(k=5.0)
        return y

    STATE["k"] = 2.0
    right_or_refused(lambda: grad(f)(3.0), 2.0)
    STATE["k"] = 2.0


def test_side_not_taken_has_zero_derivative() -> None:
    def f(x):
        return np.sum(np.where(x > 0, np.log(x), 0.0))

    def g(x):
        return np.sum(np.where(x > 0, np.sqrt(x), x * 2.0))

    x = np.array([0.0, 2.0, -1.0])
    with np.errstate(all="ignore"):
        assert_close(grad(f)(x), np.array([0.0, 0.5, 0.0]), TIGHT)
        assert_close(grad(g)(x), np.array([2.0, 0.5 / np.sqrt(2.0), 2.0]), TIGHT)


def test_derivative_inside_a_derivative() -> None:
    def f(x):
        return x * grad(lambda y: x + y)(1.0)

    assert grad(f)(3.0) == 1.0
    assert grad(grad(f))(3.0) == 0.0


def test_captured_value_of_an_inner_derivative() -> None:
    def f(x):
        return grad(lambda y: x * x * y * y)(x)

    assert_close(grad(f)(2.0), 6.0 * 4.0, TIGHT)


def test_callee_that_writes_a_view() -> None:
    def g(v):
        v[0] = v[0] ** 2

    def f(x):
        a = x * 1.0
        g(a[1:3])
        return np.sum(a)

    assert_close(grad(f)(np.array([1.0, 2.0, 3.0, 4.0])), np.array([1.0, 4.0, 1.0, 1.0]), TIGHT)


def test_one_callee_of_many_types() -> None:
    def g(v, k):
        return np.sum(v * v * k)

    def f(x, a):
        return g(x, 2.0) + g(a, x) + g(3.0, x) + g(a, np.ones(2))

    x, a = 1.5, np.array([1.0, 2.0])
    assert_close(grad(f, argnums=(0, 1))(x, a), (4 * x + 5.0 + 9.0, 2 * a * x + 2 * a), TIGHT)


# --- order and number of evaluations ------------------------------------------------------------------------------


def said(x):
    print("asked")
    return x


def test_short_circuit() -> None:
    def f(x):
        if x > 0 and np.log(x) > 1:
            return x * x
        return 3 * x

    assert grad(f)(-1.0) == 3.0


def test_chained_comparison_asks_once(capsys: pytest.CaptureFixture[str]) -> None:
    def f(x):
        if 0 < said(x) < 1:
            return x * x
        return x

    assert grad(f)(0.5) == 1.0
    assert capsys.readouterr().out == "asked\n"


def test_targets_are_assigned_from_left_to_right() -> None:
    def f(x, k):
        k, x[k] = 2, 9.0
        return np.sum(x * x)

    assert_close(grad(f)(np.array([1.0, 2.0, 3.0]), 0), np.array([2.0, 4.0, 0.0]), TIGHT)


def test_index_is_evaluated_once(capsys: pytest.CaptureFixture[str]) -> None:
    def f(x):
        x[said(1)] += x[0] * 2.0
        return np.sum(x * x)

    assert_close(grad(f)(np.array([1.0, 2.0])), np.array([2.0 + 4.0 * 4.0, 8.0]), TIGHT)
    assert capsys.readouterr().out == "asked\n"


def test_the_name_of_a_comprehension_is_its_own() -> None:
    def f(x):
        i = 5.0
        s = [x * i for i in range(3)]
        return s[1] * i

    assert grad(f)(2.0) == 5.0


@pytest.mark.parametrize("pick", [max, min])
def test_a_nan_that_comes_second_is_passed_over(pick: Callable[..., Any]) -> None:
    """Python keeps the first of two unless the second beats it, which nan never does."""

    def two(x, y):
        return pick(x * x, y)

    def three(x, y):
        return pick(x * x, y, math.nan)

    assert value_and_grad(two, argnums=(0, 1))(3.0, math.nan) == (9.0, (6.0, 0.0))
    assert jvp(two, (3.0, math.nan), (1.0, 0.0)) == (9.0, 6.0)
    assert grad(grad(two))(3.0, math.nan) == 2.0
    other = 1.0 if pick is max else 11.0
    assert value_and_grad(three, argnums=(0, 1))(3.0, other) == (9.0, (6.0, 0.0))


# --- state outside the call ---------------------------------------------------------------------------------------


class Net:
    """An object with state."""

    h: Any = None
    w = 2.0

    def stores(self, x):
        self.h = np.tanh(x)
        return self.h * 2

    def reads(self, x):
        return np.tanh(x) * self.w


def test_store_into_an_attribute_is_refused() -> None:
    net = Net()
    assert_refused(lambda: grad(net.stores)(0.3), Net.stores, "self.h = np.tanh(x)")
    assert net.h is None


def test_attribute_is_read_live() -> None:
    net = Net()
    df = grad(net.reads)
    assert_close(df(0.3), 2.0 * (1 - np.tanh(0.3) ** 2), TIGHT)
    net.w = 5.0
    assert_close(df(0.3), 5.0 * (1 - np.tanh(0.3) ** 2), TIGHT)


BUFFER = np.zeros(3)


def test_store_into_a_global_array_is_refused() -> None:
    def f(x):
        BUFFER[:] = x
        return np.sum(BUFFER * BUFFER)

    assert_refused(lambda: grad(f)(np.ones(3)), f, "BUFFER[:] = x")
    assert np.all(BUFFER == 0)


def test_mutable_default_is_refused() -> None:
    def f(x, acc=[]):
        acc.append(x)
        return acc[-1] * x

    with pytest.raises(SrcadError):
        grad(f)(2.0)
    assert f.__defaults__ == ([],)


def test_seed_is_keyword_only() -> None:
    def f(x, n=3):
        return x * n

    with pytest.raises(TypeError):
        grad(f)(1.0, 3, 5.0)
    assert grad(f)(1.0, 3) == 3.0


def test_global_statement_is_refused() -> None:
    def f(x):
        global K
        K = x
        return K * x

    error = assert_refused(lambda: grad(f)(1.0), f, "global K")
    assert isinstance(error, LanguageError)


def test_leaves_without_derivative_have_none() -> None:
    def f(p):
        return p["w"] * p["n"]

    assert grad(f)({"w": 2.0, "n": 3, "name": "a", "none": None}) == {"w": 3.0, "n": None, "name": None, "none": None}


def test_trees_module_sees_the_same_leaves() -> None:
    assert len(list(trees.leaves({"w": 2.0, "n": 3, "a": np.ones(1)}))) == 2


def test_the_sum_of_no_arrays_has_no_shape() -> None:
    def f(x, n):
        return np.sum(x * sum([x * k for k in range(n)]))

    x = np.array([1.0, 2.0])
    assert_close(grad(f)(x, 3), 6.0 * x, TIGHT)
    with pytest.raises(ValueError, match="an array of zeros to start with"):
        grad(f)(x, 0)


def test_the_class_of_a_number_that_may_be_either() -> None:
    def f(x):
        m = max(2, x)
        return x * 3.0 if type(m) is int else m * x

    error = assert_refused(lambda: grad(f)(1.0), f, "type(m)")
    assert error.instead == "use isinstance"


def test_the_order_of_memory_is_not_known() -> None:
    """A transposed array lies the other way round, and its adjoint does not."""

    def f(a):
        return np.sum(a.T.ravel("A") * np.arange(4.0))

    def g(a):
        return np.sum(np.reshape(a, (4,), order="A") * np.arange(4.0))

    assert_refused(lambda: grad(f)(np.ones((2, 2))), f, 'ravel("A")')
    assert_refused(lambda: grad(g)(np.ones((2, 2), order="F")), g, 'order="A"')


def test_a_dict_is_no_array() -> None:
    def f(a):
        return np.sum(np.pad(a, {-1: 2}))

    assert_refused(lambda: grad(f)(np.ones((2, 2))), f, "np.pad")


def test_rules_do_not_count_in_bytes() -> None:
    few = np.array([1, 200], dtype=np.uint8)

    def f(x):
        return np.sum(np.arctan2(few, x))

    def g(x):
        return np.sum((2.0 + x) ** few)

    assert_refused(lambda: grad(f)(np.ones(2)), f, "np.arctan2")
    assert_refused(lambda: grad(g)(np.ones(2)), g, "** few")


# --- names from outside that mean something else in the text ----------------------------------------------------------

RATE, RATE_1, SIZES, out_bar, x_dot = 2.0, 11.0, [3.0, 4.0], 5.0, 7.0
WHERE = SimpleNamespace(rate=1.5)


def at_rate(x):
    return RATE * x


def at_another_rate(x):
    return RATE_1 * x


_ = 2.0


def of_underscore(x):
    return _ * x


def in_sizes(x):
    return SIZES[1] * x


def of_where(x):
    return WHERE.rate * x


def in_a_cell(RATE):
    return lambda x: RATE * x


HELD = in_a_cell(0.5)


@pytest.mark.parametrize(
    "f",
    [
        lambda RATE: at_rate(RATE * RATE),
        lambda RATE: at_another_rate(at_rate(RATE * RATE)),
        lambda RATE: HELD(at_rate(RATE * RATE)),
        lambda SIZES: in_sizes(SIZES * SIZES),
        lambda WHERE: of_where(WHERE * WHERE),
        lambda x: out_bar * x * x * x_dot,
    ],
)
def test_a_name_from_outside_that_a_parameter_has_too(f: Callable[[float], float]) -> None:
    slope = (f(1.5) - f(0.5)) / 1.0  # of a parabola, in the middle
    assert value_and_grad(f)(1.0) == (f(1.0), slope)
    assert jvp(f, (1.0,), (1.0,)) == (f(1.0), slope)
    assert vjp(f, 1.0)[1](1.0) == (slope,)
    assert grad(grad(f))(1.0) == slope


def test_an_underscore_that_means_something() -> None:
    def f(x):
        _ = x * x
        s = 0.0
        for i in range(3):
            s = s * x + of_underscore(x)
        return s * _

    assert value_and_grad(f)(2.0) == (112.0, 248.0)


def test_a_name_from_outside_that_a_variable_has_too() -> None:
    def f(x):
        SIZES = (x, 3.0)
        return in_sizes(SIZES[0] * SIZES[1])

    assert value_and_grad(f)(2.0) == (24.0, 12.0)


def until_five(y, factor=2.0):
    return y if y > 5.0 else until_five(y * factor * WHERE.rate) * in_sizes(y)


def up_to_five(WHERE):
    return WHERE if WHERE > 5.0 else up_to_five(of_where(WHERE) * RATE) * WHERE


@pytest.mark.parametrize(
    "f",
    [
        lambda y: until_five(y),
        lambda RATE: up_to_five(RATE),
        lambda up_to_five: calls_it(up_to_five) * up_to_five,
    ],
)
def test_a_name_from_outside_in_a_function_that_calls_itself(f: Callable[[float], float]) -> None:
    check_grads(f, (1.1,))
    close = 1e-5
    assert grad(grad(f))(1.1) == pytest.approx((grad(f)(1.1 + close) - grad(f)(1.1 - close)) / (2 * close))


def calls_it(x):
    return up_to_five(x)
