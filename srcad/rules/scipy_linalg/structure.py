"""Matrices that are made of vectors or of other matrices."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import linalg

from srcad.rules.vocabulary import Row, static, written, zero


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


@static
def _count(arrs: Any) -> int:
    return len(arrs)


def _block_diag(*arrs):
    return _first_blocks(arrs, _count(arrs) - 1)


def _first_blocks(arrs, last):
    if last == 0:
        return np.atleast_2d(arrs[0])
    before = _first_blocks(arrs, last - 1)
    block = np.atleast_2d(arrs[last])
    upper = np.concatenate([before, np.zeros((before.shape[0], block.shape[1]))], axis=1)
    lower = np.concatenate([np.zeros((block.shape[0], before.shape[1])), block], axis=1)
    return np.concatenate([upper, lower])


def _matmul_toeplitz(c_or_cr, x):
    return (_toeplitz(c_or_cr[0], c_or_cr[1]) if _is_pair(c_or_cr) else _toeplitz(c_or_cr)) @ x


# fmt: off
ROWS: tuple[Row, ...] = (
    written(linalg.toeplitz,        _toeplitz),
    written(linalg.hankel,          _hankel),
    written(linalg.circulant,       _circulant),
    written(linalg.companion,       _companion),
    written(linalg.leslie,          _leslie),
    written(linalg.fiedler,         lambda a: np.abs(a[:, None] - a)),
    written(linalg.khatri_rao,      _khatri_rao),
    written(linalg.block_diag,      _block_diag),
    written(linalg.matmul_toeplitz, _matmul_toeplitz),
    *zero(linalg.hadamard, linalg.hilbert, linalg.issymmetric),
)
# fmt: on
