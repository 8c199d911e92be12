from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from srcad import ArgumentError, SrcadError, check_grads
from srcad.api import derivative as derivative_module
from srcad.testing import GradientMismatch


def nested(x, p, n):
    for _ in range(n):
        x = np.tanh(p["W"] @ x) * p["scale"]
    return {"out": x, "norm": [np.sum(x * x)], "n": n}


def test_right_derivatives_pass() -> None:
    rng = np.random.default_rng(1)
    check_grads(nested, (rng.normal(size=3), {"W": rng.normal(size=(3, 3)), "scale": 1.5, "name": "a"}, 2))
    check_grads(lambda x: x * x * x, (2.0,), order=3)
    check_grads(lambda x, *rest: x * rest[0], (2.0, 3.0), modes=("fwd",))
    check_grads(lambda x: np.sum(np.sin(x)), (np.ones(2, np.float32),))


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Add 0.5 to one entry of every derivative of a mode."""
    derive = derivative_module.pipeline.derive

    def spoil(mode: str, attribute: str, pick: Any) -> None:
        def spoiled(fn: Any, spec: Any, params: Any, types: Any) -> Any:
            derived = derive(fn, spec, params, types)
            if spec.mode != mode:
                return derived
            right = getattr(derived, attribute)

            def function(*args: Any, **kwargs: Any) -> Any:
                return pick(right(*args, **kwargs))

            function.__signature__ = __import__("inspect").signature(right)  # type: ignore[attr-defined]
            return replace(derived, **{attribute: function})

        monkeypatch.setattr(derivative_module.pipeline, "derive", spoiled)

    return spoil


def test_a_wrong_adjoint_is_named_by_argument_and_entry(wrong: Any) -> None:
    def spoil(bars: Any) -> Any:
        bars[1]["W"][1, 0] += 0.5
        return bars

    def product(x, p):
        return p["W"] @ x

    wrong("vjp", "backward", spoil)
    with pytest.raises(GradientMismatch) as refusal:
        check_grads(product, (np.ones(2), {"W": np.ones((2, 2))}), modes=("rev",))
    assert "`p['W'][1, 0]`" in refusal.value.reason
    assert "reverse mode" in refusal.value.reason
    assert "(off by 0.5)" in refusal.value.reason
    assert isinstance(refusal.value, SrcadError | AssertionError)


def test_a_wrong_tangent_is_named_by_argument_and_result(wrong: Any) -> None:
    def spoil(pair: Any) -> Any:
        pair[1][1] += 0.5
        return pair

    wrong("jvp", "function", spoil)
    with pytest.raises(GradientMismatch, match=r"entry \[1\] of the result\) with respect to `\w+`.* forward mode"):
        check_grads(lambda scale: scale * np.array([1.0, 2.0]), (3.0,), modes=("fwd",))


def test_a_wrong_second_derivative_says_of_what(wrong: Any) -> None:
    wrong("grad", "function", lambda bars: (bars[0] * bars[0],))
    check_grads(lambda x: x * x, (3.0,), order=1)
    with pytest.raises(GradientMismatch, match=r"of the gradient of `<lambda>`"):
        check_grads(lambda x: x * x, (3.0,), order=2)


@pytest.mark.parametrize("args", [np.ones(1), np.ones(3), 2.0])
def test_the_arguments_are_a_tuple(args: Any) -> None:
    with pytest.raises(ArgumentError, match=r"`args` is a .*, and must be a tuple"):
        check_grads(lambda x: np.sum(x * x), args)


def test_modes_have_names() -> None:
    with pytest.raises(ArgumentError, match="'forward' is not a mode"):
        check_grads(lambda x: x, (1.0,), modes=("forward",))
