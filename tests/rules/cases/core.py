"""Python, `math`, NumPy's main namespace and its linear algebra, and the first of SciPy."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy import special

from srcad import runtime
from srcad.rules import dicts, lists
from tests.rules.checking import Case

X = np.array([[0.3, -1.2, 0.7], [1.4, 0.9, -0.4]])
Y = np.array([[1.1, 0.65, -0.8], [0.3, -1.7, 2.3]])
POSITIVE = np.abs(X) + 0.1
UNIT = X / 2.0
ABOVE = POSITIVE + 1.0
V = np.array([0.5, -1.5, 2.0])
W = np.array([1.3, 0.4, -0.6])
ROW = np.array([[0.8, -0.3, 1.9]])
COLUMN = np.array([[0.8], [-0.3]])
A = np.array([[2.0, 0.3, -0.1], [0.4, 1.7, 0.2], [-0.2, 0.1, 1.2]])
SPD = A @ A.T + np.eye(3)
T3 = np.linspace(-1.0, 1.3, 24).reshape(2, 3, 4) ** 3 + 0.1
T4 = np.cos(np.arange(24.0)).reshape(2, 4, 3)
KEYS = np.array([[2, 0, 0], [1, 1, 2]])

UNARY: dict[Callable[..., Any], Any] = {
    np.negative: X, np.positive: X, np.square: X, np.reciprocal: ABOVE, np.sqrt: POSITIVE, np.cbrt: POSITIVE,
    np.exp: X, np.exp2: X, np.expm1: X, np.log: POSITIVE, np.log2: POSITIVE, np.log10: POSITIVE, np.log1p: POSITIVE,
    np.sin: X, np.cos: X, np.tan: UNIT, np.arcsin: UNIT, np.arccos: UNIT, np.arctan: X, np.sinh: X, np.cosh: X,
    np.tanh: X, np.arcsinh: X, np.arccosh: ABOVE, np.arctanh: UNIT, np.deg2rad: X, np.radians: X, np.rad2deg: X,
    np.degrees: X, np.abs: X, np.fabs: X, np.conjugate: X, np.nan_to_num: X, operator.neg: X, operator.pos: X,
    operator.abs: X, abs: X, np.float64: X, np.longdouble: X, np.ptp: V, np.copy: X, np.array: X, np.asarray: X,
    np.ascontiguousarray: X, np.flipud: X, np.fliplr: X, np.atleast_1d: X, np.atleast_2d: V, np.linalg.inv: A,
    np.linalg.det: A, np.linalg.cholesky: SPD, runtime.prod_except: X,
    np.sign: X, np.floor: X, np.ceil: X, np.trunc: X, np.rint: X, np.round: X, np.zeros_like: X, np.ones_like: X,
    special.expit: X, special.logit: POSITIVE / 3.0, special.log_expit: X, special.erf: X, special.erfc: X,
    special.erfcx: X, special.erfinv: UNIT, special.erfcinv: POSITIVE, special.ndtr: X, special.log_ndtr: X,
    special.ndtri: POSITIVE / 3.0, special.gamma: ABOVE, special.gammaln: ABOVE, special.rgamma: ABOVE,
    special.psi: ABOVE, special.entr: POSITIVE, special.expm1: X, special.log1p: POSITIVE, special.exp2: X,
    special.exp10: X, special.cosm1: X, special.cbrt: POSITIVE, special.j0: X, special.j1: X, special.i0: X,
    special.i1: X,
    math.sqrt: 0.7, math.cbrt: 0.7, math.exp: 0.7, math.exp2: 0.7, math.expm1: 0.7, math.log2: 0.7, math.log10: 0.7,
    math.log1p: 0.7, math.sin: 0.7, math.cos: 0.7, math.tan: 0.7, math.asin: 0.7, math.acos: 0.7, math.atan: 0.7,
    math.sinh: 0.7, math.cosh: 0.7, math.tanh: 0.7, math.asinh: 0.7, math.acosh: 1.7, math.atanh: 0.7,
    math.degrees: 0.7, math.radians: 0.7, math.erf: 0.7, math.erfc: 0.7, math.fabs: -0.7, math.floor: 0.7,
    math.ceil: 0.7, math.trunc: 0.7, float: 0.7, math.log: 0.7, math.gamma: 1.7, math.lgamma: 1.7,
    runtime.expect_scalar: 0.7, sum: V,
}  # fmt: skip

BINARY: dict[Callable[..., Any], tuple[Any, Any]] = {
    np.add: (X, ROW), np.subtract: (X, COLUMN), np.multiply: (X, ROW), np.divide: (X, Y), np.power: (POSITIVE, Y),
    np.float_power: (POSITIVE, V), np.remainder: (X, Y), np.fmod: (X, Y), np.logaddexp: (X, V),
    np.logaddexp2: (X, Y), np.arctan2: (X, Y), np.hypot: (X, Y), np.maximum: (X, Y), np.minimum: (X, V),
    np.fmax: (X, Y), np.fmin: (X, Y), np.copysign: (X, Y), np.heaviside: (X, Y), np.floor_divide: (X, Y),
    special.beta: (POSITIVE, ABOVE), special.betaln: (POSITIVE, ABOVE), special.xlogy: (X, POSITIVE),
    special.xlog1py: (X, POSITIVE), special.rel_entr: (POSITIVE, ABOVE), special.kl_div: (POSITIVE, ABOVE),
    operator.add: (X, 2.0), operator.sub: (2.0, X), operator.mul: (X, V), operator.truediv: (X, Y),
    operator.pow: (POSITIVE, Y), pow: (1.3, 0.4), operator.mod: (X, Y), operator.floordiv: (X, Y), max: (1.3, 0.4),
    min: (1.3, 0.4), math.pow: (1.3, 0.4), math.atan2: (1.3, 0.4), math.hypot: (1.3, 0.4), math.fmod: (1.3, 0.4),
    math.copysign: (1.3, -0.4), np.ldexp: (X, 2), math.ldexp: (0.7, 2), operator.matmul: (X, A), np.dot: (X, A),
    np.inner: (X, Y), np.outer: (V, W), np.vdot: (X, Y), np.tensordot: (T3, T4.transpose(2, 1, 0)),
    np.cross: (X, Y), np.matmul: (X, A), np.linalg.solve: (A, V), runtime.unbroadcast: (X, V),
    np.append: (V, W), runtime.items_like: (V, [1.0, 2.0, 3.0]), np.full: ((2, 3), V), np.full_like: (X, ROW),
    np.linspace: (0.3, 1.7), np.broadcast_to: (V, (2, 3)), np.expand_dims: (X, 1), np.astype: (X, np.float64),
    np.reshape: (X, (3, 2)), np.roll: (X, 2), np.tile: (V, 2), np.repeat: (X, 2), np.pad: (V, 2), np.take: (X, KEYS),
}  # fmt: skip

MORE: dict[Callable[..., Any], list[tuple[Any, ...]]] = {
    operator.pow: [(X, 2), (X, 3), (X, 0), (X, 1), (X, -1), (POSITIVE, 0.5), (POSITIVE, 1.5), (POSITIVE, -2.0),
                   (2.0, X),
                   (1.3, 2), (1.3, 0.5), (1.3, 2.5), (0.3, -1.5), (np.float64(0.3), -1.5), (2, 1.5)],
    np.power: [(1.3, Y), (np.float64(1.3), Y), (POSITIVE, 1.5)],
    math.log: [(0.7, 3.0)],
    operator.truediv: [(1.3, 0.4), (X, 2.0)],
    abs: [(-0.3,), (0.3,)],
    min: [(0.4, 1.3, 0.2)],
    max: [(0.4, 1.3, 0.2), (0.4, 1.3), (np.float64(0.4), 1.3)],
    np.clip: [(X, -0.5, 0.8), (X, None, 0.8), (X, -0.5, None), (X, V - 1.0, V + 0.4), (X, 0.5, -0.5), (X, V, V - 1.0)],
    operator.matmul: [(V, W), (X, V), (V, A), (T3, T4), (T3[0], T4), (T3, T4[0]), (V, T3), (T4, V)],
    np.dot: [(V, W), (X, V), (V, A), (X, 2.0), (2.0, V), (T4, V), (V, T3), (T4, X.T), (X, T3), (T4, T3)],
    np.inner: [(V, W), (X, V), (V, X), (T4, X), (X, T4), (T4, T4), (V, 2.0)],
    np.outer: [(X, V), (V, X)],
    np.vdot: [(V, W), (X, Y.reshape(3, 2))],
    np.tensordot: [(T3, T4, 0), (V, W, 1), (T3, T4, ((0, 1), (0, 2))), (T3, T4, ((1, 0), (2, 0))), (T3, X, (1, 1)),
                   (T4, T3, ((2, 1), (1, 2)))],
    np.einsum: [("ij,jk->ik", X, A), ("ij,ij->", X, Y), ("i,j->ij", V, W), ("ij->ji", X), ("ij->i", X), ("ij->", X),
                ("i,ij,j->", V, A, W), ("bik,bkj->bij", T3, T4), ("ij,j->i", X, V), ("ij,kl->il", X, Y)],
    np.linalg.solve: [(A, X.T), (np.stack([A, SPD]), np.stack([X.T, Y.T]))],
    np.linalg.slogdet: [(A,), (-A,)],
    np.linalg.eigvalsh: [(SPD,), (A,)],
    np.linalg.eigh: [(SPD,), (A,)],
    np.linalg.matrix_power: [(A, 1), (A, 3)],
    np.linalg.inv: [(np.stack([A, SPD]),)],
    np.linalg.norm: [(V, 3), (X, 3, 1), (X,), (V,), (V, 1), (V, 2), (V, np.inf), (X, None, 0), (X, 2, 1),
                     (X, np.inf, -1), (X, "fro"),
                     (X, None, 1, True), (X, None, None, True), (T3, None, (0, 1))],
    np.transpose: [(X,), (T3,), (T3, (1, 2, 0)), (T3, (-1, 0, 1))],
    np.swapaxes: [(T3, 0, 2)],
    np.moveaxis: [(T3, 0, 2), (T3, (0, 1), (2, 0))],
    np.reshape: [(X, -1), (V, (3, 1)), (X, (3, 2), "F")],
    np.ravel: [(X,)],
    np.squeeze: [(ROW,), (COLUMN, 1)],
    np.expand_dims: [(X, (0, 3)), (V, -1)],
    np.flip: [(X,), (X, 1), (X, (0, 1))],
    np.roll: [(X, -1, 1), (X, (1, 2), (0, 1))],
    np.concatenate: [([X, Y],), ([X, Y], 1), ([V, W, V],), ((X, ROW),), ([V, W, V, W],),
                     ([T3, T4.reshape(2, 3, 4)], -1)],
    np.stack: [([V, W],), ([V, W], 1), ([X, Y, X],), ([X, Y], -1), ([V],), ([V, W, V, W],), ([0.5, 0.7],)],
    np.vstack: [([V, W],), ([X, Y],), ([X, V],), ([V, X],)],
    np.hstack: [([V, W],), ([X, COLUMN],), ([V, W, V],), ([0.3, 0.4],)],
    np.column_stack: [([V, W],), ([X, COLUMN],), ([X.T, W],)],
    np.append: [(X, ROW, 0), (X, ROW)],
    np.split: [(V, 3), (X, [1, 2], 1)],
    np.where: [(X > 0, X, Y), (X > 0, V, 2.0), (True, X, Y)],
    np.take: [(V, KEYS), (X, np.array([0, 1, 1]), 0), (X, KEYS, 1), (T3, np.array([0, 2]), -1), (V, 1)],
    np.take_along_axis: [(X, KEYS, 1), (X, np.array([[0, 1, 1]]), 0)],
    np.repeat: [(X, 2), (X, 2, 0), (X, 3, 1), (X, 2, -1), (V, 2), (V, 2, 0)],
    np.tile: [(V, (2,)), (V, (2, 3)), (X, 2), (X, (2, 3))],
    np.sort: [(V,), (X,), (X, 0)],
    np.pad: [(V, (1, 2)), (X, 1), (X, ((1, 2), (0, 1))), (X, (1, 2))],
    np.diag: [(V,), (A,), (V, 1), (A, -1), (X,), (X, 1), (X, -1), (X.T, -1)],
    np.diagonal: [(A,), (A, 1), (X,)],
    np.trace: [(A,), (X,), (A, 1)],
    np.tril: [(X,), (A, -1)],
    np.triu: [(X,), (A, 1)],
    np.linspace: [(0.3, 1.7, 5)],
    np.array: [([0.5, 0.7],), ([[0.5, 0.7], [1.0, 2.0]],), ([V, W],), (0.5,)],
    np.full: [(3, 0.5)],
    np.cumsum: [(V,), (X,), (X, 0), (X, 1)],
    np.cumprod: [(V,)],
    np.diff: [(V,), (X,), (X, 1, 0), (T3, 1, 1)],
    np.ndarray.astype: [(X, np.float64)],
    runtime.split_like: [(np.arange(5.0), [V, W[:2]], 0), (np.stack([V, W]), [V, W], 0), (X, [V, V], 0)],
    runtime.join_like: [([V, W], np.zeros(6), 0), ([V, W], np.zeros((2, 3)), 0), ([V, W], np.zeros((3, 2)), -1)],
    runtime.repeat_like: [(0.7, [1.0, 2.0]), (V, [1.0, 2.0])],
    runtime.appended: [([0.7, 0.2], 0.3), ([V, W], V)],
    runtime.inserted: [([0.7, 0.2], 1, 0.3), ([V, W], 0, V)],
    runtime.without_last: [([0.7, 0.2], 0.2), ([V, W], W)],
    runtime.without: [([0.7, 0.2, 0.4], 1, 0.2), ([V, W], 0, V)],
    runtime.concatenated: [([0.7, 0.2], [0.3])],
    runtime.repeated: [([0.7, 0.2], 3)],
    runtime.folded: [([0.7, 0.2, 0.3, 0.5], [0.1, 0.2])],
    runtime.items_like: [(X, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])],
    runtime.put_along: [(Y, KEYS, 1, X), (Y, KEYS, -1, X)],
    runtime.prod_except: [(X, 0), (X, 1)],
    runtime.unbroadcast: [(X, COLUMN), (X, 2.0), (X, (3,))],
    sum: [([0.5, 0.7],)],
    np.vecdot: [(X, Y), (V, W), (X, V)],

    np.linalg.multi_dot: [([X, A, V],), ([V, A],), ([X, A, A, X.T],)],
    np.real: [(X,), (0.7,)],
    np.matrix_transpose: [(X,), (T3,)],
    np.rot90: [(X,), (X, 2), (X, -1)],
    np.dstack: [([V, W],), ([X, Y],), ([T3, T3],)],
    np.hsplit: [(V, 3), (X, 3)],
    np.vsplit: [(X, 2)],
    np.compress: [(np.array([True, False, True]), V)],
    np.extract: [(X > 0, X)],
    np.quantile: [(V, 0.3), (X, 0.77), (V, 0.9)],
    np.percentile: [(V, 30.0)],
    np.gradient: [(V,), (V, 0.5)],
    np.ediff1d: [(V,), (X,)],
    np.cov: [(X,)],
    np.nansum: [(X,), (X, 0)],
    np.nanmean: [(X,), (X, 1)],
    np.logspace: [(0.3, 0.7, 4)],
    np.geomspace: [(0.3, 0.7, 4)],
    runtime.polygamma: [(0, 0.7), (1, 0.7)],
    np.subtract.outer: [(V, W)],
    np.add.outer: [(V, W)],
    np.multiply.outer: [(V, W)],
    np.divide.outer: [(V, W)],
    np.maximum.outer: [(V, W)],
    np.minimum.outer: [(V, W)],
    np.add.reduce: [(X,), (X, 1)],
    np.multiply.reduce: [(X,), (X, 1)],
    np.maximum.reduce: [(X,), (X, 1)],
    np.minimum.reduce: [(X,), (X, 1)],
    np.logaddexp.reduce: [(X,), (X, 1), (V,)],
    np.add.accumulate: [(X,), (X, 1)],
    np.multiply.accumulate: [(V,)],
    special.softmax: [(X,), (X, 1), (X, 0)],
    special.log_softmax: [(X,), (X, 1)],
    special.logsumexp: [(X,), (X, 1), (V,)],
    special.jv: [(1, X), (2, ABOVE)],
    special.iv: [(1, X)],
    np.trapezoid: [(X,), (V, W), (X, V), (V,)],
    np.interp: [(np.array([0.1, 1.5, 2.7]), np.array([0.0, 1.0, 2.0]), V), (0.3, np.array([0.0, 1.0]), W[:2])],
    np.average: [(X,), (X, 0), (X, None, POSITIVE), (X, 1, POSITIVE)],
    np.median: [(V,), (X,), (X, 0), (X, 1)],
    np.polyval: [(V, X), (V, 0.7)],
    np.convolve: [(V, W[:2]), (W[:2], V)],
    runtime.slide: [(V, W[:2]), (np.arange(5.0) ** 2, V)],
}  # fmt: skip

REDUCTIONS = (np.sum, np.mean, np.prod, np.max, np.min, np.amax, np.amin, np.var, np.std, np.ptp)


def _cases() -> Iterator[Case]:
    for fn, x in UNARY.items():
        yield Case(fn, (x,))
    for fn, pair in BINARY.items():
        yield Case(fn, pair)
    for fn, calls in MORE.items():
        yield from (Case(fn, args) for args in calls)
    for fn in REDUCTIONS:
        for x in (V, X, T3):
            yield Case(fn, (x,))
            yield Case(fn, (x, 0))
            yield Case(fn, (x,), {"axis": -1})
            yield Case(fn, (x,), {"axis": -1, "keepdims": True})
            yield Case(fn, (x,), {"keepdims": True})
        if fn not in (np.prod, np.ptp):
            yield Case(fn, (T3,), {"axis": (0, 2)})
            yield Case(fn, (T3,), {"axis": (0, 2), "keepdims": True})
    yield Case(np.var, (X,), {"ddof": 1})
    yield Case(np.std, (X,), {"axis": 1, "ddof": 1})
    yield Case(np.linalg.norm, (X,), {"axis": 1})


CASES = list(_cases())

#: a program says these with dicts and lists of its own, and the corpus has such programs
ELSEWHERE = tuple(row.fn for module in (dicts, lists) for row in module.ROWS)
