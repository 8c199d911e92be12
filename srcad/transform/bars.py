"""Adjoints and tangents, and what may be done to their shapes.

An adjoint may be *compact*: it may lack axes of its primal, or have length one there, as long as it
broadcasts to it.  (The adjoint of ``np.sum(x)`` in `x` is the adjoint of the sum itself.)  Elementwise
consumers take it as it is; before anything else it is made full.

The adjoint of a complex ``z = a + ib`` is ``df/da - i df/db``: a change of z by ``dz`` changes the result by the real
part of ``z_bar * dz``.  So adjoints of what is holomorphic are those of real numbers, with no conjugates, and a real
operand takes the real part of what arrives at it; a real result likewise, of a tangent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from srcad.analyse import words
from srcad.analyse.builder import Builder
from srcad.analyse.dims import Dims, same
from srcad.analyse.infer import Sums, infer, unbroadcast_axes
from srcad.analyse.plain import AttributeOf
from srcad.analyse.sparse import dtype_of_sparse, is_sparse, sparse
from srcad.ir.core import Apply, Atom, For, Iter, Lit, Op, Prim, Var
from srcad.ir.types import (
    NEVER,
    NONE,
    Array,
    DictOf,
    ListOf,
    Made,
    Opaque,
    Scalar,
    SparseMatrix,
    TupleOf,
    Type,
    dtype_kind,
    is_real,
    kind_of,
)

SMALL = {"float32": words.AS_FLOAT32, "float16": words.AS_FLOAT16, "complex64": words.AS_COMPLEX64}


#: conditions, and whether each must hold
Chosen = tuple[tuple[Atom, bool], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """An adjoint or a tangent.  `full`: it has the axes of its primal.  `backward`: a list, last entry first.

    It is zero wherever one of the conditions by which it was `chosen` is not as it must be; and wherever the `mask`
    does not hold, which says all that is known, if that is more.  Conditions broadcast to the primal.
    """

    atom: Atom
    full: bool = True
    backward: bool = False
    chosen: Chosen = ()
    mask: Atom | None = None


def bar_type(primal: Type) -> Type:
    """The type of the (full) adjoints and tangents of values of a type."""
    match primal:
        case Scalar(kind=kind, dtype=dtype):
            return Scalar("c" if kind == "c" else "f", dtype if dtype in SMALL else "?")
        case Array() | SparseMatrix():
            return primal
        case ListOf(item):
            return replace(primal, item=item if item == NEVER else bar_type(item))
        case TupleOf(items):
            return TupleOf(tuple(bar_type(item) if is_real(item) else NONE for item in items))
        case _:
            return NONE


def merged_type(one: Type, other: Type, primal: Type) -> Type:
    """The type of an adjoint that has one type on one path and another on the other."""
    if one == other:
        return one
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return Scalar("c" if "c" in (one.kind, other.kind) else "f", "?")
    return bar_type(primal)


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
        case Opaque() if is_sparse(like.type):
            return emit(builder, words.ZEROS_OF_ANY, like, known=sparse(dtype_of_sparse(like.type)))
        case _:
            return zero_number(like.type)


def zero_number(like: Type) -> Lit:
    """The zero among the numbers that are adjoints of `like`."""
    return Lit(0j) if kind_of(like) == "c" else Lit(0.0)


def _zero_item(builder: Builder, like: Atom, k: int) -> Atom:
    assert isinstance(like.type, TupleOf)
    type_ = like.type.items[k]
    if not is_real(type_):
        return Lit(None)
    if isinstance(type_, Scalar):
        return zero_number(type_)
    if isinstance(like.type, Made):
        name = like.type.parts[k]
        return zero(builder, emit(builder, Apply(AttributeOf(name), (), "attr", name), like, known=type_))
    return zero(builder, emit(builder, words.ITEM, like, Lit(k), known=type_))


# --- added --------------------------------------------------------------------------------------------------


def add(builder: Builder, old: Bar, new: Bar, primal: Type) -> Bar:
    """The sum of two adjoints of the same value."""
    match primal:
        case DictOf():
            return Bar(emit(builder, words.SUMMED, old.atom, new.atom, known=bar_type(primal)))
        case SparseMatrix():
            return Bar(emit(builder, words.MATRIX_SUM, old.atom, new.atom))
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
    a, b = (_part(builder, bar.atom, k, item) for bar in (old, new))
    if builder.is_zero(a):
        return b
    return a if builder.is_zero(b) else add(builder, Bar(a), Bar(b), item).atom


def _part(builder: Builder, whole: Atom, k: int, item: Type) -> Atom:
    """An item of the adjoint of a tuple; of one that was put together here, what it was made of."""
    packed = builder.packed(whole)
    return emit(builder, words.ITEM, whole, Lit(k), known=bar_type(item)) if packed is None else packed[k]


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
        return Bar(full(builder, part(builder, Bar(found, False), to.type), to))
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
    return Scalar(dtype_kind(dtype), "?" if dtype.endswith("?") else dtype)


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
    bar = part(builder, bar, to)
    found = bar.atom.type
    if isinstance(to, TupleOf) and isinstance(found, TupleOf):
        return _cast_items(builder, bar, found, to)
    if isinstance(to, Scalar) and isinstance(found, Array) and not found.dims:
        bar = Bar(emit(builder, words.SCALAR_OF_0D, bar.atom))
        found = bar.atom.type
    if isinstance(to, Array) and isinstance(found, Array):
        if found.dtype == to.dtype:
            return bar
        if to.dtype.endswith("?"):
            is_narrow = kind_of(found) != "c" == kind_of(to)
            return Bar(emit(builder, words.ADD, bar.atom, Lit(0j)), bar.full) if is_narrow else bar
        return Bar(emit(builder, words.AS_DTYPE, bar.atom, Lit(to.dtype), known=Array(to.dtype, found.dims)), bar.full)
    if isinstance(to, Scalar) and isinstance(found, Scalar):
        return _cast_scalar(builder, bar, found, to)
    # a number is a compact adjoint of an array, of a 0-d one too
    return Bar(bar.atom, False) if isinstance(to, Array) and isinstance(found, Scalar) else bar


def _cast_items(builder: Builder, bar: Bar, found: TupleOf, to: TupleOf) -> Bar:
    """Several results, each with the dtype of its primal."""
    if not _needs_cast(found, to):
        return bar
    parts = (Bar(emit(builder, words.ITEM, bar.atom, Lit(place))) for place in range(len(found.items)))
    items = [cast(builder, part, item).atom for part, item in zip(parts, to.items, strict=True)]
    return Bar(emit(builder, words.TUPLE, *items))


def _needs_cast(found: Type, to: Type) -> bool:
    match found, to:
        case TupleOf(items=items), TupleOf(items=others):
            return len(items) == len(others) and any(map(_needs_cast, items, others))
        case Array(dtype=dtype), Array(dtype=other):
            return dtype != other and not other.endswith("?")
        case Scalar(dtype=dtype), Scalar(dtype=other):
            narrow = other in SMALL and dtype not in (other, None)
            wide = other in (None, "float64", "complex128") and dtype in SMALL
            return narrow or wide or kind_of(found) != kind_of(to)
    return False


def exactly(builder: Builder, atom: Atom, to: Type) -> Atom:
    """A number that is returned as the adjoint of a narrow one: a Python float is not good enough."""
    if isinstance(to, Scalar) and to.dtype in SMALL and isinstance(atom.type, Scalar) and atom.type.dtype != to.dtype:
        return emit(builder, SMALL[to.dtype], atom, known=Scalar(to.kind, to.dtype))
    return atom


def _cast_scalar(builder: Builder, bar: Bar, found: Scalar, to: Scalar) -> Bar:
    if to.dtype in SMALL and found.dtype not in (to.dtype, None):
        return Bar(emit(builder, SMALL[to.dtype], bar.atom, known=Scalar(to.kind, to.dtype)))
    if to.kind == "c" and (found.kind != "c" or (found.dtype in SMALL and to.dtype in (None, "complex128"))):
        return Bar(_as_complex(builder, bar.atom))
    if to.dtype in (None, "float64") and found.dtype in SMALL:
        return Bar(emit(builder, words.AS_FLOAT, bar.atom, known=Scalar("f")))
    return bar


def _as_complex(builder: Builder, atom: Atom) -> Atom:
    if isinstance(atom, Lit):
        return Lit(complex(atom.value))
    return emit(builder, words.AS_COMPLEX, atom, known=Scalar("c"))


def part(builder: Builder, bar: Bar, to: Type) -> Bar:
    """The real part of a bar, where its primal is real."""
    if kind_of(bar.atom.type) != "c" or kind_of(to) in ("c", None):
        return bar
    return Bar(emit(builder, words.REAL, bar.atom), bar.full)
