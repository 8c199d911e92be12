"""Dead operations that may go although they can raise: live code raises in their place, or nothing does.

A read ``x[i]`` whose value nobody wants is *covered* when live code reads or writes the same index of an axis
of the same length, in the same iterations and under the same conditions.  A power ``x ** y``, which raises where x is
zero and y negative, is covered by a division by x, and by ``x ** (y - 1)``, also where that is computed only if y is
not zero.

Values are compared by what they stand for: the item of a tape is the value that was taped; the items of two
loops over the same thing are the same; integers and conditions computed alike are alike.
"""

from __future__ import annotations

import operator
from collections.abc import Hashable, Iterable

from srcad.analyse.effects import Hazard, hazards
from srcad.ir.core import Apply, Atom, For, If, Iter, Lit, Op, Statement, Try, Update, Var, While, With
from srcad.ir.types import Array, DictOf, Dim, Extent, RangeOf, Scalar
from srcad.tidy.definitions import Definitions

#: the iterations and conditions under which an operation runs
Context = frozenset[Hashable]


class Covers:
    """The ways to raise that live operations have, and the contexts in which they do."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.meanings = Meanings(definitions)
        self.contexts: dict[Statement | None, dict[int, Context]] = {None: {0: frozenset()}}
        self.found: dict[Hashable, list[Context]] = {}

    def add(self, live: Iterable[Statement]) -> None:
        for stmt in live:
            if isinstance(stmt, Op):
                for hazard in hazards(stmt):
                    self.found.setdefault(self.meaning(hazard), []).append(self.context(stmt))
                    if hazard.what == "power":
                        self.add_power(hazard, self.context(stmt))

    def add_power(self, hazard: Hazard, context: Context) -> None:
        """Where ``x ** (y - 1)`` is live, ``x ** y`` is covered."""
        base, exponent = hazard.atoms
        op = self.definitions.op(exponent) if isinstance(exponent, Var) else None
        if op is None or not isinstance(op.prim, Apply) or op.prim.fn is not operator.sub or not _is_one(op.args[1]):
            return
        whole = op.args[0]
        conditions = [(operator.ne, (), self.meanings.of(whole), Lit(zero)) for zero in (0, 0.0)]
        context -= {("arm", condition, 0) for condition in conditions}
        self.found.setdefault(self.meaning(Hazard("power", (base, whole))), []).append(context)

    def covers(self, op: Op) -> bool:
        """Whether live code raises wherever this operation would, or it cannot raise."""
        return all(self.meanings.is_safe(hazard) or self.is_met(hazard, op) for hazard in hazards(op))

    def is_met(self, hazard: Hazard, op: Op) -> bool:
        found = self.found.get(self.meaning(hazard), [])
        if hazard.what == "power":
            found = [*found, *self.found.get(self.meaning(Hazard("zero", hazard.atoms[:1])), [])]
        return any(context <= self.context(op) for context in found)

    def meaning(self, hazard: Hazard) -> Hashable:
        if isinstance(hazard.detail, tuple):
            base, *indices = hazard.atoms
            return hazard.what, self.meanings.shape_of(base), *map(self.meanings.of, indices), hazard.detail
        return hazard.what, *map(self.meanings.of, hazard.atoms), hazard.detail

    def context(self, stmt: Statement) -> Context:
        """What holds whenever the statement runs."""
        parent, number = self.definitions.place[stmt]
        known = self.contexts.setdefault(parent, {})
        if number not in known:
            assert parent is not None
            more = () if isinstance(parent, With) else (self.condition(parent, number),)
            known[number] = self.context(parent).union(more)
        return known[number]

    def condition(self, stmt: Statement, number: int) -> Hashable:
        match stmt:
            case If(cond=cond):
                return "arm", self.meanings.of(cond), number
            case While() if number == 0:
                return "test", stmt
            case Try():
                return "arm", stmt, number
            case For() | While():
                return self.meanings.rounds(stmt)
            case _:
                raise AssertionError(f"{stmt} has no blocks")


class Meanings:
    """What a value stands for, in a form that can be compared."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.known: dict[Var, Hashable] = {}

    def of(self, atom: Atom) -> Hashable:
        if isinstance(atom, Lit):
            return atom
        if atom not in self.known:
            self.known[atom] = self.find(atom)
        return self.known[atom]

    def find(self, var: Var) -> Hashable:
        walk = self.definitions.walk(var)
        if walk is not None:
            return self.of_item(var, walk)
        op = self.definitions.op(var)
        if op is None:
            return var
        if isinstance(op.prim, Apply) and isinstance(var.type, Scalar | RangeOf) and not op.prim.effect:
            return (op.prim.fn, op.prim.kw, *map(self.of, op.args)) if _is_whole(var) else var
        return var

    def shape_of(self, atom: Atom) -> Hashable:
        """What has the same items as this, whatever is in them."""
        op = self.definitions.op(atom) if isinstance(atom, Var) else None
        changes_keys = op is not None and isinstance(op.prim, Update) and isinstance(op.out.type, DictOf)
        if op is not None and not changes_keys and (isinstance(op.prim, Update) or _is_zeros_like(op)):
            return self.shape_of(op.args[0])
        return self.of(atom)

    def of_item(self, var: Var, walk: Iter) -> Hashable:
        taped = self.taped(walk.source)
        if taped is not None:
            return self.of(taped)
        return var if walk.count else ("each", self.of(walk.source))

    def taped(self, source: Atom) -> Atom | None:
        """What the loop that made this tape put into it."""
        meaning = self.of(source)
        return self.definitions.collected(meaning) if isinstance(meaning, Var) else None

    def rounds(self, loop: For | While) -> Hashable:
        """Two loops with equal rounds run equally often (and one may be the other's mirror)."""
        if isinstance(loop, For) and loop.twin:
            return self.rounds(self.definitions.twin(loop))
        if isinstance(loop, For) and not loop.until:
            walks = {self.rounds_over(walk): None for walk in loop.iters if not walk.count}
            if len(walks) == 1:
                return next(iter(walks))
        return "rounds", loop

    def rounds_over(self, walk: Iter) -> Hashable:
        """How often something can be walked."""
        if walk.count:
            return ("endless",)
        meaning = self.of(walk.source)
        loop = self.definitions.collector(meaning) if isinstance(meaning, Var) else None
        if loop is not None:
            return self.rounds(loop)
        length = _length(walk.source)
        return ("length", length) if length is not None else ("over", meaning)

    def is_safe(self, hazard: Hazard) -> bool:
        """Whether an index runs over a range that lies inside the axis."""
        if hazard.what != "index" or not isinstance(hazard.detail, Extent | int):
            return False
        return _is_below(self.bound(hazard.atoms[0]), hazard.detail)

    def bound(self, atom: Atom) -> Dim | None:
        """A length below which this integer lies; it is not negative."""
        if isinstance(atom, Lit):
            return None
        walk = self.definitions.walk(atom)
        if walk is not None:
            taped = self.taped(walk.source)
            return self.bound(taped) if taped is not None else self.stop(walk)
        op = self.definitions.op(atom)
        if op is not None and isinstance(op.prim, Apply) and op.prim.fn is operator.add:
            return _shifted(self.bound(op.args[0]), op.args[1])
        return None

    def stop(self, walk: Iter) -> Dim | None:
        """The end of a range that starts at a literal."""
        source = self.definitions.op(walk.source) if isinstance(walk.source, Var) else None
        if walk.count or source is None or not isinstance(source.prim, Apply) or source.prim.fn is not range:
            return None
        if len(source.args) == 3 or (len(source.args) == 2 and not _is_count(source.args[0])):
            return None
        end = source.args[-1].type
        return end.extent if isinstance(end, Scalar) else None


