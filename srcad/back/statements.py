"""Code -> gast statements."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from typing import Any

import gast

from srcad import runtime
from srcad.analyse.plain import StoreAttribute, StoreItem
from srcad.back import tree
from srcad.back.augment import augmented
from srcad.back.code import (
    Attempt,
    Begin,
    Break,
    Choose,
    Code,
    Do,
    Leave,
    Line,
    Move,
    Pop,
    Repeat,
    Rescue,
    Return,
    Target,
    Walk,
    Within,
    is_second_name,
    leaves,
)
from srcad.back.expressions import Expressions
from srcad.back.idioms import is_changed, walked_dict
from srcad.back.operators import BINARY, OUT_OF_PLACE
from srcad.back.paths import needs_add_at, steps_with_arguments
from srcad.back.sharing import LIST_CHANGES
from srcad.back.shown import shown
from srcad.back.spelling import alias, roots, underlined
from srcad.back.tree import Node
from srcad.ir.core import (
    Apply,
    Assert,
    Atom,
    Function,
    Iter,
    Lit,
    Op,
    Raise,
    Slice,
    Stmt,
    Transposed,
    Tree,
    Undefined,
    Update,
    Var,
    Where,
)
from srcad.ir.outside import mentioned
from srcad.ir.types import Scalar, kind_of

#: the call that stands for a comment until the text is made; no user's function is called so
COMMENT = "__comment__"


class Statements:
    """The statements of one function, and which statement of the user's each belongs to."""

    def __init__(self, function: Function, expressions: Expressions) -> None:
        self.expr = expressions
        self.names = expressions.names
        self.nested = expressions.nested
        self.modules = function.modules
        self.result: Tree = function.result
        #: the target of a loop that nothing reads
        taken = {*self.names.values(), *(param.name for param in function.params)}
        self.unused = underlined("_", {*taken, *roots(function), *mentioned(function.block)})
        self.shown = shown(function, expressions.names)
        self.comments: list[Stmt] = []
        self.origin: list[tuple[Node, Stmt]] = []
        self.group: Stmt | None = None

    # --- blocks

    def block(self, code: Code) -> list[Node]:
        """The statements of a block; the group of the statement around it goes on."""
        outer = self.group
        nodes = [node for line in code for node in self.line(line)]
        self.group = outer
        return nodes

    def line(self, line: Line) -> Iterator[Node]:
        match line:
            case Do(op=op):
                yield from self.do(op, self.operation(op))
            case Pop(read=read, drop=drop):
                yield from self.do(read, iter([self.pop(read, drop)]))
            case Move(pairs=pairs, where=where):
                nodes = list(self.move(pairs))
                yield from self.comment(where) if nodes else ()
                yield from nodes
            case Choose():
                yield from self.choose(line)
            case Attempt():
                yield from self.loop(lambda: [self.attempt(line)])
            case Within():
                yield from self.loop(lambda: [self.within(line)])
            case Walk():
                yield from self.loop(lambda: [self.walk(line)])
            case Repeat():
                yield from self.loop(lambda: [self.repeat(line)])
            case Begin(tape=tape):
                yield tree.assign(tree.name(self.names[tape]), tree.list_(()))
            case Leave(cond=cond):
                yield tree.if_(self.expr.atom(cond), [tree.break_()], [])
            case Break():
                yield tree.break_()
            case Return(results=results):
                yield tree.return_(self.expr.rebuilt(self.result, iter(results)))

    def loop(self, make: Any) -> list[Node]:
        """A compound statement: what follows it is a new group."""
        nodes: list[Node] = make()
        self.group = None
        return nodes

    # --- operations

    def do(self, op: Op, made: Iterator[Node]) -> list[Node]:
        nodes = list(made)
        comment = list(self.comment(op.where))
        if op.where.stmt is not None:
            self.origin += [(node, op.where.stmt) for node in nodes]
        return [*comment, *nodes]

    def comment(self, where: Where) -> Iterator[Node]:
        """The source line to which an adjoint belongs, where a new one begins."""
        stmt = where.stmt
        if stmt is None or not where.adjoint or stmt == self.group:
            return
        self.group = stmt
        self.comments.append(stmt)
        yield tree.expression(tree.named_call(COMMENT, tree.plain(len(self.comments) - 1)))

    def operation(self, op: Op) -> Iterator[Node]:
        match op.prim:
            case Update():
                yield from self.rename(op)
                yield self.store(op)
            case Apply(fn=StoreItem(sign=sign)):
                value, key = op.args[1:] if sign is None else op.args[:0:-1]
                yield self.outside(tree.subscript(self.expr.atom(op.args[0]), self.expr.atom(key)), value, sign)
            case Apply(fn=StoreAttribute(name=name, sign=sign)):
                yield self.outside(tree.attribute(self.expr.atom(op.args[0]), name), op.args[1], sign)
            case Apply(fn=fn) if fn in OUT_OF_PLACE:
                yield from self.accumulate(op)
            case Apply(fn=fn) if fn in LIST_CHANGES:
                yield from self.rename(op)
                yield self.list_change(op, fn)
            case Assert():
                yield gast.Assert(self.expr.atom(op.args[0]), self.expr.atom(op.args[1]) if op.args[1:] else None)
            case Raise():
                yield self.raised(op.prim, op.args)
            case _:
                yield self.assignment(op)

    def raised(self, prim: Raise, args: Sequence[Atom]) -> Node:
        *own, cause = (*self.expr.atoms(args), None) if not prim.cause else self.expr.atoms(args)
        if prim.again:
            return gast.Raise(None if prim.bare else own[0], cause)
        cls = self.expr.outside(prim.name)
        return gast.Raise(cls if prim.bare else tree.call(cls, own), cause)

    def assignment(self, op: Op) -> Node:
        value = self.expr.op(op)
        targets = [tree.name(self.names[out]) for out in op.outs]
        if not targets:
            return tree.expression(value)
        return tree.assign(targets[0] if len(targets) == 1 else tree.tuple_(targets), value)

    def rename(self, op: Op) -> Iterator[Node]:
        """``x_1 = x`` before a store into `x`, where the two could not have one name."""
        base = op.args[0]
        if isinstance(base, Var) and self.names[base] != self.names[op.out]:
            yield tree.assign(tree.name(self.names[op.out]), self.expr.atom(base))

    def accumulate(self, op: Op) -> Iterator[Node]:
        assert isinstance(op.prim, Apply)
        (base, value), sign = op.args, BINARY[OUT_OF_PLACE[op.prim.fn]]()
        same = isinstance(base, Var) and self.names[base] == self.names[op.out]
        if isinstance(op.out.type, Scalar) and not same:
            yield tree.assign(self.target(op.out), tree.binary(sign, self.expr.atom(base), self.expr.atom(value)))
            return
        yield from self.rename(op)
        yield tree.augment(self.target(op.out), sign, self.expr.atom(value))

    def target(self, var: Var) -> Node:
        return tree.name(self.names[var])

    # --- stores

    def outside(self, place: Node, value: Atom, sign: Any) -> Node:
        """A store into an object that existed before the call."""
        stored = self.expr.atom(value)
        return tree.assign(place, stored) if sign is None else tree.augment(place, BINARY[sign](), stored)

    def store(self, op: Op) -> Node:
        assert isinstance(op.prim, Update)
        _, value, *indices = op.args
        base = self.target(op.out)
        if needs_add_at(op):
            return self.add_at(op, base, indices)
        place = self.expr.path(base, op.prim.path, indices)
        if op.prim.path and isinstance(op.prim.path[-1], Transposed):  # an attribute cannot be assigned to
            place = tree.subscript(place, tree.constant(...))
        if op.prim.kind == "add":
            return self.held(place, value) if kind_of(op.out.type) == "b" else self.added(place, value)
        changed = augmented(op, self.nested)
        if changed is not None:
            return tree.augment(place, changed[0](), self.expr.atom(changed[1]))
        if not op.prim.path and not isinstance(op.out.type, Scalar):
            place = tree.subscript(base, tree.constant(...))
        return tree.assign(place, self.expr.atom(value))

    def held(self, place: Node, value: Atom) -> Node:
        """``c[i] |= v``, a sum of booleans, or ``c[i] = True``."""
        stored = self.expr.atom(value)
        return tree.assign(place, stored) if value == Lit(True) else tree.augment(place, gast.BitOr(), stored)

    def added(self, place: Node, value: Atom) -> Node:
        """``x[i] += v``, or ``x[i] -= v``."""
        inner = self.nested.get(value) if isinstance(value, Var) else None
        if isinstance(inner, Op) and isinstance(inner.prim, Apply) and inner.prim.fn is operator.neg:
            return tree.augment(place, gast.Sub(), self.expr.atom(inner.args[0]))
        return tree.augment(place, gast.Add(), self.expr.atom(value))

    def add_at(self, op: Op, base: Node, indices: Sequence[Atom]) -> Node:
        """``np.add.at(x, i, v)``: adds as often as an element is named."""
        assert isinstance(op.prim, Update)
        *steps, last = op.prim.path
        count = len(indices) - sum(len(own) for _, own in list(self.steps(op))[-1:])
        place = self.expr.path(base, tuple(steps), indices[:count])
        index = self.expr.index(last, indices[count:])  # type: ignore[arg-type]
        np_ = alias("np", self.modules)
        if any(isinstance(entry, Slice) for entry in getattr(last, "entries", ())):  # a slice stands in brackets only
            index = tree.subscript(self.expr.outside(f"{np_}.s_"), index)
        add_at = f"{np_}.add.at"
        return tree.expression(self.expr.call(add_at, place, index, self.expr.atom(op.args[1])))

    def steps(self, op: Op) -> Iterator[tuple[Any, tuple[Atom, ...]]]:
        assert isinstance(op.prim, Update)
        yield from steps_with_arguments(op.prim.path, op.args[2:])

    def pop(self, read: Op, drop: Op) -> Node:
        """``v = items.pop()``, ``v = items.pop(i)``"""
        assert isinstance(drop.prim, Apply)
        place = () if drop.prim.fn is runtime.without_last else (self.expr.atom(drop.args[1]),)
        value = tree.call(tree.attribute(self.target(drop.out), "pop"), place)
        return tree.assign(self.target(read.outs[0]), value) if read.outs else tree.expression(value)

    def list_change(self, op: Op, fn: Any) -> Node:
        """``items.append(v)``, ``insert(i, v)``, ``del items[i]``, ``items.setdefault(k, v)``, ``items[k] = v``"""
        items, args = self.target(op.out), self.expr.atoms(op.args[1:])
        if fn is runtime.appended:
            return tree.expression(tree.call(tree.attribute(items, "append"), args))
        if fn is runtime.inserted:
            return tree.expression(tree.call(tree.attribute(items, "insert"), args))
        if fn is runtime.appended_at:
            return tree.expression(tree.call(tree.attribute(tree.subscript(items, args[0]), "append"), args[1:]))
        if fn is runtime.shortened_at:
            return tree.delete(tree.subscript(tree.subscript(items, args[0]), tree.constant(-1)))
        if fn in (runtime.with_member, runtime.without_member):
            method = "add" if fn is runtime.with_member else "discard"
            return tree.expression(tree.call(tree.attribute(items, method), args))
        if fn is runtime.with_default:
            return tree.expression(tree.call(tree.attribute(items, "setdefault"), args))
        if fn is runtime.with_key:
            return tree.assign(tree.subscript(items, args[0]), args[1])
        return tree.delete(tree.subscript(items, tree.constant(-1) if fn is runtime.without_last else args[0]))

    # --- moves

    def move(self, pairs: Sequence[tuple[Var, Atom]]) -> Iterator[Node]:
        """A parallel assignment: one at a time where the order allows, what goes round in a circle as a tuple."""
        todo = [pair for pair in pairs if self.is_needed(*pair)]
        while todo:
            free = [pair for pair in todo if not self.is_read_by_others(pair, todo)]
            unbound = [pair for pair in free if _is_undefined(pair[1])]
            if unbound == free and unbound:
                yield tree.assign_all((self.target(target) for target, _ in unbound), self.expr.atom(unbound[0][1]))
                group = unbound
            else:
                group = [pair for pair in free if pair not in unbound][:1] or self.circle(todo)
                yield self.assign_together(group)
            todo = [pair for pair in todo if pair not in group]

    def circle(self, todo: Sequence[tuple[Var, Atom]]) -> list[tuple[Var, Atom]]:
        """The first pair and those that read what it assigns, what they assign, and so on."""
        names, size = {self.names[todo[0][0]]}, 0
        while size != len(names):
            size = len(names)
            names.update(self.names[target] for target, value in todo if self.reads(value) & names)
        return [pair for pair in todo if self.names[pair[0]] in names]

    def assign_together(self, pairs: Sequence[tuple[Var, Atom]]) -> Node:
        if len(pairs) == 1:
            return tree.assign(self.target(pairs[0][0]), self.expr.atom(pairs[0][1]))
        targets = tree.tuple_(self.target(target) for target, _ in pairs)
        return tree.assign(targets, tree.tuple_(self.expr.atom(value) for _, value in pairs))

    def is_needed(self, target: Var, value: Atom) -> bool:
        if _is_undefined(value):
            return target in self.shown
        return not isinstance(value, Var) or value in self.nested or self.names[target] != self.names[value]

    def is_read_by_others(self, pair: tuple[Var, Atom], todo: Sequence[tuple[Var, Atom]]) -> bool:
        name = self.names[pair[0]]
        return any(name in self.reads(value) for other in todo if other is not pair for value in other[1:])

    def reads(self, atom: Any) -> set[str]:
        return {self.names[var] for var in leaves(atom, self.nested)}

    # --- branches and loops

    def choose(self, line: Choose) -> Iterator[Node]:
        test = self.expr.atom(line.cond)
        then, orelse = self.block(line.then), self.block(line.orelse)
        self.group = None
        if then:
            yield tree.if_(test, then, orelse)
        elif orelse:
            yield tree.if_(tree.negation(test), orelse, [])

    def attempt(self, line: Attempt) -> Node:
        body = self.block(line.body) or [tree.pass_()]
        handlers = [self.rescue(handler) for handler in line.handlers]
        return tree.try_(body, handlers, self.block(line.orelse))

    def within(self, line: Within) -> Node:
        body = self.block(line.body) or [tree.pass_()]
        if line.manager is None:
            return tree.finally_(body, self.block(line.final) or [tree.pass_()])
        made = line.manager
        manager = self.expr.atom(made.args[0]) if is_second_name(made) else self.expr.op(made)
        return tree.with_(manager, None if line.entered is None else self.names[line.entered], body)

    def rescue(self, handler: Rescue) -> Node:
        names = [self.expr.outside(name) for name in handler.clause.names]
        classes = names[0] if len(names) == 1 else tree.tuple_(names) if names else None
        error = None if handler.error is None else self.names[handler.error]
        return tree.except_(classes, error, self.block(handler.body) or [tree.pass_()])

    def walk(self, line: Walk) -> Node:
        body = self.block(line.body) or [tree.pass_()]
        target, source = self.header(line.targets, line.iters, body)
        return tree.for_(target, source, body)

    def header(self, targets: Sequence[Target], iters: Sequence[Iter], body: list[Node]) -> tuple[Node, Node]:
        """What stands before and after ``in``."""
        found = walked_dict([self.maker(walked.source) for walked in iters], iters)
        if found is not None:
            return self.over_dict(targets, iters[0].reverse, *found, body)
        counter = next((k for k, walked in enumerate(iters) if walked.count), None)
        if counter is None or len(iters) == 1:
            return self.zipped(targets, iters)
        rest = [k for k in range(len(iters)) if k != counter]
        target, source = self.header([targets[k] for k in rest], [iters[k] for k in rest], body)
        start = iters[counter].source
        more = [] if start == Lit(0) else [self.expr.atom(start)]
        return (
            tree.tuple_((self.loop_target(targets[counter]), target)),
            self.expr.call("enumerate", source, *more),
        )

    def maker(self, atom: Atom) -> Op | None:
        """The operation that computes an atom where it is mentioned."""
        inner = self.nested.get(atom) if isinstance(atom, Var) else None
        return inner if isinstance(inner, Op) else None

    def over_dict(
        self, targets: Sequence[Target], reverse: bool, items: Atom, method: str, body: list[Node]
    ) -> tuple[Node, Node]:
        """``for k, v in d.items()``; of a list of them, where the dict changes in the loop."""
        source = self.expr.atom(items)
        changes = not isinstance(source, gast.Name) or is_changed(source.id, body)
        if method:
            source = tree.call(tree.attribute(source, method), ())
        if changes:
            source = self.expr.call("list", source)
        if reverse:
            source = self.expr.call("reversed", source)
        return self.loop_target(targets[0] if len(targets) == 1 else tuple(targets)), source

    def zipped(self, targets: Sequence[Target], iters: Sequence[Iter]) -> tuple[Node, Node]:
        if len(iters) == 1:
            return self.loop_target(targets[0]), self.iterated(iters[0])
        return (
            tree.tuple_(map(self.loop_target, targets)),
            self.expr.call("zip", *map(self.iterated, iters)),
        )

    def loop_target(self, target: Target) -> Node:
        if target is None:
            return tree.name(self.unused)
        if isinstance(target, Var):
            return self.target(target)
        return tree.tuple_(map(self.loop_target, target))

    def iterated(self, walked: Iter) -> Node:
        source = self.expr.atom(walked.source)
        if walked.count:
            return self.expr.call("itertools.count", source)
        return self.expr.call("reversed", source) if walked.reverse else source

    def repeat(self, line: Repeat) -> Node:
        test = self.block(line.test)
        if not test:
            return tree.while_(self.expr.atom(line.cond), self.block(line.body) or [tree.pass_()])
        leave = tree.if_(tree.negation(self.expr.atom(line.cond)), [tree.break_()], [])
        return tree.while_(tree.plain(True), [*test, leave, *self.block(line.body)])


def _is_undefined(value: Atom) -> bool:
    return isinstance(value, Lit) and isinstance(value.value, Undefined)
