"""Which axes of a product are those of which factor, in letters as in ``np.einsum``; and which a function mixes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase
from typing import Any

from srcad.analyse import maps
from srcad.ir.core import Apply, Atom, Lit, Op
from srcad.ir.types import Array
from srcad.runtime.subscripts import einsum_letters
from srcad.transform.rows import arguments


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of the axes of a product, and of those of each factor, by the name of the argument."""

    result: str
    operands: dict[str, str]


def letters_of(op: Op, prim: Apply) -> Letters | None:
    """The letters of a product; None of what is none, or where they are not known."""
    bound = arguments(op, prim)
    if prim.fn in maps.EINSUMS:
        return _einsum(bound)
    if prim.fn not in maps.CONTRACTIONS:
        return None
    one, other = list(bound)[:2]
    types = bound[one].type, bound[other].type
    if not all(isinstance(type_, Array) and type_.dims for type_ in types):
        return None
    a, b = (type_.ndim for type_ in types if isinstance(type_, Array))
    found = maps.CONTRACTIONS[prim.fn]
    pair = _paired(found, a, b, bound.get("axes", Lit(2)))
    return None if pair is None else Letters(pair[2], {one: pair[0], other: pair[1]})


def _paired(how: str, a: int, b: int, axes: Atom) -> tuple[str, str, str] | None:
    match how:
        case "matmul":
            return _matrices(a, b)
        case "dot":
            return _summed(a, b, (a - 1,), (max(b - 2, 0),))
        case "inner":
            return _summed(a, b, (a - 1,), (b - 1,))
        case "outer":
            return ("a", "b", "ab") if a == b == 1 else None
        case "vdot":
            return ("a", "a", "") if a == b == 1 else None
    return _summed(a, b, *places) if (places := _places(axes, a, b)) else None


def _matrices(a: int, b: int) -> tuple[str, str, str]:
    """Stacks are aligned at their last axes."""
    stack = ascii_lowercase[: max(a, b, 2) - 2]
    one = stack[len(stack) - max(a - 2, 0) :] + ("xy" if a > 1 else "y")
    other = stack[len(stack) - max(b - 2, 0) :] + ("yz" if b > 1 else "y")
    return one, other, stack + "x" * (a > 1) + "z" * (b > 1)


def _summed(a: int, b: int, of_a: tuple[int, ...], of_b: tuple[int, ...]) -> tuple[str, str, str]:
    one = ascii_lowercase[:a]
    pairs = dict(zip(of_b, of_a, strict=True))
    other = "".join(one[pairs[axis]] if axis in pairs else ascii_lowercase[a + axis] for axis in range(b))
    left = [letter for axis, letter in enumerate(one) if axis not in of_a]
    right = [letter for axis, letter in enumerate(other) if axis not in of_b]
    return one, other, "".join((*left, *right))


def _places(axes: Atom, a: int, b: int) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """The axes that ``np.tensordot`` sums over."""
    if not isinstance(axes, Lit):
        return None
    if isinstance(axes.value, int):
        return tuple(range(a - axes.value, a)), tuple(range(axes.value))
    one, other = (each if isinstance(each, tuple) else (each,) for each in axes.value)
    return tuple(axis % a for axis in one), tuple(axis % b for axis in other)


def _einsum(bound: dict[str, Atom]) -> Letters | None:
    text, *_ = bound.values()
    operands = {name: atom for name, atom in bound.items() if name.isdigit() and name != "0"}
    if not isinstance(text, Lit) or not all(isinstance(atom.type, Array) for atom in operands.values()):
        return None
    ndims = [atom.type.ndim for atom in operands.values() if isinstance(atom.type, Array)]
    inputs, result = einsum_letters(text.value, ndims)
    named = zip(operands, inputs, strict=True)
    return Letters(result, {name: own for name, own in named if len(set(own)) == len(own)})


# --- functions along axes -------------------------------------------------------------------------------------------


def mixed(op: Op, prim: Apply, name: str) -> tuple[int, ...] | None:
    """The axes along which items of an argument may meet any item of the result; None where it may be all."""
    arg = arguments(op, prim)[name]
    if not isinstance(arg.type, Array) or not isinstance(op.out.type, Array):
        return None
    ndim = arg.type.ndim
    if ndim != op.out.type.ndim:
        return None
    axes = _of_matrices(name) if prim.fn in maps.OF_MATRICES else _along(op, prim, name)
    found = None if axes is None else tuple(sorted({axis % ndim for axis in axes}))
    return None if found is None or len(found) == ndim else found


def _of_matrices(name: str) -> tuple[int, ...]:
    """The columns of what is solved for are apart."""
    return (-2,) if name == "b" else (-2, -1)


def _along(op: Op, prim: Apply, name: str) -> tuple[int, ...] | None:
    """Those that a function is told to work along: the items along the others are apart."""
    bound = arguments(op, prim)
    default = default_axes(prim.fn)
    if default is None or name != default[0]:
        return None
    axes = bound.get(default[1], Lit(default[2]))
    value = axes.value if isinstance(axes, Lit) else None
    return (value,) if isinstance(value, int) else value if isinstance(value, tuple) else None


@cache
def default_axes(fn: Callable[..., Any]) -> tuple[str, str, Any] | None:
    """The first parameter of a function, and the one that says along which axes it works, with its default."""
    try:
        parameters = inspect.signature(fn).parameters
    except ValueError:
        return None
    which = next((each for each in ("axis", "axes") if each in parameters), None)
    return None if which is None else (next(iter(parameters)), which, parameters[which].default)
