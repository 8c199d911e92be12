"""`numpy.polynomial`."""

from __future__ import annotations

from srcad.reasons.vocabulary import Reason, effect, out_of_scope

#: an object of coefficients, by the module that has the functions of the same kind of series, and their prefix
_CLASSES = {
    "polynomial": ("Polynomial", "poly"),
    "chebyshev": ("Chebyshev", "cheb"),
    "legendre": ("Legendre", "leg"),
    "hermite": ("Hermite", "herm"),
    "hermite_e": ("HermiteE", "herme"),
    "laguerre": ("Laguerre", "lag"),
}


def _objects(names: str) -> Reason:
    return out_of_scope("it makes an object of coefficients", names, "use the functions of the modules, like `polyval`")


POLYNOMIAL: tuple[Reason, ...] = (
    _objects(" ".join(cls for cls, _ in _CLASSES.values())),
    effect("it sets how polynomials are printed", "set_default_printstyle"),
)


def _of_module(module: str) -> tuple[Reason, ...]:
    cls, prefix = _CLASSES[module]
    found = (
        _objects(cls),
        out_of_scope(
            "whether its result is real or complex depends on the coefficients",
            f"{prefix}roots",
            f"write np.linalg.eigvals({prefix}companion(c).astype(complex))",
        ),
    )
    if module != "chebyshev":
        return found
    return (
        *found,
        out_of_scope("it calls the function that it is given", "chebinterpolate", "fit its values at chebpts1"),
    )


SERIES: dict[str, tuple[Reason, ...]] = {f"numpy.polynomial.{module}": _of_module(module) for module in _CLASSES}
