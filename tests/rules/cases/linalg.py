"""`numpy.linalg`: every function that has a derivative, of one matrix and of stacks, with every keyword."""

from __future__ import annotations

import numpy as np

from srcad import runtime
from tests.rules.cases.core import SPD, T3, A, V, W, X, Y
from tests.rules.checking import Case

B = np.array([[1.3, -0.4, 0.2], [0.5, 2.1, -0.7], [0.1, 0.6, -1.4]])
STACK = np.stack([A, B])
SPDS = np.stack([SPD, B @ B.T + np.eye(3)])
TALL = np.array([[0.9, -0.3], [0.2, 1.4], [-0.8, 0.5], [0.4, 0.7]])
TALLS = np.stack([TALL, np.cos(TALL * 3.0)])
#: without their smallest singular value, which is not zero
CUT = np.array([[2.0, 0.1, 0.0], [0.2, 1.0, 0.1], [0.0, 0.1, 0.05]])
#: with real eigenvalues
REAL = np.array([[1.0, 2.0, 0.3], [0.5, -1.0, 0.2], [0.1, 0.4, 3.0]])
TENSOR = np.cos(np.arange(36.0)).reshape(2, 3, 6) + np.eye(6).reshape(2, 3, 6) * 2.0
HALF_INVERTIBLE = TENSOR.reshape(6, 2, 3)

CASES = [
    Case(np.linalg.inv, (STACK,)),
    Case(np.linalg.det, (STACK,)),
    *(Case(np.linalg.slogdet, (a,)) for a in (-B, STACK)),
    *(Case(np.linalg.pinv, (a,)) for a in (TALL, TALL.T, TALLS)),
    *(Case(np.linalg.pinv, (a, 0.2)) for a in (CUT, np.stack([CUT, A]), TALL)),
    Case(np.linalg.pinv, (CUT,), {"rtol": 0.2}),
    Case(np.linalg.pinv, (SPD,), {"hermitian": True}),
    Case(np.linalg.pinv, (CUT, 0.2), {"hermitian": True}),
    Case(np.linalg.solve, (STACK, V)),
    Case(np.linalg.solve, (STACK, X.T)),
    Case(np.linalg.solve, (A, np.stack([X.T, Y.T]))),
    Case(np.linalg.lstsq, (TALL, np.append(V, 0.3))),
    Case(np.linalg.lstsq, (TALL, np.column_stack([np.append(V, 0.3), np.append(W, 0.1)]))),
    Case(np.linalg.lstsq, (TALL.T, V[:2])),
    Case(np.linalg.lstsq, (TALL.T, X[:, :2], None)),
    Case(np.linalg.lstsq, (A, V), {"rcond": None}),
    Case(np.linalg.tensorsolve, (TENSOR, X)),
    Case(np.linalg.tensorsolve, (np.moveaxis(TENSOR, 2, 0), X), {"axes": (0,)}),
    Case(np.linalg.tensorinv, (TENSOR,)),
    Case(np.linalg.tensorinv, (HALF_INVERTIBLE,), {"ind": 1}),
    *(Case(np.linalg.matrix_power, (A, n)) for n in (1, 2, 6, -1, -2)),
    Case(np.linalg.matrix_power, (STACK, 3)),
    *(Case(np.linalg.cond, (A, p)) for p in (None, 2, -2, 1, -1, "fro")),
    Case(np.linalg.cond, (STACK,)),
    Case(np.linalg.cholesky, (SPDS,)),
    *(Case(np.linalg.cholesky, (a,), {"upper": True}) for a in (SPD, SPDS)),
    *(Case(np.linalg.qr, (a,)) for a in (TALL, TALLS)),
    *(Case(np.linalg.qr, (a, "r")) for a in (A, TALL)),
    Case(np.linalg.qr, (TALL,), {"mode": "reduced"}),
    Case(np.linalg.eigvalsh, (SPDS,)),
    *(Case(np.linalg.eigvalsh, (a, "U")) for a in (A, SPDS)),
    Case(np.linalg.eigh, (SPDS,)),
    *(Case(np.linalg.eigh, (a, "U")) for a in (A, SPDS)),
    *(Case(fn, (np.stack([REAL, SPD]),)) for fn in (runtime.real_eig, runtime.real_eigvals)),
    *(Case(np.linalg.svdvals, (a,)) for a in (TALL, STACK)),
    Case(np.linalg.svd, (STACK,)),
    *(Case(np.linalg.svd, (a, False)) for a in (TALL, TALL.T, TALLS)),
    *(Case(np.linalg.svd, (a,), {"compute_uv": False}) for a in (TALL, TALLS)),
    Case(np.linalg.svd, (SPD,), {"hermitian": True}),
    Case(np.linalg.svd, (SPD,), {"compute_uv": False, "hermitian": True}),
    *(Case(np.linalg.norm, (x, p)) for x in (V,) for p in (0, -1, -2)),
    *(Case(np.linalg.norm, (X, p)) for p in ("fro", "nuc", 1, -1, 2, -2)),
    *(Case(np.linalg.norm, (T3, p), {"axis": (0, 2)}) for p in ("fro", "nuc", 1, -1, 2, -2)),
    *(Case(np.linalg.norm, (T3, p), {"axis": (-1, 0), "keepdims": True}) for p in ("nuc", 1, 2)),
    *(Case(np.linalg.norm, (X, p), {"axis": (1, 0)}) for p in ("nuc", 1)),
    Case(np.linalg.norm, (0.7,)),
    *(Case(np.linalg.vector_norm, (x,)) for x in (V, T3)),
    *(Case(np.linalg.vector_norm, (T3,), {"axis": axis, "ord": 3}) for axis in (None, 0, -1, (0, 2))),
    Case(np.linalg.vector_norm, (X,), {"keepdims": True, "ord": 1}),
    Case(np.linalg.vector_norm, (X,), {"axis": 1, "keepdims": True}),
    Case(np.linalg.matrix_norm, (T3,)),
    *(Case(np.linalg.matrix_norm, (T3,), {"ord": p, "keepdims": True}) for p in ("nuc", 1, 2, -2)),
    *(Case(np.linalg.vecdot, pair) for pair in ((V, W), (X, V))),
    Case(np.linalg.vecdot, (X, Y), {"axis": 0}),
    Case(np.linalg.cross, (V, W)),
    Case(np.linalg.cross, (X.T, Y.T), {"axis": 0}),
    Case(np.linalg.diagonal, (T3,)),
    *(Case(np.linalg.diagonal, (T3,), {"offset": k}) for k in (1, -1)),
    Case(np.linalg.trace, (T3,)),
    *(Case(np.linalg.trace, (T3,), {"offset": k}) for k in (1, -1)),
    Case(np.linalg.multi_dot, ([X, A, B, A, V],)),
    Case(runtime.cofactors, (STACK,)),
    Case(runtime.over_gaps, (STACK, X)),
]
