"""`scipy.special` where the cases do not reach: parameters that are no integers, limits of quotients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import special

import srcad

INNER = np.array([0.15, 0.45, 0.8])

# fmt: off
OF_PARAMETERS: list[Callable[[Any], Any]] = [
    lambda x: np.sum(special.jv(1.3, x)),
    lambda x: np.sum(special.yv(0.4, x)),
    lambda x: np.sum(special.iv(-0.4, x)),
    lambda x: np.sum(special.kv(0.4, x)),
    lambda x: np.sum(special.ive(1.3, x)),
    lambda x: np.sum(special.kve(1.3, x)),
    lambda x: np.sum(special.jvp(0.5, x, 2)),
    lambda x: np.sum(special.struve(0.4, x)),
    lambda x: np.sum(special.modstruve(0.4, x)),
    lambda x: np.sum(special.pbdv(0.4, x)[0]),
    lambda x: np.sum(special.pbvv(0.4, x)[1]),
    lambda x: np.sum(special.pbwa(0.4, x)[0]),
    lambda x: np.sum(special.mathieu_cem(2, 0.7, x)[1]),
    lambda x: np.sum(special.hyp0f1(1.3, x)),
    lambda x: np.sum(special.hyp1f1(0.7, 1.3, x)),
    lambda x: np.sum(special.hyp2f1(0.7, 1.3, 2.1, x)),
    lambda x: np.sum(special.hyperu(0.7, 1.3, x)),
    lambda x: np.sum(special.wright_bessel(0.7, 1.3, x)),
    lambda x: np.sum(special.eval_legendre(1.7, x)),
    lambda x: np.sum(special.eval_genlaguerre(3, 0.7, x)),
    lambda x: np.sum(special.eval_gegenbauer(3, 0.7, x)),
    lambda x: np.sum(special.eval_jacobi(3, 0.7, 1.4, x)),
    lambda x: np.sum(special.eval_sh_jacobi(3, 2.7, 1.4, x)),
    lambda x: np.sum(special.betainc(1.7, 0.6, x)),
    lambda x: np.sum(special.betaincinv(1.7, 0.6, x)),
    lambda x: np.sum(special.gammainc(0.7, x)),
    lambda x: np.sum(special.gammaincc(1.7, x)),
    lambda x: np.sum(special.gammaincinv(0.7, x)),
    lambda x: np.sum(special.stdtr(3.7, x)),
    lambda x: np.sum(special.stdtrit(3.7, x)),
    lambda x: np.sum(special.chdtr(3.7, x)),
    lambda x: np.sum(special.fdtr(3.7, 2.3, x)),
    lambda x: np.sum(special.fdtri(3.7, 2.3, x)),
    lambda x: np.sum(special.gdtr(x, 0.7, 2.3)),
    lambda x: np.sum(special.gdtria(x, 0.7, 2.3)),
    lambda x: np.sum(special.gdtrix(0.7, 2.3, x)),
    lambda x: np.sum(special.chndtr(x, 3.7, 0.6)),
    lambda x: np.sum(special.chndtrix(x, 3.7, 0.6)),
    lambda x: np.sum(special.tklmbda(x, 0.4)),
    lambda x: np.sum(special.besselpoly(x, 0.7, 1.3)),
    lambda x: np.sum(special.polygamma(2, x)),
    lambda x: np.sum(special.zeta(2.3, x)),
    lambda x: np.sum(special.expn(3, x)),
]

#: where a quotient that the derivative is elsewhere would be 0 / 0: the derivative, and that of it
AT_LIMITS: list[tuple[Callable[[Any], Any], float, float, float]] = [
    (lambda x: special.exprel(x),             0.0, 1 / 2, 1 / 3),
    (lambda x: special.boxcox(np.e, x),       0.0, 1 / 2, 1 / 3),
    (lambda x: special.inv_boxcox(1.0, x),    0.0, -np.e / 2, np.e * (1 / 4 + 2 / 3)),
    (lambda x: special.spence(x),             1.0, -1.0, 1 / 2),
    (lambda x: special.sici(x)[0],            0.0, 1.0, 0.0),
    (lambda x: special.shichi(x)[0],          0.0, 1.0, 0.0),
    (lambda x: special.ellipk(x),             0.0, np.pi / 8, 9 * np.pi / 64),
    (lambda x: special.ellipe(x),             0.0, -np.pi / 8, -3 * np.pi / 64),
    (lambda x: special.diric(x, 3),           0.0, 0.0, -2 / 3),
    (lambda x: special.eval_legendre(3, x),   1.0, 6.0, 15.0),
    (lambda x: special.eval_chebyu(3, x),     1.0, 20.0, 48.0),
    (lambda x: special.spherical_jn(0, x),    0.0, 0.0, -1 / 3),
    (lambda x: special.j1(x),                 0.0, 1 / 2, 0.0),
    (lambda x: special.xlogy(0.0, x),         0.0, 0.0, 0.0),
]
# fmt: on


@pytest.mark.parametrize("number", range(len(OF_PARAMETERS)))
def test_parameters_that_are_no_integers(number: int) -> None:
    srcad.check_grads(OF_PARAMETERS[number], (INNER,), order=2)


@pytest.mark.parametrize("number", range(len(AT_LIMITS)))
def test_points_where_quotients_fail(number: int) -> None:
    f, at, first, second = AT_LIMITS[number]
    np.testing.assert_allclose(srcad.grad(f)(at), first, atol=1e-12)
    np.testing.assert_allclose(srcad.grad(srcad.grad(f))(at), second, atol=1e-12)


def test_the_tail_of_the_normal_distribution() -> None:
    x = np.array([-1e10, -1e3, 40.0])
    np.testing.assert_allclose(srcad.grad(lambda x: np.sum(special.log_ndtr(x)))(x), [1e10, 1000.001, 0.0], rtol=1e-9)


def in_a_branch(x: Any) -> Any:
    ai, ai_prime, _, bi_prime = special.airy(x)
    return ai * bi_prime if x > 0.5 else ai_prime


def in_a_loop(x: Any) -> Any:
    total, pair = 0.0, special.fresnel(x)
    for k in range(3):
        total = total + pair[0][k] * k
        pair = pair[1] * 0.5, pair[0] * x
    return total + np.sum(pair[1])


def test_several_results() -> None:
    srcad.check_grads(in_a_branch, (0.7,), order=2)
    srcad.check_grads(in_a_branch, (0.2,), order=2)
    srcad.check_grads(in_a_loop, (INNER,), order=2)
    srcad.check_grads(lambda x: special.ellipj(x, 0.3), (INNER,), order=2)


def test_a_result_that_is_not_read_costs_nothing() -> None:
    text = srcad.grad(lambda x: np.sum(special.sici(x)[0])).source_for(INNER)
    assert "x_bar = out_bar * " in text
    assert "cos" not in text


@pytest.mark.parametrize(
    "f",
    [
        lambda v: special.struve(v, 0.7),
        lambda v: np.real(special.jv(v, 0.7 + 0.2j)),
        lambda df: special.chndtr(2.0, df, 0.3),
        lambda v: special.pbdv(v, 0.7)[0],
        lambda a: special.hyp1f1(a, 2.0, 0.3),
        lambda n: special.polygamma(n, 2.0),
        lambda m: special.mathieu_sem(1, m, 2.0)[1],
    ],
)
def test_what_is_not_known_is_refused(f: Callable[[Any], Any]) -> None:
    with pytest.raises(srcad.RuleError, match="not known"):
        srcad.grad(f)(1.5)


@pytest.mark.parametrize(
    "f",
    [
        lambda x, n: special.yn(n, x),
        lambda x, n: special.kn(2.5, x),
        lambda x, n: special.spherical_jn(n, x),
        lambda x, n: special.expn(n, x),
        lambda x, n: special.nbdtr(2, n, x),
    ],
)
def test_orders_that_are_cut_off_are_refused(f: Callable[[Any, Any], Any]) -> None:
    with pytest.raises(srcad.RuleError, match="whole number"):
        srcad.grad(f)(0.7, 2.5)


def test_no_count_is_below_zero() -> None:
    assert srcad.grad(lambda m: special.pdtrik(0.79, m))(0.08) == 0.0
    assert srcad.grad(lambda p: special.bdtrik(0.28, 0.5, p))(0.7) == 0.0
