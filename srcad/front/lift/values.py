"""What a name can mean while a function is lifted.

Numbers and arrays are known by their types; tuples, functions, modules and strings are known outright and dissolve.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import gast

from srcad.front.source import Source
from srcad.ir.core import Atom, Path, Var


class Cell:
    """A storage: memory with versions.  `origins` names the arguments whose memory it may be part of.

    `name` is the first name under which a list, dict or object was known; `depth` is the number of loops around the
    place where it is made, -1 if a loop makes it; `put` says that it is in a list or dict of any length.  One that
    stands for the items of such a list is `mixed` if two of them may be one.
    """

    __slots__ = ("captured", "depth", "frozen", "line", "mixed", "name", "origins", "put")

    def __init__(self, line: int, origins: frozenset[str] = frozenset(), captured: str = "", frozen: str = "") -> None:
        self.line = line
        self.origins = origins
        self.captured = captured
        self.frozen = frozen
        self.name = ""
        self.depth = -1
        self.put = False
        self.mixed = False

    def take_after(self, other: Cell) -> bool:
        """Be taken for memory of another: what holds of stores into that holds here.  Gives whether that is news."""
        before = (self.origins, self.captured, self.frozen)
        self.origins |= other.origins
        self.captured = self.captured or other.captured
        self.frozen = self.frozen or other.frozen
        return before != (self.origins, self.captured, self.frozen)


class Scope:
    """The names of one call; closures keep the scope they were made in."""

    __slots__ = ("elsewhere", "label", "own", "parent")

    def __init__(
        self,
        label: str,
        parent: Scope | None = None,
        own: frozenset[str] = frozenset(),
        elsewhere: Mapping[str, str] | None = None,
    ) -> None:
        self.label = label
        self.parent = parent
        #: its parameters and the names that it assigns: they are its own from the first line on
        self.own = own
        #: the names that it declares ``nonlocal`` or ``global``
        self.elsewhere = elsewhere or {}

    def home(self, name: str) -> Scope | None:
        """The scope that an assignment here goes to; None if that is outside of all calls."""
        if name not in self.elsewhere:
            return self
        scope = self.parent
        while scope is not None and name not in scope.own:
            scope = scope.parent
        return scope


@dataclass(frozen=True, slots=True)
class Num:
    """A number, a range, a list walked in loops: anything that cannot be stored into."""

    atom: Atom


@dataclass(frozen=True, slots=True)
class View:
    """An array: a place in a storage.  `cache` is the last value read there and the version it was read from."""

    cell: Cell
    path: Path = ()
    indices: tuple[Atom, ...] = ()
    cache: tuple[Var, Var] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Box:
    """A list, dict or object: a reference to a storage, whose content the state knows."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class Seq:
    """A tuple, or the content of a list, whose items are known one by one."""

    kind: str
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The content of a dict (no `cls`) or of an object, or a named tuple: its entries are known one by one."""

    keys: tuple[Any, ...]
    items: tuple[Value, ...]
    cls: Any = None

    def get(self, key: Any) -> Value | None:
        return self.items[self.keys.index(key)] if key in self.keys else None


@dataclass(frozen=True, slots=True, eq=False)
class Growing:
    """The content of a list that the loop under way appends to: what this round has appended."""

    memory: Cell
    items: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The content of a list of any length: one list per number of an entry, and an entry to show its shape.

    `memory` stands for whatever storages its items are.
    """

    entry: Value
    lists: tuple[Var, ...]
    memory: Cell


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The content of a dict whose keys only the run knows: one dict per number of an entry, as for `Columns`.

    Of a set, the only column is the set itself.

    With a `default`, that is what a key gives that is not there; it is put in, unless the dict only `counts`.
    """

    entry: Value
    lists: tuple[Var, ...]
    memory: Cell
    default: Value | None = None
    counts: bool = False
    is_set: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """Where an item of a list or dict of any length has its place: its part begins with column `first`.

    It is there as long as the columns are `lists`.  Parts of one item have one `item`; `changed`: it was stored into.
    """

    owner: Cell
    first: int
    index: Atom
    lists: tuple[Var, ...]
    item: object
    changed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Static:
    """A Python object known outright.  `name` is how the source reaches it."""

    obj: Any
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Closure:
    """A function made during the call, or a user's function entered for lifting.

    `captured` are the names of the calls it was made in, and their values, of one that is an item of a list.
    """

    node: gast.FunctionDef | gast.Lambda
    source: Source
    scope: Scope | None
    defaults: tuple[Value, ...]
    kw_defaults: tuple[Value | None, ...]
    name: str
    captured: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """An attribute of an array that is about to be called."""

    owner: Value
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """An iterator: ``zip``, ``enumerate``, ``reversed`` or ``map`` of something, good for being walked once.

    `start` is that of ``enumerate``, `strict` that of ``zip``; `apply` makes an item of ``map`` from one of its parts.
    `depth` is the number of loops around the place where it is made.
    """

    kind: str
    parts: tuple[Value, ...]
    start: Atom | None = None
    strict: bool = False
    apply: Callable[..., Value] | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Generator:
    """The call of a generator function, good for being walked once: it runs inside of the loop that walks it.

    `behind` and `part` are those of its frame; `depth` is the number of loops around the place where it is made.
    """

    fn: Closure
    bound: dict[str, Value]
    behind: Any
    part: bool
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """``grad(f)`` and its kin inside a lifted function: the transform to apply when it is called."""

    fn: Value
    call: Callable[..., Value]
    name: str
    #: the methods of what is called
    members: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Parent:
    """``super()``: an object (or class) whose attributes are looked for in the classes that come after one."""

    owner: Value
    after: type


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """One of several values of different kinds: the first option whose flag is true, else the last."""

    flags: tuple[Atom, ...]
    options: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Promised:
    """An item of a dict that is walked: what is under the key when its turn comes."""

    box: Box
    key: Any


@dataclass(frozen=True, slots=True)
class Unbound:
    """A name that no statement has bound yet."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A name that means different things on different paths; using it is refused with this reason."""

    reason: str
    instead: str


Known = Seq | Record | Static | Closure | Method | Walk | Generator | Derived | Parent
Value = Num | View | Box | Growing | Columns | Table | Known | Chosen | Promised | Unbound | Clash

#: what a storage that is no array can hold
Content = Seq | Record | Growing | Columns | Table | Clash

UNBOUND = Unbound()

#: the ways in which a dict is walked: walks that may be walked again, and show the dict as it is then
VIEWS = ("keys", "values", "items")


def is_named_tuple(cls: Any) -> bool:
    """Whether a class is made by `collections.namedtuple` or `typing.NamedTuple`."""
    return isinstance(cls, type) and issubclass(cls, tuple) and isinstance(getattr(cls, "_fields", None), tuple)


def key_name(key: object, name: str) -> str:
    """The name of an entry of a dict or object."""
    return key if isinstance(key, str) and key.isidentifier() else name
