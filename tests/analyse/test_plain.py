"""Plain Python: results of draws and calls are what the tables say, and nothing said to be known acts on the rest."""

import datetime as dt
import json
import logging
import os.path
import random
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad.analyse.builder import Supply
from srcad.analyse.plain import AttributeOf, CallOf, MethodOf, StoreAttribute, StoreItem, opaque_type
from srcad.analyse.result_types.plain import plain_result
from srcad.ir.core import Atom, Lit, Var
from srcad.ir.types import NONE, UNKNOWN, Array, Extent, ListOf, Opaque, Scalar, Type, is_real

# ruff: noqa: DTZ001

GENERATORS: dict[str, Callable[[], Any]] = {
    "Generator": lambda: np.random.default_rng(3),
    "RandomState": lambda: np.random.RandomState(3),
    "Random": lambda: random.Random(3),
}
LOC, SCALE = np.array([1.0, 2.0, 3.0]), np.array([[1.0], [2.0]])
NUMPY_CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    *((name, (), {}) for name in ("random", "standard_normal", "standard_exponential", "standard_cauchy", "normal")),
    *((name, (), {"size": 4}) for name in ("random", "normal", "uniform", "exponential", "poisson", "gumbel")),
    *((name, (0.5, 2.0), {"size": (2, 3)}) for name in ("normal", "uniform", "gamma", "beta", "lognormal", "wald")),
    *((name, (2.0,), {"size": ()}) for name in ("normal", "poisson", "exponential")),
    *(("choice", (pool,), {"size": ()}) for pool in (5, LOC)),
    ("normal", (LOC, SCALE), {}),
    ("normal", (0.0, LOC), {}),
    ("uniform", (LOC,), {"high": 5.0}),
    ("triangular", (0.0, 0.5, 1.0, 3), {}),
    ("standard_normal", (5,), {}),
    ("standard_gamma", (2.0,), {}),
    ("chisquare", (2.0,), {}),
    ("binomial", (5, 0.5), {}),
    ("binomial", (5, LOC / 4.0), {}),
    ("geometric", (0.3,), {"size": 3}),
    ("hypergeometric", (3, 4, 5), {}),
    ("poisson", (LOC,), {}),
    ("choice", (5,), {}),
    ("choice", (5, 3), {}),
    ("choice", (LOC,), {}),
    ("choice", (LOC, 2), {"replace": False}),
    ("permutation", (5,), {}),
    ("permutation", (LOC,), {}),
    ("multivariate_normal", (LOC, np.eye(3)), {}),
    ("multivariate_normal", (LOC, np.eye(3)), {"size": 2}),
    ("dirichlet", (LOC, 2), {}),
    ("multinomial", (5, (0.5, 0.5)), {}),
    ("bytes", (3,), {}),
]
CALLS: list[tuple[str, str, tuple[Any, ...], dict[str, Any]]] = [
    *(("Generator", *call) for call in NUMPY_CALLS),
    *(("RandomState", *call) for call in NUMPY_CALLS if call[0] != "choice" or call[1][0] is not SCALE),
    ("Generator", "integers", (5,), {}),
    ("Generator", "integers", (0, 5), {"size": 3}),
    ("Generator", "choice", (SCALE,), {}),
    ("Generator", "permuted", (LOC,), {}),
    ("Generator", "random", (3,), {"dtype": np.float32}),
    ("RandomState", "randint", (0, 5), {}),
    ("RandomState", "randint", (0, 5, 3), {}),
    ("RandomState", "rand", (), {}),
    ("RandomState", "randn", (2, 3), {}),
    ("RandomState", "random_sample", (3,), {}),
    ("RandomState", "seed", (3,), {}),
    ("RandomState", "tomaxint", (), {}),
    ("Random", "random", (), {}),
    ("Random", "gauss", (0.0, 1.0), {}),
    ("Random", "uniform", (0.0, 1.0), {}),
    ("Random", "randint", (0, 5), {}),
    ("Random", "randrange", (5,), {}),
    ("Random", "choice", ((1.0, 2.0),), {}),
    ("Random", "choice", ((1, 2),), {}),
    ("Random", "choice", (("a", "b"),), {}),
    ("Random", "sample", ((1.0, 2.0, 3.0), 2), {}),
    ("Random", "choices", ((1, 2, 3),), {"k": 2}),
    ("Random", "seed", (3,), {}),
]


def atom_of(value: Any) -> Atom:
    if isinstance(value, np.ndarray):
        dims = tuple(Extent(f"n{k}", 0, many=True) if n > 1 else n for k, n in enumerate(value.shape))
        return Var("a", Array(value.dtype.name, dims))
    known = opaque_type(value)
    return Lit(value) if known is None else Var("o", known)


