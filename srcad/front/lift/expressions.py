"""Expressions: names, constants, operators, conditions, displays, attributes."""

from __future__ import annotations

import operator
from collections.abc import Callable
from types import UnionType
from typing import Any

import gast
import numpy as np

from srcad.front.lift import opaque, operators, protocol, tables
from srcad.front.lift.branches import choose
from srcad.front.lift.chosen import with_each
from srcad.front.lift.closures import make_closure
from srcad.front.lift.context import Lifter, expression
from srcad.front.lift.dicts import united
from srcad.front.lift.facts import follows, opposite
from srcad.front.lift.lists import concatenated, repeated
from srcad.front.lift.lookup import lookup
from srcad.front.lift.options import is_none, is_text, negated, reduced, settled
from srcad.front.lift.text import added, folded
from srcad.front.lift.truth import known_truth, truth
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import (
    VIEWS,
    Box,
    Chosen,
    Clash,
    Closure,
    Columns,
    Growing,
    Num,
    Record,
    Seq,
    Static,
    Table,
    Unbound,
    Value,
    View,
    Walk,
)
from srcad.ir.core import Apply, Format, Lit
from srcad.ir.types import BOOL, Array, Opaque, Scalar, kind_of

BINARY: dict[type, Callable[..., Any]] = {
    gast.Add: operator.add,
    gast.Sub: operator.sub,
    gast.Mult: operator.mul,
    gast.Div: operator.truediv,
    gast.FloorDiv: operator.floordiv,
    gast.Mod: operator.mod,
    gast.Pow: operator.pow,
    gast.MatMult: operator.matmul,
    gast.BitAnd: operator.and_,
    gast.BitOr: operator.or_,
    gast.BitXor: operator.xor,
    gast.LShift: operator.lshift,
    gast.RShift: operator.rshift,
}
UNARY: dict[type, Callable[..., Any]] = {
    gast.USub: operator.neg,
    gast.UAdd: operator.pos,
    gast.Invert: operator.invert,
    gast.Not: operator.not_,
}
COMPARE: dict[type, Callable[..., Any]] = {
    gast.Eq: operator.eq,
    gast.NotEq: operator.ne,
    gast.Lt: operator.lt,
    gast.LtE: operator.le,
    gast.Gt: operator.gt,
    gast.GtE: operator.ge,
    gast.Is: operator.is_,
    gast.IsNot: operator.is_not,
    gast.In: lambda item, container: item in container,
    gast.NotIn: lambda item, container: item not in container,
}


@expression(gast.Constant)
def constant(cx: Lifter, node: gast.Constant, name: str) -> Value:
    value = node.value
    if isinstance(value, bool | int | float | complex):
        return Num(Lit(value))
    return Static(value)


@expression(gast.Name)
def name_(cx: Lifter, node: gast.Name, name: str) -> Value:
    return reduced(cx, check_bound(cx, node, lookup(cx, node.id, node), node.id))


def check_bound(cx: Lifter, node: Any, value: Value, name: str) -> Value:
    if isinstance(value, Clash):
        raise cx.refuse(node, value.reason, value.instead)
    if isinstance(value, Unbound):
        raise cx.refuse(node, f"`{name}` is read before it is assigned", "assign it first")
    return value


@expression(gast.BinOp)
def binop(cx: Lifter, node: gast.BinOp, name: str) -> Value:
    left = cx.expr(node.left)
    right = cx.expr(node.right)
    fn = BINARY[type(node.op)]
    if fn in (operator.add, operator.sub) and isinstance(literal(right), complex):
        first = literal(left)
        if isinstance(first, int | float):
            return Num(Lit(fn(first, literal(right))))
    return binary(cx, node, fn, left, right, name)


def literal(value: Value) -> Any:
    """``1.0`` or ``2j``, the two parts of which a complex number is written; None of what is no literal."""
    return value.atom.value if isinstance(value, Num) and isinstance(value.atom, Lit) else None


