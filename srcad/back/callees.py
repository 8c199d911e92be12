"""Functions of the program that are handed to others: written beside those that mention them, under free names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from srcad.back.spelling import roots
from srcad.ir.callee import Callee
from srcad.ir.core import Function, Lit
from srcad.ir.outside import mentioned
from srcad.ir.walk import all_statements, operands


def with_callees(functions: Sequence[Function]) -> list[Function]:
    """The functions, before them those that they hand to others."""
    found: dict[Callee, None] = {}
    for function in functions:
        _collect(function, found)
    if not found:
        return list(functions)
    whole = [*(callee.function for callee in found), *functions]
    taken = {name for function in whole for name in _names_of(function)} | {function.name for function in functions}
    names: dict[str, Callee] = {}
    for callee in found:
        names[_free_name(callee.__name__, {*taken, *names})] = callee
    own = [replace(callee.function, name=name) for name, callee in names.items()]
    return [replace(each, modules={**each.modules, **names}) for each in (*own, *functions)]


def _collect(function: Function, found: dict[Callee, None]) -> None:
    for callee in handed(function):
        if callee not in found:
            _collect(callee.function, found)
            found[callee] = None


def handed(function: Function) -> Iterator[Callee]:
    """The functions that this one hands to others."""
    atoms = (atom for stmt in all_statements(function.block) for atom in operands(stmt))
    return (atom.value for atom in atoms if isinstance(atom, Lit) and isinstance(atom.value, Callee))


def _names_of(function: Function) -> Iterator[str]:
    """What means something else in a function, or may come to."""
    yield from roots(function)
    yield from mentioned(function.block)
    yield from (param.name for param in function.params)


def _free_name(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    return free
