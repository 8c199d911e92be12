"""How each value of the forward sweep that a backward block mentions is to be had: kept, walked or computed again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from srcad.analyse.cheap import is_cheap
from srcad.ir.core import Apply, Atom, Bind, Block, For, Index, Iter, Op, Statement, Var, While
from srcad.ir.types import ListOf, RangeOf, Scalar, TupleOf, kind_of
from srcad.ir.walk import all_statements, defined, free_in, substitute, vars_in


@dataclass(slots=True)
class Plan:
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
class Keeper:
    """Makes plans; knows which memory is stored into and what is made anew in each round of some loop."""

    unstable: Collection[Var]
    rounds: Collection[Var]

    def is_stable(self, atom: Atom) -> bool:
        return atom not in self.unstable or isinstance(atom.type, RangeOf | TupleOf)

    def plan(
        self,
        own: Block,
        adjoint: Block,
        walks: dict[Var, Iter] | None,
        recompute: bool,
        there: Collection[Var] = (),
    ) -> Plan:
        """How each value of a forward block that its twin mentions is to be had, but for what is `there` anyway."""
        here: dict[Var, Statement | None] = dict.fromkeys(own.params)
        here |= {out: stmt for stmt in own.body for out in stmt.outs}
        plan = Plan(here, walks or {})
        mentioned = free_in(adjoint)
        near = mentioned if walks is None else None
        for var in here:
            if var in mentioned and var not in there:
                self.settle(plan, var, mentioned, near, recompute)
        return plan

    def settle(
        self, plan: Plan, var: Var, mentioned: Collection[Var], near: Collection[Var] | None, recompute: bool
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
        self, plan: Plan, var: Var, mentioned: Collection[Var], near: Collection[Var] | None
    ) -> list[Var] | None:
        """What else is needed to compute a value again; None if keeping it is better."""
        maker = plan.here[var]
        if not isinstance(maker, Op):
            return None
        if isinstance(maker.prim, Bind):
            return []
        if not is_cheap(maker) or (self.reads_what_is_in(maker) and maker.args[0] in self.unstable):
            return None
        found: list[Var] = []
        for arg in vars_in(maker.args):
            more = self.helper(plan, arg, mentioned, near)
            if more is None:
                return None
            found += more
        return found

    def reads_what_is_in(self, op: Op) -> bool:
        """Whether an operation needs a container as it was: its items, or those of a list counted."""
        counts = isinstance(op.prim, Apply) and op.prim.fn is len and isinstance(op.args[0].type, ListOf)
        return isinstance(op.prim, Index) or counts

    def helper(
        self, plan: Plan, arg: Var, mentioned: Collection[Var], near: Collection[Var] | None
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


def in_rounds(block: Block) -> frozenset[Var]:
    """What is made anew in each round of some loop."""
    loops = [stmt for stmt in all_statements(block) if isinstance(stmt, For | While)]
    return frozenset(var for loop in loops for var in defined(loop.body))
