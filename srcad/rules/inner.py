"""Derivatives of the functions that a function is given, for the bodies of its rule.

The calls are written out where they stand, like ``jvp`` and ``vjp`` inside a function of the user's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcad.errors import RuleError


def pushed(f: Callable[..., Any], primals: tuple[Any, ...], tangents: tuple[Any, ...]) -> Any:
    """``jvp(f, primals, tangents)``: the value of `f` and its tangent."""
    raise RuleError("this is only said in the body of a rule")


def pulled(f: Callable[..., Any], *primals: Any) -> Any:
    """``vjp(f, *primals)``: the value of `f` and what takes an adjoint of it to those of the arguments."""
    raise RuleError("this is only said in the body of a rule")
