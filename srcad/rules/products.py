"""Products of matrices and tensors, by the number of dimensions of the factors."""

from __future__ import annotations

import operator
from string import ascii_uppercase
from typing import Any

import numpy as np

from srcad.rules.domains import BLOCK, REAL, SQUARE, VECTOR
from srcad.rules.vocabulary import Linear, Row, Variant, is_complex, is_sparse, linear, refuse, static, variant, written
from srcad.runtime import on_pattern
from srcad.runtime.newer import present
from srcad.runtime.subscripts import einsum_letters

# --- matmul -------------------------------------------------------------------------------------------------------


def _matmul_a(g, a, b):
    if is_sparse(a):
        return _of_one_sparse(a, b, g, b)
    if is_sparse(b):
        return g @ b.T
    if a.ndim == 1 and b.ndim == 1:
        return g * b
    if a.ndim == 2 and b.ndim == 1:
        return np.outer(g, b)
    if a.ndim == 1 and b.ndim == 2:
        return b @ g
    if a.ndim == 1:
        return (b @ g[..., None])[..., 0]
    if b.ndim == 1:
        return g[..., None] * b
    if b.ndim == 2:
        return g @ b.T
    return g @ np.swapaxes(b, -1, -2)


def _of_one_sparse(matrix, other, left, right):
    """The adjoint of a sparse factor, where it has entries; columns are summed over."""
    if is_sparse(other):
        refuse("which entries the product of two sparse matrices has depends on them: multiply with one at a time")
    return on_pattern(matrix, left, right)


def _matmul_b(g, a, b):
    if is_sparse(b):
        return _of_one_sparse(b, a, a, g) if np.ndim(g) == 1 else _of_one_sparse(b, a, a.T, g.T)
    if is_sparse(a):
        return a.T @ g
    if a.ndim == 1 and b.ndim == 1:
        return g * a
    if a.ndim == 2 and b.ndim <= 2:
        return a.T @ g
    if a.ndim == 1 and b.ndim == 2:
        return np.outer(a, g)
    if a.ndim == 1:
        return a[:, None] * g[..., None, :]
    if b.ndim == 1:
        return (np.swapaxes(a, -1, -2) @ g[..., None])[..., 0]
    return np.swapaxes(a, -1, -2) @ g


# --- dot, inner, outer --------------------------------------------------------------------------------------------


@static
def _axes(start: int, stop: int) -> tuple[int, ...]:
    return tuple(range(start, stop))


@static
def _all_but(axis: int, ndim: int) -> tuple[int, ...]:
    return tuple(i for i in range(ndim) if i != axis % ndim)


@static
def _last_to(place: int, ndim: int) -> tuple[int, ...]:
    """The permutation that moves the last axis to a place."""
    order = list(range(ndim - 1))
    order.insert(place, ndim - 1)
    return tuple(order)


def _dot_a(g, a, b):
    if is_sparse(a):
        return _matmul_a(g, a, b)
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return g * b
    if a.ndim <= 2 and b.ndim <= 2:
        return _matmul_a(g, a, b)
    if b.ndim == 1:
        return g[..., None] * b
    return np.tensordot(g, b, (_axes(a.ndim - 1, g.ndim), _all_but(-2, b.ndim)))


def _dot_b(g, a, b):
    if is_sparse(a):
        return a.T @ g
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return g * a
    if a.ndim <= 2 and b.ndim <= 2:
        return _matmul_b(g, a, b)
    lead = _axes(0, a.ndim - 1)
    if b.ndim == 1:
        return np.tensordot(a, g, (lead, lead))
    summed = np.tensordot(a, g, (lead, lead))
    return np.moveaxis(summed, 0, -2)


def _inner_a(g, a, b):
    if np.ndim(a) == 0 or np.ndim(b) == 0 or (a.ndim == 1 and b.ndim == 1):
        return g * b
    if b.ndim == 1:
        return g[..., None] * b
    return np.tensordot(g, b, (_axes(a.ndim - 1, g.ndim), _axes(0, b.ndim - 1)))


def _inner_b(g, a, b):
    if np.ndim(a) == 0 or np.ndim(b) == 0 or (a.ndim == 1 and b.ndim == 1):
        return g * a
    if a.ndim == 1:
        return g[..., None] * a
    return np.tensordot(g, a, (_axes(0, a.ndim - 1), _axes(0, a.ndim - 1)))


def _outer_a(g, a, b):
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return g @ b
    return np.reshape(g @ np.ravel(b), np.shape(a))


def _outer_b(g, a, b):
    if np.ndim(a) == 1 and np.ndim(b) == 1:
        return a @ g
    return np.reshape(np.ravel(a) @ g, np.shape(b))


