"""``match`` becomes ``if``: each pattern a test, what it captures bound where the test holds.

Before::                                  after::

    match point:                              subject1 = point
        case (0, y):                          if is_sequence(subject1) and len(subject1) == 2 and subject1[0] == 0:
            f(y)                                  y = subject1[1]
        case {"x": x} if x > 1:                   f(y)
            g(x)                              else:
        case _:                                   matched1 = False
            h()                                   if is_mapping(subject1) and "x" in subject1:
                                                      x = subject1["x"]
                                                      matched1 = x > 1
                                                  if matched1:
                                                      x = subject1["x"]
                                                      g(x)
                                                  else:
                                                      h()

The subject is evaluated once, the tests decide most patterns from the types alone.  A name is bound only when its
whole pattern has matched, as in CPython.  The functions called here are the constants of the tests themselves, so that
no name of the user's can hide them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeAlias

import gast

from srcad.front.desugar.nodes import assign, constant, flag, made, named

Stmts: TypeAlias = list[gast.AST]

SUBJECT = " subject"
MATCHED = " matched"


def is_sequence(subject: Any) -> bool:
    """Whether a subject is of the kind that ``[a, b]`` matches."""
    raise NotImplementedError  # answered where programs are lifted


def is_mapping(subject: Any) -> bool:
    """Whether a subject is of the kind that ``{"a": a}`` matches."""
    raise NotImplementedError


def is_kind(subject: Any, cls: Any) -> bool:
    """``isinstance``"""
    raise NotImplementedError


def has_part(subject: Any, cls: Any, name: str | int) -> bool:
    """Whether there is an attribute of this name, or a positional part of this number."""
    raise NotImplementedError


def part(subject: Any, cls: Any, name: str | int) -> Any:
    """The attribute of this name, or the positional part of this number."""
    raise NotImplementedError


def without(subject: Any, *keys: Any) -> Any:
    """A dict without these keys."""
    raise NotImplementedError


def same(subject: Any, value: Any) -> bool:
    """``is``, as None, True and False are matched."""
    raise NotImplementedError


@lru_cache(maxsize=4096)
def without_match(function: gast.AST) -> gast.AST:
    """The function without `match`; itself if it has none."""
    if isinstance(function, gast.Lambda) or not any(isinstance(node, gast.Match) for node in _own(function.body)):
        return function
    body = _Unmatch().block(function.body)
    copy = gast.FunctionDef(
        function.name, function.args, body, function.decorator_list, function.returns, None, []
    )
    return gast.copy_location(copy, function)


def _own(stmts: Stmts) -> Iterator[gast.AST]:
    """The statements of a function at every depth, without those of functions inside."""
    for stmt in stmts:
        yield stmt
        for name in ("body", "orelse", "finalbody"):
            if not isinstance(stmt, gast.FunctionDef | gast.AsyncFunctionDef | gast.ClassDef):
                yield from _own(getattr(stmt, name, []))
        for inner in (*getattr(stmt, "cases", []), *getattr(stmt, "handlers", [])):
            yield from _own(inner.body)


class _Unmatch:
    def __init__(self) -> None:
        self.count = 0

    def block(self, stmts: Stmts) -> Stmts:
        return [new for stmt in stmts for new in self.statement(stmt)]

    def statement(self, stmt: gast.AST) -> Stmts:
        if isinstance(stmt, gast.Match):
            return self.match(stmt)
        if isinstance(stmt, gast.FunctionDef | gast.AsyncFunctionDef | gast.ClassDef):
            return [stmt]
        inside = {name: value for name, value in vars(stmt).items() if name in ("body", "orelse", "finalbody")}
        if not any(isinstance(node, gast.Match) for value in inside.values() for node in _own(value)):
            return [stmt]
        copy = type(stmt)(*(getattr(stmt, name) for name in stmt._fields))
        for name, value in inside.items():
            setattr(copy, name, self.block(value))
        return [gast.copy_location(copy, stmt)]

    def match(self, stmt: gast.AST) -> Stmts:
        self.count += 1
        subject = f"{SUBJECT}{self.count}"
        return [assign(subject, stmt.subject, stmt), *self.cases(stmt, subject, list(stmt.cases), 1)]

    def cases(self, stmt: gast.AST, subject: str, cases: list[Any], number: int) -> Stmts:
        """The first case, the others where it does not match."""
        if not cases:
            return []
        case, *others = cases
        read = _Reader(case.pattern)
        tests = list(read.tests(case.pattern, read.name(subject)))
        binds = list(read.binds(case.pattern, read.name(subject), stmt))
        guard = case.guard
        if guard is not None and not binds:
            tests, guard = [*tests, guard], None
        body = self.block(case.body)
        matched = f"{MATCHED}{self.count}_{number}"
        rest = self.cases(stmt, subject, others, number + 1)
        if guard is None:
            return _branch(tests, [*binds, *body], rest, case.pattern, stmt)
        if not tests:
            return [*binds, *_branch([guard], body, rest, case.pattern, stmt)]
        ask = [*binds, assign(matched, guard, stmt)]
        return [
            flag(matched, False, stmt),
            *_branch(tests, ask, [], case.pattern, stmt),
            *_branch([named(matched, stmt)], [*binds, *body], rest, case.pattern, stmt),
        ]


def _branch(tests: Stmts, body: Stmts, orelse: Stmts, place: gast.AST, stmt: gast.AST) -> Stmts:
    if not tests:
        return body
    node = made(gast.If(_all_of(tests, place), body, orelse), stmt)
    return [gast.copy_location(node, place)]


def _all_of(tests: Stmts, place: gast.AST) -> gast.AST:
    return tests[0] if len(tests) == 1 else gast.copy_location(gast.BoolOp(gast.And(), tests), place)


class _Reader:
    """Tests and captures of one pattern; every node made stands where the pattern stands."""

    def __init__(self, place: gast.AST) -> None:
        self.place = place

    def at(self, node: gast.AST) -> gast.AST:
        return gast.copy_location(node, self.place)

    def name(self, name: str) -> gast.AST:
        return named(name, self.place)

    def plain(self, value: Any) -> gast.AST:
        return constant(value, self.place)

    def call(self, fn: Callable[..., Any], *args: gast.AST) -> gast.AST:
        return self.at(gast.Call(self.plain(fn), list(args), []))

    def compare(self, left: gast.AST, op: gast.AST, right: gast.AST) -> gast.AST:
        return self.at(gast.Compare(left, [op], [right]))

    def item(self, subject: gast.AST, index: gast.AST) -> gast.AST:
        return self.at(gast.Subscript(subject, index, gast.Load()))

    # --- tests: in order, each only where those before it hold

    def tests(self, pattern: gast.AST, subject: gast.AST) -> Iterator[gast.AST]:
        match pattern:
            case gast.MatchValue(value=value):
                yield self.compare(subject, gast.Eq(), value)
            case gast.MatchSingleton(value=value):
                yield self.call(same, subject, self.plain(value))
            case gast.MatchAs(pattern=inner):
                yield from self.tests(inner, subject) if inner is not None else ()
            case gast.MatchOr(patterns=patterns):
                either = [_all_of(list(self.tests(p, subject)) or [self.plain(True)], self.place) for p in patterns]
                yield self.at(gast.BoolOp(gast.Or(), either))
            case gast.MatchSequence(patterns=patterns):
                yield self.call(is_sequence, subject)
                least = len([p for p in patterns if not isinstance(p, gast.MatchStar)])
                op = gast.GtE() if least < len(patterns) else gast.Eq()
                yield self.compare(self.call(len, subject), op, self.plain(least))
            case gast.MatchMapping(keys=keys):
                yield self.call(is_mapping, subject)
                yield from (self.compare(key, gast.In(), subject) for key in keys)
            case gast.MatchClass(cls=cls):
                yield self.call(is_kind, subject, cls)
        for inner, value, named_part in self.parts(pattern, subject):
            if named_part is not None:
                yield self.call(has_part, subject, pattern.cls, self.plain(named_part))
            yield from self.tests(inner, value)

    def parts(self, pattern: gast.AST, subject: gast.AST) -> Iterator[tuple[gast.AST, gast.AST, str | int | None]]:
        """The patterns inside, and the part of the subject that each is for."""
        match pattern:
            case gast.MatchSequence(patterns=patterns):
                star = next((k for k, p in enumerate(patterns) if isinstance(p, gast.MatchStar)), len(patterns))
                for place, inner in enumerate(patterns):
                    if place != star:
                        index = place if place < star else place - len(patterns)
                        yield inner, self.item(subject, self.plain(index)), None
            case gast.MatchMapping(keys=keys, patterns=patterns):
                for key, inner in zip(keys, patterns, strict=True):
                    yield inner, self.item(subject, key), None
            case gast.MatchClass(cls=cls, patterns=patterns, kwd_attrs=names, kwd_patterns=others):
                for name, inner in (*enumerate(patterns), *zip(names, others, strict=True)):
                    yield inner, self.call(part, subject, cls, self.plain(name)), name

    # --- captures

    def binds(self, pattern: gast.AST, subject: gast.AST, stmt: gast.AST) -> Iterator[gast.AST]:
        match pattern:
            case gast.MatchAs(pattern=inner, name=name):
                if inner is not None:
                    yield from self.binds(inner, subject, stmt)
                if name is not None:
                    yield self.bind(name, subject, stmt)
            case gast.MatchOr(patterns=patterns):
                yield from self.either(patterns, subject, stmt)
            case gast.MatchSequence(patterns=patterns):
                for place, inner in enumerate(patterns):
                    if isinstance(inner, gast.MatchStar) and inner.name is not None:
                        after = len(patterns) - place - 1
                        end = self.plain(-after) if after else None
                        rest = self.item(subject, self.at(gast.Slice(self.plain(place), end, None)))
                        yield self.bind(inner.name, self.call(list, rest), stmt)
            case gast.MatchMapping(keys=keys, rest=str() as rest):
                yield self.bind(rest, self.call(without, subject, *keys), stmt)
        for inner, value, _ in self.parts(pattern, subject):
            yield from self.binds(inner, value, stmt)

    def bind(self, name: str, value: gast.AST, stmt: gast.AST) -> gast.AST:
        return gast.copy_location(assign(name, value, stmt), self.place)

    def either(self, patterns: list[gast.AST], subject: gast.AST, stmt: gast.AST) -> Stmts:
        """Alternatives bind the same names, each from its own parts."""
        first, *others = patterns
        binds = list(self.binds(first, subject, stmt))
        if not binds or not others:
            return binds
        tests = list(self.tests(first, subject))
        return _branch(tests, binds, self.either(others, subject, stmt), self.place, stmt)
