"""Every case through the whole of srcad: its derivative, and the derivative of that, agree with differences."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import linalg, ndimage, optimize, signal
from scipy.spatial import distance

import srcad
from srcad.rules import scipy_morphology, scipy_ndimage, scipy_spectra
from srcad.runtime import join_like, lagged_products, over_gaps, put_along, series_factor, split_like
from tests.rules.checking import like
from tests.rules.programs import PROGRAMS, Program, each

Function = Callable[..., Any]

#: calls that make no sense, or end at a kink, when an axis is cut
NEED_MORE = (
    *(np.interp, np.resize, np.polymul, np.polyfit),
    *(np.histogram, np.histogram2d, np.histogram_bin_edges),
    *(operator.mod, np.remainder, np.fmod, split_like, join_like, put_along, over_gaps),
    *(np.linalg.qr, np.linalg.svd, np.linalg.pinv, linalg.qr, linalg.rq, linalg.svd, linalg.lu, linalg.polar),
    *(linalg.lu_factor, ndimage.rotate),
    *(linalg.orthogonal_procrustes, linalg.solve_sylvester),
    *(distance.cdist, distance.pdist),
    *(ndimage.maximum, ndimage.minimum, ndimage.median, signal.welch, signal.spectrogram, signal.decimate),
)
#: they give nothing of nothing, where their derivatives raise
NOT_EMPTY = (
    *(signal.convolve, signal.fftconvolve, signal.oaconvolve, signal.correlate, signal.convolve2d, signal.correlate2d),
    *(row.fn for row in scipy_ndimage.ROWS),
    *(row.fn for row in (*scipy_morphology.OF_SIGNALS, *scipy_spectra.ROWS)),
    *(signal.wiener, optimize.nnls),
    *(lagged_products, series_factor),
)
COMPLEX = [program for program in PROGRAMS if program.is_complex]


def along(f: Function, values: list[Any], index: int, step: Any) -> Any:
    """The derivative along a step of one argument, by differences."""
    moved = (type_of(values[index])(values[index] + h * step) for h in (1e-6, -1e-6))
    ahead, behind = (np.asarray(f(*values[:index], value, *values[index + 1 :])) for value in moved)
    return (ahead - behind) / 2e-6


def type_of(value: Any) -> Function:
    return np.asarray if isinstance(value, np.ndarray) else type(value)


def steps(value: Any) -> list[Any]:
    """A unit step for each item, and for the imaginary part of each."""
    units = [unit.reshape(np.shape(value))[()] for unit in np.eye(np.size(value))]
    return units + [1j * unit for unit in units] if np.iscomplexobj(value) else units


def gradient_of(f: Function, values: list[Any], index: int) -> Any:
    """The gradient by differences: ``df/da - i df/db`` in ``a + ib``."""
    parts = np.array([along(f, values, index, step) for step in steps(values[index])])
    if not np.iscomplexobj(values[index]):
        return parts
    return parts[: len(parts) // 2] - 1j * parts[len(parts) // 2 :]


def agree(found: Any, expected: Any) -> None:
    np.testing.assert_allclose(found, expected, rtol=5e-4, atol=1e-5)


@each(PROGRAMS)
def test_derivatives(program: Program) -> None:
    f, values, active = program.function, program.values, program.active
    gradients = srcad.grad(f, argnums=tuple(active))(*values)
    for index, gradient in zip(active, gradients, strict=True):
        assert np.shape(gradient) == np.shape(values[index])
        agree(np.ravel(gradient), gradient_of(f, values, index))


@each(PROGRAMS)
def test_second_derivatives(program: Program) -> None:
    f, values, index = program.function, program.values, program.active[0]
    if program.case.orders < 2:
        with pytest.raises(srcad.SrcadError):
            srcad.hessian(f, argnums=index)(*values)
        return
    if np.iscomplexobj(values[index]):
        # there is no matrix that a complex step could be multiplied with
        for step in map(type_of(values[index]), steps(values[index])):
            expected = along(srcad.grad(f, argnums=index), values, index, step)
            agree(srcad.hvp(f, argnums=index)(*values, step), expected)
        return
    hessian = np.asarray(srcad.hessian(f, argnums=index)(*values))
    assert hessian.shape == np.shape(values[index]) * 2
    columns = [along(srcad.grad(f, argnums=index), values, index, step) for step in steps(values[index])]
    agree(hessian.reshape(len(columns), -1).T, np.reshape(columns, (len(columns), -1)))


@each(COMPLEX)
def test_tangents_of_complex_numbers(program: Program) -> None:
    f, values = program.function, program.values
    for index in program.active:
        step = like(values[index], np.random.default_rng(2).standard_normal)

        def alone(value: Any, index: int = index) -> Any:
            return f(*values[:index], value, *values[index + 1 :])

        agree(srcad.jvp(alone, (values[index],), (step,))[1], along(f, values, index, step))


def shrunk(values: list[Any], length: int) -> list[Any]:
    """The first axis of every array cut to this length."""
    return [value[:length] if isinstance(value, np.ndarray) and value.ndim else value for value in values]


@pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore:kernel_size exceeds", "ignore:nperseg")
@each(PROGRAMS)
def test_axes_of_length_one_and_zero(program: Program) -> None:
    f = program.function
    for length in (0, 1):
        values = shrunk(program.values, length)
        try:
            value = f(*values)
        except (ValueError, IndexError, TypeError, ZeroDivisionError, RuntimeError, np.linalg.LinAlgError):
            continue
        needs_more = program.case.fn in NEED_MORE or (length == 0 and program.case.fn in NOT_EMPTY)
        if needs_more or not np.isfinite(value):
            continue
        gradients = srcad.grad(f, argnums=tuple(program.active))(*values)
        for index, gradient in zip(program.active, gradients, strict=True):
            assert np.shape(gradient) == np.shape(values[index])
            agree(np.ravel(gradient), gradient_of(f, values, index))
