"""Close an open adjoint: decide how each value that the backward sweep mentions reaches it.

A value from outside both twins is simply there.  What an arm of a branch made is handed out of the branch.
What a round of a loop made is the item of a range that is walked backwards, or computed again where that is
cheap, or collected in a list as the loop runs: its tape.  Inner twins are closed first, so that the tape of
an inner loop is a value of the outer round like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from srcad.analyse import words
from srcad.analyse.builder import Builder, Supply
from srcad.analyse.cheap import is_cheap
from srcad.analyse.lengths import Lengths
from srcad.analyse.stable import stored_into
from srcad.analyse.sums import carries_only_sums
from srcad.analyse.supply import supply_after
from srcad.ir.core import (
    UNDEF,
    Apply,
    Atom,
    Bind,
    Block,
    For,
    Function,
    If,
    Index,
    Iter,
    Lit,
    Op,
    Statement,
    Var,
    Where,
    While,
)
from srcad.ir.types import INT, ListOf, RangeOf, Scalar, TupleOf, kind_of
from srcad.ir.walk import all_statements, defined, free_in, map_blocks, substitute, vars_in


def close(fn: Function) -> Function:
    """The function without twins: it mentions only what it keeps, hands out or computes again."""
    counts = {op.out: op for op in all_statements(fn.block) if isinstance(op, Op) and is_range(op)}
    unstable, rounds = stored_into(fn.block), in_rounds(fn.block)
    closer = _Closer(supply_after(fn.block), unstable, Lengths(fn.block), rounds, counts)
    body = closer.level(fn.block.body, in_loop=False)
    return replace(fn, block=Block(fn.block.params, tuple(body), fn.block.results))


def is_range(op: Op) -> bool:
    """Lengths and ranges, which are written again where they are walked again."""
    return isinstance(op.prim, Apply) and op.prim.fn in (words.LEN.fn, words.RANGE.fn)


def in_rounds(block: Block) -> frozenset[Var]:
    """What is made anew in each round of some loop."""
    loops = [stmt for stmt in all_statements(block) if isinstance(stmt, For | While)]
    return frozenset(var for loop in loops for var in defined(loop.body))


@dataclass(slots=True)
class _Plan:
    """How the values of a forward block that its twin mentions are to be had."""

    #: where each value of the forward block comes from; nothing for parameters
    here: dict[Var, Statement | None]
    walks: dict[Var, Iter]
    kept: list[Var] = field(default_factory=list)
    items: list[Var] = field(default_factory=list)
    again: list[Var] = field(default_factory=list)

    def filled(self, adjoint: Block, names: dict[Var, Atom]) -> Block:
        """The adjoint block with what is computed again at its start, and every mention of its twin replaced."""
        body: list[Statement] = []
        for var in self.here:
            maker = self.here[var]
            if var not in self.again or not isinstance(maker, Op):
                continue
            args = tuple(names.get(arg, arg) if isinstance(arg, Var) else arg for arg in maker.args)
            new = Var(var.name, var.type, var.temp)
            body.append(Op((new,), maker.prim, args, replace(maker.where, adjoint=True)))
            names[var] = new
        filled = substitute(adjoint, names)
        return replace(filled, body=(*body, *filled.body))


@dataclass(frozen=True, slots=True)
class _Closer:
    supply: Supply
    unstable: Collection[Var]
    lengths: Lengths
    rounds: Collection[Var]
    counts: dict[Var, Op]

    def level(self, statements: Sequence[Statement], in_loop: bool) -> list[Statement]:
        """Close the twins that stand side by side in these statements."""
        body: list[Statement] = []
        places: dict[int, int] = {}
        for stmt in statements:
            if isinstance(stmt, If) and stmt.twin:
                place = places[stmt.twin]
                forward = body[place]
                assert isinstance(forward, If)
                body[place], stmt = self.branch(forward, stmt, in_loop)
            elif isinstance(stmt, For) and stmt.twin:
                place = places[stmt.twin]
                loop = body[place]
                assert isinstance(loop, For | While)
                body[place], first, stmt = self.loop(loop, stmt)
                body += first
            elif not isinstance(stmt, Op):
                places[stmt.key] = len(body)
                stmt = map_blocks(stmt, lambda inner: self.block(inner, in_loop))
            body.append(stmt)
        return body

    def block(self, block: Block, in_loop: bool) -> Block:
        return Block(block.params, tuple(self.level(block.body, in_loop)), block.results)

    def pair(self, forward: Block, adjoint: Block, in_loop: bool) -> tuple[Block, Block]:
        """Close what is inside a pair of twin blocks."""
        body = self.level((*forward.body, *adjoint.body), in_loop)
        count = len(forward.body)
        return replace(forward, body=tuple(body[:count])), replace(adjoint, body=tuple(body[count:]))

    # --- branches -------------------------------------------------------------------------------------------

    def branch(self, forward: If, adjoint: If, in_loop: bool) -> tuple[If, If]:
        forward, then = self.arm(forward, 0, adjoint.then, in_loop)
        forward, orelse = self.arm(forward, 1, adjoint.orelse, in_loop)
        return forward, replace(adjoint, then=then, orelse=orelse, twin=0)

    def arm(self, forward: If, which: int, adjoint: Block, in_loop: bool) -> tuple[If, Block]:
        """Close one arm: what it mentions of its twin is handed out of the branch."""
        own, adjoint = self.pair((forward.then, forward.orelse)[which], adjoint, in_loop)
        plan = self.plan(own, adjoint, None, recompute=in_loop)
        names: dict[Var, Atom] = {}
        outs, results = list(forward.outs), list(own.results)
        for var in plan.kept:
            if var not in results:
                outs.append(Var(var.name, var.type, var.temp))
                results.append(var)
            names[var] = outs[results.index(var)]
        other = (forward.orelse, forward.then)[which]
        own = replace(own, results=tuple(results))
        other = replace(other, results=(*other.results, *[UNDEF] * (len(results) - len(other.results))))
        then, orelse = (other, own) if which else (own, other)
        return replace(forward, outs=tuple(outs), then=then, orelse=orelse), plan.filled(adjoint, names)

    # --- loops ----------------------------------------------------------------------------------------------

    def loop(self, forward: For | While, adjoint: For) -> tuple[For | While, list[Statement], For]:
        """Close a loop; what stands between the two says how often the second runs."""
        own, inside = self.pair(forward.body, adjoint.body, in_loop=True)
        forward = replace(forward, body=own)
        adjoint = replace(adjoint, body=inside)
        plan = self.plan(own, inside, self.walked_again(forward), recompute=True)
        forward, tapes = taped(forward, plan.kept)
        ordered = bool(adjoint.iters or adjoint.collects) or not carries_only_sums(adjoint)
        iters = [Iter(tape, ordered) for tape in tapes]
        first: list[Statement] = []
        for item in plan.items:
            walked = plan.walks[item]
            iters.append(Iter(self.written_again(walked.source, adjoint, first), walked.reverse ^ ordered))
        items = [Var(var.name, var.type, var.temp) for var in (*plan.kept, *plan.items)]
        names: dict[Var, Atom] = dict(zip((*plan.kept, *plan.items), items, strict=True))
        if not iters and not adjoint.iters:
            forward, more, iters, items = self.counted(forward, adjoint)
            first += more
        inside = plan.filled(adjoint.body, names)
        inside = replace(inside, params=(*items, *inside.params))
        return forward, first, replace(adjoint, iters=(*iters, *adjoint.iters), body=inside, twin=0)

    def written_again(self, atom: Atom, adjoint: For, first: list[Statement]) -> Atom:
        """A range or length computed once more, just before it is needed; anything else as it is."""
        maker = self.counts.get(atom) if isinstance(atom, Var) else None
        if maker is None:
            return atom
        # what a person named keeps its name
        if not maker.out.temp:
            return atom
        args = tuple(self.written_again(arg, adjoint, first) for arg in maker.args)
        new = Var(maker.out.name, maker.out.type, temp=True)
        first.append(Op((new,), maker.prim, args, adjoint.where))
        return new

    def walked_again(self, forward: For | While) -> dict[Var, Iter]:
        """The items of a loop that can be had again by walking the same thing."""
        if not isinstance(forward, For) or not self.lengths.walks_together(forward):
            return {}
        pairs = zip(forward.items, forward.iters, strict=True)
        return {item: walked for item, walked in pairs if not walked.count and self.is_stable(walked.source)}

    def is_stable(self, atom: Atom) -> bool:
        return atom not in self.unstable or isinstance(atom.type, RangeOf | TupleOf)

    def counted(self, forward: For | While, adjoint: For) -> tuple[For | While, list[Statement], list[Iter], list[Var]]:
        """Walk as often as the forward loop did, where nothing else says how often that is."""
        again = self.walked_again(forward)
        if again:
            item, walked = next(iter(again.items()))
            first: list[Statement] = []
            source = self.written_again(walked.source, adjoint, first)
            return forward, first, [Iter(source)], [Var(item.name, item.type, temp=True)]
        forward, count = with_count(forward, self.supply)
        builder = Builder(self.supply, adjoint.where)
        rounds = builder.emit(words.RANGE, count)
        return forward, builder.body, [Iter(rounds)], [Var("i", INT, temp=True)]

    # --- what is kept ---------------------------------------------------------------------------------------

    def plan(self, own: Block, adjoint: Block, walks: dict[Var, Iter] | None, recompute: bool) -> _Plan:
        """How each value of a forward block that its twin mentions is to be had."""
        here: dict[Var, Statement | None] = dict.fromkeys(own.params)
        here |= {out: stmt for stmt in own.body for out in stmt.outs}
        plan = _Plan(here, walks or {})
        mentioned = free_in(adjoint)
        near = mentioned if walks is None else None
        for var in here:
            if var in mentioned:
                self.settle(plan, var, mentioned, near, recompute)
        return plan

    def settle(
        self, plan: _Plan, var: Var, mentioned: Collection[Var], near: Collection[Var] | None, recompute: bool
    ) -> None:
        if var in plan.walks:
            plan.items.extend([var] if var not in plan.items else [])
            return
        helpers = self.helpers(plan, var, mentioned, near) if recompute or is_count(var) else None
        if helpers is None:
            plan.kept.append(var)
            return
        plan.again.append(var)
        for helper in helpers:
            if helper in plan.walks and helper not in plan.items:
                plan.items.append(helper)
            elif helper not in plan.walks and helper not in plan.again:
                plan.again.append(helper)

    def helpers(
        self, plan: _Plan, var: Var, mentioned: Collection[Var], near: Collection[Var] | None
    ) -> list[Var] | None:
        """What else is needed to compute a value again; None if keeping it is better."""
        maker = plan.here[var]
        if not isinstance(maker, Op):
            return None
        if isinstance(maker.prim, Bind):
            return []
        if not is_cheap(maker) or (isinstance(maker.prim, Index) and maker.args[0] in self.unstable):
            return None
        found: list[Var] = []
        for arg in vars_in(maker.args):
            more = self.helper(plan, arg, mentioned, near)
            if more is None:
                return None
            found += more
        return found

    def helper(
        self, plan: _Plan, arg: Var, mentioned: Collection[Var], near: Collection[Var] | None
    ) -> list[Var] | None:
        """What it takes to have an operand: nothing if it is there anyway."""
        if arg in mentioned:
            return []
        if arg not in plan.here:
            return [] if near is None or arg not in self.rounds or kind_of(arg.type) == "i" else None
        if arg in plan.walks:
            return [arg]
        maker = plan.here[arg]
        if not isinstance(maker, Op) or not (isinstance(maker.prim, Index | Bind) or kind_of(arg.type) == "i"):
            return None
        more = self.helpers(plan, arg, mentioned, near)
        return None if more is None else [arg, *more]


def is_count(var: Var) -> bool:
    """Ranges and lengths are written again rather than handed around."""
    return isinstance(var.type, RangeOf) or (isinstance(var.type, Scalar) and var.type.extent is not None)


# --- loops with more results --------------------------------------------------------------------------------


def taped(loop: For | While, kept: Sequence[Var]) -> tuple[For | While, list[Var]]:
    """The loop collecting these values too, and the lists it collects them in."""
    count = len(loop.inits)
    outs, collects = list(loop.outs), list(loop.collects)
    for var in kept:
        if var not in collects:
            outs.append(Var("tape", ListOf(var.type)))
            collects.append(var)
    tapes = [outs[count + collects.index(var)] for var in kept]
    body = replace(loop.body, results=(*loop.body.results[: int(loop.until) + count], *collects))
    return replace(loop, outs=tuple(outs), body=body), tapes


def with_count(loop: For | While, supply: Supply) -> tuple[For | While, Var]:
    """The loop counting its rounds."""
    count, param = Var("count", INT), Var("count", INT)
    inner = Builder(supply, Where(loop.where.stmt, True))
    one_more = inner.emit(words.ADD, param, Lit(1), name="count")
    cut = len(loop.inits)
    stop = int(loop.until)
    results = loop.body.results
    body = Block(
        (*loop.body.params, param),
        (*loop.body.body, *inner.body),
        (*results[: stop + cut], one_more, *results[stop + cut :]),
    )
    outs = (*loop.outs[:cut], count, *loop.outs[cut:])
    loop = replace(loop, outs=outs, inits=(*loop.inits, Lit(0)), body=body)
    if isinstance(loop, While):
        test = replace(loop.test, params=(*loop.test.params, Var("count", INT)))
        loop = replace(loop, test=test)
    return loop, count
