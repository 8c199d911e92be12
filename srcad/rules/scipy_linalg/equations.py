"""Matrix equations: Sylvester, Lyapunov and Riccati.

The solution of an equation that is linear in what moves is that of the same equation, transposed.  The Riccati
equations, linearised, are Lyapunov equations with the closed loop ``a - b k``.
"""

from __future__ import annotations

import numpy as np
from scipy import linalg

from srcad.rules.domains import SQUARE
from srcad.rules.vocabulary import Pair, Row, structured

# --- a x + x b = q ------------------------------------------------------------------------------------------------


def _sylvester_tangent_a(a_dot, a, b, q, out):
    return -linalg.solve_sylvester(a, b, a_dot @ out)


def _sylvester_tangent_b(b_dot, a, b, q, out):
    return -linalg.solve_sylvester(a, b, out @ b_dot)


def _sylvester_tangent_q(q_dot, a, b, q):
    return linalg.solve_sylvester(a, b, q_dot)


def _sylvester_adjoint_q(g, a, b, q):
    return linalg.solve_sylvester(a.T, b.T, g)


def _sylvester_adjoint_a(g, a, b, q, out):
    return -linalg.solve_sylvester(a.T, b.T, g) @ out.T


def _sylvester_adjoint_b(g, a, b, q, out):
    return -out.T @ linalg.solve_sylvester(a.T, b.T, g)


# --- a x + x a.T = q ----------------------------------------------------------------------------------------------


def _lyapunov_tangent_a(a_dot, a, q, out):
    return -linalg.solve_continuous_lyapunov(a, a_dot @ out + out @ a_dot.T)


def _lyapunov_adjoint_a(g, a, q, out):
    q_bar = linalg.solve_continuous_lyapunov(a.T, g)
    return -q_bar @ out.T - q_bar.T @ out


# --- a x a.T - x + q = 0 ------------------------------------------------------------------------------------------


def _discrete(a, q, method):
    if method is None:
        return linalg.solve_discrete_lyapunov(a, q)
    return linalg.solve_discrete_lyapunov(a, q, method)


def _stein_tangent_a(a_dot, a, q, out, method=None):
    return _discrete(a, a_dot @ out @ a.T + a @ out @ a_dot.T, method)


def _stein_adjoint_a(g, a, q, out, method=None):
    q_bar = _discrete(a.T, g, method)
    return q_bar @ a @ out.T + q_bar.T @ a @ out


# --- a.T x + x a - x b inv(r) b.T x + q = 0 -----------------------------------------------------------------------


def _gain(b, r, x):
    return np.linalg.solve(r, b.T @ x)


def _care_moved(rise, a, b, r, x):
    return linalg.solve_continuous_lyapunov((a - b @ _gain(b, r, x)).T, -rise)


def _care_felt(g, a, b, r, x):
    return linalg.solve_continuous_lyapunov(a - b @ _gain(b, r, x), -0.5 * (g + g.T))


def _care_tangent_a(a_dot, a, b, q, r, out):
    return _care_moved(a_dot.T @ out + out @ a_dot, a, b, r, out)


def _care_tangent_b(b_dot, a, b, q, r, out):
    turn = out @ b_dot @ _gain(b, r, out)
    return _care_moved(-turn - turn.T, a, b, r, out)


def _care_tangent_r(r_dot, a, b, q, r, out):
    k = _gain(b, r, out)
    return _care_moved(k.T @ r_dot @ k, a, b, r, out)


def _care_adjoint_b(g, a, b, q, r, out):
    return -2.0 * out @ _care_felt(g, a, b, r, out) @ _gain(b, r, out).T


def _care_adjoint_r(g, a, b, q, r, out):
    k = _gain(b, r, out)
    return k @ _care_felt(g, a, b, r, out) @ k.T


# --- a.T x a - x - a.T x b inv(r + b.T x b) b.T x a + q = 0 -------------------------------------------------------


def _dare_gain(a, b, r, x):
    return np.linalg.solve(r + b.T @ x @ b, b.T @ x @ a)


def _dare_loop(a, b, r, x):
    return a - b @ _dare_gain(a, b, r, x)


def _dare_moved(rise, a, b, r, x):
    return linalg.solve_discrete_lyapunov(_dare_loop(a, b, r, x).T, rise)


def _dare_felt(g, a, b, r, x):
    return linalg.solve_discrete_lyapunov(_dare_loop(a, b, r, x), 0.5 * (g + g.T))


def _dare_tangent_a(a_dot, a, b, q, r, out):
    rise = a_dot.T @ out @ _dare_loop(a, b, r, out)
    return _dare_moved(rise + rise.T, a, b, r, out)


def _dare_tangent_b(b_dot, a, b, q, r, out):
    rise = (b_dot @ _dare_gain(a, b, r, out)).T @ out @ _dare_loop(a, b, r, out)
    return _dare_moved(-rise - rise.T, a, b, r, out)


def _dare_tangent_r(r_dot, a, b, q, r, out):
    k = _dare_gain(a, b, r, out)
    return _dare_moved(k.T @ r_dot @ k, a, b, r, out)


def _dare_adjoint_a(g, a, b, q, r, out):
    return 2.0 * out @ _dare_loop(a, b, r, out) @ _dare_felt(g, a, b, r, out)


def _dare_adjoint_b(g, a, b, q, r, out):
    return -2.0 * out @ _dare_loop(a, b, r, out) @ _dare_felt(g, a, b, r, out) @ _dare_gain(a, b, r, out).T


def _dare_adjoint_r(g, a, b, q, r, out):
    k = _dare_gain(a, b, r, out)
    return k @ _dare_felt(g, a, b, r, out) @ k.T


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(linalg.solve_sylvester, a=Pair(_sylvester_tangent_a, _sylvester_adjoint_a),
                                       b=Pair(_sylvester_tangent_b, _sylvester_adjoint_b),
                                       q=Pair(_sylvester_tangent_q, _sylvester_adjoint_q), domain=SQUARE),
    structured(linalg.solve_continuous_lyapunov,
               a=Pair(_lyapunov_tangent_a, _lyapunov_adjoint_a),
               q=Pair(lambda q_dot, a, q: linalg.solve_continuous_lyapunov(a, q_dot),
                      lambda g, a, q: linalg.solve_continuous_lyapunov(a.T, g)), domain=SQUARE),
    structured(linalg.solve_discrete_lyapunov,
               a=Pair(_stein_tangent_a, _stein_adjoint_a),
               q=Pair(lambda q_dot, a, q, method=None: _discrete(a, q_dot, method),
                      lambda g, a, q, method=None: _discrete(a.T, g, method)), domain=SQUARE),
    structured(linalg.solve_continuous_are,
               a=Pair(_care_tangent_a, lambda g, a, b, q, r, out: 2.0 * out @ _care_felt(g, a, b, r, out)),
               b=Pair(_care_tangent_b, _care_adjoint_b),
               q=Pair(lambda q_dot, a, b, q, r, out: _care_moved(q_dot, a, b, r, out),
                      lambda g, a, b, q, r, out: _care_felt(g, a, b, r, out)),
               r=Pair(_care_tangent_r, _care_adjoint_r)),
    structured(linalg.solve_discrete_are,
               a=Pair(_dare_tangent_a, _dare_adjoint_a),
               b=Pair(_dare_tangent_b, _dare_adjoint_b),
               q=Pair(lambda q_dot, a, b, q, r, out: _dare_moved(q_dot, a, b, r, out),
                      lambda g, a, b, q, r, out: _dare_felt(g, a, b, r, out)),
               r=Pair(_dare_tangent_r, _dare_adjoint_r)),
)
# fmt: on
