"""The printed form of a program: one line per operation, the same text in every process.

Variables are numbered per name in the order of their definition, and each definition shows its type:

>>> from srcad.ir.core import Apply, Block, Function, Lit, Op, Parameter, Var
>>> from srcad.ir.types import FLOAT
>>> import operator
>>> x, y = Var("x", FLOAT), Var("y", FLOAT)
>>> body = Block((x,), (Op((y,), Apply(operator.mul), (Lit(2.0), x)),), (y,))
>>> print(show(Function("f", (Parameter("x"),), body)))
f(x.0: float):
    y.0: float = 2.0 * x.0
    return y.0
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any

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
    Prim,
    Program,
    Raise,
    Rest,
    Slice,
    Statement,
    Step,
    Subscript,
    Transposed,
    Try,
    Update,
    Var,
    While,
    With,
)

BINARY: dict[Callable[..., Any], str] = {
    operator.add: "+",
    operator.sub: "-",
    operator.mul: "*",
    operator.truediv: "/",
    operator.floordiv: "//",
    operator.mod: "%",
    operator.pow: "**",
    operator.matmul: "@",
    operator.lt: "<",
    operator.le: "<=",
    operator.gt: ">",
    operator.ge: ">=",
    operator.eq: "==",
    operator.ne: "!=",
    operator.and_: "&",
    operator.or_: "|",
    operator.xor: "^",
    operator.lshift: "<<",
    operator.rshift: ">>",
    operator.is_: "is",
    operator.is_not: "is not",
}
UNARY: dict[Callable[..., Any], str] = {
    operator.neg: "-",
    operator.pos: "+",
    operator.invert: "~",
    operator.not_: "not ",
}
INDENT = "    "


def show(program: Program | Function | Block) -> str:
    """The text of a program, function or block."""
    match program:
        case Program(entry=entry, others=others):
            return "\n\n".join(show(fn) for fn in (entry, *others))
        case Function():
            return "\n".join(_Printer().function(program))
        case Block():
            return "\n".join(_Printer().block(program, "return"))


class _Printer:
    """Numbers variables as it meets them."""

    def __init__(self) -> None:
        self.names: dict[Var, str] = {}
        self.counts: dict[str, int] = {}

    def function(self, fn: Function) -> Iterator[str]:
        yield f"{fn.name}({self.defs(fn.block.params)}):"
        yield from _indented(self.block(fn.block, "return"))

    def block(self, block: Block, end: str) -> Iterator[str]:
        for stmt in block.body:
            yield from self.statement(stmt)
        yield f"{end} {self.atoms(block.results)}".rstrip()

    def statement(self, stmt: Statement) -> Iterator[str]:
        match stmt:
            case Op():
                text = self.prim(stmt.prim, stmt.args)
                yield f"{self.defs(stmt.outs)} = {text}" if stmt.outs else text
            case If():
                yield from self.branch(stmt)
            case For():
                yield from self.loop(stmt)
            case While():
                yield from self.while_loop(stmt)
            case Try():
                yield from self.attempt(stmt)
            case With():
                yield from self.enclosed(stmt)

    def branch(self, stmt: If) -> Iterator[str]:
        head = f"if {self.atom(stmt.cond)}:{_keys(stmt.key, stmt.twin)}"
        then = list(_indented(self.block(stmt.then, "yield")))
        orelse = list(_indented(self.block(stmt.orelse, "yield")))
        yield from (self.bound(stmt.outs, head), *then, "else:", *orelse)

    def attempt(self, stmt: Try) -> Iterator[str]:
        """The clauses, numbered from 0, stand at the head of the handler."""
        body = list(_indented(self.block(stmt.body, "yield")))
        params = f"else {self.defs(stmt.orelse.params)}".rstrip() + ":"
        orelse = list(_indented(self.block(stmt.orelse, "yield")))
        caught = " | ".join(", ".join(clause.names) or "anything" for clause in stmt.clauses)
        handler = f"except {caught} as {self.defs(stmt.handler.params)}:"
        rescue = list(_indented(self.block(stmt.handler, "yield")))
        yield self.bound(stmt.outs, f"try:{_keys(stmt.key, 0)}")
        yield from (*body, params, *orelse, handler, *rescue)

    def enclosed(self, stmt: With) -> Iterator[str]:
        made = self.prim(stmt.enter, stmt.args) if stmt.enter else self.atoms(stmt.args)
        head = f"with {made} as {self.defs(stmt.body.params)}:" if stmt.is_managed else "try:"
        body = list(_indented(self.block(stmt.body, "yield")))
        final = list(_indented(self.block(stmt.final, "yield")))
        yield self.bound(stmt.outs, f"{head}{_keys(stmt.key, stmt.twin)}")
        yield from (*body, *(() if stmt.is_managed else ("finally:", *final)))

    def loop(self, stmt: For) -> Iterator[str]:
        items = ", ".join(map(self.iteration, stmt.items, stmt.iters))
        head = f"for {items}{self.carried(stmt.carried, stmt.inits)}:{_keys(stmt.key, stmt.twin)}"
        body = list(_indented(self.body(stmt)))
        yield from (self.bound(stmt.outs, head), *body)

    def while_loop(self, stmt: While) -> Iterator[str]:
        head = f"while{self.carried(stmt.test.params, stmt.inits)}:{_keys(stmt.key, 0)}"
        test = list(_indented(self.block(stmt.test, "test")))
        params = f"do {self.defs(stmt.body.params)}".rstrip() + ":"
        body = list(_indented(self.body(stmt)))
        yield from (self.bound(stmt.outs, head), *test, params, *body)

    def body(self, stmt: For | While) -> Iterator[str]:
        for inner in stmt.body.body:
            yield from self.statement(inner)
        yield f"yield {self.atoms(stmt.yields)}".rstrip()
        if stmt.collects:
            yield f"collect {self.atoms(stmt.collects)}"
        if stmt.until:
            yield f"until {self.atom(stmt.body.results[0])}"

    def bound(self, outs: tuple[Var, ...], head: str) -> str:
        return f"{self.defs(outs)} = {head}" if outs else head

    def iteration(self, item: Var, walk: Iter) -> str:
        source = self.atom(walk.source)
        source = f"count({source})" if walk.count else source
        return f"{self.defs((item,))} in {f'reversed({source})' if walk.reverse else source}"

    def carried(self, params: tuple[Var, ...], inits: tuple[Atom, ...]) -> str:
        if not params:
            return ""
        starts = map(self.start, params, inits)
        return f" with {', '.join(starts)}"

    def start(self, param: Var, init: Atom) -> str:
        return f"{self.defs((param,))} = {self.atom(init)}"

    def prim(self, prim: Prim, args: tuple[Atom, ...]) -> str:
        texts = [self.atom(arg) for arg in args]
        match prim:
            case Apply():
                return _apply(prim, texts)
            case Index(path=path):
                return texts[0] + _path(path, texts[1:])
            case Update(kind=kind, path=path):
                sign = "=" if kind == "set" else "+="
                return f"{texts[0]} but {_path(path, texts[2:]) or 'all'} {sign} {texts[1]}"
            case Pack():
                return _pack(prim, texts)
            case Free(name=name):
                return f"free {name}"
            case Invoke(name=name):
                return f"invoke {name}({', '.join(texts)})"
            case Bind():
                return texts[0]
            case Format(parts=parts):
                rest = iter(texts)
                return "f" + repr("".join(f"{{{next(rest)}}}" if part is None else part for part in parts))
            case Assert():
                return f"assert {', '.join(texts)}"
            case Raise():
                return _raise(prim, texts)

    def defs(self, variables: Iterable[Var]) -> str:
        return ", ".join(f"{self.name(var)}: {var.type}" for var in variables)

    def atoms(self, atoms: Iterable[Atom]) -> str:
        return ", ".join(map(self.atom, atoms))

    def atom(self, atom: Atom) -> str:
        return self.name(atom) if isinstance(atom, Var) else repr(atom.value)

    def name(self, var: Var) -> str:
        if var not in self.names:
            number = self.counts.get(var.name, 0)
            self.counts[var.name] = number + 1
            self.names[var] = f"{var.name}.{number}"
        return self.names[var]


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (INDENT + line for line in lines)


def _keys(key: int, twin: int) -> str:
    texts = [f"#{key}"] * bool(key) + [f"twin #{twin}"] * bool(twin)
    return "".join(f"  {text}" for text in texts)


def _apply(prim: Apply, texts: list[str]) -> str:
    if len(texts) == 2 and prim.fn in BINARY and not prim.kw:
        return f"{texts[0]} {BINARY[prim.fn]} {texts[1]}"
    if len(texts) == 1 and prim.fn in UNARY and not prim.kw:
        return UNARY[prim.fn] + texts[0]
    count = len(texts) - len(prim.kw)
    named = [f"{key}={text}" for key, text in zip(prim.kw, texts[count:], strict=True)]
    name = ("!" if prim.effect else "") + (prim.name or _dotted(prim.fn))
    return f"{name}({', '.join(texts[:count] + named)})"


def _dotted(fn: Callable[..., Any]) -> str:
    module = getattr(fn, "__module__", None) or type(fn).__module__
    name = getattr(fn, "__name__", type(fn).__name__)
    return name if module == "builtins" else f"{module}.{name}"


def _raise(prim: Raise, texts: list[str]) -> str:
    behind = f" from {texts.pop()}" if prim.cause else ""
    called = f"{prim.name}({', '.join(texts)})"
    return f"raise {texts[0] if prim.again else prim.name if prim.bare else called}{behind}"


def _path(path: Path, texts: list[str]) -> str:
    rest = iter(texts)
    return "".join(_step(step, rest) for step in path)


def _step(step: Step, texts: Iterator[str]) -> str:
    match step:
        case Transposed():
            return ".T"
        case Subscript(entries=entries, tuple=is_tuple):
            inner = ", ".join(_entry(entry, texts) for entry in entries)
            comma = "," if is_tuple and len(entries) == 1 else ""
            return f"[{inner}{comma}]" if entries else "[()]"


def _entry(entry: Entry, texts: Iterator[str]) -> str:
    match entry:
        case At():
            return next(texts)
        case NewAxis():
            return "None"
        case Rest():
            return "..."
        case Slice(start=start, stop=stop, step=step):
            bounds = f"{next(texts) if start else ''}:{next(texts) if stop else ''}"
            return f"{bounds}:{next(texts)}" if step else bounds


def _pack(prim: Pack, texts: list[str]) -> str:
    inner = ", ".join(texts)
    match prim.kind:
        case "tuple":
            return f"({inner}{',' if len(texts) == 1 else ''})"
        case "list":
            return f"[{inner}]"
        case "dict":
            return f"{{{', '.join(f'{key!r}: {text}' for key, text in zip(prim.keys, texts, strict=True))}}}"
        case _:
            fields = ", ".join(f"{key}={text}" for key, text in zip(prim.keys, texts, strict=True))
            return f"{prim.cls.__name__}({fields})"