@static
def _last(arrays: Any) -> int:
    """The place of the last of several arrays."""
    return len(arrays if isinstance(arrays, list | tuple) else arrays.items) - 1


def _multi_dot(arrays):
    """From the left; the order does not matter to the derivative."""
    return _product(arrays, _last(arrays))


def _product(arrays, last):
    return arrays[0] if last == 0 else _product(arrays, last - 1) @ arrays[last]


def _vdot_a(g, a, b):
    """The first factor is conjugated."""
    product = g * b if a.ndim == 1 and b.ndim == 1 else g * b.reshape(a.shape)
    return product.conj() if is_complex(a) else product


def _vecdot(x1, x2):
    return np.sum((x1.conj() if is_complex(x1) else x1) * x2, axis=-1)


def _vdot_b(g, a, b):
    first = a.conj() if is_complex(a) else a
    return g * first if a.ndim == 1 and b.ndim == 1 else g * first.reshape(b.shape)


# --- tensordot ----------------------------------------------------------------------------------------------------


@static
def _summed(axes: Any, which: int, a_ndim: int, b_ndim: int) -> tuple[int, ...]:
    """The axes of one factor that are summed over, in the order of the pairs."""
    if isinstance(axes, int):
        return tuple(range(a_ndim - axes, a_ndim)) if which == 0 else tuple(range(axes))
    ndim = (a_ndim, b_ndim)[which]
    chosen = axes[which] if isinstance(axes[which], tuple) else (axes[which],)
    return tuple(axis % ndim for axis in chosen)


@static
def _free(axes: Any, which: int, a_ndim: int, b_ndim: int) -> tuple[int, ...]:
    ndim = (a_ndim, b_ndim)[which]
    gone = _summed(axes, which, a_ndim, b_ndim)
    return tuple(axis for axis in range(ndim) if axis not in gone)


@static
def _back(axes: Any, which: int, a_ndim: int, b_ndim: int) -> tuple[int, ...]:
    """The transposition of (free axes, summed axes in the order of the other factor) into those of the factor."""
    other = _summed(axes, 1 - which, a_ndim, b_ndim)
    own = _summed(axes, which, a_ndim, b_ndim)
    # tensordot leaves the other factor's summed axes in ascending order
    pairs = sorted(zip(other, own, strict=True))
    order = (*_free(axes, which, a_ndim, b_ndim), *(axis for _, axis in pairs))
    return tuple(order.index(axis) for axis in range(len(order)))


def _tensordot_a(g, a, b, axes=2):
    free_of_b = _free(axes, 1, a.ndim, b.ndim)
    of_g = _axes(g.ndim - len(free_of_b), g.ndim)
    return np.transpose(np.tensordot(g, b, (of_g, free_of_b)), _back(axes, 0, a.ndim, b.ndim))


def _tensordot_b(g, a, b, axes=2):
    free_of_a = _free(axes, 0, a.ndim, b.ndim)
    of_g = _axes(0, len(free_of_a))
    return np.transpose(np.tensordot(g, a, (of_g, free_of_a)), _back(axes, 1, a.ndim, b.ndim))


# --- einsum -------------------------------------------------------------------------------------------------------


@static
def _transposed(inputs: Any, output: str, at: int) -> str:
    """The subscripts of the adjoint of operand `at`: the result takes its place, each letter once.

    >>> _transposed(("ij", "jk"), "ik", 0)
    'ik,jk->ij'
    """
    others = [letters for i, letters in enumerate(inputs) if i != at]
    own = dict.fromkeys(inputs[at])
    found = "".join(letter for letter in own if any(letter in letters for letters in (output, *others)))
    return ",".join((output, *others)) + "->" + found


@static
def _alone(inputs: Any, output: str, at: int) -> tuple[int, ...]:
    """The axes, each letter counted once, whose letters stand nowhere else."""
    others = [letters for i, letters in enumerate(inputs) if i != at]
    own = dict.fromkeys(inputs[at])
    return tuple(i for i, letter in enumerate(own) if not any(letter in s for s in (output, *others)))


@static
def _is_inner(inputs: Any, output: str) -> bool:
    """Whether this is the inner product of two operands."""
    return output == "" and len(inputs) == 2 and inputs[0] == inputs[1] and len(set(inputs[0])) == len(inputs[0])


@static
def _inputs(subscripts: str, *operands: Any) -> tuple[str, ...]:
    """The letters of each operand; an ellipsis stands for capital ones that are not taken.

    Of a rest of axes they are the last, as in a broadcast.
    """
    return einsum_letters(subscripts, [getattr(operand, "ndim", 0) for operand in operands])[0]


@static
def _output(subscripts: str, *operands: Any) -> str:
    return einsum_letters(subscripts, [getattr(operand, "ndim", 0) for operand in operands])[1]


