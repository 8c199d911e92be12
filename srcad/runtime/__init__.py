"""What generated code may call: small functions of NumPy arrays, which know nothing of the compiler."""

from __future__ import annotations

from srcad.runtime.adjoints import last_writer, unbroadcast, zeros_like
from srcad.runtime.bands import band_of_outer, band_times, transposed_band
from srcad.runtime.barrier import stop_gradient, with_derivative_of
from srcad.runtime.blocks import permutation, with_direction
from srcad.runtime.borders import continued, gathered
from srcad.runtime.checks import disjoint, expect_items, expect_length, expect_real, expect_scalar, require_bound
from srcad.runtime.cofactors import cofactors
from srcad.runtime.columns import first_only, with_nan
from srcad.runtime.curves import (
    antiderivative_of,
    breakpoints_of,
    coefficients_of,
    degree_of,
    extrapolation_of,
    integral_of,
    knots_of,
    spline_at,
    value_at,
)
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
from srcad.runtime.grids import as_rising, axes_of, fixed_axes_of, grid_at, heights_of
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
from srcad.runtime.schur import schur_equations
from srcad.runtime.series import series_divided, series_factor, series_product, series_undivided, terms_in, to_length
from srcad.runtime.solutions import converged_of, root_of, success_of, t_of, x_of, y_of
from srcad.runtime.spectra import both_halves, resized, scaled_ends
from srcad.runtime.splines import collocation_band, normal_band, onto_splines, reach_of
from srcad.runtime.tables import fixed_places_of, places_of, readings_of, table_at
from srcad.runtime.waves import i0_derivative, sinc_derivative
from srcad.runtime.windows import window_places

__all__ = [
    "antiderivative_of",
    "appended",
    "appended_at",
    "arranged",
    "as_rising",
    "axes_of",
    "band_of_outer",
    "band_times",
    "both_halves",
    "breakpoints_of",
    "coefficients_of",
    "cofactors",
    "collocation_band",
    "concatenated",
    "continued",
    "converged_of",
    "degree_of",
    "disjoint",
    "eigenvectors",
    "expect_items",
    "expect_length",
    "expect_real",
    "expect_scalar",
    "extrapolation_of",
    "first_only",
    "fixed_axes_of",
    "fixed_places_of",
    "folded",
    "gathered",
    "grid_at",
    "heights_of",
    "i0_derivative",
    "inserted",
    "instance",
    "integral_of",
    "items_like",
    "join_like",
    "keyed",
    "keys_of",
    "knots_of",
    "lagged_products",
    "last_writer",
    "length_along",
    "middle_in",
    "middle_of",
    "normal_band",
    "onto_splines",
    "order_of",
    "over_gaps",
    "over_size",
    "permutation",
    "picked",
    "place_of",
    "place_to_insert",
    "places_of",
    "polygamma",
    "prod_except",
    "put_along",
    "put_in_order",
    "python_root_of_squares",
    "reach_of",
    "readings_of",
    "repeat_like",
    "repeated",
    "require_bound",
    "resized",
    "root_of",
    "root_of_squares",
    "scaled_ends",
    "schur_equations",
    "series_divided",
    "series_factor",
    "series_product",
    "series_undivided",
    "shortened_at",
    "sinc_derivative",
    "slide",
    "solved_by",
    "spline_at",
    "split_like",
    "spread_stretches",
    "stop_gradient",
    "success_of",
    "summed",
    "t_of",
    "table_at",
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
    "zeros_like",
]