def binary(cx: Lifter, node: Any, fn: Callable[..., Any], left: Value, right: Value, name: str = "") -> Value:
    """One binary operator on lifted operands; tuples, lists and strings are put together here and now."""
    left, right = settled(cx, getattr(node, "left", node), left), settled(cx, getattr(node, "right", node), right)
    found = operators.of_two(cx, node, fn, left, right, name)
    if found is not None:
        return found
    left, right = cx.open(left), cx.open(right)
    match fn, left, right:
        case operator.add, Seq(kind=kind, items=items), Seq(kind=other, items=more) if kind == other:
            return cx.boxed(Seq(kind, items + more), node)
        case operator.add, (Columns() | Seq(kind="list")), (Columns() | Seq(kind="list")):
            return concatenated(cx, node, left, right)
        case operator.mul, (Seq() | Columns()), Num():
            return repeated(cx, node, left, right)
        case operator.mul, Num(), (Seq() | Columns()):
            return repeated(cx, node, right, left)
        case (operator.or_ | operator.and_ | operator.sub | operator.xor), Table(is_set=True), Table(is_set=True):
            return cx.op(node, Apply(fn), left.lists[0], right.lists[0], name=name)
        case operator.or_, (Record(cls=None) | Table()), (Record(cls=None) | Table()):
            return united(cx, node, left, right)
        case (_, Table(), _) | (_, _, Table()):
            raise cx.refuse(node, "of a dict or set there is no such operator here", "use `|`")
        case _, (Seq() | Columns()), View():
            left = as_array(cx, node, left)
        case _, View(), (Seq() | Columns()):
            right = as_array(cx, node, right)
        case operator.or_, Static(obj=(type() | UnionType()) as a), Static(obj=(type() | UnionType()) as b):
            return Static(a | b)
    text = added(cx, node, fn, left, right, name)
    if text is not None:
        return text
    if opaque.is_plain(left) or opaque.is_plain(right):
        return opaque.operate(cx, node, fn, [left, right], name)
    return cx.op(node, Apply(fn), cx.atom(left, node), cx.atom(right, node), name=name)


def as_array(cx: Lifter, node: Any, value: Value) -> Value:
    """A list or tuple of numbers where NumPy takes an array: the array it makes of it."""
    opened = cx.open(value)
    return cx.op(node, Apply(np.array), cx.atom(opened, node)) if isinstance(opened, Seq | Columns) else value


@expression(gast.UnaryOp)
def unary(cx: Lifter, node: gast.UnaryOp, name: str) -> Value:
    return of_one(cx, node, UNARY[type(node.op)], cx.expr(node.operand), name)


def of_one(cx: Lifter, node: Any, fn: Callable[..., Any], operand: Value, name: str = "") -> Value:
    if isinstance(operand, Num) and isinstance(operand.atom, Lit) and not isinstance(operand.atom.value, str):
        return Num(Lit(fn(operand.atom.value)))
    if fn is operator.not_:
        return negate(cx, node, operand, name)
    if opaque.is_plain(operand):
        return opaque.operate(cx, node, fn, [operand], name)
    found = operators.of_one(cx, node, fn, operand, name)
    if found is not None:
        return found
    return cx.op(node, Apply(fn), cx.atom(operand, node), name=name)


def negate(cx: Lifter, node: Any, operand: Value, name: str = "") -> Value:
    if isinstance(operand, Num) and isinstance(operand.atom, Lit):
        return Num(Lit(not operand.atom.value))
    if isinstance(operand, Chosen):
        outcome = truth(cx, operand, node)
        return Num(Lit(not outcome)) if isinstance(outcome, bool) else Num(negated(cx, node, outcome))
    known = known_truth(cx, operand)
    if known is not None and not isinstance(operand, Num):
        return Num(Lit(not known))
    if isinstance(cx.open(operand), Columns | Table):
        some = truth(cx, operand, node)
        return Num(Lit(not some)) if isinstance(some, bool) else Num(negated(cx, node, some))
    outcome = cx.atom(operand, node)
    if opaque.is_plain(operand):
        return opaque.perform(cx, node, Apply(operator.not_), [opaque.truth(cx, node, outcome)], BOOL, name)
    if outcome.type == BOOL and outcome in cx.opposites:
        return Num(negated(cx, node, outcome))
    result = cx.op(node, Apply(operator.not_), outcome, name=name)
    if isinstance(result, Num):
        opposite(cx, result.atom, outcome)
    return result


