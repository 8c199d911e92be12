"""Orders and other parameters of special functions: those in which no derivative is known, and those that are whole."""

from __future__ import annotations

from typing import Any

from srcad.rules.vocabulary import refuse, static


def in_order(*args):
    refuse("the derivative in the order of this function is not known")


def in_parameter(*args, **keywords):
    refuse("the derivative in this parameter is not known in closed form")


@static
def _is_whole(n: Any) -> bool:
    """Whether a number is written as a whole one, or is an integer."""
    if isinstance(n, int | float):
        return float(n).is_integer()
    # the type of a number of Python's has a name and no dtype
    return not str(getattr(n, "dtype", None) or n).startswith("float")


def whole(n):
    """An order that is cut off to an integer where it is none."""
    if not _is_whole(n):
        refuse("the order of this function is a whole number: pass an integer")
    return n
