"""What srcad does not differentiate is refused: by file, line and caret, with a reason and what to write instead."""

import asyncio
import contextlib
import functools
import inspect
import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from srcad import (
    AliasError,
    ArgumentError,
    LanguageError,
    RuleError,
    SourceError,
    SrcadError,
    grad,
    jvp,
    value_and_grad,
    vjp,
)
from tests.programs.asking import assert_refused

# ruff: noqa: PT017


COUNT = 0
SETTINGS = {"k": 2.0}
SHARED = np.zeros(3)


def writes_a_global(x):
    global COUNT
    COUNT = x
    return x * x


async def is_async(x):
    return x * x


async def awaits(x):
    await asyncio.sleep(0.0)
    return x * x


def tries_a_group(x):
    try:
        y = x * x
    except* ValueError:
        y = x
    return y


def returns_finally(x):
    try:
        print(x)
    finally:
        return x


def uses_with(x):
    with memoryview(b"") as view:
        y = x * len(view)
    return y


@contextlib.contextmanager
def counted():
    global COUNT
    yield
    COUNT = COUNT + 1


def uses_a_manager_that_assigns_a_global(x):
    with counted():
        y = x * x
    return y


@contextlib.contextmanager
def entered_if_positive(x):
    if x < 0.0:
        return
    yield x


def uses_a_manager_that_may_not_yield(x):
    with entered_if_positive(x) as y:
        z = x * y
    return z


@contextlib.contextmanager
def leaves_finally():
    try:
        yield
    finally:
        return


def uses_a_manager_that_swallows(x):
    with leaves_finally():
        y = x * x
    return y


def powers(x):
    y = 1.0
    while True:
        yield y
        y *= x


def generator_walked_twice(x):
    values = (v * x for v in (x, x * x))
    return sum(values) + max(values)


def generator_made_outside_the_loop(x):
    values = powers(x)
    s = 0.0
    for _ in range(2):
        for v in values:
            s += v
            if v < 0.1:
                break
    return s


def one_of_two_generators(x):
    values = powers(x) if x > 1.0 else powers(x * x)
    return next(values)


def generator_beside_another(x):
    return sum(a * b for a, b in zip(powers(x), (x, 2.0), strict=False))


def generator_returned(x):
    return powers(x)


def generator_in_an_array(x):
    return np.sum(np.array(x * k for k in range(3)))


def generator_that_is_sent(x):
    def echo():
        y = yield x
        yield y

    return sum(echo())


def generator_that_catches(x):
    def careful():
        try:
            yield x
        except ValueError:
            yield 2.0 * x

    return sum(careful())


def tuple_of_any_length(x):
    return len(tuple(x * k for k in range(int(x)))) * x


def defines_a_class(x):
    class Local:
        y = 2.0

    return Local.y * x




def set_display(x):
    values = {x, 2.0}
    return x * len(values)


@dataclass(frozen=True)
class Point:
    """Two numbers that stay."""

    x: float
    y: float


def deletes_an_attribute(x):
    point = Point(x, x)
    del point.x
    return point.y * x


def stores_an_attribute(x):
    box = THING
    box.value = x * x
    return box.value


def stores_into_a_global_dict(x):
    SETTINGS["k"] = x
    return SETTINGS["k"] * x


def stores_into_a_global_array(x):
    SHARED[0] = x
    return SHARED[0] * x


def calls_eval(x):
    return eval("x * x")


def calls_exec(x):
    exec("y = x * x")
    return x


def calls_locals(x):
    y = x * x
    return locals()["y"]


def calls_a_builtin_without_rule(x):
    return hash(x) * x


def calls_numpy_without_rule(x):
    return np.sum(np.trim_zeros(x))


def calls_math_without_rule(x):
    return math.nextafter(x, 2.0) * x


def keyword_without_rule(x):
    return np.sum(np.nan_to_num(x, copy=False))


def ufunc_method_without_rule(x):
    return np.arctan2.reduceat(x, [0, 1])[0]


def calls_a_partial(x):
    return functools.partial(operator.concat, [x])([x])[0]


def reads_a_missing_attribute(x):
    return np.no_such_function(x)


def undefined_name(x):
    return not_defined_anywhere * x  # noqa: F821


