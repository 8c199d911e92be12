"""One of several values that differ in kind: None or a number, one function or another.

Which of them it is, flags tell.  Values of one kind are merged into one; so of the options at most one is a number,
an array or a container, and the others are known outright.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from srcad.analyse.join import join
from srcad.front.lift.facts import assume, known_flag, opposite
from srcad.front.lift.values import Box, Chosen, Closure, Num, Record, Seq, Static, Value, View
from srcad.ir.core import Apply, Atom, Block, If, Lit, Op, Raise, Var
from srcad.ir.types import BOOL, Opaque, Type

if TYPE_CHECKING:
    from srcad.front.lift.context import Lifter

TEXT = Opaque("str")

TypeOf = Callable[[Value], Type]


def spread(value: Value) -> Chosen:
    return value if isinstance(value, Chosen) else Chosen((), (value,))


def is_none(value: Value) -> bool:
    return isinstance(value, Static) and value.obj is None


def is_text(value: Value) -> bool:
    """A string, known or not."""
    if isinstance(value, Num):
        return value.atom.type == TEXT
    return isinstance(value, Static) and isinstance(value.obj, str)


def outright(value: Value) -> bool:
    """Whether a value is known without its numbers."""
    return isinstance(value, Static | Closure)


def alike(cx: Lifter, one: Value, other: Value, left: TypeOf, right: TypeOf) -> bool:
    """Whether two values are of one kind, so that one value can stand for both."""
    match one, other:
        case (Static(obj=a), Static(obj=b)) if a is b:
            return True
        case Closure(node=a, scope=s), Closure(node=b, scope=t):
            return a is b and s is t
        case (Static() | Num(), Static() | Num()) if is_text(one) and is_text(other):
            return True
        case Num() | View(), Num() | View():
            return join(left(one), right(other), cx.supply.extent) is not None
        case Box(), Box():
            return True
        case Seq(kind=k, items=a), Seq(kind=m, items=b):
            return k == m and len(a) == len(b) and all(matching(cx, a, b, left, right))
        case Record(keys=k, items=a, cls=c), Record(keys=m, items=b, cls=d):
            return k == m and c is d and all(matching(cx, a, b, left, right))
        case Chosen(), _:
            return joint_options(cx, one, spread(other), left, right) is not None
        case _, Chosen():
            return alike(cx, other, one, right, left)
    return False


def matching(cx: Lifter, a: Sequence[Value], b: Sequence[Value], left: TypeOf, right: TypeOf) -> list[bool]:
    """For each pair of items, whether one value can stand for both."""
    return [
        alike(cx, one, other, left, right)
        or joint_options(cx, spread(one), spread(other), left, right) is not None
        for one, other in zip(a, b, strict=True)
    ]


def joint_options(
    cx: Lifter, one: Chosen, other: Chosen, left: TypeOf, right: TypeOf
) -> list[tuple[Value | None, Value | None]] | None:
    """The options of both, those of one kind side by side, None first; or None if they cannot be told apart."""
    rows: list[tuple[Value | None, Value | None]] = [(option, None) for option in one.options]
    for option in other.options:
        for place, (mine, _) in enumerate(rows):
            if mine is not None and alike(cx, mine, option, left, right):
                rows[place] = (mine, option)
                break
        else:
            rows.append((None, option))
    present = [mine if mine is not None else theirs for mine, theirs in rows]
    if any(not isinstance(each, Num | View | Box | Seq | Record | Static | Closure) for each in present):
        return None
    if sum(each is not None and not outright(each) for each in present) > 1:
        return None
    return sorted(rows, key=lambda row: not any(each is not None and is_none(each) for each in row))


def indicator(cx: Lifter, node: Any, value: Chosen, place: int, start: int = 0) -> Atom:
    """Whether this option is the one: a literal or a flag, by an operation only where it must be."""
    if start == len(value.flags):
        return Lit(place == start)
    flag = value.flags[start]
    if place == start:
        return flag
    rest = indicator(cx, node, value, place, start + 1)
    if isinstance(flag, Lit):
        return Lit(False) if flag.value else rest
    if rest == Lit(True):
        return negated(cx, node, flag)
    out = Var("t", BOOL, temp=True)
    cx.builder.body.append(If((out,), flag, Block((), (), (Lit(False),)), Block((), (), (rest,)), cx.where(node)))
    return out


def index_of(options: tuple[Value, ...], wanted: Value) -> int:
    return next(place for place, option in enumerate(options) if option is wanted)


def presence(cx: Lifter, node: Any, value: Chosen, option: Value | None) -> Atom:
    """Whether a value is this one of its options (None: an option that it does not have)."""
    return Lit(False) if option is None else indicator(cx, node, value, index_of(value.options, option))


def negated(cx: Lifter, node: Any, flag: Atom) -> Atom:
    """``not flag``; of a flag that is itself the opposite of another, that other one."""
    if isinstance(flag, Lit):
        return Lit(not flag.value)
    if flag in cx.opposites:
        return cx.opposites[flag]
    out = Var("t", BOOL, temp=True)
    cx.builder.body.append(Op((out,), Apply(operator.not_), (flag,), cx.where(node)))
    opposite(cx, out, flag)
    return out


def flag_name(name: str, option: Value) -> str:
    """``best_is_none``, ``f_is_sin``"""
    match option:
        case Static(obj=obj):
            label = "none" if obj is None else getattr(obj, "__name__", type(obj).__name__)
        case Closure(name=own):
            label = own
        case _:
            label = "known"
    return f"{name}_is_{label}" if name and label.isidentifier() else f"{name}_is_known" if name else ""


def reduced(cx: Lifter, value: Value) -> Value:
    """Without the options that are ruled out here."""
    if not isinstance(value, Chosen):
        return value
    flags: list[Atom] = []
    options: list[Value] = []
    for flag, option in zip(value.flags, value.options, strict=False):
        outcome = known_flag(cx, flag)
        if outcome is not False:
            options.append(option)
        if outcome is True:
            break
        if outcome is None:
            flags.append(flag)
    else:
        options.append(value.options[-1])
    return options[0] if len(options) == 1 else Chosen(tuple(flags), tuple(options))


def divided(value: Chosen) -> tuple[Atom, Value, Value]:
    """The flag of the first option, that option, and what the value is where it is another."""
    flag, *flags = value.flags
    first, *others = value.options
    return flag, first, Chosen(tuple(flags), tuple(others)) if flags else others[0]


def not_none(cx: Lifter, node: Any, value: Value, name: str = "") -> Value:
    """The value without None among its options: where it is None the text raises, as Python would."""
    value = reduced(cx, value)
    if not isinstance(value, Chosen) or not is_none(value.options[0]):
        return value
    flag = value.flags[0]
    what = name or getattr(node, "id", "")
    message = Lit(f"{what} is None" if what else "None is used as a value")
    raises = Op((), Raise(TypeError, "TypeError"), (message,), cx.where(node))
    cx.builder.body.append(
        If((), flag, Block((), (raises,), ()), Block((), (), ()), cx.where(node), cx.supply.key())
    )
    assume(cx, flag, False)
    return reduced(cx, value)


def settled(cx: Lifter, node: Any, value: Value, name: str = "") -> Value:
    """The value itself, where something can only be done with that."""
    value = not_none(cx, node, value, name)
    if isinstance(value, Chosen):
        raise cx.refuse(
            node, "what this is depends on values", "use each of the things it may be in a branch of its own"
        )
    return value


def parts(value: Value) -> tuple[Value, ...]:
    """The values inside a value that is known part by part."""
    match value:
        case Seq(items=items) | Record(items=items) | Closure(defaults=items):
            return items
    return ()


def with_parts(value: Value, items: tuple[Value, ...]) -> Value:
    """The same with other parts."""
    match value:
        case Seq() | Record():
            return replace(value, items=items)
        case Closure():
            return replace(value, defaults=items)
    return value
