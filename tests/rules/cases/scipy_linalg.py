"""`scipy.linalg`: every function that has a derivative, with every keyword that is honoured."""

from __future__ import annotations

import numpy as np
from scipy import linalg

from srcad import runtime
from tests.rules.cases.core import SPD, A, V, W, X
from tests.rules.cases.linalg import STACK, TALL, B
from tests.rules.checking import Case

#: like `A`, with eigenvalues that are real and positive
P = np.array([[2.0, 0.3, 0.1], [0.2, 1.2, -0.1], [0.1, 0.2, 0.7]])
#: the first pivot of its factors is a block of two
PIVOTED = np.array([[0.1, 2.0, 0.3], [2.0, -0.2, 0.5], [0.3, 0.5, 0.7]])
#: two of its eigenvalues are conjugate
TURNING = np.array([[0.4, 2.0, 0.3], [-1.5, 0.6, 0.2], [0.1, -0.3, 1.7]])
RIGHT = np.column_stack([V, W])
BAND = np.array([[0.0, 0.4, -0.3, 0.2], [2.1, 1.9, 2.4, 1.7], [0.3, -0.5, 0.6, 0.0], [0.1, -0.2, 0.0, 0.0]])
UPPER_BAND = np.array([[0.0, 0.4, -0.3, 0.2], [2.1, 1.9, 2.4, 1.7]])
LOWER_BAND = UPPER_BAND[::-1] * 1.1
FOUR = np.array([0.7, -0.4, 1.3, 0.2])
FOURS = np.column_stack([FOUR, np.cos(FOUR)])
COLUMN, ROW = np.array([2.0, 0.4, -0.3, 0.1]), np.array([2.0, 0.5, 0.2, -0.6])
SMALL = A / 3.0

