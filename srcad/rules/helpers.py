"""The helpers that generated code calls: what they write down can be differentiated again."""

from __future__ import annotations

import numpy as np

from srcad import runtime
from srcad.rules.reductions import unless_zero
from srcad.rules.vocabulary import MAYBE_VIEW, Pair, Row, linear, scalar, structured, written, zero
from srcad.runtime import join_like, split_like


def _prod_except(x, axis=None):
    """Products of the rows of a square, each with another item replaced by one."""
    if axis is None:
        flat = np.ravel(x)
        return np.prod(np.where(np.eye(x.size, dtype=bool), 1.0, flat), axis=1).reshape(x.shape)
    last = np.moveaxis(x, axis, -1)
    square = np.where(np.eye(x.shape[axis], dtype=bool), 1.0, last[..., None, :])
    return np.moveaxis(np.prod(square, axis=-1), -1, axis)


#: what moves of the result of a solver
_ITEM = Pair(lambda result_dot, result: result_dot[0], lambda g, result: (g,))


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(runtime.unbroadcast,   wide=lambda g, wide, like: g),
    linear(runtime.split_like,    joined=lambda g, joined, arrays, axis: join_like(g, joined, axis)),
    linear(runtime.join_like,     parts=lambda g, parts, like, axis: split_like(g, parts, axis)),
    linear(runtime.items_like,    array=lambda g, array, nested: np.array(g)),
    linear(runtime.repeat_like,   item=lambda g, item, nested: sum(g)),
    linear(runtime.put_along,     values=lambda g, values, indices, axis, like: np.take_along_axis(g, indices, axis)),
    written(runtime.prod_except,  _prod_except),
    scalar(runtime.expect_scalar, lambda value: 1.0),
    scalar(runtime.root,          lambda x, out: 0.5 / unless_zero(out)),
    structured(runtime.x_of,      result=_ITEM),
    structured(runtime.root_of,   result=_ITEM),
    structured(runtime.y_of,      result=_ITEM),
    *zero(runtime.success_of, runtime.converged_of, runtime.t_of),
    *zero(runtime.zeros_like, runtime.last_writer, runtime.length_along, runtime.disjoint),
    *zero(runtime.stop_gradient, effect=MAYBE_VIEW),
)
# fmt: on
