"""`scipy.linalg`."""

from __future__ import annotations

from srcad.reasons.vocabulary import Reason, effect, out_of_scope, structural

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
)
