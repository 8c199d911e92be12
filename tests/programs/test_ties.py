"""Where several numbers are the largest, they share the derivative equally, however many there are."""

import pytest

from srcad import grad, jvp


def largest(a, b, c, d, e, f, g, h):
    return 2.0 * max(a, b, c, d, e, f, g, h)


def smallest(a, b, c, d, e, f, g, h):
    return 2.0 * min([a, b, c, d, e, f, g, h, 7])


@pytest.mark.parametrize("program", [largest, smallest])
def test_many_numbers_share_equally(program):
    assert grad(program, argnums=tuple(range(8)))(*[1.5] * 8) == (0.25,) * 8
    both = jvp(program, (1.5,) * 8, (1.0, *[0.0] * 7))
    assert both == (3.0, 0.25)
    assert type(both[0]) is float


def test_only_those_that_tie_share():
    numbers = [0.0, 2.0, 1.0, 2.0, 0.5, 2.0, 1.5, 2.0]
    assert grad(largest, argnums=tuple(range(8)))(*numbers) == (0.0, 0.5) * 4
