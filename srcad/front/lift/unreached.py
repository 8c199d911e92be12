"""Paths that are left out while the result of a recursive call is not known."""

from __future__ import annotations


class Unreached(Exception):
    """Nothing is known yet of what a call returns or a dict holds: the path that asks is left out for now."""