@expression(gast.Compare)
def compare(cx: Lifter, node: gast.Compare, name: str) -> Value:
    """A chain is evaluated from the left, each operand once, and stops at the first false comparison."""
    left = cx.expr(node.left)
    right = compared(cx, node.ops[0], node.comparators[0])
    result = comparison(cx, node, COMPARE[type(node.ops[0])], left, right, name if len(node.ops) == 1 else "")
    if len(node.ops) == 1:
        return result
    rest = list(zip(node.ops[1:], node.comparators[1:], strict=True))

    def more(first: Value, others: list[Any]) -> Callable[[], Value]:
        def lift() -> Value:
            (op, comparator), *later = others
            second = compared(cx, op, comparator)
            outcome = comparison(cx, node, COMPARE[type(op)], first, second)
            return choose(cx, node, outcome, more(second, later), lambda: Num(Lit(False))) if later else outcome

        return lift

    return choose(cx, node, result, more(right, rest), lambda: Num(Lit(False)), name)


def compared(cx: Lifter, op: Any, node: Any) -> Value:
    """The right side of a comparison; a set that something is looked for in may as well be a tuple."""
    if not isinstance(op, gast.In | gast.NotIn) or not isinstance(node, gast.Set):
        return cx.expr(node)
    return Static(tuple(cx.demand(cx.expr(item), item, "an item of a set") for item in node.elts))


def comparison(cx: Lifter, node: Any, fn: Callable[..., Any], left: Value, right: Value, name: str = "") -> Value:
    plain = opaque.is_plain(left) or opaque.is_plain(right)
    if fn in (operator.is_, operator.is_not):
        if plain:
            return opaque.same_object(cx, node, fn is operator.is_, left, right, name)
        same = identical(cx, node, left, right)
        return same if fn is operator.is_ else negate(cx, node, same, name)
    if fn in (COMPARE[gast.In], COMPARE[gast.NotIn]):
        return membership(cx, node, fn, left, right)
    if fn in (operator.eq, operator.ne):
        return equality(cx, node, fn, left, right, name)
    found = operators.of_two(cx, node, fn, left, right, name)
    if found is not None:
        return found
    if plain:
        return opaque.operate(cx, node, fn, [left, right], name)
    return cx.op(node, Apply(fn), cx.atom(left, node), cx.atom(right, node), name=name)


def equality(cx: Lifter, node: Any, fn: Callable[..., Any], left: Value, right: Value, name: str) -> Value:
    if isinstance(left, Chosen):
        return with_each(cx, node, left, lambda each: equality(cx, node, fn, each, right, ""), name)
    if isinstance(right, Chosen):
        return with_each(cx, node, right, lambda each: equality(cx, node, fn, left, each, ""), name)
    if is_object(cx, left) or is_object(cx, right):
        return same_objects(cx, node, fn, left, right, name)
    known_left, known_right = cx.known_value(left), cx.known_value(right)
    if known_left is not None and known_right is not None and not isinstance(left, Num):
        return folded(cx, node, lambda: bool(fn(known_left.value, known_right.value)))
    if isinstance(left, Static) and isinstance(right, Static):
        return folded(cx, node, lambda: bool(fn(left.obj, right.obj)))
    if opaque.is_plain(left) or opaque.is_plain(right):
        return opaque.operate(cx, node, fn, [left, right], name)
    if never_equal(left, right) or never_equal(right, left):
        return Num(Lit(fn is operator.ne))
    return cx.op(node, Apply(fn), cx.atom(left, node), cx.atom(right, node), name=name)


