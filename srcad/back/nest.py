"""Re-nesting: a temporary used once is written where it is used.

    t = x * y;  z = np.sin(t)        ->        z = np.sin(x * y)

Only what is pure, used in the same block, and not separated from its use by a store into something it reads, or by an
effect.  A value that a person named keeps its own line.  NumPy reuses the memory of unnamed intermediates only, so
this is also a pass for speed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from srcad.analyse.effects import is_effect, may_raise
from srcad.analyse.raising import never_raises
from srcad.back.augment import augmented
from srcad.back.code import is_append, is_second_name, leaves
from srcad.back.memory import Memory, is_store
from srcad.back.undefined import maybe_undefined
from srcad.back.width import LIMIT, inner_width
from srcad.back.writes import Writes
from srcad.ir.core import (
    Apply,
    Atom,
    Block,
    For,
    Format,
    Free,
    Function,
    If,
    Invoke,
    Lit,
    Op,
    Statement,
    Try,
    Var,
    While,
    With,
)
from srcad.ir.types import BOOL, NONE, Opaque, kind_of
from srcad.ir.walk import free_in, use_counts, vars_in

INDENT = 4
#: an assignment's sign, a call's parentheses
MARGIN = 4


def nest(function: Function, memory: Memory, bound: Collection[Var]) -> tuple[dict[Var, Op | If], dict[If, Var]]:
    """The temporaries that are written inside other expressions, with what computes them; and the branches that are
    written as conditional expressions, with the temporaries that stand for these.

    What is in `bound` is bound otherwise.
    """
    nesting = _Nesting(memory, use_counts(function.block), bound, maybe_undefined(function))
    nesting.block(function.block, function.block.results, INDENT)
    nesting.nested.update((var, choice) for choice, var in nesting.choices.items())
    return nesting.nested, nesting.choices


class _Nesting:
    def __init__(
        self, memory: Memory, counts: dict[Var, int], bound: Collection[Var], undefined: Collection[Var]
    ) -> None:
        self.memory = memory
        self.writes = Writes(memory)
        self.bound = bound
        self.undefined = undefined
        self.counts = counts
        self.nested: dict[Var, Op | If] = {}
        self.choices: dict[If, Var] = {}
        #: whether what is raised where decides what runs next
        self.tried = False

    def block(self, block: Block, wanted: Sequence[Atom], column: int) -> None:
        """Nest in a block and those inside it; of its results only the `wanted` may become expressions."""
        for stmt in block.body:
            self.inside(stmt, column + INDENT)
        _Row(self, block.body, column).nest(wanted)

    def inside(self, stmt: Statement, column: int) -> None:
        match stmt:
            case If(then=then, orelse=orelse):
                self.block(then, self.wanted(stmt, then), column)
                self.block(orelse, self.wanted(stmt, orelse), column)
            case For(body=body):
                self.block(body, self.until(stmt), column)
            case While(test=test, body=body):
                self.block(test, test.results, column)
                self.block(body, self.until(stmt), column)
            case Try(body=body, orelse=orelse, handler=handler):
                outer, self.tried = self.tried, True
                self.block(body, (), column)
                self.tried = outer
                self.block(orelse, (), column)
                self.block(handler, (), column)
            case With(body=body, final=final):
                outer, self.tried = self.tried, self.tried or stmt.is_managed
                self.block(body, (), column)
                self.tried = outer
                self.block(final, (), column)
            case _:
                pass

    def wanted(self, stmt: If, arm: Block) -> Sequence[Atom]:
        return arm.results if _may_be_conditional(stmt) else ()

    def until(self, loop: For | While) -> Sequence[Atom]:
        """The flag that ends a loop, unless it would be read after the loop variables it mentions have moved on."""
        flag = loop.body.results[: int(loop.until)]
        moved = {var for var, new in zip(loop.carried, loop.yields, strict=True) if var is not new}
        return () if moved.intersection(self.sources(loop.body, flag)) else flag

    def sources(self, block: Block, atoms: Sequence[Atom]) -> Iterator[Var]:
        """The variables of an expression, were all its temporaries nested."""
        made = {out: stmt for stmt in block.body for out in stmt.outs if isinstance(stmt, Op | If) and out.temp}
        for var in vars_in(atoms):
            yield from self.sources(block, _read_by(made[var])) if var in made else (var,)

    def expression(self, stmt: If) -> bool:
        """Whether both arms came out as single expressions, and neither reads what may have no value."""
        arms = (stmt.then, stmt.orelse)
        if any(result in self.undefined for arm in arms for result in arm.results):
            return False
        inside = [inner for arm in arms for inner in arm.body]
        return _may_be_conditional(stmt) and all(inner.outs and inner.outs[0] in self.nested for inner in inside)


def _may_be_conditional(stmt: If) -> bool:
    """Whether a choice may be written ``a if c else b``: one result, and not a statement of the user's."""
    spelled = stmt.where.stmt.text if stmt.where.stmt and not stmt.where.adjoint else ""
    return len(stmt.outs) == 1 and (not spelled.startswith(("if ", "elif ", "if(")) or _is_boolean(stmt))


