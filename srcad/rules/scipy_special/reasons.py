"""Why functions of `scipy.special` have no row, by name."""

from __future__ import annotations

COMPLEX = "its result is complex"
UNKNOWN = "its derivatives have no known closed form"
PARAMETER = "what it gives is a parameter, in which the distribution has no derivative in closed form"
TABLE = "it gives values of all orders up to one"
DISTANCE = "its derivative is a series that SciPy does not have"
SPHEROIDAL = "its derivative in the argument needs the characteristic value, that in the parameters is not known"
NO_NUMBERS = "it is no function of numbers"
POLYNOMIAL = "it gives a polynomial as an object: use the function `eval_...` of that name"

REASONS: dict[str, str] = {
    **dict.fromkeys(("SpecialFunctionError", "SpecialFunctionWarning", "errstate", "geterr", "seterr"), NO_NUMBERS),
    **dict.fromkeys(("hankel1", "hankel1e", "hankel2", "hankel2e", "h1vp", "h2vp", "kelvin"), COMPLEX),
    **dict.fromkeys(("lambertw", "wofz", "modfresnelm", "modfresnelp", "sph_harm_y", "sph_harm_y_all"), COMPLEX),
    **dict.fromkeys(("zetac", "mathieu_a", "mathieu_b", "obl_cv", "pro_cv", "ellip_harm", "ellip_harm_2"), UNKNOWN),
    **dict.fromkeys(("ellip_normal", "mathieu_even_coef", "mathieu_odd_coef", "nctdtr", "ncfdtr", "ncfdtri"), UNKNOWN),
    **dict.fromkeys(("nctdtrit",), UNKNOWN),
    **dict.fromkeys(("bdtrik", "bdtrin", "btdtria", "btdtrib", "chdtriv", "chndtridf", "chndtrinc"), PARAMETER),
    **dict.fromkeys(("fdtridfd", "gdtrib", "nbdtrik", "nbdtrin", "ncfdtridfd", "ncfdtridfn", "ncfdtrinc"), PARAMETER),
    **dict.fromkeys(("nctdtridf", "nctdtrinc", "pdtrik", "stdtridf"), PARAMETER),
    **dict.fromkeys(("kolmogorov", "kolmogi", "smirnov", "smirnovi"), DISTANCE),
    **dict.fromkeys(("lmbda", "lqmn", "lqn", "pbdn_seq", "pbdv_seq", "pbvv_seq", "riccati_jn", "riccati_yn"), TABLE),
    **dict.fromkeys(("obl_cv_seq", "pro_cv_seq", "legendre_p_all", "assoc_legendre_p_all"), TABLE),
    **dict.fromkeys(("sph_legendre_p_all",), TABLE),
    **dict.fromkeys(("legendre_p", "assoc_legendre_p", "sph_legendre_p"), "use eval_legendre, or lpmv"),
    **dict.fromkeys(("obl_ang1", "obl_ang1_cv", "obl_rad1", "obl_rad1_cv", "obl_rad2", "obl_rad2_cv"), SPHEROIDAL),
    **dict.fromkeys(("pro_ang1", "pro_ang1_cv", "pro_rad1", "pro_rad1_cv", "pro_rad2", "pro_rad2_cv"), SPHEROIDAL),
    **dict.fromkeys(("legendre", "chebyt", "chebyu", "chebyc", "chebys", "jacobi", "laguerre"), POLYNOMIAL),
    **dict.fromkeys(("genlaguerre", "hermite", "hermitenorm", "gegenbauer", "sh_legendre", "sh_chebyt"), POLYNOMIAL),
    **dict.fromkeys(("sh_chebyu", "sh_jacobi"), POLYNOMIAL),
    **dict.fromkeys(("roots_genlaguerre", "roots_gegenbauer", "roots_jacobi", "roots_sh_jacobi"), UNKNOWN),
    **dict.fromkeys(("assoc_laguerre",), "use eval_genlaguerre"),
    **dict.fromkeys(("erf_zeros", "fresnel_zeros", "fresnelc_zeros", "fresnels_zeros"), COMPLEX),
    **dict.fromkeys(("y0_zeros", "y1_zeros", "y1p_zeros"), COMPLEX),
    **dict.fromkeys(("jnjnp_zeros", "jnyn_zeros", "kelvin_zeros"), "it gives tables of several kinds at once"),
}