def is_object(cx: Lifter, value: Value) -> bool:
    """Whether a value is an object with a class of the user's, which may have its own idea of equality."""
    if isinstance(value, Box):
        content = cx.state.boxes[value.cell]
        return isinstance(content, Record) and content.cls is not None
    return protocol.defines(cx, value, "__eq__")


def same_objects(cx: Lifter, node: Any, fn: Callable[..., Any], left: Value, right: Value, name: str) -> Value:
    """What `__eq__` or `__ne__` says, or else whether the two are one."""
    negative = fn is operator.ne
    if negative and not (protocol.defines(cx, left, "__ne__") or protocol.defines(cx, right, "__ne__")):
        return negate(cx, node, same_objects(cx, node, operator.eq, left, right, ""), name)
    found = operators.of_two(cx, node, fn, left, right, name)
    if found is not None:
        return found
    same = identical(cx, node, left, right)
    return negate(cx, node, same, name) if negative else same


def never_equal(one: Value, other: Value) -> bool:
    """Whether a number is compared with None, with text or with a function."""
    is_number = isinstance(one, Num) and isinstance(one.atom.type, Scalar)
    return is_number and (is_text(other) or isinstance(other, Closure | Seq | Record) or is_none(other))


def identical(cx: Lifter, node: Any, left: Value, right: Value) -> Value:
    """``is``, of values that are known outright (None, functions) and of those that may be one of them."""
    if isinstance(left, Chosen):
        return identical_to_option(cx, node, left, right)
    if isinstance(right, Chosen):
        return identical_to_option(cx, node, right, left)
    if isinstance(left, Static) and isinstance(right, Static):
        return Num(Lit(left.obj is right.obj))
    if isinstance(left, Closure) and isinstance(right, Closure):
        return Num(Lit(left is right))
    if isinstance(left, Static) or isinstance(right, Static):
        objects = [value.obj for value in (left, right) if isinstance(value, Static)]
        if objects == [None] or not (isinstance(left, Num) or isinstance(right, Num)):
            return Num(Lit(False))
    if isinstance(left, View) and isinstance(right, View) and left == right:
        return Num(Lit(True))
    if isinstance(left, Box) and isinstance(right, Box):
        if left != right and may_be_one(cx, left, right):
            reason = "whether these are the same object is not known before the function runs"
            raise cx.refuse(node, reason, "keep a number that tells them apart")
        return Num(Lit(left == right))
    if isinstance(left, Box) != isinstance(right, Box) and not isinstance(left, Clash) and not isinstance(right, Clash):
        return Num(Lit(False))
    flag = identical_flags(cx, node, left, right) or identical_flags(cx, node, right, left)
    if flag is not None:
        return flag
    raise cx.refuse(node, "whether these are the same object is not known before the function runs", "compare with ==")


def may_be_one(cx: Lifter, left: Box, right: Box) -> bool:
    """Whether two names of lists, dicts or objects may be of the same one."""
    outside = [bool(box.cell.origins or box.cell.captured) for box in (left, right)]
    return all(outside) or right.cell in cx.sharing.partners(left.cell)


def identical_to_option(cx: Lifter, node: Any, value: Chosen, other: Value) -> Value:
    """``value is None`` is the flag itself."""
    if len(value.options) == 2 and is_none(other) and is_none(value.options[0]) and not is_none(value.options[1]):
        return Num(value.flags[0])
    return with_each(cx, node, value, lambda each: identical(cx, node, each, other))


def identical_flags(cx: Lifter, node: Any, value: Value, other: Value) -> Value | None:
    """``flag is True``: there is only one True, and no other number is it."""
    if not (isinstance(other, Num) and isinstance(other.atom, Lit) and isinstance(other.atom.value, bool)):
        return None
    if not isinstance(value, Num) or not isinstance(value.atom.type, Scalar) or value.atom.type.dtype == "?":
        return None
    if value.atom.type != BOOL:
        return Num(Lit(False))
    return value if other.atom.value else negate(cx, node, value)


