"""The derivatives that nobody knows in closed form: in the order, or another parameter, of a special function."""

from __future__ import annotations

from srcad.rules.vocabulary import refuse


def in_order(*args):
    refuse("the derivative in the order of this function is not known")


def in_parameter(*args, **keywords):
    refuse("the derivative in this parameter is not known in closed form")