class Thing:
    """An object whose class is not data."""

    def __init__(self, k: Any = 2.0) -> None:
        self.k = k

    def transform(self, x: Any) -> Any:
        return np.trim_zeros(np.array([x, x]))[0]


THING = Thing()

def rows_of_a_known_length(x):
    rows = [[0.0] * 3 for _ in range(3)]
    for i in range(1, 3):
        rows[i][i] = rows[i - 1][i] + x
    return rows[2][2]


LANGUAGE = [
    (rows_of_a_known_length, "rows[i][i] ="),
    (writes_a_global, "global COUNT"),
    (is_async, "async def is_async"),
    (awaits, "async def awaits"),
    (tries_a_group, "try:"),
    (returns_finally, "return x"),
    (uses_with, "with memoryview"),
    (uses_a_manager_that_may_not_yield, "entered_if_positive(x)"),
    (generator_walked_twice, "max(values)"),
    (generator_made_outside_the_loop, "for v in values"),
    (one_of_two_generators, "powers(x) if"),
    (generator_beside_another, "zip(powers"),
    (generator_in_an_array, "np.array(x"),
    (generator_that_is_sent, "y = yield x"),
    (generator_that_catches, "try:"),
    (tuple_of_any_length, "tuple(x"),
    (defines_a_class, "class Local"),
    (set_display, "{x, 2.0}"),
    (deletes_an_attribute, "del point.x"),
]


@pytest.mark.parametrize(("fn", "fragment"), LANGUAGE, ids=[fn.__name__ for fn, _ in LANGUAGE])
@pytest.mark.parametrize("transform", [grad, value_and_grad], ids=["grad", "value_and_grad"])
def test_construct(fn: Callable[..., Any], fragment: str, transform: Callable[..., Any]) -> None:
    assert isinstance(assert_refused(lambda: transform(fn)(2.0), fn, fragment), LanguageError)


@pytest.mark.parametrize(
    ("fn", "reason"),
    [(uses_a_manager_that_assigns_a_global, "global names"), (uses_a_manager_that_swallows, "out of finally")],
    ids=["global", "finally"],
)
def test_construct_in_a_manager(fn: Callable[..., Any], reason: str) -> None:
    with pytest.raises(LanguageError, match=reason):
        grad(fn)(2.0)


@pytest.mark.parametrize(("fn", "fragment"), LANGUAGE, ids=[fn.__name__ for fn, _ in LANGUAGE])
def test_construct_forwards(fn: Callable[..., Any], fragment: str) -> None:
    assert_refused(lambda: jvp(fn, (2.0,), (1.0,)), fn, fragment)
    assert_refused(lambda: vjp(fn, 2.0), fn, fragment)


@pytest.mark.parametrize("f", [lambda x: np.sum(x**2), lambda x: np.sum(x - x), lambda x: np.sum(1.0 / x[:1])])
def test_a_list_is_no_array(f: Callable[..., Any]) -> None:
    with pytest.raises(RuleError, match=r"of lists, as there is of arrays: np\.array\(...\) makes one"):
        grad(f)([1.0, 2.0])


@pytest.mark.parametrize("f", [lambda x: max(*x), lambda x: math.hypot(*[v for v in x if v > 0.0])])
def test_a_star_wants_a_known_length(f: Callable[..., Any]) -> None:
    with pytest.raises(LanguageError, match=r"how many items this (list|array) has"):
        grad(f)(np.ones(2))


def test_what_a_generator_gives_is_no_result() -> None:
    with pytest.raises(ArgumentError, match="returns a generator"):
        grad(generator_returned)(2.0)


def wraps_itself_further(f, x, n):
    if n > 0.0:
        return wraps_itself_further(lambda t: f(t) * t, x, n - 1.0)
    return f(x)


def recursion_of_closures(x):
    return wraps_itself_further(lambda t: t * t, x, x)


def test_functions_that_wrap_functions_without_end() -> None:
    """No text of finite length serves all the kinds of arguments that such a function is called with."""
    assert_refused(lambda: grad(recursion_of_closures)(2.0), recursion_of_closures, "return wraps_itself")


CALLED = [row for row in LANGUAGE if row[0] not in (is_async, awaits)]


