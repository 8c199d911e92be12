"""Names from outside the function: globals, closure cells, attributes of modules.

They are read live: each becomes an input that is fetched, and whose type or identity is checked, at every call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from srcad.ir.types import Type

Fetch = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class FreeName:
    """One thing the text relies on.

    `name` is the expression under which the text reaches it (empty when the text does not mention it); `fetch` reads
    its present value from the user's own dictionaries.  It must be the object `same` where `by_identity`, equal to
    it where `by_value`, and otherwise of the type `type`.
    """

    name: str
    fetch: Fetch
    by_identity: bool = False
    by_value: bool = False
    same: Any = None
    type: Type | None = None


class FreeNames:
    """The register of names from outside, in the order in which the function met them."""

    def __init__(self) -> None:
        self.entries: dict[str, FreeName] = {}
        #: names that mean something else in the text: those of its parameters
        self.reserved: dict[str, None] = {}
        #: whose name a printed name is, and under which name it is found there
        self._printed: dict[str, tuple[object, str]] = {}
        self._identities: dict[object, FreeName] = {}
        self._equal: list[FreeName] = []

    def printed(self, name: str, owner: object) -> str:
        """A printed name for `name` of `owner`: itself, unless another name took it."""
        chosen, number = name, 0
        while chosen in self.reserved or not self._is(chosen, owner, name):
            number += 1
            chosen = f"{name}_{number}"
        return chosen

    def _is(self, chosen: str, owner: object, name: str) -> bool:
        whose, called = self._printed.setdefault(chosen, (owner, name))
        return whose is owner and called == name

    def value(self, name: str, fetch: Fetch, type_: Type) -> None:
        self.entries.setdefault(name, FreeName(name, fetch, type=type_))

    def reach(self, name: str, fetch: Fetch) -> None:
        """The text reads parts of this object, and so mentions its name."""
        if name.isidentifier():
            self.entries.setdefault(name, FreeName(name, fetch))

    def demand(self, name: str, value: Any) -> None:
        """The text relies on the value itself, not only on its type."""
        old = self.entries[name]
        self.entries[name] = FreeName(name, old.fetch, by_value=True, same=value, type=old.type)

    def identity(self, fetch: Fetch, obj: object, place: object = None) -> None:
        """The text relies on this very object being found there; `place` tells places of one object apart."""
        key = id(obj) if place is None else (id(obj), place)
        self._identities.setdefault(key, FreeName("", fetch, by_identity=True, same=obj))

    def equal(self, fetch: Fetch, value: object) -> None:
        """The text relies on this value."""
        self._equal.append(FreeName("", fetch, by_value=True, same=value))

    def all(self) -> tuple[FreeName, ...]:
        return (*self.entries.values(), *self._identities.values(), *self._equal)
