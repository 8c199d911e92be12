"""Out of SSA: each variable gets a printed name.

    x.0, x.1 = x.0 * x.0        ->        x = x * x

Values that flow into each other (loop variables and what replaces them, the results of branches, a buffer and what is
stored into it) share a name if they do not interfere; so do versions of one name of the user's.  Where they cannot,
the one that a person would expect keeps the name and the others are ``x_0``, ``x_1``.  No name of the user's, of a
module or of a builtin that the text mentions is ever taken: the generated one gives way.
"""

from __future__ import annotations

import keyword
import string
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from srcad.back.code import (
    Choose,
    Code,
    Do,
    Move,
    Nested,
    Repeat,
    Target,
    Walk,
    is_append,
)
from srcad.back.flow import Flow, all_lines, assigned
from srcad.back.memory import is_store
from srcad.ir.core import Atom, Op, Var
from srcad.ir.outside import last_name


@dataclass(slots=True, eq=False)
class Web:
    """Variables with one name."""

    members: list[Var]
    mask: int
    clashes: int
    #: the parameter among them
    param: Var | None = None
    carried: bool = False
    order: int = 0

    @property
    def base(self) -> str:
        """The name that a person gave one of them, or empty."""
        named = (base_of(var) for var in self.members if not var.temp)
        return base_of(self.param) if self.param else next(named, "")

    def interferes(self, other: Web) -> bool:
        return bool(self.clashes & other.mask or other.clashes & self.mask)

    def may_join(self, other: Web) -> bool:
        """Whether the two can have one name, and nobody misses the other."""
        if self.param and other.param:
            return False
        return (not self.base or not other.base or self.base == other.base) and not self.interferes(other)


def base_of(var: Var) -> str:
    """The name that a variable would like; those of desugared exits begin with a space."""
    return var.name.strip().rstrip(string.digits) if var.name.startswith(" ") else var.name


def name_variables(params: Sequence[Var], code: Code, nested: Nested, reserved: Collection[str]) -> dict[Var, str]:
    """A printed name for every variable of a function; `reserved` are names that mean something else."""
    flow = Flow(nested)
    live = flow.code(code, 0)
    flow.define(params, live | flow.uses(params))
    webs = _webs(flow, params, code)
    naming = _Naming(reserved, params)
    naming.prefer = _tape_parts(code, nested)
    naming.older = {line.pairs[0][0] for line in all_lines(code) if isinstance(line, Move) and line.second}
    naming.branches = {line.cond for line in all_lines(code) if isinstance(line, Choose) and isinstance(line.cond, Var)}
    naming.webs(webs)
    return naming.names


# --- webs ---------------------------------------------------------------------------------------------------


def _webs(flow: Flow, params: Sequence[Var], code: Code) -> list[Web]:
    """The classes of variables that share a name, in the order in which they are first assigned."""
    order = {var: k for k, var in enumerate(dict.fromkeys([*params, *assigned(code)]))}
    web: dict[Var, Web] = {}
    for var, k in order.items():
        web[var] = Web([var], flow.bit(var), flow.clashes.get(var, 0), var if var in params else None, order=k)
    carried = set(_carried(code))
    for var in carried & web.keys():
        web[var].carried = True
    for a, b in _wishes(code):
        if a in web and b in web and web[a] is not web[b] and web[a].may_join(web[b]):
            _join(web, web[a], web[b])
    found = list(dict.fromkeys(web.values()))
    return sorted(found, key=lambda one: one.order)


def _join(web: dict[Var, Web], a: Web, b: Web) -> None:
    joined = Web(
        sorted(a.members + b.members, key=lambda var: web[var].order),
        a.mask | b.mask,
        a.clashes | b.clashes,
        a.param or b.param,
        a.carried or b.carried,
        min(a.order, b.order),
    )
    for var in joined.members:
        web[var] = joined


def _carried(code: Code) -> Iterator[Var]:
    """The variables that the last move of a loop body assigns."""
    for line in all_lines(code):
        if isinstance(line, Walk | Repeat):
            for inner in line.body[-2:]:
                if isinstance(inner, Move):
                    yield from (d for d, _ in inner.pairs)


