"""try and with where they could go wrong: what handlers cannot know, what is raised, what happens how often."""


import contextlib
import math
import threading
from typing import Any

import numpy as np
import pytest

from srcad import AliasError, LanguageError, grad, hessian, jvp, value_and_grad, vjp
from tests.corpus.comparing import assert_close
from tests.programs.asking import TIGHT, assert_refused

LOCK = threading.Lock()
ERRORS = (ValueError, KeyError)


class Mine(ValueError):
    """An exception of the user's."""


# --- what a handler cannot know -------------------------------------------------------------------------------------


def rebound_in_between(x):
    y = x
    try:
        y = math.sqrt(x)
        z = math.log(y - 1.0)
    except ValueError:
        z = 1.0
    return y * z


def bound_in_between(x):
    try:
        y = math.sqrt(x)
        z = math.log(y - 1.0)
    except ValueError:
        z = 1.0
    return y * z


def read_in_handler(x):
    y = x
    try:
        y = math.sqrt(x)
        z = math.log(y - 1.0)
    except ValueError:
        z = 2.0 * y
    return z


def partly_summed(x):
    s = 0.0
    try:
        for k in range(4):
            s += math.sqrt(x - k)
    except ValueError:
        pass
    return 2.0 * s


def partly_stored(x):
    z = np.zeros(3)
    try:
        z[0] = math.sqrt(x)
        z[1] = math.log(x - 1.0)
    except ValueError:
        print("no logarithm")
    return np.sum(z)


def stored_through_a_view(x):
    z = np.zeros(3)
    part = z[1:]
    try:
        part[0] = math.sqrt(x)
        part[1] = math.log(x - 1.0)
    except ValueError:
        print("no logarithm")
    return np.sum(z)


def stored_by_a_callee(x):
    def fill(target):
        target[0] = math.sqrt(x)
        target[1] = math.log(x - 1.0)

    z = np.zeros(3)
    try:
        fill(z)
    except ValueError:
        print("no logarithm")
    return np.sum(z)


def suppressed_in_between(x):
    y = x
    with contextlib.suppress(ValueError):
        y = math.sqrt(x)
        y = math.log(y - 1.0)
    return 3.0 * y


def read_finally(x):
    y = x
    try:
        y = math.sqrt(x)
    finally:
        print(y)
    return y


def changed_finally(x):
    z = x
    try:
        try:
            y = math.log(x)
        finally:
            z = z * 2.0
    except ValueError:
        y = z
    return y


class Doubling:
    def __init__(self, x):
        self.x = x

    def __enter__(self):
        return self.x

    def __exit__(self, *_):
        self.x = self.x * 2.0


def changed_by_a_manager(x):
    doubling = Doubling(x)
    try:
        with doubling as v:
            y = math.log(x) * v
    except ValueError:
        y = doubling.x
    return y


UNKNOWN = [
    (rebound_in_between, "return y * z"),
    (bound_in_between, "return y * z"),
    (read_in_handler, "z = 2.0 * y"),
    (partly_summed, "return 2.0 * s"),
    (partly_stored, "return np.sum(z)"),
    (stored_through_a_view, "return np.sum(z)"),
    (stored_by_a_callee, "return np.sum(z)"),
    (suppressed_in_between, "return 3.0 * y"),
    (read_finally, "print(y)"),
    (changed_finally, "y = z"),
    (changed_by_a_manager, "y = doubling.x"),
]


@pytest.mark.parametrize(("fn", "fragment"), UNKNOWN, ids=[fn.__name__ for fn, _ in UNKNOWN])
def test_what_a_handler_cannot_know(fn: Any, fragment: str) -> None:
    for transform in (grad, value_and_grad):
        error = assert_refused(lambda: transform(fn)(3.0), fn, fragment)
        assert isinstance(error, LanguageError)
        assert "raises depends on" in error.reason
    assert_refused(lambda: jvp(fn, (3.0,), (1.0,)), fn, fragment)


def chosen_then_stored_finally(x):
    u, w = x * 2.0, x * 3.0
    try:
        chosen = u if x[0] > 1.0 else w
    finally:
        u[0] = 5.0
    return np.sum(chosen)


def returned_then_stored_finally(x):
    def inner(u, w):
        try:
            if x[0] > 1.0:
                return u
            return w
        finally:
            u[0] = 5.0

    return np.sum(inner(x * 2.0, x * 3.0))


def viewed_then_stored_finally(x):
    u = np.outer(x, x)
    rows = {}
    try:
        rows["flat"] = u.reshape(-1)
    finally:
        u[0, 0] = 5.0
    return np.sum(rows["flat"])


