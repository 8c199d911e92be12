"""Paths that are left out while the result of a recursive call is not known."""

from __future__ import annotations


class Unreached(Exception):
    """Nothing is known yet of what a call returns: the path that makes it is left out for now."""
