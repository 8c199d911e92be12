"""A pass keeps the meaning: evaluated before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.ir.core import Function
from srcad.ir.evaluate import evaluate
from srcad.ir.show import show
from srcad.ir.verify import verify

Pass = Callable[[Function], Function]


def after(run: Pass, fn: Function, *args: Any) -> list[str]:
    """The lines of the body after a pass, which gives the same values for these arguments."""
    verify(fn)
    new = run(fn)
    verify(new)
    for before, now in zip(evaluate(fn, args), evaluate(new, args), strict=True):
        np.testing.assert_allclose(now, before, rtol=1e-14)
        assert np.shape(now) == np.shape(before)
        assert np.asarray(now).dtype == np.asarray(before).dtype
    assert run(new) is new or show(run(new)) == show(new)
    return [line.removeprefix("    ") for line in show(new).splitlines()[1:]]
