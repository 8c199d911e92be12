"""A place that each round of a loop has to itself is written once: no sum before it, no clearing after it.

``x_bar = np.zeros(n); for i in range(n): x_bar[i] += g``    ->  ``... x_bar[i] = g``
``for i in range(n): x_bar[i] += y_bar[i]; y_bar[i] = 0.0``  ->  ``... x_bar[i] += y_bar[i]``, if y_bar ends there

A round has a place to itself if all that the loop does to the array is at one index, which is never the same in two
rounds.  Only adjoints are rewritten.  This is for printing, so it comes late: the adjoint of ``+=`` is the simpler one.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import replace

from srcad.ir.core import (
    Apply,
    At,
    Atom,
    Block,
    For,
    Function,
    If,
    Index,
    Lit,
    Op,
    Path,
    Slice,
    Statement,
    Subscript,
    Update,
    Var,
)
from srcad.ir.types import Array, Scalar
from srcad.ir.walk import all_statements, free_in_statements, map_blocks, substitute, use_counts
from srcad.tidy.definitions import Definitions, definitions


def once_each(fn: Function) -> Function:
    """The function with what it does to such places written as stores, or left out."""
    finder = _Finder(fn)
    for stmt in all_statements(fn.block):
        if isinstance(stmt, For):
            finder.look_at(stmt)
    if not finder.stores and not finder.gone:
        return fn
    names: dict[Var, Atom] = {}
    for op in reversed(finder.gone):
        names[op.out] = names.get(op.args[0], op.args[0])  # type: ignore[arg-type]
    return replace(fn, block=substitute(finder.rebuilt(fn.block), names))


class _Finder:
    def __init__(self, fn: Function) -> None:
        self.found = definitions(fn)
        self.counts = use_counts(fn.block)
        #: additions that become stores
        self.stores: set[Op] = set()
        #: stores that nobody sees
        self.gone: list[Op] = []

    def look_at(self, loop: For) -> None:
        for slot, param in enumerate(loop.carried):
            ops = self.private(loop, slot) if isinstance(param.type, Array) else ()
            if not ops:
                continue
            start, end = self.around(loop, slot, _items(ops[0]))
            if self.is_zeros(start):
                self.stores.update(op for op in ops if op.args[0] is param and _is_addition(op))
            if end is not None and not self.counts.get(end):
                self.leave_out(loop, slot)

    def private(self, loop: For, slot: int) -> Sequence[Op]:
        """What the loop does to a carried array, if all of it is at one place that is another in each round."""
        versions: set[Atom] = {loop.carried[slot]}
        ops = list(_uses(loop.body, versions))
        handed = [atom for k, atom in enumerate(loop.body.results) if atom in versions and k != slot + loop.until]
        if handed or loop.yields[slot] not in versions:
            return ()
        known = [op for op in ops if op is not None]
        places = {(_path(op), _operands(op)) for op in known}
        if len(known) < len(ops) or len(places) != 1 or not self.differ(loop, _items(known[0])):
            return ()
        return known

    def differ(self, loop: For, indices: tuple[Atom, ...]) -> bool:
        """Whether these indices name another place in each round."""
        return any(self.is_distinct(item, indices) for item in loop.items)

    def is_distinct(self, item: Var, indices: tuple[Atom, ...]) -> bool:
        return any(self.moved(index) is item for index in indices) and is_counting(item, self.found)

    def moved(self, index: Atom) -> Atom:
        """The item `i` of an index ``i + 1``, which is not negative if `i` is not."""
        op = self.found.op(index) if isinstance(index, Var) else None
        if op is None or not isinstance(op.prim, Apply) or op.prim.fn is not operator.add:
            return index
        item, more = op.args
        return item if isinstance(more, Lit) and type(more.value) is int and more.value >= 0 else index

    def around(self, loop: For, slot: int, indices: tuple[Atom, ...]) -> tuple[Atom, Var | None]:
        """What the array is before the outermost loop whose rounds differ in their places too, and after it."""
        outer, _ = self.found.place[loop]
        init, out = loop.inits[slot], loop.outs[slot]
        handed_in = [k for k, param in enumerate(outer.carried) if param is init] if isinstance(outer, For) else []
        if not isinstance(outer, For) or not handed_in or not self.is_used_once(init):
            return init, out
        (above,) = handed_in
        if outer.yields[above] is not out or not self.is_used_once(out) or not self.differ(outer, indices):
            return Lit(None), None
        return self.around(outer, above, indices)

    def is_used_once(self, atom: Atom) -> bool:
        return isinstance(atom, Var) and self.counts.get(atom) == 1

    def is_zeros(self, atom: Atom) -> bool:
        op = self.found.op(atom) if isinstance(atom, Var) else None
        name = getattr(op.prim.fn, "__name__", "") if op is not None and isinstance(op.prim, Apply) else ""
        return name in ("zeros", "zeros_like") and self.is_used_once(atom)

    def leave_out(self, loop: For, slot: int) -> None:
        """Drop the stores with which the rounds end."""
        last = loop.yields[slot]
        while isinstance(last, Var) and self.is_used_once(last):
            op = self.found.op(last)
            if op is None or not isinstance(op.prim, Update) or not op.where.adjoint:
                return
            self.gone.append(op)
            last = op.args[0]

    def rebuilt(self, block: Block) -> Block:
        body = tuple(self.statement(stmt) for stmt in block.body if stmt not in self.gone)
        return Block(block.params, body, block.results)

    def statement(self, stmt: Statement) -> Statement:
        if isinstance(stmt, Op) and stmt in self.stores:
            return replace(stmt, prim=Update("set", _path(stmt)))
        return map_blocks(stmt, self.rebuilt)


def is_counting(item: Var, found: Definitions) -> bool:
    """Whether an item of a loop is another integer in each round, and never negative."""
    walk = found.walk(item)
    if walk is None:
        return False
    if walk.count:
        return _is_natural(walk.source)
    taped = found.collected(walk.source) if isinstance(walk.source, Var) else None
    if isinstance(taped, Var):
        return is_counting(taped, found)
    op = found.op(walk.source) if isinstance(walk.source, Var) else None
    if op is None or not isinstance(op.prim, Apply) or op.prim.fn is not range:
        return False
    return len(op.args) == 1 or (len(op.args) == 2 and _is_natural(op.args[0])) or _stays_natural(*op.args[1:])


def _stays_natural(stop: Atom, step: Atom = Lit(1)) -> bool:
    """Whether a range with this end and step goes down to zero at most."""
    down = isinstance(step, Lit) and type(step.value) is int and step.value < 0
    return down and isinstance(stop, Lit) and type(stop.value) is int and stop.value >= -1


def _is_natural(atom: Atom) -> bool:
    return isinstance(atom, Lit) and type(atom.value) is int and atom.value >= 0


def _uses(block: Block, versions: set[Atom]) -> Iterator[Op | None]:
    """The reads of and stores into these values, to which later versions are added; None for any other use."""
    for stmt in block.body:
        if isinstance(stmt, Op):
            if any(arg in versions for arg in stmt.args):
                yield stmt if _is_at_place(stmt, versions) else None
            if isinstance(stmt.prim, Update) and stmt.args[0] in versions:
                versions.add(stmt.out)
        elif isinstance(stmt, If) and stmt.cond not in versions:
            for arm in (stmt.then, stmt.orelse):
                yield from _uses(arm, versions)
            for out, *atoms in zip(stmt.outs, stmt.then.results, stmt.orelse.results, strict=True):
                if any(atom in versions for atom in atoms):
                    yield from () if all(atom in versions for atom in atoms) else (None,)
                    versions.add(out)
        elif any(var in versions for var in free_in_statements([stmt])):
            yield None


def _is_at_place(op: Op, versions: set[Atom]) -> bool:
    return isinstance(op.prim, Index | Update) and not any(arg in versions for arg in op.args[1:])


def _operands(op: Op) -> tuple[Atom, ...]:
    """What stands in the brackets of a read or store."""
    return op.args[2 if isinstance(op.prim, Update) else 1 :]


def _items(op: Op) -> tuple[Atom, ...]:
    """The indices that are not bounds of slices; none if some may name several items."""
    rest = iter(_operands(op))
    found: list[Atom] = []
    for entry in (entry for step in _path(op) if isinstance(step, Subscript) for entry in step.entries):
        if isinstance(entry, At):
            found.append(next(rest))
        elif isinstance(entry, Slice):
            for _ in range(entry.start + entry.stop + entry.step):
                next(rest)
    return tuple(found) if all(isinstance(index.type, Scalar) for index in found) else ()


def _path(op: Op) -> Path:
    assert isinstance(op.prim, Index | Update)
    return op.prim.path


def _is_addition(op: Op) -> bool:
    return isinstance(op.prim, Update) and op.prim.kind == "add" and op.where.adjoint
