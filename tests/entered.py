"""Rules that a test enters are gone after it, where a `conftest.py` imports this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from srcad.analyse.result_types.table import TYPERS
from srcad.api.containers import REGISTERED
from srcad.api.derivative import forget_texts
from srcad.back.spelling import STAND_INS
from srcad.front.lift.arrays import MAYBE_VIEWS, SYNONYMS
from srcad.rules.table import ROWS
from srcad.runtime.objects import MAKERS

TABLES: tuple[Any, ...] = (TYPERS, REGISTERED, MAYBE_VIEWS, SYNONYMS, ROWS, MAKERS)


@pytest.fixture(autouse=True)
def without_rules_of_tests() -> Iterator[None]:
    before = [table.copy() for table in TABLES]
    yield
    for table, content in zip(TABLES, before, strict=True):
        table.clear()
        table.update(content)
    STAND_INS.clear()
    forget_texts()
