"""Arguments to check a function for: what its annotations, its defaults and its text suggest.

They are never passed to the function: only their types are read.
"""

from __future__ import annotations

import ast
import builtins
import dataclasses
import inspect
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from srcad.api.containers import field_names
from srcad.front.lift.recover import UNKNOWN
from srcad.front.usage import Kind, Usage

NUMBER, COUNT = 1.5, 2
VECTOR, MATRIX = np.full(3, NUMBER), np.full((3, 2), NUMBER)
CUBE = np.full((3, 2, 4), NUMBER)
BY_KIND: dict[Kind, Any] = {
    "float": NUMBER,
    "vector": VECTOR,
    "matrix": MATRIX,
    "cube": CUBE,
    "int": COUNT,
    "other": UNKNOWN,
}
#: what a parameter may be instead, where nothing but its use says what it is
ALTERNATIVES: tuple[Kind, ...] = ("float", "vector", "matrix", "int", "cube")

WORDS: dict[Kind, str] = {
    "float": "float",
    "vector": "1-d array",
    "matrix": "2-d array",
    "cube": "3-d array",
    "int": "int",
}

_ARRAYS = ("ndarray", "NDArray", "ArrayLike")
_MISSING = object()


@dataclasses.dataclass(frozen=True, slots=True)
class Guess:
    """A value for each parameter, and the names of those that are only guessed."""

    values: dict[str, Any]
    guessed: tuple[str, ...]

    def sets(self) -> Iterator[dict[str, Any]]:
        """The values, and others for what is guessed: all alike first, then one changed at a time."""
        yield self.values
        if not self.guessed:
            return
        seen = [self._kinds(self.values)]
        alike = (dict.fromkeys(self.guessed, kind) for kind in ALTERNATIVES[:3])
        single = ({name: kind} for name in self.guessed for kind in ALTERNATIVES)
        for change in (*alike, *single):
            values = self.values | {name: BY_KIND[kind] for name, kind in change.items()}
            if (kinds := self._kinds(values)) not in seen:
                seen.append(kinds)
                yield values

    def _kinds(self, values: Mapping[str, Any]) -> list[Kind]:
        return [next(kind for kind in ALTERNATIVES if BY_KIND[kind] is values[name]) for name in self.guessed]

    def described(self, values: Mapping[str, Any]) -> str:
        """For which arguments something is said, in words; empty if none is guessed."""
        words = zip(self.guessed, self._kinds(values), strict=True)
        return "for " + ", ".join(f"{name}: {WORDS[kind]}" for name, kind in words) if self.guessed else ""


def guess(
    parameters: Sequence[inspect.Parameter], usages: Mapping[str, Usage], scope: Mapping[str, Any], owner: Any = None
) -> Guess:
    """Arguments for these parameters; `scope` is where annotations that are text are looked up, `owner` the class of
    which the first parameter is an instance.
    """
    values: dict[str, Any] = {}
    guessed: list[str] = []
    for place, param in enumerate(parameters):
        value = told(param, scope, owner if place == 0 else None)
        if value is _MISSING:
            usage = usages.get(param.name, Usage())
            value = by_use(usage)
            if usage.kind in ALTERNATIVES:
                guessed.append(param.name)
        values[param.name] = value
    return Guess(values, tuple(guessed))


def told(param: inspect.Parameter, scope: Mapping[str, Any], owner: Any) -> Any:
    """The value that a signature suggests."""
    if param.kind is inspect.Parameter.VAR_POSITIONAL:
        return (NUMBER, NUMBER)
    if param.kind is inspect.Parameter.VAR_KEYWORD:
        return {}
    if owner is not None:
        return of_class(owner, scope)
    annotation = resolved(param.annotation, scope)
    if param.default is not param.empty and (param.default is not None or annotation is param.empty):
        return param.default
    return _MISSING if annotation in (param.empty, Any, None) else of_annotation(annotation, scope)


def by_use(usage: Usage) -> Any:
    if usage.kind == "dict":
        return dict.fromkeys(usage.keys, NUMBER)
    return BY_KIND[usage.kind]


def is_number(param: inspect.Parameter, scope: Mapping[str, Any]) -> bool:
    """Whether an argument for this parameter may carry a derivative, as far as its signature tells."""
    value = told(param, scope, None)
    return value is _MISSING or value is UNKNOWN or has_number(value)


def has_number(value: Any) -> bool:
    match value:
        case bool():
            return False
        case int() | float() | complex() | np.ndarray() | np.number():
            return True
        case tuple() | list():
            return any(map(has_number, value))
        case dict():
            return any(map(has_number, value.values()))
    return field_names(type(value)) is not None


# --- annotations ------------------------------------------------------------------------------------------------


def of_annotation(annotation: Any, scope: Mapping[str, Any]) -> Any:
    """A value of the type that is meant."""
    plain = {float: NUMBER, int: COUNT, bool: True, complex: 1j, str: "", type(None): None}
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return of_annotation(args[0], scope)
    if origin in (typing.Union, types.UnionType):
        first = next((arg for arg in args if arg is not type(None)), type(None))
        return of_annotation(resolved(first, scope), scope)
    name = getattr(origin or annotation, "__name__", str(annotation))
    if name in _ARRAYS:
        return VECTOR
    if origin in (list, Sequence) or annotation is list:
        return [of_annotation(resolved(args[0], scope), scope)] * 2 if args else [NUMBER, NUMBER]
    if origin is tuple and args and args[-1] is not ...:
        return tuple(of_annotation(resolved(arg, scope), scope) for arg in args)
    if origin is tuple or annotation is tuple:
        return (NUMBER, NUMBER)
    if isinstance(annotation, type) and issubclass(annotation, np.number):
        return annotation(1)
    if isinstance(annotation, type):
        return plain[annotation] if annotation in plain else of_class(annotation, scope)
    return UNKNOWN


def of_class(cls: type, scope: Mapping[str, Any]) -> Any:
    """An object of a class that only keeps its fields, made without calling it."""
    if not dataclasses.is_dataclass(cls) or field_names(cls) is None:
        return UNKNOWN
    made = object.__new__(cls)
    for field in dataclasses.fields(cls):
        value = of_annotation(resolved(field.type, scope), scope)
        if value is UNKNOWN:
            return UNKNOWN
        object.__setattr__(made, field.name, value)
    return made


def resolved(annotation: Any, scope: Mapping[str, Any]) -> Any:
    """An annotation that is text as the object it names; nothing is called."""
    if not isinstance(annotation, str):
        return annotation
    try:
        found = _value(ast.parse(annotation, mode="eval").body, scope)
    except (SyntaxError, LookupError, AttributeError, TypeError):
        return UNKNOWN
    return found


def _value(node: ast.AST, scope: Mapping[str, Any]) -> Any:
    match node:
        case ast.Name(id=name):
            return scope[name] if name in scope else getattr(builtins, name)
        case ast.Attribute(value=value, attr=attr):
            return getattr(_value(value, scope), attr)
        case ast.Constant(value=str(text)):
            return resolved(text, scope)
        case ast.Constant(value=value):
            return value
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _value(left, scope) | _value(right, scope)
        case ast.Subscript(value=value, slice=ast.Tuple(elts=parts)):
            return _value(value, scope)[tuple(_value(part, scope) for part in parts)]
        case ast.Subscript(value=value, slice=part):
            return _value(value, scope)[_value(part, scope)]
    raise LookupError(ast.dump(node))
