"""Whether a value counts as true: known now, or a flag that the text computes."""

from __future__ import annotations

import operator
from typing import Any

from srcad.front.lift import opaque
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Closure, Columns, Record, Seq, Static, Value
from srcad.ir.core import Apply, Atom, Lit
from srcad.ir.types import Array, Opaque, Scalar


def known_truth(cx: Lifter, value: Value) -> bool | None:
    """Whether a value counts as true, where that is known without running anything."""
    value = cx.open(value)
    match value:
        case Static(obj=obj):
            return bool(obj) if obj is None or isinstance(obj, str | bool | tuple) else True
        case Seq(items=items) | Record(items=items):
            return bool(items)
        case Closure():
            return True
    lit = cx.known_value(value)
    return bool(lit.value) if lit is not None else None


def truth(cx: Lifter, value: Value, node: Any) -> bool | Atom:
    """A condition: its outcome if that is known, else the atom to test."""
    known = known_truth(cx, value)
    if known is not None:
        return known
    content = cx.open(value)
    if isinstance(content, Columns):
        return cx.emit(node, Apply(operator.gt), cx.emit(node, Apply(len), content.lists[0]), Lit(0))
    atom = cx.atom(value, node)
    if opaque.is_plain(value):
        return opaque.truth(cx, node, atom)
    if isinstance(atom.type, Array) and atom.type.ndim > 0 and any(dim != 1 for dim in atom.type.dims):
        raise cx.refuse(
            node, "an array with several elements has no truth value", "use np.any, np.all or np.where"
        )
    if not isinstance(atom.type, Scalar | Array | Opaque):
        raise cx.refuse(node, "this has no truth value that srcad knows", "compare it with something")
    return atom
