"""The order of the tests of programs."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of one program follow each other: one process has them all, and writes each derivative once."""
    items.sort(key=_number)


def _number(item: pytest.Item) -> int:
    call = getattr(item, "callspec", None)
    return getattr(call.params.get("program"), "number", -1) if call is not None else -1
