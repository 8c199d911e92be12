"""The lifter: the state at the current point, the statements written so far, and the tables of node handlers.

Handlers live in the files beside this one, one kind of construct each, and enter themselves into the tables.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from gast import NamedExpr, walk

from srcad import runtime
from srcad.analyse.builder import Supply
from srcad.analyse.plain import class_name
from srcad.errors import LanguageError, Place
from srcad.front.desugar.names import loads
from srcad.front.language import refuse
from srcad.front.lift.fails import Fails
from srcad.front.lift.free import FreeNames
from srcad.front.lift.options import settled
from srcad.front.lift.state import cells_of
from srcad.front.lift.storing import Storing, is_bare
from srcad.front.lift.values import (
    VIEWS,
    Box,
    Chosen,
    Closure,
    Columns,
    Generator,
    Growing,
    Num,
    Record,
    Scope,
    Seq,
    Static,
    Table,
    Value,
    View,
    Walk,
)
from srcad.front.source import Source
from srcad.front.static import NeedsValue
from srcad.ir.core import Apply, Atom, Function, Lit, Pack, Var
from srcad.ir.types import Opaque, Scalar, Type, kind_of

ExpressionHandler = Callable[["Lifter", Any, str], Value]
StatementHandler = Callable[["Lifter", Any], None]
EXPRESSIONS: dict[type, ExpressionHandler] = {}
STATEMENTS: dict[type, StatementHandler] = {}

#: calls of calls of calls: beyond this a function is taken to call itself without end
DEPTH = 40
#: so many calls are written out in one function: functions that call each other twice, ten deep, are a thousand
INLINED = 10_000


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


class Lifter(Storing):
    """Walks the source of one function (and of all it calls) and writes its IR."""

    def __init__(self, supply: Supply, free: FreeNames) -> None:
        super().__init__(supply, free)
        #: calls written out so far
        self.inlined = 0
        self.modules: dict[str, Any] = {}
        self.leaf_parameter: dict[Var, str] = {}
        self.others: list[Function] = []
        #: lengths that loops made for arrays whose shape changes between rounds
        self.loose: set[str] = set()
        #: user's names for values that were computed before they were named
        self.adopted: dict[Var, str] = {}
        #: functions that call themselves, being written on their own
        self.outlines: list[Any] = []
        #: the iterators that have been walked
        self.spent: set[Walk | Generator] = set()
        #: names for the lists that the loop at hand makes of what it walks
        self.list_names: list[str] = []
        #: what follows for other flags from the outcome of a flag
        self.implied: dict[tuple[Var, bool], list[tuple[Atom, bool]]] = {}
        #: flags that are the negation of another, which was there before
        self.opposites: dict[Atom, Atom] = {}
        #: values that some path leaves unbound
        self.unbound: dict[Var, None] = {}
        self.free_vars: dict[str, Var] = {}
        self.free_views: dict[str, View] = {}
        self.free_boxes: dict[str, Box] = {}
        #: objects from outside that were looked into, and those that were stored into
        self.seen: list[tuple[Any, str | None]] = []
        self.stored: list[tuple[Any, str | None, Place | None]] = []
        #: how many loops are under way whose conditions are tested inside
        self.tested = 0
        #: what is called that may change names from outside: then they are read where they are mentioned
        self.live = ""

    # --- values and atoms ---------------------------------------------------------------------------------------------

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

    # --- names --------------------------------------------------------------------------------------------------------

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

    # --- walking ------------------------------------------------------------------------------------------------------

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