@static
def _doubled(letters: str) -> tuple[int, ...]:
    """The axes whose letters have stood before."""
    return tuple(i for i, letter in enumerate(letters) if letter in letters[:i])


@static
def _apart(letters: str) -> str:
    """The letters, those that stand there again replaced by others.

    >>> _apart("iji")
    'ijZ'
    """
    found = ""
    for letter in letters:
        free = next(other for other in reversed(ascii_uppercase) if other not in letters + found)
        found += free if letter in found else letter
    return found


@static
def _onto_diagonals(letters: str) -> str:
    """The subscripts that spread an array with each letter once along its diagonals, by unit matrices.

    >>> _onto_diagonals("iji")
    'ij,iZ->ijZ'
    """
    apart = _apart(letters)
    pairs = [old + new for old, new in zip(letters, apart, strict=True) if old != new]
    return ",".join(["".join(dict.fromkeys(letters)), *pairs]) + "->" + apart


def _einsum(g, at, subscripts, operands):
    """The adjoint of operand `at`; where an axis was only summed over, it has length one."""
    inputs, output = _inputs(subscripts, *operands), _output(subscripts, *operands)
    if _is_inner(inputs, output):
        return g * operands[1 - at]
    own = np.einsum(_transposed(inputs, output, at), g, *operands[:at], *operands[at + 1 :])
    own = own if len(_alone(inputs, output, at)) == 0 else np.expand_dims(own, _alone(inputs, output, at))
    if len(_doubled(inputs[at])) == 0:
        return own
    units = [np.eye(operands[at].shape[axis]) for axis in _doubled(inputs[at])]
    return np.einsum(_onto_diagonals(inputs[at]), own, *units)


# --- cross ----------------------------------------------------------------------------------------------------------


def _cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    if axis is not None:
        return np.moveaxis(np.cross(np.moveaxis(a, axis, -1), np.moveaxis(b, axis, -1)), -1, axis)
    return np.moveaxis(np.cross(np.moveaxis(a, axisa, -1), np.moveaxis(b, axisb, -1)), -1, axisc)


def _matvec(x1, x2):
    return x1 @ x2 if np.ndim(x2) == 1 else (x1 @ x2[..., None])[..., 0]


def _vecmat(x1, x2):
    return x1 @ x2 if np.ndim(x1) == 1 else (x1[..., None, :] @ x2)[..., 0, :]


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(operator.matmul, a=_matmul_a,    b=_matmul_b, domain=(REAL, SQUARE)),
    linear(np.matmul,       x1=lambda g, x1, x2: _matmul_a(g, x1, x2),
                            x2=lambda g, x1, x2: _matmul_b(g, x1, x2), domain=(REAL, SQUARE)),
    linear(np.dot,          a=_dot_a,       b=_dot_b, domain=(REAL, SQUARE)),
    linear(np.inner,        a=_inner_a,     b=_inner_b),
    linear(np.outer,        a=_outer_a,     b=_outer_b),
    linear(np.vdot,         a=_vdot_a,      b=_vdot_b),
    written(np.vecdot,      _vecdot),
    written(np.linalg.multi_dot, _multi_dot, domain=([REAL, SQUARE, VECTOR],)),
    *(written(fn, body, domain=domain) for fn, (body, domain) in present(
        matvec=(_matvec, (SQUARE, VECTOR)), vecmat=(_vecmat, (VECTOR, SQUARE)))),
    linear(np.tensordot,    a=_tensordot_a, b=_tensordot_b, domain=(BLOCK, REAL.shaped(3, 4, 2))),
    linear(np.cross,        a=lambda g, a, b: np.cross(b, g), b=lambda g, a, b: np.cross(g, a)),
    # its operands have no names: they stand at 1, 2, ... after the subscripts
    Linear(np.einsum, {
        "1": lambda g, subscripts, *operands, optimize=False: _einsum(g, 0, subscripts, operands),
        "2": lambda g, subscripts, *operands, optimize=False: _einsum(g, 1, subscripts, operands),
        "3": lambda g, subscripts, *operands, optimize=False: _einsum(g, 2, subscripts, operands),
        "4": lambda g, subscripts, *operands, optimize=False: _einsum(g, 3, subscripts, operands),
        "5": lambda g, subscripts, *operands, optimize=False: _einsum(g, 4, subscripts, operands),
        "6": lambda g, subscripts, *operands, optimize=False: _einsum(g, 5, subscripts, operands),
    }, domain=("ij,jk->ik", REAL, SQUARE)),
)
VARIANTS: tuple[Variant, ...] = (
    variant(np.cross, "axisa", "axisb", "axisc", "axis", body=_cross),
)
# fmt: on
