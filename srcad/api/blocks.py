"""Jacobians put together from their rows or columns: one block per pair of an output leaf and an input leaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from srcad.analyse.other_arrays import MODULES
from srcad.api.containers import leaf_list, replace_leaves
from srcad.api.seeds import is_differentiable, zeros_like
from srcad.errors import ArgumentError


def basis(tree: Any) -> list[list[Any]]:
    """Per leaf, one tree per entry: one in that entry, zero everywhere else."""
    flat = leaf_list(tree)
    if any(type(leaf) in MODULES for leaf in flat):
        raise ArgumentError("jacobians are put together of arrays of NumPy's", "use vjp or jvp, one seed at a time")
    return [[_with_one(tree, flat, place, entry) for entry in range(_size(leaf))] for place, leaf in enumerate(flat)]


def _size(leaf: Any) -> int:
    return int(np.size(leaf)) if is_differentiable(leaf) else 0


def _with_one(tree: Any, flat: list[Any], place: int, entry: int) -> Any:
    zeros = leaf_list(zeros_like(tree))
    zeros[place] = _unit(flat[place], entry)
    return replace_leaves(tree, iter(zeros))


def _unit(leaf: Any, entry: int) -> Any:
    if not isinstance(leaf, np.ndarray):
        return type(leaf)(1)
    unit = np.zeros_like(leaf)
    unit.flat[entry] = 1
    return unit


def from_rows(out: Any, inputs: Any, rows: Sequence[Sequence[Any]]) -> Any:
    """The jacobian from adjoints: `rows` holds, per leaf of `out` and entry of it, a tree like `inputs`."""
    return _assemble(out, inputs, lambda i, j: np.array([leaf_list(row)[j] for row in rows[i]]))


def from_columns(out: Any, inputs: Any, columns: Sequence[Sequence[Any]]) -> Any:
    """The jacobian from tangents: `columns` holds, per leaf of `inputs` and entry of it, a tree like `out`."""
    return _assemble(out, inputs, lambda i, j: np.stack([leaf_list(column)[i] for column in columns[j]], axis=-1))


def _assemble(out: Any, inputs: Any, block: Any) -> Any:
    outer, inner = leaf_list(out), leaf_list(inputs)

    def row(i: int) -> Iterator[Any]:
        return (_block(outer[i], inner[j], lambda: block(i, j)) for j in range(len(inner)))  # noqa: B023

    return replace_leaves(out, iter([replace_leaves(inputs, row(i)) for i in range(len(outer))]))


def _block(out: Any, leaf: Any, entries: Any) -> Any:
    """A block of shape ``out.shape + leaf.shape``; a number where both are numbers."""
    if not (is_differentiable(out) and is_differentiable(leaf)):
        return None
    shape = np.shape(out) + np.shape(leaf)
    if 0 in shape:
        return np.zeros(shape, np.result_type(leaf))
    made = np.asarray(entries()).reshape(shape)
    if isinstance(out, np.ndarray) or isinstance(leaf, np.ndarray):
        return made
    return made.item() if type(leaf) is float and type(out) is float else made[()]
