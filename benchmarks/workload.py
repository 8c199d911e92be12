"""What is measured: a function, the gradient a careful person would write for it, and arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

#: makes the arguments of one call
Arguments = Callable[[np.random.Generator], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Workload:
    """A function of the benchmark; `small` are arguments of the same types at which it can be checked quickly."""

    name: str
    function: Callable[..., Any]
    expert: Callable[..., Any]
    arguments: Arguments
    small: Arguments
    argnums: int | tuple[int, ...] = 0
    #: peers that can run the function as it is written (others need it rewritten: no stores, no Python control flow)
    peers: tuple[str, ...] = ()
    #: arrays from the size on at which the allocator decides as much as the text does
    large: bool = False


def seeded() -> np.random.Generator:
    return np.random.default_rng(2)
