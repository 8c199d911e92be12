"""What generated code may call: small functions of NumPy arrays, which know nothing of the compiler."""

from __future__ import annotations

from srcad.runtime.adjoints import last_writer, unbroadcast, zeros_like
from srcad.runtime.checks import disjoint, expect_scalar
from srcad.runtime.items import count, prod_except, put_along
from srcad.runtime.parts import items_like, join_like, split_like

__all__ = [
    "count",
    "disjoint",
    "expect_scalar",
    "items_like",
    "join_like",
    "last_writer",
    "prod_except",
    "put_along",
    "split_like",
    "unbroadcast",
    "zeros_like",
]