@pytest.mark.parametrize(("fn", "fragment"), CALLED, ids=[fn.__name__ for fn, _ in CALLED])
def test_construct_in_a_callee(fn: Callable[..., Any], fragment: str) -> None:
    """The line shown is that of the callee."""

    def caller(x):
        y = x * 2.0
        return fn(y) * x

    assert_refused(lambda: grad(caller)(2.0), fn, fragment)


def returns_two_kinds(x):
    def inner():
        for k in range(3):
            if x[0] > k:
                return x
        return 1.0

    return np.sum(inner())


def returns_before_a_store(x):
    def inner(u):
        for k in range(3):
            if x[0] > k:
                return u
            u[0] = 5.0
        return u.reshape(-1)

    return np.sum(inner(x * 2.0))


def collects_what_is_stored_into(x):
    u = x * 2.0

    def put(k):
        u[k] = 0.0
        return u

    rows = [put(k) for k in range(3)]
    return rows[0][2]


def lists_what_is_stored_into(x):
    u = x * 2.0

    def rows():
        for k in range(3):
            u[k] = 0.0
            yield u

    return list(rows())[1][2]


UNNAMED = [
    (lists_what_is_stored_into, "u[k] = 0.0", "this store may change a value that is read later too"),
    (returns_two_kinds, "return 1.0", "this is a number (float) on one path and an array on another"),
    (returns_before_a_store, "u[0] = 5.0", "this store may change a value that is read later too"),
    (collects_what_is_stored_into, "u[k] = 0.0", "this store may change a value that is read later too"),
]


@pytest.mark.parametrize(("fn", "fragment", "reason"), UNNAMED, ids=[row[0].__name__ for row in UNNAMED])
def test_names_that_the_user_has_not_written_are_not_shown(fn: Any, fragment: str, reason: str) -> None:
    error = assert_refused(lambda: grad(fn)(np.array([1.5, 2.0, 3.0])), fn, fragment)
    assert error.reason.startswith(reason)
    assert "`out`" not in str(error)
    since = re.search("since line ([0-9]+)", error.reason)
    lines, start = inspect.getsourcelines(fn)
    assert since is None or start <= int(since[1]) < start + len(lines)


STORES = [
    (stores_an_attribute, (2.0,), "box.value = x * x"),
    (stores_into_a_global_dict, (2.0,), 'SETTINGS["k"] = x'),
    (stores_into_a_global_array, (2.0,), "SHARED[0] = x"),
]


@pytest.mark.parametrize(("fn", "args", "fragment"), STORES, ids=[row[0].__name__ for row in STORES])
def test_store_outside(fn: Callable[..., Any], args: Any, fragment: str) -> None:
    assert_refused(lambda: grad(fn)(*args), fn, fragment)
    assert SETTINGS == {"k": 2.0}
    assert not SHARED.any()


VECTOR = np.array([0.3, 0.9, 1.7])
CALLS = [
    (calls_eval, (2.0,), "return eval"),
    (calls_exec, (2.0,), 'exec("y'),
    (calls_locals, (2.0,), "locals()"),
    (calls_a_builtin_without_rule, (2.0,), "hash(x)"),
    (calls_numpy_without_rule, (VECTOR,), "np.trim_zeros(x)"),
    (calls_math_without_rule, (2.0,), "math.nextafter"),
    (keyword_without_rule, (VECTOR,), "np.nan_to_num(x, copy=False)"),
    (ufunc_method_without_rule, (VECTOR,), "np.arctan2.reduceat"),
    (calls_a_partial, (2.0,), "functools.partial"),
]


@pytest.mark.parametrize(("fn", "args", "fragment"), CALLS, ids=[row[0].__name__ for row in CALLS])
def test_call_without_rule(fn: Callable[..., Any], args: Any, fragment: str) -> None:
    error = assert_refused(lambda: grad(fn)(*args), fn, fragment)
    assert isinstance(error, RuleError | LanguageError)


def test_the_function_is_named_in_the_reason() -> None:
    with pytest.raises(RuleError, match="trim_zeros"):
        grad(calls_numpy_without_rule)(VECTOR)
    with pytest.raises(RuleError, match="copy"):
        grad(keyword_without_rule)(VECTOR)


def test_missing_names_fail_as_in_python() -> None:
    """They are refused, or raise what the function itself would raise."""
    with pytest.raises((SrcadError, AttributeError)):
        grad(reads_a_missing_attribute)(2.0)
    with pytest.raises((SrcadError, NameError)):
        grad(undefined_name)(2.0)


