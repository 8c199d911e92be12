"""Stores that change what they overwrite: ``x[i] = x[i] * v`` -> ``x[i] *= v``."""

from __future__ import annotations

from srcad.back.code import Nested
from srcad.back.operators import BINARY
from srcad.ir.core import Apply, Atom, Index, Op, Update, Var
from srcad.ir.types import Array, Scalar, kind_of


def augmented(store: Op, nested: Nested) -> tuple[type, Atom] | None:
    """The operator and the operand of a store whose value is computed from the place that it writes.

    Only in places that hold floats: into an integer array NumPy stores what it would not add, and an array in a list
    may be another's.
    """
    if not isinstance(store.prim, Update) or store.prim.kind != "set" or not store.prim.path:
        return None
    value = _nested_op(store.args[1], nested)
    if value is None or not isinstance(value.prim, Apply) or value.prim.fn not in BINARY or value.prim.name:
        return None
    read = _nested_op(value.args[0], nested)
    if read is None or read.prim != Index(store.prim.path) or read.args != (store.args[0], *store.args[2:]):
        return None
    own = isinstance(store.out.type, Array) or isinstance(read.out.type, Scalar)
    return (BINARY[value.prim.fn], value.args[1]) if own and kind_of(read.out.type) in ("f", "c") else None


def _nested_op(atom: Atom, nested: Nested) -> Op | None:
    inner = nested.get(atom) if isinstance(atom, Var) else None
    return inner if isinstance(inner, Op) else None
