"""The type of ``x[...]`` is the type of its value, for indices of all sorts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srcad.analyse.infer import CannotType, infer
from srcad.ir.core import At, Atom, Entry, Index, Lit, NewAxis, Rest, Slice, Subscript, Transposed, Update, Var
from srcad.ir.types import FLOAT, INT, Array, Extent, ListOf, RangeOf, Scalar, TupleOf, Type
from tests.analyse.agreement import STYLES, World

N = Extent("n", 0, True)


def subscript(world: World, index: Any) -> tuple[Subscript, list[Atom]]:
    entries: list[Entry] = []
    operands: list[Atom] = []
    for part in index if isinstance(index, tuple) else (index,):
        match part:
            case slice(start=start, stop=stop, step=step):
                entries.append(Slice(start is not None, stop is not None, step is not None))
                operands += [Lit(bound) for bound in (start, stop, step) if bound is not None]
            case None:
                entries.append(NewAxis())
            case type() | _ if part is Ellipsis:
                entries.append(Rest())
            case _:
                entries.append(At())
                operands.append(world.atom(part))
    return Subscript(tuple(entries), isinstance(index, tuple)), operands


bounds = st.one_of(st.none(), st.integers(-4, 4))
slices = st.builds(slice, bounds, bounds, st.sampled_from([None, None, 1, 2, -1, -2]))
shape_of_index = st.sampled_from([(), (1,), (2,), (2, 1), (2, 2)])
arrays = st.builds(lambda shape: np.zeros(shape, int), shape_of_index)


@st.composite
def readings(draw: Any) -> tuple[np.ndarray, Any]:
    shape = draw(st.lists(st.sampled_from([1, 2, 3, 4]), min_size=1, max_size=3))
    x = np.arange(float(np.prod(shape))).reshape(shape)
    parts: list[Any] = []
    left = len(shape)
    while left and draw(st.integers(0, 4)):
        kind = draw(st.sampled_from(["int", "slice", "array", "mask", "new"]))
        if kind == "mask":
            axis = len(shape) - left
            parts.append(np.arange(shape[axis]) % 2 == 0)
        else:
            parts.append(draw({"int": st.just(0), "slice": slices, "array": arrays, "new": st.none()}[kind]))
        left -= kind != "new"
    if draw(st.booleans()) and left:
        parts.insert(draw(st.integers(0, len(parts))), Ellipsis)
        # the axes after an ellipsis are the last ones, where a mask might not fit
        parts = [part if not (isinstance(part, np.ndarray) and part.dtype == bool) else 0 for part in parts]
    if len(parts) == 1 and draw(st.booleans()):
        return x, parts[0]
    return x, tuple(parts)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(readings(), st.sampled_from(STYLES))
def test_any_index(reading: tuple[np.ndarray, Any], style: str) -> None:
    x, index = reading
    world = World(style)
    try:
        value = x[index]
    except IndexError:
        return
    step, operands = subscript(world, index)
    world.check(infer(Index((step,)), [world.atom(x), *operands], world.fresh), value)


# --- lengths that are names ------------------------------------------------------------------------------------------


def read(x: Type, *entries: Entry, operands: tuple[Atom, ...] = ()) -> Type:
    return infer(Index((Subscript(entries, len(entries) > 1),)), [Var("x", x), *operands], World("maybe").fresh)


def dim(x: Type) -> str:
    assert isinstance(x, Array)
    return str(x.dims[0])


VECTOR = Array("float64", (N,))


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [(1, None, "n-1?"), (None, -1, "n-1?"), (1, -1, "n-2?"), (2, -3, "n-5?"), (0, None, "n"), (None, None, "n")],
)
def test_slices_cut_ends_off(start: int | None, stop: int | None, expected: str) -> None:
    given = tuple(Lit(bound) for bound in (start, stop) if bound is not None)
    found = read(VECTOR, Slice(start is not None, stop is not None, False), operands=given)
    assert dim(found) == expected


def test_slices_of_slices_add_up() -> None:
    once = read(VECTOR, Slice(True, False, False), operands=(Lit(1),))
    assert dim(read(once, Slice(False, True, False), operands=(Lit(-2),))) == "n-3?"


def test_a_bound_that_is_the_length() -> None:
    stop = Var("m", Scalar("i", None, Extent("n", 1)))
    assert dim(read(VECTOR, Slice(True, True, False), operands=(Lit(1), stop))) == "n-2?"


def test_a_bound_that_may_count_from_the_end_is_not_trusted() -> None:
    """With n = 2, ``x[:n - 3]`` is ``x[:-1]``, of length 1."""
    stop = Var("m", Scalar("i", None, Extent("n", 3)))
    assert dim(read(VECTOR, Slice(False, True, False), operands=(stop,))) == "n1?"


def test_equal_steps_have_equal_lengths() -> None:
    steps = [read(VECTOR, Slice(False, False, True), operands=(Lit(2),)) for _ in range(2)]
    assert dim(steps[0]) == dim(steps[1]) != "n"


def test_paths() -> None:
    path = (Transposed(), Subscript((At(),)), Subscript((Slice(True, False, False),)))
    x = Var("x", Array("float64", (N, Extent("m"))))
    assert str(infer(Index(path), [x, Lit(0), Lit(1)], World("maybe").fresh)) == "float64[n-1?]"


def test_a_full_index_is_a_scalar_but_with_an_ellipsis_an_array() -> None:
    assert read(VECTOR, At(), operands=(Lit(0),)) == Scalar("f", "float64")
    assert read(VECTOR, At(), Rest(), operands=(Lit(0),)) == Array("float64", ())


def test_sequences() -> None:
    assert read(ListOf(FLOAT), At(), operands=(Lit(0),)) == FLOAT
    assert read(TupleOf((FLOAT, INT)), At(), operands=(Lit(1),)) == INT
    assert read(TupleOf((FLOAT, INT)), Slice(True, False, False), operands=(Lit(1),)) == TupleOf((INT,))
    assert read(TupleOf((FLOAT, FLOAT)), At(), operands=(Var("i", INT),)) == FLOAT
    assert read(RangeOf(3), At(), operands=(Lit(0),)) == INT


@pytest.mark.parametrize("operand", [Lit(True), Lit(1.5), Lit("a")])
def test_what_is_no_index(operand: Lit) -> None:
    with pytest.raises(CannotType):
        read(VECTOR, At(), operands=(operand,))


def test_an_update_has_the_type_of_its_base() -> None:
    base = Var("x", Array("int64", (N,)))
    assert (
        infer(Update("set", (Subscript((At(),)),)), [base, Var("v", FLOAT), Lit(0)], World("many").fresh) == base.type
    )
