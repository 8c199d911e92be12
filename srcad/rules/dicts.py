"""Dicts whose keys only the run knows.

The adjoint of a dict is a dict that has the adjoint of each of its items under its key, and may have anything under
other keys: so the adjoint of taking a key out sets what is there, and that of putting in a default changes nothing.
"""

from __future__ import annotations

import numpy as np

from srcad import runtime
from srcad.rules.vocabulary import MAYBE_VIEW, Row, joint, linear, refuse, zero
from srcad.runtime import keyed, picked, summed, united, with_key, zeros_like


def _zero(item):
    if isinstance(item, np.ndarray | list | dict):
        return zeros_like(item)
    return 0.0


def _default(g, items, key, item):
    refuse("a default that carries a derivative")


# fmt: off
ROWS: tuple[Row, ...] = (
    joint(runtime.with_key,      items=lambda g, items, key, item: with_key(g, key, _zero(item)),
                                 item=lambda g, items, key, item: g[key]),
    joint(runtime.with_default,  items=lambda g, items, key, item: g,
                                 item=_default),
    linear(runtime.without_key,  MAYBE_VIEW, items=lambda g, items, key, item: with_key(g, key, _zero(item))),
    linear(runtime.values_of,    MAYBE_VIEW, items=lambda g, items: keyed(items, g)),
    linear(runtime.picked,       MAYBE_VIEW, items=lambda g, items, keys: summed(zeros_like(items), keyed(keys, g))),
    linear(runtime.keyed,        MAYBE_VIEW, items=lambda g, keys, items: picked(g, keys)),
    joint(runtime.united,        one=lambda g, one, other: united(g, zeros_like(other)),
                                 other=lambda g, one, other: g),
    joint(runtime.summed,        one=lambda g, one, other: g,
                                 other=lambda g, one, other: g),
    *zero(runtime.keys_of, runtime.with_member, runtime.without_member, set, set.copy),
)
# fmt: on