def test_refusal_comes_before_anything_runs(capsys: pytest.CaptureFixture[str]) -> None:
    def f(x):
        print("ran")
        return np.sum(np.trim_zeros(x))

    with pytest.raises(RuleError):
        grad(f)(VECTOR)
    assert not capsys.readouterr().out


# --- source that cannot be found ------------------------------------------------------------------------------------


def from_exec() -> Callable[..., Any]:
    namespace: dict[str, Any] = {}
    exec("def made(x):\n    return x * x\n", namespace)
    made: Callable[..., Any] = namespace["made"]
    return made


class Callable_:  # noqa: N801
    """An object that can be called."""

    def __call__(self, x: Any) -> Any:
        return x * x


@pytest.mark.parametrize(
    "fn",
    [from_exec(), eval("lambda x: x * x"), abs, len, math.sin, np.linalg.slogdet, np.sin, str.upper, operator.neg],
    ids=["exec", "eval", "abs", "len", "math.sin", "slogdet", "np.sin", "str.upper", "operator.neg"],
)
def test_source_not_found(fn: Any) -> None:
    """A function without source is refused, or it has a rule of its own."""
    try:
        found = grad(fn)(0.7)
    except (SourceError, RuleError, ArgumentError) as error:
        assert error.instead
        assert str(error)
    else:
        assert fn in (abs, math.sin, np.sin, operator.neg)
        assert np.isclose(found, (fn(0.7 + 1e-6) - fn(0.7 - 1e-6)) / 2e-6)


def test_exec_made_callee() -> None:
    made = from_exec()

    def f(x):
        return made(x) * x

    assert_refused(lambda: grad(f)(2.0), f, "made(x)")


@pytest.mark.parametrize("value", [3, "text", None, 2.5, [1]])
def test_not_a_function(value: Any) -> None:
    with pytest.raises((SrcadError, TypeError)):
        grad(value)(2.0)


# --- arguments ------------------------------------------------------------------------------------------------------


def square(x):
    return x * x


@pytest.mark.parametrize(
    "value",
    [3, True, np.int32(3), np.array([1, 2, 3]), np.array([True, False]), "text", None, [1, 2], {"a": 1}, (), max],
    ids=repr,
)
def test_argument_without_derivative(value: Any) -> None:
    def f(x):
        return 2.0

    with pytest.raises(ArgumentError, match="x") as caught:
        grad(f)(value)
    assert caught.value.instead
    assert isinstance(caught.value, TypeError)


def test_what_to_write_for_an_int() -> None:
    with pytest.raises(ArgumentError, match=r"3\.0"):
        grad(square)(3)
    with pytest.raises(ArgumentError, match="float"):
        grad(square)(np.array([1, 2]))


@pytest.mark.parametrize("argnums", [1, -2, 7, "y", (0, 1), (0, "z"), 1.5, None])
def test_argnums_that_do_not_exist(argnums: Any) -> None:
    with pytest.raises((ArgumentError, TypeError)):
        grad(square, argnums=argnums)(2.0)


def test_result_that_is_not_scalar() -> None:
    with pytest.raises(ArgumentError, match=r"\(3,\)") as caught:
        grad(square)(VECTOR)
    assert any(name in str(caught.value) for name in ("jacobian", "vjp", "elementwise_grad"))


def test_wrong_number_of_arguments() -> None:
    with pytest.raises(TypeError):
        grad(square)()
    with pytest.raises(TypeError):
        grad(square)(1.0, 2.0)
    with pytest.raises(TypeError):
        grad(square)(y=1.0)
    with pytest.raises((ArgumentError, TypeError)):
        jvp(square, (1.0,), (1.0, 2.0))


def test_tangents_and_seeds_of_another_shape() -> None:
    with pytest.raises(ArgumentError):
        jvp(square, (VECTOR,), (np.ones(2),))
    with pytest.raises(ArgumentError):
        vjp(square, VECTOR)[1](np.ones((3, 1)))
    with pytest.raises(ArgumentError):
        vjp(square, VECTOR)[1](None)
    with pytest.raises(ArgumentError):
        jvp(square, (2.0,), ("text",))


