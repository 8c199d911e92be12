"""Rules that a test enters are gone after it, where a `conftest.py` has this fixture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from srcad.api.containers import REGISTERED
from srcad.back.spelling import STAND_INS
from srcad.extend import withdraw
from srcad.extend.register import ENTERED
from srcad.front.lift.arrays import SYNONYMS
from srcad.runtime.objects import MAKERS

TABLES: tuple[Any, ...] = (REGISTERED, SYNONYMS, MAKERS)


@pytest.fixture(autouse=True)
def without_rules_of_tests() -> Iterator[None]:
    before = [table.copy() for table in TABLES]
    yield
    for table, content in zip(TABLES, before, strict=True):
        table.clear()
        table.update(content)
    STAND_INS.clear()
    for fn in list(ENTERED):
        withdraw(fn)