def _wishes(code: Code) -> list[tuple[Var, Var]]:
    """The pairs of variables that want one name: first buffers, then what moves within a name, then other moves."""
    stores = [(op.out, op.args[0]) for op in _ops(code) if op.outs and is_store(op)]
    lines = [line for line in all_lines(code) if isinstance(line, Move)]
    moves = [(d, v) for line in lines if not line.second for d, v in line.pairs if isinstance(v, Var)]
    first = [(a, b) for a, b in moves if a.name == b.name]
    return [(a, b) for a, b in stores if isinstance(b, Var)] + first + moves


def _ops(code: Code) -> Iterator[Op]:
    return (line.op for line in all_lines(code) if isinstance(line, Do))


# --- tapes --------------------------------------------------------------------------------------------------


def _tape_parts(code: Code, nested: Nested) -> dict[Var, Var]:
    """What a loop over a tape reads, with what was appended there: they would like the same name."""
    entries = {op.args[0]: op.args[1] for op in _ops(code) if is_append(op)}
    found: dict[Var, Var] = {}
    for line in all_lines(code):
        if isinstance(line, Walk):
            for target, walked in zip(line.targets, line.iters, strict=True):
                tape = found.get(walked.source, walked.source) if isinstance(walked.source, Var) else walked.source
                if tape in entries:
                    found.update(_match(target, entries[tape], nested))
    return found


def _match(target: Target, entry: Atom, nested: Nested) -> Iterator[tuple[Var, Var]]:
    if not isinstance(entry, Var):
        return
    if isinstance(target, Var):
        yield target, entry
    elif target is not None and entry in nested:
        parts = nested[entry]
        if isinstance(parts, Op):
            for inner, part in zip(target, parts.args, strict=False):
                yield from _match(inner, part, nested)


# --- naming -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Naming:
    reserved: Collection[str]
    params: Sequence[Var]
    names: dict[Var, str] = field(default_factory=dict)
    taken: dict[str, list[Web]] = field(default_factory=dict)
    users: set[str] = field(default_factory=set)
    prefer: Mapping[Var, Var] = field(default_factory=dict)
    older: Collection[Var] = ()
    branches: Collection[Atom] = ()

    def webs(self, webs: Iterable[Web]) -> None:
        """Name them all: parameters, what people named, temporaries."""
        webs = list(webs)
        self.users = {web.base for web in webs if web.base}
        for web in sorted(webs, key=_rank):
            self.give(web, self.choose(web))

    def give(self, web: Web, name: str) -> None:
        self.taken.setdefault(name, []).append(web)
        for var in web.members:
            self.names[var] = name

    def choose(self, web: Web) -> str:
        if web.param is not None:
            return web.param.name
        wish = self.wish(web)
        liked = [self.names[self.prefer[var]] for var in web.members if self.prefer.get(var) in self.names]
        candidates = [name for name in liked if _stem(name, wish)]
        return next(name for name in chain(candidates, self.candidates(web, wish)) if self.fits(web, wish, name))

    def wish(self, web: Web) -> str:
        if web.base:
            return _identifier(web.base)
        if any(var in self.branches for var in web.members):
            return "branch"
        return _identifier(base_of(web.members[0]))

    def candidates(self, web: Web, wish: str) -> Iterator[str]:
        """The names to try, best first."""
        if not web.base and wish in ("t_bar", "t_dot"):
            suffix = wish[1:]
            yield from (f"{letter}{suffix}" for letter in string.ascii_lowercase if letter not in self.users)
        yield wish
        first = 0 if any(var in self.older for var in web.members) else 1
        yield from (f"{wish}_{k}" for k in count(first))

    def fits(self, web: Web, wish: str, name: str) -> bool:
        """Whether a name is free where a web lives, and means nothing else anywhere."""
        if name in self.reserved or keyword.iskeyword(name):
            return False
        if name != wish and name in self.users:
            return False
        others = self.taken.get(name, ())
        return all(other.base == web.base and not other.interferes(web) for other in others)


def _rank(web: Web) -> tuple[bool, bool, bool, int]:
    """Parameters first, then loop variables with names, then other names, then temporaries; each in order."""
    return web.param is None, not web.base, not web.carried, web.order


def _stem(name: str, wish: str) -> bool:
    return name == wish or (name.startswith(f"{wish}_") and name[len(wish) + 1 :].isdigit())


def _identifier(name: str) -> str:
    return name if name.isidentifier() else last_name(name)
