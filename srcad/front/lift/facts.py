"""What is known of flags at the current point: inside ``if c:`` the flag `c` is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srcad.ir.core import Atom, Lit, Var

if TYPE_CHECKING:
    from srcad.front.lift.context import Lifter


def assume(cx: Lifter, atom: Atom, outcome: bool) -> None:
    """From here on the flag is known, and with it those that follow from it."""
    if not isinstance(atom, Var) or atom in cx.state.facts:
        return
    cx.state.facts[atom] = outcome
    for other, value in cx.implied.get((atom, outcome), ()):
        assume(cx, other, value)


def known_flag(cx: Lifter, atom: Atom) -> bool | None:
    """The outcome of a flag, where it is known here."""
    if isinstance(atom, Lit):
        return bool(atom.value)
    return cx.state.facts.get(atom)


def opposite(cx: Lifter, one: Atom, other: Atom) -> None:
    """Note that `one`, which was computed from `other`, is true where that is false."""
    cx.opposites[one] = other
    for a, b in ((one, other), (other, one)):
        for outcome in (True, False):
            follows(cx, a, outcome, b, not outcome)


def follows(cx: Lifter, atom: Atom, outcome: bool, other: Atom, value: bool) -> None:
    """Note that where `atom` has this outcome, `other` has that value."""
    if isinstance(atom, Var):
        cx.implied.setdefault((atom, outcome), []).append((other, value))
