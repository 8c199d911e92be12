"""Functions made during the call."""

from __future__ import annotations

import gast

from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Closure


def make_closure(cx: Lifter, node: gast.FunctionDef | gast.Lambda, name: str) -> Closure:
    """A nested function: its defaults are evaluated now, the names it captures when it is called."""
    defaults = tuple(cx.expr(default) for default in node.args.defaults)
    kw_defaults = tuple(None if default is None else cx.expr(default) for default in node.args.kw_defaults)
    return Closure(node, cx.frame.source, cx.frame.scope, defaults, kw_defaults, name)
