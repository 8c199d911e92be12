"""Complex numbers: every row that holds for them, and those of their parts."""

from __future__ import annotations

import cmath
import operator
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from srcad import runtime
from tests.rules.checking import Case

X = np.array([[0.3, -1.2, 0.7], [1.4, 0.9, -0.4]])
V = np.array([0.5, -1.5, 2.0])
Z = X + 1j * np.array([[1.1, 0.65, -0.8], [0.3, -1.7, 0.2]])
Y = np.array([[0.4, 1.3, -0.9], [-1.1, 0.25, 0.6]]) + 1j * np.array([[-0.7, 0.5, 1.2], [0.9, -0.3, -1.4]])
U = V + 1j * np.array([1.3, 0.4, -0.6])
W = np.array([0.2, 1.1, -0.7]) - 1j * np.array([0.5, -0.9, 0.3])
ROW = np.array([[0.8 - 0.2j, -0.3 + 1.0j, 1.9 + 0.4j]])
A = np.array([[2.0, 0.3, -0.1], [0.4, 1.7, 0.2], [-0.2, 0.1, 1.2]])
C = A + 1j * np.array([[0.1, -0.6, 0.4], [0.3, 0.5, -0.2], [0.7, -0.1, 0.3]])
T3 = np.linspace(-1.0, 1.3, 24).reshape(2, 3, 4) ** 3 + 0.1 + 1j * np.cos(np.arange(24.0)).reshape(2, 3, 4)
S, R = 0.7 - 0.4j, -1.3 + 0.6j
KEYS = np.array([[2, 0, 0], [1, 1, 2]])

HOLOMORPHIC = (
    np.negative, np.positive, np.square, np.reciprocal, np.sqrt, np.exp, np.exp2, np.expm1, np.log, np.log2, np.log10,
    np.log1p, np.sin, np.cos, np.tan, np.arcsin, np.arccos, np.arctan, np.sinh, np.cosh, np.tanh, np.arcsinh,
    np.arccosh, np.arctanh,
)  # fmt: skip
OF_PYTHON = (
    cmath.sqrt, cmath.exp, cmath.log, cmath.log10, cmath.sin, cmath.cos, cmath.tan, cmath.asin, cmath.acos, cmath.atan,
    cmath.sinh, cmath.cosh, cmath.tanh, cmath.asinh, cmath.acosh, cmath.atanh, cmath.phase, cmath.polar,
)  # fmt: skip
PARTS = (np.real, np.imag, np.conjugate, np.abs, np.angle, abs, operator.abs, operator.neg, operator.pos, np.copy)
#: of two complex numbers, and of a complex and a real one in either order
PRODUCTS = (
    operator.add, operator.sub, operator.mul, operator.truediv, np.add, np.subtract, np.multiply, np.divide,
)  # fmt: skip
OF_ARRAYS = (
    np.sum, np.mean, np.var, np.std, np.cumsum, np.diff, np.nansum, np.nanmean, np.ravel, np.trace, np.tril, np.triu,
    np.diag, np.diagonal, np.transpose, np.flip, np.atleast_2d, np.array, np.linalg.norm,
)  # fmt: skip

PAIRS = ((Z, Y), (Z, X), (X, Z), (Z, U), (U, X), (X, W), (Z, S), (X, S), (S, V), (S, 1.3), (0.7, R), (S, R))

