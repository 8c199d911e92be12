"""Write statements one after the other, each result with its type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcad.analyse.infer import infer
from srcad.analyse.words import TUPLE, ZEROS
from srcad.ir.core import Apply, Atom, Block, Lit, Op, Prim, Statement, Var, Where
from srcad.ir.types import Extent


class Supply:
    """Fresh names for lengths, and fresh keys for loops and branches, in a fixed order."""

    def __init__(self) -> None:
        self._extents = 0
        self._keys = 0

    def extent(self) -> Extent:
        """A length about which nothing is known."""
        self._extents += 1
        return Extent(f"n{self._extents}")

    def key(self) -> int:
        self._keys += 1
        return self._keys


class Builder:
    """The body of one block under construction."""

    def __init__(self, supply: Supply, where: Where = Where()) -> None:
        self.supply = supply
        self.where = where
        self.body: list[Statement] = []

    def child(self) -> Builder:
        """A builder for a block inside this one."""
        return Builder(self.supply, self.where)

    def block(self, params: tuple[Var, ...], results: tuple[Atom, ...]) -> Block:
        return Block(params, tuple(self.body), results)

    def emit(self, prim: Prim, *args: Atom, name: str = "") -> Var:
        """Append one operation; its result is a temporary unless a person named it."""
        out = Var(name or "t", infer(prim, args, self.supply.extent), temp=not name)
        self.body.append(Op((out,), prim, args, self.where))
        return out

    def apply(self, fn: Callable[..., Any], *args: Atom, name: str = "", **kw: Atom) -> Var:
        """Append a call of a Python function."""
        return self.emit(Apply(fn, tuple(kw)), *args, *kw.values(), name=name)

    # --- what was written here ----------------------------------------------------------------------------------

    def packed(self, atom: Atom) -> tuple[Atom, ...] | None:
        """The items of a tuple that was put together here."""
        op = self._origin(atom)
        return op.args if op is not None and op.prim == TUPLE else None

    def is_zero(self, atom: Atom) -> bool:
        """Whether this is the number zero, or an array of zeros made here."""
        op = self._origin(atom)
        return atom == Lit(0.0) or (op is not None and op.prim == ZEROS)

    def _origin(self, atom: Atom) -> Op | None:
        return next((stmt for stmt in reversed(self.body) if isinstance(stmt, Op) and atom in stmt.outs), None)
