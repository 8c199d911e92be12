"""`scipy.stats`; loaded when the user has loaded it."""

from __future__ import annotations

from scipy import stats

from srcad.analyse.dims import Fresh, broadcast_all
from srcad.analyse.result_types.common import as_array, number
from srcad.analyse.result_types.table import TYPERS
from srcad.ir.core import Atom
from srcad.ir.types import Type


def _of_distribution(fresh: Fresh, *args: Atom, **keywords: Atom) -> Type:
    """Whatever the dtypes, the result has that of doubles."""
    operands = (as_array(arg.type, fresh) for arg in (*args, *keywords.values()))
    return number("float64", broadcast_all((operand.dims for operand in operands), fresh))


METHODS: tuple[str, ...] = ("pdf", "logpdf", "pmf", "logpmf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf")

for _found in vars(stats).values():
    if isinstance(_found, stats.rv_continuous | stats.rv_discrete):
        TYPERS.update({getattr(_found, name): _of_distribution for name in METHODS if hasattr(_found, name)})
