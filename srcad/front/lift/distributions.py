"""Distributions of `scipy.stats` with their parameters: ``norm(loc, scale).logpdf(x)``.

Calling a distribution gives an object that holds it and the arguments, and whose methods hand these on.  SciPy makes
a copy of the distribution for it; whatever has the class and the support of one that SciPy names is that one.
"""

from __future__ import annotations

import sys
from types import MethodType
from typing import Any

from srcad.analyse.result_types.table import typer_of
from srcad.front.lift.calls import FINDERS, Handler, call
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Record, Seq, Static, Value


def find_distribution(obj: Any) -> Handler | None:
    if frozen_class(obj) is None:
        return None
    densities = [getattr(obj, name) for name in ("logpdf", "logpmf") if hasattr(obj, name)]
    return freeze if any(typer_of(density) is not None for density in densities) else refuse


def frozen_class(obj: Any) -> Any:
    """The class of what calling a distribution gives, if SciPy has been imported and this is one.

    Of several variables it is another one in truth, whose methods hand on the same.
    """
    if "scipy.stats" not in sys.modules:
        return None
    found = sys.modules["scipy.stats._distn_infrastructure"]
    if isinstance(obj, found.rv_discrete):
        return found.rv_discrete_frozen
    of_vectors = sys.modules["scipy.stats._multivariate"].multi_rv_generic
    return found.rv_continuous_frozen if isinstance(obj, found.rv_continuous | of_vectors) else None


def freeze(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    given = cx.box(Record(tuple(kwargs), tuple(kwargs.values())), node)
    content = Record(("dist", "args", "kwds"), (callee, Seq("tuple", tuple(rest)), given), frozen_class(callee.obj))
    return cx.box(content, node)


def find_copied(obj: Any) -> Handler | None:
    """A method that SciPy wrote of a distribution: that of a copy is that of the original, others have no rule."""
    if not isinstance(obj, MethodType) or frozen_class(obj.__self__) is None or typer_of(obj) is not None:
        return None
    if original(obj) is not None:
        return call_original
    return refuse if (obj.__module__ or "").startswith("scipy.stats.") else None


def original(method: MethodType) -> Any:
    """The method of the distribution that SciPy names, if it does the same."""
    copied: Any = method.__self__
    named = getattr(sys.modules["scipy.stats"], getattr(copied, "name", ""), None)
    if type(named) is not type(copied) or support_of(named) != support_of(copied):
        return None
    found = getattr(named, method.__func__.__name__)
    return found if typer_of(found) is not None else None


def support_of(dist: Any) -> str:
    return repr((dist.a, dist.b, dist.badvalue, dist.shapes))


def call_original(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    return call(cx, node, Static(original(callee.obj), callee.name), rest, kwargs, name)


def refuse(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee = args[0]
    assert isinstance(callee, Static)
    what = callee.name or callee.obj.__name__
    raise cx.rule_error(node, f"`{what}` of a distribution has no rule", "write its formula")


FINDERS.insert(0, find_distribution)
FINDERS.insert(0, find_copied)
