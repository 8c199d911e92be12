"""The one data structure: structured SSA.

A function body is a `Block`: parameters, statements, results.  A statement is an `Op` (one primitive applied to
atoms), or an `If`, `For`, `While`, `Try` or `With`, whose bodies are blocks again.  Every `Var` is defined once, before
it is used; blocks may mention variables of the blocks around them, and hand values outwards only through their
results.

Nothing here has identity in memory: an array that is stored into is a new value (`Update`).  Who shares memory with
whom was settled when the program was lifted, and is settled again when it is printed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from srcad.ir.types import Type, type_of_value


@dataclass(frozen=True, slots=True)
class Stmt:
    """A statement of the user's source: what the comment above its adjoint says, and where an error points.

    `called` is the name of the function it stands in, if that is one that the differentiated function calls.
    """

    text: str
    file: str
    line: int
    called: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """The source statement an operation belongs to, and whether it belongs to its adjoint (or tangent).

    `span` is where in the file the expression stands: line, column, end line, end column.
    """

    stmt: Stmt | None = None
    adjoint: bool = False
    span: tuple[int, int, int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Var:
    """A value.  `name` is the base for its printed name; `temp` is true when no person named it."""

    name: str
    type: Type
    temp: bool = False

    def __repr__(self) -> str:
        return f"<{self.name}: {self.type}>"


@dataclass(frozen=True, slots=True)
class Lit:
    """A literal of the source: a number, a string, None, an Ellipsis, or a tuple of such."""

    value: Any

    @property
    def type(self) -> Type:
        return type_of_value(self.value)

    # 1, 1.0 and True are different literals, and so are 0.0 and -0.0
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lit) and repr(self.value) == repr(other.value)

    def __hash__(self) -> int:
        return hash(repr(self.value))


class Undefined:
    """The value of a name on a path that does not bind it."""

    def __repr__(self) -> str:
        return "undef"


UNDEF = Lit(Undefined())

Atom = Var | Lit


# --- primitives -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Apply:
    """A call of a known Python function: ``fn(*args)``, the last ``len(kw)`` arguments by keyword.

    Operators are the functions of `operator` (``operator.add`` prints as ``+``).  `style` says how the user wrote
    it: ``'call'``; ``'method'`` (``x.sum(axis=0)`` is np.sum, its first argument the object); ``'attr'``
    (``x.T`` is np.transpose, ``x.shape`` np.shape).  `name` is the dotted name, method or attribute to print.
    `effect` marks a call that must happen exactly once, in order.
    """

    fn: Callable[..., Any]
    kw: tuple[str, ...] = ()
    style: str = "call"
    name: str = ""
    effect: bool = False


@dataclass(frozen=True, slots=True)
class At:
    """One index that is a value: an integer, an integer array, a mask, a list position, a key."""


@dataclass(frozen=True, slots=True)
class Slice:
    """``start:stop:step``; the flags say which of the three are given (each given one takes an argument)."""

    start: bool
    stop: bool
    step: bool


@dataclass(frozen=True, slots=True)
class NewAxis:
    """``None`` inside an index."""


@dataclass(frozen=True, slots=True)
class Rest:
    """``...`` inside an index."""


Entry = At | Slice | NewAxis | Rest


@dataclass(frozen=True, slots=True)
class Subscript:
    """One pair of brackets.  `tuple` is false for ``x[i]``, true for ``x[i, j]`` and ``x[i,]``."""

    entries: tuple[Entry, ...]
    tuple: bool = False


@dataclass(frozen=True, slots=True)
class Transposed:
    """The view ``.T``."""


Step = Subscript | Transposed
Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Read ``base[path]``; arguments: the base, then the indices of the path from left to right."""

    path: Path


@dataclass(frozen=True, slots=True)
class Update:
    """``base`` with ``base[path] = value`` done to it (`kind` ``'set'``), or ``+=`` (``'add'``).

    Arguments: the base, the value, then the indices of the path.  The result is a new value; the base is unchanged.
    ``'add'`` adds at every place that the path names, as often as it is named: where the path holds an integer
    array this is ``np.add.at``, not Python's ``x[i] += v``.
    The result has the dtype and shape of the base (the value is cast, as NumPy's stores do).
    """

    kind: str
    path: Path