def _read_by(stmt: Op | If) -> tuple[Atom, ...]:
    if isinstance(stmt, Op):
        return stmt.args
    return (stmt.cond, *free_in(stmt.then), *free_in(stmt.orelse))


def _is_boolean(stmt: If) -> bool:
    """Whether a choice is ``a and b`` or ``a or b``, of flags."""
    if stmt.cond.type != BOOL or len(stmt.outs) != 1 or kind_of(stmt.outs[0].type) != "b":
        return False
    (then,), (orelse,) = stmt.then.results, stmt.orelse.results
    return then in (stmt.cond, Lit(True)) or orelse in (stmt.cond, Lit(False))


class _Row:
    """The statements of one block, nested into each other from the last to the first."""

    def __init__(self, nesting: _Nesting, body: Sequence[Statement], column: int) -> None:
        self.nesting = nesting
        self.nested = nesting.nested
        self.body = body
        self.size = [column + self.head(stmt) for stmt in body] + [column + MARGIN]
        #: where each variable that is used once would be evaluated
        self.place: dict[Var, int] = {}
        #: and the statement that mentions it
        self.user: dict[Var, Statement] = {}
        self.augmented: set[Op] = set()

    def head(self, stmt: Statement) -> int:
        names = sum(len(out.name) + 2 for out in stmt.outs)
        return names + MARGIN + (inner_width(stmt, self.nested) if isinstance(stmt, Op | If) else 0)

    def nest(self, wanted: Sequence[Atom]) -> None:
        self.want(wanted, len(self.body))
        for at in reversed(range(len(self.body))):
            self.want(_mentioned(self.body[at]), self.settle(at), self.body[at])

    def want(self, atoms: Sequence[Atom], at: int, user: Statement | None = None) -> None:
        for var in vars_in(atoms):
            if self.nesting.counts[var] == 1:
                self.place[var] = at
                if user is not None:
                    self.user[var] = user

    def settle(self, at: int) -> int:
        """Where a statement is evaluated: nested, or in its own place."""
        stmt = self.body[at]
        if isinstance(stmt, If) and len(stmt.outs) == 1 and self.is_choice(stmt):
            self.nesting.choices[stmt] = Var("t", stmt.outs[0].type, temp=True)
        if not isinstance(stmt, Op | If) or not self.may_nest(stmt):
            return at
        (out,) = stmt.outs
        goal = self.place[out]
        added = inner_width(stmt, self.nested) + 1 - len(out.name)
        if self.size[goal] + added > LIMIT or not self.can_move(stmt, at, goal):
            return at
        self.size[goal] += added
        self.nested[out] = stmt
        self.read_once(goal)
        return goal

    def read_once(self, goal: int) -> None:
        """The indices of ``x[i] *= v`` are written once, though it reads and stores."""
        store = self.body[goal] if goal < len(self.body) else None
        if isinstance(store, Op) and store not in self.augmented and augmented(store, self.nested):
            self.augmented.add(store)
            for index in set(vars_in(store.args[2:])):
                self.nesting.counts[index] -= 1
            self.want(store.args[2:], goal)

    def is_choice(self, stmt: If) -> bool:
        """Whether a value that a person named was written ``a if c else b``, or a flag is ``a and b`` or ``a or b``."""
        if stmt.outs[0].temp:
            (flag,) = stmt.outs
            kept = (self.nesting.counts.get(flag, 0) > 1 or flag not in self.place) and flag not in self.nesting.bound
            return kept and _is_boolean(stmt) and self.nesting.expression(stmt)
        text = stmt.where.stmt.text if stmt.where.stmt else ""
        return not stmt.where.adjoint and " if " in text and " else " in text and self.nesting.expression(stmt)

    def may_nest(self, stmt: Op | If) -> bool:
        if len(stmt.outs) != 1 or not stmt.outs[0].temp or stmt.outs[0] not in self.place:
            return False
        if stmt.outs[0] in self.nesting.bound:
            return False
        return self.nesting.expression(stmt) if isinstance(stmt, If) else _is_plain(stmt)

    def can_move(self, stmt: Op | If, at: int, goal: int) -> bool:
        """Whether nothing between a statement and its use changes what it reads."""
        reads = self.nesting.memory.touched(leaves(stmt.outs[0], {**self.nested, stmt.outs[0]: stmt}))
        between = self.body[at + 1 : goal]
        apart = [other for other in between if not self.is_nested(other)]
        if self.nesting.tried and any(map(_may_raise, apart)) and not never_raises(stmt):
            return False
        if any(self.nesting.writes.of(other) & reads for other in apart):
            return False
        if isinstance(stmt, Op) and is_effect(stmt) and (goal == len(self.body) or self.body[goal].where.adjoint):
            return False
        return self.is_steady(stmt) or not self.happens(between, stmt)

    def happens(self, between: Sequence[Statement], stmt: Op | If) -> bool:
        """Whether anything happens between a statement and its use, but for what it is itself an operand of."""
        users: list[Statement] = []
        user = self.user.get(stmt.outs[0])
        while user is not None and user not in users:
            users.append(user)
            user = self.user.get(user.outs[0]) if len(user.outs) == 1 else None
        return any(self.nesting.writes.has_effect(other) for other in between if other not in users)

    def is_steady(self, stmt: Op | If) -> bool:
        """Whether an expression means the same after an effect: it reads numbers and arrays, and raises nothing."""
        if not isinstance(stmt, Op) or may_raise(stmt) or isinstance(stmt.prim, Free | Format | Invoke):
            return False
        if any(isinstance(atom.type, Opaque) for atom in (*stmt.args, *stmt.outs)):
            return False
        inner = [self.nested[arg] for arg in vars_in(stmt.args) if arg in self.nested]
        return all(map(self.is_steady, inner))

    def is_nested(self, stmt: Statement) -> bool:
        return any(out in self.nested for out in stmt.outs)


def _may_raise(stmt: Statement) -> bool:
    return not (is_append(stmt) or is_second_name(stmt) or never_raises(stmt))


def _is_plain(op: Op) -> bool:
    checks = isinstance(op.prim, Apply) and op.prim.effect and op.out.type == NONE
    return not checks and not is_store(op) and not is_second_name(op)


def _mentioned(stmt: Statement) -> tuple[Atom, ...]:
    """The operands that may be expressions."""
    match stmt:
        case Op() if is_second_name(stmt):
            return ()
        case Op(args=args):
            return args[1:] if is_store(stmt) or is_append(stmt) else args
        case If(cond=cond):
            return (cond,)
        case For(iters=iters):
            return tuple(one.source for one in iters)
        case With(args=args):
            return args
        case While() | Try():
            return ()
