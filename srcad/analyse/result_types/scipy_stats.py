"""`scipy.stats`; loaded when the user has loaded it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import stats

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, broadcast_all
from srcad.analyse.result_types.common import as_array, common_dtype, number, reduced, sampled_dtype, vector
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NAMED, NONE, ZERO, array, array_like, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, TupleOf, Type

# --- methods of distributions ----------------------------------------------------------------------------------------


def _of_distribution(fresh: Fresh, *args: Atom, **keywords: Atom) -> Type:
    """Whatever the dtypes, the result has that of doubles."""
    operands = (as_array(arg.type, fresh) for arg in (*args, *keywords.values()))
    return number("float64", broadcast_all((operand.dims for operand in operands), fresh))


METHODS: tuple[str, ...] = ("pdf", "logpdf", "pmf", "logpmf", "cdf", "logcdf", "sf", "logsf", "ppf", "isf")

for _found in vars(stats).values():
    if isinstance(_found, stats.rv_continuous | stats.rv_discrete):
        _methods = [getattr(_found, name) for name in METHODS if hasattr(_found, name)]
        types(*_methods)(_of_distribution)
        array_like(3 + _found.numargs, *_methods)


@types(stats.multivariate_normal.logpdf, stats.multivariate_normal.pdf)
def _multivariate_normal(fresh: Fresh, x: Atom, mean: Atom = NONE, cov: Atom = Lit(1.0), **singular: Atom) -> Type:
    """The last axis holds the variables, if there is more than one."""
    if not any(isinstance(of.type, Array) and of.type.ndim and of.type.dims[0] != 1 for of in (mean, cov)):
        raise CannotType("the normal distribution of one variable is `norm`")
    return number("float64", array(x).dims[:-1])


@types(stats.multivariate_t.logpdf, stats.multivariate_t.pdf)
def _multivariate_t(fresh: Fresh, x: Atom, loc: Atom = NONE, shape: Atom = Lit(1), df: Atom = Lit(1)) -> Type:
    if not any(isinstance(of.type, Array) and of.type.ndim and of.type.dims[0] != 1 for of in (loc, shape)):
        raise CannotType("the distribution of one variable is `t`")
    return number("float64", array(x).dims[:-1])


array_like(3, stats.multivariate_normal.logpdf, stats.multivariate_normal.pdf)
array_like(3, stats.multivariate_t.logpdf, stats.multivariate_t.pdf)
array_like(2, stats.dirichlet.logpdf, stats.dirichlet.pdf)


@types(stats.dirichlet.logpdf, stats.dirichlet.pdf)
def _dirichlet(fresh: Fresh, x: Atom, alpha: Atom) -> Type:
    return number("float64", array(x).dims[1:])


# --- statistics ------------------------------------------------------------------------------------------------------


def _statistic(fn: Callable[..., Any]) -> None:
    """A number for each part of the first argument; of the others, only weights may widen it."""
    signature = inspect.signature(fn)

    @types(fn)
    def typer(fresh: Fresh, *args: Atom, **keywords: Atom) -> Type:
        given = signature.bind(*args, **keywords).arguments
        axis = given.get("axis", Lit(signature.parameters["axis"].default))
        x = as_array(args[0].type, fresh)
        keepdims = bool(static(given.get("keepdims", FALSE)))
        weights = given.get("weights", NONE)
        wide = [] if weights == NONE else [as_array(weights.type, fresh).dtype]
        return number(common_dtype([sampled_dtype(np.mean, x), *wide]), reduced(x.dims, static(axis), keepdims))


for _fn in (
    *(stats.skew, stats.kurtosis, stats.moment, stats.variation, stats.sem, stats.gmean, stats.hmean, stats.pmean),
    *(stats.gstd, stats.trim_mean, stats.median_abs_deviation, stats.tmean, stats.tvar, stats.tstd, stats.tsem),
    *(stats.kstat, stats.iqr, stats.circmean, stats.circvar, stats.circstd),
):
    _statistic(_fn)
    array_like(1, _fn)
array_like(1, stats.zscore, stats.gzscore, stats.boxcox, stats.yeojohnson)
array_like(2, stats.zmap, stats.entropy, stats.pearsonr, stats.wasserstein_distance, stats.energy_distance)
array_like(2, stats.boxcox_llf, stats.yeojohnson_llf)


@types(stats.boxcox_llf, stats.yeojohnson_llf)
def _likelihood(fresh: Fresh, lmb: Atom, data: Atom, axis: Atom = ZERO, keepdims: Atom = FALSE) -> Type:
    x = as_array(data.type, fresh)
    return number(sampled_dtype(np.mean, x), reduced(x.dims, static(axis), bool(static(keepdims))))


@types(stats.entropy)
def _entropy(
    fresh: Fresh, pk: Atom, qk: Atom = NONE, base: Atom = NONE, axis: Atom = ZERO, keepdims: Atom = FALSE
) -> Type:
    operands = [as_array(of.type, fresh) for of in (pk, qk) if of != NONE]
    dims = broadcast_all([operand.dims for operand in operands], fresh)
    dtype = common_dtype([sampled_dtype(np.mean, operand) for operand in operands])
    return number(dtype, reduced(dims, static(axis), bool(static(keepdims))))


@types(stats.zscore, stats.gzscore)
def _zscore(fresh: Fresh, a: Atom, axis: Atom = ZERO, ddof: Atom = ZERO) -> Type:
    x = as_array(a.type, fresh)
    return Array(sampled_dtype(np.mean, x), x.dims)


@types(stats.zmap)
def _zmap(fresh: Fresh, scores: Atom, compare: Atom, axis: Atom = ZERO, ddof: Atom = ZERO) -> Type:
    x, y = as_array(scores.type, fresh), as_array(compare.type, fresh)
    dtype = common_dtype([sampled_dtype(np.mean, x), sampled_dtype(np.mean, y)])
    return Array(dtype, broadcast_all([x.dims, reduced(y.dims, static(axis), True)], fresh))


@types(stats.wasserstein_distance, stats.energy_distance)
def _distance(fresh: Fresh, u_values: Atom, v_values: Atom) -> Type:
    return number("float64", ())


@types(stats.pearsonr)
def _pearsonr(fresh: Fresh, x: Atom, y: Atom) -> Type:
    both = [sampled_dtype(np.mean, vector(of.type, fresh)) for of in (x, y)]
    one = number(common_dtype(both), ())
    return TupleOf((one, one))


#: without what else SciPy's object can do
NAMED[stats.pearsonr] = type(stats.pearsonr([0.0, 1.0, 0.0], [0.0, 1.0, 2.0])).__base__


@types(stats.boxcox, stats.yeojohnson)
def _transformed(fresh: Fresh, x: Atom, lmbda: Atom = NONE) -> Type:
    if lmbda == NONE:
        raise CannotType("this gives the best `lmbda` too, which is not known")
    return elementwise(np.multiply, [vector(x.type, fresh), lmbda.type], fresh)


@types(stats.rankdata)
def _rankdata(fresh: Fresh, a: Atom, method: Atom = Lit("average"), axis: Atom = NONE) -> Type:
    x = as_array(a.type, fresh)
    if static(axis) is None and x.ndim != 1:
        raise CannotType("the ranks of an array are known along an axis")
    return Array("float64", x.dims)
