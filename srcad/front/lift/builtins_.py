"""Python's own functions, where a call is more than one operation on numbers."""

from __future__ import annotations

import builtins
import operator
from typing import Any

import numpy as np

from srcad import runtime
from srcad.front.lift import opaque, prelude, protocol, tables
from srcad.front.lift.branches import choose
from srcad.front.lift.calls import call, handles
from srcad.front.lift.chosen import with_each
from srcad.front.lift.context import Lifter
from srcad.front.lift.effects import call_unknown
from srcad.front.lift.expressions import as_array, binary, comparison
from srcad.front.lift.iterate import item_type, length_of
from srcad.front.lift.text import folded, words
from srcad.front.lift.truth import truth
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import (
    Chosen,
    Closure,
    Columns,
    Derived,
    Generator,
    Num,
    Record,
    Seq,
    Static,
    Table,
    Value,
    View,
    Walk,
    is_named_tuple,
)
from srcad.ir.core import Apply, Lit
from srcad.ir.types import Array, ListOf, Scalar, TupleOf, Type, kind_of

#: how many numbers one `max` or `min` takes: there is a rule for each of its arguments
TOGETHER = 6


def plain(cx: Lifter, node: Any, fn: Any, args: list[Value], name: str) -> Value:
    """One operation on numbers."""
    return cx.op(node, Apply(fn, (), "call", fn.__name__), *(cx.atom(arg, node) for arg in args), name=name)


@handles(print)
def print_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    atoms = [cx.atom(arg, node) for arg in args[1:]]
    keywords = {key: cx.atom(value, node) for key, value in kwargs.items()}
    cx.effect(node, Apply(print, tuple(keywords), "call", "print", effect=True), *atoms, *keywords.values())
    return Static(None)


@handles(len)
def len_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    match cx.open((tables.listed(cx, node, args[1]) if isinstance(args[1], Walk) else None) or args[1]):
        case Record(cls=cls) if cls is not None and not is_named_tuple(cls):
            raise cx.refuse(node, f"`{cls.__name__}` has no `__len__`", "count what it holds")
        case Seq(items=items) | Record(items=items):
            return Num(Lit(len(items)))
        case Static(obj=str() as text):
            return Num(Lit(len(text)))
        case Columns(lists=(first, *_)) | Table(lists=(first, *_)):
            return plain(cx, node, len, [Num(first)], name)
        case Num(atom=atom) if isinstance(atom.type, TupleOf):
            return Num(Lit(len(atom.type.items)))
    if opaque.is_plain(args[1]):
        return opaque.operate(cx, node, len, args[1:], name)
    return plain(cx, node, len, args[1:], name)


@handles(zip)
def zip_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if any(isinstance(part, Generator) for part in args[1:]):
        raise cx.refuse(node, "a generator beside others is not supported", "make a list of what it gives")
    strict = bool(cx.demand(kwargs["strict"], node, "strict")) if "strict" in kwargs else False
    return Walk("zip", tuple(args[1:]), strict=strict, depth=cx.depth)


@handles(enumerate)
def enumerate_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    start = args[2] if len(args) > 2 else kwargs.get("start", Num(Lit(0)))
    items = protocol.iterated(cx, node, args[1])
    if isinstance(items, Generator):
        return prelude.call_own(cx, node, prelude.numbered, [items, start])
    return Walk("enumerate", (items,), cx.atom(start, node), depth=cx.depth)


@handles(iter)
def iter_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """What is walked once, if it is walked at all."""
    if len(args) != 2:
        raise cx.refuse(node, "`iter` of a function is not supported", "write a loop")
    return args[1] if isinstance(args[1], Walk) else Walk("filter", (args[1],), depth=cx.depth)


@handles(reversed)
def reversed_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return Walk("reversed", (args[1],), depth=cx.depth)


