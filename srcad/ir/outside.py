"""The names that a function reads from outside: globals, what closures hold, attributes and items of these."""

from __future__ import annotations

import keyword
import re

from srcad.ir.core import Block, Free, Op
from srcad.ir.walk import all_statements


def live_names(block: Block) -> tuple[str, ...]:
    """What is read live from the user's module, in order of first mention: ``K``, ``model.rate``, ``sizes[0]``."""
    prims = (stmt.prim for stmt in all_statements(block) if isinstance(stmt, Op))
    return tuple(dict.fromkeys(prim.name for prim in prims if isinstance(prim, Free)))


def live_roots(block: Block) -> tuple[str, ...]:
    """The names that a text mentions to read these; in it, they can mean nothing else."""
    return tuple(dict.fromkeys(map(root_of, live_names(block))))


def root_of(name: str) -> str:
    """The name that ``model.rate`` or ``sizes[0]`` begins with."""
    return name.partition(".")[0].partition("[")[0]


def last_name(name: str) -> str:
    """What a variable is called that holds this: ``rate`` of ``model.rate``, ``size`` of ``sizes['size']``."""
    words: list[str] = re.findall(r"\w+", name)
    return next((word for word in reversed(words) if may_name(word)), "t")


def may_name(word: str) -> bool:
    """Whether a variable may be called so; Python's own attributes tell nothing."""
    return word.isidentifier() and not keyword.iskeyword(word) and not word.startswith("__")
