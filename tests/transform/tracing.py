"""Build IR by running Python on stand-ins for numbers and arrays.

Only what has no control flow can be built so: rule bodies, and the straight parts of hand-built programs.
Names of modules are replaced, so that ``math.cos`` of a stand-in writes a call of `math.cos`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from srcad.analyse.builder import Builder
from srcad.ir.core import (
    Apply,
    At,
    Atom,
    Entry,
    Index,
    Lit,
    NewAxis,
    Pack,
    Path,
    Rest,
    Slice,
    Subscript,
    Transposed,
    Update,
    Var,
)
from srcad.ir.types import Array

BINARY = ("add", "sub", "mul", "truediv", "pow", "matmul", "floordiv", "mod", "lt", "le", "gt", "ge", "eq", "ne")
BINARY += ("and_", "or_", "xor")


class Stand:
    """A stand-in for a variable of the program under construction."""

    def __init__(self, builder: Builder, var: Var) -> None:
        self.builder = builder
        self.var = var

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        raise TypeError("a stand-in has no truth value")

    def __neg__(self) -> Stand:
        return self.call(operator.neg, self)

    def __invert__(self) -> Stand:
        return self.call(operator.invert, self)

    def __abs__(self) -> Stand:
        return self.call(abs, self)

    def call(self, fn: Callable[..., Any], *args: Any, **kw: Any) -> Stand:
        return call(self.builder, fn, args, kw)

    def __getitem__(self, key: Any) -> Stand:
        path, indices = path_of(key)
        return Stand(self.builder, self.builder.emit(Index(path), self.var, *map(self.atom, indices)))

    def atom(self, value: Any) -> Atom:
        return atom_of(self.builder, value)

    def stored(self, key: Any, value: Any, kind: str = "set") -> Stand:
        """A new version, with `value` stored at `key` (everywhere, if that is None)."""
        path, indices = path_of(key) if key is not None else ((), [])
        args = (self.var, self.atom(value), *map(self.atom, indices))
        return Stand(self.builder, self.builder.emit(Update(kind, path), *args))

    @property
    def type(self) -> Any:
        return self.var.type

    @property
    def ndim(self) -> int:
        return self.type.ndim if isinstance(self.type, Array) else 0

    @property
    def shape(self) -> Stand:
        return self.call(np.shape, self)

    @property
    def size(self) -> Stand:
        return self.call(np.size, self)

    @property
    def dtype(self) -> Any:
        return np.dtype(self.type.dtype)

    @property
    def T(self) -> Stand:
        return Stand(self.builder, self.builder.emit(Index((Transposed(),)), self.var))

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kw: self.call(getattr(np, name), self, *args, **kw)

    def __array_ufunc__(self, ufunc: Any, method: str, *args: Any, **kw: Any) -> Any:
        assert method == "__call__"
        return call(self.builder, ufunc, args, kw)

    def __array_function__(self, fn: Any, types: Any, args: Any, kw: Any) -> Any:
        if fn is np.ndim:
            return args[0].ndim
        return call(self.builder, fn, args, kw)


def _operator(name: str) -> None:
    fn = getattr(operator, name)
    plain = name.rstrip("_")
    setattr(Stand, f"__{plain}__", lambda self, other: self.call(fn, self, other))
    setattr(Stand, f"__r{plain}__", lambda self, other: self.call(fn, other, self))


for _name in BINARY:
    _operator(_name)


def call(builder: Builder, fn: Callable[..., Any], args: Sequence[Any], kw: Mapping[str, Any]) -> Stand:
    atoms = [atom_of(builder, value) for value in (*args, *kw.values())]
    return Stand(builder, builder.emit(Apply(fn, tuple(kw)), *atoms))


def atom_of(builder: Builder, value: Any) -> Atom:
    if isinstance(value, Stand):
        return value.var
    if isinstance(value, Var | Lit):
        return value
    if isinstance(value, tuple | list) and any(isinstance(item, Stand) for item in value):
        return builder.emit(Pack("tuple"), *(atom_of(builder, item) for item in value))
    return Lit(value)


def path_of(key: Any) -> tuple[Path, list[Any]]:
    keys = key if isinstance(key, tuple) else (key,)
    indices: list[Any] = []
    entries: list[Entry] = []
    for part in keys:
        if isinstance(part, slice):
            bounds = (part.start, part.stop, part.step)
            entries.append(Slice(*(bound is not None for bound in bounds)))
            indices += [bound for bound in bounds if bound is not None]
        elif part is None:
            entries.append(NewAxis())
        elif part is Ellipsis:
            entries.append(Rest())
        else:
            entries.append(At())
            indices.append(part)
    return (Subscript(tuple(entries), isinstance(key, tuple)),), indices


# --- rule bodies --------------------------------------------------------------------------------------------


class _Module:
    """A module whose functions write calls when given stand-ins."""

    def __init__(self, builder: Builder, module: ModuleType) -> None:
        self._builder = builder
        self._module = module

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._module, name)
        if not callable(found) or isinstance(found, type):
            return found
        return _writing(self._builder, found)


def _writing(builder: Builder, fn: Callable[..., Any]) -> Callable[..., Any]:
    def write(*args: Any, **kw: Any) -> Any:
        if fn is np.ndim:
            return getattr(args[0], "ndim", 0)
        if fn is np.shape and isinstance(args[0], Stand) and not isinstance(args[0].type, Array):
            return ()
        flat = [item for arg in (*args, *kw.values()) for item in (arg if isinstance(arg, tuple | list) else (arg,))]
        return call(builder, fn, args, kw) if any(isinstance(arg, Stand) for arg in flat) else fn(*args, **kw)

    return write


def inline(builder: Builder, body: Callable[..., Any], args: Sequence[Atom], kw: Mapping[str, Atom]) -> Atom:
    """Write the operations of a rule body: a stand-in for the lifter."""
    given = [_stand(builder, arg) for arg in args]
    named = {name: _stand(builder, arg) for name, arg in kw.items()}
    return atom_of(builder, _with_writers(builder, body)(*given, **named))


def _stand(builder: Builder, atom: Atom) -> Any:
    return Stand(builder, atom) if isinstance(atom, Var) else atom.value


def _with_writers(builder: Builder, body: Callable[..., Any]) -> Callable[..., Any]:
    assert isinstance(body, FunctionType)
    names = {name: body.__globals__[name] for name in _names(body.__code__) if name in body.__globals__}
    replaced = {name: _writer(builder, value) for name, value in names.items()}
    fn = FunctionType(
        body.__code__, {**body.__globals__, **replaced}, body.__name__, body.__defaults__, body.__closure__
    )
    fn.__kwdefaults__ = body.__kwdefaults__
    return fn


def _names(code: CodeType) -> set[str]:
    inner = (const for const in code.co_consts if isinstance(const, CodeType))
    return set(code.co_names).union(*map(_names, inner))


def _writer(builder: Builder, value: Any) -> Any:
    if isinstance(value, ModuleType):
        return _Module(builder, value)
    if isinstance(value, FunctionType):
        if value.__module__.startswith("srcad.runtime"):
            return _writing(builder, value)
        return lambda *args, **kw: _with_writers(builder, value)(*args, **kw)
    return value
