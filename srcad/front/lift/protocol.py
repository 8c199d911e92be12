"""What the class of an object says: asked by files below those that know how a method is called.

`classes` enters the answers.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from types import BuiltinFunctionType, CodeType, FunctionType
from typing import Any

from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Box, Record, Static, Value

#: functions of Python's own that ask an object, and what they ask
ASKING: dict[Any, str] = {
    abs: "__abs__",
    complex: "__complex__",
    divmod: "__divmod__",
    float: "__float__",
    int: "__int__",
    iter: "__iter__",
    len: "__len__",
    next: "__next__",
    repr: "__repr__",
    reversed: "__reversed__",
    round: "__round__",
    str: "__str__",
}

Read = Callable[[Lifter, Any, Value, str, str], Value]
Ask = Callable[[Lifter, Any, Value, str, list[Value], str], Value]
Step = Callable[[Lifter, Any, Value], Value]

READERS: list[Read] = []
ASKED: list[Ask] = []
STEPPED: list[Step] = []


def class_of(cx: Lifter, value: Value) -> type | None:
    """The class of an object that has one written in Python."""
    content = cx.state.boxes[value.cell] if isinstance(value, Box) else value
    if isinstance(content, Record):
        found: type | None = content.cls
        return found
    if isinstance(content, Static) and not isinstance(content.obj, type | Enum | BaseException | FunctionType):
        return type(content.obj)
    return None


def found_in(cls: type, attr: str) -> tuple[Any, type | None]:
    """What a class, or one it inherits from, has under a name, and which of them."""
    return found_among(cls.__mro__, attr)


def found_among(classes: tuple[type, ...], attr: str) -> tuple[Any, type | None]:
    return next(((vars(each)[attr], each) for each in classes if attr in vars(each)), (None, None))


def defines(cx: Lifter, value: Value, method: str) -> bool:
    """Whether the class of an object has a method that is written in Python."""
    cls = class_of(cx, value)
    return cls is not None and isinstance(found_in(cls, method)[0], FunctionType)


def ask(cx: Lifter, node: Any, owner: Value, method: str, args: list[Value], name: str = "") -> Value:
    """What a method that the class defines gives."""
    return ASKED[0](cx, node, owner, method, args, name)


def member(cx: Lifter, node: Any, owner: Value, attr: str, name: str = "") -> Value:
    """``owner.attr`` of an object whose content is known."""
    return READERS[0](cx, node, owner, attr, name)


def question(cx: Lifter, fn: Any, args: list[Value]) -> str | None:
    """The method of its first argument that a function of Python's own calls."""
    if not args or not isinstance(fn, type | BuiltinFunctionType) or fn not in ASKING:
        return None
    special = ASKING[fn]
    if special == "__str__" and not defines(cx, args[0], special):
        special = "__repr__"
    return special if defines(cx, args[0], special) else None


def iterated(cx: Lifter, node: Any, value: Value) -> Value:
    """What an object with an `__iter__` gives to be walked; any other value itself."""
    if not defines(cx, value, "__iter__"):
        return value
    found = ask(cx, node, value, "__iter__", [])
    return STEPPED[0](cx, node, found) if defines(cx, found, "__next__") else found


# --- names with two underscores ---------------------------------------------------------------------------------


def is_private(attr: str) -> bool:
    return attr.startswith("__") and not attr.endswith("__")


def mangled(cx: Lifter, attr: str) -> str:
    """``self.__w`` inside a class ``Model`` is ``_Model__w``: as the compiler wrote it."""
    if not is_private(attr) or not cx.frames:
        return attr
    names = names_in(cx.frame.source.fn.__code__)
    return attr if attr in names else next((n for n in names if n[:1] == "_" and n.endswith(attr)), attr)


def names_in(code: CodeType) -> tuple[str, ...]:
    inner = (name for const in code.co_consts if isinstance(const, CodeType) for name in names_in(const))
    return (*code.co_names, *inner)
