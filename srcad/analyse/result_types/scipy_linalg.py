"""`scipy.linalg`; loaded when the user has loaded it.

Only one matrix at a time is known, not stacks of them, except where it is said.
"""

from __future__ import annotations

from scipy import linalg

from srcad import runtime
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, less, product, smaller, total
from srcad.analyse.result_types.common import as_array, common_dtype, dim_of, matrices, number, vector
from srcad.analyse.result_types.linalg import TRUE, both_inexact, inexact, singular, size
from srcad.analyse.result_types.table import FALSE, NONE, ZERO, maybe_complex, static, types
from srcad.ir.core import Atom, Lit, Var
from srcad.ir.types import BOOL, UNKNOWN, Array, Scalar, TupleOf, Type, dtype_kind, kind_of

#: how many arguments of block_diag have a transpose
MOST_BLOCKS = 8


def one_matrix(atom: Atom, fresh: Fresh) -> Array:
    found = as_array(atom.type, fresh)
    if found.ndim != 2:
        raise CannotType("functions of scipy.linalg are known of one matrix at a time: walk the stack in a loop")
    return found


def ignored(**how: Atom) -> None:
    """Arguments that only say how to compute; what an argument is overwritten with is not followed."""
    for name, atom in how.items():
        if name.startswith("overwrite_"):
            if static(atom):
                raise CannotType(f"{name}=True writes into an argument: leave it out")
        elif name not in ("check_finite", "lapack_driver", "driver", "lwork", "workers"):
            raise CannotType(f"the argument {name} is not known")


# --- equations --------------------------------------------------------------------------------------------------


@types(linalg.inv)
def _inv(fresh: Fresh, a: Atom, assume_a: Atom = NONE, lower: Atom = FALSE, **how: Atom) -> Type:
    ignored(**how)
    x = matrices(a.type, fresh)
    return Array(inexact(x.dtype), x.dims)


@types(linalg.det)
def _det(fresh: Fresh, a: Atom, **how: Atom) -> Type:
    ignored(**how)
    x = matrices(a.type, fresh)
    # SciPy computes determinants in double precision
    return number("float64", x.dims[:-2]) if x.ndim > 2 else Scalar("f", "?")


def _solved(fresh: Fresh, a: Atom, b: Atom) -> Array:
    """The solution has the shape of the right side."""
    x, y = one_matrix(a, fresh), as_array(b.type, fresh)
    if y.ndim not in (1, 2):
        raise CannotType("the right side is a vector or a matrix")
    return Array(both_inexact(x, y), (x.dims[1], *y.dims[1:]))


@types(linalg.solve)
def _solve(
    fresh: Fresh,
    a: Atom,
    b: Atom,
    lower: Atom = FALSE,
    assume_a: Atom = NONE,
    transposed: Atom = FALSE,
    **how: Atom,
) -> Type:
    ignored(**how)
    return _solved(fresh, a, b)


@types(linalg.solve_triangular)
def _solve_triangular(
    fresh: Fresh,
    a: Atom,
    b: Atom,
    trans: Atom = ZERO,
    lower: Atom = FALSE,
    unit_diagonal: Atom = FALSE,
    **how: Atom,
) -> Type:
    ignored(**how)
    return _solved(fresh, a, b)


@types(linalg.solve_banded)
def _solve_banded(fresh: Fresh, l_and_u: Atom, ab: Atom, b: Atom, **how: Atom) -> Type:
    ignored(**how)
    return _like_right_side(fresh, ab, b)


@types(linalg.solveh_banded)
def _solveh_banded(fresh: Fresh, ab: Atom, b: Atom, lower: Atom = FALSE, **how: Atom) -> Type:
    ignored(**how)
    return _like_right_side(fresh, ab, b)


def _like_right_side(fresh: Fresh, a: Atom, b: Atom) -> Array:
    y = as_array(b.type, fresh)
    return Array(both_inexact(as_array(a.type, fresh), y), y.dims)