def membership(cx: Lifter, node: Any, fn: Callable[..., Any], left: Value, right: Value) -> Value:
    if isinstance(left, Chosen):
        return with_each(cx, node, left, lambda each: membership(cx, node, fn, each, right))
    if protocol.defines(cx, right, "__contains__"):
        outcome = truth(cx, protocol.ask(cx, node, right, "__contains__", [left]), node)
        answer = Num(Lit(outcome) if isinstance(outcome, bool) else outcome)
        return answer if fn is COMPARE[gast.In] else negate(cx, node, answer)
    if isinstance(right, Walk) and right.kind in VIEWS:
        right = right.parts[0] if right.kind == "keys" else Seq("tuple", unpack(cx, node, right))
    key, right = cx.known_value(left), cx.open(right)
    if isinstance(right, Table):
        found = tables.contains(cx, node, right, left)
        return found if fn is COMPARE[gast.In] else negate(cx, node, found)
    if isinstance(right, Record) and right.cls is None and not right.keys and tables.is_open(cx, left):
        return Num(Lit(fn(0, ())))
    if isinstance(right, Record) and right.cls is None and key is not None:
        return Num(Lit(fn(key.value, right.keys)))
    inside = cx.known_value(right)
    if key is not None and inside is not None:
        return folded(cx, node, lambda: bool(fn(key.value, inside.value)))
    if opaque.is_plain(right) or (opaque.is_plain(left) and isinstance(right, Seq | Static)):
        found = opaque.operate(cx, node, operator.contains, [right, left])
        return found if fn is COMPARE[gast.In] else negate(cx, node, found)
    if isinstance(right, Record) and right.cls is None:
        inside = Lit(right.keys)
    among = inside.value if inside is not None else None
    literals = isinstance(among, tuple) and all(isinstance(each, int | float | str) for each in among)
    if literals and isinstance(left, Num):
        found = cx.op(node, Apply(operator.contains), Lit(among), left.atom)
        return found if fn is COMPARE[gast.In] else negate(cx, node, found)
    if isinstance(left, Num) and isinstance(left.atom.type, Scalar) and holds_numbers(right):
        found = cx.op(node, Apply(operator.contains), cx.atom(right, node), left.atom)
        return found if fn is COMPARE[gast.In] else negate(cx, node, found)
    raise cx.refuse(node, "`in` is decided only for keys and literals", "write out the comparisons with ==")


def holds_numbers(content: Value) -> bool:
    """Whether all items of a list or tuple are numbers."""
    items = (content.entry,) if isinstance(content, Columns) else content.items if isinstance(content, Seq) else ()
    return bool(items) and all(isinstance(item, Num) and isinstance(item.atom.type, Scalar) for item in items)


@expression(gast.BoolOp)
def boolop(cx: Lifter, node: gast.BoolOp, name: str) -> Value:
    """``and`` and ``or`` give one of their operands, and evaluate no more of them than they need."""

    def rest(operands: list[Any]) -> Value:
        first = cx.expr(operands[0])
        if len(operands) == 1:
            return first
        later: list[Value] = []

        def second() -> Value:
            later.append(rest(operands[1:]))
            return later[-1]

        both = isinstance(node.op, gast.And)

        def this() -> Value:
            """The first operand, where that decides: a flag is then known."""
            is_flag = isinstance(first, Num) and first.atom.type == BOOL
            return Num(Lit(not both)) if is_flag else reduced(cx, first)

        result = choose(cx, node, first, second, this, name) if both else choose(cx, node, first, this, second, name)
        note_operands(cx, result, [first, *later], both)
        return result

    return rest(node.values)


def note_operands(cx: Lifter, result: Value, operands: list[Value], outcome: bool) -> None:
    """If ``a and b`` is true both are; if ``a or b`` is false neither is true."""
    for operand in operands:
        if isinstance(result, Num) and isinstance(operand, Num) and result.atom is not operand.atom:
            follows(cx, result.atom, outcome, operand.atom, outcome)


