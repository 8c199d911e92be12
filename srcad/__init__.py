"""Gradients of plain Python functions, written out as plain Python you can read.

>>> from srcad import grad
>>> def f(x, y):
...     return x * y + x
>>> print(grad(f))
def f_grad(x, y, *, out_bar=1.0):
    # return x * y + x
    return out_bar * y + out_bar
"""

from __future__ import annotations

from srcad.api.jacobians import elementwise_grad, hessian, hvp, jacfwd, jacobian, jacrev
from srcad.api.transforms import grad, jvp, value_and_grad, vjp
from srcad.errors import AliasError, ArgumentError, LanguageError, RuleError, SourceError, SrcadError
from srcad.runtime.barrier import stop_gradient
from srcad.testing import check_grads

__version__ = "0.1.0"

__all__ = [
    "AliasError",
    "ArgumentError",
    "LanguageError",
    "RuleError",
    "SourceError",
    "SrcadError",
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