@types(linalg.solve_toeplitz)
def _solve_toeplitz(fresh: Fresh, c_or_cr: Atom, b: Atom, **how: Atom) -> Type:
    ignored(**how)
    c, _ = _ends(fresh, c_or_cr)
    y = as_array(b.type, fresh)
    if y.ndim != 1:
        raise CannotType("solve_toeplitz is known of one right side: solve for each column")
    return Array(common_dtype(["float64", c.dtype, y.dtype]), y.dims)


def _ends(fresh: Fresh, c_or_cr: Atom) -> tuple[Array, Array]:
    """The first column and the first row."""
    if isinstance(c_or_cr.type, TupleOf):
        if len(c_or_cr.type.items) != 2:
            raise CannotType("a Toeplitz matrix is known of its first column, or of that and the first row")
        c, r = (vector(item, fresh) for item in c_or_cr.type.items)
        return c, r
    c = vector(c_or_cr.type, fresh)
    return c, c


@types(linalg.solve_circulant)
def _solve_circulant(fresh: Fresh, c: Atom, b: Atom) -> Type:
    x, y = vector(c.type, fresh), vector(b.type, fresh)
    return Array(both_inexact(x, y), y.dims)


@types(linalg.solve_sylvester)
def _solve_sylvester(fresh: Fresh, a: Atom, b: Atom, q: Atom) -> Type:
    x, y, z = (one_matrix(atom, fresh) for atom in (a, b, q))
    return Array(inexact(common_dtype([x.dtype, y.dtype, z.dtype])), z.dims)


@types(linalg.solve_continuous_lyapunov)
def _solve_lyapunov(fresh: Fresh, a: Atom, q: Atom) -> Type:
    x, y = one_matrix(a, fresh), one_matrix(q, fresh)
    return Array(both_inexact(x, y), y.dims)


@types(linalg.solve_discrete_lyapunov)
def _solve_discrete_lyapunov(fresh: Fresh, a: Atom, q: Atom, method: Atom = NONE) -> Type:
    one_matrix(a, fresh)
    return _in_double(fresh, q)


def _in_double(fresh: Fresh, a: Atom) -> Array:
    """What SciPy computes in double precision."""
    x = one_matrix(a, fresh)
    if dtype_kind(x.dtype) == "c":
        raise CannotType("functions of complex matrices are not known")
    return Array("float64", x.dims)


@types(linalg.solve_continuous_are, linalg.solve_discrete_are)
def _solve_are(fresh: Fresh, a: Atom, b: Atom, q: Atom, r: Atom) -> Type:
    for atom in (a, b, r):
        one_matrix(atom, fresh)
    return _in_double(fresh, q)


@types(linalg.lstsq)
def _lstsq(fresh: Fresh, a: Atom, b: Atom, cond: Atom = NONE, **how: Atom) -> Type:
    """Whether the second result has axes depends on the rank."""
    ignored(**how)
    x, y = one_matrix(a, fresh), as_array(b.type, fresh)
    if cond != NONE:
        raise CannotType("lstsq is known without `cond`: cut singular values off with np.linalg.pinv")
    dtype = both_inexact(x, y)
    solution = Array(dtype, (x.dims[1], *y.dims[1:]))
    return TupleOf((solution, UNKNOWN, Scalar("i"), Array(dtype, (smaller(*x.dims),))))


@types(linalg.pinv)
def _pinv(fresh: Fresh, a: Atom, **how: Atom) -> Type:
    ignored(**how)
    x = one_matrix(a, fresh)
    return Array(inexact(x.dtype), x.dims[::-1])


@types(linalg.pinvh)
def _pinvh(fresh: Fresh, a: Atom, lower: Atom = TRUE, **how: Atom) -> Type:
    return _pinv(fresh, a, **how)


