"""Trees of numbers: what arguments, tangents and gradients are made of.

A leaf is a float or complex number or an array of them; everything else (an int, a string, None) is kept as it is and
has no derivative.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

Tree = Any


def is_leaf(value: Tree) -> bool:
    """Whether the value is something that can be differentiated."""
    if isinstance(value, np.ndarray):
        return bool(np.issubdtype(value.dtype, np.inexact))
    return isinstance(value, float | complex | np.inexact)


def children(tree: Tree) -> list[Tree]:
    """The parts of a container, in order; nothing for anything else."""
    if isinstance(tree, tuple | list):
        return list(tree)
    if isinstance(tree, dict):
        return list(tree.values())
    return list(fields_of(tree).values())


def rebuild(tree: Tree, parts: list[Tree]) -> Tree:
    """A container like `tree` with other parts."""
    if isinstance(tree, dict):
        return dict(zip(tree, parts, strict=True))
    if fields_of(tree):
        made = object.__new__(type(tree))
        for name, part in zip(fields_of(tree), parts, strict=True):
            object.__setattr__(made, name, part)
        return made
    if hasattr(tree, "_fields"):
        return type(tree)(*parts)
    return type(tree)(parts)


def fields_of(tree: Tree) -> dict[str, Tree]:
    """What an object of the programs' own classes holds."""
    if dataclasses.is_dataclass(tree) and not isinstance(tree, type):
        names = vars(tree) if hasattr(tree, "__dict__") else [field.name for field in dataclasses.fields(tree)]
        return {name: getattr(tree, name) for name in names}
    return vars(tree) if isinstance(tree, Held) else {}


class Held:
    """The classes of the programs whose objects are taken apart are made from this one."""


def is_container(tree: Tree) -> bool:
    """Whether the value has parts of its own."""
    return bool(fields_of(tree)) or isinstance(tree, tuple | list | dict)


def map_leaves(fn: Callable[..., Any], tree: Tree, *others: Tree) -> Tree:
    """`fn` applied to each leaf (and to the same place of each other tree); the rest is kept."""
    if is_container(tree):
        columns = zip(children(tree), *(children(other) for other in others), strict=True)
        return rebuild(tree, [map_leaves(fn, *column) for column in columns])
    return fn(tree, *others) if is_leaf(tree) else tree


def leaves(tree: Tree) -> Iterator[Any]:
    """The leaves, from left to right."""
    if is_container(tree):
        for part in children(tree):
            yield from leaves(part)
    elif is_leaf(tree):
        yield tree


def arrays(tree: Tree) -> Iterator[np.ndarray]:
    """Every array in the tree, of whatever dtype."""
    if is_container(tree):
        for part in children(tree):
            yield from arrays(part)
    elif isinstance(tree, np.ndarray):
        yield tree


def copy(tree: Tree) -> Tree:
    """A tree that shares no memory with this one."""
    if is_container(tree):
        return rebuild(tree, [copy(part) for part in children(tree)])
    return tree.copy() if isinstance(tree, np.ndarray) else tree


def inner(tree: Tree, other: Tree) -> float:
    """The sum of products of the leaves, in double precision; of complex ones, the real part."""
    pairs = zip(leaves(tree), leaves(other), strict=True)
    return sum((float(np.sum(np.multiply(a, b, dtype=doubled(a, b))).real) for a, b in pairs), 0.0)


def doubled(*numbers: Any) -> type[np.inexact]:
    """The double precision of real or complex numbers."""
    return np.complex128 if any(map(np.iscomplexobj, numbers)) else np.float64


def widen(tree: Tree) -> Tree:
    """Each leaf in double precision: arrays stay arrays, NumPy scalars NumPy scalars."""
    return map_leaves(lambda leaf: leaf if isinstance(leaf, float | complex) else leaf.astype(doubled(leaf)), tree)


def size(tree: Tree) -> int:
    """How many real numbers the leaves hold."""
    return sum(count(leaf) for leaf in leaves(tree))


def count(leaf: Any) -> int:
    return int(np.size(leaf)) * (2 if np.iscomplexobj(leaf) else 1)


def filled(leaf: Any, numbers: Any) -> Any:
    """A leaf of the same kind made of real numbers: the real parts, then the imaginary ones if it has any."""
    numbers = np.asarray(numbers)
    if np.iscomplexobj(leaf):
        half = len(numbers) // 2
        numbers = numbers[:half] + 1j * numbers[half:]
    if isinstance(leaf, np.ndarray):
        return numbers.reshape(leaf.shape).astype(leaf.dtype)
    return type(leaf)(numbers[0])


def pattern(tree: Tree, salt: int) -> Tree:
    """Fixed numbers of no particular meaning, one per entry, for directions and seeds."""
    places = iter(range(salt * 7 + 1, 10**9))

    def fill(leaf: Any) -> Any:
        return filled(leaf, [0.3 + np.sin(1.7 * next(places)) for _ in range(count(leaf))])

    return map_leaves(fill, tree)
