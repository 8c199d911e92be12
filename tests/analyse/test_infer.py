"""The inferred type of a call is the type of its value: for every rule's cases, and on many shapes and dtypes."""

from __future__ import annotations

import operator
from itertools import product
from typing import Any

import numpy as np
import pytest

from srcad.analyse.infer import CannotType, infer
from srcad.ir.core import Apply, Atom, Var
from srcad.ir.types import INT, Array, Type
from tests.analyse.agreement import STYLES, World
from tests.rules.cases import cases
from tests.rules.checking import Case

CASES = list(cases())


def elementwise(fn: Any) -> bool:
    return isinstance(fn, np.ufunc) and fn.signature is None and fn.nout == 1


UFUNCS = [fn for fn in dict.fromkeys(case.fn for case in CASES) if vars(np).get(fn.__name__) is fn and elementwise(fn)]
UFUNC1 = [fn for fn in UFUNCS if fn.nin == 1]
UFUNC2 = [fn for fn in UFUNCS if fn.nin == 2]
OPERATORS1 = [operator.neg, operator.pos, operator.invert, abs]
OPERATORS2 = [operator.add, operator.sub, operator.mul, operator.truediv, operator.floordiv, operator.mod, operator.pow,
              operator.and_, operator.lt, operator.eq, operator.lshift]  # fmt: skip


def from_types(fn: Any, *args: Atom) -> Type:
    return infer(Apply(fn), args, World("many").fresh)


def name(case: Case) -> str:
    kinds = (f"{a.ndim}d" if isinstance(a, np.ndarray) else type(a).__name__ for a in case.args)
    return f"{case.fn.__name__}({', '.join(kinds)}){case.kw or ''}"


def agrees(style: str, fn: Any, args: tuple[Any, ...], kw: dict[str, Any]) -> None:
    world = World(style)
    with np.errstate(all="ignore"):
        value = fn(*args, **kw)
    world.check(world.infer(fn, args, kw), value)


def drops_axes_of_length_one(case: Case) -> bool:
    """Whether lengths decide how many axes the result has."""
    covariances = case.fn in (np.cov, np.corrcoef) and np.ndim(case.args[0]) == 2
    return len(case.args) == 1 and (case.fn is np.squeeze or covariances)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("case", CASES, ids=map(name, CASES))
def test_cases(case: Case, style: str) -> None:
    if drops_axes_of_length_one(case) and style == "maybe":
        with pytest.raises(CannotType):
            agrees(style, case.fn, case.args, case.kw)
    else:
        agrees(style, case.fn, case.args, case.kw)


# --- dtypes -------------------------------------------------------------------------------------------------------

NUMBERS = [
    True, 2, 1.5, 1.5j, np.True_, np.int32(2), np.int64(2), np.uint8(2), np.float32(1.5), np.float64(1.5),
    np.float16(1.5), np.complex64(1.5), np.array(1.5), np.array(2), np.array([True]), np.array([1, 2]),
    np.array([1.5, 2.5]), np.array([1.5, 2.5], np.float32), np.array([2], np.int8), np.array([1j]),
]  # fmt: skip


def outcome(style: str, fn: Any, *args: Any) -> None:
    """Either the type of the value, or both refuse."""
    world = World(style)
    try:
        with np.errstate(all="ignore"):
            value = fn(*args)
    except TypeError:
        with pytest.raises(CannotType):
            world.infer(fn, args, {})
        return
    world.check(world.infer(fn, args, {}), value)


@pytest.mark.filterwarnings("ignore:Bitwise inversion:DeprecationWarning")
@pytest.mark.parametrize("fn", [*UFUNC1, *OPERATORS1], ids=lambda fn: fn.__name__)
def test_dtypes_of_one_operand(fn: Any) -> None:
    for x in NUMBERS:
        outcome("maybe", fn, x)


@pytest.mark.parametrize("fn", [*UFUNC2, *OPERATORS2], ids=lambda fn: fn.__name__)
def test_dtypes_of_two_operands(fn: Any) -> None:
    for x, y in product(NUMBERS, NUMBERS):
        if fn is operator.pow and isinstance(x, np.ndarray) and x.dtype == bool:
            continue
        outcome("maybe", fn, x, y)


# --- shapes -------------------------------------------------------------------------------------------------------

LENGTHS = [(), (0,), (1,), (3,), (1, 1), (2, 1), (1, 3), (2, 3), (0, 3), (2, 1, 3)]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("a", "b"), list(product(LENGTHS, LENGTHS)), ids=str)
def test_broadcast(style: str, a: tuple[int, ...], b: tuple[int, ...]) -> None:
    try:
        np.broadcast_shapes(a, b)
    except ValueError:
        return
    agrees(style, operator.add, (np.ones(a), np.ones(b)), {})
    agrees(style, np.where, (np.ones(a, bool), np.ones(b), 1.0), {})


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shape", LENGTHS, ids=str)
@pytest.mark.parametrize("fn", [np.sum, np.mean, np.prod, np.any, np.cumsum, np.ravel, np.transpose, np.zeros_like,
                                np.shape, np.size, np.ndim, np.copy, np.atleast_1d, np.atleast_2d, np.flip, np.asarray,
                                np.count_nonzero])  # fmt: skip
