"""What a loop computes anew in each round, and the same each time."""

from __future__ import annotations

from collections.abc import Iterable

from srcad.analyse.cheap import is_cheap
from srcad.analyse.effects import is_effect
from srcad.ir.core import Apply, Bind, For, Index, Op, Var, While
from srcad.ir.types import Scalar
from srcad.ir.walk import defined, vars_in


def invariant(loop: For | While, wanted: Iterable[Var]) -> dict[Var, None]:
    """Those of the wanted numbers that are the same in all rounds: made of nothing but what is from outside."""
    own = set(defined(loop.body))
    same: dict[Var, Op] = {}
    for stmt in loop.body.body:
        if isinstance(stmt, Op) and _is_pure(stmt) and all(var in same or var not in own for var in vars_in(stmt.args)):
            same.update(dict.fromkeys(stmt.outs, stmt))
    return dict.fromkeys(var for var in wanted if var in same and _is_worth_it(var, same[var]))


def _is_worth_it(var: Var, op: Op) -> bool:
    """A number that has a name, or costs more than to compute it again; lengths are always written again."""
    return isinstance(var.type, Scalar) and var.type.extent is None and not (var.temp and is_cheap(op))


def _is_pure(op: Op) -> bool:
    return isinstance(op.prim, Apply | Index | Bind) and not is_effect(op)
