"""The list of programs: a plain function, the arguments it is tried with, and how far it can be differentiated."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from tests import trees

Function = TypeVar("Function", bound=Callable[..., Any])
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0


@dataclass(frozen=True)
class Args:
    """One way to call a program.  `main` sets are tried in every mode, the others to first order."""

    label: str
    make: Callable[[], tuple[Any, ...]]
    main: bool = True


@dataclass(frozen=True)
class Program:
    """A function of the corpus; `wrt` are the positions it is differentiated in."""

    name: str
    fn: Callable[..., Any]
    sets: tuple[Args, ...]
    wrt: tuple[int, ...]
    order: int


PROGRAMS: dict[str, Program] = {}


def program(
    *sets: Args | list[Args], wrt: Sequence[int] | None = None, order: int = 2
) -> Callable[[Function], Function]:
    """Enter the decorated function into the corpus and leave it as it is."""
    flat = tuple(one for each in sets for one in (each if isinstance(each, list) else [each]))

    def enter(fn: Function) -> Function:
        name = f"{fn.__module__.rsplit('.', 1)[-1]}.{fn.__name__}"
        if name in PROGRAMS:
            raise ValueError(f"two programs are called {name}")
        labels = [one.label for one in flat]
        if len(set(labels)) != len(labels):
            raise ValueError(f"two argument sets of {name} have the same label: {labels}")
        PROGRAMS[name] = Program(name, fn, flat, _positions(flat[0], wrt), order)
        return fn

    return enter


def _positions(first: Args, wrt: Sequence[int] | None) -> tuple[int, ...]:
    if wrt is not None:
        return tuple(wrt)
    return tuple(place for place, arg in enumerate(first.make()) if any(True for _ in trees.leaves(arg)))


def at(*values: Any, label: str = "", main: bool = True) -> Args:
    """These arguments; arrays in them are copied for each call."""
    return Args(label or "at", lambda: trees.copy(values), main)


def floats(*values: Any) -> list[Args]:
    """Python floats, and NumPy scalars in their place."""
    return [
        at(*values, label=f"floats {_short(values)}"),
        at(*_floats_as(np.float64, values), label=f"np.float64 {_short(values)}", main=False),
    ]


def scalars(*values: Any) -> list[Args]:
    """Python floats, NumPy scalars of both widths, and 0-d arrays, in places where all of them do."""
    short = _short(values)
    return [
        *floats(*values),
        at(*_floats_as(np.float32, values), label=f"np.float32 {short}", main=False),
        at(*_floats_as(np.array, values), label=f"0-d {short}", main=False),
    ]


def _floats_as(kind: Callable[[float], Any], values: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(kind(value) if type(value) is float else value for value in values)


def _short(values: Sequence[Any]) -> str:
    return ",".join(f"{value:g}" if isinstance(value, float | int) else type(value).__name__ for value in values)


def over(make: Callable[..., tuple[Any, ...]], *dims: int, least: int = 0) -> list[Args]:
    """Arguments built from lengths: as given, in float32, and with each length in turn shrunk to 1 and to 0."""
    sets = [
        Args(_named(dims), lambda: make(*dims)),
        Args(_named(dims) + " float32", lambda: _narrow(make(*dims)), main=False),
    ]
    for place, least_length in ((place, length) for place in range(len(dims)) for length in (1, 0)):
        if dims[place] > least_length >= least:
            sets.append(_shrunk(make, dims, place, least_length))
    return sets


def _shrunk(make: Callable[..., tuple[Any, ...]], dims: Sequence[int], place: int, length: int) -> Args:
    small = tuple(length if k == place else dim for k, dim in enumerate(dims))
    return Args(_named(small), lambda: make(*small), main=False)


def _named(dims: Sequence[int]) -> str:
    return "x".join(map(str, dims))


def _narrow(tree: Any) -> Any:
    return trees.map_leaves(lambda leaf: leaf.astype(np.float32) if isinstance(leaf, np.ndarray) else leaf, tree)


def spread(*shape: int, low: float = 0.3, high: float = 1.7, skip: int = 0) -> np.ndarray:
    """Distinct numbers between low and high, no two of the first twenty close to each other."""
    ranks = np.arange(1 + skip, 1 + skip + math.prod(shape))
    return (low + (high - low) * ((ranks * GOLDEN) % 1.0)).reshape(shape)


def signed(*shape: int, skip: int = 0) -> np.ndarray:
    """Distinct numbers of both signs, none of them close to zero."""
    return spread(*shape, low=-1.31, high=1.27, skip=skip)
