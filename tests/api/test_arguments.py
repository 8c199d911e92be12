from __future__ import annotations

import inspect
import pickle
from typing import Any

import numpy as np
import pytest

from srcad.api.arguments import Signature, check_targets, read_signature
from srcad.errors import ArgumentError
from srcad.ir.core import LEAF, Free, Lit, Tree
from srcad.ir.types import BOOL, FLOAT, INT, Array, Extent, ListOf, Scalar
from srcad.spec import Spec


def signature_of(*demanded: str, **values: Any) -> Signature:
    params = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in values]
    return read_signature(params, values, frozenset(demanded))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, FLOAT),
        (1, Scalar("i", None, Extent("x"))),
        (True, BOOL),
        (1j, Scalar("c")),
        (np.float32(1), Scalar("f", "float32")),
        (np.float64(1), Scalar("f", "float64")),
        (np.int64(1), Scalar("i", "int64")),
        (np.bool_(True), Scalar("b", "bool")),
        (np.zeros(()), Array("float64", ())),
        (np.zeros((3, 1), np.float32), Array("float32", (Extent("x.0", 0, many=True), 1))),
        (np.zeros(0), Array("float64", (Extent("x.0", 0, many=True),))),
        (np.arange(2), Array("int64", (Extent("x.0", 0, many=True),))),
        ([1.0] * 40, ListOf(FLOAT)),
        ((1,) * 40, ListOf(INT, mutable=False)),
        ([np.zeros(2)] * 40, ListOf(Array("float64", (Extent("x[].0", 0, many=True),)))),
    ],
)
def test_type_of_a_leaf(value: object, expected: object) -> None:
    assert signature_of(x=value).types == (expected,)


def test_containers_are_flattened() -> None:
    found = signature_of(p={"W": np.ones((2, 2)), "act": "tanh", "bias": [1.0, 2.0]})
    assert found.params[0].tree == Tree(
        "dict",
        (LEAF, Tree("static", keys=("tanh",)), Tree("list", (LEAF, LEAF))),
        ("W", "act", "bias"),
    )
    two = Extent("p['W'].0", 0, many=True), Extent("p['W'].1", 0, many=True)
    assert found.types == (Array("float64", two), FLOAT, FLOAT)


def test_what_is_gathered_by_stars_is_a_container_of_any_length() -> None:
    def f(*args: float, **options: float) -> None: ...

    values = {"args": (1.0,) * 40, "options": {"scale": 2.0}}
    found = read_signature(tuple(inspect.signature(f).parameters.values()), values, frozenset())
    assert len(found.types) == 41
    assert [param.kind for param in found.params] == ["VAR_POSITIONAL", "VAR_KEYWORD"]


def test_defaults() -> None:
    def f(a: Any = 1.0, b: Any = None, c: Any = np) -> None: ...

    params = tuple(inspect.signature(f).parameters.values())
    found = read_signature(params, {"a": 1.0, "b": None, "c": np}, frozenset())
    assert [param.default for param in found.params] == [Lit(1.0), Lit(None), Free("c_default")]


def test_a_demanded_integer_becomes_static() -> None:
    found = signature_of("n", "shape", n=3, shape=(2, np.int64(4)), x=5)
    assert [param.tree.kind for param in found.params] == ["static", "tuple", "leaf"]
    assert found.params[1].tree.children == (Tree("static", keys=(2,)), Tree("static", keys=(4,)))
    assert found.types == (Scalar("i", None, Extent("x")),)


def test_keys_are_equal_where_a_text_can_be_shared() -> None:
    def act(x: float) -> float:
        return x

    assert signature_of(x=np.ones((2, 3))).key == signature_of(x=np.ones((4, 5))).key
    assert signature_of(x=np.ones((2, 3))).key != signature_of(x=np.ones((2, 1))).key
    assert signature_of(x=np.ones(2)).key == signature_of(x=pickle.loads(pickle.dumps(np.ones(2)))).key
    assert signature_of(x=act).key == signature_of(x=act).key
    assert signature_of(x=act).key != signature_of(x=lambda x: x).key
    assert signature_of("x", x=1).key != signature_of("x", x=True).key
    assert signature_of(x=f"{3}").key == signature_of(x=str(3)).key
    assert signature_of(x=(1.0, 2.0)).key != signature_of(x=[1.0, 2.0]).key


class Masked(np.ndarray):
    """Any subclass: its ``*`` may be another one."""


@pytest.mark.parametrize(
    ("value", "what", "instead"),
    [
        (np.ones(2).view(Masked), "Masked", "np.asarray(x)"),
        (np.array(["a"]), "holds no numbers", "astype(float)"),
        (np.array([None]), "object", "astype(float)"),
        (np.ones(2, ">f8" if np.little_endian else "<f8"), "byte order", "astype('float64')"),
        ([1.0, 2] * 20, "not all of one type", "3.0"),
        ([np.ones(1), np.ones(2)] * 20, "not all of one type and shape", "array"),
    ],
)
def test_refused_arguments(value: object, what: str, instead: str) -> None:
    with pytest.raises(ArgumentError, match="`x`") as refusal:
        signature_of(x=value)
    assert what in refusal.value.reason
    assert instead in refusal.value.instead


@pytest.mark.parametrize(
    ("value", "what", "instead"),
    [
        (3, "an int", "3.0"),
        (True, "a bool", "3.0"),
        (np.int32(3), "an int", "3.0"),
        (np.arange(3), "dtype int64", "x.astype(float)"),
        ([1, 2], "holds no float", "3.0"),
        ({}, "holds no float", "3.0"),
        (None, "is None", "argnums"),
        ("relu", "is 'relu'", "argnums"),
        (np, "a module", "argnums"),
    ],
)
def test_what_has_no_derivative_is_not_differentiated(value: object, what: str, instead: str) -> None:
    with pytest.raises(ArgumentError, match="`x`") as refusal:
        check_targets(Spec(), signature_of(x=value))
    assert what in refusal.value.reason
    assert instead in refusal.value.instead


def test_a_container_with_some_float_is_differentiated() -> None:
    check_targets(Spec(), signature_of(x={"n": 3, "w": 1.0, "act": None}))