@types(linalg.norm)
def _norm(
    fresh: Fresh,
    a: Atom,
    ord: Atom = NONE,  # noqa: A002
    axis: Atom = NONE,
    keepdims: Atom = FALSE,
    **how: Atom,
) -> Type:
    ignored(**how)
    x = as_array(a.type, fresh)
    found = size(x, ord, static(axis), keepdims)
    by_lapack = static(ord) in ((None, 2) if x.ndim == 1 else (None, "fro", 1, float("inf")))
    # such a norm is a Python float
    return Scalar("f", "?") if isinstance(found, Scalar) and by_lapack else found


# --- factors ----------------------------------------------------------------------------------------------------


@types(linalg.cholesky)
def _cholesky(fresh: Fresh, a: Atom, lower: Atom = FALSE, **how: Atom) -> Type:
    ignored(**how)
    x = one_matrix(a, fresh)
    return Array(inexact(x.dtype), x.dims)


@types(linalg.cho_factor)
def _cho_factor(fresh: Fresh, a: Atom, lower: Atom = FALSE, **how: Atom) -> Type:
    # which triangle it is, the next function is told
    return TupleOf((_cholesky(fresh, a, **how), Scalar("b", None, int(bool(static(lower))))))


@types(linalg.cho_solve)
def _cho_solve(fresh: Fresh, c_and_lower: Atom, b: Atom, **how: Atom) -> Type:
    ignored(**how)
    return _like_right_side(fresh, _first(c_and_lower), b)


@types(linalg.lu_solve)
def _lu_solve(fresh: Fresh, lu_and_piv: Atom, b: Atom, trans: Atom = ZERO, **how: Atom) -> Type:
    ignored(**how)
    return _like_right_side(fresh, _first(lu_and_piv), b)


def _first(pair: Atom) -> Atom:
    if isinstance(pair.type, TupleOf):
        return Var("factor", pair.type.items[0])
    raise CannotType("the factors must be a tuple")


@types(linalg.lu_factor)
def _lu_factor(fresh: Fresh, a: Atom, **how: Atom) -> Type:
    ignored(**how)
    x = one_matrix(a, fresh)
    return TupleOf((Array(inexact(x.dtype), x.dims), Array("int32", (smaller(*x.dims),))))


@types(linalg.lu)
def _lu(fresh: Fresh, a: Atom, permute_l: Atom = FALSE, **how: Atom) -> Type:
    ignored(**how)
    x = one_matrix(a, fresh)
    (m, n), dtype = x.dims, inexact(x.dtype)
    k = smaller(m, n)
    factors = (Array(dtype, (m, k)), Array(dtype, (k, n)))
    return TupleOf(factors if static(permute_l) else (Array(dtype, (m, m)), *factors))


@types(linalg.ldl)
def _ldl(fresh: Fresh, A: Atom, lower: Atom = TRUE, hermitian: Atom = TRUE, **how: Atom) -> Type:
    ignored(**how)
    x = one_matrix(A, fresh)
    found = Array(inexact(x.dtype), x.dims)
    return TupleOf((found, found, Array("int64", x.dims[:1])))


@types(linalg.schur)
def _schur(fresh: Fresh, a: Atom, output: Atom = Lit("real"), sort: Atom = NONE, **how: Atom) -> Type:
    ignored(**how)
    x = one_matrix(a, fresh)
    if static(output) not in ("real", "r") or sort != NONE or dtype_kind(x.dtype) == "c":
        raise CannotType("schur is known with output='real' and without `sort`: complex vectors may have any phase")
    found = Array(inexact(x.dtype), x.dims)
    return TupleOf((found, found))


@types(runtime.schur_equations)
def _schur_equations(fresh: Fresh, t: Atom) -> Type:
    length = fresh()
    return Array(as_array(t.type, fresh).dtype, (length, length))


