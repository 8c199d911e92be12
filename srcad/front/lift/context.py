"""The lifter: the state at the current point, the statements written so far, and the tables of node handlers.

Handlers live in the files beside this one, one kind of construct each, and enter themselves into the tables.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypeVar

from gast import NamedExpr, walk

from srcad import runtime
from srcad.analyse.builder import Builder, Supply
from srcad.analyse.infer import CannotType
from srcad.analyse.plain import class_name
from srcad.analyse.raising import are_caught
from srcad.errors import AliasError, LanguageError, Place, RuleError, place_at, place_in
from srcad.front.block import line_of
from srcad.front.desugar.names import loads
from srcad.front.language import refuse
from srcad.front.lift.collected import ItemStored, NotCollected
from srcad.front.lift.exact import is_exact
from srcad.front.lift.fails import Fails
from srcad.front.lift.free import FreeNames
from srcad.front.lift.options import settled
from srcad.front.lift.state import Sharing, State, cells_of, spoken
from srcad.front.lift.values import (
    VIEWS,
    Box,
    Cell,
    Chosen,
    Clash,
    Closure,
    Columns,
    Content,
    Generator,
    Growing,
    Home,
    Num,
    Record,
    Scope,
    Seq,
    Static,
    Table,
    Value,
    View,
    Walk,
    is_named_tuple,
)
from srcad.front.lift.watch import Watch
from srcad.front.source import Source
from srcad.front.static import NeedsValue
from srcad.ir.core import (
    Apply,
    Atom,
    Bind,
    Free,
    Function,
    Index,
    Lit,
    Op,
    Pack,
    Prim,
    Raise,
    Statement,
    Stmt,
    Update,
    Var,
    Where,
)
from srcad.ir.types import NONE, Array, DictOf, ListOf, Opaque, Scalar, SetOf, Type, kind_of

ExpressionHandler = Callable[["Lifter", Any, str], Value]
StatementHandler = Callable[["Lifter", Any], None]
Made = TypeVar("Made")
EXPRESSIONS: dict[type, ExpressionHandler] = {}
STATEMENTS: dict[type, StatementHandler] = {}
#: what `items` enters: how a change of an item goes to its place in a list of any length
PUT_BACK: list[Callable[[Lifter, Any, Cell, Home, Content], None]] = []
STORE_INSIDE: list[Callable[[Lifter, Any, View, Home, Atom, str], None]] = []

#: calls of calls of calls: beyond this a function is taken to call itself without end
DEPTH = 40
#: so many calls are written out in one function: functions that call each other twice, ten deep, are a thousand
INLINED = 10_000

#: arithmetic whose result an integer of few bits may not hold
COUNTING = (operator.add, operator.sub, operator.mul, operator.neg, operator.pow)
#: operations on known integers and flags whose result is known too
FOLDED: frozenset[Callable[..., Any]] = frozenset(
    {
        *(operator.add, operator.sub, operator.mul, operator.floordiv, operator.mod, operator.neg, operator.not_),
        *(operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge, operator.is_, operator.is_not),
        len,
    }
)


def expression(kind: type) -> Callable[[ExpressionHandler], ExpressionHandler]:
    """Enter a handler for one kind of expression node."""

    def enter(handler: ExpressionHandler) -> ExpressionHandler:
        EXPRESSIONS[kind] = handler
        return handler

    return enter


def statement(kind: type) -> Callable[[StatementHandler], StatementHandler]:
    """Enter a handler for one kind of statement node."""

    def enter(handler: StatementHandler) -> StatementHandler:
        STATEMENTS[kind] = handler
        return handler

    return enter


@dataclass(slots=True)
class Frame:
    """One call being lifted: its scope, where its text stands, and which names are read later on."""

    scope: Scope
    source: Source
    live: list[frozenset[str]] = field(default_factory=list)
    key: object = None
    signature: object = None
    #: the call that the body stands for, if that is not shown: of a function of Python's own
    call: Any = None
    #: its statements are no statements of the user's: it is part of one
    part: bool = False
    #: of a generator: what becomes of what it yields
    give: Callable[[Value], Value] | None = None


class Lifter:
    """Walks the source of one function (and of all it calls) and writes its IR."""

    def __init__(self, supply: Supply, free: FreeNames) -> None:
        self.supply = supply
        self.free = free
        self.builder = Builder(supply)
        self.state = State()
        self.sharing = Sharing()
        self.frames: list[Frame] = []
        #: calls written out so far
        self.inlined = 0
        self.prologue: list[Op] = []
        self.known: dict[Var, Lit] = {}
        self.modules: dict[str, Any] = {}
        self.written: dict[str, int] = {}
        self.changes_containers = False
        self.leaf_parameter: dict[Var, str] = {}
        self.others: list[Function] = []
        #: the class of the arguments' arrays, if they are not NumPy's
        self.array_class = ""
        #: lengths that loops made for arrays whose shape changes between rounds
        self.loose: set[str] = set()
        #: user's names for values that were computed before they were named
        self.adopted: dict[Var, str] = {}
        #: functions that call themselves, being written on their own
        self.outlines: list[Any] = []
        #: the storages of operands that are evaluated and not used yet
        self.pending: list[Cell] = []
        #: how many loops are being lifted, and the iterators that have been walked
        self.depth = 0
        self.spent: set[Walk | Generator] = set()
        #: the lists that the loops under way walk
        self.walking: list[Cell] = []
        #: the storages that the loops under way walk
        self.walked: list[Cell] = []
        #: the lists that are walked by position, as their items are stored into; the ranges of positions, and the
        #: lists that the other items belong to
        self.by_position: set[Cell] = set()
        self.positions: set[Atom] = set()
        self.walked_items: dict[Cell, Cell] = {}
        #: names for the lists that the loop at hand makes of what it walks
        self.list_names: list[str] = []
        #: the bodies of tries under way
        self.watches: list[Watch] = []
        #: how many of these are told only after what comes finally
        self.shield = 0
        #: what the bodies left whose `finally` is being lifted, which cannot see it
        self.left: list[State] = []
        #: the exceptions being handled
        self.handling: list[Var] = []
        #: what follows for other flags from the outcome of a flag
        self.implied: dict[tuple[Var, bool], list[tuple[Atom, bool]]] = {}
        #: flags that are the negation of another, which was there before
        self.opposites: dict[Atom, Atom] = {}
        #: values that some path leaves unbound
        self.unbound: dict[Var, None] = {}
        self.free_vars: dict[str, Var] = {}
        self.free_views: dict[str, View] = {}
        self.free_boxes: dict[str, Box] = {}
        #: how the objects that dotted names begin with are fetched
        self.roots: dict[str, Callable[[], Any]] = {}
        #: objects from outside that were looked into, and those that were stored into
        self.seen: list[tuple[Any, str | None]] = []
        self.stored: list[tuple[Any, str | None, Place | None]] = []
        #: numbers of the very class that their type says, and whether any integer may be a float
        self.exact: dict[Var, None] = {}
        self.inexact = False
        #: how many loops are under way whose conditions are tested inside
        self.tested = 0
        #: what is called that may change names from outside: then they are read where they are mentioned
        self.live = ""
        self.stmt: Stmt | None = None
        #: set while a rule body is inlined: its operations belong to the statement it differentiates
        self.fixed: Where | None = None

    # --- errors -------------------------------------------------------------------------------------------------

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    def line(self, node: Any) -> int:
        """The line of the user's that a node stands in, 0 if that is not known."""
        call = self.frames[-1].call if self.frames else None
        return getattr(node if call is None else call, "lineno", 0)

    def place(self, node: Any) -> Place | None:
        where = self.where(node)
        if where.stmt is None:
            return None
        span = where.span or (where.stmt.line, 0, where.stmt.line, 0)
        source = next((frame.source for frame in self.frames if frame.source.file == where.stmt.file), None)
        if source is not None:  # its lines may be known to nobody else
            return place_in(line_of(source.lines, span[0]), where.stmt.file, span)
        return place_at(where.stmt.file, span)

    def refuse(self, node: Any, reason: str, instead: str) -> LanguageError:
        return LanguageError(reason, instead, self.place(node))

    @contextmanager
    def watched(self, watch: Watch) -> Iterator[None]:
        """What is written inside may raise where something is to catch it."""
        self.watches.append(watch)
        try:
            yield
        finally:
            self.watches.pop()

    @contextmanager
    def shielded(self, watch: Watch) -> Iterator[None]:
        """Inside, this watch alone is told what may be raised."""
        outer, self.shield = self.shield, len(self.watches)
        self.watches.append(watch)
        try:
            yield
        finally:
            self.watches.pop()
            self.shield = outer

    @contextmanager
    def leaving(self, state: State) -> Iterator[None]:
        """Inside is what comes finally, after this state and before what reads it."""
        self.left.append(state)
        try:
            yield
        finally:
            self.left.pop()

    @contextmanager
    def handles(self, error: Var) -> Iterator[None]:
        """Inside, an exception is being handled."""
        self.handling.append(error)
        try:
            yield
        finally:
            self.handling.pop()

    def fails(self, node: Any, reason: str, instead: str, error: Exception) -> Fails:
        """A refusal of what would raise `error` in Python, which a try may catch."""
        return Fails(reason, instead, self.place(node), error)

    def raise_instead(self, node: Any, failure: Fails) -> bool:
        """Write what is certain to raise as a `raise`, if a try under way catches it."""
        cls = type(failure.error)
        if not any(are_caught((cls,), watch.caught) for watch in self.watches if watch.is_try):
            return False
        self.effect(node, Raise(cls, cls.__name__), *map(Lit, failure.error.args))
        self.state.dead = True
        return True

    # --- writing operations -------------------------------------------------------------------------------------

    def where(self, node: Any) -> Where:
        if self.fixed is not None:
            return self.fixed
        if self.frames and self.frames[-1].call is not None:
            node = self.frames[-1].call
        if not hasattr(node, "lineno"):
            return Where(self.stmt)
        return Where(self.stmt, False, (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset))

    def emit(self, node: Any, prim: Prim, *atoms: Atom, name: str = "") -> Var:
        """Append one operation and give its result."""
        self.builder.where = self.where(node)
        try:
            out = self.builder.emit(prim, *atoms, name=name)
        except CannotType as error:
            raise RuleError(
                str(error), "use functions and types that srcad knows, or compute this outside", self.place(node)
            ) from None
        self._remember(out, prim, atoms)
        if is_exact(prim, atoms, out, self.is_exact):
            self.exact[out] = None
        elif isinstance(prim, Apply) and kind_of(out.type) == "i":
            self.inexact = True
        self.may_raise(node, *self.builder.body[-1:])
        return out

    def effect(self, node: Any, prim: Prim, *atoms: Atom) -> None:
        """Append an operation that is there for what it does."""
        outs = (Var("t", NONE, temp=True),) if isinstance(prim, Apply) else ()
        self.builder.body.append(Op(outs, prim, atoms, self.where(node)))
        self.may_raise(node, *self.builder.body[-1:])

    def may_raise(self, node: Any, *ops: Statement) -> None:
        """Tell the tries under way what was written: these operations, or something that may raise anything."""
        for watch in self.watches[self.shield :]:
            watch.raises(self.state, self.line(node), ops)

    def op(self, node: Any, prim: Prim, *atoms: Atom, name: str = "") -> Value:
        """Append one operation; its result as a value, an array in a storage of its own."""
        if self.fixed is not None and isinstance(prim, Apply) and prim.fn in FOLDED and not prim.kw:
            known = [self.known_atom(atom) for atom in atoms]
            if all(lit is not None for lit in known):  # a rule's own arithmetic on literals is done now
                return Num(Lit(prim.fn(*(lit.value for lit in known if lit is not None))))
        made = self.emit(node, prim, *atoms, name=name)
        if self.fixed is not None and isinstance(prim, Apply) and prim.fn in COUNTING and is_short(made.type):
            raise self.refuse(node, "the derivative counts with integers of few bits, which overflow", "use floats")
        return self.wrap(made, node)

    def wrap(self, var: Var, node: Any = None) -> Value:
        if isinstance(var.type, Array):
            return self.fresh(var, node)
        if isinstance(var.type, SetOf) and self.fixed is None:
            return self.box(Table(shown(var.type.key), (var,), unknown_items(), is_set=True), node)
        if isinstance(var.type, DictOf) and self.fixed is None:
            return self.box(Table(shown(var.type.item), (var,), unknown_items()), node)
        if isinstance(var.type, ListOf) and self.fixed is None:
            return self.box(Columns(shown(var.type.item), (var,), unknown_items()), node)
        return Num(var)

    def fresh(self, var: Var, node: Any = None, origins: frozenset[str] = frozenset()) -> View:
        """A new storage holding `var`."""
        cell = Cell(self.line(node), origins)
        cell.depth = self.depth
        self.state.memory[cell] = var
        return View(cell)

    def _remember(self, out: Var, prim: Prim, atoms: tuple[Atom, ...]) -> None:
        """Keep the value of an integer or flag that is known outright: it may decide an axis or a branch."""
        if isinstance(prim, Bind):
            self.known[out] = atoms[0] if isinstance(atoms[0], Lit) else self.known[atoms[0]]
        elif isinstance(prim, Apply) and not prim.effect and not prim.kw and prim.fn in FOLDED:
            values = [self.known_atom(atom) for atom in atoms]
            if all(value is not None for value in values):
                self.known[out] = Lit(prim.fn(*(value.value for value in values if value is not None)))

    def is_exact(self, atom: Atom) -> bool:
        """Whether a number is certainly of the class that its type says."""
        return isinstance(atom, Lit) or atom in self.exact

    def known_atom(self, atom: Atom) -> Lit | None:
        if isinstance(atom, Lit):
            return atom
        length = atom.type.extent if isinstance(atom.type, Scalar) else None
        return Lit(length) if isinstance(length, int) else self.known.get(atom)

    # --- values and atoms ---------------------------------------------------------------------------------------

    def atom(self, value: Value, node: Any = None) -> Atom:
        """The value as an operand."""
        match value:
            case Num(atom=atom):
                return atom
            case View():
                return self.read(value, node)
            case Static(obj=obj) if obj is None or isinstance(obj, str | type | bool | tuple) or obj is Ellipsis:
                return Lit(obj)
            case Static(obj=obj, name=name) if name:
                return self.reference(name, Opaque(class_name(type(obj))))
            case Box():
                return self.atom(self.open(value), node)
            case Columns(entry=entry, lists=(one,)) | Table(entry=entry, lists=(one,)) if is_bare(entry):
                return one
            case Seq(kind=kind, items=items):
                atoms = tuple(self.atom(item, node) for item in items)
                if kind == "tuple" and all(isinstance(atom, Lit) for atom in atoms):
                    return Lit(tuple(atom.value for atom in atoms if isinstance(atom, Lit)))
                return self.emit(node, Pack(kind), *atoms)
            case Record(cls=None, keys=keys, items=items):
                return self.emit(node, Pack("dict", keys), *(self.atom(item, node) for item in items))
            case Chosen():
                return self.atom(settled(self, node, value), node)
        raise self.refuse(node, f"{self.describe(value)} cannot be used as a number here", "use numbers and arrays")

    def reference(self, name: str, type_: Type, early: bool = False) -> Var:
        """An object from outside, read here, or when the function begins."""
        root = name.partition(".")[0].partition("[")[0]
        if root in self.roots:
            self.free.reach(root, self.roots[root])
        out = Var(name, type_, temp=True)
        where = self.prologue if early else self.builder.body
        where.append(Op((out,), Free(name), (), Where(self.stmt)))
        return out

    def rule_error(self, node: Any, reason: str, instead: str) -> RuleError:
        return RuleError(reason, instead, self.place(node))

    def describe(self, value: Value) -> str:
        match value:
            case Static(obj=obj, name=name):
                return f"`{name}`" if name else f"a {type(obj).__name__}"
            case Closure(name=name):
                return f"the function `{name}`"
            case Box(cell=cell):
                return self.describe(self.state.boxes[cell])
            case Columns() | Growing():
                return "a list"
            case Table(is_set=is_set):
                return "a set" if is_set else "a dict"
            case Generator():
                return "a generator"
            case Seq(kind=kind):
                return f"a {kind}"
            case Record(cls=cls):
                return "a dict" if cls is None else f"a {cls.__name__}"
        return "this value"

    def type(self, value: Value, node: Any = None) -> Type:
        return self.atom(value, node).type

    def known_value(self, value: Value) -> Lit | None:
        """The literal a value is known to be, if it is."""
        match value:
            case Num(atom=atom):
                return self.known_atom(atom)
            case Static(obj=obj) if obj is None or isinstance(obj, str | bool | tuple):
                return Lit(obj)
            case Seq(kind="tuple", items=items):
                lits = [self.known_value(item) for item in items]
                if all(lit is not None for lit in lits):
                    return Lit(tuple(lit.value for lit in lits if lit is not None))
        return None

    def demand(self, value: Value, node: Any, what: str) -> Any:
        """The Python value of something that must be known when the function is transformed (an axis, a number of
        dimensions); an integer argument then becomes part of the signature.
        """
        lit = self.known_value(value)
        if lit is not None:
            return lit.value
        content = self.open(value)
        if isinstance(content, Seq):
            return tuple(self.demand(item, node, what) for item in content.items)
        if isinstance(value, Num) and isinstance(value.atom, Var) and isinstance(value.atom.type, Scalar):
            if value.atom in self.leaf_parameter and kind_of(value.atom.type) in ("b", "i"):
                raise NeedsValue(self.leaf_parameter[value.atom])
            if value.atom.name in self.free.entries and not self.live:
                present = self.free.entries[value.atom.name].fetch()
                self.free.demand(value.atom.name, present)
                self.known[value.atom] = Lit(present)
                return present
        raise self.refuse(node, f"{what} must be known before the function runs", "write it as a literal")

    # --- containers ---------------------------------------------------------------------------------------------

    def box(self, content: Content, node: Any = None, origins: frozenset[str] = frozenset()) -> Box:
        """A new list, dict or object."""
        cell = Cell(self.line(node), origins)
        cell.depth = self.depth
        self.state.boxes[cell] = content
        return Box(cell)

    def boxed(self, value: Value, node: Any = None) -> Value:
        """A value as a program holds it: a list, dict or object by reference."""
        changes = isinstance(value, Columns | Table | Growing) or (isinstance(value, Seq) and value.kind != "tuple")
        if changes or (isinstance(value, Record) and not is_named_tuple(value.cls)):
            assert isinstance(value, Content)
            return self.box(value, node)
        return value

    def open(self, value: Value) -> Value:
        """What a list, dict or object holds now; any other value itself."""
        if not isinstance(value, Box):
            return value
        content = self.state.boxes[value.cell]
        if isinstance(content, Growing):
            raise NotCollected(value.cell)
        if isinstance(content, Clash):
            raise self.refuse(None, content.reason, content.instead)
        return content

    def open_all(self, value: Value) -> Value:
        """`open`, and so on for the items of containers."""
        value = self.open(value)
        match value:
            case Seq(items=items) | Record(items=items):
                return replace(value, items=tuple(map(self.open_all, items)))
        return value

    def fill(self, box: Box, content: Content, node: Any, inside: bool = False) -> None:
        """Change what a list, dict or object holds, or something `inside` of an item of it."""
        self.check_store(box.cell, node)
        if inside and box.cell in self.walking and box.cell not in self.by_position:
            raise ItemStored(box.cell)
        if box.cell in self.walking and not inside:
            if isinstance(content, Table):
                raise self.refuse(node, "this dict changes while it is walked", "walk `list(...)` of it")
            raise self.refuse(node, "this list changes while it is walked", "change another list, and walk this one")
        self.changes_containers |= bool(box.cell.origins)
        home = self.state.home_of(box.cell)
        if home is not None:
            PUT_BACK[0](self, node, box.cell, home, content)
        self.state.boxes[box.cell] = content

    # --- memory -------------------------------------------------------------------------------------------------

    def read(self, view: View, node: Any = None, name: str = "") -> Var:
        """The present content of a place."""
        version = self.state.memory[view.cell]
        if not view.path:
            return version
        if view.cache is not None and view.cache[0] is version:
            return view.cache[1]
        return self.emit(node, Index(view.path), version, *view.indices, name=name)

    def named(self, view: View, node: Any, name: str) -> View:
        """The place under a name of its own: read once here, so that the text shows the name."""
        if not view.path or (view.cache is not None and view.cache[0] is self.state.memory[view.cell]):
            return view
        return View(view.cell, view.path, view.indices, (self.state.memory[view.cell], self.read(view, node, name)))

    def store(self, view: View, value: Atom, node: Any, kind: str = "set") -> None:
        """Put `value` into a place: a new version of its storage."""
        self.check_store(view.cell, node)
        home = self.state.home_of(view.cell)
        if home is not None:
            STORE_INSIDE[0](self, node, view, home, value, kind)
            return
        old = self.state.memory[view.cell]
        self.state.memory[view.cell] = self.emit(
            node, Update(kind, view.path), old, value, *view.indices, name="" if old.temp else old.name
        )

    def replace(self, view: View, new: Var, node: Any) -> None:
        """A whole storage changed in place by an operation that keeps its shape and dtype (``z *= 2``)."""
        self.check_store(view.cell, node)
        home = self.state.home_of(view.cell)
        if home is not None:
            STORE_INSIDE[0](self, node, view, home, new, "new")
            return
        self.state.memory[view.cell] = new

    def stored_into_other(self, node: Any) -> LanguageError:
        return self.refuse(
            node,
            f"this changes an array of {self.array_class} in place, and what that does to its other names is not known",
            "make a new array: `y = y + ...`, np.where, np.concatenate",
        )

    def check_store(self, cell: Cell, node: Any) -> None:
        """Refuse a store whose effect on another live name cannot be decided."""
        if self.array_class and self.fixed is None:
            raise self.stored_into_other(node)
        line = self.line(node)
        if cell.captured:
            raise AliasError(
                f"`{cell.captured}` existed before the call and would be changed by it",
                "work on a copy made inside the function",
                self.place(node),
            )
        home = self.state.home_of(cell)
        if home is not None:
            self.check_item(cell, home, node)
            return
        if cell in self.walked_items:
            raise ItemStored(self.walked_items[cell])
        if cell.frozen:
            raise AliasError(f"this stores into {cell.frozen}", "store by index, or into a copy", self.place(node))
        partners = self.sharing.partners(cell)
        if any(walked is cell or walked in partners for walked in self.walked):
            raise self.refuse(
                node, "this array is stored into while it is walked", "walk range(len(...)) and index it"
            )
        self.check_partners(partners, node)
        for origin in sorted(cell.origins):
            self.written.setdefault(origin, line)

    def check_partners(self, partners: Mapping[Cell, int], node: Any, but: Collection[Cell] = ()) -> None:
        """Refuse a store that something else that is read later may see; not counted is what `but` holds."""
        for partner, since in partners.items():
            holder = self.live_holder(partner, but)
            if holder is not None or (partner in self.pending and not self.stands_for(partner, but)):
                what = holder or "a value that this statement has read"
                raise AliasError(
                    f"this store may change {what} too (they may share memory since line {since})",
                    "make a copy with `.copy()` where the second name is made",
                    self.place(node),
                )

    def stands_for(self, memory: Cell, boxes: Collection[Cell]) -> bool:
        """Whether a storage stands for the items of one of these lists."""
        contents = (self.state.boxes.get(box) for box in boxes)
        return any(isinstance(held, Columns | Table) and held.memory is memory for held in contents)

    def check_item(self, cell: Cell, home: Home, node: Any) -> None:
        """Refuse a store into an item that may have a second place, or other names that are read later."""
        content = self.state.boxes[home.owner]
        assert isinstance(content, Columns | Table)
        if self.sharing.is_mixed(content.memory):
            reason = f"this stores into {cell.frozen}, which may have it in two places, or share it"
            raise AliasError(reason, "put a new array or list, or a copy, in each place", self.place(node))
        own = {other for other, theirs in self.state.homes.items() if theirs.item is home.item}
        partners = {other: line for other, line in self.sharing.partners(cell).items() if other not in own}
        self.check_partners(partners, node, (cell, home.owner))
        self.check_store(home.owner, node)

    def live_holder(self, cell: Cell, but: Collection[Cell] = ()) -> str | None:
        """What is read later and reaches `cell`: a name of the user's if there is one."""
        live = self.live_names()
        hidden = {frame.scope for frame in self.frames if frame.call is not None}
        holders = [
            spoken("" if scope in hidden else name, "")
            for state in (self.state, *self.left)
            for (scope, name), value in state.names.items()
            if name in live.get(scope, (name,)) and cell in cells_of(value, state, but)
        ]
        return next(filter(None, holders), "a value that is read later") if holders else None

    def live_names(self) -> dict[Scope, frozenset[str]]:
        """Per scope, the names that may be read after the current statement."""
        return {frame.scope: frozenset().union(*frame.live) for frame in self.frames if frame.live}

    def may_share(self, one: View | Box, other: Cell, node: Any) -> None:
        """Record that a result may be a view of an operand."""
        one.cell.take_after(other)
        self.sharing.join(one.cell, other, self.line(node))

    # --- names --------------------------------------------------------------------------------------------------

    def set_name(self, name: str, value: Value) -> None:
        if isinstance(value, Box) and not value.cell.name:
            value.cell.name = name.strip()
        self.state.names[(self.home(name), name)] = value

    def home(self, name: str) -> Scope:
        """The scope that an assignment to a name goes to."""
        scope = self.frame.scope.home(name)
        if scope is None:
            raise LanguageError(
                f"`{name}` existed before the call and would be changed by it",
                "pass the value in as an argument and return the new one",
                self.place(None),
            )
        return scope

    def require_bound(self, value: Value, node: Any) -> None:
        """Reading a name that some path did not bind raises, as in Python, whatever becomes of the value."""
        var: Atom | None = value.atom if isinstance(value, Num) else None
        if isinstance(value, View):
            var = self.state.memory.get(value.cell)
        if isinstance(var, Var) and var in self.unbound:
            del self.unbound[var]
            self.effect(node, Apply(runtime.require_bound, (), "call", "require_bound", effect=True), var)

    def adopt(self, atom: Atom, name: str) -> None:
        """A value computed before it was named (the result of an inlined call) gets the name it is given first."""
        if isinstance(atom, Var) and atom.temp:
            self.adopted.setdefault(atom, name)

    # --- blocks -------------------------------------------------------------------------------------------------

    @contextmanager
    def inside(self) -> Iterator[Builder]:
        """Write into a block of its own."""
        outer = self.builder
        self.builder = outer.child()
        try:
            yield self.builder
        finally:
            self.builder = outer

    def at(self, builder: Builder, state: State, run: Callable[[], Made]) -> Made:
        """Write at the end of another block, in the state that it leaves."""
        outer = self.builder, self.state
        self.builder, self.state = builder, state
        try:
            return run()
        finally:
            self.builder, self.state = outer

    # --- walking ------------------------------------------------------------------------------------------------

    def expr(self, node: Any, name: str = "") -> Value:
        """Lift an expression; `name` is the name its value is about to get."""
        handler = EXPRESSIONS.get(type(node))
        if handler is None:
            kind = type(node).__name__
            raise self.refuse(node, f"an expression of this kind ({kind}) is not supported", "write it as statements")
        return self.awaited(len(self.pending), handler(self, node, name))

    def awaited(self, mark: int, value: Value) -> Value:
        """A value that an operation will use, when the operands after it are evaluated too."""
        del self.pending[mark:]
        if not isinstance(value, Num):
            self.pending.extend(cells_of(value, self.state))
        return value

    def use_up(self, walk: Walk | Generator, node: Any) -> None:
        """An iterator gives its items once; a view of a dict is none."""
        if isinstance(walk, Walk) and walk.kind in VIEWS:
            return
        if walk in self.spent or walk.depth < self.depth:
            maker = walk.kind if isinstance(walk, Walk) else walk.fn.name
            reason = f"the iterator that `{maker}` makes may have been walked before, and would then be empty"
            raise self.refuse(node, reason, "make a new one where its items are needed")
        self.spent.add(walk)

    def expr_atom(self, node: Any) -> Atom:
        pending = len(self.pending)
        atom = self.atom(self.expr(node), node)
        del self.pending[pending:]
        return atom

    def run(self, body: list[Any]) -> None:
        """Lift statements one after the other; what follows a `raise` is not reached."""
        for node, live in zip(body, loads_after_each(body), strict=True):
            if self.state.dead:
                return
            self.frame.live.append(live | bound_inside(node))
            if self.fixed is None and self.frame.call is None and not self.frame.part:
                self.stmt = self.statement_of(node)
            pending = len(self.pending)
            depth = len(self.frame.live)
            try:
                self.step(node)
            except Fails as failure:
                if not self.raise_instead(node, failure):
                    raise
                del self.frame.live[depth:]
            del self.pending[pending:]
            self.frame.live.pop()

    def step(self, node: Any) -> None:
        """Lift one statement."""
        STATEMENTS[type(node)](self, node)

    def count_call(self, node: Any, name: str) -> None:
        """A call is written out: there must not be too many."""
        if len(self.frames) > DEPTH:
            raise self.refuse(node, f"`{name}` calls itself too deeply", "write the recursion as a loop")
        self.inlined += 1
        if self.inlined > INLINED:
            reason = f"the text would hold more than {INLINED} calls written out, with this one of `{name}`"
            raise self.refuse(node, reason, "call each function once and keep its result, or write a loop")

    def admit(self, node: Any, source: Source) -> None:
        """Refuse a function that is not in the language."""
        refuse(node, source)

    def result(self, scope: Scope) -> Value:
        """What the call that has just been lifted returns."""
        return Static(None) if self.state.dead else self.state.names.get((scope, " result"), Static(None))

    def point(self) -> tuple[int, ...]:
        """How deep the lifter is in what it walks."""
        return (len(self.walking), len(self.walked), len(self.pending), *(len(frame.live) for frame in self.frames))

    def back_to(self, point: tuple[int, ...]) -> None:
        """Forget what was begun since `point` and will not be ended."""
        walking, walked, pending, *live = point
        del self.walking[walking:], self.walked[walked:], self.pending[pending:]
        for frame, depth in zip(self.frames, live, strict=True):
            del frame.live[depth:]

    def statement_of(self, node: Any) -> Stmt | None:
        if not hasattr(node, "lineno"):
            return self.stmt
        source = self.frame.source
        called = getattr(source.node, "name", "") if len(self.frames) > 1 else ""
        return Stmt(source.text(node), source.file, node.lineno, called)


