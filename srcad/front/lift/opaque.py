"""Values that carry no derivative and are not known: every operation on them is the same operation in the text.

A string made of numbers, a date, a logger, a generator of random numbers, what an unknown call gave.  Where such a
value meets numbers that carry a derivative, nothing is known of the result: that is refused when a derivative is
taken, for only then is it known which numbers those are.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from srcad.analyse.cannot import CannotType
from srcad.analyse.plain import (
    CONSTANT,
    AttributeOf,
    MethodOf,
    is_called_as_it_stands,
    is_immutable,
    is_opaque,
    keeps_to_itself,
    modules_of,
)
from srcad.analyse.result_types.plain import plain_result
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Columns, Method, Num, Record, Seq, Static, Value, View
from srcad.front.static import Foreign
from srcad.ir.core import Apply, At, Atom, Index, Lit, Op, Prim, Slice, Subscript, Var
from srcad.ir.types import BOOL, NONE, UNKNOWN, Array, ListOf, Opaque, Type

#: modules and functions that read what they are given and neither keep nor change it
_READERS = ("random", "numpy.random", "logging", "warnings", "json", "pprint")
_READING = (print, str, repr, ascii, format, operator.mod, operator.contains)
#: but for these
_WRITERS = ("shuffle", "readinto", "readinto1")


def is_plain(value: Value) -> bool:
    """Whether a value is handled as plain Python."""
    return isinstance(value, Num) and isinstance(value.atom, Var) and is_opaque(value.atom.type)


def is_data(value: Value) -> bool:
    """Plain, or known and yet nothing that is called or looked into: two of these may meet where paths join."""
    if isinstance(value, Static):
        return value.obj is None or isinstance(value.obj, str | bytes)
    return is_plain(value)


# --- operations -------------------------------------------------------------------------------------------------


def operate(
    cx: Lifter, node: Any, fn: Callable[..., Any], operands: Sequence[Value], name: str = "", style: str = "call"
) -> Value:
    """An operator, or a function of Python's own, of operands of which one is plain."""
    atoms = [operand(cx, node, fn, value) for value in operands]
    spelled = "" if fn.__module__ == "_operator" else fn.__name__
    return perform(cx, node, Apply(fn, (), style, spelled, not all(map(quiet, atoms))), atoms, name=name)


def attribute(cx: Lifter, node: Any, owner: Atom, attr: str, name: str = "") -> Value:
    """``owner.attr``"""
    effect = not is_immutable(owner.type)
    return perform(cx, node, Apply(AttributeOf(attr), (), "attr", attr, effect), [owner], name=name)


def method(cx: Lifter, node: Any, call: Method, args: list[Value], kwargs: Mapping[str, Value], name: str) -> Value:
    """``owner.attr(...)``"""
    fn = MethodOf(call.name)
    owner = cx.atom(call.owner, node)
    atoms = [owner, *(operand(cx, node, fn, value, owner) for value in (*args, *kwargs.values()))]
    effect = not all(map(quiet, atoms))
    return perform(cx, node, Apply(fn, tuple(kwargs), "method", call.name, effect), atoms, name=name)


def item(cx: Lifter, node: Any, base: Atom, step: Subscript, atoms: tuple[Atom, ...], name: str = "") -> Value:
    """``base[...]``: of text a part of it, else what the object says."""
    if base.type == Opaque("str") and (step.tuple or not all(isinstance(e, At | Slice) for e in step.entries)):
        raise cx.refuse(node, "text takes one index", "use an integer or a slice")
    if base.type == Opaque("str"):
        return perform(cx, node, Index((step,)), [base, *atoms], base.type, name)
    if len(atoms) != 1:
        raise cx.refuse(node, "a slice of a value that is not known is not supported", "take its items one by one")
    return perform(cx, node, Apply(operator.getitem, (), "call", "", True), [base, *atoms], name=name)


def truth(cx: Lifter, node: Any, atom: Atom) -> Atom:
    """Whether a plain value counts as true, asked once: the backward sweep uses the answer."""
    if is_immutable(atom.type):
        return atom
    answer = perform(cx, node, Apply(bool, (), "call", "bool", True), [atom], BOOL)
    assert isinstance(answer, Num)
    return answer.atom


