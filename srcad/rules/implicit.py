"""What stays zero, or at a minimum, when arguments move: where ``f(x, *args) = 0``, ``f_x dx = -f_args dargs``."""

from __future__ import annotations

import numpy as np

from srcad.rules.inner import pulled, pushed


def jacobian(f, x, args):
    """Column by column."""
    return np.stack([pushed(lambda point: f(point, *args), (x,), (e,))[1] for e in np.eye(len(x))], axis=1)


def zeros_tangent(args_dot, f, args, x):
    return -np.linalg.solve(jacobian(f, x, args), pushed(f, (x, *args), (None, *args_dot))[1])


def zeros_adjoint(g, f, args, x):
    return pulled(f, x, *args)[1](-np.linalg.solve(jacobian(f, x, args).T, g))[1:]


def steepness(f):
    """The gradient of a function in its first argument."""

    def steepness(x, *rest):
        return pulled(f, x, *rest)[1](1.0)[0]

    return steepness


def half_square(f):
    def half_square(x, *rest):
        return 0.5 * np.sum(np.asarray(f(x, *rest)) ** 2)

    return half_square