CASES = [
    *(Case(linalg.inv, (a,)) for a in (A, STACK)),
    Case(linalg.inv, (SPD,), {"assume_a": "pos", "lower": True}),
    *(Case(linalg.det, (a,)) for a in (A, STACK)),
    *(Case(linalg.solve, (A, b)) for b in (V, RIGHT)),
    *(Case(linalg.solve, (A, b), {"transposed": True}) for b in (V, RIGHT)),
    Case(linalg.solve, (SPD, V), {"assume_a": "pos"}),
    Case(linalg.solve, (SPD, RIGHT), {"assume_a": "sym", "lower": True}),
    *(Case(linalg.solve_triangular, (A, V), {"trans": k, "lower": low}) for k in (0, 1) for low in (False, True)),
    Case(linalg.solve_triangular, (A, RIGHT), {"trans": "T"}),
    Case(linalg.solve_triangular, (A, RIGHT), {"lower": True, "unit_diagonal": True}),
    *(Case(linalg.solve_banded, ((2, 1), BAND, b)) for b in (FOUR, FOURS)),
    *(Case(linalg.solveh_banded, (UPPER_BAND, b)) for b in (FOUR, FOURS)),
    *(Case(linalg.solveh_banded, (LOWER_BAND, b), {"lower": True}) for b in (FOUR, FOURS)),
    Case(linalg.solve_toeplitz, (COLUMN, FOUR)),
    Case(linalg.solve_toeplitz, ((COLUMN, ROW), FOUR)),
    Case(linalg.solve_circulant, (COLUMN, FOUR)),
    *(Case(linalg.pinv, (a,)) for a in (A, TALL, TALL.T)),
    Case(linalg.pinvh, (SPD,)),
    Case(linalg.pinvh, (SPD,), {"lower": False}),
    *(Case(linalg.norm, (X, p)) for p in (None, "fro", 1, np.inf, 2)),
    Case(linalg.norm, (X,), {"axis": 1, "keepdims": True}),
    Case(linalg.solve_sylvester, (A, B[:2, :2], RIGHT)),
    Case(linalg.solve_continuous_lyapunov, (A, B)),
    Case(linalg.solve_discrete_lyapunov, (SMALL, B)),
    Case(linalg.solve_discrete_lyapunov, (SMALL, B, "bilinear")),
    *(Case(linalg.cholesky, (SPD,), {"lower": low}) for low in (False, True)),
    *(Case(linalg.cho_solve, ((A + np.eye(3), low), b)) for low in (False, True) for b in (V, RIGHT)),
    *(Case(linalg.lu, (a,)) for a in (A, B, A[::-1].copy())),
    Case(linalg.lu, (A[::-1].copy(),), {"permute_l": True}),
    *(Case(linalg.ldl, (a,), {"lower": low}) for a in (SPD, PIVOTED) for low in (False, True)),
    *(Case(linalg.schur, (a,)) for a in (P, TURNING)),
    Case(linalg.qr, (A,)),
    *(Case(linalg.qr, (a,), {"mode": "economic"}) for a in (A, TALL)),
    Case(linalg.qr, (A,), {"mode": "r"}),
    Case(linalg.rq, (A,)),
    Case(linalg.rq, (TALL.T,), {"mode": "economic"}),
    *(Case(linalg.polar, (a,)) for a in (A, TALL)),
    Case(linalg.polar, (TALL.T, "left")),
    Case(linalg.orthogonal_procrustes, (A, B)),
    *(Case(linalg.eigh, (B + B.T,), {"lower": low}) for low in (False, True)),
    Case(linalg.eigh, (A, SPD)),
    Case(linalg.eigh, (A, SPD), {"eigvals_only": True, "lower": False}),
    Case(linalg.eigvalsh, (SPD,)),
    Case(linalg.eigvalsh, (A, SPD), {"lower": False}),
    Case(linalg.eigh_tridiagonal, (COLUMN, V)),
    Case(linalg.eigh_tridiagonal, (COLUMN, V), {"eigvals_only": True}),
    Case(linalg.eigvalsh_tridiagonal, (COLUMN, V)),
    Case(linalg.svd, (A,)),
    Case(linalg.svd, (TALL, False)),
    Case(linalg.svd, (TALL,), {"compute_uv": False}),
    Case(linalg.svdvals, (TALL,)),
    Case(linalg.expm, (SMALL,)),
    Case(linalg.expm_frechet, (SMALL, B)),
    Case(linalg.expm_frechet, (SMALL, B), {"compute_expm": False}),
    *(Case(fn, (P,)) for fn in (linalg.sqrtm, linalg.logm, linalg.signm)),
    Case(linalg.signm, (P - np.eye(3),)),
    Case(linalg.fractional_matrix_power, (P, 0.3)),
    *(Case(fn, (SMALL,)) for fn in (linalg.cosm, linalg.sinm, linalg.tanm, linalg.coshm, linalg.sinhm, linalg.tanhm)),
    *(Case(fn, (COLUMN,)) for fn in (linalg.toeplitz, linalg.hankel, linalg.circulant)),
    *(Case(fn, (COLUMN,)) for fn in (linalg.companion, linalg.fiedler)),
    *(Case(fn, (COLUMN, V)) for fn in (linalg.toeplitz, linalg.hankel, linalg.leslie)),
    Case(linalg.khatri_rao, (A, X)),
    *(Case(linalg.block_diag, arrs) for arrs in ((A,), (A, V), (X, A, TALL))),
    Case(linalg.matmul_toeplitz, (COLUMN, FOUR)),
    Case(linalg.matmul_toeplitz, ((COLUMN, ROW), FOURS)),
    Case(runtime.transposed_band, (BAND, 2, 1)),
    *(Case(runtime.band_times, (BAND, x, 2, 1)) for x in (FOUR, FOURS)),
    *(Case(runtime.band_of_outer, (x, np.sin(x), 2, 1)) for x in (FOUR, FOURS)),
    Case(runtime.with_direction, (A, B)),
    Case(runtime.expect_real, (A,)),
]
