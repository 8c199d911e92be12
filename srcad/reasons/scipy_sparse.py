"""`scipy.sparse`, `scipy.sparse.linalg` and `scipy.spatial.distance`."""

from __future__ import annotations

from srcad.reasons.vocabulary import Reason, effect, out_of_scope, structural

_DENSE = "use an array, or write the product with a sparse matrix as sums over its entries"

SPARSE: tuple[Reason, ...] = (
    structural(
        "it tells the type of a matrix",
        "get_index_dtype issparse isspmatrix isspmatrix_bsr isspmatrix_coo isspmatrix_csc isspmatrix_csr "
        "isspmatrix_dia isspmatrix_dok isspmatrix_lil safely_cast_index_arrays sparray spmatrix",
    ),
    effect("it reads or writes a file", "load_npz save_npz"),
    effect("it draws random numbers", "rand random random_array"),
    structural(
        "it makes a sparse matrix, through which no derivative is followed",
        "eye eye_array identity diags diags_array",
        "use csr_matrix or csc_matrix of (entries, (rows, columns))",
    ),
    out_of_scope(
        "it makes a sparse matrix, which is no array",
        "bsr_array bsr_matrix coo_array coo_matrix dia_array dia_matrix dok_array dok_matrix lil_array lil_matrix "
        "block_array block_diag bmat spdiags",
        "make it outside of the function that is differentiated, if it is a constant",
    ),
    out_of_scope(
        "it works on sparse matrices, which are no arrays",
        "expand_dims find hstack kron kronsum permute_dims swapaxes tril triu vstack",
        _DENSE,
    ),
)

SPARSE_LINALG: tuple[Reason, ...] = (
    structural("it tells the form of a matrix", "is_sptriangular spbandwidth"),
    effect("it sets how systems are solved", "use_solver"),
    out_of_scope(
        "it makes an object: an operator or a factorization",
        "LaplacianNd LinearOperator SuperLU aslinearoperator factorized spilu",
        "use spsolve, or splu and its method solve",
    ),
    structural("it makes factors, through which no derivative is followed", "splu", "use spsolve"),
    out_of_scope("it estimates a norm", "onenormest", "use np.linalg.norm"),
    structural(
        "it makes another sparse matrix of one that is a constant, or measures it", "inv matrix_power norm expm"
    ),
    out_of_scope(
        "it finds some eigenvalues of a matrix from a start at random, and the matrix is a constant or an operator",
        "eigs eigsh lobpcg svds",
        "use `np.linalg.eigh` or `np.linalg.svd` of an array",
    ),
    out_of_scope("it is of symmetric matrices that are not definite", "minres", "use gmres"),
    out_of_scope(
        "it solves by least squares, and gives many numbers about its steps as well",
        "lsqr lsmr",
        "use spsolve or cg of the normal equations, or `np.linalg.lstsq` of an array",
    ),
    out_of_scope(
        "it multiplies by any function of a matrix", "funm_multiply_krylov", "use expm_multiply"
    ),
)

DISTANCE: tuple[Reason, ...] = (
    structural("it tells the form of a matrix of distances", "is_valid_dm is_valid_y num_obs_dm num_obs_y"),
    out_of_scope(
        "it is one of the distances that cdist gives, and tells between which points",
        "directed_hausdorff",
        "use `np.max(np.min(cdist(u, v), axis=1))`",
    ),
)
