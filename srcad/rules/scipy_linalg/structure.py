"""Matrices that are made of vectors or of other matrices."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import linalg

from srcad.rules.domains import REAL, VECTOR
from srcad.rules.vocabulary import Pair, Row, Structured, static, written


@static
def _is_pair(c_or_cr: Any) -> bool:
    """Whether the first column and the first row are given."""
    return isinstance(c_or_cr, tuple) or hasattr(c_or_cr, "items")


def _toeplitz(c, r=None):
    """The entry depends on the row less the column."""
    row = c if r is None else r
    i = np.arange(len(row))[::-1] + np.arange(len(c))[:, None]
    return np.concatenate([row[:0:-1], c])[i]


def _hankel(c, r=None):
    """The entry depends on the row plus the column."""
    last = np.zeros_like(c) if r is None else r
    i = np.arange(len(last)) + np.arange(len(c))[:, None]
    return np.concatenate([c, last[1:]])[i]


def _circulant(c):
    i = np.arange(len(c))
    return c[(i[:, None] - i) % len(c)]


def _companion(a):
    return np.concatenate([-(a[1:] / a[0])[None, :], np.eye(len(a) - 2, len(a) - 1)])


def _leslie(f, s):
    below = np.concatenate([np.diag(s), np.zeros((len(s), 1))], axis=1)
    return np.concatenate([f[None, :], below])


def _khatri_rao(a, b):
    """The Kronecker products of the columns."""
    return np.reshape(a[:, None, :] * b[None, :, :], (a.shape[0] * b.shape[0], a.shape[1]))


def _block(g, at, arrs):
    """The block of one of the matrices, behind all those before it."""
    rows, columns = _behind(arrs, at + 1)
    if at == 0:
        block = g[:rows, :columns]
    else:
        row, column = _behind(arrs, at)
        block = g[row:rows, column:columns]
    return block if np.ndim(arrs[at]) == 2 else np.reshape(block, np.shape(arrs[at]))


def _placed(dot, at, arrs, out):
    """Zeros but for this block."""
    row, column = (0, 0) if at == 0 else _behind(arrs, at)
    rows, columns = _behind(arrs, at + 1)
    found = np.zeros_like(out)
    found[row:rows, column:columns] = dot
    return found


def _behind(arrs, count):
    """How many rows and columns the first matrices have."""
    block = arrs[count - 1] if np.ndim(arrs[count - 1]) == 2 else np.atleast_2d(arrs[count - 1])
    if count == 1:
        return block.shape
    row, column = _behind(arrs, count - 1)
    return row + block.shape[0], column + block.shape[1]


def _matmul_toeplitz(c_or_cr, x):
    return (_toeplitz(c_or_cr[0], c_or_cr[1]) if _is_pair(c_or_cr) else _toeplitz(c_or_cr)) @ x


# fmt: off
ROWS: tuple[Row, ...] = (
    written(linalg.toeplitz,        _toeplitz, domain=(VECTOR,)),
    written(linalg.hankel,          _hankel, domain=(VECTOR,)),
    written(linalg.circulant,       _circulant, domain=(VECTOR,)),
    written(linalg.companion,       _companion, domain=(VECTOR,)),
    written(linalg.leslie,          _leslie, domain=(REAL.shaped(4), VECTOR)),
    written(linalg.fiedler,         lambda a: np.abs(a[:, None] - a), domain=(VECTOR,)),
    written(linalg.khatri_rao,      _khatri_rao),
    # its arguments have no names; the typer refuses more of them than there are transposes
    Structured(linalg.block_diag, {
        "0": Pair(lambda dot, *arrs, out: _placed(dot, 0, arrs, out), lambda g, *arrs: _block(g, 0, arrs)),
        "1": Pair(lambda dot, *arrs, out: _placed(dot, 1, arrs, out), lambda g, *arrs: _block(g, 1, arrs)),
        "2": Pair(lambda dot, *arrs, out: _placed(dot, 2, arrs, out), lambda g, *arrs: _block(g, 2, arrs)),
        "3": Pair(lambda dot, *arrs, out: _placed(dot, 3, arrs, out), lambda g, *arrs: _block(g, 3, arrs)),
        "4": Pair(lambda dot, *arrs, out: _placed(dot, 4, arrs, out), lambda g, *arrs: _block(g, 4, arrs)),
        "5": Pair(lambda dot, *arrs, out: _placed(dot, 5, arrs, out), lambda g, *arrs: _block(g, 5, arrs)),
        "6": Pair(lambda dot, *arrs, out: _placed(dot, 6, arrs, out), lambda g, *arrs: _block(g, 6, arrs)),
        "7": Pair(lambda dot, *arrs, out: _placed(dot, 7, arrs, out), lambda g, *arrs: _block(g, 7, arrs)),
    }),
    written(linalg.matmul_toeplitz, _matmul_toeplitz, domain=VECTOR),
)
# fmt: on
