"""Short names for the gast nodes that the text is made of."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterable, Sequence
from typing import Any

import gast

from srcad.ir.core import Undefined

Node = Any


def name(id_: str) -> Node:
    return gast.Name(id_, gast.Load(), None, None)


def dotted(path: str) -> Node:
    """``np.linalg.norm`` as attributes of a name."""
    first, *rest = path.split(".")
    node = name(first)
    for attr in rest:
        node = attribute(node, attr)
    return node


def attribute(value: Node, attr: str) -> Node:
    return gast.Attribute(value, attr, gast.Load())


def call(fn: Node, args: Iterable[Node], keywords: Iterable[tuple[str, Node]] = ()) -> Node:
    return gast.Call(fn, list(args), [gast.keyword(key, value) for key, value in keywords])


def named_call(fn: str, *args: Node) -> Node:
    return call(dotted(fn), args)


def binary(op: Node, left: Node, right: Node) -> Node:
    return gast.BinOp(left, op, right)


def unary(op: Node, operand: Node) -> Node:
    return gast.UnaryOp(op, operand)


def compare(op: Node, left: Node, right: Node) -> Node:
    return gast.Compare(left, [op], [right])


def boolean(op: Node, values: Sequence[Node]) -> Node:
    return gast.BoolOp(op, list(values))


def negation(test: Node) -> Node:
    """``not test``, without doubling."""
    if isinstance(test, gast.UnaryOp) and isinstance(test.op, gast.Not):
        return test.operand
    return unary(gast.Not(), test)


def conditional(test: Node, then: Node, orelse: Node) -> Node:
    return gast.IfExp(test, then, orelse)


def subscript(value: Node, index: Node) -> Node:
    return gast.Subscript(value, index, gast.Load())


def slice_(start: Node | None, stop: Node | None, step: Node | None) -> Node:
    return gast.Slice(start, stop, step)


def tuple_(items: Iterable[Node]) -> Node:
    return gast.Tuple(list(items), gast.Load())


def list_(items: Iterable[Node]) -> Node:
    return gast.List(list(items), gast.Load())


def dict_(keys: Iterable[Node], values: Iterable[Node]) -> Node:
    return gast.Dict(list(keys), list(values))


def constant(value: Any) -> Node:
    """A literal; numbers that Python writes with a sign or a call are written so."""
    if isinstance(value, Undefined):
        return plain(None)
    if isinstance(value, tuple):
        return tuple_(map(constant, value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return real(value)
    if isinstance(value, complex):
        return complex_number(value)
    return plain(value)


def plain(value: Any) -> Node:
    return gast.Constant(value, None)


def real(value: float) -> Node:
    if value < 0 or (isinstance(value, float) and math.copysign(1.0, value) < 0.0):
        return unary(gast.USub(), real(-value))
    if isinstance(value, float) and not math.isfinite(value):
        return named_call("float", plain(str(value)))
    return plain(value)


def complex_number(value: complex) -> Node:
    """``2j``, ``-2j``, ``1.0 + 2j``, in the way that gives back the signs of zeros too."""
    across = plain(complex(0.0, abs(value.imag)))
    if is_made_by_call(value):
        return named_call("complex", real(value.real), real(value.imag))
    if value.real == 0.0 and not _is_negative(value.real) and not _is_negative(value.imag):
        return across
    if _is_negative(value.real if value.real == 0.0 else 0.0) or (value.imag == 0.0 and _is_negative(value.imag)):
        return unary(gast.USub(), complex_number(-value))
    return binary(gast.Sub() if _is_negative(value.imag) else gast.Add(), real(value.real), across)


def is_made_by_call(value: complex) -> bool:
    """Whether no sum of literals gives a complex number: infinities, and zeros of different signs."""
    mixed = value == 0.0 and _is_negative(value.real) != _is_negative(value.imag)
    return mixed or not cmath.isfinite(value)


def _is_negative(value: float) -> bool:
    return math.copysign(1.0, value) < 0.0


def assign_all(targets: Iterable[Node], value: Node) -> Node:
    """``a = b = value``"""
    return gast.Assign(list(targets), value, None)


def assign(target: Node, value: Node) -> Node:
    return gast.Assign([target], value, None)


def augment(target: Node, op: Node, value: Node) -> Node:
    return gast.AugAssign(target, op, value)


def delete(target: Node) -> Node:
    return gast.Delete([target])


def expression(value: Node) -> Node:
    return gast.Expr(value)


def if_(test: Node, then: list[Node], orelse: list[Node]) -> Node:
    return gast.If(test, then, orelse)


def try_(body: list[Node], handlers: list[Node], orelse: list[Node]) -> Node:
    return gast.Try(body, handlers, orelse, [])


def with_(manager: Node, entered: str | None, body: list[Node]) -> Node:
    bound = None if entered is None else gast.Name(entered, gast.Store(), None, None)
    return gast.With([gast.withitem(manager, bound)], body, None)


def finally_(body: list[Node], final: list[Node]) -> Node:
    """What comes finally belongs to the try that it is the end of, if it is the end of one."""
    if len(body) == 1 and isinstance(body[0], gast.Try) and not body[0].finalbody:
        return gast.Try(body[0].body, body[0].handlers, body[0].orelse, final)
    return gast.Try(body, [], [], final)


def except_(classes: Node | None, error: str | None, body: list[Node]) -> Node:
    bound = None if error is None else gast.Name(error, gast.Store(), None, None)
    return gast.ExceptHandler(classes, bound, body)


def for_(target: Node, source: Node, body: list[Node]) -> Node:
    return gast.For(target, source, body, [], None)


def while_(test: Node, body: list[Node]) -> Node:
    return gast.While(test, body, [])


def return_(value: Node) -> Node:
    return gast.Return(value)


def break_() -> Node:
    return gast.Break()


def pass_() -> Node:
    return gast.Pass()


def function(name_: str, arguments: Node, body: list[Node]) -> Node:
    return gast.FunctionDef(name_, arguments, body, [], None, None, [])


def module(body: list[Node]) -> Node:
    return gast.Module(body, [])
