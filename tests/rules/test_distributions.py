"""`scipy.stats` where the cases do not reach: objects that hold parameters, edges, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats

import srcad

X = np.array([0.4, 1.7, 2.3])
MADE_OUTSIDE = stats.norm(0.3, 1.7)
BY_KEYWORD = stats.gamma(2, scale=1.5)


class Exponential(stats.rv_continuous):
    def _pdf(self, x: Any) -> Any:
        return np.exp(-x)


OWN = Exponential(a=0.0, name="own")
CUT = type(stats.norm)(a=0.0, name="norm")


def made_inside(x: Any) -> Any:
    held = stats.gamma(2, loc=-x[0], scale=x[1])
    return np.sum(held.logpdf(x) * held.cdf(x))


def of_counts(x: Any) -> Any:
    return np.sum(stats.poisson(x).logpmf(np.arange(3)) * stats.poisson.pmf(2.0, mu=x))


def of_vectors(x: Any) -> Any:
    held = stats.multivariate_normal(x, np.diag(x))
    return held.logpdf(np.zeros(3)) + stats.multivariate_normal.logpdf([x[0], 1.0], [0.0, x[1]], np.eye(2))


def of_lists(x: Any) -> Any:
    return np.sum(stats.norm.logpdf([x[0], 2.0], x[1])) + stats.gmean([x[0], x[1], 2.0])


@pytest.mark.parametrize(
    "f",
    [
        made_inside,
        of_counts,
        of_vectors,
        of_lists,
        lambda x: np.sum(MADE_OUTSIDE.logpdf(x) * MADE_OUTSIDE.ppf(x / 3.0)),
        lambda x: np.sum(BY_KEYWORD.logsf(x)),
        lambda x: np.sum(stats.norm.logpdf(0.3, scale=x)),
        lambda x: np.sum(stats.norm.cdf(0.3, scale=x)),
        lambda x: np.sum(stats.t.logpdf(x, df=x, scale=0.4)),
        lambda x: stats.pearsonr(x, np.array([0.2, -0.4, 1.5])).statistic,
    ],
)
def test_parameters_held_and_by_keyword(f: Callable[[Any], Any]) -> None:
    srcad.check_grads(f, (X,), order=2)


def test_shares() -> None:
    shares, alpha = np.array([0.2, 0.3, 0.5]), np.array([1.2, 2.3, 0.7])
    in_shares, in_alpha = srcad.grad(lambda x, a: stats.dirichlet.logpdf(x, a), argnums=(0, 1))(shares, alpha)
    np.testing.assert_allclose(in_shares, (alpha - 1.0) / shares)
    srcad.check_grads(lambda a: stats.dirichlet.pdf(np.array([0.2, 0.3, 0.5]), a), (alpha,), order=2)
    assert np.all(np.isfinite(in_alpha))


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    "f",
    [
        lambda x, s: np.sum(stats.gamma.logpdf(x, s)),
        lambda x, s: np.sum(stats.gamma.cdf(x, 2, scale=s)),
        lambda x, s: np.sum(stats.expon.logpdf(x, scale=s)),
        lambda x, s: np.sum(stats.beta.pdf(x, s, 2.0)),
        lambda x, s: np.sum(stats.pareto.sf(x, s)),
        lambda x, s: np.sum(stats.uniform.logpdf(x, scale=s)),
        lambda x, s: np.sum(stats.truncnorm.logpdf(x, 0.0, s)),
        lambda x, s: np.sum(stats.weibull_min.logsf(x, s)),
        lambda x, s: np.sum(stats.gamma.cdf(x, s)),
        lambda x, s: np.sum(stats.gengamma.sf(x, s, -s)),
        lambda x, s: np.sum(stats.genhalflogistic.cdf(x, s)),
        lambda x, s: np.sum(stats.johnsonsb.pdf(x, 0.4, s)),
        lambda x, s: np.sum(stats.tukeylambda.cdf(5.0 * x, s)),
    ],
)
def test_outside_of_the_support_nothing_changes(f: Callable[[Any, Any], Any]) -> None:
    value, gradients = srcad.value_and_grad(f, argnums=(0, 1))(np.array([-0.7]), 1.3)
    assert value in (-np.inf, 0.0, 1.0)
    assert np.all(gradients[0] == 0.0)
    assert gradients[1] == 0.0


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("scale", [-1.0, 0.0])
def test_the_value_is_that_of_scipy(scale: float) -> None:
    value, _ = srcad.value_and_grad(lambda s: stats.norm.cdf(0.3, 0.0, s))(np.float64(scale))
    assert np.isnan(value)


@pytest.mark.parametrize("dist", [stats.t, stats.dgamma, stats.dweibull, stats.rdist, stats.tukeylambda])
def test_the_middle_is_no_kink(dist: Any) -> None:
    in_place, in_shape = srcad.grad(lambda x, s: dist.cdf(x, s), argnums=(0, 1))(0.0, 1.0)
    np.testing.assert_allclose(in_place, dist.pdf(0.0, 1.0))
    np.testing.assert_allclose(in_shape, 0.0, atol=1e-12)


def test_values_of_narrow_arrays_are_wide() -> None:
    x = np.array([0.3, 0.7], np.float32)
    value, gradient = srcad.value_and_grad(lambda x: np.sum(stats.norm.logpdf(x)))(x)
    assert value.dtype == np.float64
    assert gradient.dtype == np.float32


def test_far_out_nothing_overflows() -> None:
    x = np.array([-1e3, -40.0, 40.0])
    gradient = srcad.grad(lambda x: np.sum(stats.norm.logcdf(x)))(x)
    np.testing.assert_allclose(gradient, [1000.001, 40.024969, 0.0], rtol=1e-6)


def test_the_text_of_a_density() -> None:
    text = srcad.grad(lambda x, m, s: np.sum(stats.norm.logpdf(x, m, s)), argnums=1).source_for(X, 0.3, 1.7)
    assert "m_bar = out_bar * ((x - m) / s).sum() / s" in text
    assert text.count("logpdf") == 1  # in a comment


@pytest.mark.parametrize(
    ("f", "reason"),
    [
        (lambda x: OWN.pdf(x), "no rule"),
        (lambda x: stats.multinomial(3, [x, 1.0 - x]).logpmf([1, 2]), "no rule"),
        (lambda x: stats.multinomial.logpmf([1, 2], 3, [x, 1.0 - x]), "no rule"),
        (lambda x: CUT.logpdf(x), "no rule"),
        (lambda x: stats.norm(x, 1.0).mean(), "no rule"),
        (lambda x: stats.norm.entropy(0.0, x), "no rule"),
        (lambda x: stats.ncx2.cdf(1.0, x, 2.0), "parameter"),
        (lambda x: stats.skew(np.array([x, 2.0, 3.0]), nan_policy="omit"), "nan_policy"),
        (lambda x: stats.tmean(np.array([x, 2.0, 3.0]), (0.0, 5.0)), "limits"),
        (lambda x: stats.multivariate_normal.logpdf(np.array([x, 2.0]), np.zeros(2), 1.5), "matrix"),
    ],
)
def test_what_is_refused(f: Callable[[Any], Any], reason: str) -> None:
    with pytest.raises(srcad.SrcadError, match=reason):
        srcad.grad(f)(1.3)
