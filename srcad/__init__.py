"""Gradients of plain Python functions, written out as plain Python you can read.

>>> import math
>>> from srcad import grad
>>> def f(x, y):
...     z = x * y
...     return math.sin(z) + x
>>> print(grad(f, argnums=("x", "y")))
def f_grad(x, y, *, out_bar=1.0):
    z = x * y
    # return math.sin(z) + x
    z_bar = out_bar * math.cos(z)
    # z = x * y
    x_bar = out_bar + z_bar * y
    y_bar = z_bar * x
    return x_bar, y_bar
"""

from __future__ import annotations

from srcad.api.jacobians import elementwise_grad, hessian, hvp, jacfwd, jacobian, jacrev
from srcad.api.transforms import grad, jvp, value_and_grad, vjp
from srcad.checking import Finding, check
from srcad.errors import AliasError, ArgumentError, LanguageError, RuleError, SourceError, SrcadError
from srcad.runtime.barrier import stop_gradient
from srcad.testing import check_grads

__version__ = "0.1.0"

__all__ = [
    "AliasError",
    "ArgumentError",
    "Finding",
    "LanguageError",
    "RuleError",
    "SourceError",
    "SrcadError",
    "check",
    "check_grads",
    "elementwise_grad",
    "grad",
    "hessian",
    "hvp",
    "jacfwd",
    "jacobian",
    "jacrev",
    "jvp",
    "stop_gradient",
    "value_and_grad",
    "vjp",
]