def _is_whole(var: Var) -> bool:
    """Whether values computed alike are alike without regard to rounding and derivatives."""
    return isinstance(var.type, RangeOf) or (isinstance(var.type, Scalar) and var.type.kind in ("b", "i"))


def _is_zeros_like(op: Op) -> bool:
    return isinstance(op.prim, Apply) and getattr(op.prim.fn, "__name__", "") in ("zeros_like", "empty_like")


def _length(atom: Atom) -> Hashable:
    match atom.type:
        case RangeOf(extent=extent) if extent is not None:
            return extent
        case Array(dims=(first, *_)):
            return first
        case _:
            return None


def _is_one(atom: Atom) -> bool:
    return isinstance(atom, Lit) and type(atom.value) in (int, float) and atom.value == 1


def _is_count(atom: Atom) -> bool:
    return isinstance(atom, Lit) and isinstance(atom.value, int) and atom.value >= 0


def _shifted(bound: Dim | None, by: Atom) -> Dim | None:
    if bound is None or not isinstance(by, Lit) or not _is_count(by):
        return None
    if isinstance(bound, int):
        return bound + int(by.value)
    return Extent(bound.root, bound.less - by.value, bound.many)


def _is_below(bound: Dim | None, length: Dim) -> bool:
    """Whether an integer below `bound` lies inside an axis of this length."""
    if isinstance(bound, int) and isinstance(length, int):
        return bound <= length
    if isinstance(bound, Extent) and isinstance(length, Extent):
        return bound.root == length.root and bound.less >= length.less
    return False
