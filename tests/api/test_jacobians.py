"""Jacobians, hessians and their products: shapes, structure, and agreement with each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from srcad import LanguageError, elementwise_grad, grad, hessian, hvp, jacfwd, jacobian, jacrev

EITHER = pytest.mark.parametrize("jac", [jacrev, jacfwd, jacobian])


def scaled(x, y):
    return np.sin(x) * y


@EITHER
def test_shapes(jac: Any) -> None:
    x = np.arange(6.0).reshape(2, 3)
    found = jac(scaled)(x, 2.0)
    assert found.shape == (2, 3, 2, 3)
    np.testing.assert_allclose(found.reshape(6, 6), np.diag(2 * np.cos(x.ravel())))
    np.testing.assert_allclose(jac(scaled, argnums=1)(x, 2.0), np.sin(x))
    in_x, in_y = jac(scaled, argnums=("x", "y"))(x, 2.0)
    assert (in_x.shape, in_y.shape) == ((2, 3, 2, 3), (2, 3))
    assert type(jac(lambda x: x * x)(3.0)) is float


@EITHER
def test_empty_arrays(jac: Any) -> None:
    assert jac(scaled)(np.zeros((0, 2)), 2.0).shape == (0, 2, 0, 2)
    assert jac(scaled, argnums=1)(np.zeros((0, 2)), 2.0).shape == (0, 2)


@EITHER
def test_structure_of_the_argument_within_structure_of_the_result(jac: Any) -> None:
    def g(p):
        return {"sum": p["x"] + p["y"], "n": 3, "list": [p["x"]]}

    found = jac(g)({"x": np.array([1.0, 2.0]), "y": 3.0, "name": "a"})
    np.testing.assert_equal(
        found,
        {
            "sum": {"x": np.eye(2), "y": np.ones(2), "name": None},
            "n": {"x": None, "y": None, "name": None},
            "list": [{"x": np.eye(2), "y": np.zeros(2), "name": None}],
        },
    )


@EITHER
def test_aux(jac: Any) -> None:
    found, aux = jac(lambda x: (x * x, [x, 3]), has_aux=True)(np.array([1.0, 2.0]))
    np.testing.assert_allclose(found, np.diag([2.0, 4.0]))
    np.testing.assert_equal(aux, [np.array([1.0, 2.0]), 3])


@EITHER
def test_looks(jac: Any) -> None:
    made = jac(scaled)
    assert made.__name__ == "scaled_jacobian"
    assert made.primal is scaled
    assert "def scaled_" in made.source_for(1.0, 2.0)
    assert f"{made}\n" == made.source


@EITHER
def test_keywords_and_decorators(jac: Any) -> None:
    @jac(argnums="x")
    def g(x, *, k=2.0):
        return k * x

    np.testing.assert_allclose(g(np.ones(2)), 2 * np.eye(2))
    np.testing.assert_allclose(g(np.ones(2), k=3.0), 3 * np.eye(2))


def test_dtype() -> None:
    x = np.ones(2, np.float32)
    assert jacrev(lambda x: x * x)(x).dtype == np.float32
    assert jacfwd(lambda x: x * x)(x).dtype == np.float32


def test_jacrev_runs_the_function_once_and_jacfwd_refuses_to_run_it_again(capsys: Any) -> None:
    def g(x):
        print("ran")
        return x * x

    np.testing.assert_allclose(jacrev(g)(np.ones(3)), 2 * np.eye(3))
    assert capsys.readouterr().out == "ran\n"
    with pytest.raises(LanguageError, match="once per entry"):
        jacfwd(g)(np.ones(3))
    assert capsys.readouterr().out == ""


# --- second order -----------------------------------------------------------------------------------------------


def quartic(x, y):
    return np.sum(x * x) * y * y + x[0] * y


def test_hessian() -> None:
    x = np.array([1.0, 2.0])
    np.testing.assert_allclose(hessian(quartic)(x, 3.0), 18 * np.eye(2))
    assert hessian(quartic, argnums=1)(x, 3.0) == 10.0
    (xx, xy), (yx, yy) = hessian(quartic, argnums=(0, 1))(x, 3.0)
    np.testing.assert_allclose(xx, 18 * np.eye(2))
    np.testing.assert_allclose(xy, 12 * x + [1, 0])
    np.testing.assert_allclose(yx, xy)
    assert yy == 10.0
    np.testing.assert_allclose(jacrev(grad(quartic))(x, 3.0), 18 * np.eye(2))


def test_hessian_of_containers_has_blocks() -> None:
    found = hessian(lambda p: p["a"] * p["a"] * p["b"])({"a": 2.0, "b": 3.0})
    assert found == {"a": {"a": 6.0, "b": 4.0}, "b": {"a": 4.0, "b": 0.0}}


def test_hvp_is_the_hessian_times_the_vector() -> None:
    x, v = np.array([1.0, 2.0]), np.array([0.5, -1.0])
    np.testing.assert_allclose(hvp(quartic)(x, 3.0, v), hessian(quartic)(x, 3.0) @ v)
    in_x, in_y = hvp(quartic, argnums=(0, 1))(x, 3.0, (v, 2.0))
    (xx, xy), (yx, yy) = hessian(quartic, argnums=(0, 1))(x, 3.0)
    np.testing.assert_allclose(in_x, xx @ v + 2.0 * xy)
    np.testing.assert_allclose(in_y, yx @ v + 2.0 * yy)


def test_elementwise_grad() -> None:
    x = np.array([[0.1, 0.2], [0.3, 0.4]])
    np.testing.assert_allclose(elementwise_grad(scaled)(x, 2.0), 2 * np.cos(x))
    assert elementwise_grad(lambda x: x * x)(3.0) == 6.0
    in_x, in_y = elementwise_grad(scaled, argnums=(0, 1))(x, 2.0)
    np.testing.assert_allclose(in_x, 2 * np.cos(x))
    np.testing.assert_allclose(in_y, np.sum(np.sin(x)))


def test_jacobian_of_a_hessian_row() -> None:
    def g(x):
        return x[0] * x[0] * x[0] * x[1]

    found = jacfwd(grad(lambda x: np.sum(grad(g)(x))))(np.array([2.0, 3.0]))
    np.testing.assert_allclose(found, [[18.0 + 12.0, 12.0], [12.0, 0.0]])


def test_what_only_raises_may_happen_for_each_column() -> None:
    def checked(x):
        if x[0] > 10.0:
            raise ValueError("large")
        a, b, c = x
        return a * b * c

    np.testing.assert_array_equal(hessian(checked)(np.array([1.0, 2.0, 3.0])), [[0, 3, 2], [3, 0, 1], [2, 1, 0]])
