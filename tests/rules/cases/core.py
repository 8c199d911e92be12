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
    np.ptp: V, np.atleast_2d: V, np.sign: X, np.floor: X, np.ceil: X, np.trunc: X, np.rint: X, np.round: X,
    np.zeros_like: X, np.ones_like: X, math.floor: 0.7, math.ceil: 0.7, math.trunc: 0.7, sum: V,
}  # fmt: skip

BINARY: dict[Callable[..., Any], tuple[Any, Any]] = {
    np.floor_divide: (X, Y), operator.floordiv: (X, Y), np.outer: (V, W), runtime.unbroadcast: (X, V),
    np.append: (V, W), np.linspace: (0.3, 1.7), np.tile: (V, 2), np.pad: (V, 2),
}  # fmt: skip

MORE: dict[Callable[..., Any], list[tuple[Any, ...]]] = {
    operator.pow: [(X, 2), (X, 3), (X, 0), (X, 1), (X, -1), (POSITIVE, 0.5), (POSITIVE, 1.5), (POSITIVE, -2.0),
                   (2.0, X), (1.3, 2), (1.3, 0.5), (1.3, 2.5), (0.3, -1.5), (np.float64(0.3), -1.5), (2, 1.5)],
    np.power: [(np.float64(1.3), Y)],
    math.log: [(0.7,)],
    min: [(0.4, 1.3, 0.2)],
    max: [(0.4, 1.3, 0.2), (np.float64(0.4), 1.3)],
    np.clip: [(X, -0.5, 0.8), (X, None, 0.8), (X, -0.5, None), (X, V - 1.0, V + 0.4), (X, 0.5, -0.5), (X, V, V - 1.0)],
    operator.matmul: [(V, W), (X, V), (V, A), (T3, T4), (T3[0], T4), (T3, T4[0]), (V, T3), (T4, V)],
    np.dot: [(V, W), (X, V), (V, A), (X, 2.0), (2.0, V), (T4, V), (V, T3), (T4, X.T), (X, T3), (T4, T3)],
    np.inner: [(V, W), (X, V), (V, X), (T4, X), (X, T4), (T4, T4), (V, 2.0)],
    np.outer: [(X, V), (V, X)],
    np.vdot: [(V, W), (X, Y.reshape(3, 2))],
    np.tensordot: [(T3, T4, 0), (V, W, 1), (T3, T4, ((0, 1), (0, 2))), (T3, T4, ((1, 0), (2, 0))), (T3, X, (1, 1)),
                   (T4, T3, ((2, 1), (1, 2)))],
    np.einsum: [("ij,ij->", X, Y), ("i,j->ij", V, W), ("ij->ji", X), ("ij->i", X), ("ij->", X), ("i,ij,j->", V, A, W),
                ("bik,bkj->bij", T3, T4), ("ij,j->i", X, V), ("ij,kl->il", X, Y)],
    np.linalg.solve: [(A, X.T), (np.stack([A, SPD]), np.stack([X.T, Y.T]))],
    np.linalg.slogdet: [(A,), (-A,)],
    np.linalg.eigvalsh: [(SPD,), (A,)],
    np.linalg.eigh: [(SPD,), (A,)],
    np.linalg.matrix_power: [(A, 1), (A, 3)],
    np.linalg.inv: [(np.stack([A, SPD]),)],
    np.linalg.norm: [(V, 3), (X, 3, 1), (X,), (V,), (V, 1), (V, 2), (V, np.inf), (X, None, 0), (X, 2, 1),
                     (X, np.inf, -1), (X, "fro"), (X, None, 1, True), (X, None, None, True), (T3, None, (0, 1))],
    np.transpose: [(T3,), (T3, (1, 2, 0)), (T3, (-1, 0, 1))],
    np.moveaxis: [(T3, (0, 1), (2, 0))],
    np.reshape: [(X, -1), (V, (3, 1)), (X, (3, 2), "F")],
    np.squeeze: [(ROW,), (COLUMN, 1)],
    np.expand_dims: [(X, (0, 3)), (V, -1)],
    np.flip: [(X, 1), (X, (0, 1))],
    np.roll: [(X, -1, 1), (X, (1, 2), (0, 1))],
    np.concatenate: [([X, Y],), ([X, Y], 1), ([V, W, V],), ((X, ROW),), ([V, W, V, W],),
                     ([T3, T4.reshape(2, 3, 4)], -1)],
    np.stack: [([V, W],), ([V, W], 1), ([X, Y, X],), ([X, Y], -1), ([V],), ([V, W, V, W],), ([0.5, 0.7],)],
    np.vstack: [([X, Y],), ([X, V],), ([V, X],)],
    np.hstack: [([X, COLUMN],), ([V, W, V],), ([0.3, 0.4],)],
    np.column_stack: [([X, COLUMN],), ([X.T, W],)],
    np.append: [(X, ROW, 0)],
    np.split: [(X, [1, 2], 1)],
    np.where: [(X > 0, X, Y), (X > 0, V, 2.0), (True, X, Y)],
    np.take: [(V, KEYS), (X, np.array([0, 1, 1]), 0), (X, KEYS, 1), (T3, np.array([0, 2]), -1), (V, 1)],
    np.take_along_axis: [(X, np.array([[0, 1, 1]]), 0)],
    np.repeat: [(X, 2, 0), (X, 3, 1), (X, 2, -1), (V, 2), (V, 2, 0)],
    np.tile: [(V, (2,)), (V, (2, 3)), (X, (2, 3))],
    np.sort: [(V,), (X, 0)],
    np.pad: [(V, (1, 2)), (X, 1), (X, ((1, 2), (0, 1))), (X, (1, 2))],
    np.diag: [(V,), (A,), (V, 1), (A, -1), (X,), (X, 1), (X, -1), (X.T, -1)],
    np.diagonal: [(A, 1)],
    np.trace: [(A, 1)],
    np.tril: [(A, -1)],
    np.triu: [(A, 1)],
    np.linspace: [(0.3, 1.7, 5)],
    np.array: [([0.5, 0.7],), ([[0.5, 0.7], [1.0, 2.0]],), ([V, W],), (0.5,)],
    np.full: [(3, 0.5)],
    np.cumsum: [(V,), (X, 0), (X, 1)],
    np.cumprod: [(V,)],
    np.diff: [(V,), (X, 1, 0), (T3, 1, 1)],
    runtime.split_like: [(np.stack([V, W]), [V, W], 0), (X, [V, V], 0)],
    runtime.join_like: [([V, W], np.zeros((2, 3)), 0), ([V, W], np.zeros((3, 2)), -1)],
    runtime.repeat_like: [(V, [1.0, 2.0])],
    runtime.appended: [([0.7, 0.2], 0.3), ([V, W], V)],
    runtime.inserted: [([0.7, 0.2], 1, 0.3), ([V, W], 0, V)],
    runtime.without_last: [([0.7, 0.2], 0.2), ([V, W], W)],
    runtime.without: [([0.7, 0.2, 0.4], 1, 0.2), ([V, W], 0, V)],
    runtime.concatenated: [([0.7, 0.2], [0.3])],
    runtime.repeated: [([0.7, 0.2], 3)],
    runtime.folded: [([0.7, 0.2, 0.3, 0.5], [0.1, 0.2])],
    runtime.items_like: [(X, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])],
    runtime.put_along: [(Y, KEYS, -1, X)],
    runtime.prod_except: [(X, 0), (X, 1)],
    runtime.unbroadcast: [(X, 2.0), (X, (3,))],
    sum: [([0.5, 0.7],)],
    np.vecdot: [(V, W), (X, V)],
    np.linalg.multi_dot: [([V, A],), ([X, A, A, X.T],)],
    np.real: [(0.7,)],
    np.matrix_transpose: [(T3,)],
    np.rot90: [(X, 2), (X, -1)],
    np.dstack: [([X, Y],), ([T3, T3],)],
    np.hsplit: [(V, 3)],
    np.vsplit: [(X, 2)],
    np.compress: [(np.array([True, False, True]), V)],
    np.extract: [(X > 0, X)],
    np.quantile: [(V, 0.3), (V, 0.9)],
    np.percentile: [(V, 30.0)],
    np.gradient: [(V,), (V, 0.5)],
    np.ediff1d: [(V,)],
    np.nansum: [(X, 0)],
    np.nanmean: [(X, 1)],
    runtime.polygamma: [(0, 0.7)],
    np.subtract.outer: [(V, W)],
    np.add.outer: [(V, W)],
    np.multiply.outer: [(V, W)],
    np.divide.outer: [(V, W)],
    np.maximum.outer: [(V, W)],
    np.minimum.outer: [(V, W)],
    np.add.reduce: [(X, 1)],
    np.multiply.reduce: [(X, 1)],
    np.maximum.reduce: [(X, 1)],
    np.minimum.reduce: [(X, 1)],
    np.logaddexp.reduce: [(X, 1), (V,)],
    np.add.accumulate: [(X, 1)],
    np.multiply.accumulate: [(V,)],
    special.softmax: [(X, 1), (X, 0)],
    special.log_softmax: [(X, 1)],
    special.logsumexp: [(X, 1), (V,)],
    np.trapezoid: [(V, W), (X, V), (V,)],
    np.interp: [(np.array([0.1, 1.5, 2.7]), np.array([0.0, 1.0, 2.0]), V), (0.3, np.array([0.0, 1.0]), W[:2])],
    np.average: [(X, 0), (X, None, POSITIVE), (X, 1, POSITIVE)],
    np.median: [(V,), (X, 0), (X, 1)],
    np.polyval: [(V, 0.7)],
    np.convolve: [(V, W[:2]), (W[:2], V)],
    runtime.slide: [(V, W[:2]), (np.arange(5.0) ** 2, V)],
}  # fmt: skip

