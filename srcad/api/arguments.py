"""From the arguments of one call to the signature for which a derivative is made.

Containers are flattened: what the compiler sees are numbers, arrays and long lists (the leaves), and a tree per
parameter that says how they are packed.  What is neither number nor container (a string, None, a function) is
static: the text is made for that very value.
"""

from __future__ import annotations

import inspect
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from srcad.analyse.other_arrays import MODULES
from srcad.api.containers import Parts, is_long, leaves, take_apart
from srcad.api.leaf_types import leaf_type, list_type
from srcad.errors import ArgumentError
from srcad.ir.core import LEAF, Free, Lit, Parameter, Tree
from srcad.ir.types import Array, Extent, Opaque, Scalar, Type, is_real, kind_of
from srcad.spec import Spec, Target, targets

#: values of these types are the same when they are equal; other static values only when they are identical
COMPARED = (str, bytes, int, float, bool, complex, np.dtype)


@dataclass(frozen=True, slots=True)
class Signature:
    """The types of a call; `key` is equal for calls that can share a text."""

    params: tuple[Parameter, ...]
    types: tuple[Type, ...]
    key: tuple[Hashable, ...]


class Same:
    """A key for an object that is only equal to itself; holds on to it, so that its address is not used again."""

    __slots__ = ("obj",)

    def __init__(self, obj: object) -> None:
        self.obj = obj

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.obj is self.obj

    def __hash__(self) -> int:
        return id(self.obj)


@dataclass(slots=True)
class _Reader:
    """Walks arguments and notes the type of each leaf; integers under a name in `demanded` become static."""

    demanded: frozenset[str]
    types: list[Type] = field(default_factory=list)
    key: list[Hashable] = field(default_factory=list)

    def parameter(self, param: inspect.Parameter, value: Any) -> Tree:
        """The tree of a parameter; what ``*args`` and ``**kwargs`` gathered is never walked as a whole."""
        if param.kind not in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD):
            return self.tree(value, param.name)
        parts = take_apart(value)
        assert parts is not None
        return self.container(parts, param.name, param.name in self.demanded)

    def tree(self, value: Any, name: str, demanded: bool = False) -> Tree:
        demanded = demanded or name in self.demanded
        long = is_long(value)
        parts = None if long else take_apart(value)
        if parts is not None:
            return self.container(parts, name, demanded)
        type_ = list_type(value, name) if long else leaf_type(value, name)
        if type_ is None or (demanded and isinstance(type_, Scalar) and type_.kind in "ib"):
            return self._static(value)
        self.types.append(type_)
        self.key.append(type_)
        return LEAF

    def container(self, parts: Parts, name: str, demanded: bool) -> Tree:
        self.key.append((parts.kind, len(parts.children), parts.keys, parts.cls))
        children = [
            self.tree(child, name + path, demanded)
            for path, child in zip(parts.paths, parts.children, strict=True)
        ]
        return Tree(parts.kind, tuple(children), parts.keys, parts.cls)

    def _static(self, value: Any) -> Tree:
        self.key.append((type(value), value) if isinstance(value, COMPARED) else Same(value))
        return Tree("static", keys=(value,))


def read_signature(
    parameters: Sequence[inspect.Parameter], values: Mapping[str, Any], demanded: frozenset[str]
) -> Signature:
    """The signature of a call in which each parameter has the value given for it."""
    reader = _Reader(demanded)
    params = tuple(
        Parameter(param.name, reader.parameter(param, values[param.name]), param.kind.name, _default(param))
        for param in parameters
    )
    return Signature(params, tuple(reader.types), tuple(reader.key))


def known_lengths(dims: Iterable[object], values: Mapping[str, Any]) -> tuple[object, ...]:
    """Lengths of axes as numbers, where they are those of arguments; `values` are the arguments by parameter."""
    lengths: dict[str, int] = {}
    for path, leaf in (pair for name, value in values.items() for pair in leaves(value, name)):
        if isinstance(leaf, np.ndarray) or type(leaf) in MODULES:
            lengths |= {f"{path}.{axis}": length for axis, length in enumerate(leaf.shape)}
        elif type(leaf) is int:
            lengths[path] = leaf

    def known(dim: object) -> object:
        if not isinstance(dim, Extent):
            return dim
        return max(lengths[dim.root] - dim.less, 0) if dim.root in lengths else "?"

    return tuple(map(known, dims))


def _default(param: inspect.Parameter) -> Lit | Free | None:
    """How the printed function shows the default: a number as it is, any other object by a name of its own."""
    if param.default is inspect.Parameter.empty:
        return None
    if param.default is None or type(param.default) in (bool, int, float, str):
        return Lit(param.default)
    return Free(f"{param.name}_default")


def check_targets(spec: Spec, signature: Signature) -> None:
    """Refuse to differentiate with respect to what has no derivative."""
    for target in targets(spec, signature.params):
        if not any(is_real(signature.types[leaf]) for leaf in target.leaves):
            raise ArgumentError(_why_not(target, signature.types), _way_out(target, signature.types))


def _why_not(target: Target, types: Sequence[Type]) -> str:
    if target.tree.kind == "leaf":
        return f"the argument `{target.name}` is {_described(types[target.start])}, which has no derivative"
    if target.tree.kind == "static":
        return f"the argument `{target.name}` is {_shown(target.tree.keys[0])}, which has no derivative"
    return f"the argument `{target.name}` holds no float and no float array"


def _described(type_: Type) -> str:
    if isinstance(type_, Array):
        return f"an array of dtype {type_.dtype}"
    if isinstance(type_, Opaque):
        return f"a {type_.what.rpartition('.')[2]}"
    return {"b": "a bool", "i": "an int"}.get(kind_of(type_) or "", "a list")


def _shown(value: object) -> str:
    return repr(value) if isinstance(value, str) or value is None else f"a {type(value).__name__}"


def _way_out(target: Target, types: Sequence[Type]) -> str:
    plain = target.tree.kind == "leaf" and isinstance(types[target.start], Opaque)
    if target.tree.kind == "static" or plain:
        return f"differentiate another argument: `argnums` says which, and `{target.name}` stays as it is"
    if target.tree.kind == "leaf" and isinstance(types[target.start], Array):
        return f"pass `{target.name}.astype(float)`"
    return "pass a float: `3.0` instead of `3`, or float(x)"
