"""The words in which is said why a function has no row.

A `Reason` holds for several functions of one namespace.  What has a row in `srcad.rules` needs none: its class follows
from the row.  A reason reads on from the name of the function: "`np.save` has no derivative rule: it writes a file".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["rule", "zero", "structural", "effect", "no derivative", "out of scope", "no rule yet"]

#: what each class means, in the order in which they are listed
KINDS: dict[Kind, str] = {
    "rule": "has a rule",
    "zero": "has the derivative zero wherever it has one",
    "structural": "is about shapes, types and constants: no number that carries a derivative goes in or comes out",
    "effect": "draws random numbers, reads or writes: it is no function of its arguments",
    "no derivative": "has no derivative, for the reason given",
    "out of scope": "could be differentiated, and is not, for the reason given",
    "no rule yet": "has no rule yet",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why these functions are of a class, and what to write instead of a call of one."""

    kind: Kind
    why: str
    names: tuple[str, ...]
    instead: str

    @property
    def is_final(self) -> bool:
        """Whether nothing is won by reading the function's source, where it has one."""
        return self.kind in ("no derivative", "out of scope")


OUTSIDE = "call it outside of the function that is differentiated, and pass what it gives"


def lifted(why: str, names: str) -> Reason:
    """Has no row and needs none: it is read as statements that have rules."""
    return Reason("rule", why, tuple(names.split()), "")


def structural(why: str, names: str, instead: str = OUTSIDE) -> Reason:
    return Reason("structural", why, tuple(names.split()), instead)


def effect(why: str, names: str, instead: str = "do it outside of the function that is differentiated") -> Reason:
    return Reason("effect", why, tuple(names.split()), instead)


def no_derivative(why: str, names: str, instead: str = OUTSIDE) -> Reason:
    return Reason("no derivative", why, tuple(names.split()), instead)


def out_of_scope(why: str, names: str, instead: str = OUTSIDE) -> Reason:
    return Reason("out of scope", why, tuple(names.split()), instead)
