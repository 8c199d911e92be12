"""Recursive functions: each is written once per signature as a pair, or as a tangent, that invoke one
another.

A signature is a function and which of its arguments carry a derivative.  `kept` pairs are what an expert
writes: ``g_fwd`` gives the results and what the backward half needs (the inner calls' needs among it),
``g_bwd`` takes that. What they keep is opaque, so they cannot be differentiated again; where that will
happen, ``g_bwd`` computes the forward half again instead and is a function like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from srcad.analyse import words
from srcad.analyse.builder import Builder
from srcad.analyse.supply import supply_after
from srcad.ir.core import LEAF, Atom, Block, Function, Invoke, Lit, Op, Parameter, Statement, Tree, Var
from srcad.ir.outside import well_named
from srcad.ir.types import Opaque
from srcad.ir.walk import all_statements, map_blocks
from srcad.transform.bars import emit

#: the type of what a forward half keeps for its backward half
KEPT = Opaque("kept")

Signature = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    """The names of the two halves of a derivative; only `bwd` where nothing is kept."""

    bwd: str
    fwd: str = ""


@dataclass(slots=True)
class Calls:
    """The functions that a program invokes, and the derivatives of them that have been asked for."""

    others: Sequence[Function]
    kept: bool = True
    made: list[Function] = field(default_factory=list)
    pairs: dict[Signature, Pair] = field(default_factory=dict)
    tangents: dict[Signature, str] = field(default_factory=dict)
    waiting: list[Signature] = field(default_factory=list)
    taken: dict[str, None] = field(default_factory=dict)

    def function(self, name: str) -> Function:
        return next(fn for fn in self.others if fn.name == name)

    def pair(self, signature: Signature) -> Pair:
        """The pair of a signature, to be written by `finish`."""
        if signature not in self.pairs:
            name = signature[0]
            fwd = self.fresh(f"{name}_fwd") if self.kept else ""
            self.pairs[signature] = Pair(self.fresh(f"{name}_bwd"), fwd)
            self.waiting.append(signature)
        return self.pairs[signature]

    def tangent(self, signature: Signature) -> str:
        """The name of the tangent of a signature, to be written by `finish`."""
        if signature not in self.tangents:
            self.tangents[signature] = self.fresh(f"{signature[0]}_jvp")
            self.waiting.append(signature)
        return self.tangents[signature]

    def fresh(self, name: str) -> str:
        taken = {*self.taken, *(fn.name for fn in self.others)}
        found, number = name, 1
        while found in taken:
            found, number = f"{name}_{number}", number + 1
        self.taken[found] = None
        return found

    def finish(self, write: Callable[[Signature], list[Function]]) -> None:
        """Write what was asked for, and what is asked for while writing it."""
        while self.waiting:
            self.made += write(self.waiting.pop(0))

    def asked(self, fwd: str) -> Signature:
        """The signature that a forward half belongs to."""
        return next(signature for signature, pair in self.pairs.items() if pair.fwd == fwd)


def active_places(op: Op, active: Callable[[Atom], bool]) -> tuple[int, ...]:
    return tuple(k for k, arg in enumerate(op.args) if active(arg))


def keeping(block: Block, calls: Calls, active: Callable[[Atom], bool]) -> Block:
    """The block with active calls done by forward halves, which give one result more."""

    def statement(stmt: Statement) -> Statement:
        if not isinstance(stmt, Op):
            return map_blocks(stmt, visit)
        if not isinstance(stmt.prim, Invoke) or not any(map(active, stmt.outs)):
            return stmt
        pair = calls.pair((stmt.prim.name, active_places(stmt, active)))
        return replace(stmt, prim=Invoke(pair.fwd), outs=(*stmt.outs, Var("kept", KEPT, temp=True)))

    def visit(inner: Block) -> Block:
        return Block(inner.params, tuple(map(statement, inner.body)), inner.results)

    return visit(block)


# --- functions by themselves --------------------------------------------------------------------------------


def flat(fn: Function, name: str) -> Function:
    """A function of leaves that gives leaves, as it is invoked."""
    block = well_named(fn.block)
    count = len(block.results)
    tree = LEAF if count == 1 else Tree("tuple", (LEAF,) * count)
    return Function(name, tuple(Parameter(var.name) for var in block.params), block, tree, fn.modules)


def reached(entry: Function, others: Sequence[Function]) -> tuple[Function, ...]:
    """Those of the other functions that a function invokes, at any depth, in their order."""
    found: dict[str, None] = {}
    todo = [entry]
    while todo:
        ops = (stmt for stmt in all_statements(todo.pop().block) if isinstance(stmt, Op))
        names = dict.fromkeys(op.prim.name for op in ops if isinstance(op.prim, Invoke))
        todo += [fn for fn in others if fn.name in names and fn.name not in found]
        found |= names
    return tuple(fn for fn in others if fn.name in found)


def packed(forward: Function, values: int) -> Function:
    """A forward half with what it keeps as one last result."""
    block = forward.block
    builder = Builder(supply_after(block))
    kept = emit(builder, words.TUPLE, *block.results[values:], known=KEPT)
    results = (*block.results[:values], kept)
    return replace(forward, block=Block(block.params, (*block.body, *builder.body), results))


def unpacked(backward: Function, seeds: int) -> Function:
    """A backward half that takes what was kept as its first argument."""
    block = backward.block
    count = len(block.params) - seeds
    kept = Var("kept", KEPT)
    reads = [Op((var,), words.ITEM, (kept, Lit(k))) for k, var in enumerate(block.params[:count])]
    return replace(backward, block=Block((kept, *block.params[count:]), (*reads, *block.body), block.results))