CALLS: dict[Callable[..., Any], list[tuple[Any, ...]]] = {
    operator.pow: [(Z, 2), (Z, 3), (Z, 0.5), (Z, -1), (Z, -1.5), (Z, Y), (Z, X), (X, Z), (S, 2), (S, R), (1.3, S),
                   (-1.3, S), (S, 1.3), (2.0, Z), (Z, S), (np.complex128(S), R)],
    np.power: [(Z, 2), (Z, Y), (Z, X), (X, Z)],
    np.float_power: [(Z, Y)],
    pow: [(S, R)],
    complex: [(0.3, -1.2), (S,), (0.3,), (S, R)],
    cmath.log: [(S, 3.0), (S, R)],
    cmath.rect: [(1.3, 0.4)],
    cmath.phase: [(R,)],
    np.complex128: [(X,), (0.3,), (S,)],
    np.astype: [(X, np.complex128)],
    np.ndarray.astype: [(X, complex), (Z, complex)],
    np.angle: [(Z, True)],
    np.cumprod: [(U,)],
    np.prod: [(U,), (Z, 0)],
    np.ediff1d: [(U,)],
    np.average: [(U, None, V), (U, None, W)],
    np.trapezoid: [(U,), (U, V)],
    np.gradient: [(U,)],
    np.polyval: [(U, S), (V, S), (U, W)],
    np.convolve: [(U, W[:2]), (U, V), (V, W)],
    operator.matmul: [(C, U), (U, C), (C, Z.T), (A, U), (Z, A), (U, W), (V, W)],
    np.matmul: [(Z, C), (Z, A)],
    np.dot: [(U, W), (Z, C), (S, U)],
    np.inner: [(U, W), (Z, Y)],
    np.outer: [(U, W), (V, W)],
    np.vdot: [(U, W), (Z, Y), (U, V), (V, U)],
    np.vecdot: [(Z, Y), (X, Y), (Z, X)],
    np.linalg.multi_dot: [([C, A, Z.T],)],
    np.tensordot: [(Z, Y.T, 1), (Z, X)],
    np.cross: [(Z, Y)],
    np.einsum: [("ij,kj->ik", Z, Y), ("ij,ij->", Z, X), ("ij->i", Z)],
    np.add.outer: [(U, V)],
    np.multiply.outer: [(U, V)],
    np.linalg.inv: [(C,)],
    np.linalg.det: [(C,)],
    np.linalg.solve: [(C, U), (A, U), (C, V), (C, Z.T)],
    np.linalg.matrix_power: [(C, 3)],
    np.linalg.norm: [(U, 1), (U, 3), (U, np.inf), (Z, None, 1), (C, 1), (C, "fro")],
    np.linalg.vector_norm: [(Z,)],
    np.linalg.matrix_norm: [(Z,)],
    runtime.cofactors: [(C,)],
    np.swapaxes: [(T3, 0, 2)],
    np.moveaxis: [(T3, 0, 1)],
    np.reshape: [(Z, (3, 2))],
    np.expand_dims: [(Z, 1)],
    np.broadcast_to: [(U, (2, 3))],
    np.concatenate: [([Z, X],), ([U, W, V],)],
    np.stack: [([U, V],)],
    np.vstack: [([U, Z],)],
    np.hstack: [([U, V],)],
    np.column_stack: [([U, V],)],
    np.append: [(U, V)],
    np.split: [(U, 3)],
    np.roll: [(Z, 2)],
    np.take: [(Z, KEYS)],
    np.take_along_axis: [(Z, KEYS, 1)],
    np.repeat: [(Z, 2)],
    np.tile: [(U, 2)],
    np.pad: [(U, 2)],
    np.where: [(X > 0.5, Z, 0.0), (X > 0.5, X, Z), (X > 0.5, Z, ROW)],
    np.full: [((2, 3), S)],
    np.full_like: [(Z, ROW), (Z, V)],
    np.linspace: [(S, R)],
    sum: [([S, R],)],
    np.array: [([S, R],), ([S, 0.3],)],
    runtime.unbroadcast: [(Z, ROW)],
    runtime.prod_except: [(U,)],
}  # fmt: skip


def _cases() -> Iterator[Case]:
    for fn in HOLOMORPHIC:
        yield Case(fn, (Z,))
    for fn in OF_PYTHON:
        yield Case(fn, (S,))
    for fn in PARTS:
        yield Case(fn, (Z,))
        yield Case(fn, (S,))
    for fn in PRODUCTS:
        # ufuncs have the rows of the operators
        yield from (Case(fn, pair) for pair in (PAIRS[:4] if isinstance(fn, np.ufunc) else PAIRS))
    for fn in OF_ARRAYS:
        yield Case(fn, (Z,))
    for fn in (np.sum, np.mean, np.var, np.std):
        yield Case(fn, (Z, 0))
        yield Case(fn, (T3,), {"axis": (0, 2), "keepdims": True})
    for fn in (np.sum, np.mean, np.var, np.std):
        yield Case(fn, (Z,), {"where": X > -1.0})
    yield Case(np.var, (Z,), {"correction": 1})
    yield Case(np.sum, (X,), {"dtype": complex})
    for fn, calls in CALLS.items():
        yield from (Case(fn, args) for args in calls)
    for fn in (np.linalg.eigvals, np.linalg.eig):
        yield Case(fn, (np.stack([C, C.T @ C]),))
    for which in (2, -2, "nuc"):
        yield Case(np.linalg.norm, (C, which), orders=1)


CASES = list(_cases())
