"""What can raise nothing at all, whatever the values: the plain arithmetic of Python's own numbers.

This is stricter than `effects`: an array may have the wrong shape, a warning may be made an error, a NumPy scalar too.
Only where nothing can be raised does the order of things not matter to a handler.
"""

from __future__ import annotations

import math
import operator

from srcad.analyse.effects import hazards, is_effect
from srcad.ir.core import Apply, Atom, Bind, Free, Lit, Op, Pack, Statement
from srcad.ir.types import Opaque, Scalar
from srcad.ir.walk import all_statements, blocks_of

_ARITHMETIC = (operator.add, operator.sub, operator.mul, operator.neg, operator.pos)
_TESTS = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne, operator.not_)
_LOGIC = (*_TESTS, operator.is_, operator.is_not, bool)
_KNOWN = (*_ARITHMETIC, *_LOGIC)


def never_raises(stmt: Statement) -> bool:
    """Whether a statement certainly goes through."""
    if not isinstance(stmt, Op):
        return all(never_raises(inner) for block in blocks_of(stmt) for inner in all_statements(block))
    match stmt.prim:
        case Bind() | Pack() | Free():
            return True
        case Apply(fn=fn, effect=False):
            plain = fn in _KNOWN or (getattr(fn, "__module__", "") == "math" and fn is not math.fsum)
            return plain and not is_effect(stmt) and not hazards(stmt) and _are_plain(stmt.args)
        case _:
            return False


def _are_plain(args: tuple[Atom, ...]) -> bool:
    """Whether these are numbers of Python's of one kind; an int may be too large to become a float."""
    kinds = {_kind(arg) for arg in args}
    return None not in kinds and len(kinds - {"b"}) <= 1


def _kind(atom: Atom) -> str | None:
    if isinstance(atom, Lit) and type(atom.value) in (bool, int):
        # a literal is as large as it looks
        return "b" if abs(atom.value) < 2**53 else None
    match atom.type:
        case Scalar(kind=kind, dtype=None):
            return kind
        case Opaque():
            return "b" if isinstance(atom, Lit) else None
        case _:
            return None