STORED_FINALLY = [
    (chosen_then_stored_finally, "u[0] = 5.0", "`chosen`"),
    (returned_then_stored_finally, "u[0] = 5.0", "a value that is read later"),
    (viewed_then_stored_finally, "u[0, 0] = 5.0", "`rows`"),
]


@pytest.mark.parametrize(("fn", "fragment", "what"), STORED_FINALLY, ids=[row[0].__name__ for row in STORED_FINALLY])
def test_what_comes_finally_stores_into_what_the_body_may_have_left(fn: Any, fragment: str, what: str) -> None:
    for transform in (grad, value_and_grad):
        error = assert_refused(lambda: transform(fn)(np.array([3.0, 1.0])), fn, fragment)
        assert isinstance(error, AliasError)
        assert f"may change {what} too" in error.reason
    x = np.array([3.0, 1.0])
    assert_refused(lambda: jvp(fn, (x,), (x,)), fn, fragment)


def first_and_for_sure(x):
    y = 1.0
    try:
        y = 3.0 * x
        z = math.log(x)
    except ValueError:
        z = y
    return y * z


def set_to_what_it_was(x):
    y = x
    try:
        z = math.log(x)
        y = x
    except ValueError:
        z = y
    return y * z


def not_caught_here(x):
    y = x
    try:
        y = np.sin(x)
        z = math.log(x)
    except ValueError:
        z = 2.0
    return y * z


@pytest.mark.parametrize("x", [0.7, -0.7])
@pytest.mark.parametrize("fn", [first_and_for_sure, set_to_what_it_was, not_caught_here])
def test_what_a_handler_knows(fn: Any, x: float) -> None:
    h = 1e-6
    assert_close(grad(fn)(x), (fn(x + h) - fn(x - h)) / (2.0 * h), (1e-7, 1e-7))


# --- what is raised -------------------------------------------------------------------------------------------------


def test_what_is_not_caught_is_raised() -> None:
    def f(x):
        try:
            y = 1.0 / x
        except ValueError:
            y = 0.0
        return y

    for transform in (grad, value_and_grad):
        with pytest.raises(ZeroDivisionError):
            transform(f)(0.0)
    with pytest.raises(ZeroDivisionError):
        jvp(f, (0.0,), (1.0,))


def test_what_the_tangent_raises_is_not_caught() -> None:
    def f(x):
        try:
            y = math.sqrt(x)
        except ArithmeticError:
            y = 5.0
        return y

    assert f(0.0) == 0.0
    with pytest.raises(ZeroDivisionError):
        jvp(f, (0.0,), (1.0,))
    with pytest.raises(ZeroDivisionError):
        grad(f)(0.0)


def test_the_cause_and_the_message() -> None:
    def f(x):
        try:
            y = math.log(x)
        except ValueError as error:
            raise Mine("too small", x) from error
        return y

    with pytest.raises(Mine) as caught:
        grad(f)(-1.0)
    assert caught.value.args == ("too small", -1.0)
    assert type(caught.value.__cause__) is ValueError


def test_raised_again_is_the_same() -> None:
    def f(x):
        try:
            y = math.log(x)
        except ValueError as error:
            if x < -2.0:
                raise error
            raise
        return y

    for x in (-1.0, -3.0):
        with pytest.raises(ValueError, match=r"domain|positive"):
            grad(f)(x)


def test_classes_by_name_and_by_tuple() -> None:
    def f(x):
        try:
            if x > 1.0:
                raise Mine("large")
            y = math.log(x)
        except Mine:
            y = x**3
        except ERRORS:
            y = x * x
        return y

    assert [grad(f)(x) for x in (2.0, 0.5, -2.0)] == [12.0, 2.0, -4.0]


def test_classes_must_be_known() -> None:
    def f(x, n):
        try:
            y = math.log(x)
        except (ValueError, n):
            y = x
        return y

    assert_refused(lambda: grad(f)(1.0, 2), f, "except (ValueError, n)")


def test_raise_alone_needs_a_handler() -> None:
    def f(x):
        if x > 0.0:
            raise  # noqa: PLE0704
        return x

    assert_refused(lambda: grad(f)(1.0), f, "raise")


def test_names_of_exceptions_are_unbound_afterwards() -> None:
    def f(x):
        error = x * x
        try:
            y = math.log(x)
        except ValueError as error:  # noqa: F841
            y = x
        return y * error

    with pytest.raises(UnboundLocalError):
        f(-2.0)
    assert_refused(lambda: grad(f)(2.0), f, "return y * error")


# --- how often ------------------------------------------------------------------------------------------------------


