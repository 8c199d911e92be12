"""Lists with an item more or less: taking an item out is the transpose of putting it in."""

from __future__ import annotations

import numpy as np

from srcad import runtime
from srcad.rules.vocabulary import MAYBE_VIEW, Row, joint, linear, zero
from srcad.runtime import (
    appended,
    appended_at,
    arranged,
    folded,
    inserted,
    put_in_order,
    shortened_at,
    without,
    without_last,
    zeros_like,
)


def _zero(item):
    if isinstance(item, np.ndarray | list):
        return zeros_like(item)
    return 0.0


# fmt: off
ROWS: tuple[Row, ...] = (
    joint(runtime.appended,     items=lambda g, items, item: without_last(g, g[-1]),
                                item=lambda g, items, item: g[-1]),
    joint(runtime.appended_at,  items=lambda g, items, place, item: shortened_at(g, place, g[place][-1]),
                                item=lambda g, items, place, item: g[place][-1]),
    linear(runtime.shortened_at, MAYBE_VIEW, items=lambda g, items, place, last: appended_at(g, place, _zero(last))),
    joint(runtime.inserted,     items=lambda g, items, place, item: without(g, place, g[place]),
                                item=lambda g, items, place, item: g[place]),
    linear(runtime.without_last, MAYBE_VIEW, items=lambda g, items, last: appended(g, _zero(last))),
    linear(runtime.without,     MAYBE_VIEW, items=lambda g, items, place, item: inserted(g, place, _zero(item))),
    joint(runtime.concatenated, a=lambda g, a, b: g[:len(a)],
                                b=lambda g, a, b: g[len(a):]),
    linear(runtime.repeated,    MAYBE_VIEW, a=lambda g, a, b: folded(g, a)),
    linear(runtime.folded,      MAYBE_VIEW, wide=lambda g, wide, items: g * (len(wide) // max(len(items), 1))),
    linear(runtime.arranged,    MAYBE_VIEW, items=lambda g, items, order: put_in_order(g, order)),
    linear(runtime.put_in_order, MAYBE_VIEW, items=lambda g, items, order: arranged(g, order)),
    *zero(runtime.order_of, list.index, list.count),
    *zero(runtime.place_of, runtime.place_to_insert),
)
# fmt: on
