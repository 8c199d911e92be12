"""The test that a call is of a given signature, as the text of one Python expression.

Exact types only: a subclass of ndarray may mean another thing by ``*``, and np.float64 divides by zero where float
raises.  Every fact that a text relies on is tested, cheapest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from srcad.analyse.other_arrays import class_named
from srcad.analyse.plain import CLASSES
from srcad.analyse.sparse import dtype_of_sparse, is_sparse
from srcad.api.arguments import COMPARED, Signature
from srcad.api.containers import LONG, REGISTERED
from srcad.ir.core import Parameter, Tree
from srcad.ir.types import Array, ListOf, Opaque, OtherArray, Scalar, Type

_PYTHON: dict[str, type] = {"f": float, "i": int, "b": bool, "c": complex}


@dataclass(slots=True)
class Guard:
    """Tests under construction.  `constants` are the objects they mention; every name they use begins with `prefix`."""

    prefix: str
    constants: dict[str, Any] = field(default_factory=dict)
    locals: int = 0

    def constant(self, hint: str, value: object) -> str:
        """A name for an object."""
        name = f"{self.prefix}{hint}"
        if self.constants.setdefault(name, value) is not value:
            name = f"{name}_{len(self.constants)}"
            self.constants[name] = value
        return name

    def signature(self, signature: Signature) -> str:
        """The test of all parameters."""
        types = iter(signature.types)
        tests = [test for param in signature.params for test in self._parameter(param, types)]
        return " and ".join(tests) or "True"

    def _parameter(self, param: Parameter, types: Iterator[Type]) -> Iterator[str]:
        if param.kind == "VAR_POSITIONAL":
            yield f"len({param.name}) == {len(param.tree.children)}"
            yield from self._items(param.name, param.tree, types)
        else:
            yield from self.tree(param.name, param.tree, types)

    def tree(self, expr: str, tree: Tree, types: Iterator[Type]) -> Iterator[str]:
        """The tests that `expr` has the structure of `tree` with leaves of these types."""
        match tree.kind:
            case "leaf":
                yield from self.leaf(expr, next(types))
            case "static":
                yield self._static(expr, tree.keys[0])
            case "dict":
                yield from self._dict(expr, tree, types)
            case "object":
                name, first = self._bound(expr)
                yield f"{first}.__class__ is {self.constant(tree.cls.__name__, tree.cls)}"
                if tree.cls.__dictoffset__ and not issubclass(tree.cls, tuple) and tree.cls not in REGISTERED:
                    yield f"{name}.__dict__.keys() == {self.constant('keys', frozenset(tree.keys))}"
                for key, child in zip(tree.keys, tree.children, strict=True):
                    yield from self.tree(f"{name}.{key}", child, types)
            case kind:
                name, first = self._bound(expr)
                yield f"{first}.__class__ is {self.constant(kind, {'tuple': tuple, 'list': list}[kind])}"
                yield f"len({name}) == {len(tree.children)}"
                yield from self._items(name, tree, types)

    def _items(self, name: str, tree: Tree, types: Iterator[Type]) -> Iterator[str]:
        for item, child in enumerate(tree.children):
            yield from self.tree(f"{name}[{item}]", child, types)

    def _dict(self, expr: str, tree: Tree, types: Iterator[Type]) -> Iterator[str]:
        name, first = self._bound(expr)
        yield f"{first}.__class__ is {self.constant('dict', dict)}"
        yield f"len({name}) == {len(tree.keys)}"
        for key, child in zip(tree.keys, tree.children, strict=True):
            yield f"{key!r} in {name}"
            yield from self.tree(f"{name}[{key!r}]", child, types)

    def _local(self) -> str:
        self.locals += 1
        return f"{self.prefix}{self.locals}"

    def leaf(self, expr: str, type_: Type) -> Iterator[str]:
        """The tests that a value is of a type."""
        match type_:
            case Scalar(kind=kind, dtype=dtype):
                cls = _PYTHON[kind] if dtype is None else np.dtype(dtype).type
                yield f"{expr}.__class__ is {self.constant(cls.__name__, cls)}"
            case Array():
                yield from self._array(expr, type_)
            case ListOf(item=item, mutable=mutable):
                cls = list if mutable else tuple
                name, first = self._bound(expr)
                yield f"{first}.__class__ is {self.constant(cls.__name__, cls)}"
                yield f"len({name}) > {LONG}"
                yield self._all(name, item)
            case Opaque(what=what):
                yield f"{expr}.__class__ is {self.constant(CLASSES[what].__name__, CLASSES[what])}"
                if is_sparse(type_):
                    yield f"{expr}.dtype.name == {dtype_of_sparse(type_)!r} and {expr}.ndim == 2"
            case _:
                raise AssertionError(f"no argument has the type {type_}")

    def _bound(self, expr: str) -> tuple[str, str]:
        """A name for what an expression gives, and the expression with which it is first bound."""
        if expr.isidentifier():
            return expr, expr
        name = self._local()
        return name, f"({name} := {expr})"

    def _array(self, expr: str, type_: Array) -> Iterator[str]:
        name, first = self._bound(expr)
        cls = class_named(type_.cls) if isinstance(type_, OtherArray) else np.ndarray
        dtype = self.constant(type_.dtype, np.dtype(type_.dtype))
        yield f"{first}.__class__ is {self.constant(cls.__name__, cls)}"
        yield f"{name}.dtype {'is' if cls is np.ndarray else '=='} {dtype}"
        yield f"{name}.ndim == {type_.ndim}"
        if 1 not in type_.dims:
            yield from ([f"1 not in {name}.shape"] if type_.ndim else [])
            return
        for axis, dim in enumerate(type_.dims):
            yield f"{name}.shape[{axis}] {'==' if dim == 1 else '!='} 1"

    def _all(self, name: str, item: Type) -> str:
        """The test that every item of a long list is of one type (and, for arrays, of one shape)."""
        if isinstance(item, Scalar):
            cls = _PYTHON[item.kind] if item.dtype is None else np.dtype(item.dtype).type
            return f"{{*map({self.constant('type', type)}, {name})}} == {self.constant(f'only_{cls.__name__}', {cls})}"
        var = self._local()
        tests = " and ".join([*self.leaf(var, item), f"{var}.shape == {name}[0].shape"])
        return f"{self.constant('all', all)}({tests} for {var} in {name})"

    def _static(self, expr: str, value: object) -> str:
        if value is None or value is True or value is False:
            return f"{expr} is {value}"
        if isinstance(value, COMPARED):
            name, first = self._bound(expr)
            cls = self.constant(type(value).__name__, type(value))
            return f"{first}.__class__ is {cls} and {name} == {self.constant('value', value)}"
        return f"{expr} is {self.constant('object', value)}"