@pytest.mark.filterwarnings("ignore:Mean of empty slice", "ignore:invalid value encountered")
def test_shapes(style: str, fn: Any, shape: tuple[int, ...]) -> None:
    agrees(style, fn, (np.ones(shape),), {})
    if shape and fn in (np.sum, np.mean, np.any, np.cumsum, np.flip, np.count_nonzero):
        agrees(style, fn, (np.ones(shape),), {"axis": -1})
    if shape and fn in (np.sum, np.mean, np.any):
        agrees(style, fn, (np.ones(shape),), {"axis": 0, "keepdims": True})


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("fn", "args"),
    [
        (np.zeros, (3,)), (np.zeros, ((2, 3),)), (np.ones, (2, np.float32)), (np.empty, (3, int)),
        (np.eye, (3,)), (np.eye, (3, 2)), (np.identity, (3,)), (np.full, (3, 1.5)), (np.full, (3, 2)),
        (np.full, ((2, 3), True)), (np.arange, (3,)), (np.arange, (1, 4)), (np.arange, (0.0, 1.0, 0.25)),
        (np.arange, (-2,)), (np.linspace, (0, 1)), (np.linspace, (0.0, 1.0, 7)), (range, (3,)), (range, (1, 5)),
        (range, (5, 1, -1)), (range, (0,)), (len, ([1.0, 2.0],)), (np.float32, (1.5,)),
        (np.float64, (np.ones(2),)), (np.int64, (1.5,)), (float, (2,)), (int, (1.5,)), (bool, (1,)),
        (round, (1.5,)), (round, (1.5, 1)), (np.zeros_like, (np.ones((2, 3), int),)),
        (np.zeros_like, (np.ones(3), int)), (np.full_like, (np.ones(3, int), 1.5)),
        (np.astype, (np.ones(3), np.float32)), (np.array, ([1, 2.5],)), (np.array, ([np.ones(3), np.ones(3)],)),
        (np.array, ([1.0, 2.0], np.float32)), (np.asarray, ([[1], [2]],)), (np.isclose, (1.0, np.ones(2))),
        (np.digitize, (np.ones(3), np.arange(2.0))), (np.flatnonzero, (np.ones(3),)),
        (np.argwhere, (np.ones((2, 3)),)), (np.argpartition, (np.ones((2, 3)), 1)), (np.tri, (3,)),
        (np.tri, (3, 2)), (np.triu_indices, (3,)), (np.diag_indices, (3,)),
        (np.meshgrid, (np.ones(2), np.ones(3))), (np.meshgrid, (np.ones(2, int), np.ones(3), "ij")[:2]),
        (np.logspace, (0.0, 1.0, 5)), (np.vander, (np.ones(3),)), (np.vander, (np.ones(3), 2)),
        (np.argsort, (np.ones((2, 3)),)), (np.argmax, (np.ones((2, 3)),)), (np.argmax, (np.ones((2, 3)), 1)),
        (np.nonzero, (np.ones((2, 3)),)), (np.searchsorted, (np.ones(3), np.ones((2, 2)))),
        (np.searchsorted, (np.ones(3), 0.5)), (np.linalg.slogdet, (np.eye(3),)),
        (np.linalg.eigvalsh, (np.eye(3),)), (np.linalg.pinv, (np.ones((2, 3)),)),
        (np.linalg.matrix_power, (np.eye(3), 2)), (np.kron, (np.ones((2, 3)), np.ones(2))),
        (np.median, (np.ones((2, 3)), 0)), (np.trapezoid, (np.ones((2, 3)),)),
        (np.trapezoid, (np.ones(3), np.ones(3))), (np.allclose, (1.0, np.ones(2))),
        (np.sum, (np.ones((2, 3), bool),)), (np.sum, (np.ones((2, 3), np.float32), 0)),
        (np.mean, (np.ones(3, int),)), (np.repeat, (np.ones(3), np.array([1, 0, 2]))),
        (np.linalg.det, (np.ones((4, 3, 3)),)), (np.trace, (np.ones((3, 3), int),)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_others(style: str, fn: Any, args: tuple[Any, ...]) -> None:
    agrees(style, fn, args, {})


def test_an_unknown_function() -> None:
    with pytest.raises(CannotType, match="sorted is not known"):
        World("many").infer(sorted, ([1.0],), {})


def test_an_axis_that_is_not_known() -> None:
    with pytest.raises(CannotType, match="k must be a literal"):
        from_types(np.sum, Var("x", Array("float64", (3, 3))), Var("k", INT))