# --- sharing that cannot be decided ---------------------------------------------------------------------------------


def one_of_two(x, flag):
    a = x * 1.0
    b = x * 2.0
    if flag > 0:
        c = a
    else:
        c = b
    c[0] = 5.0
    return np.sum(a) + np.sum(b)


def chosen_by_value(x, n):
    a = x * 1.0
    b = x * 2.0
    for _ in range(n):
        c = a if a[0] > b[0] else b
        c[0] = 5.0
    return np.sum(a * b)


def maybe_a_view(x):
    a = x * 1.0
    b = a.T.reshape(-1)
    b[0] = 5.0
    return np.sum(a)


MAYBE = [
    (one_of_two, (np.ones(2), 1), "c[0] = 5.0", np.array([2.0, 3.0])),
    (chosen_by_value, (np.ones(2), 1), "c[0] = 5.0", None),
    (maybe_a_view, (np.ones((2, 2)),), "b[0] = 5.0", np.ones((2, 2))),
]


@pytest.mark.parametrize(("fn", "args", "fragment", "wanted"), MAYBE, ids=[row[0].__name__ for row in MAYBE])
def test_sharing_that_cannot_be_decided(fn: Callable[..., Any], args: Any, fragment: str, wanted: Any) -> None:
    """A store through a name that may be either of two arrays, while both are still read."""
    try:
        found = grad(fn)(*args)
    except SrcadError:
        assert isinstance(assert_refused(lambda: grad(fn)(*args), fn, fragment), AliasError)
    else:
        assert wanted is not None
        assert np.allclose(found, wanted)


def test_shared_arguments_name_both() -> None:
    def f(target, source):
        target[0] = source[0] * 2.0
        return np.sum(target)

    p = np.ones(3)
    for transform in (grad, value_and_grad):
        with pytest.raises(AliasError, match=r"(?s)target.*source|source.*target"):
            transform(f)(p, p)


# --- the message ----------------------------------------------------------------------------------------------------


def test_message() -> None:
    error = assert_refused(lambda: grad(calls_numpy_without_rule)(VECTOR), calls_numpy_without_rule, "np.trim_zeros(x)")
    assert error.place is not None
    lines = str(error).splitlines()
    assert lines[0].startswith(f"{Path(__file__)}:{error.place.line}: ")
    assert lines[1].strip() == "return np.sum(np.trim_zeros(x))"
    assert lines[1][lines[2].index("^") :].startswith("np.trim_zeros")
    assert lines[3].startswith("  Instead: ")


def test_every_refusal_is_one_kind() -> None:
    for kind in (SourceError, LanguageError, RuleError, AliasError, ArgumentError):
        assert issubclass(kind, SrcadError)
    assert issubclass(ArgumentError, TypeError)


# --- objects ----------------------------------------------------------------------------------------------------


class Guessing:
    """Answers for attributes that it has not."""

    def __getattr__(self, name: str) -> float:
        return 2.0


class Fresh:
    """Made in a way of its own."""

    def __new__(cls, x: Any) -> Any:
        made = object.__new__(cls)
        made.x = 2.0 * x
        return made


class Scaling:
    """An operator for arrays on its left, which NumPy does not see."""

    def __init__(self, k: Any) -> None:
        self.k = k

    def __rmul__(self, other: Any) -> Any:
        return other * self.k


class Slotted:
    """Takes one attribute only."""

    __slots__ = ("x",)

    def __init__(self, x: Any) -> None:
        self.x = x


class Measured(Thing):
    """A property without a setter, and a list that all its objects share."""

    kept: list[Any] = []  # noqa: RUF012

    @property
    def size(self) -> Any:
        return self.k


