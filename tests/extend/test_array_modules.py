"""Modules whose functions are NumPy's under the same names."""

from __future__ import annotations

import numpy as np
import pytest

from srcad import RuleError, check_grads, grad
from srcad.extend import array_module
from tests.extend.libraries import arrays

xp = arrays()
X = np.array([[0.3, -1.2], [0.7, 0.4]])


def squares(x):
    return xp.sum(xp.sin(x) ** 2)


def by_rows(x):
    return xp.sum(xp.sum(xp.exp(x), axis=1) ** 2)


def inverse(x):
    return xp.sum(xp.linalg.inv(x))


def test_functions_have_the_rules_of_their_namesakes() -> None:
    array_module(xp)
    for f in (squares, by_rows, inverse):
        check_grads(f, (X,))


def test_the_text_is_written_with_the_module() -> None:
    array_module(xp)
    assert "2.0 * out_bar * xp.sin(x) * xp.cos(x)" in grad(squares).source_for(X)
    assert "xp.linalg.inv(x)" in grad(inverse).source_for(X)


def test_other_functions_are_read_as_before() -> None:
    array_module(xp)
    np.testing.assert_allclose(grad(lambda x: xp.sum(xp.unheard_of(x)))(X), np.cos(X))


@pytest.mark.parametrize("module", [np, X, pytest])
def test_what_is_no_such_module(module: object) -> None:
    with pytest.raises(RuleError):
        array_module(module)
