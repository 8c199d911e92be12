"""The result type of a call: from the table, else NumPy's rule for elementwise functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.elementwise import ufunc
from srcad.analyse.result_types.table import apply_typer, typer_of
from srcad.ir.core import Atom
from srcad.ir.types import Type


def type_of_call(fn: Callable[..., Any], args: Sequence[Atom], kw: tuple[str, ...], fresh: Fresh) -> Type:
    """The type of ``fn(*args)``, the last ``len(kw)`` of them passed by keyword."""
    typer = typer_of(fn)
    if typer is not None:
        return apply_typer(typer, args, kw, fresh)
    if isinstance(fn, np.ufunc) and fn.signature is None:
        return ufunc(fn, args, kw, fresh)
    raise CannotType(f"{getattr(fn, '__name__', fn)} is not known")
