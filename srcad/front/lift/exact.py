"""Whether the type of a number tells its class.

Types join: ``max(2, x)`` is a float or the int 2, a sum of nothing is the int 0, ``2 ** n`` is a float where n is
negative.  A result is exact if it is of its type's class whatever the values are.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from srcad.ir.core import Apply, Atom, Bind, Lit, Prim, Var
from srcad.ir.types import Scalar

_POWERS = (pow, operator.pow)
#: a float if any operand is one, else an int
_ARITHMETIC = (
    *(operator.add, operator.sub, operator.mul, operator.floordiv, operator.mod, *_POWERS),
    *(operator.neg, operator.pos, operator.abs, abs),
)


def is_exact(prim: Prim, atoms: Sequence[Atom], out: Var, known: Callable[[Atom], bool]) -> bool:
    """Whether what an operation gives is of its type's class; `known` says so of its operands."""
    if isinstance(prim, Bind):
        return known(atoms[0])
    if not isinstance(prim, Apply) or not isinstance(out.type, Scalar):
        return False
    if prim.fn in (max, min):
        return all(atom.type == out.type and known(atom) for atom in atoms)
    if prim.fn is sum:
        return len(atoms) == 2 and _is_float(atoms[1]) and known(atoms[1])
    if prim.fn not in _ARITHMETIC:
        return True
    if out.type.kind == "f":
        return any(_is_float(atom) and known(atom) for atom in atoms)
    return all(map(known, atoms)) and (prim.fn not in _POWERS or _is_whole(atoms[1]))


def _is_float(atom: Atom) -> bool:
    return isinstance(atom.type, Scalar) and atom.type.kind == "f"


def _is_whole(exponent: Any) -> bool:
    """Whether an integer to this power is an integer."""
    return isinstance(exponent, Lit) and exponent.value >= 0
