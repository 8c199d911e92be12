"""The gamma function and its kin."""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import ABOVE_ONE, POSITIVE, SHARE
from srcad.rules.scipy_special.orders import in_order, in_parameter
from srcad.rules.vocabulary import Row, refuse, scalar, zero


def _in_s(x, q=None):
    refuse("the derivative of zeta in its first argument is not known")


def _multigammaln(a, d):
    total = special.psi(a)
    for j in range(1, d):
        total = total + special.psi(a - 0.5 * j)
    return total


def _density(a, x):
    """Of the gamma distribution."""
    return np.exp(special.xlogy(a - 1.0, x) - x - special.gammaln(a))


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.gamma,          lambda x, out: out * special.psi(x), domain=POSITIVE),
    scalar(special.gammaln,        lambda x: special.psi(x), domain=POSITIVE),
    scalar(special.loggamma,       lambda x: special.psi(x), domain=POSITIVE),
    scalar(special.rgamma,         lambda x, out: -out * special.psi(x), domain=POSITIVE),
    scalar(special.multigammaln,   _multigammaln, None, domain=(ABOVE_ONE, 3)),
    scalar(special.psi,            lambda x: special.zeta(2.0, x), domain=POSITIVE),
    scalar(special.polygamma,      in_order,      lambda n, x: special.polygamma(n + 1, x), domain=(1, POSITIVE)),
    scalar(special.zeta,           _in_s,         lambda x, q: -x * special.zeta(x + 1.0, q), domain=(3, POSITIVE)),
    scalar(special.beta,           lambda a, b, out: out * (special.psi(a) - special.psi(a + b)),
                                   lambda a, b, out: out * (special.psi(b) - special.psi(a + b)), domain=POSITIVE),
    scalar(special.betaln,         lambda a, b: special.psi(a) - special.psi(a + b),
                                   lambda a, b: special.psi(b) - special.psi(a + b), domain=POSITIVE),
    scalar(special.poch,           lambda z, m, out: out * (special.psi(z + m) - special.psi(z)),
                                   lambda z, m, out: out * special.psi(z + m), domain=POSITIVE),
    scalar(special.gammainc,       in_order, lambda a, x: _density(a, x), domain=(2, POSITIVE)),
    scalar(special.gammaincc,      in_order, lambda a, x: -_density(a, x), domain=(2, POSITIVE)),
    scalar(special.gammaincinv,    in_parameter, lambda a, y, out: 1.0 / _density(a, out), domain=(2, SHARE)),
    scalar(special.gammainccinv,   in_parameter, lambda a, y, out: -1.0 / _density(a, out), domain=(2, SHARE)),
    *zero(special.gammasgn),
)
# fmt: on
