"""Classes whose objects hold parameters: which attributes they are made of, and how one is put together again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcad.api.containers import REGISTERED
from srcad.api.derivative import forget_texts
from srcad.errors import RuleError
from srcad.runtime.objects import MAKERS


def container(cls: type, *leaves: str, make: Callable[..., Any] | None = None) -> None:
    """Take objects of a class apart into these attributes, and put them together with ``make(W=..., b=...)``.

    A gradient with respect to such an object is an object of the same class, made of the gradients of its leaves.
    `make` is the class itself where nothing else is said.  Attributes that are not named are not seen: what the
    function reads of the object must be among the leaves, or be found in the class.
    """
    if not isinstance(cls, type):
        raise RuleError(f"{cls!r} is no class", "container(Class, 'W', 'b')")
    if cls in (tuple, list, dict) or cls.__module__ == "numpy":
        raise RuleError(f"objects of `{cls.__name__}` are taken apart already", "a class of your own")
    wrong = [name for name in leaves if not isinstance(name, str) or not name.isidentifier()]
    if wrong:
        raise RuleError(f"`{cls.__name__}` has no attribute {wrong[0]!r}", "the names of attributes: 'W', 'b'")
    if not leaves:
        raise RuleError(f"no leaves of `{cls.__name__}` are named", "container(Class, 'W', 'b')")
    maker = cls if make is None else make
    if not callable(maker) or getattr(maker, "__name__", None) is None:
        raise RuleError(f"{make!r} makes no object", "a function with a name, called with the leaves by keyword")
    REGISTERED[cls] = leaves
    MAKERS[cls] = maker
    forget_texts()
