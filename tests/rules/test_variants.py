"""Every case in all its variants: memory, precision, shapes, modes; each held against something that it must equal."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import srcad
from srcad.analyse.cannot import CannotType
from srcad.extend.promises import differences
from srcad.rules.table import row_of
from srcad.rules.vocabulary import Scalar
from tests.rules.cases import cases
from tests.rules.checking import Case
from tests.rules.programs import PROGRAMS, Program, each, name
from tests.rules.variants import (
    DOUBLE_ONLY,
    LAYOUTS,
    by_complex_step,
    direction,
    directional,
    drawn,
    laid_out,
    like,
    narrowed,
    patterns,
    widened,
)

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def gradients(f: Any, program: Program, values: list[Any]) -> list[Any]:
    return list(srcad.grad(f, argnums=tuple(program.active))(*values))


def steps_of(program: Program, values: list[Any]) -> dict[int, Any]:
    rng = np.random.default_rng(3)
    return {index: direction(values[index], rng) for index in program.active}


def product(found: list[Any], program: Program, steps: dict[int, Any]) -> float:
    """The derivative along steps, from the gradients."""
    return float(sum(np.sum(gradient * steps[index]) for index, gradient in zip(program.active, found, strict=True)))


def close(found: Any, expected: Any, rtol: float) -> None:
    scale = np.max(np.abs(expected), initial=1.0)
    np.testing.assert_allclose(found, expected, rtol=rtol, atol=rtol * scale)


@each(PROGRAMS)
def test_memory(program: Program) -> None:
    f = program.function
    expected = gradients(f, program, program.values)
    for layout in LAYOUTS.values():
        values = laid_out(layout, program.values)
        before = [np.array(value) for value in values]
        for found, at_first in zip(gradients(f, program, values), expected, strict=True):
            close(found, at_first, 1e-12)
            assert not any(isinstance(found, np.ndarray) and np.shares_memory(found, value) for value in values)
        for value, copy in zip(values, before, strict=True):
            np.testing.assert_array_equal(value, copy)


@pytest.mark.filterwarnings("ignore:logm result may be inaccurate")  # SciPy says so of single precision
@each(PROGRAMS)
def test_single_precision(program: Program) -> None:
    f = program.function
    if program.case.fn in DOUBLE_ONLY:
        with pytest.raises(srcad.RuleError, match="precision"):
            gradients(f, program, [narrowed(value) for value in program.values])
        return
    values = [narrowed(value) for value in program.values]
    wide = [widened(value) for value in values]
    narrow = gradients(f, program, values)
    for index, gradient in zip(program.active, narrow, strict=True):
        if isinstance(values[index], np.ndarray):
            assert gradient.dtype == values[index].dtype
            assert gradient.shape == values[index].shape
    if not np.allclose(f(*values), f(*wide), rtol=1e-4):
        return  # the function itself is not what it is in double precision
    for found, expected in zip(narrow, gradients(f, program, wide), strict=True):
        close(found, expected, 1e-3)


CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=map(name, CASES))
def test_result_types(case: Case) -> None:
    for args in (case.args, tuple(narrowed(arg) for arg in case.args)):
        try:
            wrong = list(differences(case.fn, args, case.kw, case.fn(*args, **case.kw)))
        except (srcad.ArgumentError, CannotType):
            return  # a list, or something else that is known only where it is made
        assert wrong == []


@each(PROGRAMS)
def test_modes(program: Program) -> None:
    f = program.function
    single = [] if program.case.fn in DOUBLE_ONLY else [[narrowed(value) for value in program.values]]
    for values in (program.values, *single):
        steps = {index: like(step, values[index]) for index, step in steps_of(program, values).items()}
        out, dot = srcad.jvp(f, values, [steps.get(index) for index in range(len(values))])
        assert np.asarray(dot).dtype == np.asarray(out).dtype
        close(dot, product(gradients(f, program, values), program, steps), 1e-10 if values is program.values else 2e-4)


@each(PROGRAMS)
def test_differences_of_high_order(program: Program) -> None:
    f = program.function
    steps = steps_of(program, program.values)
    found = product(gradients(f, program, program.values), program, steps)
    close(found, directional(f, program.values, steps, found), 1e-6)


#: they take complex numbers, and have no complex derivative
NOT_ANALYTIC = (np.abs, np.conjugate, np.nan_to_num, np.clip, operator.abs, abs, max, min, np.float64, np.longdouble)
#: texts of functions that take no arrays
OF_NUMBERS = re.compile(r"math\.sin\(y\)|cmath\.")
ELEMENTWISE = [
    program
    for program in PROGRAMS
    if isinstance(row_of(program.case.fn), Scalar) and not OF_NUMBERS.search(program.text)
]


def takes_complex(fn: Callable[..., Any]) -> bool:
    """Whether an operator, or a ufunc of NumPy, takes complex numbers; those of SciPy lose a small imaginary part."""
    if isinstance(fn, np.ufunc):
        return vars(np).get(fn.__name__) is fn and any("D" in types for types in fn.types)
    return fn.__module__ == "_operator"


@each(ELEMENTWISE)
def test_complex_step(program: Program) -> None:
    f = program.function
    fn = program.case.fn
    if fn in NOT_ANALYTIC or not takes_complex(fn) or any(map(np.iscomplexobj, program.values)):
        return
    steps = steps_of(program, program.values)
    try:
        expected = by_complex_step(f, program.values, steps)
    except TypeError:  # the remainder of complex numbers
        return
    close(product(gradients(f, program, program.values), program, steps), expected, 1e-13)


@each(ELEMENTWISE)
def test_broadcasting(program: Program) -> None:
    f = program.function
    rng = np.random.default_rng(5)
    for shapes in patterns(len(program.active)):
        values = list(program.values)
        for place, (index, shape) in enumerate(zip(program.active, shapes, strict=True)):
            values[index] = drawn(values[index], shape, place, rng)
        try:
            f(*values)
        except ValueError:  # it looks at neighbours, or fills in numbers
            continue
        steps = steps_of(program, values)
        found = gradients(f, program, values)
        for index, gradient in zip(program.active, found, strict=True):
            assert np.shape(gradient) == np.shape(values[index])
            assert isinstance(gradient, np.ndarray) == isinstance(values[index], np.ndarray)
        along = product(found, program, steps)
        close(along, directional(f, values, steps, along), 2e-6)
