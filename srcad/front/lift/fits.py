"""Whether a call fits the signature of a function that is not written in Python."""

from __future__ import annotations

import functools
import inspect
import itertools
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from srcad.front.lift.context import Lifter

MANY = 255
#: how many arguments are taken by position, where Python does not tell, and as far as they are supported
UNTOLD: dict[Any, tuple[int, int]] = {
    functools.reduce: (2, 3),
    functools.partial: (1, MANY),
    filter: (2, 2),
    getattr: (2, 3),
    hasattr: (2, 2),
    setattr: (3, 3),
    delattr: (2, 2),
    next: (1, 2),
    itertools.repeat: (1, 2),
    itertools.islice: (2, 4),
    itertools.count: (0, 2),
    map: (2, MANY),
    bool: (0, 1),
    float: (0, 1),
    int: (0, 1),
    range: (1, 3),
    slice: (1, 3),
    type: (1, 1),
}


def check_fit(cx: Lifter, node: Any, fn: Any, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
    """Refuse a call that raises whatever its arguments are."""
    if type(fn).__hash__ is None:
        return
    least, most = UNTOLD.get(fn, (0, len(args)))
    if not least <= len(args) <= most:
        raise cx.refuse(node, f"`{name}` of {len(args)} arguments is not supported", "match its signature")
    signature = signature_of(fn)
    if signature is None:
        return
    try:
        signature.bind(*args, **kwargs)
    except TypeError as error:
        raise cx.refuse(node, f"`{name}` cannot be called so: {error}", "match its signature") from None


@lru_cache(maxsize=1024)
def signature_of(fn: Any) -> inspect.Signature | None:
    if isinstance(fn, np.ufunc):
        return None
    try:
        return inspect.signature(fn)
    except (ValueError, TypeError):
        return None
