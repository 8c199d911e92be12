"""What the result of an operation shares with its operands: nothing, its memory, or its items."""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable
from typing import Any, Literal

import numpy as np

import srcad.runtime as runtime
from srcad.back.code import same
from srcad.back.operators import OUT_OF_PLACE, is_operator
from srcad.back.paths import fancy_indices
from srcad.ir.core import Apply, Index, Invoke, Op, Pack, Update
from srcad.ir.types import UNKNOWN, ListOf, RangeOf, Scalar, TupleOf, Type
from srcad.rules import vocabulary as rules
from srcad.rules.table import row_of
from srcad.transform.calls import KEPT

#: `unknown`: may be any of its operands, or something that others hold; `frozen`: a view that cannot be written
Sharing = Literal["fresh", "view", "frozen", "items", "inplace", "unknown"]


def _functions(home: Any, names: str) -> frozenset[Callable[..., Any]]:
    return frozenset(getattr(home, name) for name in names.split() if hasattr(home, name))


VIEWS = _functions(
    np,
    "reshape ravel transpose squeeze expand_dims swapaxes moveaxis rollaxis asarray asanyarray ascontiguousarray "
    "asfortranarray atleast_1d atleast_2d atleast_3d real imag flip fliplr flipud rot90 split array_split hsplit "
    "vsplit dsplit require permute_dims matrix_transpose astype einsum nan_to_num diff trim_zeros real_if_close",
) | {
    *(np.linalg.matrix_power, np.ndarray.astype, np.ndarray.view, np.ndarray.reshape),
    *(runtime.unbroadcast, runtime.stop_gradient, runtime.resized, same),
}

FROZEN = _functions(np, "broadcast_to diag diagonal broadcast_arrays") | {np.linalg.diagonal}

FRESH = (
    _functions(
        np,
        "copy array zeros ones empty full zeros_like ones_like empty_like full_like arange linspace logspace geomspace "
        "eye identity sum prod mean var std median average min max amin amax ptp argmin argmax all any cumsum cumprod "
        "nansum nanmean nanmin nanmax nanprod count_nonzero dot vdot inner outer tensordot kron cross trace "
        "concatenate stack vstack hstack column_stack where clip round around tril triu take take_along_axis repeat "
        "tile roll pad sort argsort partition argpartition searchsorted unique nonzero argwhere flatnonzero append "
        "insert delete interp convolve correlate trapezoid vander isclose allclose array_equal percentile quantile "
        "bincount histogram digitize select choose compress extract gradient logaddexp sinc i0 meshgrid cov corrcoef "
        "shape ndim size",
    )
    | _functions(
        np.linalg,
        "inv pinv solve det slogdet cholesky eigvalsh eigvals eigh eig svd svdvals qr lstsq norm vector_norm "
        "matrix_norm cond tensorinv tensorsolve multi_dot outer vecdot cross trace",
    )
    | _functions(builtins, "abs float int bool complex len sum pow round min max range str divmod hash repr isinstance")
    | _functions(
        np.fft,
        "fft ifft rfft irfft hfft ihfft fft2 ifft2 rfft2 irfft2 fftn ifftn rfftn irfftn fftshift ifftshift fftfreq "
        "rfftfreq",
    )
    | {runtime.over_gaps, runtime.over_size, runtime.with_nan, runtime.both_halves, runtime.scaled_ends}
    | {runtime.eigenvectors, runtime.real_eig, runtime.real_eigvals, runtime.largest, runtime.of_simple}
    | {runtime.with_direction, runtime.permutation}
    | {runtime.band_of_outer, runtime.band_times, runtime.transposed_band, runtime.solved_by}
    | {runtime.folded, runtime.keys_of, runtime.order_of, runtime.place_of, runtime.place_to_insert}
    | {runtime.gammainc_derivative, runtime.gamma_density_derivative}
    | {runtime.betainc_derivative, runtime.beta_density_derivative}
    | {runtime.student_derivative, runtime.student_density_derivative}
    | {runtime.jv_derivative, runtime.yv_derivative, runtime.ive_derivative, runtime.kve_derivative}
    | {list.index, list.count, runtime.zeta_derivative}
    | {runtime.cofactors}
    | {np.ndarray.copy, np.ndarray.flatten, np.ndarray.tolist, np.ndarray.item, runtime.zeros_like, runtime.last_writer}
)

#: what the text does to a list or dict in place
LIST_CHANGES = frozenset(
    {
        *(runtime.appended, runtime.inserted, runtime.without_last, runtime.without),
        *(runtime.with_key, runtime.with_default, runtime.without_key),
        *(runtime.appended_at, runtime.shortened_at, runtime.with_member, runtime.without_member),
    }
)

MATH = frozenset(value for value in vars(math).values() if callable(value))

ITEMS = frozenset(
    {
        *(runtime.repeat_like, runtime.values_of, runtime.picked, runtime.keyed, runtime.united, runtime.summed),
        *(runtime.arranged, runtime.put_in_order),
        *(list, tuple, list.copy, reversed, zip, enumerate, sorted, dict, dict.copy, set, set.copy),
    }
)


def has_memory(type_: Type) -> bool:
    """Whether values of this type can be changed, or hold what can."""
    if isinstance(type_, TupleOf):
        return any(map(has_memory, type_.items))
    return not isinstance(type_, Scalar | RangeOf) and (not hasattr(type_, "what") or type_ == UNKNOWN)


def holds_memory(type_: Type) -> bool:
    """Whether items of values of this type have memory of their own."""
    if isinstance(type_, ListOf):
        return has_memory(type_.item)
    if isinstance(type_, TupleOf):
        return any(map(has_memory, type_.items))
    return type_ == UNKNOWN


def is_list_change(op: Op) -> bool:
    return isinstance(op.prim, Apply) and op.prim.fn in LIST_CHANGES


def sharing(op: Op) -> Sharing:
    match op.prim:
        case Apply(fn=fn):
            return _of_call(op, fn)
        case Index(path=path):
            return "fresh" if fancy_indices(path, op.args[1:]) and not _is_container(op.args[0].type) else "view"
        case Update():
            return "inplace"
        case Pack():
            return "items"
        case Invoke():
            # what a forward half gives, its backward half may have too
            return "unknown" if any(out.type == KEPT for out in op.outs) else "fresh"
        case _:
            return "unknown"


def _is_container(type_: Type) -> bool:
    return isinstance(type_, ListOf | TupleOf)


def _of_call(op: Op, fn: Callable[..., Any]) -> Sharing:
    if fn in OUT_OF_PLACE or fn in LIST_CHANGES:
        return "inplace"
    if fn in ITEMS or (is_operator(fn) and isinstance(op.out.type, ListOf | TupleOf)):
        return "items"
    if fn in VIEWS:
        return "view" if "copy" in _keywords(op) or fn not in (np.astype, np.ndarray.astype) else "fresh"
    if fn in FROZEN:
        return "frozen"
    if fn is np.array and "copy" in _keywords(op):
        return "view"
    known = fn in FRESH or fn in MATH or isinstance(fn, np.ufunc) or is_operator(fn) or _says_fresh(fn)
    return "fresh" if known else "unknown"


def _says_fresh(fn: Callable[..., Any]) -> bool:
    row = row_of(fn)
    return row is not None and row.effect == rules.FRESH


def _keywords(op: Op) -> tuple[str, ...]:
    return op.prim.kw if isinstance(op.prim, Apply) else ()
