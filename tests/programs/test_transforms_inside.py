"""A transform called inside a function that is itself differentiated, and transforms of transforms."""

import numpy as np
import pytest

from srcad import grad, hessian, hvp, jacobian, jvp, value_and_grad, vjp
from tests import numeric
from tests.corpus.comparing import EXACT, NUMERIC, assert_close


def cube(x):
    return x * x * x


def with_loop(x, n):
    y = x
    for i in range(n):
        if y > 1.0:
            y = y * 0.6 + x * x
        else:
            y = np.sin(y) + i * x
    return y


def with_while(x):
    y = x
    while y < 4.0:
        y = y * y + 0.4
    return y * x


def with_store(x):
    y = x * x
    y[1:] *= y[:-1]
    y[0] = np.sin(y[1])
    return np.sum(y * x)


@pytest.mark.parametrize(("x", "n"), [(0.7, 4), (1.2, 3), (0.7, 0)])
def test_third_order_with_loop_and_branch(x: float, n: int) -> None:
    second = grad(grad(with_loop))
    assert_close(grad(second)(x, n), numeric.tangent(second, (x, n), (0,), (1.0,)), NUMERIC)
    assert_close(second(x, n), numeric.tangent(grad(with_loop), (x, n), (0,), (1.0,)), NUMERIC)


def test_third_order_of_cube() -> None:
    assert grad(grad(grad(cube)))(2.0) == 6.0
    assert grad(grad(grad(grad(cube))))(2.0) == 0.0


def test_third_order_of_while() -> None:
    second = grad(grad(with_while))
    assert_close(grad(second)(1.1), numeric.tangent(second, (1.1,), (0,), (1.0,)), NUMERIC)


def test_orders_of_composition_agree() -> None:
    def pushed(x):
        return jvp(cube, (x,), (1.0,))[1]

    x = 1.3
    wanted = 6.0 * x
    assert_close(jvp(grad(cube), (x,), (1.0,))[1], wanted, EXACT)
    assert_close(grad(pushed)(x), wanted, EXACT)
    assert_close(grad(grad(cube))(x), wanted, EXACT)
    assert_close(vjp(grad(cube), x)[1](1.0)[0], wanted, EXACT)


def test_pullback_of_a_gradient_in_all_arguments() -> None:
    """The forward half asks nothing of the seeds, though one of them has the shape that it needs."""

    def mean_square(w, x, y):
        return np.mean((x @ w - y) ** 2)

    w, x, y = np.array([[0.3, 0.5], [0.7, -0.2]]), np.array([[1.0, 2.0], [0.4, -1.0], [3.0, 0.1]]), np.ones((3, 2))
    found, pullback = vjp(grad(mean_square, argnums=(0, 1, 2)), w, x, y)
    residual = x @ w - y
    assert_close(found, (x.T @ residual / 3.0, residual @ w.T / 3.0, -residual / 3.0), EXACT)
    ones = np.ones((3, 2))
    wanted = (x.T @ -ones / 3.0, -ones @ w.T / 3.0, ones / 3.0)
    assert_close(pullback((np.zeros_like(w), np.zeros_like(x), ones)), wanted, EXACT)


def test_grad_inside() -> None:
    def f(x):
        return grad(cube)(x) * x

    assert_close(grad(f)(2.0), 9.0 * 4.0, EXACT)


def test_grad_of_a_local_function_inside() -> None:
    def f(x, y):
        def energy(q):
            return 0.5 * y * q * q + q

        force = grad(energy)
        for _ in range(3):
            x = x - 0.1 * force(x)
        return x * x

    args = (0.7, 1.3)
    for place in (0, 1):
        assert_close(grad(f, argnums=place)(*args), numeric.tangent(f, args, (place,), (1.0,)), NUMERIC)


def test_value_and_grad_inside() -> None:
    def f(x):
        value, slope = value_and_grad(cube)(x)
        return value * slope

    assert_close(grad(f)(2.0), 15.0 * 16.0, EXACT)


def test_jvp_inside() -> None:
    def f(x, v):
        out, dot = jvp(cube, (x,), (v,))
        return out * dot

    args = (1.3, 0.4)
    for place in (0, 1):
        assert_close(grad(f, argnums=place)(*args), numeric.tangent(f, args, (place,), (1.0,)), NUMERIC)


def test_newton_with_grad() -> None:
    def solve(a):
        x = a
        for _ in range(5):
            x = x - (cube(x) - a) / grad(cube)(x)
        return x

    assert_close(grad(solve)(2.0), 2.0 ** (-2.0 / 3.0) / 3.0, (1e-8, 1e-8))


def test_gradient_step_is_differentiated() -> None:
    """The derivative of the loss after one step with respect to the step size."""

    def loss(w, X, t):
        return np.mean((X @ w - t) ** 2)

    def after(rate, w, X, t):
        return loss(w - rate * grad(loss)(w, X, t), X, t)

    X, t, w = np.arange(6.0).reshape(3, 2) / 5.0, np.array([0.3, 0.8, 0.1]), np.array([0.5, -0.4])
    args = (0.3, w, X, t)
    assert_close(grad(after)(*args), numeric.tangent(after, args, (0,), (1.0,)), NUMERIC)


def test_second_order_through_stores() -> None:
    x = np.array([0.4, 1.1, -0.7])
    first = grad(with_store)
    wanted = np.array([numeric.tangent(first, (x,), (0,), unit) for unit in numeric.unit_directions((x,))])
    assert_close(hessian(with_store)(x), wanted, NUMERIC)
    assert_close(jacobian(first)(x), wanted, NUMERIC)
    v = np.array([0.3, -1.0, 0.5])
    assert_close(hvp(with_store)(x, v), wanted @ v, NUMERIC)


def test_third_order_through_stores() -> None:
    x, v = np.array([0.4, 1.1, -0.7]), np.array([0.3, -1.0, 0.5])

    def second(x):
        return hvp(with_store)(x, v)

    found = jvp(second, (x,), (v,))[1]
    assert_close(found, numeric.tangent(second, (x,), (0,), (v,)), NUMERIC)


def test_perturbations_are_not_confused() -> None:
    def f(x):
        return x * grad(lambda y: x * y * y)(2.0)

    assert_close(grad(f)(3.0), 24.0, EXACT)
    assert_close(jvp(f, (3.0,), (1.0,))[1], 24.0, EXACT)


def test_nested_three_deep() -> None:
    def f(x):
        def g(y):
            def h(z):
                return x * y * z * z

            return grad(h)(y) * y

        return grad(g)(x)

    assert_close(grad(f)(1.5), numeric.tangent(f, (1.5,), (0,), (1.0,)), NUMERIC)
