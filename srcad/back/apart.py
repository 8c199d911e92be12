"""Lists and dicts whose items are each memory of their own, made here, that nothing else holds.

A store into an item of such a list needs no copy of the item: ``rows[i][j] = v``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcad import runtime
from srcad.back.sharing import has_memory, holds_memory
from srcad.ir.core import Apply, Atom, Index, Op, Pack, Slice, Subscript, Update, Var
from srcad.ir.types import NEVER, Array, ListOf, Scalar, Type

#: functions that make such a list of anything, of such a list, and of one and an item
_FRESH = frozenset({runtime.zeros_like})
_KEEPING = frozenset(
    {
        *(runtime.without, runtime.without_last, runtime.without_key, runtime.values_of),
        *(list.copy, dict.copy, runtime.appended_at, runtime.shortened_at),
        *(runtime.arranged, runtime.put_in_order),
    }
)
_ADDING = frozenset({runtime.appended, runtime.inserted, runtime.with_key, runtime.with_default})


def is_simple(item: Type) -> bool:
    """Whether the items of a list hold nothing that has memory."""
    of_numbers = isinstance(item, ListOf) and (item.item == NEVER or isinstance(item.item, Scalar))
    return isinstance(item, Array) or of_numbers


def keeps_apart(op: Op, apart: Callable[[Atom], bool], given: Callable[[Atom, Atom | None], bool]) -> bool:
    """Whether the items of what an operation gives are apart, where `given` says whether an operand is given away."""
    if len(op.outs) != 1 or not isinstance(op.out.type, ListOf):
        return False
    if isinstance(op.prim, Pack) and not op.args:
        return True
    if not holds_memory(op.out.type):
        return False
    base = op.args[0] if op.args else None
    match op.prim:
        case Pack():
            return len(set(op.args)) == len(op.args) and all(given(arg, None) for arg in op.args)
        case Update(kind=kind, path=path):
            return apart(op.args[0]) and (len(path) > 1 or kind == "add" or given(op.args[1], base))
        case Index(path=(Subscript(entries=(Slice(),)),)):
            return apart(op.args[0])
        case Apply(fn=fn):
            return _of_call(fn, op, apart, given)
    return False


def _of_call(
    fn: Callable[..., Any], op: Op, apart: Callable[[Atom], bool], given: Callable[[Atom, Atom | None], bool]
) -> bool:
    if fn in _ADDING:
        return apart(op.args[0]) and given(op.args[-1], op.args[0])
    if fn is runtime.keyed:
        return apart(op.args[1])
    return fn in _FRESH or (fn in _KEEPING and apart(op.args[0]))


def holds(type_: ListOf) -> bool:
    return type_.item == NEVER or has_memory(type_.item)


def may_hold(atom: Atom) -> bool:
    """Whether a value is a list whose items can be apart."""
    return isinstance(atom, Var) and isinstance(atom.type, ListOf) and holds(atom.type)