@types(linalg.qr)
def _qr(fresh: Fresh, a: Atom, mode: Atom = Lit("full"), pivoting: Atom = FALSE, **how: Atom) -> Type:
    ignored(**how)
    x = one_matrix(a, fresh)
    if static(mode) not in ("full", "economic", "r") or static(pivoting):
        raise CannotType("qr is known for mode='full', 'economic' and 'r', without pivoting")
    (m, n), dtype = x.dims, inexact(x.dtype)
    k = smaller(m, n) if static(mode) == "economic" else m
    r = Array(dtype, (k, n))
    return TupleOf((r,)) if static(mode) == "r" else TupleOf((Array(dtype, (m, k)), r))


@types(linalg.rq)
def _rq(fresh: Fresh, a: Atom, mode: Atom = Lit("full"), **how: Atom) -> Type:
    ignored(**how)
    x = one_matrix(a, fresh)
    if static(mode) not in ("full", "economic"):
        raise CannotType("rq is known for mode='full' and 'economic'")
    (m, n), dtype = x.dims, inexact(x.dtype)
    k = smaller(m, n) if static(mode) == "economic" else n
    return TupleOf((Array(dtype, (m, k)), Array(dtype, (k, n))))


@types(linalg.polar)
def _polar(fresh: Fresh, a: Atom, side: Atom = Lit("right")) -> Type:
    x = one_matrix(a, fresh)
    n = x.dims[1 if static(side) == "right" else 0]
    dtype = inexact(x.dtype)
    return TupleOf((Array(dtype, x.dims), Array(dtype, (n, n))))


@types(linalg.orthogonal_procrustes)
def _orthogonal_procrustes(fresh: Fresh, A: Atom, B: Atom, **how: Atom) -> Type:
    ignored(**how)
    x, y = one_matrix(A, fresh), one_matrix(B, fresh)
    dtype = both_inexact(x, y)
    return TupleOf((Array(dtype, (x.dims[1], y.dims[1])), number(dtype, ())))


# --- spectra ----------------------------------------------------------------------------------------------------


@types(linalg.eigh)
def _eigh(
    fresh: Fresh,
    a: Atom,
    b: Atom = NONE,
    lower: Atom = TRUE,
    eigvals_only: Atom = FALSE,
    type: Atom = Lit(1),  # noqa: A002
    **how: Atom,
) -> Type:
    ignored(**how)
    x = one_matrix(a, fresh)
    dtype = inexact(x.dtype) if b == NONE else both_inexact(x, one_matrix(b, fresh))
    values = Array(dtype, x.dims[:1])
    return values if static(eigvals_only) else TupleOf((values, Array(dtype, x.dims)))


@types(linalg.eigvalsh)
def _eigvalsh(fresh: Fresh, a: Atom, b: Atom = NONE, lower: Atom = TRUE, type: Atom = Lit(1), **how: Atom) -> Type:  # noqa: A002
    return _eigh(fresh, a, b, lower, TRUE, type, **how)


@types(linalg.eigvals)
def _eigvals(fresh: Fresh, a: Atom, b: Atom = NONE, homogeneous_eigvals: Atom = FALSE, **how: Atom) -> Type:
    ignored(**how)
    if b != NONE or static(homogeneous_eigvals):
        raise CannotType("eigenvalues are known of one matrix, as numbers: for a pair pass `np.linalg.solve(b, a)`")
    x = one_matrix(a, fresh)
    return Array("complex64" if x.dtype in ("float32", "complex64") else "complex128", x.dims[:1])


@types(linalg.eig)
def _eig(
    fresh: Fresh,
    a: Atom,
    b: Atom = NONE,
    left: Atom = FALSE,
    right: Atom = TRUE,
    homogeneous_eigvals: Atom = FALSE,
    **how: Atom,
) -> Type:
    if static(left):
        raise CannotType("left eigenvectors are not known: they are the conjugates of the eigenvectors of `a.T`")
    values = _eigvals(fresh, a, b, homogeneous_eigvals, **how)
    if not static(right):
        return values
    if kind_of(a.type) != "c":
        raise CannotType("whether the eigenvectors of a real matrix are real depends on it: pass `a.astype(complex)`")
    return TupleOf((values, one_matrix(a, fresh)))


