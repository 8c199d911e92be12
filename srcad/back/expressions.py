"""Atoms and operations -> gast expressions."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import gast
import numpy as np

from srcad.back import tree
from srcad.back.code import Nested
from srcad.back.idioms import IDIOMS
from srcad.back.operators import BINARY, COMPARE, OUT_OF_PLACE, UNARY
from srcad.back.paths import steps_with_arguments
from srcad.back.spelling import alias, is_named, knows_numpy, spell, spelled
from srcad.back.tree import Node
from srcad.ir.core import (
    Apply,
    At,
    Atom,
    Bind,
    Entry,
    Format,
    Free,
    If,
    Index,
    Invoke,
    Lit,
    NewAxis,
    Op,
    Pack,
    Path,
    Slice,
    Step,
    Subscript,
    Tree,
    Var,
)
from srcad.ir.types import BOOL
from srcad.runtime.objects import instance, maker

CONTAINERS = {"tuple": tree.tuple_, "list": tree.list_}


class Expressions:
    """The expressions of one function, whose variables have their names."""

    def __init__(
        self, names: Mapping[Var, str], nested: Nested, modules: Mapping[str, Any], renamed: Mapping[str, str]
    ) -> None:
        self.names = names
        self.nested = nested
        self.modules = modules
        self.renamed = renamed

    def atom(self, atom: Atom) -> Node:
        if isinstance(atom, Lit):
            return self.literal(atom.value)
        inner = self.nested.get(atom)
        if inner is None:
            return tree.name(self.names[atom])
        return self.op(inner) if isinstance(inner, Op) else self.choice(inner)

    def literal(self, value: Any) -> Node:
        if isinstance(value, np.dtype):
            return self.call(f"{alias('np', self.modules)}.dtype", tree.plain(value.name))
        if is_named(value):
            return self.outside(spell(value, self.modules))
        if isinstance(value, tuple):
            return tree.tuple_(map(self.literal, value))
        if isinstance(value, float) and value in (math.inf, -math.inf) and knows_numpy(self.modules):
            infinity = self.outside(f"{alias('np', self.modules)}.inf")
            return infinity if value > 0.0 else tree.unary(gast.USub(), infinity)
        return tree.constant(value)

    def atoms(self, atoms: Sequence[Atom]) -> list[Node]:
        return [self.atom(atom) for atom in atoms]

    def outside(self, path: str) -> Node:
        """A dotted name from outside the function; where a parameter has the name, it is called otherwise."""
        root, dot, rest = path.partition(".")
        return tree.dotted(f"{self.renamed.get(root, root)}{dot}{rest}")

    def call(self, path: str, *args: Node) -> Node:
        return tree.call(self.outside(path), args)

    # --- operations

    def op(self, op: Op) -> Node:
        match op.prim:
            case Apply() as prim:
                return self.apply(prim, op.args)
            case Index(path=path):
                return self.path(self.atom(op.args[0]), path, op.args[1:])
            case Pack() as prim:
                return self.pack(prim, op.args)
            case Free(name=name):
                return tree.dotted(name)
            case Invoke(name=name):
                return tree.named_call(name, *self.atoms(op.args))
            case Bind():
                return self.atom(op.args[0])
            case Format() as prim:
                return self.format(prim, op.args)
            case prim:
                raise TypeError(f"not an expression: {prim}")

    def apply(self, prim: Apply, args: Sequence[Atom]) -> Node:
        values = self.atoms(args)
        count = len(values) - len(prim.kw)
        keywords = list(zip(prim.kw, values[count:], strict=True))
        if prim.style == "attr":
            return tree.attribute(values[0], prim.name)
        if prim.style == "value":
            return tree.call(values[0], values[1:count], keywords)
        if prim.style == "method":
            return tree.call(tree.attribute(values[0], prim.name), values[1:count], keywords)
        if prim.fn in IDIOMS:
            return IDIOMS[prim.fn](self.call, *values)
        if not prim.kw and not prim.name:
            sign = operation(prim, values)
            if sign is not None:
                return sign
        return tree.call(self.outside(spelled(prim, self.modules)), values[:count], keywords)

    def pack(self, prim: Pack, args: Sequence[Atom]) -> Node:
        return self.container(prim.kind, prim.keys, prim.cls, self.atoms(args))

    def format(self, prim: Format, args: Sequence[Atom]) -> Node:
        values = iter(zip(args, prim.specs, strict=True))
        return gast.JoinedStr([self.part(part, values) for part in prim.parts])

    def part(self, text: str | None, values: Iterator[tuple[Atom, tuple[int, str]]]) -> Node:
        if text is not None:
            return tree.plain(text)
        atom, (conversion, spec) = next(values)
        value = self.atom(atom)
        if isinstance(value, gast.Dict):  # its brace would be taken for one that stands in the text
            value = tree.named_call("dict", value)
        return gast.FormattedValue(value, conversion, gast.JoinedStr([tree.plain(spec)]) if spec else None)

    # --- choices

    def choice(self, stmt: If) -> Node:
        """``a and b``, ``a or b`` or ``a if c else b``."""
        (then,), (orelse,) = stmt.then.results, stmt.orelse.results
        if orelse == stmt.cond or (stmt.cond.type == BOOL and orelse == Lit(False)):
            return self.boolean(gast.And(), stmt.cond, then)
        if then == stmt.cond or (stmt.cond.type == BOOL and then == Lit(True)):
            return self.boolean(gast.Or(), stmt.cond, orelse)
        return tree.conditional(self.atom(stmt.cond), self.atom(then), self.atom(orelse))

    def boolean(self, op: Node, left: Atom, right: Atom) -> Node:
        first = self.atom(left)
        same = isinstance(first, gast.BoolOp) and isinstance(first.op, type(op))
        return tree.boolean(op, [*(first.values if same else [first]), self.atom(right)])

    # --- paths

    def path(self, base: Node, path: Path, args: Sequence[Atom]) -> Node:
        """``base[...].T[...]``"""
        for step, own in steps_with_arguments(path, args):
            base = self.step(base, step, own)
        return base

    def step(self, base: Node, step: Step, args: Sequence[Atom]) -> Node:
        if isinstance(step, Subscript):
            return tree.subscript(base, self.index(step, args))
        return tree.attribute(base, "T")

    def index(self, step: Subscript, args: Sequence[Atom]) -> Node:
        """What stands between the brackets."""
        rest = iter(args)
        entries = [self.entry(entry, rest) for entry in step.entries]
        return tree.tuple_(entries) if step.tuple else entries[0]

    def entry(self, entry: Entry, args: Iterator[Atom]) -> Node:
        match entry:
            case At():
                return self.atom(next(args))
            case Slice(start=start, stop=stop, step=step):
                return tree.slice_(*(self.atom(next(args)) if given else None for given in (start, stop, step)))
            case NewAxis():
                return tree.constant(None)
            case _:
                return tree.constant(...)

    # --- containers

    def rebuilt(self, shape: Tree, leaves: Iterator[Atom]) -> Node:
        """The value whose leaves these are."""
        if shape.kind == "leaf":
            return self.atom(next(leaves))
        if shape.kind == "static":
            return tree.constant(shape.keys[0])
        parts = [self.rebuilt(child, leaves) for child in shape.children]
        return self.container(shape.kind, shape.keys, shape.cls, parts)

    def container(self, kind: str, keys: Sequence[Any], cls: Any, values: list[Node]) -> Node:
        if kind == "set":
            return gast.Set(values) if values else self.call("set")
        if kind in CONTAINERS:
            return CONTAINERS[kind](values)
        if kind == "dict":
            return tree.dict_(map(tree.constant, keys), values)
        fields = list(zip(keys, values, strict=True))
        make = maker(cls, keys)
        if make is not None:
            return tree.call(self.outside(make.__name__), [], fields)
        return tree.call(self.outside(instance.__name__), [self.outside(cls.__name__)], fields)


def operation(prim: Apply, values: Sequence[Node]) -> Node | None:
    """The operator that a function of `operator` is."""
    fn = OUT_OF_PLACE.get(prim.fn, prim.fn)
    if fn in BINARY:
        return tree.binary(BINARY[fn](), *values)
    if fn is operator.not_:
        return tree.negation(*values)
    if fn in UNARY:
        return tree.unary(UNARY[fn](), *values)
    if fn in COMPARE:
        return tree.compare(COMPARE[fn](), *values)
    if fn is operator.contains:
        return tree.compare(gast.In(), values[1], values[0])
    if fn is operator.getitem:
        return tree.subscript(*values)
    return None
