"""What is said of functions for the sake of conditions is so: a condition that says too much is a wrong gradient."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad.analyse import maps
from srcad.rules.table import ROWS, row_of_call
from srcad.rules.vocabulary import Linear
from tests.rules.cases import cases
from tests.rules.checking import Case, leaves, like

KINDS: list[Callable[..., Any]] = [*maps.STAYING, *maps.MOVING, *maps.GATHERING, *maps.CONTRACTIONS, *maps.EINSUMS]


def is_gathered(case: Case) -> bool:
    """Whether a call has the row of a function that gathers, and not that of a variant of it."""
    return case.fn in maps.MOVING | maps.GATHERING and isinstance(row_of_call(case.fn, case.kw), Linear)


GATHERED = [case for case in cases() if is_gathered(case)]


def test_what_has_a_kind_is_linear() -> None:
    assert all(isinstance(ROWS[fn], Linear) for fn in KINDS)


@pytest.mark.parametrize("case", GATHERED, ids=[f"{case.fn.__name__}-{k}" for k, case in enumerate(GATHERED)])
def test_what_is_gathered_is_added_up(case: Case) -> None:
    """No item takes away from another: where an argument grows, the result does nowhere fall."""
    row = ROWS[case.fn]
    assert isinstance(row, Linear)
    rng = np.random.default_rng(0)
    for place in (place for place in map(case.place, row.transposes) if place is not None):
        more = like(case.args[place], lambda shape: rng.random(shape))
        for before, after in zip(leaves(case.out), leaves(case.at(place, added(case.args[place], more))), strict=True):
            assert np.all((after - before).real >= -1e-12)


def added(one: object, other: object) -> object:
    if isinstance(one, list | tuple):
        return type(one)(map(added, one, other))  # type: ignore[call-overload]
    return one + other  # type: ignore[operator]
