"""Every program of the corpus, in every mode, against numeric derivatives and against each other."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from srcad import AliasError, value_and_grad
from tests import numeric, trees
from tests.corpus import comparing, modes
from tests.corpus.comparing import EXACT, NARROW, NUMERIC, assert_close
from tests.corpus.everything import EVERY, MAIN, label
from tests.corpus.registry import Args, Program

Values = tuple[Any, ...]


def is_scalar(each: Program, args: Args) -> bool:
    """Whether `grad` applies: the result is one real number."""
    result = each.fn(*args.make())
    return not trees.is_container(result) and np.shape(result) == () and not np.iscomplexobj(result)


SCALAR = [(each, args) for each, args in EVERY if is_scalar(each, args)]
CURVED = [(each, args) for each, args in SCALAR if args.main and each.order > 1]

every = pytest.mark.parametrize(("each", "args"), EVERY, ids=map(label, EVERY))
main = pytest.mark.parametrize(("each", "args"), MAIN, ids=map(label, MAIN))
scalar = pytest.mark.parametrize(("each", "args"), SCALAR, ids=map(label, SCALAR))
curved = pytest.mark.parametrize(("each", "args"), CURVED, ids=map(label, CURVED))


def targets(each: Program, values: Values) -> Values:
    """The arguments that the program is differentiated in."""
    return tuple(values[place] for place in each.wrt)


@cache
def tangents(each: Program, args: Args) -> list[tuple[Values, Any]]:
    """Directions, and the numeric derivative of the result along each."""
    values = args.make()
    along = numeric.directions(targets(each, values))
    return [(direction, numeric.tangent(each.fn, values, each.wrt, direction)) for direction in along]


def tolerance(values: Values, otherwise: tuple[float, float]) -> tuple[float, float]:
    return NARROW if comparing.is_narrow(values) else otherwise


def assert_adjoint(each: Program, args: Args, gradients: Values, seed: Any) -> None:
    """The gradients, paired with a direction, are the seed paired with the numeric derivative along it."""
    limits = tolerance(args.make(), NUMERIC)
    for direction, dot in tangents(each, args):
        assert_close(trees.inner(gradients, direction), trees.inner(seed, dot), limits)


@scalar
def test_reverse(each: Program, args: Args) -> None:
    values = args.make()
    gradients = modes.gradients(each, modes.gradient_function(each)(*values))
    for gradient, argument in zip(gradients, targets(each, values), strict=True):
        comparing.assert_form(gradient, argument)
    comparing.assert_owned(gradients, values)
    assert comparing.same_bits(values, args.make())
    assert_adjoint(each, args, gradients, 1.0)


@every
def test_pullback(each: Program, args: Args) -> None:
    values = args.make()
    out, pullback = modes.pull(each, values)
    assert_close(out, each.fn(*args.make()), tolerance(values, EXACT))
    seed = trees.pattern(out, 5)
    gradients = pullback(seed)
    for gradient, argument in zip(gradients, targets(each, values), strict=True):
        comparing.assert_form(gradient, argument)
    comparing.assert_owned(gradients, values, out, seed)
    assert comparing.same_bits(values, args.make())
    assert_adjoint(each, args, gradients, seed)


@every
def test_forward(each: Program, args: Args) -> None:
    values = args.make()
    limits = tolerance(values, NUMERIC)
    for direction, dot in tangents(each, args)[:4]:
        assert_close(modes.push(each.fn, each, values, direction), dot, limits)
    assert comparing.same_bits(values, args.make())


@every
def test_forward_agrees_with_reverse(each: Program, args: Args) -> None:
    values = args.make()
    direction = trees.pattern(targets(each, values), 2)
    dot = modes.push(each.fn, each, values, direction)
    out, pullback = modes.pull(each, values)
    seed = trees.pattern(out, 3)
    assert_close(
        trees.inner(seed, dot), trees.inner(pullback(seed), direction), tolerance(values, EXACT)
    )


@scalar
def test_value_and_grad(each: Program, args: Args) -> None:
    argnums = each.wrt[0] if len(each.wrt) == 1 else each.wrt
    value, gradient = value_and_grad(each.fn, argnums=argnums)(*args.make())
    limits = tolerance(args.make(), EXACT)
    assert_close(value, each.fn(*args.make()), limits)
    assert_close(gradient, modes.gradient_function(each)(*args.make()), limits)


@main
def test_pullback_twice(each: Program, args: Args) -> None:
    out, pullback = modes.pull(each, args.make())
    seed = trees.pattern(out, 3)
    first = pullback(seed)
    kept = trees.copy(first)
    pullback(trees.pattern(out, 4))
    again = pullback(seed)
    assert comparing.same_bits(first, kept)
    assert_close(again, kept, (0.0, 0.0))
    comparing.assert_owned((first, again), seed)


@main
def test_caller_changes_everything_between(each: Program, args: Args) -> None:
    seed = trees.pattern(each.fn(*args.make()), 3)
    wanted = modes.pull(each, args.make())[1](seed)
    values = args.make()
    out, pullback = modes.pull(each, values)
    spoil(values, out)
    found = pullback(seed)
    assert_close(found, wanted, (0.0, 0.0))
    spoil(found)
    assert_close(pullback(seed), wanted, (0.0, 0.0))


def twins(values: Values) -> tuple[int, int] | None:
    """Two arguments that could be one array."""
    forms = [(value.shape, value.dtype) if isinstance(value, np.ndarray) else None for value in values]
    again = [place for place, form in enumerate(forms) if form and form in forms[:place]]
    return (forms.index(forms[again[0]]), again[0]) if again else None


PAIRED = [(each, args) for each, args in MAIN if twins(args.make())]


@pytest.mark.parametrize(("each", "args"), PAIRED, ids=map(label, PAIRED))
def test_one_array_for_two_arguments(each: Program, args: Args) -> None:
    """As with two equal arrays; but a function that writes one of its arguments is refused."""
    values = list(args.make())
    first, second = twins(args.make()) or (0, 0)
    values[first] = values[second].copy()
    written = trees.copy(tuple(values))
    each.fn(*written)
    seed = trees.pattern(each.fn(*trees.copy(tuple(values))), 3)
    if comparing.same_bits(written, tuple(values)):
        wanted = modes.pull(each, trees.copy(tuple(values)))[1](seed)
        values[second] = values[first]
        found = modes.pull(each, tuple(values))[1](seed)
        assert_close(found, wanted, (0.0, 0.0))
        comparing.assert_owned(found, values)
    else:
        values[second] = values[first]
        with pytest.raises(AliasError):
            modes.pull(each, tuple(values))


def spoil(*tree: Any) -> None:
    """Overwrite every array."""
    for array in trees.arrays(tree):
        if array.flags.writeable:
            array[...] = True if array.dtype == bool else 7


@curved
def test_second_order_forward_over_reverse(each: Program, args: Args) -> None:
    values = args.make()
    direction = trees.pattern(targets(each, values), 2)
    first = modes.gradient_function(each)
    found = modes.push(first, each, values, direction)
    wanted = numeric.tangent(first, values, each.wrt, direction)
    assert_close(found, wanted, tolerance(values, NUMERIC))


@curved
def test_second_order_reverse_over_reverse(each: Program, args: Args) -> None:
    values = args.make()
    direction = trees.pattern(targets(each, values), 2)
    first = modes.gradient_function(each)
    found = modes.pull(Program(each.name, first, each.sets, each.wrt, each.order), values)[1](
        trees.pattern(first(*values), 1)
    )
    dot = numeric.tangent(first, values, each.wrt, direction)
    limits = tolerance(values, NUMERIC)
    assert_close(trees.inner(found, direction), trees.inner(trees.pattern(dot, 1), dot), limits)
