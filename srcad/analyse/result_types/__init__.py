"""Result types of Python and NumPy functions, one file per domain."""

from __future__ import annotations

from srcad.analyse.result_types import bins as bins
from srcad.analyse.result_types import construction as construction
from srcad.analyse.result_types import diagonals as diagonals
from srcad.analyse.result_types import dicts as dicts
from srcad.analyse.result_types import elementwise as elementwise
from srcad.analyse.result_types import fft as fft
from srcad.analyse.result_types import helpers as helpers
from srcad.analyse.result_types import joining as joining
from srcad.analyse.result_types import linalg as linalg
from srcad.analyse.result_types import lists as lists
from srcad.analyse.result_types import numerical as numerical
from srcad.analyse.result_types import order as order
from srcad.analyse.result_types import parts as parts
from srcad.analyse.result_types import picking as picking
from srcad.analyse.result_types import polynomials as polynomials
from srcad.analyse.result_types import products as products
from srcad.analyse.result_types import python as python
from srcad.analyse.result_types import reductions as reductions
from srcad.analyse.result_types import series as series
from srcad.analyse.result_types import shapes as shapes
from srcad.analyse.result_types import sparse as sparse
from srcad.analyse.result_types import spectra as spectra
from srcad.analyse.result_types import ufunc_methods as ufunc_methods
from srcad.analyse.result_types.call import type_of_call as type_of_call
