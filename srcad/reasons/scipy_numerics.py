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
    out_of_scope(
        "it integrates over several numbers, by integrals within integrals",
        "dblquad nquad tplquad cubature",
        "use quad_vec of a function that uses fixed_quad, or a sum over nodes and weights",
    ),
    out_of_scope(
        "it chooses its nodes, or where it stops, by the values that it finds",
        "nsum tanhsinh",
        "use quad, or a sum of a fixed number of terms",
    ),
    out_of_scope(
        "it solves for the values on a mesh that it refines by itself",
        "solve_bvp",
        "write the equations on a mesh of your own, and use fsolve or root",
    ),
)

INTERPOLATE: tuple[Reason, ...] = (
    structural("it chooses knots", "generate_knots"),
    no_derivative("it gives the value of the nearest point", "NearestNDInterpolator"),
    out_of_scope(
        "it fits a spline by choosing knots",
        "bisplrep make_splprep make_splrep splprep LSQBivariateSpline "
        "LSQSphereBivariateSpline LSQUnivariateSpline SmoothBivariateSpline SmoothSphereBivariateSpline "
        "UnivariateSpline AAA FloaterHormannInterpolator",
        "fit it outside, and evaluate it inside",
    ),
    out_of_scope("it is no longer part of SciPy", "interp2d", "use `scipy.ndimage.map_coordinates`"),
    out_of_scope(
        "it interpolates between points that it joins to triangles by itself",
        "CloughTocher2DInterpolator LinearNDInterpolator griddata",
        "find the triangles outside, and sum the corners of each with weights",
    ),
    out_of_scope(
        "it solves for weights of functions of distances",
        "RBFInterpolator Rbf",
        "solve with `np.linalg.solve` and `scipy.spatial.distance.cdist`",
    ),
    out_of_scope(
        "it is a spline in several numbers",
        "BivariateSpline RectBivariateSpline RectSphereBivariateSpline NdBSpline NdPPoly bisplev",
        "use `scipy.ndimage.map_coordinates` or RegularGridInterpolator on a regular grid",
    ),
    out_of_scope(
        "it is an older form of the methods of BSpline",
        "InterpolatedUnivariateSpline insert spalde splantider splder sproot",
        "use make_interp_spline or BSpline, and their methods `derivative` and `antiderivative`",
    ),
    out_of_scope(
        "it is a polynomial of high degree, or a form of one",
        "BPoly BarycentricInterpolator KroghInterpolator barycentric_interpolate krogh_interpolate lagrange "
        "approximate_taylor_polynomial pade",
        "use CubicSpline, or solve for the coefficients and use `np.polyval`",
    ),
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
    no_derivative(
        "its result is a corner of a polyhedron, which stays or jumps as the costs move",
        "linprog",
        "solve the equations of the constraints that hold with `np.linalg.solve`",
    ),
    out_of_scope(
        "it finds a root by steps of its own",
        "anderson broyden1 broyden2 diagbroyden excitingmixing linearmixing newton_krylov",
        "use fsolve or root, which take `args`",
    ),
    out_of_scope(
        "it is an older form of minimize",
        "fmin fmin_bfgs fmin_cg fmin_cobyla fmin_l_bfgs_b fmin_ncg fmin_powell fmin_slsqp fmin_tnc",
        "use minimize, and its attribute `x`",
    ),
    out_of_scope(
        "it is an older form of least_squares",
        "leastsq",
        "use least_squares, and its attribute `x`",
    ),
    out_of_scope("it changes which bounds hold", "lsq_linear isotonic_regression", "use np.linalg.lstsq"),
)