def result(fn: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Type:
    atoms = [atom_of(value) for value in (*args, *kwargs.values())]
    return plain_result(fn, atoms, tuple(kwargs), Supply().extent)


def assert_is(value: Any, type_: Type) -> None:
    """The value is of this type."""
    match type_:
        case Array(dtype=dtype, dims=dims):
            assert type(value) is np.ndarray
            assert value.dtype.name == dtype
            assert value.ndim == len(dims)
            assert all(length == dim for length, dim in zip(value.shape, dims, strict=True) if isinstance(dim, int))
            many = [length for length, dim in zip(value.shape, dims, strict=True) if getattr(dim, "many", False)]
            assert 1 not in many
        case Scalar(kind=kind, dtype=dtype):
            assert {"f": float, "i": int, "b": bool}.get(kind) is type(value) if dtype is None else value.dtype == dtype
        case ListOf(item=item):
            assert type(value) is list
            assert_is(value[0], item)
        case Opaque(what="str"):
            assert type(value) is str
        case Opaque(what="bytes"):
            assert type(value) is bytes
        case Opaque():
            assert (value is None) == (type_ == NONE) or type_ == UNKNOWN
            known = opaque_type(value)
            assert known == type_ or type_ in (UNKNOWN, NONE)


@pytest.mark.parametrize(("kind", "name", "args", "kwargs"), CALLS)
def test_draws(kind: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    rng = GENERATORS[kind]()
    found = result(MethodOf(name), (rng, *args), kwargs)
    assert found != UNKNOWN
    assert_is(getattr(rng, name)(*args, **kwargs), found)


@pytest.mark.parametrize(
    ("fn", "args"),
    [
        (np.random.normal, ()),
        (np.random.rand, (3,)),
        (np.random.seed, (3,)),
        (np.random.default_rng, (3,)),
        (random.gauss, (0.0, 1.0)),
        (random.random, ()),
        (random.Random, (3,)),
        (time.time, ()),
        (time.perf_counter_ns, ()),
        (time.ctime, (0.0,)),
        (time.sleep, (0.0,)),
        (dt.datetime, (2020, 1, 1)),
        (dt.datetime.now, ()),
        (dt.date.today, ()),
        (dt.timedelta, (1,)),
        (logging.getLogger, ("tests.plain",)),
        (logging.Logger.manager.getLogger, ("tests.plain",)),
        (logging.getLogger("tests.plain").debug, ("a",)),
        (warnings.simplefilter, ("default",)),
        (os.path.join, ("a", "b")),
        (os.path.exists, ("a",)),
        (os.getpid, ()),
        (json.dumps, (1.0,)),
    ],
)
def test_calls(fn: Any, args: tuple[Any, ...]) -> None:
    with warnings.catch_warnings():
        assert_is(fn(*args), result(fn, args, {}))


DAY, LATER = dt.datetime(2020, 1, 1), dt.datetime(2020, 3, 1, 12)


@pytest.mark.parametrize(
    ("fn", "args"),
    [
        (AttributeOf("year"), (DAY,)),
        (AttributeOf("days"), (LATER - DAY,)),
        (MethodOf("total_seconds"), (LATER - DAY,)),
        (MethodOf("isoformat"), (DAY,)),
        (MethodOf("timestamp"), (DAY,)),
        (MethodOf("upper"), ("a",)),
        (MethodOf("startswith"), ("ab", "a")),
        (MethodOf("isdigit"), ("1",)),
        (MethodOf("split"), ("a b",)),
        (CallOf(), (time.time,)),
        (str, (1.5,)),
        (len, ("abc",)),
    ],
)
def test_parts(fn: Any, args: tuple[Any, ...]) -> None:
    assert_is(fn(*args), plain_result(fn, [atom_of(value) for value in args], (), Supply().extent))


def test_stores():
    table, kept = {"a": 1}, type("Kept", (), {"n": 1})()
    StoreItem()(table, 5, "b")
    StoreItem(lambda a, b: a + b)(table, "a", 3)
    StoreAttribute("m")(kept, 2)
    StoreAttribute("n", lambda a, b: a - b)(kept, 5)
    assert table == {"a": 4, "b": 5}
    assert (kept.m, kept.n) == (2, -4)


def test_nothing_of_this_carries_a_derivative():
    assert not is_real(UNKNOWN)
    assert opaque_type(np.random.default_rng()) == Opaque("numpy.random._generator.Generator")
    assert opaque_type(1.0) is opaque_type("a") is opaque_type(print) is opaque_type({}) is None
