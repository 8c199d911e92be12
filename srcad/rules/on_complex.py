"""Which rows hold for complex numbers too; a derivative of any other function of complex numbers is refused.

A row says by what a change ``dz`` is multiplied.  For a holomorphic function this is its derivative, as for real
numbers; for one with real results (`abs`, the real part) it is ``w`` such that the change is the real part of
``w * dz``: of adjoints and tangents of what is real, the engine takes the real part.  Transposes are plain, not
conjugated.  So a row that is right for complex numbers mentions `np.conj` only where its function is not holomorphic.
"""

from __future__ import annotations

import cmath
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from srcad import runtime
from srcad.runtime import items, lists

ON_COMPLEX: set[Callable[..., Any]] = {
    # arithmetic
    operator.add, operator.sub, operator.mul, operator.truediv, operator.pow, pow, operator.neg, operator.pos,
    np.add, np.subtract, np.multiply, np.divide, np.power, np.float_power, np.negative, np.positive, np.square,
    np.reciprocal, sum,
    # holomorphic functions
    np.sqrt, np.exp, np.exp2, np.expm1, np.log, np.log2, np.log10, np.log1p, np.sin, np.cos, np.tan, np.arcsin,
    np.arccos, np.arctan, np.sinh, np.cosh, np.tanh, np.arcsinh, np.arccosh, np.arctanh,
    cmath.sqrt, cmath.exp, cmath.log, cmath.log10, cmath.sin, cmath.cos, cmath.tan, cmath.asin, cmath.acos, cmath.atan,
    cmath.sinh, cmath.cosh, cmath.tanh, cmath.asinh, cmath.acosh, cmath.atanh,
    # parts
    complex, np.real, np.imag, np.conjugate, abs, operator.abs, np.abs, np.angle, cmath.phase, cmath.polar, cmath.rect,
    np.complex64, np.complex128, np.clongdouble, np.astype, np.ndarray.astype,
    # sums and products
    np.sum, np.mean, np.prod, np.var, np.std, np.cumsum, np.cumprod, np.diff, np.ediff1d, np.nansum, np.nanmean,
    np.average, np.trapezoid, np.gradient, np.polyval, np.polyder, np.roots, np.vander, np.convolve, items.slide,
    runtime.prod_except,
    operator.matmul, np.matmul, np.dot, np.inner, np.outer, np.vdot, np.vecdot, np.linalg.multi_dot, np.tensordot,
    np.cross, np.einsum, np.add.outer, np.subtract.outer, np.multiply.outer, np.divide.outer, np.add.reduce,
    np.multiply.reduce, np.add.accumulate, np.multiply.accumulate,
    np.linalg.inv, np.linalg.det, np.linalg.solve, np.linalg.matrix_power, np.linalg.norm,
    np.linalg.vector_norm, np.linalg.matrix_norm, runtime.cofactors, np.linalg.eigvals,
    np.linalg.eig, runtime.eigenvectors, runtime.largest, runtime.of_simple, runtime.over_gaps, runtime.over_size,
    # sparse matrices
    runtime.on_pattern, runtime.sampled, runtime.entries_at, runtime.scattered, runtime.matrix_sum,
    runtime.matrix_times, runtime.inner_of, runtime.total_of, runtime.transpose_of, runtime.dense, runtime.compressed,
    # Fourier transforms
    np.fft.fft, np.fft.ifft, np.fft.rfft, np.fft.irfft, np.fft.hfft, np.fft.ihfft, np.fft.fft2, np.fft.ifft2,
    np.fft.rfft2, np.fft.irfft2, np.fft.fftn, np.fft.ifftn, np.fft.rfftn, np.fft.irfftn, np.fft.fftshift,
    np.fft.ifftshift,
    # axes, places
    np.transpose, np.swapaxes, np.matrix_transpose, np.rot90, np.moveaxis, np.reshape, np.ravel, np.squeeze,
    np.expand_dims, np.atleast_1d, np.atleast_2d, np.broadcast_to, np.flip, np.flipud, np.fliplr,
    np.concatenate, np.stack, np.vstack, np.hstack, np.column_stack, np.dstack, np.hsplit, np.vsplit, np.append,
    np.split, np.roll, np.compress, np.extract, np.where, np.take, np.take_along_axis, np.repeat, np.tile, np.pad,
    np.diag, np.diagonal, np.trace, np.tril, np.triu,
    np.full, np.full_like, np.array, np.asarray, np.ascontiguousarray, np.copy, np.linspace,
    # what the engine writes
    runtime.unbroadcast, runtime.split_like, runtime.join_like, runtime.items_like, runtime.repeat_like,
    runtime.put_along, runtime.zeros_like, runtime.stop_gradient, runtime.resized, runtime.both_halves,
    runtime.scaled_ends,
    lists.appended, lists.inserted, lists.without_last, lists.without, lists.concatenated, lists.repeated, lists.folded,
    # nothing that carries a derivative
    operator.eq, operator.ne, np.equal, np.not_equal, np.isnan, np.isfinite, np.isinf, bool, len, np.shape, np.size,
    np.ndim, np.zeros_like, np.ones_like, np.empty_like, np.nonzero, np.count_nonzero,
    np.iscomplex, np.isreal, cmath.isnan, cmath.isinf, cmath.isfinite, cmath.isclose,
}  # fmt: skip
