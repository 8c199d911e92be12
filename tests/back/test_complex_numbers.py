"""Complex literals are written as Python reads them back, with the signs of their zeros."""

import math

import astor
import gast
import pytest

from srcad.back.tree import constant

VALUES = (2j, -2j, 0j, -0j, 1 + 2j, 1 - 2j, -1.5 - 2j, complex(0.0, -2.0), complex(-0.0, 2.0), complex(-0.0, 0.0),
          complex(math.inf, 1.0), complex(2.0, -0.0))  # fmt: skip


def signs(value):
    return math.copysign(1.0, value.real), math.copysign(1.0, value.imag)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_read_back(value) -> None:
    text = astor.to_source(gast.gast_to_ast(gast.Expression(constant(value)))).strip()
    found = eval(text)
    assert found == value
    assert signs(found) == signs(value)


def test_a_power_of_a_negative_number() -> None:
    power = gast.BinOp(constant(-2j), gast.Pow(), gast.Constant(2, None))
    assert eval(astor.to_source(gast.gast_to_ast(gast.Expression(power)))) == -4.0