def test_effects_happen_once(capsys: pytest.CaptureFixture[str]) -> None:
    def f(x):
        try:
            print("body")
            y = math.log(x)
            print("went")
        except ValueError as error:
            print("handler", error)
            y = x
        else:
            print("else")
        finally:
            print("finally")
        return y

    for x in (2.0, -2.0):
        f(x)
        wanted = capsys.readouterr().out
        grad(f)(x)
        assert capsys.readouterr().out == wanted
        jvp(f, (x,), (1.0,))
        assert capsys.readouterr().out == wanted
        _, pullback = vjp(f, x)
        pullback(1.0)
        pullback(1.0)
        assert capsys.readouterr().out == wanted


def test_effects_of_a_loop_in_a_try_happen_once(capsys: pytest.CaptureFixture[str]) -> None:
    def f(x):
        try:
            y = x
            for k in range(3):
                print(k)
                y = y * math.log(x)
        except ValueError:
            y = x
        return y

    jvp(f, (2.0,), (1.0,))
    assert capsys.readouterr().out == "0\n1\n2\n"


def test_a_lock_is_held_once_and_given_back() -> None:
    def f(x):
        with LOCK:
            y = math.log(x)
        return y * x

    assert_close(grad(f)(2.0), 1.0 + math.log(2.0), TIGHT)
    with pytest.raises(ValueError, match=r"domain|positive"):
        grad(f)(-1.0)
    assert not LOCK.locked()


def test_finally_runs_where_the_body_raises(capsys: pytest.CaptureFixture[str]) -> None:
    def f(x):
        try:
            y = math.log(x)
        finally:
            print("closed")
        return y

    with pytest.raises(ValueError, match=r"domain|positive"):
        grad(f)(-1.0)
    assert capsys.readouterr().out == "closed\n"


def test_settings_inside_do_not_reach_outside() -> None:
    def f(x):
        with np.errstate(divide="raise"):
            y = np.sum(x * 2.0)
        return y + np.sum(np.sqrt(x))

    with np.errstate(divide="ignore"):
        assert np.array_equal(grad(f)(np.array([0.0, 1.0])), [np.inf, 2.5])


# --- with all the rest ----------------------------------------------------------------------------------------------


def test_a_gradient_inside_a_try() -> None:
    def inner(x):
        return x * math.log(x)

    def f(x):
        try:
            y = grad(inner)(x)
        except ValueError:
            y = x * x
        return y * x

    assert_close(grad(f)(2.0), math.log(2.0) + 2.0, TIGHT)
    assert_close(grad(f)(-2.0), 12.0, TIGHT)


def test_recursion_through_a_try() -> None:
    def f(x, n):
        if n == 0:
            return math.log(x)
        try:
            return x * f(x - 0.5, n - 1)
        except ValueError:
            return x * x

    h = 1e-6
    for x in (2.2, 1.3, 0.2):
        assert_close(grad(f)(x, 3), (f(x + h, 3) - f(x - h, 3)) / (2.0 * h), (1e-7, 1e-7))


def test_second_derivatives() -> None:
    def f(x):
        s = 0.0
        for k in range(len(x)):
            try:
                s += math.log(x[k]) * x[0]
            except ValueError:
                s += x[k] ** 3
        return s

    found = hessian(f)(np.array([0.5, -2.0]))
    assert_close(found, np.array([[2.0, 0.0], [0.0, -12.0]]), TIGHT)
    assert_close(grad(grad(lambda x: f(np.array([x, 2.0]))))(0.5), 2.0, (1e-8, 1e-8))


def test_a_try_that_was_given_up_catches_nothing_later() -> None:
    """A recursive call is found out inside of the try; what stands after it is not in a try."""

    def g(x, n):
        try:
            if n == 0:
                return math.log(x)
            return x * g(x - 0.5, n - 1)
        except KeyError:
            return x

    def f(x, n, p):
        y = g(x, n)
        return y * p["a"]

    assert_close(grad(f)(2.0, 0, {"a": 2.0}), 1.0, TIGHT)
    assert_refused(lambda: grad(f)(2.0, 2, {"b": 2.0}), f, 'p["a"]')


# --- the text -------------------------------------------------------------------------------------------------------


def popped_inside(x):
    items = [x, x * 2.0]
    total = 0.0
    with np.errstate(all="ignore"):
        while items:
            v = items.pop()
            if v > 1.0:
                items.append(v * 0.5)
            total = total + v * v
    return total


def test_an_item_is_taken_out_inside_of_a_with_as_outside_of_it() -> None:
    df = grad(popped_inside)
    text = df.source_for(1.3)
    assert "v = items.pop()" in text
    assert "del" not in text
    assert df(0.5) == pytest.approx(5.0)
