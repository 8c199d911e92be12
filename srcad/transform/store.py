"""Close an open adjoint: decide how each value that the backward sweep mentions reaches it.

A value from outside both twins is simply there.  What an arm of a branch made is handed out of the branch.
What a round of a loop made is the item of a range that is walked backwards, or computed again where that is
cheap, or collected in a list as the loop runs: its tape.  Inner twins are closed first, so that the tape of
an inner loop is a value of the outer round like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from srcad.analyse import words
from srcad.analyse.builder import Builder, Supply
from srcad.analyse.invariant import invariant
from srcad.analyse.lengths import Lengths
from srcad.analyse.stable import stored_into
from srcad.analyse.sums import carries_only_sums
from srcad.analyse.supply import supply_after
from srcad.ir.core import (
    UNDEF,
    Apply,
    Atom,
    Block,
    For,
    Function,
    If,
    Iter,
    Op,
    Statement,
    Try,
    Var,
    While,
    With,
)
from srcad.ir.types import INT, Array
from srcad.ir.walk import all_statements, free_in, map_blocks
from srcad.transform.dissolve import dissolve
from srcad.transform.keep import Keeper, in_rounds
from srcad.transform.tapes import lasting_values, taped, with_count
from srcad.transform.tries import Ways, handed_out


def close(fn: Function) -> Function:
    """The function without twins: it mentions only what it keeps, hands out or computes again."""
    counts = {op.out: op for op in all_statements(fn.block) if isinstance(op, Op) and is_range(op)}
    keeper = Keeper(stored_into(fn.block), in_rounds(fn.block))
    models = [var for var in fn.block.params if keeper.is_stable(var)]
    closer = _Closer(supply_after(fn.block), keeper, Lengths(fn.block), counts, models)
    body = closer.level(fn.block.body, in_loop=False)
    return dissolve(replace(fn, block=Block(fn.block.params, tuple(body), fn.block.results)))


def is_range(op: Op) -> bool:
    """Lengths and ranges, which are written again where they are walked again."""
    return isinstance(op.prim, Apply) and not op.prim.effect and op.prim.fn in (words.LEN.fn, words.RANGE.fn)


@dataclass(frozen=True, slots=True)
class _Closer:
    supply: Supply
    keeper: Keeper
    lengths: Lengths
    counts: dict[Var, Op]
    #: arguments, to be asked for lengths
    models: Sequence[Var]

    def level(self, statements: Sequence[Statement], in_loop: bool) -> list[Statement]:
        """Close the twins that stand side by side in these statements."""
        body: list[Statement] = []
        places: dict[int, int] = {}
        for stmt in statements:
            if isinstance(stmt, If | With) and stmt.twin:
                place = places[stmt.twin]
                body[place], stmt = self.region(body[place], stmt, in_loop)
            elif isinstance(stmt, For) and stmt.twin:
                place = places[stmt.twin]
                loop = body[place]
                assert isinstance(loop, For | While)
                body[place], first, stmt = self.loop(loop, stmt, in_loop)
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

    def region(self, forward: Statement, adjoint: If | With, in_loop: bool) -> tuple[Statement, If | With]:
        match forward, adjoint:
            case If(), If():
                return self.branch(forward, adjoint, in_loop)
            case Try(), If():
                return self.attempt(forward, adjoint, in_loop)
            case With(), If():
                forward, then = self.enclosed(forward, adjoint.then, in_loop)
                return forward, replace(adjoint, then=then, twin=0)
        assert isinstance(forward, With)
        assert isinstance(adjoint, With)
        forward, inner = self.enclosed(forward, adjoint.body, in_loop)
        return forward, replace(adjoint, body=inner, twin=0)

    # --- branches -------------------------------------------------------------------------------------------

    def branch(self, forward: If, adjoint: If, in_loop: bool) -> tuple[If, If]:
        forward, then = self.arm(forward, 0, adjoint.then, in_loop)
        forward, orelse = self.arm(forward, 1, adjoint.orelse, in_loop)
        return forward, replace(adjoint, then=then, orelse=orelse, twin=0)

    def arm(self, forward: If, which: int, adjoint: Block, in_loop: bool) -> tuple[If, Block]:
        """Close one arm: what it mentions of its twin is handed out of the branch."""
        own, adjoint = self.pair((forward.then, forward.orelse)[which], adjoint, in_loop)
        plan = self.keeper.plan(own, adjoint, None, recompute=in_loop)
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

    def attempt(self, forward: Try, adjoint: If, in_loop: bool) -> tuple[Try, If]:
        """Close both ways through a try: what is mentioned of its body is handed out by way of `orelse`."""
        handler, then = self.pair(forward.handler, adjoint.then, in_loop)
        level = self.level((*forward.body.body, *forward.orelse.body, *adjoint.orelse.body), in_loop)
        one, two = len(forward.body.body), len(forward.body.body) + len(forward.orelse.body)
        body = replace(forward.body, body=tuple(level[:one]))
        orelse = replace(forward.orelse, body=tuple(level[one:two]))
        ways = Ways(replace(forward, body=body, orelse=orelse, handler=handler))
        inner = replace(adjoint.orelse, body=tuple(level[two:]))
        plan = self.keeper.plan(handler, then, None, recompute=in_loop)
        then = plan.filled(then, {var: ways.out(var, UNDEF) for var in plan.kept})
        plan = self.keeper.plan(orelse, inner, None, recompute=in_loop)
        inner = plan.filled(inner, {var: ways.out(UNDEF, var) for var in plan.kept})
        plan = self.keeper.plan(body, inner, None, recompute=in_loop)
        inner = plan.filled(inner, {var: ways.out(UNDEF, ways.handed(var)) for var in plan.kept})
        return ways.stmt, replace(adjoint, then=then, orelse=inner, twin=0)

    def enclosed(self, forward: With, adjoint: Block, in_loop: bool) -> tuple[With, Block]:
        """Close a `with`: what is mentioned of its blocks is handed out."""
        level = self.level((*forward.body.body, *forward.final.body, *adjoint.body), in_loop)
        one, two = len(forward.body.body), len(forward.body.body) + len(forward.final.body)
        body = replace(forward.body, body=tuple(level[:one]))
        final = replace(forward.final, body=tuple(level[one:two]))
        forward = replace(forward, body=body, final=final)
        adjoint = replace(adjoint, body=tuple(level[two:]))
        for block in (body, final):
            plan = self.keeper.plan(block, adjoint, None, recompute=in_loop)
            names: dict[Var, Atom] = {}
            for var in plan.kept:
                forward, names[var] = handed_out(forward, var, from_body=block is body)
            adjoint = plan.filled(adjoint, names)
        return forward, adjoint

    # --- loops ----------------------------------------------------------------------------------------------

    def loop(
        self, forward: For | While, adjoint: For, in_loop: bool
    ) -> tuple[For | While, list[Statement], For]:
        """Close a loop; what stands between the two says how often the second runs."""
        own, inside = self.pair(forward.body, adjoint.body, in_loop=True)
        forward = replace(forward, body=own)
        adjoint = replace(adjoint, body=inside)
        same = {} if in_loop else invariant(forward, free_in(inside))
        plan = self.keeper.plan(own, inside, self.walked_again(forward), recompute=True, there=same)
        forward, lasting = lasting_values(forward, same)
        forward, tapes = taped(forward, plan.kept)
        ordered = bool(adjoint.iters or adjoint.collects) or not carries_only_sums(adjoint)
        first: list[Statement] = []
        iters = [Iter(tape, ordered) for tape in tapes]
        iters += [self.walked_back(plan.walks[item], ordered, adjoint, first) for item in plan.items]
        items = [Var(var.name, var.type, var.temp) for var in (*plan.kept, *plan.items)]
        names: dict[Var, Atom] = dict(zip((*plan.kept, *plan.items), items, strict=True))
        names.update(zip(same, lasting, strict=True))
        if not iters and not adjoint.iters:
            forward, more, iters, items = self.counted(forward, adjoint)
            first += more
        inside = plan.filled(adjoint.body, names)
        inside = replace(inside, params=(*items, *inside.params))
        return forward, first, replace(adjoint, iters=(*iters, *adjoint.iters), body=inside, twin=0)

    def walked_back(self, walked: Iter, ordered: bool, adjoint: For, first: list[Statement]) -> Iter:
        return Iter(self.written_again(walked.source, adjoint, first), walked.reverse ^ ordered)

    def written_again(self, atom: Atom, adjoint: For, first: list[Statement]) -> Atom:
        """A range or length computed once more, just before it is needed; anything else as it is."""
        maker = self.counts.get(atom) if isinstance(atom, Var) else None
        # what a person named keeps its name
        if maker is None or not maker.out.temp:
            return atom
        args = tuple(self.written_again(self.model(arg), adjoint, first) for arg in maker.args)
        new = Var(maker.out.name, maker.out.type, temp=True)
        first.append(Op((new,), maker.prim, args, adjoint.where))
        return new

    def model(self, atom: Atom) -> Atom:
        """An argument as long as an array that is stored into, whose old value need not be there any more."""
        if not isinstance(atom, Var) or not isinstance(atom.type, Array) or self.keeper.is_stable(atom):
            return atom
        length = atom.type.dims[:1]
        return next((var for var in self.models if isinstance(var.type, Array) and var.type.dims[:1] == length), atom)

    def walked_again(self, forward: For | While) -> dict[Var, Iter]:
        """The items of a loop that can be had again by walking the same thing."""
        if not isinstance(forward, For) or not self.lengths.walks_together(forward):
            return {}
        pairs = zip(forward.items, forward.iters, strict=True)
        return {item: walked for item, walked in pairs if not walked.count and self.keeper.is_stable(walked.source)}

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
