"""`scipy.fft`; loaded when the user has loaded it.

Fourier transforms as in `numpy.fft`.  The cosine and sine transforms after the definitions in SciPy's documentation:
types 1 and 4 are symmetric, types 2 and 3 each other's transposes, but for a factor at the ends unless they are made
orthogonal; the inverse of a type is another type with the scale of the opposite direction.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import fft

from srcad.rules.domains import POSITIVE, REAL
from srcad.rules.spectra import axes_of, but_last, last_of
from srcad.rules.vocabulary import Row, linear, refuse, static, written
from srcad.runtime import both_halves, resized, scaled_ends

# --- Fourier ------------------------------------------------------------------------------------------------------


def _fft(g, x, n=None, axis=-1, norm=None, workers=None):
    x_bar = fft.fft(g, axis=axis, norm=norm, workers=workers)
    return x_bar if n is None else resized(x_bar, x.shape)


def _ifft(g, x, n=None, axis=-1, norm=None, workers=None):
    x_bar = fft.ifft(g, axis=axis, norm=norm, workers=workers)
    return x_bar if n is None else resized(x_bar, x.shape)


def _rfft(g, x, n=None, axis=-1, norm=None, workers=None):
    """The other half of the spectrum, which is not there, has no adjoint."""
    if n is None:
        return fft.fft(g, x.shape[axis], axis=axis, norm=norm, workers=workers)
    return resized(fft.fft(g, n, axis=axis, norm=norm, workers=workers), x.shape)


def _ihfft(g, x, n=None, axis=-1, norm=None, workers=None):
    if n is None:
        return fft.ifft(g, x.shape[axis], axis=axis, norm=norm, workers=workers)
    return resized(fft.ifft(g, n, axis=axis, norm=norm, workers=workers), x.shape)


def _irfft(g, x, n=None, axis=-1, norm=None, workers=None):
    x_bar = both_halves(fft.ihfft(g, axis=axis, norm=norm, workers=workers), g.shape[axis], axis)
    return x_bar if n is None else resized(x_bar, x.shape)


def _hfft(g, x, n=None, axis=-1, norm=None, workers=None):
    x_bar = both_halves(fft.rfft(g, axis=axis, norm=norm, workers=workers), g.shape[axis], axis)
    return x_bar if n is None else resized(x_bar, x.shape)


def _fftn(g, x, s=None, axes=None, norm=None, workers=None):
    x_bar = fft.fftn(g, axes=axes_of(axes, s, x.ndim), norm=norm, workers=workers)
    return x_bar if s is None else resized(x_bar, x.shape)


def _ifftn(g, x, s=None, axes=None, norm=None, workers=None):
    x_bar = fft.ifftn(g, axes=axes_of(axes, s, x.ndim), norm=norm, workers=workers)
    return x_bar if s is None else resized(x_bar, x.shape)


def _rfftn(g, x, s=None, axes=None, norm=None, workers=None):
    """The last axis is that of the half spectrum."""
    which = axes_of(axes, s, x.ndim)
    last = last_of(which)
    n = x.shape[last] if s is None else s[-1]
    halves = fft.fft(g, n, axis=last, norm=norm, workers=workers)
    x_bar = halves if len(which) == 1 else fft.fftn(halves, axes=but_last(which), norm=norm, workers=workers)
    return x_bar if s is None else resized(x_bar, x.shape)


def _irfftn(g, x, s=None, axes=None, norm=None, workers=None):
    which = axes_of(axes, s, x.ndim)
    last = last_of(which)
    halves = both_halves(fft.ihfft(g, axis=last, norm=norm, workers=workers), g.shape[last], last)
    x_bar = halves if len(which) == 1 else fft.ifftn(halves, axes=but_last(which), norm=norm, workers=workers)
    return x_bar if s is None else resized(x_bar, x.shape)


@static
def _inverse_norm(norm: Any) -> Any:
    return {None: "forward", "backward": "forward", "forward": "backward", "ortho": "ortho"}[norm]


def _hfftn(x, s=None, axes=None, norm=None, workers=None):
    return fft.irfftn(np.conj(x), s, axes, _inverse_norm(norm), workers=workers)


def _ihfftn(x, s=None, axes=None, norm=None, workers=None):
    return np.conj(fft.rfftn(x, s, axes, _inverse_norm(norm), workers=workers))


def _hfft2(x, s=None, axes=(-2, -1), norm=None, workers=None):
    return _hfftn(x, s, axes, norm, workers)


def _ihfft2(x, s=None, axes=(-2, -1), norm=None, workers=None):
    return _ihfftn(x, s, axes, norm, workers)


# --- Hankel: the matrix of the transform is symmetric ---------------------------------------------------------------


def _fht(g, a, dln, mu, offset=0.0, bias=0.0):
    return fft.fht(g, dln, mu, offset, bias)


def _ifht(g, A, dln, mu, offset=0.0, bias=0.0):
    return fft.ifht(g, dln, mu, offset, bias)


# --- cosines and sines --------------------------------------------------------------------------------------------


@static
def _is_orthogonal(norm: Any, orthogonalize: Any) -> bool:
    if orthogonalize is not None and orthogonalize is not (norm == "ortho"):
        refuse("the derivative of this transform is known with the `orthogonalize` that its `norm` has by itself")
    return bool(norm == "ortho")


@static
def _other(type: int) -> int:
    """The type of the transpose, and of the inverse."""
    return {1: 1, 2: 3, 3: 2, 4: 4}[type]


def _dct(g, x, type=2, n=None, axis=-1, norm=None, workers=None, orthogonalize=None):
    return _dctn(g, x, type, n, axis, norm, workers, orthogonalize)


def _dst(g, x, type=2, n=None, axis=-1, norm=None, workers=None, orthogonalize=None):
    return _dstn(g, x, type, n, axis, norm, workers, orthogonalize)


def _dctn(g, x, type=2, s=None, axes=None, norm=None, workers=None, orthogonalize=None):
    """The first coefficient of type 3 counts once where all others count twice; in type 1 the last one too."""
    which = axes_of(axes, s, x.ndim)
    if _is_orthogonal(norm, orthogonalize) or type == 4:
        x_bar = fft.dctn(g, _other(type), axes=which, norm=norm, workers=workers)
    elif type == 1:
        ends = scaled_ends(g, 2.0, 2.0, which)
        x_bar = scaled_ends(fft.dctn(ends, 1, axes=which, norm=norm, workers=workers), 0.5, 0.5, which)
    elif type == 2:
        x_bar = fft.dctn(scaled_ends(g, 2.0, 1.0, which), 3, axes=which, norm=norm, workers=workers)
    else:
        x_bar = scaled_ends(fft.dctn(g, 2, axes=which, norm=norm, workers=workers), 0.5, 1.0, which)
    return x_bar if s is None else resized(x_bar, x.shape)


def _dstn(g, x, type=2, s=None, axes=None, norm=None, workers=None, orthogonalize=None):
    """The last coefficient of type 3 counts once where all others count twice."""
    which = axes_of(axes, s, x.ndim)
    if _is_orthogonal(norm, orthogonalize) or type == 1 or type == 4:
        x_bar = fft.dstn(g, _other(type), axes=which, norm=norm, workers=workers)
    elif type == 2:
        x_bar = fft.dstn(scaled_ends(g, 1.0, 2.0, which), 3, axes=which, norm=norm, workers=workers)
    else:
        x_bar = scaled_ends(fft.dstn(g, 2, axes=which, norm=norm, workers=workers), 1.0, 0.5, which)
    return x_bar if s is None else resized(x_bar, x.shape)


def _idct(x, type=2, n=None, axis=-1, norm=None, workers=None, orthogonalize=None):
    inverse = _inverse_norm(norm)
    return fft.dct(x, _other(type), n=n, axis=axis, norm=inverse, workers=workers, orthogonalize=orthogonalize)


def _idst(x, type=2, n=None, axis=-1, norm=None, workers=None, orthogonalize=None):
    inverse = _inverse_norm(norm)
    return fft.dst(x, _other(type), n=n, axis=axis, norm=inverse, workers=workers, orthogonalize=orthogonalize)


def _idctn(x, type=2, s=None, axes=None, norm=None, workers=None, orthogonalize=None):
    inverse = _inverse_norm(norm)
    return fft.dctn(x, _other(type), s=s, axes=axes, norm=inverse, workers=workers, orthogonalize=orthogonalize)


def _idstn(x, type=2, s=None, axes=None, norm=None, workers=None, orthogonalize=None):
    inverse = _inverse_norm(norm)
    return fft.dstn(x, _other(type), s=s, axes=axes, norm=inverse, workers=workers, orthogonalize=orthogonalize)


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(fft.fft,       x=_fft),
    linear(fft.ifft,      x=_ifft),
    linear(fft.rfft,      x=_rfft),
    linear(fft.irfft,     x=_irfft),
    linear(fft.hfft,      x=_hfft),
    linear(fft.ihfft,     x=_ihfft),
    linear(fft.fftn,      x=_fftn),
    linear(fft.ifftn,     x=_ifftn),
    linear(fft.rfftn,     x=_rfftn),
    linear(fft.irfftn,    x=_irfftn),
    linear(fft.fft2,      x=lambda g, x, s=None, axes=(-2, -1), norm=None, workers=None:
                              _fftn(g, x, s, axes, norm, workers)),
    linear(fft.ifft2,     x=lambda g, x, s=None, axes=(-2, -1), norm=None, workers=None:
                              _ifftn(g, x, s, axes, norm, workers)),
    linear(fft.rfft2,     x=lambda g, x, s=None, axes=(-2, -1), norm=None, workers=None:
                              _rfftn(g, x, s, axes, norm, workers)),
    linear(fft.irfft2,    x=lambda g, x, s=None, axes=(-2, -1), norm=None, workers=None:
                              _irfftn(g, x, s, axes, norm, workers)),
    written(fft.hfftn,    _hfftn),
    written(fft.ihfftn,   _ihfftn),
    written(fft.hfft2,    _hfft2),
    written(fft.ihfft2,   _ihfft2),
    linear(fft.fftshift,  x=lambda g, x, axes=None: fft.ifftshift(g, axes=axes)),
    linear(fft.ifftshift, x=lambda g, x, axes=None: fft.fftshift(g, axes=axes)),
    written(fft.fftfreq,  lambda n, d=1.0: fft.fftfreq(n) / d, domain=(5, POSITIVE.shaped())),
    written(fft.rfftfreq, lambda n, d=1.0: fft.rfftfreq(n) / d, domain=(5, POSITIVE.shaped())),
    linear(fft.dct,       x=_dct),
    linear(fft.dst,       x=_dst),
    linear(fft.dctn,      x=_dctn),
    linear(fft.dstn,      x=_dstn),
    written(fft.idct,     _idct),
    written(fft.idst,     _idst),
    written(fft.idctn,    _idctn),
    written(fft.idstn,    _idstn),
    linear(fft.fht,       a=_fht, domain=(REAL.shaped(5), 1, 2)),
    linear(fft.ifht,      A=_ifht, domain=(REAL.shaped(5), 1, 2)),
)
# fmt: on

ON_COMPLEX = frozenset(row.fn for row in ROWS) - {fft.fht, fft.ifht}
