"""Whether a value counts as true: known now, or a flag that the text computes."""

from __future__ import annotations

import operator
from typing import Any

from srcad.front.lift import opaque, protocol
from srcad.front.lift.context import Lifter
from srcad.front.lift.facts import follows
from srcad.front.lift.options import divided, negated, reduced
from srcad.front.lift.values import Chosen, Closure, Columns, Derived, Record, Seq, Static, Table, Value, is_named_tuple
from srcad.ir.core import Apply, Atom, Block, If, Lit, Op, Var
from srcad.ir.types import BOOL, Array, Opaque, Scalar


def known_truth(cx: Lifter, value: Value) -> bool | None:
    """Whether a value counts as true, where that is known without running anything."""
    content = cx.open(value)
    if any(protocol.defines(cx, value, special) for special in ("__bool__", "__len__")):
        return None
    match content:
        case Static(obj=obj):
            return bool(obj) if obj is None or isinstance(obj, str | bool | tuple) else True
        case Record(cls=cls) if cls is not None and not is_named_tuple(cls):
            return True
        case Seq(items=items) | Record(items=items):
            return bool(items)
        case Closure() | Derived():
            return True
        case Chosen():
            return None
    lit = cx.known_value(content)
    return bool(lit.value) if lit is not None else None


def truth(cx: Lifter, value: Value, node: Any) -> bool | Atom:
    """A condition: its outcome if that is known, else the atom to test."""
    value = reduced(cx, value)
    if isinstance(value, Chosen):
        return truth_of_options(cx, value, node)
    known = known_truth(cx, value)
    if known is not None:
        return known
    for special in ("__bool__", "__len__"):
        if protocol.defines(cx, value, special):
            return truth(cx, protocol.ask(cx, node, value, special, []), node)
    content = cx.open(value)
    if isinstance(content, Columns | Table):
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


def truth_of_options(cx: Lifter, value: Chosen, node: Any) -> Atom:
    """The truth of whichever option it is."""
    flag, first, rest = divided(value)
    outcomes = [as_atom(truth(cx, option, node)) for option in (first, rest)]
    if outcomes == [Lit(False), Lit(True)]:
        return negated(cx, node, flag)
    if outcomes == [Lit(True), Lit(False)]:
        return flag
    out = Var("t", BOOL, temp=True)
    arms = [Block((), tuple(made), (atom,)) for made, atom in (as_bool(cx, node, outcome) for outcome in outcomes)]
    cx.builder.body.append(If((out,), flag, arms[0], arms[1], cx.where(node)))
    if outcomes[0] == Lit(False):
        follows(cx, out, True, flag, False)
    return out


def as_atom(outcome: bool | Atom) -> Atom:
    return Lit(outcome) if isinstance(outcome, bool) else outcome


def as_bool(cx: Lifter, node: Any, atom: Atom) -> tuple[list[Op], Atom]:
    """A flag of its own, so that both arms give one."""
    if atom.type == BOOL:
        return [], atom
    out = Var("t", BOOL, temp=True)
    return [Op((out,), Apply(bool, (), "call", "bool"), (atom,), cx.where(node))], out
