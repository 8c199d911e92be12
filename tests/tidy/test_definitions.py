"""Where values come from."""

import operator

from srcad.ir.core import For, Iter, Lit, While
from srcad.ir.types import FLOAT, ListOf
from srcad.tidy.definitions import definitions
from tests.ir.build import function, loop, while_loop


def test_every_variable_has_a_place():
    def build(b, x):
        total, tape = loop(b, [Iter(x)], {"s": Lit(0.0)}, lambda b, i, s: ([b.apply(operator.add, s, i)], [s]))
        test = lambda b, s: b.apply(operator.lt, s, total)
        return [*while_loop(b, {"s": Lit(0.0)}, test, lambda b, s: ([b.apply(operator.add, s, s)], [])), tape]

    fn = function({"x": ListOf(FLOAT)}, build)
    first, second = fn.block.body
    assert isinstance(first, For)
    assert isinstance(second, While)
    found = definitions(fn)
    item, carried = first.body.params
    total, tape = first.outs
    assert found.walk(item) == first.iters[0]
    assert found.walk(carried) is None
    assert found.carried[carried] == (first, 0)
    assert found.carried[second.test.params[0]] == (second, 0)
    assert found.outs[total] == (first, 0)
    assert found.collector(total) is None
    assert found.collector(tape) is first
    assert found.collected(tape) is carried
    assert found.op(first.body.body[0].outs[0]) is first.body.body[0]
    assert found.op(total) is None
    assert found.place[first.body.body[0]] == (first, 0)
    assert found.place[second.body.body[0]] == (second, 1)
    assert found.keyed == {first.key: first, second.key: second}
