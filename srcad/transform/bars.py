"""Adjoints and tangents, and what may be done to their shapes.

An adjoint may be *compact*: it may lack axes of its primal, or have length one there, as long as it
broadcasts to it.  (The adjoint of ``np.sum(x)`` in `x` is the adjoint of the sum itself.)  Elementwise
consumers take it as it is; before anything else it is made full.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from srcad.analyse import words
from srcad.analyse.builder import Builder
from srcad.analyse.dims import Dims, same
from srcad.analyse.infer import Sums, infer, unbroadcast_axes
from srcad.ir.core import Atom, For, Iter, Lit, Op, Prim, Var
from srcad.ir.types import NEVER, NONE, Array, DictOf, ListOf, Scalar, TupleOf, Type, is_real

_SMALL = {"float32": words.AS_FLOAT32, "float16": words.AS_FLOAT16}


@dataclass(frozen=True, slots=True)
class Bar:
    """An adjoint or a tangent.  `full`: it has the axes of its primal.  `backward`: a list, last entry first."""

    atom: Atom
    full: bool = True
    backward: bool = False


def bar_type(primal: Type) -> Type:
    """The type of the (full) adjoints and tangents of values of a type."""
    match primal:
        case Scalar(dtype=dtype):
            return Scalar("f", dtype if dtype in _SMALL else "?")
        case Array():
            return primal
        case ListOf(item):
            return replace(primal, item=item if item == NEVER else bar_type(item))
        case TupleOf(items):
            return TupleOf(tuple(bar_type(item) if is_real(item) else NONE for item in items))
        case _:
            return NONE


def emit(builder: Builder, prim: Prim, *args: Atom, known: Type | None = None) -> Var:
    """Append an operation; `known` is its type, where that is known better than it could be inferred."""
    if known is None:
        return builder.emit(prim, *args)
    out = Var("t", known, temp=True)
    builder.body.append(Op((out,), prim, args, builder.where))
    return out


def shaped(builder: Builder, prim: Prim, *args: Atom, like: Type) -> Var:
    """Append an operation whose result is known to have the axes of `like`."""
    found = infer(prim, args, builder.supply.extent)
    if isinstance(found, Array) and isinstance(like, Array):
        found = Array(found.dtype, like.dims)
    return emit(builder, prim, *args, known=found)


def same_axes(a: Type, b: Type) -> bool:
    """Whether two numbers or arrays certainly have the same axes (a 0-d array is not a scalar)."""
    if not isinstance(a, Array) or not isinstance(b, Array):
        return type(a) is type(b)
    return a.ndim == b.ndim and all(map(same, a.dims, b.dims))


def is_loose(bar: Bar, primal: Type) -> bool:
    """Whether a bar that has the type of an array may be a number all the same, on a path that binds no array."""
    return not bar.full and not bar.backward and isinstance(primal, Array) and same_axes(bar.atom.type, primal)


# --- made full ----------------------------------------------------------------------------------------------


def full(builder: Builder, bar: Bar, like: Atom) -> Atom:
    """The bar with all the axes of its primal, a list with its first entry first."""
    if bar.backward:
        return emit(builder, words.BACKWARDS, bar.atom, Lit(-1), known=bar.atom.type)
    if bar.full or not isinstance(like.type, Array):
        return bar.atom
    return emit(builder, words.FULL, like, bar.atom, known=bar_type(like.type))


def zero(builder: Builder, like: Atom) -> Atom:
    """The zero of the adjoints of `like`."""
    match like.type:
        case TupleOf(items):
            return emit(builder, words.TUPLE, *(_zero_item(builder, like, k) for k in range(len(items))))
        case Array():
            return emit(builder, words.ZEROS, like, known=bar_type(like.type))
        case DictOf(item=item) if item == NEVER:
            return emit(builder, words.DICT, known=like.type)
        case ListOf(item=item) if item == NEVER:
            return emit(builder, words.LIST, known=like.type)
        case ListOf():
            return emit(builder, words.ZEROS_OF_ANY, like, known=bar_type(like.type))
        case _:
            return Lit(0.0)


def _zero_item(builder: Builder, like: Atom, k: int) -> Atom:
    assert isinstance(like.type, TupleOf)
    type_ = like.type.items[k]
    if not is_real(type_):
        return Lit(None)
    if isinstance(type_, Scalar):
        return Lit(0.0)
    return zero(builder, emit(builder, words.ITEM, like, Lit(k), known=type_))


# --- added --------------------------------------------------------------------------------------------------


def add(builder: Builder, old: Bar, new: Bar, primal: Type) -> Bar:
    """The sum of two adjoints of the same value."""
    match primal:
        case DictOf():
            return Bar(emit(builder, words.SUMMED, old.atom, new.atom, known=bar_type(primal)))
        case ListOf():
            return _add_lists(builder, old, new, primal)
        case TupleOf():
            return _add_tuples(builder, old, new, primal)
    if old.full or new.full:
        return Bar(shaped(builder, words.ADD, old.atom, new.atom, like=primal))
    total = emit(builder, words.ADD, old.atom, new.atom)
    certain = not is_loose(old, primal) and not is_loose(new, primal)
    return Bar(total, certain and same_axes(total.type, primal))


def _add_lists(builder: Builder, old: Bar, new: Bar, primal: ListOf) -> Bar:
    items = tuple(Var(name, bar_type(primal.item), temp=True) for name in ("a", "b"))
    inner = builder.child()
    total = add(inner, Bar(items[0]), Bar(items[1]), primal.item)
    out = Var("t", bar_type(primal), temp=True)
    iters = (Iter(old.atom, old.backward), Iter(new.atom, new.backward))
    body = inner.block(items, (total.atom,))
    builder.body.append(For((out,), iters, (), body, where=builder.where, key=builder.supply.key()))
    return Bar(out)


def _add_tuples(builder: Builder, old: Bar, new: Bar, primal: TupleOf) -> Bar:
    parts = [_add_items(builder, old, new, k, item) for k, item in enumerate(primal.items)]
    return Bar(emit(builder, words.TUPLE, *parts, known=bar_type(primal)))


def _add_items(builder: Builder, old: Bar, new: Bar, k: int, item: Type) -> Atom:
    if not is_real(item):
        return Lit(None)
    a, b = (Bar(emit(builder, words.ITEM, bar.atom, Lit(k), known=bar_type(item))) for bar in (old, new))
    return add(builder, a, b, item).atom


# --- summed down and cast -----------------------------------------------------------------------------------


def fit(builder: Builder, bar: Bar, wide: Atom, to: Atom) -> Bar:
    """An adjoint with the axes of `wide`, summed down to those of an operand `to` that was broadcast to them."""
    if not isinstance(to.type, Scalar | Array):
        return bar
    sums = unbroadcast_axes(wide.type, to.type)
    if sums is None:
        atom = full(builder, bar, wide)
        bar = Bar(emit(builder, words.UNBROADCAST, atom, to, known=_with_axes(atom.type, to.type)))
    elif sums and is_one_number(bar) and not _has_axes(to.type):
        bar = Bar(emit(builder, words.MUL, bar.atom, emit(builder, words.SIZE, wide)), not isinstance(to.type, Array))
    elif sums:
        bar = _summed(builder, full(builder, bar, wide), sums, to.type)
    return cast(builder, bar, to.type)


def is_one_number(bar: Bar) -> bool:
    """Whether an adjoint of an array is compact without any axes."""
    return not bar.full and isinstance(bar.atom.type, Scalar)


def _has_axes(type_: Type) -> bool:
    return isinstance(type_, Array) and bool(type_.dims)


def fit_found(builder: Builder, found: Atom, to: Atom, spreads: bool) -> Bar:
    """What a transpose gave, with the axes of its operand: it may be compact, and summed if its function
    `spreads`.

    Stacks of matrices are broadcast too.
    """
    if not isinstance(found.type, Array) or not isinstance(to.type, Array):
        return fit(builder, Bar(found, same_axes(found.type, to.type)), found, to)
    if same_axes(found.type, to.type):
        return cast(builder, Bar(found), to.type)
    spread = Var("spread", Array(found.type.dtype, _spread_over(found.type, to.type)))
    sure = found.type.ndim == to.type.ndim <= 2 and not spreads
    if sure or unbroadcast_axes(spread.type, to.type) == Sums():
        return cast(builder, Bar(found, spread.type == found.type), to.type)
    if spread.type != found.type:
        return Bar(full(builder, Bar(found, False), to))
    return fit(builder, Bar(found), found, to)


def _spread_over(found: Array, to: Array) -> Dims:
    """The axes of a compact adjoint, those of its primal where it has none or length one."""
    missing = max(to.ndim - found.ndim, 0)
    lead = max(found.ndim - to.ndim, 0)
    paired = zip(found.dims[lead:], to.dims[missing:], strict=True)
    return (*to.dims[:missing], *found.dims[:lead], *(wide if dim == 1 else dim for dim, wide in paired))


def _with_axes(number: Type, like: Type) -> Type:
    """The dtype of one type with the axes of another."""
    dtype = (number.dtype if isinstance(number, Array | Scalar) else None) or "float64"
    if isinstance(like, Array):
        return Array("float?" if dtype == "?" else dtype, like.dims)
    return Scalar("f", "?" if dtype.endswith("?") else dtype)


def _summed(builder: Builder, wide: Atom, sums: Sums, to: Type) -> Bar:
    if sums.keep:
        wide = emit(builder, words.SUM_KEEP, wide, _axes(sums.keep), Lit(True))
    if not isinstance(to, Array) or not to.dims:
        # of a 0-d array the adjoint is a number until it is returned
        return Bar(emit(builder, words.SUM, wide), not isinstance(to, Array))
    if sums.drop:
        wide = emit(builder, words.SUM_AXIS, wide, _axes(sums.drop), known=_with_axes(wide.type, to))
    return Bar(wide)


def _axes(axes: tuple[int, ...]) -> Lit:
    return Lit(axes[0] if len(axes) == 1 else axes)


def cast(builder: Builder, bar: Bar, to: Type) -> Bar:
    """The bar with the dtype of its primal, where it may have another."""
    found = bar.atom.type
    if isinstance(to, Scalar) and isinstance(found, Array) and not found.dims:
        bar = Bar(emit(builder, words.SCALAR_OF_0D, bar.atom))
        found = bar.atom.type
    if isinstance(to, Array) and isinstance(found, Array):
        if found.dtype == to.dtype or to.dtype.endswith("?"):
            return bar
        return Bar(emit(builder, words.AS_DTYPE, bar.atom, Lit(to.dtype), known=Array(to.dtype, found.dims)), bar.full)
    if isinstance(to, Scalar) and isinstance(found, Scalar):
        return _cast_scalar(builder, bar, found, to)
    # a number is a compact adjoint of an array, of a 0-d one too
    return Bar(bar.atom, False) if isinstance(to, Array) and isinstance(found, Scalar) else bar


def exactly(builder: Builder, atom: Atom, to: Type) -> Atom:
    """A number that is returned as the adjoint of a narrow one: a Python float is not good enough."""
    if isinstance(to, Scalar) and to.dtype in _SMALL and isinstance(atom.type, Scalar) and atom.type.dtype != to.dtype:
        return emit(builder, _SMALL[to.dtype], atom, known=Scalar("f", to.dtype))
    return atom


def _cast_scalar(builder: Builder, bar: Bar, found: Scalar, to: Scalar) -> Bar:
    if to.dtype in _SMALL and found.dtype not in (to.dtype, None):
        return Bar(emit(builder, _SMALL[to.dtype], bar.atom, known=Scalar("f", to.dtype)))
    if to.dtype in (None, "float64") and found.dtype in _SMALL:
        return Bar(emit(builder, words.AS_FLOAT, bar.atom, known=Scalar("f")))
    return bar
