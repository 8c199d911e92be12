"""What the parameters of a function are, judged by what the function does with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import gast

from srcad.front.desugar.names import parameters

#: what a parameter may be, the more telling use last
Kind = Literal["float", "vector", "matrix", "cube", "int", "dict", "other"]
ORDER: tuple[Kind, ...] = ("float", "vector", "matrix", "cube", "int", "dict", "other")

#: attributes and methods that arrays have and numbers are not asked for
_OF_ARRAYS = frozenset(
    {
        *("T", "all", "any", "argmax", "argmin", "argsort", "astype", "clip", "copy", "cumprod", "cumsum", "diagonal"),
        *("dot", "dtype", "fill", "flatten", "max", "mean", "min", "ndim", "nonzero", "prod", "ravel", "repeat"),
        *("reshape", "round", "shape", "size", "sort", "squeeze", "std", "sum", "swapaxes", "take", "tolist", "trace"),
        *("transpose", "var"),
    }
)
_OF_MATRICES = frozenset({"T", "transpose", "trace", "diagonal"})
_WALKS = frozenset({"enumerate", "len", "reversed", "zip", "sorted"})


@dataclass(slots=True)
class Usage:
    """The kind of a parameter, and the keys it is asked for if it is a dict."""

    kind: Kind = "float"
    keys: list[str] = field(default_factory=list)

    def see(self, kind: Kind) -> None:
        self.kind = max(self.kind, kind, key=ORDER.index)


def usages(function: Any) -> dict[str, Usage]:
    """How each parameter of a function is used; one that is used as a number is a float."""
    found = {name: Usage() for name in parameters(function)}
    for node in gast.walk(function):
        for name, kind in _seen(node):
            if name in found:
                found[name].see(kind)
        match node:
            case gast.Subscript(value=gast.Name(id=name), slice=gast.Constant(value=str(key))) if name in found:
                found[name].keys.append(key)
    return found


def _seen(node: Any) -> Iterator[tuple[str, Kind]]:
    match node:
        case gast.Call(func=gast.Name(id="range"), args=args):
            yield from ((name, "int") for arg in args for name in _terms(arg))
        case gast.Call(func=gast.Name(id=name), args=args):
            yield name, "other"
            if name in _WALKS:
                yield from ((arg.id, "vector") for arg in args if isinstance(arg, gast.Name))
        case gast.Subscript(value=gast.Name(id=name), slice=index):
            yield name, _by_index(index)
            yield from ((term, "int") for term in _indices(index))
        case gast.Subscript(slice=index):
            yield from ((term, "int") for term in _indices(index))
        case gast.Attribute(value=gast.Name(id=name), attr=attr):
            yield name, "matrix" if attr in _OF_MATRICES else "vector" if attr in _OF_ARRAYS else "other"
        case gast.For(target=gast.Name(id=item), iter=gast.Name(id=name), body=body):
            yield name, "other" if item in _used_as_indices(body) else "vector"
        case gast.For(iter=gast.Name(id=name)) | gast.Starred(value=gast.Name(id=name)):
            yield name, "other"
        case gast.Assign(targets=[gast.Tuple()], value=gast.Name(id=name)):
            yield name, "other"
        case gast.Assign(targets=[gast.Tuple()], value=gast.Subscript(value=gast.Name(id=name))):
            yield name, "other"
        case gast.Compare(left=gast.Name(id=name), comparators=[gast.Constant(value=str())]):
            yield name, "other"
        case gast.BinOp(left=left, op=gast.MatMult(), right=right):
            yield from ((side.id, "vector") for side in (left, right) if isinstance(side, gast.Name))


def _by_index(index: Any) -> Kind:
    if isinstance(index, gast.Constant) and isinstance(index.value, str):
        return "dict"
    axes = len(index.elts) if isinstance(index, gast.Tuple) else 1
    return {1: "vector", 2: "matrix", 3: "cube"}.get(axes, "other")  # type: ignore[return-value]


def _used_as_indices(body: list[Any]) -> set[str]:
    nodes = (node for stmt in body for node in gast.walk(stmt) if isinstance(node, gast.Subscript))
    return {name for node in nodes for name in _indices(node.slice)}


def _indices(index: Any) -> Iterator[str]:
    """The names that an index or the ends of a slice are made of."""
    if isinstance(index, gast.Tuple):
        for part in index.elts:
            yield from _indices(part)
    elif isinstance(index, gast.Slice):
        for end in (index.lower, index.upper, index.step):
            if end is not None:
                yield from _terms(end)
    else:
        yield from _terms(index)


def _terms(node: Any) -> Iterator[str]:
    """The names in a sum or product of integers."""
    if isinstance(node, gast.Name):
        yield node.id
    elif isinstance(node, gast.BinOp):
        yield from (*_terms(node.left), *_terms(node.right))
    elif isinstance(node, gast.UnaryOp):
        yield from _terms(node.operand)