@types(linalg.eigh_tridiagonal)
def _eigh_tridiagonal(fresh: Fresh, d: Atom, e: Atom, eigvals_only: Atom = FALSE, **how: Atom) -> Type:
    ignored(**how)
    x, y = vector(d.type, fresh), vector(e.type, fresh)
    dtype = both_inexact(x, y)
    values = Array(dtype, x.dims)
    return values if static(eigvals_only) else TupleOf((values, Array(dtype, (*x.dims, *x.dims))))


@types(linalg.eigvalsh_tridiagonal)
def _eigvalsh_tridiagonal(fresh: Fresh, d: Atom, e: Atom, **how: Atom) -> Type:
    return _eigh_tridiagonal(fresh, d, e, TRUE, **how)


@types(linalg.svd)
def _svd(fresh: Fresh, a: Atom, full_matrices: Atom = TRUE, compute_uv: Atom = TRUE, **how: Atom) -> Type:
    ignored(**how)
    return singular(one_matrix(a, fresh), bool(static(full_matrices)), bool(static(compute_uv)))


@types(linalg.svdvals)
def _svdvals(fresh: Fresh, a: Atom, **how: Atom) -> Type:
    ignored(**how)
    return singular(one_matrix(a, fresh), False, False)


# --- functions of matrices --------------------------------------------------------------------------------------


@types(linalg.expm, linalg.sqrtm, linalg.signm, linalg.cosm, linalg.sinm, linalg.tanm)
@types(linalg.coshm, linalg.sinhm, linalg.tanhm)
def _of_matrix(fresh: Fresh, A: Atom) -> Type:
    x = one_matrix(A, fresh)
    return Array(inexact(x.dtype), x.dims)


maybe_complex(linalg.sqrtm, linalg.logm, linalg.fractional_matrix_power)


@types(linalg.logm)
def _logm(fresh: Fresh, A: Atom) -> Type:
    return _in_double(fresh, A)


@types(linalg.expm_frechet)
def _expm_frechet(fresh: Fresh, A: Atom, E: Atom, compute_expm: Atom = TRUE, **how: Atom) -> Type:
    ignored(**how)
    one_matrix(E, fresh)
    found = _in_double(fresh, A)
    return TupleOf((found, found)) if static(compute_expm) else found


@types(linalg.fractional_matrix_power)
def _fractional_matrix_power(fresh: Fresh, A: Atom, t: Atom) -> Type:
    """A whole power is that of `numpy.linalg`."""
    if kind_of(t.type) != "f":
        raise CannotType("fractional_matrix_power is known of a float: use np.linalg.matrix_power")
    return _in_double(fresh, A)


# --- matrices made of vectors -----------------------------------------------------------------------------------


@types(linalg.toeplitz, linalg.hankel)
def _toeplitz(fresh: Fresh, c: Atom, r: Atom = NONE) -> Type:
    x = vector(c.type, fresh)
    y = x if r == NONE else vector(r.type, fresh)
    return Array(common_dtype([x.dtype, y.dtype]), (*x.dims, *y.dims))


@types(linalg.circulant)
def _circulant(fresh: Fresh, c: Atom) -> Type:
    x = vector(c.type, fresh)
    return Array(x.dtype, (*x.dims, *x.dims))


@types(linalg.fiedler)
def _fiedler(fresh: Fresh, a: Atom) -> Type:
    return _circulant(fresh, a)


@types(linalg.companion)
def _companion(fresh: Fresh, a: Atom) -> Type:
    x = vector(a.type, fresh)
    n = less(x.dims[0], 1)
    return Array(inexact(x.dtype), (n, n))


