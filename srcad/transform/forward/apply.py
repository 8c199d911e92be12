"""Tangents of operations: calls and operators from their rule rows, reads, stores and packs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from srcad.analyse import words
from srcad.ir.core import Apply, Atom, Index, Invoke, Lit, Op, Pack, Update, Var
from srcad.ir.types import Array, ListOf, TupleOf, is_real
from srcad.ir.types import Scalar as Number
from srcad.rules.vocabulary import Body, Linear, Reduction, Scalar, Several, Structured
from srcad.transform.bars import Bar, add, bar_type, cast, emit, full, same_axes
from srcad.transform.calls import active_places
from srcad.transform.forward.push import Push, tangent_of
from srcad.transform.places import no_rule
from srcad.transform.rows import arguments, given, parameters, positional, refuse_unpaired, row_for


@tangent_of(Op)
def operation(push: Push, op: Op) -> None:
    moving = any(map(push.is_active, op.outs))
    if moving and isinstance(op.prim, Invoke):
        invoke(push, op, op.prim)
        return
    push.builder.body.append(op)
    if not moving:
        return
    dot = tangent(push, op)
    if dot is not None:
        push.define(op.out, cast(push.builder, dot, op.out.type))


def tangent(push: Push, op: Op) -> Bar | None:
    match op.prim:
        case Apply():
            return apply(push, op, op.prim)
        case Index():
            return Bar(emit(push.builder, op.prim, push.full(op.args[0]), *op.args[1:], known=bar_type(op.out.type)))
        case Update():
            return store(push, op, op.prim)
        case Pack():
            parts = [push.full(arg) for arg in op.args]
            return Bar(emit(push.builder, op.prim, *parts, known=bar_type(op.out.type)))
        case _:
            return None


def invoke(push: Push, op: Op, prim: Invoke) -> None:
    """``out, out_dot = g_jvp(x, x_dot)``"""
    if push.calls is None:
        raise no_rule("a recursive call", "write it as a loop", op.where)
    places = active_places(op, push.is_active)
    dots = [push.full(op.args[place]) for place in places]
    real = [out for out in op.outs if is_real(out.type)]
    out_dots = [Var(f"{out.name}_dot", bar_type(out.type), out.temp) for out in real]
    name = push.calls.tangent((prim.name, places))
    push.builder.body.append(Op((*op.outs, *out_dots), Invoke(name), (*op.args, *dots), op.where))
    for out, dot in zip(real, out_dots, strict=True):
        push.define(out, Bar(dot))


def store(push: Push, op: Op, prim: Update) -> Bar:
    """``S_dot[path] = v_dot``"""
    base, value, *indices = op.args
    dot = push.dot(value)
    if dot is None and prim.kind == "add":
        return Bar(push.full(base))
    stored = dot.atom if dot is not None and isinstance(value.type, Number | Array) else push.full(value)
    if dot is None and isinstance(base.type, Array):
        stored = Lit(0.0)
    return Bar(emit(push.builder, prim, push.full(base), stored, *indices, known=bar_type(op.out.type)))


def apply(push: Push, op: Op, prim: Apply) -> Bar | None:
    row = row_for(op, prim)
    refuse_unpaired(op, prim, row, push.is_active)
    match row:
        case Scalar():
            terms = elementwise(push, op, prim, row)
        case Several():
            return several(push, op, prim, row)
        case Linear(joint=True):
            terms = [jointly(push, op, prim, row)]
        case Linear():
            terms = [replaced(push, op, prim, {name: dot}) for name, dot in moving(push, op, prim, row.transposes)]
        case Structured():
            terms = [structured(push, op, prim, row, name, dot) for name, dot in moving(push, op, prim, row.pairs)]
        case Reduction():
            terms = reduction(push, op, prim, row)
        case _:
            terms = []
    return total(push, op, terms)


def total(push: Push, op: Op, terms: list[Bar]) -> Bar | None:
    """The sum of what each argument does."""
    if not terms:
        return None
    found = terms[0]
    for term in terms[1:]:
        found = add(push.builder, found, term, op.out.type)
    return found


def elementwise(push: Push, op: Op, prim: Apply, row: Scalar) -> list[Bar]:
    """``x_dot * partial``"""
    terms = []
    for arg, body in zip(positional(op, prim), row.partials, strict=False):
        dot = push.dot(arg)
        if body is not None and dot is not None:
            is_full = dot.full and same_axes(arg.type, op.out.type)
            terms.append(times(push, Bar(dot.atom, is_full), partial_of(push, op, prim, body), op.out))
    return terms


def partial_of(push: Push, op: Op, prim: Apply, body: Body) -> Atom:
    keywords = {"out": op.out} if "out" in parameters(body) else {}
    return push.inline(push.builder, body, positional(op, prim), keywords)


def several(push: Push, op: Op, prim: Apply, row: Several) -> Bar | None:
    """``x_dot * partial`` for each of the results"""
    assert isinstance(op.out.type, TupleOf)
    moving = [(arg, body, push.dot(arg)) for arg, body in zip(positional(op, prim), row.partials, strict=False)]
    given = [(arg, partial_of(push, op, prim, body), dot) for arg, body, dot in moving if body is not None and dot]
    if not given:
        return None
    parts = []
    for place, type_ in enumerate(op.out.type.items):
        item = Var("item", type_)
        terms = []
        for arg, partials, dot in given:
            partial = emit(push.builder, words.ITEM, partials, Lit(place))
            terms.append(times(push, Bar(dot.atom, dot.full and same_axes(arg.type, type_)), partial, item))
        like = emit(push.builder, words.ITEM, op.out, Lit(place), known=type_)
        whole = full(push.builder, reduce(lambda a, b: add(push.builder, a, b, item.type), terms), like)
        parts.append(cast(push.builder, Bar(whole), type_).atom)
    return Bar(emit(push.builder, words.TUPLE, *parts, known=bar_type(op.out.type)))


def times(push: Push, dot: Bar, partial: Atom, like: Atom) -> Bar:
    if partial in (Lit(1.0), Lit(1)):
        return Bar(dot.atom, dot.full or same_axes(dot.atom.type, like.type))
    if partial in (Lit(-1.0), Lit(-1)):
        return Bar(emit(push.builder, words.NEG, dot.atom), dot.full)
    product = emit(push.builder, words.MUL, dot.atom, partial)
    return Bar(product, dot.full or same_axes(product.type, like.type))


def moving(push: Push, op: Op, prim: Apply, named: Mapping[str, object]) -> list[tuple[str, Atom]]:
    """The arguments in which a function is differentiated that do change, and their tangents."""
    bound = arguments(op, prim)
    return [(name, push.full(bound[name])) for name in named if name in bound and push.dot(bound[name])]


def replaced(push: Push, op: Op, prim: Apply, changes: Mapping[str, Atom]) -> Bar:
    """The call itself, of tangents."""
    args = [changes.get(name, atom) for name, atom in arguments(op, prim).items()]
    return Bar(emit(push.builder, prim, *args, known=bar_type(op.out.type)))


def jointly(push: Push, op: Op, prim: Apply, row: Linear) -> Bar:
    """``np.where(c, x_dot, y_dot)``"""
    bound = arguments(op, prim)
    dots = {name: push.dot(bound[name]) for name in row.transposes if name in bound}
    if prim.fn not in words.ELEMENTWISE:
        full = {name: push.full(bound[name]) if dot else still(push, bound[name]) for name, dot in dots.items()}
        return replaced(push, op, prim, full)
    changes: dict[str, Atom] = {name: dot.atom if dot else Lit(0.0) for name, dot in dots.items()}
    args = [changes.get(name, atom) for name, atom in bound.items()]
    found = emit(push.builder, prim, *args)
    return Bar(found, same_axes(found.type, op.out.type))


def still(push: Push, arg: Atom) -> Atom:
    """The tangent of an operand that does not change: a list has as many items as before."""
    return push.full(arg) if isinstance(arg.type, ListOf) else Lit(0.0)


def structured(push: Push, op: Op, prim: Apply, row: Structured, name: str, dot: Atom) -> Bar:
    body = row.pairs[name].tangent
    args, kw = given(op, prim, body, 1)
    found = push.inline(push.builder, body, [dot, *args], kw)
    return Bar(found, same_axes(found.type, op.out.type))


def reduction(push: Push, op: Op, prim: Apply, row: Reduction) -> list[Bar]:
    """``np.sum(x_dot * partial, axis)``"""
    bound = arguments(op, prim)
    arg = bound[row.first]
    if push.dot(arg) is None:
        return []
    args, kw = given(op, prim, row.partial, 0)
    partial = push.inline(push.builder, row.partial, args, kw)
    product = times(push, Bar(push.full(arg)), partial, arg)
    keywords = {name: bound[name] for name in ("axis", "keepdims") if name in bound and bound[name] != Lit(None)}
    summed = Apply(words.SUM.fn, tuple(keywords), name=words.SUM.name)
    return [Bar(emit(push.builder, summed, product.atom, *keywords.values()))]
