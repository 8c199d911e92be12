"""What an operation does besides giving a value: effects, and the ways in which it can raise on its values.

A mistake of shape or type raises too, but not on values: only what depends on the numbers counts here.
NumPy's ufuncs merely warn.  Left out on purpose (docs/limitations.md says so): the OverflowError of a Python
power.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from srcad import runtime
from srcad.analyse.index_axes import indexed_axes
from srcad.ir.callee import Callee
from srcad.ir.core import Apply, Assert, At, Atom, Index, Invoke, Lit, Op, Path, Raise, Step, Subscript, Update, With
from srcad.ir.types import Array, DictOf, Dim, Made, Scalar, TupleOf, kind_of
from srcad.ir.walk import all_statements

#: ``items[k]``
ITEM: Path = (Subscript((At(),)),)


@dataclass(frozen=True, slots=True)
class Hazard:
    """One way in which an operation can raise; operations with equal hazards raise for the same values."""

    what: str
    atoms: tuple[Atom, ...]
    detail: Hashable = None


def is_effect(op: Op) -> bool:
    """Whether the operation must happen exactly once, in order."""
    return isinstance(op.prim, Assert | Raise) or (isinstance(op.prim, Apply) and op.prim.effect)


#: effects that look at numbers and give nothing back
_CHECKS = (runtime.require_bound, runtime.expect_items, runtime.expect_length, runtime.expect_real, runtime.disjoint)


def is_check(op: Op) -> bool:
    """Whether the operation only raises where something is not as it must be, and may do so again."""
    return isinstance(op.prim, Apply) and op.prim.fn in _CHECKS


def enters_once(stmt: With) -> bool:
    """Whether there is a manager that does something when it is entered, which must happen exactly once."""
    return stmt.is_managed and (stmt.enter is None or stmt.enter.effect)


def may_raise(op: Op) -> bool:
    """Whether some values of the right types and shapes make the operation raise."""
    return bool(hazards(op))


def is_droppable(op: Op) -> bool:
    """Whether the operation may disappear when its result is unused.

    What an adjoint computes was never asked for by the user, so it need not raise.
    """
    return not is_effect(op) and (op.where.adjoint or not may_raise(op))


def hazards(op: Op) -> tuple[Hazard, ...]:
    """All the ways in which the operation can raise."""
    match op.prim:
        case Apply(fn=fn):
            return _RAISES.get(fn, _raises_unless_known)(fn, op.args)
        case Index(path=path):
            return tuple(_of_path(op.args[0], path, op.args[1:]))
        case Update(kind="set", path=(_,)) if isinstance(op.args[0].type, DictOf):
            return ()
        case Update(path=path):
            return tuple(_of_path(op.args[0], path, op.args[2:]))
        case Invoke():
            return (Hazard("call", op.args, op),)
        case _:
            return ()


# --- calls ------------------------------------------------------------------------------------------------

Rule = Callable[[Any, Sequence[Atom]], tuple[Hazard, ...]]


def _never(_fn: Any, _args: Sequence[Atom]) -> tuple[Hazard, ...]:
    return ()


def _always(fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    return (Hazard("call", tuple(args), fn),)


def _like(what: str) -> Rule:
    """Raises when its first argument is of a certain sort: the same sort for several functions."""
    return lambda _fn, args: (Hazard(what, (args[0],)),)


def _division(_fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    if not all(map(_maybe_python, args)) or _nonzero(args[1]):
        return ()
    return (Hazard("zero", (args[1],)),)


def _power(fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    """``0.0 ** -1`` raises in Python, integer arrays have no negative powers; overflow is left out."""
    base, exponent = args[:2]
    if isinstance(exponent, Lit) and not isinstance(exponent.value, complex) and exponent.value >= 0:
        return ()
    if not all(map(_maybe_python, args)):
        whole = kind_of(base.type) in ("b", "i") and kind_of(exponent.type) == "i"
        return _always(fn, args) if whole else ()
    if _nonzero(base):
        return ()
    # with another exponent it raises only where that is negative
    return (Hazard("zero", (base,)) if isinstance(exponent, Lit) else Hazard("power", (base, exponent)),)


def _whole_number(_fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    """``int(x)`` of an infinite or undefined number."""
    return () if len(args) > 1 or kind_of(args[0].type) in ("b", "i") else (Hazard("whole", (args[0],)),)


def _shift(fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    return _always(fn, args) if _maybe_python(args[1]) and not isinstance(args[1], Lit) else ()


def _extreme(fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    """The largest of nothing."""
    return _always(fn, args) if len(args) == 1 else ()


def _range(fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    return () if len(args) < 3 or _nonzero(args[2]) else _always(fn, args)


def _number(fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    return () if all(kind_of(arg.type) for arg in args) else _always(fn, args)


#: where SciPy keeps functions that give nan, or warn, for values outside of their domain
_OF_SHAPES_ONLY = (
    "scipy.integrate._quadpack_py",
    "scipy.special._logsumexp",
    "scipy.special._spherical_bessel",
    "scipy.stats._distn_infrastructure",
)


def _raises_unless_known(fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    """NumPy's functions, ufuncs, dtypes and srcad's own helpers raise on shapes only."""
    module = getattr(fn, "__module__", None) or ""
    if isinstance(fn, np.ufunc) or (isinstance(fn, type) and issubclass(fn, np.generic)):
        return ()
    if module in _OF_SHAPES_ONLY and not any(map(_calls_what_raises, args)):
        return ()
    if module.split(".")[0] in ("numpy", "srcad", "operator", "_operator"):
        return _always(fn, args) if module.startswith("numpy.linalg") else ()
    return _always(fn, args)


def _calls_what_raises(atom: Atom) -> bool:
    """Whether the atom is a function that is called, and does more than to give a value."""
    if not isinstance(atom, Lit) or not isinstance(atom.value, Callee):
        return False
    inside = all_statements(atom.value.function.block)
    return any(not isinstance(stmt, Op) or is_effect(stmt) or may_raise(stmt) for stmt in inside)


def _maybe_python(atom: Atom) -> bool:
    """Whether the atom may be a Python number, which raises where NumPy's only warn."""
    match atom.type:
        case Array():
            return False
        case Scalar(dtype=dtype):
            return dtype in (None, "?")
        case _:
            return True


