"""The corpus itself is sound: every program runs, is finite and has a derivative that does not depend on the step."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests import numeric, trees
from tests.corpus.everything import ALL, EVERY, label
from tests.corpus.registry import Args, Program


def close(a: Any, b: Any) -> bool:
    pairs = zip(trees.leaves(a), trees.leaves(b), strict=True)
    return all(np.allclose(x, y, rtol=1e-7, atol=1e-8) for x, y in pairs)


def targets(each: Program, args: Args) -> tuple[Any, ...]:
    values = args.make()
    return tuple(values[place] for place in each.wrt)


def test_it_is_large_enough() -> None:
    assert len(ALL) >= 220


@pytest.mark.parametrize(("each", "args"), EVERY, ids=map(label, EVERY))
def test_runs_and_is_smooth(each: Program, args: Args) -> None:
    quiet: Callable[..., Any] = each.fn
    result = quiet(*args.make())
    assert all(np.all(np.isfinite(leaf)) for leaf in trees.leaves(result))
    direction = trees.pattern(targets(each, args), 1)
    coarse = numeric.tangent(quiet, args.make(), each.wrt, direction, 2e-3)
    fine = numeric.tangent(quiet, args.make(), each.wrt, direction, 0.7e-3)
    assert close(coarse, fine), (coarse, fine)
    assert all(np.all(np.isfinite(leaf)) for leaf in trees.leaves(coarse))
