"""Check all functions of a file or module."""

from __future__ import annotations

import linecache

from srcad.api.wrapped import signature_of
from srcad.checking.examples import is_number
from srcad.checking.finding import Finding, finding_of, in_order
from srcad.checking.function import check_source
from srcad.checking.modules import CannotImport, Checked, NoSuchTarget, functions, load
from srcad.errors import SrcadError
from srcad.front.source import find
from srcad.spec import Spec

#: a line with this comment has no findings; on the line of a `def`, the function has none
IGNORE = "# srcad: ignore"


def check_target(target: str) -> list[Finding]:
    """The findings of ``file.py``, ``package.module``, or one function of it, ``file.py::name``."""
    where, _, name = target.partition("::")
    try:
        module = load(where)
    except CannotImport as error:
        return [error.finding]
    chosen = functions(module)
    if name:
        chosen = [each for each in chosen if each.name == name or each.name.startswith(f"{name}.")]
        if not chosen:
            raise NoSuchTarget(f"there is no function {name} in {where}")
    found = [finding for each in chosen if name or is_meant(each) for finding in check_member(each)]
    return in_order((finding for finding in found if not is_ignored(finding)), getattr(module, "__file__", None) or "")


def is_meant(each: Checked) -> bool:
    """Whether a function may be one that somebody differentiates: it takes something that may be a number, and is not
    one that Python calls (`__init__`).
    """
    name = each.name.rpartition(".")[2]
    if name.startswith("__") and name.endswith("__") and name != "__call__":
        return False
    parameters = list(signature_of(each.fn).parameters.values())
    return any(is_number(param, each.fn.__globals__) for param in parameters)


def check_member(each: Checked) -> list[Finding]:
    spec = getattr(each.given, "spec", None)
    try:
        source = find(each.fn)
    except SrcadError as error:
        return [finding_of(error, error.place, each.name)]
    if IGNORE in source.lines[source.node.lineno - 1]:
        return []
    return check_source(source, spec if isinstance(spec, Spec) else Spec(), each.owner)


def is_ignored(finding: Finding) -> bool:
    return IGNORE in linecache.getline(finding.file, finding.line)
