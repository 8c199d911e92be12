"""Text: strings that are known are put together here and now, the rest is printed as it stands."""

from __future__ import annotations

import operator
from types import BuiltinMethodType
from typing import Any

from srcad.analyse.plain import MethodOf
from srcad.front.lift import opaque
from srcad.front.lift.calls import FINDERS, Handler, handles
from srcad.front.lift.context import Lifter
from srcad.front.lift.options import is_text
from srcad.front.lift.values import Num, Seq, Static, Value
from srcad.ir.core import Apply, Lit

#: text is not repeated more often than this while the function is read
LONG = 1000
#: methods that give something else than a string, a number or a list of strings
_OTHER = ("encode", "maketrans", "__format__")


def find_text_method(obj: Any) -> Handler | None:
    """The methods of a string that is known."""
    owner = getattr(obj, "__self__", None)
    return text_method if isinstance(obj, BuiltinMethodType) and isinstance(owner, str) else None


FINDERS.append(find_text_method)


def text_method(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """``"a".upper()`` is known; ``", ".join(names)`` with text made of numbers is an operation."""
    callee, *rest = args
    assert isinstance(callee, Static)
    attr, owner = callee.obj.__name__, callee.obj.__self__
    known = [words(cx, value) for value in rest]
    known_kw = {key: words(cx, value) for key, value in kwargs.items()}
    if attr not in _OTHER and None not in (*known, *known_kw.values()):
        positional = [word[0] for word in known if word is not None]
        named = {key: word[0] for key, word in known_kw.items() if word is not None}
        return folded(cx, node, lambda: callee.obj(*positional, **named))
    atoms = [Lit(owner), *(opaque.operand(cx, node, str, value) for value in (*rest, *kwargs.values()))]
    prim = Apply(MethodOf(attr), tuple(kwargs), "method", attr, not all(map(opaque.quiet, atoms)))
    return opaque.perform(cx, node, prim, atoms, name=name)


def words(cx: Lifter, value: Value) -> tuple[Any] | None:
    """The value in a tuple, if it is known outright and is text, or holds text."""
    if isinstance(value, Static) and (value.obj is None or isinstance(value.obj, str)):
        return (value.obj,)
    if isinstance(value, Num) and isinstance(value.atom, Lit) and isinstance(value.atom.value, int | str):
        return (value.atom.value,)
    value = cx.open(value)
    if isinstance(value, Seq):
        parts = [words(cx, item) for item in value.items]
        if None not in parts:
            items = (part[0] for part in parts if part is not None)
            return (tuple(items) if value.kind == "tuple" else list(items),)
    return None


def folded(cx: Lifter, node: Any, compute: Any) -> Value:
    """What a known string gives; what raises is refused, for it raises in the function too."""
    try:
        return as_value(cx, compute())
    except (TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise cx.fails(node, f"this raises {type(error).__name__}: {error}", "correct it", error) from None


def as_value(cx: Lifter, obj: Any) -> Value:
    if isinstance(obj, bool | int | float):
        return Num(Lit(obj))
    if isinstance(obj, tuple | list):
        return cx.boxed(Seq(type(obj).__name__, tuple(as_value(cx, item) for item in obj)))
    return Static(obj)


@handles(str, repr, ascii, format)
def written(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """A value as text."""
    callee, *rest = args
    assert isinstance(callee, Static)
    if kwargs or not rest:
        if not rest and not kwargs and callee.obj is str:
            return Static("")
        raise cx.refuse(node, f"this call of `{callee.name}` is not supported", "pass the value by position")
    known = [words(cx, value) for value in rest]
    if None not in known and not isinstance(cx.open(rest[0]), Seq):
        return folded(cx, node, lambda: callee.obj(*[word[0] for word in known if word is not None]))
    return opaque.operate(cx, node, callee.obj, rest, name)


def added(cx: Lifter, node: Any, fn: Any, left: Value, right: Value, name: str) -> Value | None:
    """``a + b``, ``a * n`` and ``a % b`` of which one side is text; None if neither is."""
    if not (is_text(left) or is_text(right)):
        return None
    if fn not in (operator.add, operator.mul, operator.mod):
        raise cx.refuse(node, "text has no such operator", "convert it with float(...)")
    a, b = words(cx, left), words(cx, right)
    longest = max((word[0] for word in (a, b) if word is not None and isinstance(word[0], int)), default=0)
    if a is not None and b is not None and longest < LONG:
        return folded(cx, node, lambda: fn(a[0], b[0]))
    return opaque.operate(cx, node, fn, [left, right], name)