@handles(max, min)
def extremum(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """Of numbers, one operation (of many integers, several); of an array, NumPy's reduction is the same number."""
    callee, *rest = args
    assert isinstance(callee, Static)
    if len(rest) == 1:
        rest = [listed(cx, node, rest[0])]
    if "key" in kwargs and not (isinstance(kwargs["key"], Static) and kwargs["key"].obj is None):
        return by_score(cx, node, callee, rest, kwargs)
    if "default" in kwargs and len(rest) == 1:
        return or_default(cx, node, callee, rest[0], kwargs["default"], name)
    fn = callee.obj
    if len(rest) == 1:
        if isinstance(rest[0], View):
            reduce = np.max if fn is builtins.max else np.min
            return cx.op(node, Apply(reduce), cx.atom(rest[0], node), name=name)
        content = cx.open(rest[0])
        if isinstance(content, Columns) and isinstance(content.entry, Num):
            return among_many(cx, node, fn, content, [item_type(content.lists[0])], name)
        if not is_countable(cx, rest[0]):
            return by_score(cx, node, callee, rest, {**kwargs, "key": Static(prelude.itself, "itself")})
        rest = list(unpack(cx, node, rest[0]))
    if len(rest) > 1 and all(isinstance(cx.open(each), Seq) for each in rest):
        return by_score(cx, node, callee, rest, {**kwargs, "key": Static(prelude.itself, "itself")})
    if not rest:
        raise cx.refuse(node, f"`{callee.name}` of nothing", "give it at least one number")
    types = [cx.type(arg, node) for arg in rest]
    if len(rest) > TOGETHER and any(kind_of(type_) == "f" for type_ in types):
        return among_many(cx, node, fn, Seq("list", tuple(rest)), types, name)
    while len(rest) > TOGETHER:
        rest[:TOGETHER] = [plain(cx, node, fn, rest[:TOGETHER], "")]
    return rest[0] if len(rest) == 1 else plain(cx, node, fn, rest, name)


def or_default(cx: Lifter, node: Any, callee: Static, value: Value, default: Value, name: str) -> Value:
    """``max(x, default=d)``"""
    if isinstance(value, View) or isinstance(cx.open(value), Columns):
        some = len_(cx, node, [callee, value], {}, "")
        return choose(cx, node, some, lambda: extremum(cx, node, [callee, value], {}, name), lambda: default, name)
    items = unpack(cx, node, value)
    return extremum(cx, node, [callee, Seq("tuple", items)], {}, name) if items else default


def by_score(cx: Lifter, node: Any, callee: Static, rest: list[Value], kwargs: dict[str, Value]) -> Value:
    """``max(items, key=f)``: the first of those with the greatest score."""
    key = kwargs["key"]
    among = rest[0] if len(rest) == 1 else Seq("tuple", tuple(rest))
    beats = operator.gt if callee.obj is max else operator.lt
    if not is_countable(cx, among):
        fn = prelude.greatest if callee.obj is max else prelude.least
        default = [kwargs["default"]] if "default" in kwargs else []
        return prelude.call_own(cx, node, fn, [among, key, *default])
    items = unpack(cx, node, among)
    if not items and "default" in kwargs:
        return kwargs["default"]
    if not items:
        raise cx.refuse(node, f"`{callee.name}` of nothing", "give it at least one item")
    best = Seq("tuple", (items[0], call(cx, node, key, [items[0]], {})))
    for item in items[1:]:
        best = better(cx, node, beats, best, Seq("tuple", (item, call(cx, node, key, [item], {}))))
    return best.items[0]


def better(cx: Lifter, node: Any, beats: Any, old: Seq, new: Seq) -> Seq:
    wins = comparison(cx, node, beats, new.items[1], old.items[1])
    found = choose(cx, node, wins, lambda: new, lambda: old)
    assert isinstance(found, Seq)
    return found


def is_countable(cx: Lifter, value: Value) -> bool:
    """Whether the number of items is known here."""
    value = cx.open(value)
    if isinstance(value, Walk):
        return all(is_countable(cx, part) for part in value.parts)
    return isinstance(length_of(cx, value), int)


def among_many(cx: Lifter, node: Any, fn: Any, numbers: Seq | Columns, types: list[Type], name: str) -> Value:
    """The largest of many numbers is that of the array of them: ties are shared among all."""
    array = as_array(cx, node, numbers)
    reduce = np.max if fn is builtins.max else np.min
    if not all(is_plain_number(type_) for type_ in types):
        return cx.op(node, Apply(reduce), cx.atom(array, node), name=name)
    found = cx.op(node, Apply(reduce), cx.atom(array, node))
    own = float if any(kind_of(type_) == "f" for type_ in types) else int
    return plain(cx, node, own, [found], name)


def is_plain_number(type_: Type) -> bool:
    """Whether values of a type are numbers of Python's own."""
    return isinstance(type_, Scalar) and type_.dtype is None


@handles(sum)
def sum_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """Of items known one by one, additions; of a list of numbers or an array, one operation."""
    start = args[2] if len(args) > 2 else kwargs.get("start")
    if isinstance(args[1], View):
        content = cx.atom(args[1], node)
        assert isinstance(content.type, Array)
        total = cx.op(node, Apply(np.sum, ("axis",)), content, Lit(0), name="" if start is not None else name)
        return total if start is None else binary(cx, node, operator.add, start, total, name)
    args[1] = tables.listed(cx, node, args[1]) or args[1]
    if is_summed_whole(cx, args[1], start):
        whole = cx.atom(args[1], node)
        if start is None and isinstance(whole.type, ListOf) and isinstance(whole.type.item, Array):
            cx.effect(node, Apply(runtime.expect_items, (), "call", "expect_items", effect=True), whole)
        return plain(cx, node, sum, [args[1]] if start is None else [args[1], start], name)
    if not is_countable(cx, args[1]):
        return prelude.call_own(cx, node, prelude.total, [args[1], Num(Lit(0)) if start is None else start], name)
    items = unpack(cx, node, args[1])
    total = start if start is not None else Num(Lit(0))
    for number, item in enumerate(items, 1):
        if number == 1 and start is None and protocol.class_of(cx, item) is None:
            total = cx.fresh(cx.read(item, node), node) if isinstance(item, View) else item  # a sum is a new array
            continue
        total = binary(cx, node, operator.add, total, item, name if number == len(items) else "")
    return total


def is_summed_whole(cx: Lifter, value: Value, start: Value | None) -> bool:
    """Whether one operation sums: a list of any length, from nothing or of numbers from a number.

    A start of another kind may be the sum itself, if there is no item, or decides its type.
    """
    content = cx.open(value)
    if not isinstance(content, Columns) and not (isinstance(content, Num) and isinstance(content.atom.type, ListOf)):
        return False
    numbers = isinstance(content, Num) or isinstance(content.entry, Num)
    return start is None or (numbers and isinstance(start, Num) and isinstance(start.atom.type, Scalar))


@handles(float, int, bool)
def convert(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    if not rest and not kwargs:
        return Num(Lit(callee.obj()))
    if len(rest) == 1 and isinstance(rest[0], Chosen) and callee.obj is bool:
        outcome = truth(cx, rest[0], node)
        return Num(Lit(outcome) if isinstance(outcome, bool) else outcome)
    known = [words(cx, value) for value in rest]
    if not kwargs and None not in known and (len(rest) != 1 or isinstance(rest[0], Static)):
        return folded(cx, node, lambda: callee.obj(*[word[0] for word in known if word is not None]))
    if len(rest) != 1 or kwargs:
        raise cx.refuse(node, f"this call of `{callee.name}` is not supported", "pass one value")
    (value,) = rest
    if opaque.is_plain(value):
        return opaque.operate(cx, node, callee.obj, [value], name)
    if isinstance(value, Num) and callee.obj is not bool:
        type_ = value.atom.type
        if isinstance(type_, Scalar) and type_.dtype is None and kind_of(type_) == callee.obj.__name__[0]:
            return value
    return plain(cx, node, callee.obj, [value], name)


@handles(abs, pow, round, divmod)
def numeric(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    if callee.obj is pow and len(rest) == 2:
        return binary(cx, node, operator.pow, rest[0], rest[1], name)
    if callee.obj is divmod:
        return Seq(
            "tuple",
            (
                binary(cx, node, operator.floordiv, rest[0], rest[1]),
                binary(cx, node, operator.mod, rest[0], rest[1]),
            ),
        )
    return plain(cx, node, callee.obj, [*rest, *kwargs.values()], name)


@handles(range)
def range_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    for arg in args[1:]:
        if kind_of(cx.type(arg, node)) not in ("i", "b"):
            raise cx.refuse(node, "`range` takes integers", "convert with int(...)")
    return plain(cx, node, range, args[1:], name)


@handles(tuple, list)
def sequence(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    if rest:
        rest = [listed(cx, node, rest[0])]
    content = cx.open(rest[0]) if rest else None
    if isinstance(content, Columns) and callee.obj is list:
        return cx.box(content, node)
    items = tuple(unpack(cx, node, rest[0])) if rest else ()
    return cx.boxed(Seq(callee.obj.__name__, items), node)


@handles(dict)
def dict_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    base = cx.open(args[1]) if len(args) > 1 else Record((), ())
    if isinstance(base, Seq | Walk | Columns | Generator) and not is_countable(cx, args[1]):
        base = cx.open(prelude.call_own(cx, node, prelude.paired, [args[1], cx.box(Record((), ()), node)]))
    elif isinstance(base, Seq | Walk):
        base = from_pairs(cx, node, base)
    if not (isinstance(base, Record) and base.cls is None) and not isinstance(base, Table):
        raise cx.refuse(node, "`dict` of this is not supported yet", "write a dict display")
    more = [(Static(key), value) for key, value in kwargs.items()]
    return tables.display(cx, node, [(None, base), *more])


def from_pairs(cx: Lifter, node: Any, pairs: Value) -> Record:
    entries: dict[Any, Value] = {}
    for pair in unpack(cx, node, pairs):
        key, value = unpack(cx, node, pair, 2)
        entries[cx.demand(key, node, "a key")] = value
    return Record(tuple(entries), tuple(entries.values()))


@handles(next)
def next_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    if not rest or not isinstance(rest[0], Generator):
        return call_unknown(cx, node, callee, rest, kwargs, name)
    return prelude.call_own(cx, node, prelude.first, rest, name)


def listed(cx: Lifter, node: Any, value: Value) -> Value:
    """What a generator gives, or a dict of any keys, as a list; anything else itself."""
    value = protocol.iterated(cx, node, value)
    found = tables.listed(cx, node, value)
    if found is not None:
        return found
    return prelude.call_own(cx, node, prelude.listed, [value]) if isinstance(value, Generator) else value


@handles(callable)
def callable_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    def use(value: Value) -> Value:
        known = isinstance(value, Closure | Derived) or protocol.defines(cx, value, "__call__")
        return Num(Lit(known or (isinstance(value, Static) and callable(value.obj))))

    return with_each(cx, node, args[1], use, name)


@handles(slice)
def slice_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return Static(slice(*(cx.demand(arg, node, "a slice") for arg in args[1:])))