@dataclass(frozen=True, slots=True)
class Pack:
    """Make a tuple (``'tuple'``), list (``'list'``), set (``'set'``) or dict (``'dict'``, with `keys`) of the
    arguments, or an object of class `cls` whose fields are `keys` (``'object'``).
    """

    kind: str
    keys: tuple[Any, ...] = ()
    cls: Any = None


@dataclass(frozen=True, slots=True)
class Free:
    """A name read live from the user's module or closure; no arguments.  `name` is the dotted name."""

    name: str


@dataclass(frozen=True, slots=True)
class Invoke:
    """A call of another function of the same `Program`, by name; it may have several results."""

    name: str


@dataclass(frozen=True, slots=True)
class Bind:
    """A literal that a person gave a name: ``dt = 0.1``; its only argument is the literal."""


@dataclass(frozen=True, slots=True)
class Format:
    """An f-string: `parts` holds text, and None for each argument, with its conversion and format in `specs`."""

    parts: tuple[str | None, ...]
    specs: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Assert:
    """``assert args[0], args[1]`` (the message may be missing); an effect without results."""


@dataclass(frozen=True, slots=True)
class Raise:
    """``raise cls(*args)``, or ``raise cls`` with `bare`; an effect without results; nothing after it is reached.

    `again` raises an exception that is there already, the first argument: ``raise error``, or ``raise`` alone where
    it is being handled.  With a `cause`, the last argument is what stands behind ``from``.
    """

    cls: type[BaseException]
    name: str
    bare: bool = False
    again: bool = False
    cause: bool = False


Prim = Apply | Index | Update | Pack | Free | Invoke | Bind | Format | Assert | Raise


# --- statements -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Op:
    outs: tuple[Var, ...]
    prim: Prim
    args: tuple[Atom, ...]
    where: Where = Where()

    @property
    def out(self) -> Var:
        """The only result of an operation that has one."""
        (out,) = self.outs
        return out


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    params: tuple[Var, ...]
    body: tuple[Statement, ...]
    results: tuple[Atom, ...]


@dataclass(frozen=True, slots=True, eq=False)
class If:
    """Both arms have no parameters and as many results as there are `outs`.

    In an open adjoint, `twin` is the `key` of the forward statement whose arms these arms may mention.
    """

    outs: tuple[Var, ...]
    cond: Atom
    then: Block
    orelse: Block
    where: Where = Where()
    key: int = 0
    twin: int = 0


@dataclass(frozen=True, slots=True)
class Iter:
    """One thing walked by a `For`: a range, list, tuple or array; `reverse` walks it backwards.

    `count` walks ``source, source + 1, ...`` without end (the counter of ``enumerate``).
    """

    source: Atom
    reverse: bool = False
    count: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class For:
    """Walk `iters` in lockstep, ending with the shortest.

    Body parameters: one item per entry of `iters`, then the carried values (started by `inits`).
    Body results: the `until` flag if there is one (the loop ends after the iteration in which it is true), the
    carried values, the collected values.
    `outs`: the carried values after the last iteration, then one list per collected value (an entry per iteration
    begun).  With no `iters` and a `twin`, the loop mirrors its forward twin, last iteration first (open adjoints
    only).  In an `even` one all `iters` end together, as in any loop that mirrors another.
    """

    outs: tuple[Var, ...]
    iters: tuple[Iter, ...]
    inits: tuple[Atom, ...]
    body: Block
    until: bool = False
    where: Where = Where()
    key: int = 0
    twin: int = 0
    even: bool = False

    @property
    def items(self) -> tuple[Var, ...]:
        return self.body.params[: len(self.iters)]

    @property
    def carried(self) -> tuple[Var, ...]:
        return self.body.params[len(self.iters) :]

    @property
    def yields(self) -> tuple[Atom, ...]:
        """What the body hands to the next iteration."""
        start = int(self.until)
        return self.body.results[start : start + len(self.inits)]

    @property
    def collects(self) -> tuple[Atom, ...]:
        """What the body adds to the collected lists."""
        return self.body.results[int(self.until) + len(self.inits) :]


