"""Put the bodies of `written` and `formula` rules in the place of calls, where a derivative is taken.

The value of a call that has a formula stays its own: beside it stands the formula, which only the derivative looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from srcad.analyse import words
from srcad.analyse.activity import varied
from srcad.analyse.builder import Builder, Supply
from srcad.ir.core import Apply, Atom, Block, Function, Op, Statement, Var
from srcad.ir.types import Scalar, Type
from srcad.ir.walk import all_statements, map_blocks, substitute, twin
from srcad.rules.vocabulary import Formula, Written
from srcad.transform.bars import SMALL, Bar, cast, emit
from srcad.transform.places import no_rule
from srcad.transform.roots import mark_roots
from srcad.transform.rows import given, links, name_of, row_for, row_of_op

#: bodies of bodies of bodies: one that calls its own function without end is no rule for it
ROUNDS = 40

Inline = Callable[[Builder, Callable[..., Any], Sequence[Atom], Mapping[str, Atom]], Atom]


def write_out(fn: Function, wrt: Sequence[int], inline: Inline, supply: Supply) -> Function:
    """``np.std(x)`` → ``np.sqrt(np.var(x))``"""
    block = fn.block
    values: set[Var] = set()
    for _ in range(ROUNDS):
        moving = varied(block, [fn.block.params[index] for index in wrt], links)
        writer = _Writer(moving, values, inline, supply)
        block = writer.block(block)
        if writer.last is None:
            return replace(fn, block=mark_roots(block))
    assert writer.last is not None
    assert isinstance(writer.last.prim, Apply)
    name = name_of(writer.last.prim)
    raise no_rule(f"the derivative of `{name}` in these arguments is not known", "pass constants", writer.last.where)


def without_formulas(block: Block) -> Block:
    """The block when derivatives have been taken: what had a formula beside it is the value alone."""
    ops = [stmt for stmt in all_statements(block) if isinstance(stmt, Op) and stmt.prim == words.WITH_DERIVATIVE_OF]
    return substitute(block, {op.out: op.args[0] for op in ops})


def of_type(builder: Builder, value: Atom, type_: Type) -> Atom:
    """What a body gives, with the dtype that the function gives: in single precision NumPy's functions differ."""
    if isinstance(type_, Scalar) and type_.dtype == "float64" and getattr(value.type, "dtype", None) in SMALL:
        return emit(builder, words.AS_FLOAT64, value)
    return cast(builder, Bar(value), type_).atom


def named(body: list[Statement], out: Var, names: dict[Var, Atom]) -> list[Statement]:
    """What was written in place of a call, its result under the name that somebody gave to that of the call."""
    result = names[out]
    if out.temp or not isinstance(result, Var) or not result.temp or not any(stmt.outs == (result,) for stmt in body):
        return body
    names[out] = new = replace(result, name=out.name, temp=False)
    changed = substitute(Block((), tuple(body), ()), {result: new}).body
    return [replace(stmt, outs=(new,)) if stmt.outs == (result,) else stmt for stmt in changed]


class _Writer:
    def __init__(self, moving: Collection[Var], values: set[Var], inline: Inline, supply: Supply) -> None:
        self.moving = moving
        #: what calls that have a formula beside them already give
        self.values = values
        self.inline = inline
        self.supply = supply
        #: a call that was written out
        self.last: Op | None = None

    def block(self, block: Block) -> Block:
        body: list[Statement] = []
        names: dict[Var, Atom] = {}
        for stmt in block.body:
            row = self.row(stmt)
            if row is None or not isinstance(stmt, Op):
                body.append(map_blocks(stmt, self.block))
            else:
                body += self.expand(stmt, row, names)
        if self.last is None:
            return block
        return substitute(Block(block.params, tuple(body), block.results), names)

    def row(self, stmt: Statement) -> Written | Formula | None:
        if not isinstance(stmt, Op) or not isinstance(stmt.prim, Apply) or stmt.out not in self.moving:
            return None
        row = row_of_op(stmt, stmt.prim)
        if not isinstance(row, Written | Formula) or stmt.out in self.values:
            return None
        row_for(stmt, stmt.prim)
        return row

    def expand(self, op: Op, row: Written | Formula, names: dict[Var, Atom]) -> list[Statement]:
        assert isinstance(op.prim, Apply)
        builder = Builder(self.supply, op.where)
        args, kw = given(op, op.prim, row.body, 0)
        found = self.inline(builder, row.body, args, kw)
        names[op.out] = of_type(builder, found, op.out.type)
        self.last = op
        if isinstance(row, Formula):
            value = twin(op.out)
            self.values.add(value)
            builder.body.append(replace(op, outs=(value,)))
            names[op.out] = emit(builder, words.WITH_DERIVATIVE_OF, value, names[op.out], known=value.type)
            return builder.body
        return named(builder.body, op.out, names)
