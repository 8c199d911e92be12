"""Functions that call themselves: written once, as pairs or tangents that invoke one another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from srcad.errors import RuleError
from srcad.ir.core import Function, Program
from srcad.ir.evaluate import evaluate
from srcad.ir.types import FLOAT
from srcad.ir.verify import verify
from srcad.transform.calls import Calls, reached
from srcad.transform.forward import forward
from srcad.transform.reverse import reverse
from tests.transform.building import Pen, program, type_of
from tests.transform.checking import flat, numeric
from tests.transform.tracing import inline

X = np.array([0.3, 0.7, -0.2])
TYPE = type_of("x", X)


def chain(pen: Pen, x: Any, n: Any) -> Any:
    def deeper() -> Any:
        return np.sin(x) * pen.invoke("g", [FLOAT], x * 0.9, n - 1)

    return pen.branch(n > 0, deeper, lambda: x * x)


def tree(pen: Pen, x: Any, n: Any) -> Any:
    def deeper() -> Any:
        return pen.invoke("g", [FLOAT], x * 0.5, n - 1) * pen.invoke("g", [FLOAT], np.sin(x), n - 2) + x

    return pen.branch(n > 1, deeper, lambda: x * x)


def in_a_loop(pen: Pen, x: Any, n: Any) -> Any:
    def deeper() -> Any:
        return pen.walk([pen.range(2)], [x], lambda i, s: s * pen.invoke("g", [FLOAT], s * 0.5, n - 1))

    return pen.branch(n > 0, deeper, lambda: x + 1.0)


def of_arrays(pen: Pen, x: Any, n: Any) -> Any:
    def deeper() -> Any:
        y, s = pen.invoke("g", [TYPE, FLOAT], x * np.tanh(x), n - 1)
        return y * x * s, s + x[0]

    return pen.branch(n > 0, deeper, lambda: (np.exp(x), np.sum(x)))


SCALARS = [(chain, 0.7, 3), (chain, 0.7, 0), (tree, 0.7, 5), (in_a_loop, 0.7, 2)]
EVERY = [*SCALARS, (of_arrays, X, 3)]


def functions(build: Any, x: Any, n: int) -> tuple[Function, Function]:
    """A function that invokes a recursive one, and that one."""
    g = replace(program(build, (x, n)), name="g")

    def f(pen: Pen, x: Any, n: Any) -> Any:
        types = [result.type for result in g.block.results]
        found = pen.invoke("g", types, x * 1.1, n)
        return tuple(out * 1.0 for out in found) if isinstance(found, tuple) else found * x

    return program(f, (x, n)), g


def flat_values(entry: Function, others: tuple[Function, ...], args: Any) -> Any:
    return flat(evaluate(Program(entry, others), args))


@pytest.mark.parametrize(("build", "x", "n"), EVERY)
@pytest.mark.parametrize("kept", [True, False])
def test_reverse(build: Any, x: Any, n: int, kept: bool) -> None:
    f, g = functions(build, x, n)
    calls = Calls((g,), kept)
    grad = reverse(f, [0], inline, value=False, calls=calls)
    verify(Program(grad, (g, *calls.made)))
    value = evaluate(Program(f, (g,)), [x, n])
    seeds = [np.full_like(out, 0.7) if isinstance(out, np.ndarray) else 0.7 for out in value]
    found = flat_values(grad, (g, *calls.made), [x, n, *seeds])
    expected = numeric(lambda *args: evaluate(Program(f, (g,)), args), [x, n], 0, flat(seeds))
    np.testing.assert_allclose(found, expected, rtol=1e-6)


@pytest.mark.parametrize(("build", "x", "n"), EVERY)
def test_forward(build: Any, x: Any, n: int) -> None:
    f, g = functions(build, x, n)
    calls = Calls((g,))
    jvp = forward(f, [0], inline, calls)
    program = Program(jvp, (g, *calls.made))
    verify(program)
    count = len(f.block.results)
    found = flat(evaluate(program, [x, n, np.ones_like(x) if isinstance(x, np.ndarray) else 1.0])[count:])
    run = Program(f, (g,))
    expected = numeric(lambda s, *args: evaluate(run, [x + s, n]), [0.0], 0, np.ones(found.size))
    np.testing.assert_allclose(found.sum(), expected[0], rtol=1e-6)


@pytest.mark.parametrize(("build", "x", "n"), SCALARS)
def test_second_order(build: Any, x: Any, n: int) -> None:
    f, g = functions(build, x, n)
    inner = Calls((g,), kept=False)
    grad = reverse(f, [0], inline, value=False, calls=inner)
    once = (g, *inner.made)
    outer = Calls(once)
    second = reverse(grad, [0], inline, value=False, calls=outer)
    program = Program(second, (*once, *outer.made))
    verify(program)
    (found,) = evaluate(program, [x, n, 1.0, 1.0])
    expected = numeric(lambda *args: evaluate(Program(grad, once), [*args, 1.0]), [x, n], 0, np.ones(1))
    np.testing.assert_allclose(found, expected[0], rtol=1e-6)


def test_kept_halves_are_not_differentiated() -> None:
    f, g = functions(chain, 0.7, 3)
    calls = Calls((g,))
    grad = reverse(f, [0], inline, value=False, calls=calls)
    with pytest.raises(RuleError):
        reverse(grad, [0], inline, value=False, calls=Calls((g, *calls.made)))


def test_without_calls_recursion_is_refused() -> None:
    f, _ = functions(chain, 0.7, 3)
    with pytest.raises(RuleError):
        reverse(f, [0], inline, value=False)
    with pytest.raises(RuleError):
        forward(f, [0], inline)


def test_only_what_is_invoked_is_reached() -> None:
    f, g = functions(chain, 0.7, 3)
    lonely = replace(g, name="lonely")
    assert reached(f, (lonely, g)) == (g,)
