"""The helpers that generated code calls: what they write down can be differentiated again."""

from __future__ import annotations

import numpy as np

from srcad import runtime
from srcad.rules.axes import first_axes, how_many, inverse, is_several
from srcad.rules.domains import NUMBER, REAL, SQUARE, VECTOR, made, whole
from srcad.rules.vocabulary import MAYBE_VIEW, VIEW, Pair, Row, linear, scalar, structured, written, zero
from srcad.runtime import (
    band_of_outer,
    band_times,
    join_like,
    of_simple,
    over_gaps,
    over_size,
    split_like,
    with_direction,
)


def _prod_except(x, axis=None):
    """Products of the rows of a square, each with another item replaced by one."""
    if axis is None:
        flat = np.ravel(x)
        return np.prod(np.where(np.eye(x.size, dtype=bool), 1.0, flat), axis=1).reshape(x.shape)
    if is_several(axis):
        return _prod_except_several(x, axis)
    last = np.moveaxis(x, axis, -1)
    square = np.where(np.eye(x.shape[axis], dtype=bool), 1.0, last[..., None, :])
    return np.moveaxis(np.prod(square, axis=-1), -1, axis)


#: what moves of the result of a solver
_ITEM = Pair(lambda result_dot, result: result_dot[0], lambda g, result: (g,))


def _whole(g, bar, s, axis):
    """Zeros in the place of the vectors that were left out."""
    found = np.zeros_like(bar)
    if axis == -1:
        found[..., :, : s.shape[-1]] = g
    else:
        found[..., : s.shape[-1], :] = g
    return found


def _band_times_x(g, ab, x, lower, upper):
    return band_times(runtime.transposed_band(ab, lower, upper), g, upper, lower)


def _solve_back(g, factors, rhs, trans="N"):
    return factors.solve(g, "T") if trans == "N" else factors.solve(g)


def _cut(g, dot, like, axis):
    return g[..., :, : dot.shape[-1]] if axis == -1 else g[..., : dot.shape[-2], :]


def _gaps_tangent_w(w_dot, x, w, out, w_bar=0.0):
    return -over_gaps(out * (w_dot[..., None, :] - w_dot[..., :, None]), w)


def _gaps_adjoint_w(g, x, w, out, w_bar=0.0):
    moved = over_gaps(g * out, w)
    return np.sum(moved, axis=-1) - np.sum(moved, axis=-2)


def _prod_except_several(x, axis):
    together = np.transpose(x, first_axes(axis, x.ndim))
    rows = together.reshape((-1, *together.shape[how_many(axis):]))
    found = _prod_except(rows, 0).reshape(together.shape)
    return np.transpose(found, inverse(first_axes(axis, x.ndim)))


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(runtime.unbroadcast,   wide=lambda g, wide, like: g),
    linear(runtime.split_like,    joined=lambda g, joined, arrays, axis: join_like(g, joined, axis),
                                  domain=(REAL.shaped(5), [VECTOR, REAL.shaped(2)], 0)),
    linear(runtime.join_like,     parts=lambda g, parts, like, axis: split_like(g, parts, axis),
                                  domain=([VECTOR, VECTOR], REAL.shaped(6), 0)),
    linear(runtime.items_like,    array=lambda g, array, nested: np.array(g), domain=(VECTOR, [1.0, 2.0, 3.0])),
    linear(runtime.repeat_like,   item=lambda g, item, nested: sum(g), domain=(NUMBER, [NUMBER, NUMBER])),
    linear(runtime.put_along,     values=lambda g, values, indices, axis, like: np.take_along_axis(g, indices, axis),
                                  domain=(REAL, whole(0, 3), 1, REAL)),
    linear(runtime.spread_stretches, sums=lambda g, sums, indices, axis, like: np.add.reduceat(g, indices, axis),
                                     domain=(REAL.shaped(3), made(np.array, [0, 3, 1]), 0, REAL.shaped(6))),
    written(runtime.prod_except,  _prod_except),
    linear(runtime.transposed_band,
           ab=lambda g, ab, lower, upper: runtime.transposed_band(g, upper, lower), domain=(REAL.shaped(4, 4), 2, 1)),
    linear(band_times,            ab=lambda g, ab, x, lower, upper: band_of_outer(g, x, lower, upper),
                                  x=_band_times_x, domain=(REAL.shaped(4, 4), REAL.shaped(4), 2, 1)),
    linear(band_of_outer,         y=lambda g, y, x, lower, upper: band_times(g, x, lower, upper),
                                  x=lambda g, y, x, lower, upper: _band_times_x(y, g, x, lower, upper),
                                  domain=(REAL.shaped(4), REAL.shaped(4), 2, 1)),
    structured(with_direction,
               a=Pair(lambda a_dot, a, e: with_direction(a_dot, np.zeros_like(e)),
                      lambda g, a, e: g[: len(a), : len(a)] + g[len(a) :, len(a) :]),
               e=Pair(lambda e_dot, a, e: with_direction(np.zeros_like(a), e_dot),
                      lambda g, a, e: g[: len(a), len(a) :]), domain=SQUARE),
    linear(runtime.first_only, VIEW, bar=_whole, domain=(SQUARE, VECTOR, -1)),
    linear(runtime.solved_by,     rhs=_solve_back),
    linear(runtime.with_nan,      dot=_cut, domain=(SQUARE, SQUARE, -1)),
    structured(over_gaps,         x=Pair(lambda x_dot, x, w, w_bar=0.0: over_gaps(x_dot, w),
                                         lambda g, x, w, w_bar=0.0: over_gaps(g, w)),
                                  w=Pair(_gaps_tangent_w, _gaps_adjoint_w), domain=(SQUARE, VECTOR)),
    structured(of_simple,         constant=("w",),
                                  x=Pair(lambda x_dot, x, w, zeros_stay=False: of_simple(x_dot, w),
                                         lambda g, x, w, zeros_stay=False: of_simple(g, w, True)),
                                  domain=VECTOR),
    structured(over_size,         spreads=True,
                                  x=Pair(lambda x_dot, x, s: over_size(x_dot, s), lambda g, x, s: over_size(g, s)),
                                  s=Pair(lambda s_dot, x, s, out: -over_size(out * s_dot, s),
                                         lambda g, x, s, out: -over_size(out * g, s))),
    scalar(runtime.with_derivative_of, None, lambda value, model: 1.0),
    scalar(runtime.expect_scalar, lambda value: 1.0),
    structured(runtime.x_of,      result=_ITEM),
    structured(runtime.root_of,   result=_ITEM),
    structured(runtime.y_of,      result=_ITEM),
    *zero(runtime.success_of, runtime.converged_of, runtime.t_of),
    *zero(runtime.permutation, runtime.zeros_like, runtime.last_writer, runtime.length_along, runtime.disjoint),
    *zero(runtime.stop_gradient, effect=MAYBE_VIEW),
)
# fmt: on
