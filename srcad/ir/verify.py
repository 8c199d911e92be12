"""The law of the IR, checked: every value defined once and before use, every region fed and emptied in full.

Run after every pass in the tests.  Open adjoints (``closed=False``) may mention, in a block with a `twin`,
what the same block of the forward twin defines.
"""

from __future__ import annotations

from collections.abc import Iterable

from srcad.ir.core import (
    UNDEF,
    Apply,
    Assert,
    At,
    Atom,
    Bind,
    Block,
    For,
    Format,
    Free,
    Function,
    If,
    Index,
    Invoke,
    Iter,
    Op,
    Pack,
    Path,
    Program,
    Raise,
    Slice,
    Statement,
    Subscript,
    Try,
    Update,
    Var,
    While,
    With,
)
from srcad.ir.walk import all_statements, arms_of, blocks_of, operands, vars_in


class IRError(Exception):
    """A program breaks the law of the IR: a fault of srcad, never of the user."""


def verify(program: Program | Function, closed: bool = True) -> None:
    """Raise `IRError` unless the program is well formed; `closed` also forbids twins."""
    functions = (program.entry, *program.others) if isinstance(program, Program) else (program,)
    arities = {fn.name: (len(fn.block.params), len(fn.block.results)) for fn in functions}
    if len(arities) != len(functions):
        raise IRError("two functions of a program have the same name")
    for fn in functions:
        _Verifier(fn, arities if isinstance(program, Program) else None, closed).run()


