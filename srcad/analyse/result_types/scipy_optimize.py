"""`scipy.optimize`; loaded when the user has loaded it."""

from __future__ import annotations

from scipy import optimize

from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.table import calls, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import FLOAT, Type

NOTHING = Lit(())

_BRACKETED = (optimize.brentq, optimize.brenth, optimize.bisect, optimize.ridder, optimize.toms748)


@types(*_BRACKETED)
def _bracketed(
    fresh: Fresh, f: Atom, a: Atom, b: Atom, args: Atom = NOTHING, xtol: Atom = NOTHING, rtol: Atom = NOTHING,
    maxiter: Atom = NOTHING,
) -> Type:  # fmt: skip
    return FLOAT


@calls("f", of=_BRACKETED)
def _point(fresh: Fresh, **others: Atom) -> tuple[Type, ...]:
    return (FLOAT,)
