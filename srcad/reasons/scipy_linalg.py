"""`scipy.linalg`."""

from __future__ import annotations

from srcad.reasons.vocabulary import Reason, effect, no_derivative, out_of_scope, structural

LINALG: tuple[Reason, ...] = (
    structural("it finds a routine", "find_best_blas_type get_blas_funcs get_lapack_funcs"),
    structural("it tells the form of a matrix", "bandwidth ishermitian issymmetric"),
    structural("it gives a matrix of constants", "dft hadamard helmert hilbert invhilbert invpascal pascal"),
    effect("it draws random numbers", "clarkson_woodruff_transform"),
    out_of_scope(
        "it changes one factorization into another",
        "cdf2rdf rsf2csf qr_delete qr_insert qr_update",
        "compute the factorization of the changed matrix",
    ),
    no_derivative("its result is any basis of a space, and turns with it as it likes", "null_space orth"),
    out_of_scope(
        "its factors are those of a matrix that is not symmetric, which have a derivative for simple real eigenvalues "
        "only",
        "qz ordqz hessenberg",
        "use schur, functions of matrices, or solve_sylvester",
    ),
    out_of_scope("it is of any function of a matrix", "funm", "use expm, logm, sqrtm and their like"),
    out_of_scope("it estimates a norm", "expm_cond"),
    out_of_scope("it is a product of other functions", "qr_multiply", "use qr and @"),
    out_of_scope("it chooses powers of two", "matrix_balance"),
    out_of_scope("it is a decomposition that few use", "cossin subspace_angles", "use svd"),
    out_of_scope(
        "it is of a matrix that is given by its diagonals",
        "cholesky_banded eig_banded eigvals_banded",
        "use solveh_banded, or eigh of the whole matrix",
    ),
    out_of_scope(
        "it makes a matrix that few use", "convolution_matrix diagsvd fiedler_companion", "use np.diag or toeplitz"
    ),
    out_of_scope(
        "its result is complex whatever the matrix is, and of a matrix in general",
        "eig eigvals",
        "use eigh for a symmetric matrix, or np.linalg.eig of `a.astype(complex)`",
    ),
)