def _nonzero(atom: Atom) -> bool:
    return isinstance(atom, Lit) and isinstance(atom.value, int | float | complex) and atom.value != 0


def _of_object(fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    """A call of an object that was made for it."""
    return _always(fn, args) if isinstance(args[0].type, Made) and args[0].type.raises else ()


def _item(_fn: Any, args: Sequence[Atom]) -> tuple[Hazard, ...]:
    """What is done to an item of a list needs that it is there."""
    return (Hazard("item", tuple(args[:2]), ITEM),)


_RAISES: dict[Callable[..., Any], Rule] = {
    **dict.fromkeys((runtime.appended_at, runtime.shortened_at), _item),
    **dict.fromkeys((runtime.place_of, runtime.real_eig, runtime.real_eigvals), _always),
    **dict.fromkeys((runtime.table_at, runtime.grid_at), _of_object),
    **dict.fromkeys((operator.truediv, operator.floordiv, operator.mod, divmod), _division),
    **dict.fromkeys((operator.pow, pow, np.power), _power),
    **dict.fromkeys((operator.lshift, operator.rshift), _shift),
    **dict.fromkeys((int, round, math.floor, math.ceil, math.trunc), _whole_number),
    **dict.fromkeys((min, max), _extreme),
    **dict.fromkeys((float, complex), _number),
    range: _range,
    **dict.fromkeys((math.sin, math.cos, math.tan), _like("infinite")),
    **dict.fromkeys((math.sinh, math.cosh), _like("overflow")),
    **dict.fromkeys(
        (
            *(math.atan, math.atan2, math.tanh, math.asinh, math.cbrt, math.copysign, math.fabs, math.hypot),
            *(math.degrees, math.radians, math.erf, math.erfc, math.isnan, math.isinf, math.isfinite),
            *(math.dist, math.prod, math.frexp, math.modf, math.nextafter, math.ulp),
            *(abs, bool, len, sum, str, repr, list, tuple, dict, zip, enumerate, reversed, slice, any, all),
            *(isinstance, hasattr, type, id),
            *(np.linalg.norm, np.linalg.det, np.linalg.slogdet, np.linalg.multi_dot),
        ),
        _never,
    ),
    **dict.fromkeys(
        (
            *(np.take, np.take_along_axis, np.choose, np.bincount, np.repeat),
            *(np.unravel_index, np.ravel_multi_index),
        ),
        _always,
    ),
}


# --- paths --------------------------------------------------------------------------------------------------


def _of_path(base: Atom, path: Path, args: Sequence[Atom]) -> Iterator[Hazard]:
    """Each index that may lie outside of its axis; of lists and the like, the whole access."""
    if isinstance(base.type, Array):
        for atom, dim in indexed_axes(base.type.dims, path, args):
            if not _inside(atom, dim):
                yield (Hazard("index", (atom,), dim) if dim is not None else Hazard("index", (base, *args), path))
    elif _has_index(path) and not _known_item(base, path, args):
        yield Hazard("item", (base, *args), path)
        if len(path) > 1 and _is_item(path[0]):
            yield Hazard("item", (base, args[0]), path[:1])


def _is_item(step: Step) -> bool:
    return isinstance(step, Subscript) and len(step.entries) == 1 and isinstance(step.entries[0], At)


def _has_index(path: Path) -> bool:
    return any(isinstance(entry, At) for step in path if isinstance(step, Subscript) for entry in step.entries)


def _inside(atom: Atom, dim: Dim | None) -> bool:
    if not isinstance(atom, Lit) or not isinstance(dim, int):
        return False
    return isinstance(atom.value, int) and -dim <= atom.value < dim


def _known_item(base: Atom, path: Path, args: Sequence[Atom]) -> bool:
    """Whether a literal index is one of the items of a tuple that is known one by one."""
    if not isinstance(base.type, TupleOf) or len(path) != 1 or len(args) != 1:
        return False
    return _inside(args[0], len(base.type.items))
