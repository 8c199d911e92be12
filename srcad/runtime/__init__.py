"""What generated code may call: small functions of NumPy arrays, which know nothing of the compiler."""

from __future__ import annotations

from srcad.runtime.adjoints import last_writer, unbroadcast, zeros_like
from srcad.runtime.barrier import stop_gradient
from srcad.runtime.checks import require_bound, disjoint, expect_scalar
from srcad.runtime.items import length_along, prod_except, put_along, slide
from srcad.runtime.parts import items_like, join_like, split_like

__all__ = [
    "require_bound",
    "disjoint",
    "expect_scalar",
    "items_like",
    "join_like",
    "last_writer",
    "length_along",
    "prod_except",
    "put_along",
    "slide",
    "split_like",
    "stop_gradient",
    "unbroadcast",
    "zeros_like",
]