def same_object(cx: Lifter, node: Any, positive: bool, left: Value, right: Value, name: str = "") -> Value:
    """``left is right`` where one of the two is plain."""
    known = [value.atom.type for value in (left, right) if isinstance(value, Num)]
    with_none = any(isinstance(value, Static) and value.obj is None for value in (left, right))
    if with_none and not {UNKNOWN, CONSTANT}.intersection(known):
        return Num(Lit(not positive))
    fn = operator.is_ if positive else operator.is_not
    return perform(cx, node, Apply(fn), [cx.atom(left, node), cx.atom(right, node)], BOOL, name)


def perform(
    cx: Lifter, node: Any, prim: Prim, atoms: Sequence[Atom], type_: Type | None = None, name: str = ""
) -> Value:
    """Append a plain operation; an effect stays where it is, whatever becomes of its result."""
    if isinstance(prim, Apply) and prim.effect and is_foreign(prim, atoms):
        foreign(cx, prim)
    found = result_type(cx, node, prim, atoms) if type_ is None else type_
    if found == NONE:
        cx.effect(node, prim, *atoms)
        return Static(None)
    out = Var(name or "t", found, temp=not name)
    cx.builder.body.append(Op((out,), prim, tuple(atoms), cx.where(node)))
    cx.may_raise(node, *cx.builder.body[-1:])
    return cx.wrap(out, node)


def result_type(cx: Lifter, node: Any, prim: Prim, atoms: Sequence[Atom]) -> Type:
    assert isinstance(prim, Apply)
    try:
        return plain_result(prim.fn, atoms, prim.kw, cx.supply.extent)
    except CannotType as error:
        raise cx.rule_error(node, str(error), "draw with literal sizes, or compute this outside") from None


# --- what is passed in, and what may come of it --------------------------------------------------------------


def operand(cx: Lifter, node: Any, fn: Callable[..., Any], value: Value, owner: Atom | None = None) -> Atom:
    """An operand of plain Python; memory of the program is shown only to those who merely read it."""
    value = cx.open(value)
    held = isinstance(value, View | Columns | Record) or (isinstance(value, Seq) and value.kind == "list")
    if held and not only_reads(fn, owner):
        called = getattr(fn, "name", "") or getattr(fn, "__name__", "this")
        what = "an array" if isinstance(value, View) else "a container"
        reason = f"`{called}` is given {what} and may keep or change it"
        raise cx.refuse(node, reason, "pass numbers or text, or do this outside")
    atom = cx.atom(value, node)
    if isinstance(atom.type, Array | ListOf) and not only_reads(fn, owner):
        raise cx.refuse(node, "what is not known may keep or change this", "write float(...) of what meets an array")
    return atom


def only_reads(fn: Callable[..., Any], owner: Atom | None) -> bool:
    """Whether a function neither keeps nor changes its arguments."""
    if fn in _READING:
        return True
    name = getattr(fn, "name", "") or getattr(fn, "__name__", "")
    if name in _WRITERS:
        return False
    if owner is not None:
        what = owner.type.what if isinstance(owner.type, Opaque) else ""
        return is_immutable(owner.type) or what.startswith(_READERS)
    return any(module.lstrip("_").startswith(_READERS) for module in modules_of(fn))


def quiet(atom: Atom) -> bool:
    """Whether an operand takes part in an operation without doing anything else."""
    return is_immutable(atom.type) and not isinstance(atom.type, Array | ListOf)


def is_foreign(prim: Apply, atoms: Sequence[Atom]) -> bool:
    """Whether a call may change what the program reads from outside."""
    types = [atom.type.what for atom in atoms if is_opaque(atom.type) and isinstance(atom.type, Opaque)]
    if not all(is_immutable(Opaque(what)) or is_called_as_it_stands(what) for what in types):
        return True
    if isinstance(prim.fn, AttributeOf | MethodOf) or getattr(prim.fn, "__module__", None) in ("_operator", "builtins"):
        return False
    return not any(map(keeps_to_itself, modules_of(prim.fn)))


def foreign(cx: Lifter, prim: Apply) -> None:
    """From here on nothing is known of what the program reads from outside: it is read where it is mentioned."""
    if cx.fixed is not None:
        reason = "the derivative of this depends on an argument that is not known before the function runs"
        raise cx.rule_error(None, reason, "write that argument as a literal")
    if not cx.live:
        raise Foreign(f"the call of `{prim.name}`" if prim.name else "an operation on a value that is not known")