@expression(gast.IfExp)
def ternary(cx: Lifter, node: gast.IfExp, name: str) -> Value:
    test = cx.expr(node.test)
    return choose(cx, node, test, lambda: cx.expr(node.body, name), lambda: cx.expr(node.orelse, name), name)


@expression(gast.Tuple)
def tuple_(cx: Lifter, node: gast.Tuple, name: str) -> Value:
    return Seq("tuple", display(cx, node.elts))


@expression(gast.List)
def list_(cx: Lifter, node: gast.List, name: str) -> Value:
    return cx.box(Seq("list", display(cx, node.elts)), node)


def display(cx: Lifter, elements: list[Any]) -> tuple[Value, ...]:
    items: list[Value] = []
    for element in elements:
        if isinstance(element, gast.Starred):
            items.extend(unpack(cx, element.value, cx.expr(element.value)))
        else:
            items.append(cx.expr(element))
    return tuple(items)


@expression(gast.Dict)
def dict_(cx: Lifter, node: gast.Dict, name: str) -> Value:
    pairs = zip(node.keys, node.values, strict=True)
    return tables.display(cx, node, [(None if key is None else cx.expr(key), cx.expr(value)) for key, value in pairs])


@expression(gast.Lambda)
def lambda_(cx: Lifter, node: gast.Lambda, name: str) -> Value:
    return make_closure(cx, node, name or "<lambda>")


@expression(gast.JoinedStr)
def fstring(cx: Lifter, node: gast.JoinedStr, name: str) -> Value:
    parts: list[str | None] = []
    specs: list[tuple[int, str]] = []
    atoms = []
    for piece in node.values:
        if isinstance(piece, gast.Constant):
            parts.append(str(piece.value))
            continue
        value = cx.expr(piece.value)
        if isinstance(value, Record):
            raise cx.refuse(piece, f"{cx.describe(value)} inside an f-string is not supported", "show its entries")
        spec = cx.expr(piece.format_spec) if piece.format_spec is not None else Static("")
        if not (isinstance(spec, Static) and isinstance(spec.obj, str)):
            raise cx.refuse(node, "a format that is computed is not supported", "write the format as text")
        conversion = piece.conversion
        asks = conversion != ord("a") and not spec.obj and not protocol.defines(cx, value, "__format__")
        if isinstance(value, Box) and asks:
            special = protocol.question(cx, repr if conversion == ord("r") else str, [value])
            if special is not None:
                value, conversion = protocol.ask(cx, piece, value, special, []), -1
        if isinstance(value, Static) and isinstance(value.obj, str) and not spec.obj and conversion == -1:
            parts.append(value.obj)
            continue
        parts.append(None)
        specs.append((conversion, spec.obj))
        atoms.append(cx.atom(value, piece))
    if not atoms:
        return Static("".join(part or "" for part in parts))
    return Num(cx.emit(node, Format(tuple(parts), tuple(specs)), *atoms, name=name))


@expression(gast.NamedExpr)
def walrus(cx: Lifter, node: gast.NamedExpr, name: str) -> Value:
    value = cx.expr(node.value, node.target.id)
    cx.set_name(node.target.id, value)
    return value


def type_name(cx: Lifter, value: Value) -> type | None:
    """The Python class of a value, for isinstance and type()."""
    value = cx.open(value)
    match value:
        case Static(obj=obj):
            return type(obj)
        case Seq(kind=kind):
            return tuple if kind == "tuple" else list
        case Columns() | Growing():
            return list
        case Table(is_set=True):
            return set
        case Table():
            return dict if value.default is None else None
        case Record(cls=cls):
            return cls or dict
        case View():
            return Array
        case Num(atom=atom):
            kinds = {"f": float, "i": int, "b": bool, "c": complex}
            letter = kind_of(atom.type)
            if is_text(value):
                return str
            return kinds.get(letter) if letter else (type(None) if isinstance(atom.type, Opaque) else None)
    return None
