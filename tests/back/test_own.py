"""The text may store in place and share as it likes: it computes what the functional program means."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from srcad.back.load import load
from srcad.back.text import write
from srcad.ir.core import Program
from srcad.ir.evaluate import evaluate
from tests.back.random_ir import Writer, arguments


def check(seed: int) -> None:
    function = Writer(seed).function()
    text = write(Program(function), "f")
    args, kept = arguments(seed), arguments(seed)
    expected = evaluate(function, arguments(seed))
    found = load(text).function(*args)
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_array_equal(a, b, err_msg=text.source)
    for a, b in zip(args, kept, strict=True):
        np.testing.assert_array_equal(a, b, err_msg=text.source)
    arrays = [value for value in (*found, *args) if isinstance(value, np.ndarray)]
    for k, (a, b) in enumerate(combinations(arrays, 2)):
        if any(a is one for one in found):
            assert not np.shares_memory(a, b), (k, text.source)
    assert all(value.flags.writeable for value in found if isinstance(value, np.ndarray)), text.source


@given(st.integers(0, 10**9))
@settings(max_examples=300)
def test_random_programs_compute_what_they_mean(seed):
    check(seed)
