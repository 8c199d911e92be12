"""The few functions that the engine itself writes into a derivative: zeros, sums, spreads, casts.

They stand here because `transform/` names no NumPy function.  Each has a rule row, so that what is written
with them can be differentiated again.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from srcad import runtime
from srcad.ir.core import Apply, At, Index, Pack, Slice, Subscript, Transposed

ADD = Apply(operator.add)
SUB = Apply(operator.sub)
MUL = Apply(operator.mul)
NEG = Apply(operator.neg)
AND = Apply(operator.and_)
OR = Apply(operator.or_)
NOT = Apply(operator.invert)
NEITHER = Apply(operator.not_)

ZEROS = Apply(np.zeros_like, name="np.zeros_like")
ZEROS_OF_ANY = Apply(runtime.zeros_like, name="zeros_like")
FULL = Apply(np.full_like, name="np.full_like")
MATRIX_SUM = Apply(runtime.matrix_sum, name="matrix_sum")
SUMMED = Apply(runtime.summed, name="summed")
UNBROADCAST = Apply(runtime.unbroadcast, name="unbroadcast")
SHAPE = Apply(np.shape, style="attr", name="shape")
SIZE = Apply(np.size, style="attr", name="size")
SELECT = Apply(np.where, name="np.where")
FILLED = Apply(np.full, name="np.full")
ANY = Apply(np.any, name="np.any")
ANY_AXIS = Apply(np.any, kw=("axis",), style="method", name="any")
ANY_KEEP = Apply(np.any, kw=("axis", "keepdims"), style="method", name="any")
TRANSPOSE = Apply(np.transpose, name="np.transpose")
NOT_EQUAL = Apply(operator.ne)
WITH_DERIVATIVE_OF = Apply(runtime.with_derivative_of, name="with_derivative_of")
LAST_WRITER = Apply(runtime.last_writer, name="last_writer")

COPY = Apply(np.copy, style="method", name="copy")

SUM = Apply(np.sum, name="np.sum")
SUM_AXIS = Apply(np.sum, kw=("axis",), style="method", name="sum")
SUM_KEEP = Apply(np.sum, kw=("axis", "keepdims"), style="method", name="sum")
SPREAD = Apply(np.expand_dims, kw=("axis",), name="np.expand_dims")

AS_FLOAT = Apply(float, name="float")
AS_FLOAT64 = Apply(np.float64, name="np.float64")
AS_FLOAT32 = Apply(np.float32, name="np.float32")
AS_FLOAT16 = Apply(np.float16, name="np.float16")
AS_COMPLEX = Apply(complex, name="complex")
AS_COMPLEX64 = Apply(np.complex64, name="np.complex64")
#: ``z.real``
REAL = Apply(np.real, style="attr", name="real")
AS_DTYPE = Apply(np.astype, style="method", name="astype")

SLICE = Apply(slice, name="slice")
LEN = Apply(len, name="len")
RANGE = Apply(range, name="range")
MIN = Apply(min, name="min")

TUPLE = Pack("tuple")
LIST = Pack("list")
DICT = Pack("dict")
#: ``x[i]``, ``x[()]``, ``x[::-1]``, ``x.T``
ITEM = Index((Subscript((At(),)),))
SCALAR_OF_0D = Index((Subscript((), tuple=True),))
BACKWARDS = Index((Subscript((Slice(False, False, True),)),))
TRANSPOSED = Index((Transposed(),))

#: linear functions that broadcast their operands: a compact adjoint may pass through them
ELEMENTWISE = frozenset({np.where, np.real, np.imag, np.conjugate})

#: linear functions that broadcast what they are given; of the others a transpose gives just the operand's axes
SPREADING = frozenset({np.full, np.full_like, np.broadcast_to, np.cross, np.linspace, np.einsum})

#: linear functions whose transposes take one number for all of a compact adjoint
SCALING = frozenset({np.sum, np.mean})

#: linear functions that only take axes away: the adjoint of the result serves as a compact one
NARROWING = frozenset({runtime.unbroadcast})

#: square roots, and what those of sums of squares are; and of what such sums are made
ROOTS: dict[Callable[..., Any], tuple[Callable[..., Any], str]] = {
    np.sqrt: (runtime.root_of_squares, "np.sqrt"),
    math.sqrt: (runtime.python_root_of_squares, "math.sqrt"),
}
MULTIPLICATIONS = frozenset({operator.mul, np.multiply})
PRODUCTS = MULTIPLICATIONS | {operator.matmul, np.matmul, np.dot, np.vdot, np.inner}
POWERS = frozenset({operator.pow, pow, np.power, np.float_power})
SQUARES = frozenset({np.square, np.var})
TOTALS = frozenset({np.sum, np.mean, sum})

#: what an operator means between lists
OF_LISTS: dict[Callable[..., Any], Callable[..., Any]] = {
    operator.add: runtime.concatenated,
    operator.mul: runtime.repeated,
}

#: the names under which the functions above are printed
MODULES = {
    "np": np,
    "zeros_like": runtime.zeros_like,
    "summed": runtime.summed,
    "unbroadcast": runtime.unbroadcast,
    "last_writer": runtime.last_writer,
}
