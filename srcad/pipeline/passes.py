"""The passes, in their order, and the one place that runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from srcad.ir.core import Function
from srcad.tidy.algebra import algebra
from srcad.tidy.caught_raises import caught_raises
from srcad.tidy.common_terms import common_terms
from srcad.tidy.count_along import count_along
from srcad.tidy.dot_products import dot_products
from srcad.tidy.drop_dead import drop_dead
from srcad.tidy.drop_invariant import drop_invariant
from srcad.tidy.first_add import first_add
from srcad.tidy.flags import flags
from srcad.tidy.give_back import give_back
from srcad.tidy.in_order import in_order
from srcad.tidy.light_calls import light_calls
from srcad.tidy.once_each import once_each
from srcad.tidy.packed_items import packed_items
from srcad.tidy.promotions import promotions
from srcad.tidy.put_items import put_items
from srcad.tidy.shape_only import shape_only
from srcad.tidy.walk_items import walk_items
from srcad.tidy.whole_tuples import whole_tuples
from srcad.tidy.write_again import write_again


@dataclass(frozen=True, slots=True)
class Pass:
    """A named step from IR to IR that keeps the meaning."""

    name: str
    run: Callable[[Function], Function]


#: after lifting: one mention of a value is one slot on a tape, so equal terms are found before reversing
FORWARD = (
    Pass("caught_raises", caught_raises),
    Pass("in_order", in_order),
    Pass("flags", flags),
    Pass("whole_tuples", whole_tuples),
    Pass("drop_dead", drop_dead),
    Pass("common_terms", common_terms),
    Pass("drop_invariant", drop_invariant),
)

#: after a derivative was written: what a person would not have written goes
TIDY = (
    Pass("drop_invariant", drop_invariant),
    Pass("give_back", give_back),
    Pass("first_add", first_add),
    Pass("put_items", put_items),
    Pass("packed_items", packed_items),
    Pass("shape_only", shape_only),
    Pass("promotions", promotions),
    Pass("algebra", algebra),
    Pass("common_terms", common_terms),
    Pass("algebra_again", algebra),
    Pass("promotions_again", promotions),
    Pass("drop_dead", drop_dead),
    Pass("drop_invariant_again", drop_invariant),
    Pass("drop_dead_again", drop_dead),
)

#: before a derivative is printed, when nothing will compare values any more
LAST = (
    Pass("once_each", once_each),
    Pass("dot_products", dot_products),
    Pass("light_calls", light_calls),
    Pass("walk_items", walk_items),
    Pass("count_along", count_along),
    Pass("write_again", write_again),
)

#: the same for arrays of other libraries: what is cheap is written for those of NumPy
LAST_OF_OTHERS = tuple(step for step in LAST if step.run is not light_calls)

Watch = Callable[[str, Function], None]


def run_passes(fn: Function, passes: Iterable[Pass], watch: Watch | None = None) -> Function:
    """The function after all of these passes; `watch` sees it after each."""
    for step in passes:
        fn = step.run(fn)
        if watch is not None:
            watch(step.name, fn)
    return fn
