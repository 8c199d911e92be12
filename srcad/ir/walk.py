"""Ways through a program: the blocks of a statement, what it uses and defines, and how to rebuild it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from srcad.ir.core import Atom, Block, For, If, Iter, Op, Statement, Try, Var, While, With


def blocks_of(stmt: Statement) -> tuple[Block, ...]:
    """The blocks inside a statement, in the order in which they run."""
    if isinstance(stmt, Op):  # nearly all of them
        return ()
    match stmt:
        case If(then=then, orelse=orelse):
            return (then, orelse)
        case For(body=body):
            return (body,)
        case While(test=test, body=body):
            return (test, body)
        case Try(body=body, orelse=orelse, handler=handler):
            return (body, orelse, handler)
        case With(body=body, final=final):
            return (body, final)


def arms_of(stmt: Statement) -> tuple[tuple[Block, ...], ...]:
    """The blocks that run one after the other on each of the two ways through a branch or a try; a `With` has one."""
    match stmt:
        case If(then=then, orelse=orelse):
            return ((then,), (orelse,))
        case Try(body=body, orelse=orelse, handler=handler):
            return ((handler,), (body, orelse))
        case With(body=body, final=final):
            return ((body, final), ())
        case _:
            raise AssertionError("a loop has no arms")


def both_ways(stmt: Try) -> list[tuple[Var, Atom]]:
    """What a try hands on unchanged, and to whom: from its body, and out of its two arms."""
    return [*stmt.handed, *((out, end) for out, ends in zip(stmt.outs, stmt.ends, strict=True) for end in ends)]


def operands(stmt: Statement) -> tuple[Atom, ...]:
    """The atoms a statement itself takes, not those mentioned inside its blocks."""
    match stmt:
        case Op(args=args):
            return args
        case If(cond=cond):
            return (cond,)
        case For(iters=iters, inits=inits):
            return (*(i.source for i in iters), *inits)
        case While(inits=inits):
            return inits
        case Try():
            return ()
        case With(args=args):
            return args


def vars_in(atoms: Iterable[Atom]) -> Iterator[Var]:
    return (atom for atom in atoms if isinstance(atom, Var))


def all_statements(block: Block) -> Iterator[Statement]:
    """Every statement of a block and of the blocks inside it, in order of appearance."""
    for stmt in block.body:
        yield stmt
        if not isinstance(stmt, Op):
            for inner in blocks_of(stmt):
                yield from all_statements(inner)


def defined(block: Block) -> Iterator[Var]:
    """Every variable a block defines, at any depth."""
    yield from block.params
    for stmt in block.body:
        yield from stmt.outs
        if not isinstance(stmt, Op):
            for inner in blocks_of(stmt):
                yield from defined(inner)


def free_in(block: Block) -> dict[Var, None]:
    """The variables of the surroundings that a block mentions, in order of first mention."""
    found: dict[Var, None] = {}
    own = dict.fromkeys(defined(block))
    _mentions(block, found)
    return {var: None for var in found if var not in own}


def free_in_statements(body: Iterable[Statement]) -> dict[Var, None]:
    return free_in(Block((), tuple(body), ()))


def _mentions(block: Block, found: dict[Var, None]) -> None:
    for stmt in block.body:
        if isinstance(stmt, Op):
            found.update(dict.fromkeys(vars_in(stmt.args)))
            continue
        found.update(dict.fromkeys(vars_in(operands(stmt))))
        for inner in blocks_of(stmt):
            _mentions(inner, found)
    found.update(dict.fromkeys(vars_in(block.results)))


def use_counts(block: Block) -> dict[Var, int]:
    """How often each variable is mentioned, at any depth."""
    counts: dict[Var, int] = {}

    def count(atoms: Iterable[Atom]) -> None:
        for atom in atoms:
            if isinstance(atom, Var):
                counts[atom] = counts.get(atom, 0) + 1

    def visit(inner: Block) -> None:
        for stmt in inner.body:
            if isinstance(stmt, Op):
                count(stmt.args)
                continue
            count(operands(stmt))
            for sub in blocks_of(stmt):
                visit(sub)
        count(inner.results)

    visit(block)
    return counts


def map_blocks(stmt: Statement, change: Callable[[Block], Block]) -> Statement:
    """The statement with each of its blocks changed; itself when nothing changes."""
    if isinstance(stmt, Op):
        return stmt
    match stmt:
        case If(then=then, orelse=orelse):
            new_then, new_else = change(then), change(orelse)
            return stmt if new_then is then and new_else is orelse else replace(stmt, then=new_then, orelse=new_else)
        case For(body=body):
            new_body = change(body)
            return stmt if new_body is body else replace(stmt, body=new_body)
        case While(test=test, body=body):
            new_test, new_body = change(test), change(body)
            return stmt if new_test is test and new_body is body else replace(stmt, test=new_test, body=new_body)
        case Try():
            old = blocks_of(stmt)
            new = tuple(map(change, old))
            if all(a is b for a, b in zip(new, old, strict=True)):
                return stmt
            return replace(stmt, body=new[0], orelse=new[1], handler=new[2])
        case With(body=body, final=final):
            new_body, new_final = change(body), change(final)
            return stmt if new_body is body and new_final is final else replace(stmt, body=new_body, final=new_final)


def changed_block(block: Block, body: Sequence[Statement], results: tuple[Atom, ...] | None = None) -> Block:
    """The block with another body, and other results if some are given; itself when nothing changes."""
    results = block.results if results is None else results
    unchanged = len(body) == len(block.body) and all(map(operator.is_, body, block.body))
    return block if unchanged and results == block.results else Block(block.params, tuple(body), results)


def substitute_operands(stmt: Statement, atom: Callable[[Atom], Atom]) -> Statement:
    """The statement with its own operands replaced (its blocks untouched)."""
    match stmt:
        case Op(args=args):
            new_args = tuple(map(atom, args))
            return stmt if new_args == args else replace(stmt, args=new_args)
        case If(cond=cond):
            return stmt if atom(cond) is cond else replace(stmt, cond=atom(cond))
        case For(iters=iters, inits=inits):
            return replace(
                stmt,
                iters=tuple(Iter(atom(i.source), i.reverse, i.count) for i in iters),
                inits=tuple(map(atom, inits)),
            )
        case While(inits=inits):
            return replace(stmt, inits=tuple(map(atom, inits)))
        case Try():
            return stmt
        case With(args=args):
            return replace(stmt, args=tuple(map(atom, args)))


def substitute(block: Block, names: Mapping[Var, Atom]) -> Block:
    """The block with mentions of some variables replaced, at any depth."""
    if not names:
        return block

    def atom(old: Atom) -> Atom:
        return names.get(old, old) if isinstance(old, Var) else old

    def visit(inner: Block) -> Block:
        body = tuple(map_blocks(substitute_operands(stmt, atom), visit) for stmt in inner.body)
        return Block(inner.params, body, tuple(map(atom, inner.results)))

    return visit(block)


def twin(var: Var) -> Var:
    """Another variable of the same name and type."""
    return Var(var.name, var.type, var.temp)


def fresh_copy(
    block: Block,
    names: dict[Var, Atom],
    key: Callable[[int], int] = lambda k: k,
    rename: Callable[[Var], Var] = twin,
) -> Block:
    """The block with every definition renewed, so that it can stand in a program twice.

    `names` maps outer variables to their replacements on entry and every old variable to its copy on return;
    `key` renumbers the keys of loops and branches, `rename` makes the copies.
    """

    def renew(var: Var) -> Var:
        new = rename(var)
        names[var] = new
        return new

    def atom(old: Atom) -> Atom:
        return names.get(old, old) if isinstance(old, Var) else old

    def visit(inner: Block) -> Block:
        params = tuple(map(renew, inner.params))
        body = []
        for stmt in inner.body:
            new = map_blocks(substitute_operands(stmt, atom), visit)
            if not isinstance(new, Op):
                new = replace(new, key=key(new.key))
            body.append(replace(new, outs=tuple(map(renew, stmt.outs))))
        return Block(params, tuple(body), tuple(map(atom, inner.results)))

    return visit(block)
