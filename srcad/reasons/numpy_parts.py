"""`numpy.fft` and `numpy.polynomial`."""

from __future__ import annotations

from srcad.reasons.vocabulary import Reason, effect, out_of_scope, structural

FFT: tuple[Reason, ...] = (structural("it gives frequencies, which are constants", "fftfreq rfftfreq"),)

#: an object of coefficients, by the module that has the functions of the same kind of series
_CLASSES = {
    "polynomial": "Polynomial",
    "chebyshev": "Chebyshev",
    "legendre": "Legendre",
    "hermite": "Hermite",
    "hermite_e": "HermiteE",
    "laguerre": "Laguerre",
}


def _objects(names: str) -> Reason:
    return out_of_scope("it makes an object of coefficients", names, "use the functions of the modules, like `polyval`")


POLYNOMIAL: tuple[Reason, ...] = (
    _objects(" ".join(_CLASSES.values())),
    effect("it sets how polynomials are printed", "set_default_printstyle"),
)
SERIES: dict[str, tuple[Reason, ...]] = {
    f"numpy.polynomial.{module}": (_objects(cls),) for module, cls in _CLASSES.items()
}
