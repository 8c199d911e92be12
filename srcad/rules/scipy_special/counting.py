"""Binomial coefficients and factorials, of floats; and functions of integers, which have no derivatives."""

from __future__ import annotations

from scipy import special

from srcad.rules.domains import POSITIVE, above
from srcad.rules.vocabulary import Row, refuse, scalar, zero


def _floats_only(exact, repetition):
    if exact or repetition:
        refuse("the derivative is known for exact=False and repetition=False")


def _binom_n(n, k, out):
    return out * (special.psi(n + 1.0) - special.psi(n - k + 1.0))


def _binom_k(n, k, out):
    return out * (special.psi(n - k + 1.0) - special.psi(k + 1.0))


def _comb_n(N, k, exact=False, repetition=False, out=None):
    _floats_only(exact, repetition)
    return _binom_n(N, k, out)


def _comb_k(N, k, exact=False, repetition=False, out=None):
    _floats_only(exact, repetition)
    return _binom_k(N, k, out)


def _perm_n(N, k, exact=False, out=None):
    _floats_only(exact, False)
    return _binom_n(N, k, out)


def _perm_k(N, k, exact=False, out=None):
    _floats_only(exact, False)
    return out * special.psi(N - k + 1.0)


def _factorial(n, exact=False, extend="zero", out=None):
    _floats_only(exact, False)
    return out * special.psi(n + 1.0)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.binom,     _binom_n, _binom_k, domain=(above(2.0), POSITIVE)),
    scalar(special.comb,      _comb_n, _comb_k, domain=(above(2.0), POSITIVE)),
    scalar(special.perm,      _perm_n, _perm_k, domain=(above(2.0), POSITIVE)),
    scalar(special.factorial, _factorial, domain=POSITIVE),
    *zero(special.round, special.factorial2, special.factorialk, special.stirling2, special.bernoulli, special.euler),
    *zero(special.roots_legendre, special.roots_chebyt, special.roots_chebyu, special.roots_chebyc),
    *zero(special.roots_chebys, special.roots_laguerre, special.roots_hermite, special.roots_hermitenorm),
    *zero(special.roots_sh_legendre, special.roots_sh_chebyt, special.roots_sh_chebyu),
    *zero(special.jn_zeros, special.jnp_zeros, special.yn_zeros, special.ynp_zeros),
    *zero(special.ber_zeros, special.bei_zeros, special.ker_zeros, special.kei_zeros),
    *zero(special.berp_zeros, special.beip_zeros, special.kerp_zeros, special.keip_zeros),
    *zero(special.ai_zeros, special.bi_zeros),
)
# fmt: on