def unknown_items() -> Cell:
    """A storage that stands for the items of a list that an operation gives: they may be one, or views."""
    memory = Cell(0)
    memory.mixed = True
    return memory


def is_bare(entry: Value) -> bool:
    """Whether an item of a list is kept as it is, not in parts."""
    return isinstance(entry, Num | View) or (isinstance(entry, Columns | Table) and is_bare(entry.entry))


def shown(item: Type) -> Value:
    """An item of this type, to show the shape of the items of a list."""
    match item:
        case Array():
            return View(Cell(0))
        case DictOf(item=inner):
            return Table(shown(inner), (Var("items", item),), Cell(0))
        case ListOf(item=inner):
            return Columns(shown(inner), (Var("items", item),), Cell(0))
    return Num(Var("item", item))


def loads_after_each(body: list[Any]) -> list[frozenset[str]]:
    """For each statement the names that those after it read."""
    after: list[frozenset[str]] = []
    live: frozenset[str] = frozenset()
    for node in reversed(body):
        after.append(live)
        live |= loads_of(node)
    return after[::-1]


@lru_cache(maxsize=8192)
def bound_inside(node: Any) -> frozenset[str]:
    """The names that ``:=`` binds in a statement: what follows in the same statement may read them."""
    return frozenset(inner.target.id for inner in walk(node) if isinstance(inner, NamedExpr))


@lru_cache(maxsize=8192)
def loads_of(node: Any) -> frozenset[str]:
    """The names that a statement reads; the body of a loop or a rule is lifted more than once."""
    return frozenset(loads([node]))


def is_short(type_: Type) -> bool:
    """Whether a value is an integer of NumPy's, or an array of them, of fewer bits than its own."""
    dtype = type_.dtype if isinstance(type_, Scalar | Array) and kind_of(type_) == "i" else None
    return dtype is not None and dtype.rstrip("?") not in ("", "int64")