REDUCTIONS = (np.sum, np.mean, np.prod, np.max, np.min, np.var, np.std, np.ptp)


def _cases() -> Iterator[Case]:
    for fn, x in UNARY.items():
        yield Case(fn, (x,))
    for fn, pair in BINARY.items():
        yield Case(fn, pair)
    for fn, calls in MORE.items():
        yield from (Case(fn, args) for args in calls)
    for fn in REDUCTIONS:
        yield Case(fn, (X, 0))
        yield Case(fn, (X,), {"axis": -1, "keepdims": True})
        yield Case(fn, (T3,), {"axis": 1})
        yield Case(fn, (T3,), {"keepdims": True})
        yield Case(fn, (V,))
        yield Case(fn, (V,), {"axis": -1})
        if fn not in (np.prod, np.ptp):
            yield Case(fn, (T3,), {"axis": (0, 2)})
            yield Case(fn, (T3,), {"axis": (0, 2), "keepdims": True})
    for fn in (np.amax, np.amin):
        yield Case(fn, (T3,), {"axis": (0, 2), "keepdims": True})
    yield Case(np.var, (X,), {"ddof": 1})
    yield Case(np.std, (X,), {"axis": 1, "ddof": 1})
    yield Case(np.linalg.norm, (X,), {"axis": 1})


CASES = list(_cases())

#: a program says these with dicts and lists of its own, and the corpus has such programs
ELSEWHERE = tuple(row.fn for module in (dicts, lists) for row in module.ROWS)
