"""Adjoints of functions that work element by element.

Of those that give several results each one acts on the arguments where it is read: so a result that nobody reads
costs nothing, and no adjoint has to be made up for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial as bound_partial

from srcad.analyse import words
from srcad.ir.core import Apply, Atom, Block, If, Lit, Op, Var
from srcad.ir.types import FLOAT, Array, TupleOf
from srcad.ir.walk import all_statements
from srcad.rules.table import row_of
from srcad.rules.vocabulary import Body, Scalar, Several
from srcad.transform.bars import Bar, emit, fit, merged_type, same_axes, zero_number
from srcad.transform.conditions import condition, fitted_to, item_of
from srcad.transform.reverse.selected import select, unselected
from srcad.transform.reverse.sweep import Sweep
from srcad.transform.rows import parameters, positional, row_for
from srcad.transform.singular import may_be_infinite, may_raise


def elementwise(sweep: Sweep, op: Op, prim: Apply, row: Scalar, bar: Bar) -> None:
    """``x_bar += g * partial``, summed down to the axes of x"""
    for arg, body in zip(positional(op, prim), row.partials, strict=False):
        if body is not None and sweep.is_active(arg):
            product = times_where_selected(sweep, bar, bound_partial(partial_of, sweep, op, prim, body), op.out)
            sweep.contribute(arg, fitted(sweep, product, op.out, arg))


def fitted(sweep: Sweep, product: Bar, wide: Atom, to: Atom) -> Bar:
    """The adjoint with the axes of an operand, and what is known of where it is zero."""
    found = fit(sweep.builder, product, wide, to)
    if product.chosen and same_axes(found.atom.type, product.atom.type):
        return replace(found, chosen=product.chosen, mask=product.mask)
    known = condition(sweep.builder, product) if sweep.minds(to) else None
    return found if known is None else replace(found, mask=fitted_to(sweep.builder, known, to))


def partial_of(sweep: Sweep, op: Op, prim: Apply, body: Body) -> Atom:
    keywords = {"out": op.out} if "out" in parameters(body) else {}
    return sweep.inline(sweep.builder, body, positional(op, prim), keywords)


def times_where_selected(sweep: Sweep, bar: Bar, partial: Callable[[], Atom], like: Atom) -> Bar:
    """The adjoint times a partial derivative; of numbers, what may raise or be infinite only if they were selected.

    Where the ``np.where`` that selected them is at hand, it takes the product in.
    """
    known = bar.mask if not isinstance(bar.atom.type, Array) else None
    if known is None or isinstance(known.type, Array):
        return times(sweep, bar, partial(), like)
    outer = sweep.builder
    inner = sweep.builder = outer.child()
    factor = partial()
    sweep.builder = outer
    inside = unselected(outer, bar.atom, known)
    is_apart = inside == bar.atom and may_be_infinite(inner, factor, sweep.singular)
    if isinstance(factor.type, Array) or not (is_apart or may_raise(inner.body)):
        outer.body += inner.body
        return times(sweep, bar, factor, like)
    product = emit(inner, words.MUL, inside, factor)
    type_ = merged_type(product.type, FLOAT, like.type)
    out = Var("t", type_, temp=True)
    arms = inner.block((), (product,)), Block((), (), (zero_number(type_),))
    outer.body.append(If((out,), known, *arms, outer.where, outer.supply.key()))
    return Bar(out, bar.full, mask=known)


def times(sweep: Sweep, bar: Bar, partial: Atom, like: Atom) -> Bar:
    """The adjoint of an elementwise result, times a partial derivative."""
    if partial == Lit(1.0) or partial == Lit(1):
        return bar
    if partial == Lit(-1.0) or partial == Lit(-1):
        return replace(bar, atom=emit(sweep.builder, words.NEG, bar.atom))
    if bar.mask is not None and may_be_infinite(sweep.builder, partial, sweep.singular):
        product: Atom = emit(sweep.builder, words.MUL, unselected(sweep.builder, bar.atom, bar.mask), partial)
        product = select(sweep.builder, product, ((bar.mask, True),))
    else:
        product = emit(sweep.builder, words.MUL, bar.atom, partial)
        if bar.chosen and not isinstance(partial, Lit):
            product = select(sweep.builder, product, bar.chosen)
    return replace(bar, atom=product, full=bar.full or same_axes(product.type, like.type))


# --- several results --------------------------------------------------------------------------------------------------


def gives_several(block: Block) -> dict[Var, Op]:
    """The calls that give several results, by the tuple of these."""
    ops = (stmt for stmt in all_statements(block) if isinstance(stmt, Op) and isinstance(stmt.prim, Apply))
    return {op.out: op for op in ops if isinstance(op.prim, Apply) and isinstance(row_of(op.prim.fn), Several)}


def one_of_several(sweep: Sweep, op: Op, place: int, item: Atom, bar: Bar) -> None:
    """``x_bar += g * partial`` for one of the results of `op`, which is read as `item`."""
    assert isinstance(op.prim, Apply)
    row = row_for(op, op.prim)
    assert isinstance(row, Several)
    for arg, body in zip(positional(op, op.prim), row.partials, strict=False):
        if body is not None and sweep.is_active(arg):
            partials = partial_of(sweep, op, op.prim, body)
            product = times(sweep, bar, item_made(sweep, partials, place), item)
            sweep.contribute(arg, fitted(sweep, product, item, arg))


def item_made(sweep: Sweep, made: Atom, place: int) -> Atom:
    """An item of a tuple that a rule has put together."""
    pack = next((one for one in reversed(sweep.builder.body) if made in one.outs), None)
    if isinstance(pack, Op) and pack.prim == words.TUPLE:
        return pack.args[place]
    return emit(sweep.builder, words.ITEM, made, Lit(place))


def all_of_several(sweep: Sweep, op: Op, bar: Bar) -> None:
    """What came of the tuple as a whole."""
    assert isinstance(op.out.type, TupleOf)
    for place, type_ in enumerate(op.out.type.items):
        item_bar = emit(sweep.builder, words.ITEM, bar.atom, Lit(place))
        mask = None if bar.mask is None else item_of(sweep.builder, bar.mask, place)
        one_of_several(sweep, op, place, Var("item", type_), Bar(item_bar, mask=mask))
