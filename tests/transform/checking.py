"""Hold derivatives against finite differences, as often as they can be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from srcad.ir.core import Function
from srcad.ir.evaluate import evaluate
from srcad.ir.verify import verify
from srcad.transform.forward import forward
from srcad.transform.reverse import reverse
from tests.transform.building import program
from tests.transform.tracing import inline

Build = Callable[..., Any]


def flat(value: Any) -> np.ndarray:
    """All numbers of a value in a row."""
    if isinstance(value, list | tuple):
        return np.concatenate([flat(item) for item in value]) if value else np.zeros(0)
    return np.asarray(value, float).ravel()


def moved(value: Any, step: np.ndarray) -> Any:
    """The value with `step` added to its numbers."""
    if isinstance(value, list):
        sizes = np.cumsum([0, *(flat(item).size for item in value)])
        return [moved(item, step[a:b]) for item, a, b in zip(value, sizes, sizes[1:], strict=False)]
    if isinstance(value, np.ndarray):
        return value + step.reshape(value.shape)
    return value + float(step[0])


def numeric(fn: Callable[..., Any], args: Sequence[Any], k: int, seed: np.ndarray) -> np.ndarray:
    """The gradient of ``seed · fn`` in argument k, by central differences extrapolated once."""
    size = flat(args[k]).size
    found = np.zeros(size)
    for j in range(size):
        unit = np.zeros(size)
        unit[j] = 1.0
        slopes = []
        for h in (1e-3, 5e-4):
            ends = [flat(fn(*args[:k], moved(args[k], s * h * unit), *args[k + 1 :])) for s in (1, -1)]
            slopes.append(seed @ (ends[0] - ends[1]) / (2 * h))
        found[j] = (4 * slopes[1] - slopes[0]) / 3
    return found


def active_places(args: Sequence[Any]) -> list[int]:
    return [k for k, arg in enumerate(args) if flat(arg).dtype == float and not isinstance(arg, int | bool)]


def shapes_agree(found: Any, arg: Any) -> bool:
    if isinstance(arg, list):
        return len(found) == len(arg) and all(map(shapes_agree, found, arg))
    if isinstance(arg, np.ndarray):
        return isinstance(found, np.ndarray) and found.shape == arg.shape and found.dtype == arg.dtype
    return not isinstance(found, np.ndarray)


def check_reverse(fn: Function, args: Sequence[Any], order: int = 1, tolerance: float = 1e-6) -> None:
    """The adjoint of `fn` is right, and so is the adjoint of the adjoint, `order` times in all."""
    verify(fn)
    wrt = [k for k, var in enumerate(fn.block.params) if k < len(args) and k in active_places(args)]
    value = evaluate(fn, args)
    for together in (True, False):
        grad = reverse(fn, wrt, inline, value=False, together=together)
        verify(grad)
        rng = np.random.default_rng(1)
        seeds = [_seed_like(out, rng) for out in value if _is_real(out)]
        found = evaluate(grad, [*args, *seeds])
        for k, adjoint in zip(wrt, found, strict=True):
            assert shapes_agree(adjoint, args[k]), (adjoint, args[k])
            expected = numeric(_real_results(fn), args, k, flat(seeds))
            np.testing.assert_allclose(flat(adjoint), expected, rtol=tolerance, atol=tolerance)
        if order > 1:
            check_reverse(grad, [*args, *seeds], order - 1, tolerance * 10)


def check_forward(fn: Function, args: Sequence[Any], tolerance: float = 1e-6) -> Function:
    """The tangent of `fn` is right."""
    wrt = [k for k, var in enumerate(fn.block.params) if k < len(args) and k in active_places(args)]
    jvp = forward(fn, wrt, inline)
    verify(jvp)
    rng = np.random.default_rng(2)
    dots = [_seed_like(args[k], rng) for k in wrt]
    found = evaluate(jvp, [*args, *dots])
    value = evaluate(fn, args)
    np.testing.assert_allclose(flat(found[: len(value)]), flat(value))
    real = [out for out in value if _is_real(out)]
    for k, (out, dot) in enumerate(zip(real, found[len(value) :], strict=True)):
        assert shapes_agree(dot, out)
        seed = flat(
            [np.ones_like(flat(other)) * 0 if j != k else np.ones(flat(out).size) for j, other in enumerate(real)]
        )
        run = _real_results(fn)
        expected = sum(numeric(run, args, place, seed) @ flat(dots[n]) for n, place in enumerate(wrt))
        np.testing.assert_allclose(flat(dot).sum(), expected, rtol=tolerance, atol=tolerance)
    return jvp


def _real_results(fn: Function) -> Callable[..., Any]:
    return lambda *args: [out for out in evaluate(fn, args) if _is_real(out)]


def _is_real(out: Any) -> bool:
    return not isinstance(out, bool | int | np.bool_ | np.integer)


def _seed_like(out: Any, rng: np.random.Generator) -> Any:
    if isinstance(out, np.ndarray):
        return rng.normal(size=out.shape)
    if isinstance(out, list):
        return [_seed_like(item, rng) for item in out]
    return float(rng.normal())


def check(build: Build, *args: Any, order: int = 2) -> Function:
    """Check a program that is written by `build`."""
    fn = program(build, args)
    check_reverse(fn, args, order)
    check_forward(fn, args)
    if order > 1:
        grad = reverse(fn, active_places(args), inline, value=True)
        seeds = [_seed_like(out, np.random.default_rng(3)) for out in evaluate(fn, args) if _is_real(out)]
        check_forward(grad, [*args, *seeds])
    return fn
