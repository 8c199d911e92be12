"""Gradients cut into a forward and a backward function."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.ir.evaluate import evaluate
from srcad.ir.verify import verify
from srcad.transform.reverse import reverse
from srcad.transform.split import split
from tests.transform.building import Pen, program
from tests.transform.tracing import inline

X = np.array([0.3, 0.7, -0.2])


def halves_agree(build: Any, *args: Any) -> None:
    fn = program(build, args)
    wrt = [k for k, arg in enumerate(args) if not isinstance(arg, int)]
    joint = reverse(fn, wrt, inline, value=True, together=False)
    seed = np.ones_like(evaluate(fn, args)[0]) * 0.7
    seed = seed if isinstance(evaluate(fn, args)[0], np.ndarray) else float(seed)
    whole = evaluate(joint, [*args, seed])
    forward, backward = split(joint)
    verify(forward)
    verify(backward)
    out, *residuals = evaluate(forward, args)
    np.testing.assert_allclose(out, whole[0])
    # what the caller may now write into has been copied
    for arg in (*args, out):
        if isinstance(arg, np.ndarray):
            assert not any(isinstance(r, np.ndarray) and np.shares_memory(r, arg) for r in residuals)
    for _ in range(2):
        for found, expected in zip(evaluate(backward, [*residuals, seed]), whole[1:], strict=True):
            np.testing.assert_allclose(found, expected)


def test_straight() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        return np.tanh(x * y)

    halves_agree(f, X, X + 1.0)


def test_loop() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return pen.walk([pen.range(3)], [x[1:]], lambda i, h: np.sin(h) * x[0])

    halves_agree(f, X)


def test_sum_loop_is_not_fused() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return pen.walk([x], [0.0], lambda v, s: s + v * v)

    halves_agree(f, X)


def test_branch() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return pen.branch(x > 0, lambda: np.exp(x), lambda: x)

    halves_agree(f, 0.3)
    halves_agree(f, -0.3)
