"""Orthogonal polynomials in their argument: each derivative is a polynomial of one degree less (DLMF 18.9)."""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import SHARE, UNIT
from srcad.rules.scipy_special.orders import in_order, in_parameter
from srcad.rules.vocabulary import Row, scalar


def _sh_jacobi(n, p, q, x):
    scale = (n + p) / special.binom(2.0 * n + p - 1.0, n)
    return scale * special.eval_jacobi(n - 1, p - q + 1.0, q, 2.0 * x - 1.0)


def _lpmv(m, v, x, out):
    """DLMF 14.10.5"""
    return (v * x * out - (v + m) * special.lpmv(m, v - 1.0, x)) / (x * x - 1.0)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.eval_legendre,     in_order, lambda n, x: special.eval_gegenbauer(n - 1, 1.5, x), domain=(3, UNIT)),
    scalar(special.eval_chebyt,       in_order, lambda n, x: n * special.eval_chebyu(n - 1, x), domain=(3, UNIT)),
    scalar(special.eval_chebyu,       in_order, lambda n, x: 2.0 * special.eval_gegenbauer(n - 1, 2.0, x),
                                      domain=(3, UNIT)),
    scalar(special.eval_chebyc,       in_order, lambda n, x: n * special.eval_chebys(n - 1, x), domain=(3, UNIT)),
    scalar(special.eval_chebys,       in_order, lambda n, x: special.eval_gegenbauer(n - 1, 2.0, 0.5 * x),
                                      domain=(3, UNIT)),
    scalar(special.eval_hermite,      in_order, lambda n, x: 2.0 * n * special.eval_hermite(np.maximum(n - 1, 0), x),
                                      domain=(3, UNIT)),
    scalar(special.eval_hermitenorm,  in_order, lambda n, x: n * special.eval_hermitenorm(np.maximum(n - 1, 0), x),
                                      domain=(3, UNIT)),
    scalar(special.eval_laguerre,     in_order, lambda n, x: -special.eval_genlaguerre(n - 1, 1.0, x),
                                      domain=(3, UNIT)),
    scalar(special.eval_genlaguerre,  in_order, in_parameter,
                                      lambda n, alpha, x: -special.eval_genlaguerre(n - 1, alpha + 1.0, x),
                                      domain=(3, 2, UNIT)),
    scalar(special.eval_gegenbauer,   in_order, in_parameter,
                                      lambda n, alpha, x: 2.0 * alpha * special.eval_gegenbauer(n - 1, alpha + 1.0, x),
                                      domain=(3, 2, UNIT)),
    scalar(special.eval_jacobi,       in_order, in_parameter, in_parameter, lambda n, alpha, beta, x:
                                      0.5 * (n + alpha + beta + 1.0)
                                      * special.eval_jacobi(n - 1, alpha + 1.0, beta + 1.0, x), domain=(3, 2, 1, UNIT)),
    scalar(special.eval_sh_legendre,  in_order, lambda n, x: 2.0 * special.eval_gegenbauer(n - 1, 1.5, 2.0 * x - 1.0),
                                      domain=(3, SHARE)),
    scalar(special.eval_sh_chebyt,    in_order, lambda n, x: 2.0 * n * special.eval_sh_chebyu(n - 1, x),
                                      domain=(3, SHARE)),
    scalar(special.eval_sh_chebyu,    in_order, lambda n, x: 4.0 * special.eval_gegenbauer(n - 1, 2.0, 2.0 * x - 1.0),
                                      domain=(3, SHARE)),
    scalar(special.eval_sh_jacobi,    in_order, in_parameter, in_parameter, _sh_jacobi, domain=(3, 3, 2, SHARE)),
    scalar(special.lpmv,              in_order, in_order, _lpmv, domain=(1, 3, UNIT)),
)
# fmt: on
