"""Dicts and lists with an entry more or less: as Python changes them in place, but each a new one."""

import numpy as np
import pytest

from srcad import runtime


def test_entries_come_and_go() -> None:
    d = {1: 2.0, "a": 3.0}
    assert list(runtime.with_key(d, "b", 4.0).items()) == [(1, 2.0), ("a", 3.0), ("b", 4.0)]
    assert list(runtime.with_default(d, True, 9.0).items()) == [(1, 2.0), ("a", 3.0)]
    assert list(runtime.without_key(d, 1.0, 2.0).items()) == [("a", 3.0)]
    assert list(d) == [1, "a"]
    with pytest.raises(KeyError):
        runtime.without_key(d, 7, 0.0)


def test_sums_are_those_of_the_items() -> None:
    found = runtime.summed({1: [1.0, 2.0], 2: {3: np.ones(2)}}, {2: {3: np.ones(2)}, 1: [1.0, 1.0], 4: [5.0]})
    assert list(found) == [1, 2, 4]
    assert found[1] == [2.0, 3.0]
    assert np.array_equal(found[2][3], [2.0, 2.0])


def test_an_order_is_that_of_python() -> None:
    items = [3.0, 1.0, 2.0, 1.0]
    order = runtime.order_of(True, items)
    assert order == [0, 2, 1, 3]
    assert runtime.arranged(items, order) == sorted(items, reverse=True)
    assert runtime.put_in_order(runtime.arranged(items, order), order) == items
    assert runtime.order_of(False, items, ["b", "z", "a", "a"]) == [3, 1, 2, 0]


def test_items_of_items_grow() -> None:
    rows = {1: [1.0], 2: [2.0]}
    longer = runtime.appended_at(rows, 2, 5.0)
    assert longer == {1: [1.0], 2: [2.0, 5.0]}
    assert runtime.shortened_at(longer, 2, 5.0) == rows == {1: [1.0], 2: [2.0]}
