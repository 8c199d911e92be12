"""Functions of real modules are transformed, or refused in words of our own."""

from benchmarks.functions_found import drawn
from benchmarks.real_functions import tally

COUNT = 150
MODULES = (
    *("bisect", "cmath", "colorsys", "decimal", "fractions", "heapq", "random", "statistics", "textwrap", "zipfile"),
    *("numpy.lib._function_base_impl", "numpy.lib._nanfunctions_impl", "numpy.linalg._linalg", "numpy.ma.core"),
    *("numpy.polynomial.chebyshev", "numpy.polynomial.polyutils", "numpy.lib._index_tricks_impl"),
    *("scipy.integrate._quadrature", "scipy.interpolate._pade", "scipy.linalg._special_matrices"),
    *("scipy.optimize._linesearch", "scipy.optimize._numdiff", "scipy.signal._waveforms", "scipy.special._basic"),
)


def test_transformed_or_refused() -> None:
    found = tally(drawn(COUNT, MODULES))
    assert found.broken == []
    assert found.transformed + found.refused.total() == COUNT
    assert found.transformed >= 10
