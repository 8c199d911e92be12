"""The reference evaluator: what a program means, said as plainly as possible.

Values are never changed: an `Update` copies its base.  Slow, and the oracle of every pass: a pass is
right when the program evaluates to the same before and after.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from srcad.ir.core import (
    Apply,
    Assert,
    At,
    Atom,
    Bind,
    Block,
    Entry,
    For,
    Format,
    Free,
    Function,
    If,
    Index,
    Invoke,
    Iter,
    NewAxis,
    Op,
    Pack,
    Path,
    Program,
    Raise,
    Slice,
    Statement,
    Step,
    Subscript,
    Try,
    Undefined,
    Update,
    Var,
    While,
    With,
)
from srcad.ir.types import Opaque
from srcad.runtime.objects import rebuilt

Env = dict[Var, Any]

_CONVERSIONS: dict[int, Callable[[Any], Any]] = {-1: lambda value: value, 97: ascii, 114: repr, 115: str}


def evaluate(program: Program | Function, args: Iterable[Any], free: Mapping[str, Any] = {}) -> list[Any]:
    """The results of the entry function for these leaves; `free` holds what its free names mean."""
    if isinstance(program, Function):
        program = Program(program)
    return _Evaluator(program, free).function(program.entry, list(args))


class _Evaluator:
    def __init__(self, program: Program, free: Mapping[str, Any]) -> None:
        self.functions = {fn.name: fn for fn in (program.entry, *program.others)}
        modules = {name: value for fn in self.functions.values() for name, value in fn.modules.items()}
        self.free = {**modules, **free}

    def function(self, fn: Function, args: list[Any]) -> list[Any]:
        return self.block(fn.block, {}, args)

    def block(self, block: Block, env: Env, args: Iterable[Any]) -> list[Any]:
        env.update(zip(block.params, args, strict=True))
        for stmt in block.body:
            env.update(zip(stmt.outs, self.statement(stmt, env), strict=True))
        return [value_of(atom, env) for atom in block.results]

    def statement(self, stmt: Statement, env: Env) -> list[Any]:
        match stmt:
            case Op():
                args = [
                    value_of(atom, env) if _keeps(stmt) else _bound(value_of(atom, env), atom) for atom in stmt.args
                ]
                return self.op(stmt, args)
            case If():
                return self.block(stmt.then if value_of(stmt.cond, env) else stmt.orelse, env, ())
            case For():
                return self.loop(stmt, env)
            case While():
                return self.while_loop(stmt, env)
            case Try():
                return self.attempt(stmt, env)
            case With():
                return self.enclosed(stmt, env)

    def attempt(self, stmt: Try, env: Env) -> list[Any]:
        try:
            handed = self.block(stmt.body, env, ())
        except BaseException as error:
            found = next((k for k, clause in enumerate(stmt.clauses) if isinstance(error, clause.classes)), None)
            if found is None:
                raise
            return self.block(stmt.handler, env, (found, error))
        return self.block(stmt.orelse, env, handed)

    def enclosed(self, stmt: With, env: Env) -> list[Any]:
        args = [value_of(atom, env) for atom in stmt.args]
        manager = self.op(Op((), stmt.enter, stmt.args), args)[0] if stmt.enter else args[0] if args else None
        try:
            if manager is None:
                results = self.block(stmt.body, env, ())
            else:
                with manager as entered:
                    results = self.block(stmt.body, env, (entered,))
        finally:
            last = self.block(stmt.final, env, ())
        return [*results, *last]

    def loop(self, stmt: For, env: Env) -> list[Any]:
        sources = [value_of(walk.source, env) for walk in stmt.iters]
        if stmt.even and len({len(s) for s, walk in zip(sources, stmt.iters, strict=True) if not walk.count}) > 1:
            raise ValueError(f"the walks of loop {stmt.key} do not end together")
        walks = [_walk(walk, source) for walk, source in zip(stmt.iters, sources, strict=True)]
        carried = [value_of(init, env) for init in stmt.inits]
        lists: list[list[Any]] = [[] for _ in stmt.collects]
        for items in zip(*walks, strict=False):
            stop, carried = self.round(stmt, env, [*items, *carried], lists)
            if stop:
                break
        return [*carried, *lists]

    def while_loop(self, stmt: While, env: Env) -> list[Any]:
        carried = [value_of(init, env) for init in stmt.inits]
        lists: list[list[Any]] = [[] for _ in stmt.collects]
        while self.block(stmt.test, env, carried)[0]:
            stop, carried = self.round(stmt, env, carried, lists)
            if stop:
                break
        return [*carried, *lists]

    def round(self, stmt: For | While, env: Env, args: list[Any], lists: list[list[Any]]) -> tuple[bool, list[Any]]:
        """One iteration: whether it is the last, and the carried values after it."""
        results = self.block(stmt.body, env, args)
        stop = bool(results.pop(0)) if stmt.until else False
        for entries, entry in zip(lists, results[len(stmt.inits) :], strict=True):
            entries.append(entry)
        return stop, results[: len(stmt.inits)]

    def op(self, op: Op, args: list[Any]) -> list[Any]:
        match op.prim:
            case Apply(fn=fn, kw=kw):
                count = len(args) - len(kw)
                return [fn(*args[:count], **dict(zip(kw, args[count:], strict=True)))]
            case Index(path=path):
                return [read(args[0], list(_keys(path, args[1:])))]
            case Update(kind=kind, path=path):
                return [store(args[0], list(_keys(path, args[2:])), args[1], kind)]
            case Pack():
                return [_packed(op.prim, args)]
            case Free(name=name):
                return [self.name(name)]
            case Invoke(name=name):
                return self.function(self.functions[name], args)
            case Bind():
                return args
            case Format(parts=parts, specs=specs):
                return [_formatted(parts, specs, args)]
            case Assert():
                if not args[0]:
                    raise AssertionError(*args[1:])
                return []
            case Raise():
                raise _raised(op.prim, args)

    def name(self, dotted: str) -> Any:
        if dotted in self.free:
            return self.free[dotted]
        first, *attributes = dotted.split(".")
        value = self.free[first]
        for attribute in attributes:
            value = getattr(value, attribute)
        return value


def value_of(atom: Atom, env: Env) -> Any:
    return env[atom] if isinstance(atom, Var) else atom.value


def _keeps(op: Op) -> bool:
    """Whether an operation only puts values away: what a path left undefined is put away as it is."""
    return isinstance(op.prim, Pack) and isinstance(op.out.type, Opaque)


def _bound(value: Any, atom: Atom) -> Any:
    if isinstance(value, Undefined):
        raise UnboundLocalError(f"{atom!r} is not bound on this path")
    return value


def _walk(walk: Iter, source: Any) -> Iterator[Any]:
    if walk.count:
        return itertools.count(source)
    return reversed(source) if walk.reverse else iter(source)


def _raised(prim: Raise, args: list[Any]) -> BaseException:
    cause = args.pop() if prim.cause else None
    error: BaseException = args[0] if prim.again else prim.cls(*args)
    if prim.cause:
        error.__cause__ = cause
    return error


def _formatted(parts: tuple[str | None, ...], specs: tuple[tuple[int, str], ...], args: list[Any]) -> str:
    texts = iter(format(_CONVERSIONS[code](arg), spec) for (code, spec), arg in zip(specs, args, strict=True))
    return "".join(next(texts) if part is None else part for part in parts)


def _packed(prim: Pack, args: list[Any]) -> Any:
    match prim.kind:
        case "tuple":
            return tuple(args)
        case "list":
            return args
        case "set":
            return set(args)
        case "dict":
            return dict(zip(prim.keys, args, strict=True))
        case _:
            return rebuilt(prim.cls, dict(zip(prim.keys, args, strict=True)))


# --- paths --------------------------------------------------------------------------------------------------

#: what one step of a path means: the key inside the brackets, or None for ``.T``
Key = tuple[Any] | None


def _keys(path: Path, args: list[Any]) -> Iterator[Key]:
    rest = iter(args)
    return (_key(step, rest) for step in path)


def _key(step: Step, args: Iterator[Any]) -> Key:
    if not isinstance(step, Subscript):
        return None
    entries = tuple(_entry(entry, args) for entry in step.entries)
    return (entries if step.tuple else entries[0],)


def _entry(entry: Entry, args: Iterator[Any]) -> Any:
    match entry:
        case At():
            return next(args)
        case Slice(start=start, stop=stop, step=step):
            return slice(*(next(args) if given else None for given in (start, stop, step)))
        case NewAxis():
            return None
        case _:
            return ...


def read(base: Any, keys: list[Key]) -> Any:
    for key in keys:
        base = base.T if key is None else base[key[0]]
    return base


def store(base: Any, keys: list[Key], value: Any, kind: str) -> Any:
    """`base` with the value stored (``'set'``) or added (``'add'``) at the place that the keys name."""
    if not keys:
        return _whole(base, value, kind)
    key, *rest = keys
    if key is None:
        return store(base.T, rest, value, kind).T
    if isinstance(base, np.ndarray) and not rest:
        return _store_items(base.copy(), key[0], value, kind)
    new = base.copy() if isinstance(base, np.ndarray | dict) else list(base)
    # a dict may not have the key yet
    new[key[0]] = store(base[key[0]], rest, value, kind) if rest or kind == "add" else value
    return tuple(new) if isinstance(base, tuple) else new


def _store_items(new: np.ndarray[Any, Any], key: Any, value: Any, kind: str) -> Any:
    if kind == "set":
        new[key] = value
    elif _may_repeat(key):
        np.add.at(new, key, value)
    else:
        new[key] = new[key] + value
    return new


def _whole(base: Any, value: Any, kind: str) -> Any:
    if isinstance(base, np.ndarray):
        new = base.copy()
        new[...] = value if kind == "set" else new + value
        return new
    return value if kind == "set" else base + value


def _may_repeat(key: Any) -> bool:
    entries = key if isinstance(key, tuple) else (key,)
    return any(isinstance(entry, np.ndarray | list) for entry in entries)
