"""Adding to a place that holds zeros is a store; storing what is there already, or what nobody reads, is nothing.

``x_bar = np.zeros_like(x); x_bar[0] += g``     ->  ``x_bar = np.zeros_like(x); x_bar[0] = g``
``x_bar[0] = 0.0; x_bar[1] += h; x_bar[0] += g``  ->  ``x_bar[1] += h; x_bar[0] = g``
``g = x_bar[0]; x_bar[1] += h; x_bar[0] = g``   ->  ``g = x_bar[0]; x_bar[1] += h``

``x_bar[1] = 0.0; g = x_bar[0]``                ->  ``g = x_bar[0]``, if that is the last use of x_bar

Only adjoints are rewritten.  To know what a place holds, earlier stores are followed back as long as they are into
certainly different items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from srcad.ir.core import (
    Apply,
    At,
    Atom,
    Block,
    Function,
    Index,
    Lit,
    Op,
    Path,
    Rest,
    Statement,
    Subscript,
    Update,
    Var,
)
from srcad.ir.types import Array, Scalar
from srcad.ir.walk import all_statements, map_blocks, operands, substitute_operands, use_counts

_ZEROS = ("zeros", "zeros_like")


def first_add(fn: Function) -> Function:
    """The function with first additions written as stores, and without stores that change nothing."""
    found = _Places(fn.block)
    for stmt in all_statements(fn.block):
        if isinstance(stmt, Op):
            found.look_at(stmt)
    if not found.stores and not found.same and not found.bases:
        return fn
    return replace(fn, block=found.rebuilt(fn.block))


@dataclass(frozen=True, slots=True)
class _Held:
    """What a place holds before a store: zeros, and the store that put them there if it serves nothing else."""

    zeros: bool = False
    cleared: Op | None = None


class _Places:
    def __init__(self, block: Block) -> None:
        self.counts = use_counts(block)
        self.made: dict[Var, Op] = {}
        #: additions that become stores
        self.stores: set[Op] = set()
        #: results of stores that change nothing, and what they are the same as
        self.same: dict[Var, Atom] = {}
        #: reads that need not see the last stores
        self.bases: dict[Op, Atom] = {}

    def look_at(self, op: Op) -> None:
        if isinstance(op.prim, Update | Index) or _makes_zeros(op):
            self.made[op.out] = op
        if isinstance(op.prim, Index) and op.where.adjoint:
            self.read_before(op)
        if not isinstance(op.prim, Update) or not op.where.adjoint or any(map(may_repeat, op.args[2:])):
            return
        held = self.held(op) if op.prim.kind == "add" else _Held()
        if held.zeros:
            self.stores.add(op)
        if held.cleared is not None:
            self.drop(held.cleared)
        if (op.prim.kind == "set" or held.zeros) and self.is_own(op, op.prim.path):
            self.drop(op)

    def drop(self, op: Op) -> None:
        """Let what uses the store use its base."""
        base = self.real(op.args[0])
        self.same[op.out] = base
        if isinstance(base, Var):
            self.counts[base] = self.counts.get(base, 0) + self.counts.get(op.out, 0) - 1

    def held(self, op: Op) -> _Held:
        """What the place of an addition holds before it."""
        assert isinstance(op.prim, Update)
        version, alone = op.args[0], True
        while (earlier := self.version(version)) is not None:
            alone = alone and self.counts[earlier.out] == 1
            if not isinstance(earlier.prim, Update):
                return _Held(zeros=_makes_zeros(earlier))
            if self.is_same_place(earlier, op):
                cleared = self.kind(earlier) == "set" and earlier.args[1] in (Lit(0.0), Lit(0))
                return _Held(cleared and alone, earlier if cleared and alone else None)
            if not _are_apart(earlier, op):
                break
            version = earlier.args[0]
        return _Held()

    def is_own(self, op: Op, path: Path) -> bool:
        """Whether the value stored was read from the same place, and nothing was stored there since."""
        read = self.made.get(op.args[1]) if isinstance(op.args[1], Var) else None
        if read is None or read.prim != Index(path) or read.args[1:] != op.args[2:]:
            return False
        version, source = self.real(op.args[0]), self.real(read.args[0])
        while version != source:
            earlier = self.version(version)
            if earlier is None or not isinstance(earlier.prim, Update) or not _are_apart(earlier, op):
                return False
            version = self.real(earlier.args[0])
        return True

    def read_before(self, op: Op) -> None:
        """Read from before the stores that only this read would see, and does not."""
        version = op.args[0]
        while (earlier := self.version(version)) is not None:
            alone = isinstance(earlier.prim, Update) and self.counts[earlier.out] == 1
            if not alone or not _are_apart(earlier, op):
                break
            version = self.bases[op] = self.real(earlier.args[0])

    def version(self, atom: Atom) -> Op | None:
        atom = self.real(atom)
        return self.made.get(atom) if isinstance(atom, Var) else None

    def real(self, atom: Atom) -> Atom:
        while isinstance(atom, Var) and atom in self.same:
            atom = self.same[atom]
        return atom

    def kind(self, op: Op) -> str:
        assert isinstance(op.prim, Update)
        return "set" if op in self.stores else op.prim.kind

    def is_same_place(self, a: Op, b: Op) -> bool:
        assert isinstance(a.prim, Update)
        assert isinstance(b.prim, Update)
        return a.prim.path == b.prim.path and a.args[2:] == b.args[2:]

    def rebuilt(self, block: Block) -> Block:
        body = tuple(self.statement(stmt) for stmt in block.body if not self.is_gone(stmt))
        return Block(block.params, body, tuple(map(self.real, block.results)))

    def is_gone(self, stmt: Statement) -> bool:
        return isinstance(stmt, Op) and bool(stmt.outs) and stmt.outs[0] in self.same

    def statement(self, stmt: Statement) -> Statement:
        if isinstance(stmt, Op) and stmt in self.stores:
            assert isinstance(stmt.prim, Update)
            stmt = replace(stmt, prim=Update("set", stmt.prim.path))
        if isinstance(stmt, Op) and stmt in self.bases:
            return replace(stmt, args=(self.bases[stmt], *map(self.real, stmt.args[1:])))
        if any(atom in self.same for atom in operands(stmt)):
            stmt = substitute_operands(stmt, self.real)
        return map_blocks(stmt, self.rebuilt)


def _makes_zeros(op: Op) -> bool:
    name = getattr(op.prim.fn, "__name__", "") if isinstance(op.prim, Apply) else ""
    return name in _ZEROS and isinstance(op.out.type, Array)


def may_repeat(index: Atom) -> bool:
    """Integer arrays and lists may name a place twice; numbers and masks may not."""
    return not isinstance(index.type, Scalar) and not (isinstance(index.type, Array) and index.type.dtype == "bool")


def _are_apart(a: Op, b: Op) -> bool:
    """Whether two stores or reads are of items that differ in a literal index."""
    first, second = _indices(a), _indices(b)
    return any(
        x is not None and y is not None and x != y and (x < 0) == (y < 0) for x, y in zip(first, second, strict=False)
    )


def _indices(op: Op) -> Sequence[int | None]:
    """The literal index of each axis, from the first on, as far as the axes can be counted."""
    assert isinstance(op.prim, Update | Index)
    step = op.prim.path[0] if op.prim.path else None
    indices = op.args[2 if isinstance(op.prim, Update) else 1 :]
    if not isinstance(step, Subscript) or any(isinstance(arg.type, Array) for arg in indices):
        return ()
    rest = iter(indices)
    found: list[int | None] = []
    for entry in step.entries:
        if isinstance(entry, Rest):
            break
        if isinstance(entry, At):
            value = getattr(next(rest), "value", None)
            found.append(value if type(value) is int else None)
        else:
            return tuple(found)
    return tuple(found)
