"""Imports inside a function, and declarations of global names that are only read.

A module is imported when the function is read; its name then means what it would mean at the top of a module.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

import gast

from srcad.front.lift.context import Lifter, statement
from srcad.front.lift.lookup import from_object
from srcad.front.lift.values import Static, Value


@statement(gast.Import)
def import_(cx: Lifter, node: gast.Import) -> None:
    for alias in node.names:
        module = imported(cx, node, alias.name)
        root = alias.name.partition(".")[0]
        if alias.asname is None:
            cx.set_name(root, named_module(cx, imported(cx, node, root), root))
        else:
            cx.set_name(alias.asname, named_module(cx, module, alias.asname))


@statement(gast.ImportFrom)
def import_from(cx: Lifter, node: gast.ImportFrom) -> None:
    module = imported(cx, node, "." * (node.level or 0) + (node.module or ""))
    for alias in node.names:
        name = alias.asname or alias.name
        cx.set_name(name, part_of(cx, node, module, alias.name, name))


def part_of(cx: Lifter, node: Any, module: ModuleType, attr: str, name: str) -> Value:
    """What ``from module import attr as name`` binds."""
    if not hasattr(module, attr):
        imported(cx, node, f"{module.__name__}.{attr}")  # a module inside a package
    found = getattr(module, attr)
    if isinstance(found, ModuleType):
        return named_module(cx, found, name)
    return from_object(cx, found, cx.free.printed(name, module), lambda: getattr(module, attr))


def imported(cx: Lifter, node: Any, path: str) -> ModuleType:
    package = cx.frame.source.fn.__globals__.get("__package__") or None
    try:
        return import_module(path, package)
    except (ImportError, TypeError) as error:
        reason = f"the module `{path}` cannot be imported: {error}"
        raise cx.refuse(node, reason, "import it at the top of the module, or pass in what is used of it") from None


def named_module(cx: Lifter, module: ModuleType, name: str) -> Static:
    """A module under a name of the text."""
    if cx.modules.get(name) is not module:
        name = cx.free.printed(name, module)
        cx.modules[name] = module
    return Static(module, name)


@statement(gast.Global)
def global_(cx: Lifter, node: gast.Global) -> None:
    """Names that are only read (stores to them are refused before) mean what they would without it."""