@types(linalg.leslie)
def _leslie(fresh: Fresh, f: Atom, s: Atom) -> Type:
    x, y = vector(f.type, fresh), vector(s.type, fresh)
    return Array(common_dtype([x.dtype, y.dtype]), (*x.dims, *x.dims))


@types(linalg.khatri_rao)
def _khatri_rao(fresh: Fresh, a: Atom, b: Atom) -> Type:
    x, y = one_matrix(a, fresh), one_matrix(b, fresh)
    return Array(common_dtype([x.dtype, y.dtype]), (product((x.dims[0], y.dims[0])), x.dims[1]))


@types(linalg.block_diag)
def _block_diag(fresh: Fresh, *arrs: Atom) -> Type:
    if len(arrs) > MOST_BLOCKS:
        raise CannotType(f"block_diag is known of {MOST_BLOCKS} matrices at most: put together what it gives")
    blocks = [as_array(atom.type, fresh) for atom in arrs]
    shapes = [(1,) * (2 - block.ndim) + block.dims for block in blocks]
    if any(len(shape) != 2 for shape in shapes):
        raise CannotType("block_diag is known of matrices")
    dims = tuple(total(lengths) for lengths in zip(*shapes, strict=True))
    return Array(common_dtype([block.dtype for block in blocks]), dims)


@types(linalg.matmul_toeplitz)
def _matmul_toeplitz(fresh: Fresh, c_or_cr: Atom, x: Atom, **how: Atom) -> Type:
    ignored(**how)
    c, r = _ends(fresh, c_or_cr)
    y = as_array(x.type, fresh)
    return Array(common_dtype(["float64", c.dtype, r.dtype, y.dtype]), (c.dims[0], *y.dims[1:]))


@types(linalg.hilbert)
def _hilbert(fresh: Fresh, n: Atom) -> Type:
    length = dim_of(n.type, fresh)
    return Array("float64", (length, length))


@types(linalg.hadamard)
def _hadamard(fresh: Fresh, n: Atom) -> Type:
    length = dim_of(n.type, fresh)
    return Array("int64", (length, length))


@types(linalg.issymmetric)
def _issymmetric(fresh: Fresh, a: Atom, atol: Atom = NONE, rtol: Atom = NONE) -> Type:
    return BOOL


# --- functions without a derivative: their types are known, so that they can be called beside it ---------------------


@types(linalg.null_space)
def _null_space(fresh: Fresh, A: Atom, rcond: Atom = NONE, **how: Atom) -> Type:
    ignored(**how)
    x = one_matrix(A, fresh)
    return Array(inexact(x.dtype), (x.dims[1], fresh()))


@types(linalg.orth)
def _orth(fresh: Fresh, A: Atom, rcond: Atom = NONE) -> Type:
    x = one_matrix(A, fresh)
    return Array(inexact(x.dtype), (x.dims[0], fresh()))


@types(linalg.subspace_angles)
def _subspace_angles(fresh: Fresh, A: Atom, B: Atom) -> Type:
    x, y = one_matrix(A, fresh), one_matrix(B, fresh)
    return Array(both_inexact(x, y), (fresh(),))


@types(linalg.expm_cond)
def _expm_cond(fresh: Fresh, A: Atom, **how: Atom) -> Type:
    ignored(**how)
    return Scalar("f", "?")


@types(linalg.cholesky_banded)
def _cholesky_banded(fresh: Fresh, ab: Atom, lower: Atom = FALSE, **how: Atom) -> Type:
    ignored(**how)
    x = one_matrix(ab, fresh)
    return Array(inexact(x.dtype), x.dims)


@types(linalg.cho_solve_banded)
def _cho_solve_banded(fresh: Fresh, cb_and_lower: Atom, b: Atom, **how: Atom) -> Type:
    ignored(**how)
    return _like_right_side(fresh, _first(cb_and_lower), b)
