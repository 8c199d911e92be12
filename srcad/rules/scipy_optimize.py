"""`scipy.optimize`, by the implicit function theorem; loaded when the user has loaded it.

The steps of a solver are not differentiated: where ``f(x, theta) = 0``, ``f_x dx = -f_theta dtheta``.
"""

from __future__ import annotations

from scipy import optimize

from srcad.rules.inner import pulled, pushed
from srcad.rules.vocabulary import Pair, Row, structured

# --- one equation -------------------------------------------------------------------------------------------------


def _slope(f, x, args):
    """The derivative of a function of one number."""
    return pushed(lambda point: f(point, *args), (x,), (1.0,))[1]


def _zero_tangent(args_dot, f, args, x):
    return -pushed(f, (x, *args), (None, *args_dot))[1] / _slope(f, x, args)


def _zero_adjoint(g, f, args, x):
    return pulled(f, x, *args)[1](-(g / _slope(f, x, args)))[1:]


def _bracketed_tangent(args_dot, f, a, b, out, args=(), xtol=0.0, rtol=0.0, maxiter=0):
    """The root does not depend on the interval that it is sought in."""
    return _zero_tangent(args_dot, f, args, out)


def _bracketed_adjoint(g, f, a, b, out, args=(), xtol=0.0, rtol=0.0, maxiter=0):
    return _zero_adjoint(g, f, args, out)


_BRACKETED = Pair(_bracketed_tangent, _bracketed_adjoint)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(optimize.brentq,      args=_BRACKETED),
    structured(optimize.brenth,      args=_BRACKETED),
    structured(optimize.bisect,      args=_BRACKETED),
    structured(optimize.ridder,      args=_BRACKETED),
    structured(optimize.toms748,     args=_BRACKETED),
)
# fmt: on
