"""`scipy.integrate`, `scipy.interpolate` and `scipy.optimize`."""

from __future__ import annotations

from srcad.reasons.vocabulary import Reason, effect, no_derivative, out_of_scope, structural

INTEGRATE: tuple[Reason, ...] = (
    structural("it gives the nodes and weights of a quadrature: constants", "lebedev_rule newton_cotes"),
    effect("it draws random numbers", "qmc_quad"),
    out_of_scope(
        "it is a solver that is an object",
        "BDF DOP853 DenseOutput LSODA OdeSolution OdeSolver RK23 RK45 Radau complex_ode ode",
        "use solve_ivp, or write the steps",
    ),
)

INTERPOLATE: tuple[Reason, ...] = (
    structural("it chooses knots", "generate_knots"),
    no_derivative("it gives the value of the nearest point", "NearestNDInterpolator"),
    out_of_scope(
        "it fits a spline by choosing knots",
        "bisplrep make_smoothing_spline make_splprep make_splrep splprep splrep LSQBivariateSpline "
        "LSQSphereBivariateSpline LSQUnivariateSpline SmoothBivariateSpline SmoothSphereBivariateSpline "
        "UnivariateSpline AAA FloaterHormannInterpolator",
        "fit it outside, and evaluate it inside",
    ),
    out_of_scope("it is no longer part of SciPy", "interp2d", "use RectBivariateSpline"),
)

OPTIMIZE: tuple[Reason, ...] = (
    structural(
        "it holds options, bounds or results",
        "Bounds LinearConstraint NonlinearConstraint OptimizeResult RootResults",
    ),
    effect("it prints", "linprog_verbose_callback show_options"),
    effect("it searches at random", "basinhopping differential_evolution dual_annealing"),
    no_derivative(
        "its result is a choice among finitely many",
        "direct brute milp quadratic_assignment shgo",
    ),
    out_of_scope(
        "it is a part of a method, not a result",
        "BFGS BroydenFirst HessianUpdateStrategy InverseJacobian KrylovJacobian LbfgsInvHessProduct SR1 approx_fprime "
        "bracket check_grad line_search",
        "use srcad.grad for gradients",
    ),
)
