"""The generated wrapper alone, with functions that say what they were called with in place of derivatives."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad.api.arguments import read_signature
from srcad.api.dispatch import dispatcher
from srcad.api.specialisation import specialisation
from srcad.derived import Derived
from srcad.front.lift.free import FreeName
from srcad.ir.types import FLOAT
from srcad.spec import Mode


def said(*args: Any, **kwargs: Any) -> tuple[Any, ...]:
    return (args, kwargs)


def with_signature(primal: Callable[..., Any], *extras: str) -> Callable[..., Any]:
    """`said` with the signature that a text would have."""

    def function(*args: Any, **kwargs: Any) -> tuple[Any, ...]:
        return said(*args, **kwargs)

    own = list(inspect.signature(primal).parameters.values())
    more = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in extras]
    own[len(own) - (bool(own) and own[-1].kind is inspect.Parameter.VAR_KEYWORD) :] = [
        *more,
        *(param for param in own if param.kind is inspect.Parameter.VAR_KEYWORD),
    ]
    function.__signature__ = inspect.Signature(own)  # type: ignore[attr-defined]
    return function


def wrapper(
    primal: Callable[..., Any],
    *examples: dict[str, Any],
    mode: Mode = "grad",
    extras: tuple[str, ...] = ("out_bar",),
    free: tuple[FreeName, ...] = (),
) -> Callable[..., Any]:
    params = tuple(inspect.signature(primal).parameters.values())
    specials = [
        specialisation(
            read_signature(params, example, frozenset()),
            Derived("", with_signature(primal, *extras), {}, free),
        )
        for example in examples
    ]
    return dispatcher("f_grad", primal, mode, specials, lambda values, extra: ("miss", values, extra))


def test_without_specialisations_every_call_misses() -> None:
    def f(x: Any, y: Any = 2.0, *args: Any, k: Any = 3.0, **options: Any) -> None: ...

    call = wrapper(f)
    assert call(1.0) == ("miss", (1.0, 2.0, (), 3.0, {}), 1.0)
    assert call(1.0, 5, 6, k=7, z=8, out_bar=9.0) == ("miss", (1.0, 5, (6,), 7, {"z": 8}), 9.0)


def test_arguments_reach_the_text_as_they_were_meant() -> None:
    def f(x: Any, /, y: Any = 2.0, *args: Any, k: Any, **options: Any) -> None: ...

    call = wrapper(f, {"x": 1.0, "y": 2.0, "args": (1.0,), "k": 1.0, "options": {"z": 1.0}})
    assert call(1.0, 2.0, 3.0, k=4.0, z=5.0) == ((1.0, 2.0, 3.0), {"k": 4.0, "z": 5.0, "out_bar": 1.0})
    assert call(1.0, 2.0, 3.0, k=4.0, w=5.0)[0] == "miss"
    assert call(1.0, 2.0, k=4.0, z=5.0)[0] == "miss"
    with pytest.raises(TypeError, match="missing 1 required positional"):
        call(x=1.0, k=4.0)


def test_names_of_the_user_are_not_captured() -> None:
    def f(_float: Any, __miss: Any, out_bar: Any, ndarray: Any) -> None: ...

    example = {"_float": 1.0, "__miss": np.zeros(2), "out_bar": 1.0, "ndarray": 1}
    call = wrapper(f, example, extras=("out_bar_0",))
    assert call(**example) == (tuple(example.values()), {"out_bar_0": 1.0})


def test_the_seed_is_a_keyword_and_a_float() -> None:
    def f(x: Any) -> None: ...

    call = wrapper(f, {"x": 1.0})
    assert call(1.0, out_bar=3.0) == ((1.0,), {"out_bar": 3.0})
    assert call(1.0, out_bar=3) == ("miss", (1.0,), 3)
    with pytest.raises(TypeError, match="positional"):
        call(1.0, 3.0)


def test_defaults_are_read_in_the_call() -> None:
    def f(x: Any, y: Any = 2.0, *, k: Any = 3.0) -> None: ...

    call = wrapper(f, {"x": 1.0, "y": 2.0, "k": 3.0})
    assert call(1.0) == ((1.0, 2.0), {"k": 3.0, "out_bar": 1.0})
    f.__defaults__, f.__kwdefaults__ = (5.0,), {"k": 6}
    assert call(1.0) == ("miss", (1.0, 5.0, 6), 1.0)


def test_tangents_go_to_the_text_by_name() -> None:
    def f(x: Any, y: Any) -> None: ...

    call = wrapper(f, {"x": 1.0, "y": 1.0}, mode="jvp", extras=("x_dot", "y_dot"))
    assert call(1.0, 2.0, tangents=(3.0, 4.0)) == ((1.0, 2.0), {"x_dot": 3.0, "y_dot": 4.0})


def test_a_forward_sweep_comes_with_its_specialisation() -> None:
    def f(x: Any) -> None: ...

    special, result = wrapper(f, {"x": 1.0}, mode="vjp", extras=())(1.0)
    assert special.derived.function(1.0) == result == ((1.0,), {})


def test_a_name_from_outside_is_fetched_and_its_type_guarded() -> None:
    def f(x: Any) -> None: ...

    outside: dict[str, Any] = {"k": 1.0}
    free = FreeName("k", lambda: outside["k"], type=FLOAT)
    params = tuple(inspect.signature(f).parameters.values())
    derived = Derived("", with_signature(f, "out_bar"), {}, (free,))
    special = specialisation(read_signature(params, {"x": 1.0}, frozenset()), derived)
    call = dispatcher("f_grad", f, "grad", [special], lambda values, extra: "miss")
    for value in (1.0, 2.0):
        outside["k"] = value
        assert call(1.0) == ((1.0,), {"out_bar": 1.0})
        assert derived.namespace == {"k": value}
    outside["k"] = np.zeros(2)
    assert call(1.0) == "miss"
    del outside["k"]
    assert call(1.0) == "miss"


@pytest.mark.parametrize(
    ("free", "before", "after"),
    [
        (FreeName("", lambda: STATE["it"], by_identity=True, same=said), said, lambda: None),
        (FreeName("", lambda: STATE["it"], by_value=True, same=3), 3, 4),
        (FreeName("", lambda: STATE["it"], by_value=True, same=1), 1, True),
        (FreeName("k", lambda: STATE["it"], type=FLOAT), 1.0, np.float64(1.0)),
        (FreeName("k", lambda: STATE["it"], type=FLOAT), 1.0, np.array(["a"])),
    ],
)
def test_what_a_text_relies_on(free: FreeName, before: object, after: object) -> None:
    def f(x: Any) -> None: ...

    call = wrapper(f, {"x": 1.0}, free=(free,))
    STATE["it"] = before
    assert call(1.0) == ((1.0,), {"out_bar": 1.0})
    STATE["it"] = after
    assert call(1.0)[0] == "miss"


STATE: dict[str, Any] = {}