class _Verifier:
    def __init__(self, fn: Function, arities: dict[str, tuple[int, int]] | None, closed: bool) -> None:
        self.fn = fn
        self.arities = arities
        self.closed = closed
        self.defined: set[Var] = set()
        self.twins = self.keyed()

    def run(self) -> None:
        fn = self.fn
        leaves = sum(param.tree.count() for param in fn.params)
        self.same(leaves, len(fn.block.params), "leaves of the parameters")
        self.same(fn.result.count(), len(fn.block.results), "leaves of the result")
        self.block(fn.block, set())

    def keyed(self) -> dict[int, Statement]:
        found: dict[int, Statement] = {}
        for stmt in all_statements(self.fn.block):
            if not isinstance(stmt, Op) and stmt.key:
                self.require(stmt.key not in found, f"two statements have the key {stmt.key}")
                found[stmt.key] = stmt
        return found

    def block(self, block: Block, outer: set[Var]) -> None:
        scope = set(outer)
        self.define(block.params, scope)
        for stmt in block.body:
            self.statement(stmt, scope)
        self.mention(block.results, scope)

    def statement(self, stmt: Statement, scope: set[Var]) -> None:
        self.mention(operands(stmt), scope)
        match stmt:
            case Op():
                self.op(stmt)
            case If():
                self.branch(stmt)
            case For():
                self.loop(stmt)
            case While():
                self.while_loop(stmt)
            case Try():
                self.attempt(stmt)
            case With():
                self.enclosed(stmt)
        for number, inner in enumerate(blocks_of(stmt)):
            self.block(inner, scope | self.seen_in_twin(stmt, number))
        self.define(stmt.outs, scope)

    def seen_in_twin(self, stmt: Statement, number: int) -> set[Var]:
        """What block `number` of an open adjoint may mention of its forward twin."""
        twin = stmt.twin if isinstance(stmt, If | For | With) else 0
        if not twin:
            return set()
        self.require(not self.closed, f"the twin {twin} is still open")
        self.require(twin in self.twins, f"there is no statement with the key {twin}")
        seen = blocks_of(self.twins[twin])[-1:] if isinstance(stmt, For) else arms_of(self.twins[twin])[number]
        inner = {out for block in seen for stmt in block.body for out in stmt.outs}
        return inner.union(*(block.params for block in seen))

    def op(self, op: Op) -> None:
        self.require(UNDEF not in op.args, "an operation takes undef")
        if not isinstance(op.prim, Invoke):
            self.same(len(op.outs), int(not isinstance(op.prim, Assert | Raise)), "results of an operation")
        match op.prim:
            case Apply(kw=kw):
                self.require(len(kw) <= len(op.args), "an Apply has fewer arguments than keywords")
            case Index(path=path):
                self.same(len(op.args), 1 + indices_in(path), "arguments of an Index")
            case Update(kind=kind, path=path):
                self.require(kind in ("set", "add"), f"an Update of kind {kind}")
                self.same(len(op.args), 2 + indices_in(path), "arguments of an Update")
            case Pack(kind=kind, keys=keys):
                self.require(kind in ("tuple", "list", "set", "dict", "object"), f"a Pack of kind {kind}")
                if kind in ("dict", "object"):
                    self.same(len(op.args), len(keys), "arguments of a Pack")
            case Free():
                self.same(len(op.args), 0, "arguments of a Free")
            case Invoke(name=name):
                self.invoke(op, name)
            case Bind():
                self.same(len(op.args), 1, "arguments of a Bind")
                self.require(not isinstance(op.args[0], Var), "a Bind names a value that is no literal")
            case Format(parts=parts, specs=specs):
                self.same(len(op.args), parts.count(None), "arguments of a Format")
                self.same(len(specs), parts.count(None), "formats of a Format")
            case Assert():
                self.require(len(op.args) in (1, 2), "an Assert without a condition")

    def invoke(self, op: Op, name: str) -> None:
        if self.arities is None:
            return
        self.require(name in self.arities, f"there is no function {name}")
        params, results = self.arities[name]
        self.same(len(op.args), params, f"arguments of {name}")
        self.same(len(op.outs), results, f"results of {name}")

    def branch(self, stmt: If) -> None:
        self.require(stmt.cond != UNDEF, "a branch on undef")
        for arm in (stmt.then, stmt.orelse):
            self.same(len(arm.params), 0, "parameters of an arm")
            self.same(len(arm.results), len(stmt.outs), "results of an arm")

    def attempt(self, stmt: Try) -> None:
        self.require(bool(stmt.clauses), "a try catches nothing")
        self.same(len(stmt.body.params), 0, "parameters of the body of a try")
        self.same(len(stmt.body.results), len(stmt.orelse.params), "what the body of a try hands on")
        self.same(len(stmt.handler.params), 2, "parameters of a handler")
        for arm in (stmt.orelse, stmt.handler):
            self.same(len(arm.results), len(stmt.outs), "results of an arm of a try")

    def enclosed(self, stmt: With) -> None:
        self.require(stmt.enter is not None or len(stmt.args) < 2, "a with of several managers")
        self.same(len(stmt.body.params), int(stmt.is_managed), "parameters of the body of a with")
        self.same(len(stmt.final.params), 0, "parameters of what comes finally")
        self.same(len(stmt.body.results) + len(stmt.final.results), len(stmt.outs), "results of a with")

    def loop(self, stmt: For) -> None:
        self.require(bool(stmt.iters or stmt.twin), "a For walks nothing")
        self.require(Iter(UNDEF) not in stmt.iters, "a For walks undef")
        self.same(len(stmt.body.params), len(stmt.iters) + len(stmt.inits), "parameters of a For")
        self.results(stmt)

    def while_loop(self, stmt: While) -> None:
        self.same(len(stmt.test.params), len(stmt.inits), "parameters of a test")
        self.same(len(stmt.test.results), 1, "results of a test")
        self.same(len(stmt.body.params), len(stmt.inits), "parameters of a While")
        self.results(stmt)

    def results(self, stmt: For | While) -> None:
        self.require(len(stmt.outs) >= len(stmt.inits), "a loop loses a carried value")
        self.same(len(stmt.body.results), int(stmt.until) + len(stmt.outs), "results of a loop body")

    def define(self, variables: Iterable[Var], scope: set[Var]) -> None:
        for var in variables:
            if var in self.defined:
                self.require(False, f"{var!r} is defined twice")
            self.defined.add(var)
            scope.add(var)

    def mention(self, atoms: Iterable[Atom], scope: set[Var]) -> None:
        for var in vars_in(atoms):
            if var not in scope:
                self.require(var in self.defined, f"{var!r} is used before it is defined")
                self.require(False, f"{var!r} is used outside the block that defines it")

    def same(self, found: int, wanted: int, what: str) -> None:
        self.require(found == wanted, f"{what}: {found} instead of {wanted}")

    def require(self, holds: bool, reason: str) -> None:
        if not holds:
            raise IRError(f"in {self.fn.name}: {reason}")


def indices_in(path: Path) -> int:
    """How many arguments a path takes."""
    return sum(_width(entry) for step in path if isinstance(step, Subscript) for entry in step.entries)


def _width(entry: object) -> int:
    match entry:
        case At():
            return 1
        case Slice(start=start, stop=stop, step=step):
            return start + stop + step
        case _:
            return 0
