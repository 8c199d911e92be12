"""What generated code may call: small functions of NumPy arrays, which know nothing of the compiler."""

from __future__ import annotations

from srcad.runtime.adjoints import last_writer, unbroadcast, zeros_like
from srcad.runtime.barrier import stop_gradient
from srcad.runtime.checks import disjoint, expect_length, expect_scalar, require_bound
from srcad.runtime.items import length_along, prod_except, put_along, slide, spread_stretches
from srcad.runtime.lists import (
    appended,
    concatenated,
    folded,
    inserted,
    place_of,
    place_to_insert,
    repeated,
    without,
    without_last,
)
from srcad.runtime.objects import instance
from srcad.runtime.parts import items_like, join_like, repeat_like, split_like
from srcad.runtime.polygamma import polygamma
from srcad.runtime.roots import python_root_of_squares, root_of_squares
from srcad.runtime.waves import i0_derivative, sinc_derivative

__all__ = [
    "appended",
    "concatenated",
    "disjoint",
    "expect_length",
    "expect_scalar",
    "folded",
    "i0_derivative",
    "inserted",
    "instance",
    "items_like",
    "join_like",
    "last_writer",
    "length_along",
    "place_of",
    "place_to_insert",
    "polygamma",
    "prod_except",
    "put_along",
    "python_root_of_squares",
    "repeat_like",
    "repeated",
    "require_bound",
    "root_of_squares",
    "sinc_derivative",
    "slide",
    "split_like",
    "spread_stretches",
    "stop_gradient",
    "unbroadcast",
    "without",
    "without_last",
    "zeros_like",
]
