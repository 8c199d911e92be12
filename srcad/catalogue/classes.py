"""The class of every public function: from its row where it has one, else from the reason that is written down."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from srcad.catalogue.namespaces import public
from srcad.front.lift.arrays import METHOD_FUNCTIONS, SYNONYMS
from srcad.front.lift.calls import HANDLERS
from srcad.reasons.table import reasons_for
from srcad.reasons.vocabulary import KINDS, Kind
from srcad.rules.table import row_of
from srcad.rules.vocabulary import Zero

#: names of methods under which no function of `np` is meant
OTHER_NAMES = {"ndim": np.ndim, "shape": np.shape, "size": np.size}


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, the classes that the tables give it (one, if they are right), and why, where that has to be said."""

    namespace: str
    name: str
    kinds: tuple[Kind, ...]
    why: str = ""

    @property
    def kind(self) -> Kind:
        return self.kinds[0]


def entries(namespace: str) -> list[Entry]:
    """Every public name of a namespace, with its class."""
    return [entry_of(namespace, name, obj) for name, obj in public(namespace).items()]


def entry_of(namespace: str, name: str, obj: Any) -> Entry:
    derived = _from_tables(_meant(namespace, name, obj))
    reasons = reasons_for(namespace, name) or _of_other_names(namespace, name, obj, derived)
    kinds = (*derived, *(reason.kind for reason in reasons))
    return Entry(namespace, name, kinds or ("no rule yet",), reasons[0].why if reasons and not derived else "")


def _meant(namespace: str, name: str, obj: Any) -> Any:
    """The function that a name stands for: of a method, the function that it is."""
    if namespace != "numpy.ndarray":
        return SYNONYMS.get(obj, obj) if isinstance(obj, Hashable) else obj
    return METHOD_FUNCTIONS.get(name, OTHER_NAMES.get(name, obj))


def _from_tables(obj: Any) -> tuple[Kind, ...]:
    try:
        row = row_of(obj)
    except TypeError:  # an object that is no key
        return ()
    if row is not None:
        return ("zero" if isinstance(row, Zero) else "rule",)
    return ("rule",) if obj in HANDLERS or _has_methods(obj) else ()


def _has_methods(obj: Any) -> bool:
    """Whether an object is a distribution whose methods have rules."""
    found = (getattr(obj, name, None) for name in ("pdf", "pmf", "cdf"))
    return any(callable(method) and row_of(method) is not None for method in found)


def _of_other_names(namespace: str, name: str, obj: Any, derived: tuple[Kind, ...]) -> list[Any]:
    """The reasons of the same function under another name of the namespace (`np.complex256` is `np.clongdouble`)."""
    if derived or namespace == "numpy.ndarray":
        return []
    same = [other for other, each in public(namespace).items() if each is obj and other != name]
    return next((found for other in same if (found := reasons_for(namespace, other))), [])


def counts(found: list[Entry]) -> dict[Kind, int]:
    """How many names are of each class."""
    return {kind: sum(entry.kind == kind for entry in found) for kind in KINDS}


def named(name: str, namespaces: list[str]) -> Iterator[Entry]:
    """The entries of a function that is asked for by its name, with or without its namespace."""
    for namespace in namespaces:
        short = name.removeprefix(f"{namespace}.")
        found = public(namespace)
        if short in found:
            yield entry_of(namespace, short, found[short])
