"""What generated code may call: small functions of NumPy arrays, which know nothing of the compiler."""

from __future__ import annotations

from srcad.runtime.adjoints import last_writer, unbroadcast, zeros_like
from srcad.runtime.barrier import stop_gradient
from srcad.runtime.checks import disjoint, expect_length, expect_scalar, require_bound
from srcad.runtime.dicts import (
    keyed,
    keys_of,
    picked,
    summed,
    united,
    values_of,
    with_default,
    with_key,
    with_member,
    without_key,
    without_member,
)
from srcad.runtime.items import length_along, prod_except, put_along, slide
from srcad.runtime.lists import (
    appended,
    appended_at,
    arranged,
    concatenated,
    folded,
    inserted,
    order_of,
    place_of,
    place_to_insert,
    put_in_order,
    repeated,
    shortened_at,
    without,
    without_last,
)
from srcad.runtime.objects import instance
from srcad.runtime.parts import items_like, join_like, repeat_like, split_like
from srcad.runtime.polygamma import polygamma

__all__ = [
    "appended",
    "appended_at",
    "arranged",
    "concatenated",
    "disjoint",
    "expect_length",
    "expect_scalar",
    "folded",
    "inserted",
    "instance",
    "items_like",
    "join_like",
    "keyed",
    "keys_of",
    "last_writer",
    "length_along",
    "order_of",
    "picked",
    "place_of",
    "place_to_insert",
    "polygamma",
    "prod_except",
    "put_along",
    "put_in_order",
    "repeat_like",
    "repeated",
    "require_bound",
    "shortened_at",
    "slide",
    "split_like",
    "stop_gradient",
    "summed",
    "unbroadcast",
    "united",
    "values_of",
    "with_default",
    "with_key",
    "with_member",
    "without",
    "without_key",
    "without_last",
    "without_member",
    "zeros_like",
]
