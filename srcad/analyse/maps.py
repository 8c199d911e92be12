"""What kinds of maps functions are, as far as it is asked where an adjoint is known to be zero.

They stand here because `transform/` names no NumPy function.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from srcad import runtime

Functions = frozenset[Callable[..., Any]]

#: linear functions whose transposes do to conditions on the items of an adjoint what they do to the items
MOVING: Functions = frozenset(
    {
        np.reshape, np.ravel, np.transpose, np.matrix_transpose, np.swapaxes, np.moveaxis, np.squeeze, np.expand_dims,
        np.flip, np.flipud, np.fliplr, np.rot90, np.sum,
    }
)  # fmt: skip

#: linear functions that leave each item where it is
STAYING: Functions = frozenset(
    {
        np.copy, np.astype, np.ndarray.astype, np.asarray, np.asanyarray, np.ascontiguousarray, np.asfortranarray,
        runtime.unbroadcast,
    }
)  # fmt: skip

#: linear functions that add up or repeat items, each times something positive
GATHERING: Functions = frozenset(
    {
        np.concatenate, np.stack, np.vstack, np.hstack, np.column_stack, np.dstack, np.split, np.array, np.roll,
        np.tile, np.repeat, np.diag, np.diagonal, np.trace, np.tril, np.triu, np.pad, np.broadcast_to, np.full,
        np.full_like, np.take_along_axis, np.cumsum, np.fft.fftshift, np.fft.ifftshift, sum, runtime.split_like,
        runtime.join_like, runtime.items_like, runtime.repeat_like, runtime.put_along,
    }
)  # fmt: skip

#: products of two arrays, by how their axes are paired
CONTRACTIONS: dict[Callable[..., Any], str] = {
    operator.matmul: "matmul",
    np.matmul: "matmul",
    np.dot: "dot",
    np.inner: "inner",
    np.outer: "outer",
    np.vdot: "vdot",
    np.tensordot: "tensordot",
}
EINSUMS: Functions = frozenset({np.einsum})
DIVISIONS: Functions = frozenset({operator.truediv, np.divide, np.true_divide})

#: functions of the last two axes of a stack of matrices
OF_MATRICES: Functions = frozenset(
    {np.linalg.inv, np.linalg.pinv, np.linalg.cholesky, np.linalg.det, np.linalg.solve, np.linalg.matrix_power}
)

#: functions that are finite, and have finite derivatives, wherever they are given finite numbers
BOUNDED: Functions = frozenset(
    {
        operator.add, operator.sub, operator.mul, operator.neg, operator.pos, operator.mod, operator.abs, abs, max, min,
        float, complex, np.add, np.subtract, np.multiply, np.negative, np.positive, np.square, np.abs, np.fabs,
        np.maximum, np.minimum, np.fmax, np.fmin, np.clip, np.copysign, np.heaviside, np.nan_to_num, np.hypot,
        np.sin, np.cos, np.tanh, np.arctan, np.sinc, np.deg2rad, np.radians, np.rad2deg, np.degrees, np.float32,
        np.float64, np.complex64, np.complex128, np.max, np.min, np.amax, np.amin, np.ptp, np.prod, np.var, np.std,
        np.cumprod, np.sort, np.partition, np.linalg.norm,
        math.sin, math.cos, math.tanh, math.atan, math.fabs, math.copysign, math.hypot, math.degrees, math.radians,
        math.erf, math.erfc, runtime.root_of_squares, runtime.python_root_of_squares, runtime.with_derivative_of,
    }
)  # fmt: skip
