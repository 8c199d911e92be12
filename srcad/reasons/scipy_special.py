"""`scipy.special`."""

from __future__ import annotations

from srcad.reasons.vocabulary import Reason, effect, out_of_scope, structural

SPECIAL: tuple[Reason, ...] = (
    structural(
        "it gives the zeros of a function: constants",
        "ai_zeros bei_zeros beip_zeros ber_zeros berp_zeros bi_zeros erf_zeros fresnel_zeros fresnelc_zeros "
        "fresnels_zeros jn_zeros jnjnp_zeros jnp_zeros jnyn_zeros kei_zeros keip_zeros kelvin_zeros ker_zeros "
        "kerp_zeros y0_zeros y1_zeros y1p_zeros yn_zeros ynp_zeros",
    ),
    structural("it gives constants for an integer", "bernoulli euler factorial2 factorialk stirling2"),
    structural(
        "it gives the nodes and weights of a quadrature: constants",
        "c_roots cg_roots h_roots he_roots j_roots js_roots l_roots la_roots p_roots ps_roots s_roots t_roots "
        "ts_roots u_roots us_roots roots_chebyc roots_chebys roots_chebyt roots_chebyu roots_gegenbauer "
        "roots_genlaguerre roots_hermite roots_hermitenorm roots_jacobi roots_laguerre roots_legendre roots_sh_chebyt "
        "roots_sh_chebyu roots_sh_jacobi roots_sh_legendre",
    ),
    effect("it sets how errors are reported", "errstate geterr seterr"),
    out_of_scope(
        "it makes a polynomial object",
        "chebyc chebys chebyt chebyu gegenbauer genlaguerre hermite hermitenorm jacobi laguerre legendre sh_chebyt "
        "sh_chebyu sh_jacobi sh_legendre",
        "use `eval_` and its name",
    ),
)
