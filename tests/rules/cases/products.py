"""Products: every form of einsum, and the axes of cross."""

from __future__ import annotations

import numpy as np

from srcad.runtime.newer import present
from tests.rules.cases.core import T3, T4, A, V, W, X, Y
from tests.rules.checking import Case

SQUARES = np.cos(np.arange(18.0) ** 2).reshape(2, 3, 3)

CASES = [
    *(Case(np.einsum, args) for args in (
        ("ij,jk", X, A), ("ji", X), ("ii", A), ("ii->", A), ("...ij,jk->...ik", T4, A),
        ("...ij,...jk", T3, T4), ("i...->...", X), ("...,...->...", X, Y), ("bii->b", SQUARES), ("bii->bi", SQUARES),
        ("ii,i->i", A, V), ("ii,ij->j", A, A), ("iji->j", np.swapaxes(SQUARES, 0, 1)),
        ("ij,ik,il,i,i->jkl", X, Y, X, V[:2], W[:2]),
        ("b...,b->...", X, W[:2]), ("ij, jk -> ik", X, A), ("...i,i", X, V),
    )),
    Case(np.einsum, ("ij,ik,il->jkl", X, Y, X), {"optimize": True}),
    *(Case(np.cross, (X, Y), {"axis": axis}) for axis in (1, -1)),
    Case(np.cross, (X.T, Y), {"axisa": 0}),
    Case(np.cross, (X.T, Y.T), {"axis": 0}),
    Case(np.cross, (X, V), {"axisc": 0}),
]  # fmt: skip
CASES += [Case(fn, pair) for fn, pairs in present(
    matvec=((X, V), (SQUARES, V), (SQUARES, X), (A, X)),
    vecmat=((V, A), (V, SQUARES), (X, SQUARES), (X, A)),
) for pair in pairs]  # fmt: skip
