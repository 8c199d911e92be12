"""Tables of values that are objects, and are read between the points."""

from __future__ import annotations

from typing import Any


def table_at(table: Any, x: Any) -> Any:
    return table(x)


def readings_of(table: Any) -> Any:
    return table.y


def places_of(table: Any) -> Any:
    return table.x


def fixed_places_of(table: Any) -> Any:
    """The points, of a table whose points do not move."""
    return table.x
