"""What generated code may call: small functions of NumPy arrays, which know nothing of the compiler."""

from __future__ import annotations

from srcad.runtime.adjoints import last_writer, unbroadcast, zeros_like
from srcad.runtime.bands import band_of_outer, band_times, transposed_band
from srcad.runtime.barrier import stop_gradient, with_derivative_of
from srcad.runtime.bessel import ive_derivative, jv_derivative, kve_derivative, yv_derivative
from srcad.runtime.blocks import permutation, with_direction
from srcad.runtime.borders import continued, gathered
from srcad.runtime.checks import disjoint, expect_items, expect_length, expect_real, expect_scalar, require_bound
from srcad.runtime.cofactors import cofactors
from srcad.runtime.columns import first_only, with_nan
from srcad.runtime.curves import breakpoints_of, coefficients_of, value_at
from srcad.runtime.dicts import (
    keyed,
    keys_of,
    picked,
    summed,
    united,
    values_of,
    with_default,
    with_key,
    with_member,
    without_key,
    without_member,
)
from srcad.runtime.eigenvectors import eigenvectors
from srcad.runtime.factors import solved_by
from srcad.runtime.gaps import over_gaps, over_size
from srcad.runtime.incomplete import (
    beta_density_derivative,
    betainc_derivative,
    gamma_density_derivative,
    gammainc_derivative,
    student_density_derivative,
    student_derivative,
)
from srcad.runtime.items import length_along, prod_except, put_along, slide, spread_stretches
from srcad.runtime.lags import lagged_products
from srcad.runtime.lists import (
    appended,
    appended_at,
    arranged,
    concatenated,
    folded,
    inserted,
    order_of,
    place_of,
    place_to_insert,
    put_in_order,
    repeated,
    shortened_at,
    without,
    without_last,
)
from srcad.runtime.middles import middle_in, middle_of
from srcad.runtime.objects import instance
from srcad.runtime.parts import items_like, join_like, repeat_like, split_like
from srcad.runtime.polygamma import polygamma
from srcad.runtime.roots import python_root_of_squares, root_of_squares
from srcad.runtime.series import series_divided, series_factor, series_product, series_undivided, terms_in, to_length
from srcad.runtime.solutions import converged_of, root_of, success_of, t_of, x_of, y_of
from srcad.runtime.spectra import both_halves, resized, scaled_ends
from srcad.runtime.waves import i0_derivative, sinc_derivative
from srcad.runtime.windows import window_places
from srcad.runtime.zeta import zeta_derivative

__all__ = [
    "appended",
    "appended_at",
    "arranged",
    "band_of_outer",
    "band_times",
    "beta_density_derivative",
    "betainc_derivative",
    "both_halves",
    "breakpoints_of",
    "coefficients_of",
    "cofactors",
    "concatenated",
    "continued",
    "converged_of",
    "disjoint",
    "eigenvectors",
    "expect_items",
    "expect_length",
    "expect_real",
    "expect_scalar",
    "first_only",
    "folded",
    "gamma_density_derivative",
    "gammainc_derivative",
    "gathered",
    "i0_derivative",
    "inserted",
    "instance",
    "items_like",
    "ive_derivative",
    "join_like",
    "jv_derivative",
    "keyed",
    "keys_of",
    "kve_derivative",
    "lagged_products",
    "last_writer",
    "length_along",
    "middle_in",
    "middle_of",
    "order_of",
    "over_gaps",
    "over_size",
    "permutation",
    "picked",
    "place_of",
    "place_to_insert",
    "polygamma",
    "prod_except",
    "put_along",
    "put_in_order",
    "python_root_of_squares",
    "repeat_like",
    "repeated",
    "require_bound",
    "resized",
    "root_of",
    "root_of_squares",
    "scaled_ends",
    "series_divided",
    "series_factor",
    "series_product",
    "series_undivided",
    "shortened_at",
    "sinc_derivative",
    "slide",
    "solved_by",
    "split_like",
    "spread_stretches",
    "stop_gradient",
    "student_density_derivative",
    "student_derivative",
    "success_of",
    "summed",
    "t_of",
    "terms_in",
    "to_length",
    "transposed_band",
    "unbroadcast",
    "united",
    "value_at",
    "values_of",
    "window_places",
    "with_default",
    "with_derivative_of",
    "with_direction",
    "with_key",
    "with_member",
    "with_nan",
    "without",
    "without_key",
    "without_last",
    "without_member",
    "x_of",
    "y_of",
    "yv_derivative",
    "zeros_like",
    "zeta_derivative",
]
