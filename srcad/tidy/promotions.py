"""A real number that is made complex, only to be put together with a complex one, need not be.

``x.astype('complex128') + z``  ->  ``x + z``
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from srcad.analyse.builder import Supply
from srcad.analyse.infer import CannotType, infer
from srcad.analyse.supply import supply_after
from srcad.ir.core import Apply, Atom, Block, Function, Op, Statement, Update, Var
from srcad.ir.types import is_complex
from srcad.ir.walk import map_blocks, use_counts

_TOGETHER = (operator.add, operator.sub, operator.mul, operator.truediv)


def promotions(fn: Function) -> Function:
    """The function without such conversions."""
    return replace(fn, block=_Dropper(use_counts(fn.block), supply_after(fn.block)).block(fn.block, {}))


@dataclass(slots=True)
class _Dropper:
    counts: Mapping[Var, int]
    supply: Supply

    def block(self, block: Block, outside: Mapping[Var, Atom]) -> Block:
        real = dict(outside)
        body: list[Statement] = []
        for stmt in block.body:
            if isinstance(stmt, Op):
                body.append(self.without(stmt, real))
                if made_complex(stmt) and self.counts.get(stmt.out) == 1:
                    real[stmt.out] = stmt.args[0]
            else:
                body.append(map_blocks(stmt, lambda inner: self.block(inner, real)))
        return replace(block, body=tuple(body))

    def without(self, op: Op, real: Mapping[Var, Atom]) -> Op:
        """The operation on numbers that it promotes itself; as it was, if it would have another type."""
        if not op.where.adjoint:
            return op
        if isinstance(op.prim, Update) and is_complex(op.args[0].type):
            return replace(op, args=(op.args[0], as_it_was(op.args[1], real), *op.args[2:]))
        if not isinstance(op.prim, Apply) or op.prim.fn not in _TOGETHER:
            return op
        for place, arg in enumerate(op.args):
            args = (*op.args[:place], as_it_was(arg, real), *op.args[place + 1 :])
            if args != op.args and self.has_type(op, args):
                return replace(op, args=args)
        return op

    def has_type(self, op: Op, args: tuple[Atom, ...]) -> bool:
        try:
            return infer(op.prim, args, self.supply.extent) == op.out.type
        except CannotType:
            return False


def as_it_was(atom: Atom, real: Mapping[Var, Atom]) -> Atom:
    return real.get(atom, atom) if isinstance(atom, Var) else atom


def made_complex(op: Op) -> bool:
    """Whether a real number or array is converted to complex numbers."""
    if not isinstance(op.prim, Apply) or not op.where.adjoint or not is_complex(op.out.type):
        return False
    return op.prim.fn in (complex, np.astype) and not is_complex(op.args[0].type) and len(op.prim.kw) == 0
