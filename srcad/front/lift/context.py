"""The lifter: the state at the current point, the statements written so far, and the tables of node handlers.

Handlers live in the files beside this one, one kind of construct each, and enter themselves into the tables.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from srcad import runtime
from srcad.analyse.builder import Builder, Supply
from srcad.analyse.infer import CannotType
from srcad.errors import AliasError, LanguageError, Place, RuleError, place_at
from srcad.front.desugar.names import loads
from srcad.front.language import refuse
from srcad.front.lift.free import FreeNames
from srcad.front.lift.state import Sharing, State, cells_of
from srcad.front.lift.values import Cell, Closure, Columns, Num, Record, Scope, Seq, Static, Value, View
from srcad.front.source import Source
from srcad.front.static import NeedsValue
from srcad.ir.core import Apply, Atom, Bind, Free, Function, Index, Lit, Op, Pack, Prim, Stmt, Update, Var, Where
from srcad.ir.types import NONE, Array, Opaque, Scalar, Type, kind_of

ExpressionHandler = Callable[["Lifter", Any, str], Value]
StatementHandler = Callable[["Lifter", Any], None]
EXPRESSIONS: dict[type, ExpressionHandler] = {}
STATEMENTS: dict[type, StatementHandler] = {}

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
        self.leaf_parameter: dict[Var, str] = {}
        self.others: list[Function] = []
        #: lengths that loops made for arrays whose shape changes between rounds
        self.loose: set[str] = set()
        #: user's names for values that were computed before they were named
        self.adopted: dict[Var, str] = {}
        #: functions that call themselves, being written on their own
        self.outlines: list[Any] = []
        #: views made by the statement at hand, which no name holds yet
        self.recent: list[Cell] = []
        #: the lists that the loops under way walk
        self.walking: list[Value] = []
        #: names for the lists that the loop at hand makes of what it walks
        self.list_names: list[str] = []
        #: values that are None on some path
        self.maybe_none: set[Var] = set()
        #: values that some path leaves unbound
        self.unbound: dict[Var, None] = {}
        self.free_vars: dict[str, Var] = {}
        self.free_views: dict[str, View] = {}
        #: how the objects that dotted names begin with are fetched
        self.roots: dict[str, Callable[[], Any]] = {}
        self.stmt: Stmt | None = None
        #: set while a rule body is inlined: its operations belong to the statement it differentiates
        self.fixed: Where | None = None

    # --- errors -------------------------------------------------------------------------------------------------

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    def place(self, node: Any) -> Place | None:
        where = self.where(node)
        if where.stmt is None:
            return None
        return place_at(where.stmt.file, where.span or (where.stmt.line, 0, where.stmt.line, 0))

    def refuse(self, node: Any, reason: str, instead: str) -> LanguageError:
        return LanguageError(reason, instead, self.place(node))

    # --- writing operations -------------------------------------------------------------------------------------

    def where(self, node: Any) -> Where:
        if self.fixed is not None:
            return self.fixed
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
        return out

    def effect(self, node: Any, prim: Prim, *atoms: Atom) -> None:
        """Append an operation that is there for what it does."""
        outs = (Var("t", NONE, temp=True),) if isinstance(prim, Apply) else ()
        self.builder.body.append(Op(outs, prim, atoms, self.where(node)))

    def op(self, node: Any, prim: Prim, *atoms: Atom, name: str = "") -> Value:
        """Append one operation; its result as a value, an array in a storage of its own."""
        if self.fixed is not None and isinstance(prim, Apply) and prim.fn in FOLDED and not prim.kw:
            known = [self.known_atom(atom) for atom in atoms]
            if all(lit is not None for lit in known):  # a rule's own arithmetic on literals is done now
                return Num(Lit(prim.fn(*(lit.value for lit in known if lit is not None))))
        return self.wrap(self.emit(node, prim, *atoms, name=name), node)

    def wrap(self, var: Var, node: Any = None) -> Value:
        if isinstance(var.type, Array):
            return self.fresh(var, node)
        return Num(var)

    def fresh(self, var: Var, node: Any = None, origins: frozenset[str] = frozenset()) -> View:
        """A new storage holding `var`."""
        cell = Cell(getattr(node, "lineno", 0), origins)
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
            case Static(obj=obj, name=name):
                out = Var(name or "value", Opaque(type(obj).__name__))
                self.prologue.append(Op((out,), Free(name), (), Where(self.stmt)))
                return out
            case Columns(entry=Num() | View(), lists=(one,)):
                return one
            case Seq(kind=kind, items=items):
                atoms = tuple(self.atom(item, node) for item in items)
                if kind == "tuple" and all(isinstance(atom, Lit) for atom in atoms):
                    return Lit(tuple(atom.value for atom in atoms if isinstance(atom, Lit)))
                return self.emit(node, Pack(kind), *atoms)
            case Record(cls=None, keys=keys, items=items):
                return self.emit(node, Pack("dict", keys), *(self.atom(item, node) for item in items))
        raise self.refuse(node, f"{self.describe(value)} cannot be used as a number here", "use numbers and arrays")

    def rule_error(self, node: Any, reason: str, instead: str) -> RuleError:
        return RuleError(reason, instead, self.place(node))

    def describe(self, value: Value) -> str:
        match value:
            case Static(obj=obj, name=name):
                return f"`{name}`" if name else f"a {type(obj).__name__}"
            case Closure(name=name):
                return f"the function `{name}`"
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
        if isinstance(value, Seq):
            return tuple(self.demand(item, node, what) for item in value.items)
        if isinstance(value, Num) and isinstance(value.atom, Var):
            if value.atom in self.leaf_parameter and kind_of(value.atom.type) in ("b", "i"):
                raise NeedsValue(self.leaf_parameter[value.atom])
            if value.atom.name in self.free.entries:
                present = self.free.entries[value.atom.name].fetch()
                self.free.demand(value.atom.name, present)
                self.known[value.atom] = Lit(present)
                return present
        raise self.refuse(node, f"{what} must be known before the function runs", "write it as a literal")

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
        old = self.state.memory[view.cell]
        self.state.memory[view.cell] = self.emit(
            node, Update(kind, view.path), old, value, *view.indices, name="" if old.temp else old.name
        )

    def replace(self, view: View, new: Var, node: Any) -> None:
        """A whole storage changed in place by an operation that keeps its shape and dtype (``z *= 2``)."""
        self.check_store(view.cell, node)
        self.state.memory[view.cell] = new

    def check_store(self, cell: Cell, node: Any) -> None:
        """Refuse a store whose effect on another live name cannot be decided."""
        line = getattr(node, "lineno", 0)
        if cell.captured:
            raise AliasError(
                f"`{cell.captured}` existed before the call and would be changed by it",
                "work on a copy made inside the function",
                self.place(node),
            )
        if cell.frozen:
            raise AliasError(f"this stores into {cell.frozen}", "store by index, or into a copy", self.place(node))
        for partner, since in self.sharing.partners(cell).items():
            holder = self.live_holder(partner) or ("a view in this statement" if partner in self.recent else None)
            if holder is not None:
                raise AliasError(
                    f"this store may change `{holder}` too (they may share memory since line {since})",
                    "make a copy with `.copy()` where the second name is made",
                    self.place(node),
                )
        for origin in sorted(cell.origins):
            self.written.setdefault(origin, line)

    def live_holder(self, cell: Cell) -> str | None:
        """A name that is read later and reaches `cell`."""
        live = self.live_names()
        for (scope, name), value in self.state.names.items():
            if live.get(scope) is not None and name not in live[scope]:
                continue
            if cell in cells_of(value):
                return name
        return None

    def live_names(self) -> dict[Scope, frozenset[str]]:
        """Per scope, the names that may be read after the current statement."""
        return {frame.scope: frozenset().union(*frame.live) for frame in self.frames if frame.live}

    def may_share(self, one: View, other: Cell, node: Any) -> None:
        """Record that a result may be a view of an operand."""
        self.sharing.join(one.cell, other, getattr(node, "lineno", 0))

    # --- names --------------------------------------------------------------------------------------------------

    def set_name(self, name: str, value: Value) -> None:
        self.state.names[(self.frame.scope, name)] = value

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

    # --- walking ------------------------------------------------------------------------------------------------

    def expr(self, node: Any, name: str = "") -> Value:
        """Lift an expression; `name` is the name its value is about to get."""
        handler = EXPRESSIONS.get(type(node))
        if handler is None:
            kind = type(node).__name__
            raise self.refuse(node, f"an expression of this kind ({kind}) is not supported", "write it as statements")
        return handler(self, node, name)

    def expr_atom(self, node: Any) -> Atom:
        return self.atom(self.expr(node), node)

    def run(self, body: list[Any]) -> None:
        """Lift statements one after the other; what follows a `raise` is not reached."""
        for node, live in zip(body, loads_after_each(body), strict=True):
            if self.state.dead:
                return
            self.frame.live.append(live)
            if self.fixed is None:
                self.stmt = self.statement_of(node)
            recent = len(self.recent)
            self.step(node)
            del self.recent[recent:]
            self.frame.live.pop()

    def step(self, node: Any) -> None:
        """Lift one statement."""
        STATEMENTS[type(node)](self, node)

    def admit(self, node: Any, source: Source) -> None:
        """Refuse a function that is not in the language."""
        refuse(node, source)

    def result(self, scope: Scope) -> Value:
        """What the call that has just been lifted returns."""
        return Static(None) if self.state.dead else self.state.names.get((scope, " result"), Static(None))

    def statement_of(self, node: Any) -> Stmt | None:
        if not hasattr(node, "lineno"):
            return self.stmt
        source = self.frame.source
        return Stmt(source.text(node), source.file, node.lineno)


def loads_after_each(body: list[Any]) -> list[frozenset[str]]:
    """For each statement the names that those after it read."""
    after: list[frozenset[str]] = []
    live: frozenset[str] = frozenset()
    for node in reversed(body):
        after.append(live)
        live |= loads_of(node)
    return after[::-1]


@lru_cache(maxsize=8192)
def loads_of(node: Any) -> frozenset[str]:
    """The names that a statement reads; the body of a loop or a rule is lifted more than once."""
    return frozenset(loads([node]))
