"""Which values may be infinite, or not a number, though all arguments are finite; and where that meets a selection.

The adjoint of an unselected side of ``np.where`` is zero, and has to stay zero whatever it is multiplied with.  That is
a question only of values that depend on a division, a logarithm, a root: those of finite numbers by sums, products and
bounded functions are finite, and zero times them is zero.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from srcad.analyse import maps, words
from srcad.analyse.activity import flow, reach, varied
from srcad.analyse.builder import Builder
from srcad.ir.core import Apply, At, Atom, Block, Index, Invoke, Lit, Op, Path, Statement, Subscript, Update, Var
from srcad.ir.types import Array, kind_of
from srcad.ir.types import Scalar as Number
from srcad.ir.walk import all_statements
from srcad.rules.table import row_of
from srcad.rules.vocabulary import Linear, Zero


def singular(block: Block) -> frozenset[Var]:
    """The values that depend on what may be infinite or not a number."""
    sources = [out for op in _operations(block) if is_singular(op) for out in op.outs]
    return varied(block, sources, _operands) if sources else frozenset()


def selected(block: Block, infinite: frozenset[Var]) -> frozenset[Var]:
    """Those of them whose adjoint may be zero because something else was selected."""
    chosen = [arg for op in _operations(block) for arg in _of_selection(op) if isinstance(arg, Var)]
    return infinite & frozenset(reach(chosen, flow(block, _operands))) if infinite and chosen else frozenset()


def _operations(block: Block) -> list[Op]:
    return [stmt for stmt in all_statements(block) if isinstance(stmt, Op)]


def _operands(op: Op) -> tuple[Atom, ...]:
    return op.args


def is_singular(op: Op) -> bool:
    """Whether finite operands may give a result, or a derivative, that is not finite."""
    match op.prim:
        case Apply(fn=fn):
            return not is_harmless(fn, op.args)
        case Invoke():
            return True
    return False


def is_harmless(fn: Callable[..., Any], args: tuple[Atom, ...]) -> bool:
    if fn in maps.DIVISIONS:
        return isinstance(args[1], Lit) and args[1].value != 0
    if fn in words.POWERS:
        exponent = args[1].value if len(args) == 2 and isinstance(args[1], Lit) else None
        return isinstance(exponent, int | float) and exponent >= 0 and exponent == int(exponent)
    return fn in maps.BOUNDED or isinstance(row_of(fn), Linear | Zero)


def may_be_infinite(builder: Builder, atom: Atom, infinite: Collection[Var]) -> bool:
    """Whether a partial derivative, just written here, may be infinite or not a number."""
    makers = {out: stmt for stmt in builder.body for out in stmt.outs}
    todo, seen = [atom], dict[Atom, None]()
    while todo:
        each = todo.pop()
        if each in infinite:
            return True
        maker = makers.get(each) if isinstance(each, Var) and each not in seen else None
        seen[each] = None
        if isinstance(maker, Op):
            if is_singular(maker):
                return True
            todo += maker.args
        elif maker is not None:
            return True
    return False


def may_raise(body: Sequence[Statement]) -> bool:
    """Whether something is computed of Python's own numbers that may raise where one of NumPy's would be infinite."""
    ops = (stmt for stmt in body if isinstance(stmt, Op) and is_singular(stmt))
    return any(isinstance(op.out.type, Number) and op.out.type.dtype is None for op in ops)


# --- selections -----------------------------------------------------------------------------------------------------


def _of_selection(op: Op) -> tuple[Atom, ...]:
    """The operands of which an operation selects items, by a condition."""
    match op.prim:
        case Apply(fn=fn) if fn is words.SELECT.fn:
            return op.args[1:]
        case Index() if any(map(is_mask, op.args[1:])):
            return op.args[:1]
        case Update() if any(map(is_mask, op.args[2:])):
            return op.args[:1]
    return ()


def is_mask(index: Atom) -> bool:
    return isinstance(index.type, Array) and kind_of(index.type) == "b"


def mask_of(path: Path, indices: tuple[Atom, ...] | list[Atom]) -> Atom | None:
    """The one index of a path, if that is an array of booleans."""
    if len(path) != 1 or not isinstance(path[0], Subscript) or path[0].entries != (At(),):
        return None
    (index,) = indices
    return index if is_mask(index) else None
