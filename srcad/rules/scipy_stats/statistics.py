"""Statistics of samples, along an axis.

What a statistic says of nan (`nan_policy`) has no derivative.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import special, stats

from srcad.rules.domains import NUMBER, POSITIVE, REAL
from srcad.rules.reductions import count, keep_axes
from srcad.rules.vocabulary import Row, formula, refuse, static, written, zero


def _centered(a, axis):
    return a - np.mean(a, axis=axis, keepdims=True)


# --- moments --------------------------------------------------------------------------------------------------------


def _moment(a, order=1, axis=0, center=None, keepdims=False):
    if np.ndim(order) != 0:
        refuse("the derivative is known for one order")
    deviation = _centered(a, axis) if center is None else a - center
    return np.mean(deviation**order, axis=axis, keepdims=keepdims)


def _skew(a, axis=0, bias=True, keepdims=False):
    deviation = _centered(a, axis)
    second = np.mean(deviation**2, axis=axis, keepdims=keepdims)
    biased = np.mean(deviation**3, axis=axis, keepdims=keepdims) / second**1.5
    if bias:
        return biased
    n = count(a, axis)
    return np.sqrt(n * (n - 1.0)) / (n - 2.0) * biased


def _kurtosis(a, axis=0, fisher=True, bias=True, keepdims=False):
    deviation = _centered(a, axis)
    second = np.mean(deviation**2, axis=axis, keepdims=keepdims)
    biased = np.mean(deviation**4, axis=axis, keepdims=keepdims) / second**2
    if bias:
        return biased - 3.0 if fisher else biased
    n = count(a, axis)
    excess = ((n * n - 1.0) * biased - 3.0 * (n - 1.0) ** 2) / ((n - 2.0) * (n - 3.0))
    return excess if fisher else excess + 3.0


def _variation(a, axis=0, ddof=0, keepdims=False):
    mean = np.mean(a, axis=axis, keepdims=keepdims)
    return np.std(a, axis=axis, ddof=ddof, keepdims=keepdims) / mean


def _sem(a, axis=0, ddof=1, keepdims=False):
    return np.std(a, axis=axis, ddof=ddof, keepdims=keepdims) / np.sqrt(count(a, axis))


def _zscore(a, axis=0, ddof=0):
    return _centered(a, axis) / np.std(a, axis=axis, ddof=ddof, keepdims=True)


def _zmap(scores, compare, axis=0, ddof=0):
    spread = np.std(compare, axis=axis, ddof=ddof, keepdims=True)
    return (scores - np.mean(compare, axis=axis, keepdims=True)) / spread


def _kstat(data, n=2, axis=None, keepdims=False):
    """Unbiased cumulants: M. Kendall and A. Stuart, "The Advanced Theory of Statistics" 1 (1969), 12.9."""
    if n == 1:
        return np.mean(data, axis=axis, keepdims=keepdims)
    size = count(data, axis)
    deviation = _centered(data, axis)
    second = np.mean(deviation**2, axis=axis, keepdims=keepdims)
    if n == 2:
        return size / (size - 1.0) * second
    if n == 3:
        third = np.mean(deviation**3, axis=axis, keepdims=keepdims)
        return size**2 / ((size - 1.0) * (size - 2.0)) * third
    fourth = np.mean(deviation**4, axis=axis, keepdims=keepdims)
    inner = (size + 1.0) * fourth - 3.0 * (size - 1.0) * second**2
    return size**2 / ((size - 1.0) * (size - 2.0) * (size - 3.0)) * inner


# --- limits have no derivative --------------------------------------------------------------------------------------


def _unlimited(limits):
    if limits is not None:
        refuse("the derivative is known without limits")


def _tmean(a, limits=None, inclusive=(True, True), axis=None, keepdims=False):
    _unlimited(limits)
    return np.mean(a, axis=axis, keepdims=keepdims)


def _tvar(a, limits=None, inclusive=(True, True), axis=0, ddof=1, keepdims=False):
    _unlimited(limits)
    return np.var(a, axis=axis, ddof=ddof, keepdims=keepdims)


def _tstd(a, limits=None, inclusive=(True, True), axis=0, ddof=1, keepdims=False):
    _unlimited(limits)
    return np.std(a, axis=axis, ddof=ddof, keepdims=keepdims)


def _tsem(a, limits=None, inclusive=(True, True), axis=0, ddof=1, keepdims=False):
    _unlimited(limits)
    return _sem(a, axis, ddof, keepdims)


# --- means of powers ------------------------------------------------------------------------------------------------


def _weighted(a, axis, weights, keepdims):
    if weights is None:
        return np.mean(a, axis=axis, keepdims=keepdims)
    if np.ndim(weights) != np.ndim(a):
        refuse("the derivative is known for weights of the shape of the array")
    total = np.sum(weights, axis=axis, keepdims=keepdims)
    return np.sum(a * weights, axis=axis, keepdims=keepdims) / total


def _gmean(a, axis=0, weights=None, keepdims=False):
    return np.exp(_weighted(np.log(a), axis, weights, keepdims))


def _hmean(a, axis=0, weights=None, keepdims=False):
    return 1.0 / _weighted(1.0 / a, axis, weights, keepdims)


def _pmean(a, p, axis=0, weights=None, keepdims=False):
    if p == 0:
        return _gmean(a, axis, weights, keepdims)
    return _weighted(a**p, axis, weights, keepdims) ** (1.0 / p)


# --- order ----------------------------------------------------------------------------------------------------------


def _trim_mean(a, proportiontocut, axis=0, keepdims=False):
    if keepdims:
        refuse("the derivative is known for keepdims=False")
    items = np.sort(np.ravel(a)) if axis is None else np.sort(np.moveaxis(a, axis, 0), axis=0)
    cut = int(proportiontocut * len(items))
    return np.mean(items[cut : len(items) - cut], axis=0)


def _iqr(x, axis=None, rng=(25, 75), scale=1.0):
    if axis is not None and x.ndim != 1:
        refuse("the derivative is known of all items")
    return (np.percentile(x, rng[1]) - np.percentile(x, rng[0])) / scale


def _median_abs_deviation(x, axis=0, scale=1.0):
    middle = keep_axes(np.median(x, axis=axis), axis, False)
    return np.median(np.abs(x - middle), axis=axis) / scale


def _shares(u_values, v_values):
    """How the two shares of what lies below differ, between one value and the next, and how far that is."""
    values = np.sort(np.concatenate([u_values, v_values]))
    u_share = np.searchsorted(np.sort(u_values), values[:-1], side="right") / len(u_values)
    v_share = np.searchsorted(np.sort(v_values), values[:-1], side="right") / len(v_values)
    return u_share - v_share, values[1:] - values[:-1]


def _wasserstein_distance(u_values, v_values):
    difference, gap = _shares(u_values, v_values)
    return np.sum(np.abs(difference) * gap)


def _energy_distance(u_values, v_values):
    difference, gap = _shares(u_values, v_values)
    return np.sqrt(2.0 * np.sum(difference**2 * gap))


# --- entropy and correlation ----------------------------------------------------------------------------------------


@static
def _shape(value: Any) -> Any:
    """How many axes there are, and which have length one."""
    dims = getattr(value, "dims", None)
    return tuple(dim == 1 for dim in (np.shape(value) if dims is None else dims))


def _entropy(pk, qk=None, base=None, axis=0, keepdims=False):
    p = pk / np.sum(pk, axis=axis, keepdims=True)
    if qk is None:
        terms = special.entr(p)
    else:
        if _shape(pk) != _shape(qk):
            refuse("the derivative is known for two arrays of one shape")
        terms = special.rel_entr(p, qk / np.sum(qk, axis=axis, keepdims=True))
    found = np.sum(terms, axis=axis, keepdims=keepdims)
    return found if base is None else found / np.log(base)


def _pearsonr(x, y):
    """The correlation, and how likely a larger one is by chance."""
    a, b = x - np.mean(x), y - np.mean(y)
    r = np.sum(a * b) / np.sqrt(np.sum(a * a) * np.sum(b * b))
    half = 0.5 * len(x) - 1.0
    return r, 2.0 * special.betaincc(half, half, 0.5 * (1.0 + np.abs(r)))


# --- transformations ------------------------------------------------------------------------------------------------


def _boxcox(x, lmbda=None):
    if lmbda is None:
        refuse("the derivative is known for a given `lmbda`")
    return special.boxcox(x, lmbda)


def _boxcox_llf(lmb, data, axis=0, keepdims=False):
    logs = np.sum(np.log(data), axis=axis, keepdims=keepdims)
    spread = np.var(special.boxcox(data, lmb), axis=axis, keepdims=keepdims)
    return (lmb - 1.0) * logs - 0.5 * count(data, axis) * np.log(spread)


def _yeojohnson(x, lmbda=None):
    if lmbda is None:
        refuse("the derivative is known for a given `lmbda`")
    return special.boxcox1p(np.maximum(x, 0.0), lmbda) - special.boxcox1p(np.maximum(-x, 0.0), 2.0 - lmbda)


def _yeojohnson_llf(lmb, data, axis=0, keepdims=False):
    logs = np.sum(np.log1p(np.maximum(data, 0.0)) - np.log1p(np.maximum(-data, 0.0)), axis=axis, keepdims=keepdims)
    spread = np.var(_yeojohnson(data, lmb), axis=axis, keepdims=keepdims)
    return (lmb - 1.0) * logs - 0.5 * count(data, axis) * np.log(spread)


# --- angles ---------------------------------------------------------------------------------------------------------


def _resultant(samples, high, low, axis):
    """How long the mean of the unit vectors is."""
    angle = (samples - low) * (2.0 * np.pi / (high - low))
    return np.hypot(np.mean(np.sin(angle), axis=axis), np.mean(np.cos(angle), axis=axis))


def _circmean(samples, high=2.0 * np.pi, low=0.0, axis=None):
    angle = (samples - low) * (2.0 * np.pi / (high - low))
    mean = np.arctan2(np.mean(np.sin(angle), axis=axis), np.mean(np.cos(angle), axis=axis))
    return low + (mean * ((high - low) / (2.0 * np.pi))) % (high - low)


def _circvar(samples, high=2.0 * np.pi, low=0.0, axis=None):
    return 1.0 - _resultant(samples, high, low, axis)


def _circstd(samples, high=2.0 * np.pi, low=0.0, axis=None, normalize=False):
    """0 where all angles are equal, and so is its derivative."""
    square = -2.0 * np.log(_resultant(samples, high, low, axis))
    spread = np.where(square > 0.0, np.sqrt(np.where(square > 0.0, square, 1.0)), 0.0)
    return spread if normalize else (high - low) / (2.0 * np.pi) * spread


# fmt: off
ROWS: tuple[Row, ...] = (
    formula(stats.moment,               _moment),
    formula(stats.skew,                 _skew),
    formula(stats.kurtosis,             _kurtosis),
    formula(stats.variation,            _variation),
    formula(stats.sem,                  _sem),
    formula(stats.zscore,               _zscore),
    formula(stats.gzscore,              lambda a, axis=0, ddof=0: _zscore(np.log(a), axis, ddof), domain=POSITIVE),
    formula(stats.zmap,                 _zmap),
    formula(stats.kstat,                _kstat),
    formula(stats.tmean,                _tmean),
    formula(stats.tvar,                 _tvar),
    formula(stats.tstd,                 _tstd),
    formula(stats.tsem,                 _tsem),
    formula(stats.gmean,                _gmean, domain=POSITIVE),
    formula(stats.hmean,                _hmean, domain=POSITIVE),
    formula(stats.pmean,                _pmean, domain=(POSITIVE, 0.7)),
    formula(stats.gstd,                 lambda a, axis=0, ddof=1, keepdims=False:
                                        np.exp(np.std(np.log(a), axis=axis, ddof=ddof, keepdims=keepdims)),
                                        domain=POSITIVE),
    formula(stats.trim_mean,            _trim_mean, domain=(REAL, 0.2)),
    formula(stats.iqr,                  _iqr),
    formula(stats.median_abs_deviation, _median_abs_deviation),
    formula(stats.wasserstein_distance, _wasserstein_distance, domain=REAL.shaped(5)),
    formula(stats.energy_distance,      _energy_distance, domain=REAL.shaped(5)),
    formula(stats.entropy,              _entropy, domain=POSITIVE),
    written(stats.pearsonr,             _pearsonr, domain=REAL.shaped(5)),
    formula(stats.boxcox,               _boxcox, domain=(POSITIVE.shaped(5), NUMBER)),
    formula(stats.boxcox_llf,           _boxcox_llf, domain=(NUMBER, POSITIVE.shaped(5))),
    formula(stats.yeojohnson,           _yeojohnson, domain=(REAL.shaped(5), NUMBER)),
    formula(stats.yeojohnson_llf,       _yeojohnson_llf, domain=(NUMBER, REAL.shaped(5))),
    formula(stats.circmean,             _circmean),
    formula(stats.circvar,              _circvar),
    formula(stats.circstd,              _circstd),
    *zero(stats.rankdata),
)
# fmt: on
