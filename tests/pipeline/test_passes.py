"""Every pass keeps the meaning, over the whole corpus: the reference evaluator is the oracle, the verifier watches."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from srcad.front.lift.function import inline_rule
from srcad.ir.core import Function, Program
from srcad.ir.evaluate import evaluate
from srcad.ir.types import is_real
from srcad.ir.verify import verify
from srcad.pipeline.passes import FORWARD, LAST, TIDY, Pass
from srcad.transform.forward import forward
from srcad.transform.reverse import reverse
from tests.corpus.everything import MAIN, label
from tests.corpus.registry import Args
from tests.corpus.registry import Program as Entry
from tests.pipeline.lifting import Names, leaves_of, lifted

CASES = [pytest.param(*pair, id=label(pair)) for pair in MAIN]


def run(program: Program, inputs: list[Any], names: Names) -> list[Any]:
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        return evaluate(program, inputs, names)


def same(left: Iterable[Any], right: Iterable[Any], rtol: float) -> None:
    for one, other in zip(left, right, strict=True):
        np.testing.assert_allclose(one, other, rtol=rtol, atol=rtol)


def each_pass(
    fn: Function, passes: Iterable[Pass], others: tuple[Function, ...], inputs: list[Any], names: Names
) -> Function:
    """Run the passes one by one; after each the program is well-formed and means what it meant."""
    verify(Program(fn, others), closed=True)
    before = run(Program(fn, others), inputs, names)
    for step in passes:
        fn = step.run(fn)
        verify(Program(fn, others), closed=True)
        same(run(Program(fn, others), inputs, names), before, 1e-9)
    return fn


@pytest.mark.parametrize(("entry", "args"), CASES)
def test_lifting_keeps_the_meaning(entry: Entry, args: Args) -> None:
    made, inputs, names = lifted(entry.fn, args.make())
    verify(made.program)
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        wanted = leaves_of(made.program.entry.result, entry.fn(*args.make()))
    same(run(made.program, inputs, names), wanted, 1e-12)


def ones_like(values: Iterable[Any]) -> list[Any]:
    return [np.ones_like(value) if isinstance(value, np.ndarray) else type(value)(1.0) for value in values]


def real_leaves(fn: Function) -> list[int]:
    return [index for index, var in enumerate(fn.block.params) if is_real(var.type)]


@pytest.mark.parametrize(("entry", "args"), CASES)
def test_passes_keep_the_meaning(entry: Entry, args: Args) -> None:
    made, inputs, names = lifted(entry.fn, args.make())
    others = made.program.others
    primal = each_pass(made.program.entry, FORWARD, others, inputs, names)
    if others:
        return  # recursion: the functions that the derivative invokes are written when its program is complete
    results = run(made.program, inputs, names)
    wrt = real_leaves(primal)
    seeds = ones_like(
        value for value, atom in zip(results, primal.block.results, strict=True) if is_real(atom.type)
    )
    adjoint = reverse(primal, wrt, inline_rule, value=True)
    each_pass(adjoint, (*TIDY, *LAST), (), [*inputs, *seeds], names)
    tangent = forward(primal, wrt, inline_rule)
    each_pass(tangent, (*TIDY, *LAST), (), [*inputs, *ones_like(inputs[index] for index in wrt)], names)
