"""What only values can tell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from srcad.errors import AliasError, ArgumentError
from srcad.runtime import disjoint, expect_scalar


@pytest.mark.parametrize("value", [1.5, np.float64(1.5), np.float32(1.5), np.array(1.5)])
def test_a_real_number_passes(value: Any) -> None:
    assert expect_scalar(value) is value


@pytest.mark.parametrize("value", [None, 1, True, 1.5j, np.ones(1), [1.5], np.array(2), np.complex128(1)])
def test_anything_else_is_refused(value: Any) -> None:
    with pytest.raises(ArgumentError, match="must return a real number"):
        expect_scalar(value)


def test_disjoint_arrays_pass() -> None:
    x = np.ones(6)
    disjoint(a=x[:3], b=x[3:], c=np.ones(6), d=1.5)
    # they interleave, and share nothing
    disjoint(a=x[::2], b=x[1::2])


def test_sharing_names_both() -> None:
    x = np.ones(6)
    with pytest.raises(AliasError, match="arguments a and b share memory"):
        disjoint(a=x[:4], n=2.0, b=x[3:])
