"""`scipy.special`."""

from __future__ import annotations

from srcad.reasons.vocabulary import Reason, effect, no_derivative, out_of_scope, structural

SPECIAL: tuple[Reason, ...] = (
    structural(
        "it gives tables of zeros of several kinds, or complex ones: constants",
        "erf_zeros fresnel_zeros fresnelc_zeros fresnels_zeros jnjnp_zeros jnyn_zeros kelvin_zeros y0_zeros y1_zeros "
        "y1p_zeros",
    ),
    effect("it sets how errors are reported", "errstate geterr seterr"),
    no_derivative(
        "its derivatives have no known closed form",
        "mathieu_a mathieu_b mathieu_even_coef mathieu_odd_coef obl_cv pro_cv ellip_harm ellip_harm_2 "
        "ellip_normal nctdtr nctdtrit ncfdtr ncfdtri",
    ),
    no_derivative(
        "what it gives is a parameter, in which the distribution has no derivative in closed form",
        "chndtridf ncfdtridfd ncfdtridfn ncfdtrinc nctdtridf nctdtrinc",
    ),
    no_derivative(
        "its derivative is a series that SciPy does not have",
        "kolmogorov kolmogi smirnov smirnovi",
    ),
    no_derivative(
        "its derivative in the argument needs the characteristic value, that in the parameters is not known",
        "obl_ang1 obl_ang1_cv obl_rad1 obl_rad1_cv obl_rad2 obl_rad2_cv pro_ang1 pro_ang1_cv pro_rad1 pro_rad1_cv "
        "pro_rad2 pro_rad2_cv",
    ),
    out_of_scope(
        "it gives values of all orders up to one",
        "lmbda lqmn lqn pbdn_seq pbdv_seq pbvv_seq riccati_jn riccati_yn obl_cv_seq pro_cv_seq legendre_p_all "
        "assoc_legendre_p_all sph_legendre_p_all "
        "sph_harm_y_all",
        "call the function of one order in a loop",
    ),
    out_of_scope(
        "it gives the nodes of a quadrature, which depend on a parameter",
        "cg_roots j_roots js_roots la_roots roots_gegenbauer roots_genlaguerre roots_jacobi roots_sh_jacobi",
    ),
    out_of_scope("another function does the same", "assoc_laguerre", "use eval_genlaguerre"),
    out_of_scope(
        "another function does the same",
        "legendre_p assoc_legendre_p sph_legendre_p",
        "use eval_legendre, or lpmv",
    ),
    out_of_scope(
        "it makes a polynomial object",
        "chebyc chebys chebyt chebyu gegenbauer genlaguerre hermite hermitenorm jacobi laguerre legendre sh_chebyt "
        "sh_chebyu sh_jacobi sh_legendre",
        "use `eval_` and its name",
    ),
)
