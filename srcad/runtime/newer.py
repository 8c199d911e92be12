"""Functions that only newer versions of NumPy have: all that ask for one ask here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")


def present(**by_name: T) -> Iterator[tuple[Callable[..., Any], T]]:
    """The functions of these names that this NumPy has, and what belongs to each.

    >>> [belongs for _, belongs in present(sum=1, no_such_function=2)]
    [1]
    """
    yield from ((getattr(np, name), belongs) for name, belongs in by_name.items() if hasattr(np, name))
