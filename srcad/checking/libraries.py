"""Which files are the user's own."""

from __future__ import annotations

import sysconfig
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import FunctionType

_FOLDERS = tuple(
    dict.fromkeys(
        (
            *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
            str(Path(__file__).parents[1]),
        )
    )
)


@lru_cache(maxsize=4096)
def is_library(file: str) -> bool:
    """Whether a file belongs to Python, to an installed package, or is no file at all."""
    return file.startswith("<frozen") or any(Path(file).is_relative_to(folder) for folder in _FOLDERS)


def owned(fn: FunctionType) -> Callable[[str], bool]:
    """Tells the files that are looked into when `fn` is checked: its own, and all that are no library's."""
    file = fn.__code__.co_filename
    return lambda other: other == file or not is_library(other)
