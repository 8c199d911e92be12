"""The names that a function takes from outside: globals, what closures hold, attributes and items of these."""

from __future__ import annotations

import keyword
import re
from dataclasses import replace

from srcad.ir.core import Block, Free, Invoke, Op, Var
from srcad.ir.walk import all_statements, substitute


def live_names(block: Block) -> tuple[str, ...]:
    """What is read live from the user's module, in order of first mention: ``K``, ``model.rate``, ``sizes[0]``."""
    prims = (stmt.prim for stmt in all_statements(block) if isinstance(stmt, Op))
    return tuple(dict.fromkeys(prim.name for prim in prims if isinstance(prim, Free)))


def mentioned(block: Block) -> tuple[str, ...]:
    """The names with which a text reads these, and the functions of the program that it calls: in it, they can mean
    nothing else.
    """
    prims = (stmt.prim for stmt in all_statements(block) if isinstance(stmt, Op))
    invoked = (prim.name for prim in prims if isinstance(prim, Invoke))
    return tuple(dict.fromkeys((*map(root_of, live_names(block)), *invoked)))


def root_of(name: str) -> str:
    """The name that ``model.rate`` or ``sizes[0]`` begins with."""
    return name.partition(".")[0].partition("[")[0]


def well_named(block: Block) -> Block:
    """A block whose parameters have legal names, no two the same, and none that means something else."""
    taken = dict.fromkeys(mentioned(block))
    params = []
    for var in block.params:
        wish = last_name(var.name)
        name, number = wish, 0
        while name in taken:
            name, number = f"{wish}_{number}", number + 1
        taken[name] = None
        params.append(Var(name, var.type, var.temp))
    body = substitute(replace(block, params=()), dict(zip(block.params, params, strict=True)))
    return replace(body, params=tuple(params))


def last_name(name: str) -> str:
    """What a variable is called that holds this: ``rate`` of ``model.rate``, ``size`` of ``sizes['size']``."""
    words: list[str] = re.findall(r"\w+", name)
    return next((word for word in reversed(words) if may_name(word)), "t")


def may_name(word: str) -> bool:
    """Whether a variable may be called so; Python's own attributes tell nothing."""
    return word.isidentifier() and not keyword.iskeyword(word) and not word.startswith("__")