@dataclass(frozen=True, slots=True, eq=False)
class While:
    """`test` and `body` both take the carried values; `test` has one result and no effects.

    Body results and `outs` are those of `For`.
    """

    outs: tuple[Var, ...]
    inits: tuple[Atom, ...]
    test: Block
    body: Block
    until: bool = False
    where: Where = Where()
    key: int = 0

    @property
    def carried(self) -> tuple[Var, ...]:
        return self.body.params

    @property
    def yields(self) -> tuple[Atom, ...]:
        start = int(self.until)
        return self.body.results[start : start + len(self.inits)]

    @property
    def collects(self) -> tuple[Atom, ...]:
        return self.body.results[int(self.until) + len(self.inits) :]


@dataclass(frozen=True, slots=True)
class Clause:
    """``except A`` or ``except (A, B)``: the classes, and the dotted names to print; a bare ``except`` has no names."""

    classes: tuple[type[BaseException], ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Try:
    """Run `body`; then `orelse`, which takes what the body gives, or `handler` if one of the `clauses` fits.

    What the body made before it raised is lost; `orelse` and `handler` are not guarded.  The handler takes the number
    of the clause that fits and the exception; where there are several clauses it is a branch on that number.
    `orelse` and `handler` have as many results as there are `outs`.  An ``if`` of an open adjoint whose `twin` this is
    mentions the handler in its first arm, `orelse` and the body in its second.
    """

    outs: tuple[Var, ...]
    body: Block
    orelse: Block
    handler: Block
    clauses: tuple[Clause, ...]
    where: Where = Where()
    key: int = 0

    @property
    def ends(self) -> tuple[tuple[Atom, Atom], ...]:
        """What each of the `outs` is: after the handler, and after the body went through."""
        return tuple(zip(self.handler.results, self.orelse.results, strict=True))

    @property
    def handed(self) -> tuple[tuple[Var, Atom], ...]:
        """What the body hands to `orelse`."""
        return tuple(zip(self.orelse.params, self.body.results, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class With:
    """Run `body` inside a context manager, then `final`, which runs whatever the body raises.

    The manager is what `enter` gives for the `args`, or with no `enter` the one argument itself; the body takes what
    entering it gives.  With neither there is no manager: ``try: body finally: final``.  `outs` are the results of the
    body, then those of `final`; they have values where both went through.  In an open adjoint, `twin` is the key of
    the forward statement whose blocks the body may mention.
    """

    outs: tuple[Var, ...]
    enter: Apply | None
    args: tuple[Atom, ...]
    body: Block
    final: Block
    where: Where = Where()
    key: int = 0
    twin: int = 0

    @property
    def handed(self) -> tuple[tuple[Var, Atom], ...]:
        """What each of the `outs` is."""
        return tuple(zip(self.outs, (*self.body.results, *self.final.results), strict=True))

    @property
    def is_managed(self) -> bool:
        """Whether there is a manager."""
        return self.enter is not None or bool(self.args)


Statement = Op | If | For | While | Try | With


# --- functions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tree:
    """The shape of an argument or result: a leaf, or a container of trees.

    `kind` is ``'leaf'``, ``'tuple'``, ``'list'``, ``'dict'`` (with `keys`), ``'object'`` (with `keys`, `cls`) or
    ``'static'``: no leaf, but a value that the text relies on (a string, a flag, a function, None), which is the
    only entry of `keys`.  In a result, ``'static'`` None is the gradient of what cannot be differentiated.
    """

    kind: str = "leaf"
    children: tuple[Tree, ...] = ()
    keys: tuple[Any, ...] = ()
    cls: Any = None

    def count(self) -> int:
        """How many leaves there are."""
        if self.kind == "leaf":
            return 1
        return sum(child.count() for child in self.children)


LEAF = Tree()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the printed function: its name, how it is passed, and the tree of its leaves.

    `kind` is the name of an `inspect.Parameter` kind.  `default` is None (required), a `Lit`, or ``Free`` of a name
    under which the default object is reachable.
    """

    name: str
    tree: Tree = LEAF
    kind: str = "POSITIONAL_OR_KEYWORD"
    default: Lit | Free | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function of numbers and arrays: ``block.params`` are the leaves of `params`, in order; so are its results."""

    name: str
    params: tuple[Parameter, ...]
    block: Block
    result: Tree = LEAF
    #: module-level names under which objects of the text are reachable: ``{"np": numpy}``
    modules: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """An entry function and the functions it invokes (recursion)."""

    entry: Function
    others: tuple[Function, ...] = ()