class Swallowing:
    """A manager that decides by the exception."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, *_: object) -> Any:
        return kind is ValueError


@dataclass(order=True)
class Ordered:
    """Compared as tuples."""

    a: float


def swallows_what_its_body_raises(x):
    with Swallowing():
        x = math.log(x)
    return x


def asks_for_any_attribute(x):
    return Guessing().weight * x


def makes_in_its_own_way(x):
    return Fresh(x).x


def array_before_an_object(x):
    return np.sum(np.array([x, x]) * Scaling(x))


def stores_beside_the_slots(x):
    slotted = Slotted(x)
    slotted.y = x
    return slotted.y


def stores_into_a_property(x):
    measured = Measured(x)
    measured.size = x
    return measured.k


def changes_a_list_of_the_class(x):
    Measured.kept.append(x)
    return Measured(x).kept[-1]


def stores_into_the_class(x):
    Measured.k = x
    return x * x


def stores_into_a_frozen_one(x):
    point = Point(x, x)
    point.x = x * x
    return point.x


def attribute_set_on_one_path(x):
    thing = Thing(x)
    if x > 0.0:
        thing.extra = x
    return x * x if hasattr(thing, "extra") else x


def attribute_added_by_a_loop(x):
    thing = Thing(x)
    for k in range(3):
        thing.extra = thing.k * k
    return thing.extra


def orders_dataclasses(x):
    return x if Ordered(x) < Ordered(1.0) else 2.0 * x


def one_of_two_objects_is_changed(x):
    one, other = Thing(x), Thing(2.0 * x)
    either = one if x > 0.0 else other
    either.k = x**3
    return one.k * other.k


def too_many_arguments(x):
    return Measured(x, x).k


OBJECTS = [
    (swallows_what_its_body_raises, "Swallowing()"),
    (asks_for_any_attribute, "Guessing().weight"),
    (makes_in_its_own_way, "Fresh(x)"),
    (array_before_an_object, "* Scaling(x)"),
    (stores_beside_the_slots, "slotted.y = x"),
    (stores_into_a_property, "measured.size = x"),
    (stores_into_the_class, "Measured.k = x"),
    (stores_into_a_frozen_one, "point.x = x * x"),
    (attribute_set_on_one_path, "hasattr"),
    (attribute_added_by_a_loop, "for k in"),
    (orders_dataclasses, "Ordered(x) <"),
    (one_of_two_objects_is_changed, "either.k = x**3"),
    (too_many_arguments, "Measured(x, x)"),
]


@pytest.mark.parametrize(("fn", "fragment"), OBJECTS, ids=[fn.__name__ for fn, _ in OBJECTS])
def test_objects(fn: Callable[..., Any], fragment: str) -> None:
    assert_refused(lambda: grad(fn)(2.0), fn, fragment)
    assert_refused(lambda: jvp(fn, (2.0,), (1.0,)), fn, fragment)


def test_a_list_of_the_class() -> None:
    with pytest.raises(SrcadError):
        grad(changes_a_list_of_the_class)(2.0)
    assert Measured.kept == []


class Holder:
    """Two things, perhaps the same."""

    def __init__(self, one: Thing, other: Thing) -> None:
        self.one = one
        self.other = other


def changes_a_part(holder):
    holder.one.k = holder.one.k * 2.0
    return holder.one.k * holder.other.k


def asks_whether_they_are_one(holder):
    return holder.one.k if holder.one is holder.other else 2.0 * holder.other.k


def test_one_object_in_two_places() -> None:
    """What is taken apart must not be shared where that could be seen."""
    same = Thing(3.0)
    with pytest.raises(AliasError):
        grad(changes_a_part)(Holder(same, same))
    assert_refused(lambda: grad(asks_whether_they_are_one)(Holder(same, same)), asks_whether_they_are_one, " is ")
    apart = Holder(Thing(3.0), Thing(4.0))
    found = grad(changes_a_part)(apart)
    assert (found.one.k, found.other.k) == (8.0, 6.0)
    assert apart.one.k == 3.0


def test_two_classes_of_one_name() -> None:
    """The text could not tell them apart."""

    def made() -> Any:
        class Thing:
            def __init__(self, k: Any) -> None:
                self.k = k

        return Thing

    with pytest.raises(ArgumentError, match="called `Thing`"):
        grad(lambda one, other: one.k * other.k, argnums=(0, 1))(Thing(2.0), made()(3.0))


class Bound(Thing):
    """Keeps a method of its own: what that reads would not be what is differentiated."""

    def __init__(self, k: Any) -> None:
        super().__init__(k)
        self.act = self.scaled

    def scaled(self, x: Any) -> Any:
        return self.k * x


def test_an_object_that_keeps_its_own_method() -> None:
    with pytest.raises(ArgumentError, match="Bound"):
        grad(lambda bound: bound.act(2.0))(Bound(3.0))
