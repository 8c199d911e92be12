"""Which lists, arrays and ranges certainly have the same length, so that a walk in lockstep ends with all of them."""

from __future__ import annotations

import math
from collections.abc import Hashable

import numpy as np

from srcad import runtime
from srcad.ir.core import (
    UNDEF,
    Apply,
    Atom,
    Block,
    For,
    If,
    Index,
    Lit,
    Op,
    Slice,
    Statement,
    Subscript,
    Try,
    Update,
    Var,
    While,
    With,
)
from srcad.ir.types import Array, Extent, RangeOf, Scalar, TupleOf
from srcad.ir.walk import all_statements


class Lengths:
    """Lengths by name: two values with equal keys have equal lengths."""

    def __init__(self, block: Block) -> None:
        self._origin: dict[Var, tuple[Statement, str, int]] = {}
        for stmt in all_statements(block):
            for position, out in enumerate(stmt.outs):
                self._origin[out] = (stmt, "out", position)
            if isinstance(stmt, For):
                for position, item in enumerate(stmt.items):
                    self._origin[item] = (stmt, "item", position)

        outside = (*block.params, *(out for stmt in block.body for out in stmt.outs))
        self._outside = frozenset(map(id, outside))
        arrays = (var.type for var in block.params if isinstance(var.type, Array))
        self._roots = frozenset(dim.root for type_ in arrays for dim in type_.dims if isinstance(dim, Extent))

    def _is_fixed(self, key: Hashable) -> bool:
        """Whether a name stands for one length in all rounds of all loops."""
        match key:
            case "undefined" | ("dim", int()):
                return True
            case ("dim", root, _):
                return root in self._roots
            case ("value", ident, 0):
                return ident in self._outside
            case _:
                return False

    def walks_together(self, loop: For) -> bool:
        """Whether a loop walks each of its sources from end to end."""
        sized = {self.of(walked.source) for walked in loop.iters if not walked.count}
        return (loop.even or len(sized) == 1) and not loop.until

    def rounds(self, loop: For | While) -> Hashable:
        """The name of the number of iterations of a loop."""
        if isinstance(loop, For) and self.walks_together(loop):
            return self.of(next(walked.source for walked in loop.iters if not walked.count))
        return ("rounds", id(loop))

    def of(self, atom: Atom, depth: int = 0) -> Hashable:
        """The length of a value; at a `depth`, that of its entries, of their entries..."""
        if isinstance(atom, Lit):
            return "undefined" if atom == UNDEF else ("literal", repr(atom.value))
        match atom.type:
            case Array(dims=dims) if len(dims) > depth:
                return _of_dim(dims[depth])
            case RangeOf(extent) if extent is not None:
                return _of_dim(extent)
            case TupleOf(items) if depth == 0:
                return ("dim", len(items))
        if atom not in self._origin:
            return ("value", id(atom), depth)
        return self._of_origin(atom, depth, *self._origin[atom])

    def _of_origin(self, var: Var, depth: int, stmt: Statement, role: str, position: int) -> Hashable:
        match stmt:
            case If():
                return self._of_either(*(self.of(arm.results[position], depth) for arm in (stmt.then, stmt.orelse)))
            case Try():
                return self._of_either(*(self.of(end, depth) for end in stmt.ends[position]))
            case With():
                return self.of(stmt.handed[position][1], depth)
            case For() if role == "item":
                walked = stmt.iters[position]
                of_entries = self.of(walked.source, depth + 1)
                if self._is_fixed(of_entries):
                    return of_entries
                return ("item", id(stmt), walked.reverse, of_entries)
            case For() | While() if position >= len(stmt.inits):
                if depth == 0:
                    return self.rounds(stmt)
                of_entry = self.of(stmt.collects[position - len(stmt.inits)], depth - 1)
                return of_entry if self._is_fixed(of_entry) else ("entry", of_entry)
            case Op(prim=Update()):
                return self.of(stmt.args[0], depth)
            case Op(prim=Index(path=path)) if path == _REVERSED:
                return self.of(stmt.args[0], depth)
            case Op(prim=Apply(fn=fn)) if fn in _SAME_LENGTH and depth <= _SAME_LENGTH[fn][1]:
                return self.of(stmt.args[_SAME_LENGTH[fn][0]], depth)
            case Op(prim=Apply(fn=fn)) if fn is range:
                counts = tuple(map(self._number, stmt.args))
                return counts[0] if len(counts) == 1 else ("range", *counts)
        return ("value", id(var), depth)

    def _number(self, atom: Atom) -> Hashable:
        """The length that an integer stands for."""
        if isinstance(atom, Lit):
            return ("dim", atom.value)
        if isinstance(atom.type, Scalar) and atom.type.extent is not None:
            return _of_dim(atom.type.extent)
        stmt = self._origin[atom][0] if atom in self._origin else None
        if isinstance(stmt, Op) and isinstance(stmt.prim, Apply) and stmt.prim.fn is len and not stmt.prim.effect:
            return self.of(stmt.args[0])
        return ("value", id(atom), 0)

    @staticmethod
    def _of_either(one: Hashable, other: Hashable) -> Hashable:
        """What one arm leaves undefined is only used after the other."""
        if "undefined" in (one, other):
            return other if one == "undefined" else one
        return one if one == other else ("either", one, other)


#: which argument of a function is as long as its result, and down to which depth so are their entries
_SAME_LENGTH: dict[object, tuple[int, float]] = {
    np.zeros_like: (0, math.inf),
    runtime.zeros_like: (0, math.inf),
    runtime.repeat_like: (1, 0),
    runtime.items_like: (1, 0),
    **dict.fromkeys((runtime.keys_of, runtime.values_of, runtime.arranged, runtime.put_in_order), (0, 0)),
}
_REVERSED = (Subscript((Slice(False, False, True),)),)


def _of_dim(dim: int | Extent) -> Hashable:
    return ("dim", dim) if isinstance(dim, int) else ("dim", dim.root, dim.less)
