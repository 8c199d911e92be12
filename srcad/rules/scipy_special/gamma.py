"""The gamma function and its kin."""

from __future__ import annotations

from scipy import special

from srcad.rules.domains import ABOVE_ONE, POSITIVE
from srcad.rules.scipy_special.orders import in_order
from srcad.rules.vocabulary import Row, scalar, zero
from srcad.runtime import zeta_derivative


def _zeta_in_s(x, q=None):
    return zeta_derivative(1, x, 1.0 if q is None else q)


def _zeta_derivative_q(n, s, q):
    """``zeta(s, q)`` has the slope ``-s zeta(s + 1, q)``."""
    return -s * zeta_derivative(n, s + 1.0, q) - n * zeta_derivative(n - 1, s + 1.0, q)


def _multigammaln(a, d):
    total = special.psi(a)
    for j in range(1, d):
        total = total + special.psi(a - 0.5 * j)
    return total


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.gamma,          lambda x, out: out * special.psi(x), domain=POSITIVE),
    scalar(special.gammaln,        lambda x: special.psi(x), domain=POSITIVE),
    scalar(special.loggamma,       lambda x: special.psi(x), domain=POSITIVE),
    scalar(special.rgamma,         lambda x, out: -out * special.psi(x), domain=POSITIVE),
    scalar(special.multigammaln,   _multigammaln, None, domain=(ABOVE_ONE, 3)),
    scalar(special.psi,            lambda x: special.zeta(2.0, x), domain=POSITIVE),
    scalar(special.polygamma,      in_order,      lambda n, x: special.polygamma(n + 1, x), domain=(1, POSITIVE)),
    scalar(special.zeta,           _zeta_in_s,    lambda x, q: -x * special.zeta(x + 1.0, q),
                                   domain=(ABOVE_ONE, POSITIVE)),
    scalar(special.zetac,          lambda x: zeta_derivative(1, x, 1.0), domain=ABOVE_ONE),
    scalar(zeta_derivative,        None,          lambda n, s, q: zeta_derivative(n + 1, s, q), _zeta_derivative_q,
                                   domain=(1, ABOVE_ONE, POSITIVE)),
    scalar(special.beta,           lambda a, b, out: out * (special.psi(a) - special.psi(a + b)),
                                   lambda a, b, out: out * (special.psi(b) - special.psi(a + b)), domain=POSITIVE),
    scalar(special.betaln,         lambda a, b: special.psi(a) - special.psi(a + b),
                                   lambda a, b: special.psi(b) - special.psi(a + b), domain=POSITIVE),
    scalar(special.poch,           lambda z, m, out: out * (special.psi(z + m) - special.psi(z)),
                                   lambda z, m, out: out * special.psi(z + m), domain=POSITIVE),
    *zero(special.gammasgn),
)
# fmt: on
