"""All passes, one after the other, on random programs: the same values, the same dtypes, the same shapes."""

from __future__ import annotations

import operator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from srcad.ir.core import Apply, Iter, Lit, Op
from srcad.ir.evaluate import evaluate
from srcad.ir.types import BOOL, FLOAT, Array, ListOf, Scalar
from srcad.ir.verify import verify
from srcad.tidy.algebra import algebra
from srcad.tidy.common_terms import common_terms
from srcad.tidy.count_along import count_along
from srcad.tidy.dot_products import dot_products
from srcad.tidy.drop_dead import drop_dead
from srcad.tidy.drop_invariant import drop_invariant
from srcad.tidy.first_add import first_add
from srcad.tidy.light_calls import light_calls
from srcad.tidy.once_each import once_each
from srcad.tidy.walk_items import walk_items
from srcad.tidy.write_again import write_again
from tests.ir.build import ADD_ITEM, ADJOINT, VECTOR, branch, function, loop

PASSES = (
    *(drop_invariant, first_add, algebra, common_terms, algebra, drop_dead, drop_invariant, drop_dead),
    *(once_each, dot_products, light_calls, walk_items, count_along, write_again),
)
BINARY = (operator.add, operator.sub, operator.mul, operator.truediv)
PARAMS = {
    "c": BOOL,
    "m": Array("bool", VECTOR.dims),
    "f": FLOAT,
    "d": Scalar("f", "float64"),
    "s": Scalar("f", "float32"),
    "v": VECTOR,
    "w": Array("float32", VECTOR.dims),
    "xs": ListOf(FLOAT),
}
LITERALS = tuple(map(Lit, (0.0, 1.0, -1.0, 2.0, -0.5, 3)))


class Writer:
    """Draws operations and writes them down; `values` are the numbers and arrays there are."""

    def __init__(self, draw, builder, values):
        self.draw = draw
        self.b = builder
        self.values = list(values)

    def pick(self):
        return self.draw(st.sampled_from((*self.values[-6:], *self.values, *LITERALS)))

    def divisor(self):
        """Something that is not zero."""
        return self.draw(st.sampled_from((*self.values[:2], Lit(2.0), Lit(-4.0))))

    def step(self, depth):
        kinds = ["binary"] * 6 + ["negation", "power", "selection", "sum", "store"]
        kind = self.draw(st.sampled_from(kinds + ["branch", "loop"] * (depth < 2)))
        self.values += getattr(self, kind)(depth) if kind in ("branch", "loop") else [getattr(self, kind)()]

    def binary(self):
        fn = self.draw(st.sampled_from(BINARY))
        return self.b.apply(fn, self.pick(), self.divisor() if fn is operator.truediv else self.pick())

    def negation(self):
        return self.b.apply(operator.neg, self.pick())

    def power(self):
        return self.b.apply(operator.pow, self.pick(), Lit(self.draw(st.sampled_from((1, 2, 3, 2.0)))))

    def selection(self):
        sides = (self.pick(), Lit(0.0))
        cond = self.draw(st.sampled_from((self.mask, Lit(True))))
        return self.b.apply(np.where, cond, *(sides if self.draw(st.booleans()) else reversed(sides)))

    def sum(self):
        return self.b.apply(np.sum, self.pick())

    def store(self):
        zeros = self.b.apply(np.zeros_like, self.vector)
        number = self.b.apply(np.sum, self.pick())
        return self.b.emit(ADD_ITEM, zeros, number, Lit(self.draw(st.integers(0, 2))))

    def inner(self, builder, values, depth):
        writer = Writer(self.draw, builder, values)
        writer.__dict__.update(mask=self.mask, vector=self.vector, cond=self.cond, items=self.items)
        for _ in range(self.draw(st.integers(1, 4))):
            writer.step(depth + 1)
        return writer

    def branch(self, depth):
        results = lambda b: [self.b_float(b, self.inner(b, self.values, depth).pick()) for _ in range(2)]
        return branch(self.b, self.cond, results, results)

    def b_float(self, b, atom):
        return b.apply(operator.mul, Lit(1.0), b.apply(np.sum, atom))

    def loop(self, depth):
        def body(b, item, a, k):
            writer = self.inner(b, (*self.values, item, a, k), depth)
            return [self.b_float(b, writer.pick()), self.draw(st.sampled_from((k, a)))], [
                self.b_float(b, writer.pick())
            ]

        start = self.b.apply(np.sum, self.vector)
        return list(loop(self.b, [Iter(self.items)], {"a": start, "k": start}, body))[:2]


@st.composite
def programs(draw):
    def build(b, c, m, f, d, s, v, w, xs):
        writer = Writer(draw, b, (f, d, s, v, w))
        writer.__dict__.update(mask=m, vector=v, cond=c, items=xs)
        for _ in range(draw(st.integers(3, 14))):
            writer.step(0)
        return [value for value in writer.values[-3:]]

    return function(PARAMS, build, ADJOINT)


def arguments(positive: bool):
    rng = np.random.default_rng(3)
    vectors = rng.uniform(0.5, 1.5, 3), rng.uniform(0.5, 1.5, 3).astype(np.float32)
    mask = np.array([True, False, True])
    return [positive, mask, 0.7, np.float64(1.3), np.float32(0.9), *vectors, [0.5, -1.25]]


@given(programs(), st.booleans())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_passes_keep_the_meaning(fn, positive):
    with np.errstate(all="ignore"):
        before = evaluate(fn, arguments(positive))
        for run in PASSES:
            fn = run(fn)
            verify(fn)
        after = evaluate(fn, arguments(positive))
    for old, new in zip(before, after, strict=True):
        scale = 1.0 + np.max(np.abs(old), initial=0.0)
        np.testing.assert_allclose(new / scale, old / scale, rtol=1e-4, atol=1e-4)
        assert np.shape(new) == np.shape(old)
        assert np.asarray(new).dtype == np.asarray(old).dtype


def test_the_users_operations_survive_word_for_word():
    """What is not an adjoint is not rewritten, only shared and dropped."""
    fn = function({"f": FLOAT}, lambda b, f: [b.apply(operator.mul, b.apply(operator.mul, f, Lit(2.0)), Lit(1.0))])
    assert algebra(fn) is fn
    assert all(isinstance(op, Op) and isinstance(op.prim, Apply) for op in fn.block.body)
