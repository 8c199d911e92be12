"""What each kind of row promises, checked against finite differences on given arguments."""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

import numpy as np

from srcad.rules.signatures import by_name
from srcad.rules.vocabulary import Formula, Linear, Reduction, Row, Scalar, Several, Structured, Written, Zero

STEP = 1e-6

#: their operands are broadcast, which the engine undoes
BROADCASTING = (
    operator.matmul,
    np.matmul,
    np.linalg.solve,
    np.where,
    np.full,
    np.full_like,
    np.linspace,
    np.inner,
    np.dot,
    np.broadcast_to,
)


@dataclass(frozen=True)
class Case:
    """A call on which a row is tested; `orders` says how many derivatives are known."""

    fn: Callable[..., Any]
    args: tuple[Any, ...]
    kw: dict[str, Any] = field(default_factory=dict)
    orders: int = 2

    def __call__(self, *args: Any) -> Any:
        return self.fn(*args, **self.kw)

    @property
    def out(self) -> Any:
        return self(*self.args)

    @property
    def named(self) -> dict[str, Any]:
        values = (*self.args, *self.kw.values())
        bound = by_name(self.fn, values, tuple(self.kw))
        return {str(i): v for i, v in enumerate(self.args)} | self.kw if bound is None else bound

    def place(self, name: str) -> int | None:
        """The position of a named argument."""
        names = list(self.named)
        return names.index(name) if name in names[: len(self.args)] else None

    def at(self, index: int, value: Any) -> Any:
        """The call with another value of one argument."""
        return self(*self.args[:index], value, *self.args[index + 1 :])

    def body(self, body: Callable[..., Any], *leading: Any) -> Any:
        """A rule body of this call."""
        names = list(inspect.signature(body).parameters)[len(leading) :]
        extra = {"out": self.out} if "out" in names else {}
        bound = by_name(self.fn, (*self.args, *self.kw.values()), tuple(self.kw))
        if bound is None:
            return body(*leading, *self.args, **self.kw, **extra)
        return body(*leading, **bound, **extra)


# --- numbers in containers ------------------------------------------------------------------------------------------


def leaves(value: Any) -> list[np.ndarray]:
    if isinstance(value, list | tuple):
        return [leaf for item in value for leaf in leaves(item)]
    # nothing moves what is no number
    return [np.zeros(()) if value is None else np.asarray(value, complex if np.iscomplexobj(value) else float)]


def moves(item: Any) -> bool:
    """Whether an item of a container carries a derivative."""
    return isinstance(item, float | list | tuple) or np.asarray(item).dtype.kind == "f"


def sequence(value: Any) -> Callable[..., Any]:
    """What makes a list of a list, and a tuple of a tuple that may have names."""
    return list if isinstance(value, list) else tuple


def like(value: Any, make: Callable[[tuple[int, ...]], Any]) -> Any:
    if isinstance(value, list | tuple):
        return sequence(value)(like(item, make) if moves(item) else 0.0 for item in value)
    made = make(np.shape(value))
    if np.iscomplexobj(value):
        made = made + 1j * make(np.shape(value))
    return made if isinstance(value, np.ndarray) else type(value)(made)


def inner(a: Any, b: Any, summed: bool = False) -> float:
    """The inner product, the first broadcast to the second (an adjoint may be compact).

    An adjoint of complex numbers is paired with a tangent by the real part of their product.
    """
    if isinstance(b, list | tuple):
        return sum(inner(x, y, summed) for x, y in zip(a, b, strict=True))
    if a is None:
        return 0.0
    a, b = np.asarray(a), np.asarray(b)
    return float(np.sum(np.broadcast_to(_summed(a, b.shape) if summed else a, b.shape) * b).real)


def _summed(a: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """What the engine does for broadcast operands."""
    while a.ndim > len(shape):
        a = a.sum(axis=0)
    for axis in range(-a.ndim, 0):
        if shape[axis] == 1 != a.shape[axis]:
            a = a.sum(axis=axis, keepdims=True)
    return a


def moved(value: Any, step: Any, size: float) -> Any:
    if isinstance(value, list | tuple):
        return sequence(value)(moved(v, s, size) if moves(v) else v for v, s in zip(value, step, strict=True))
    return value + size * step


def difference(case: Case, index: int, step: Any) -> Any:
    """The derivative of the call along `step`, by central differences."""
    ahead, behind = (case.at(index, moved(case.args[index], step, sign * STEP)) for sign in (1, -1))
    return [(a - b) / (2 * STEP) for a, b in zip(leaves(ahead), leaves(behind), strict=True)]


def agree(found: Any, expected: Any) -> None:
    """Of what is found for a real result the engine takes the real part."""
    for a, b in zip(leaves(found), leaves(expected), strict=True):
        a = a if np.iscomplexobj(b) else a.real
        np.testing.assert_allclose(np.broadcast_to(a, b.shape), b, rtol=2e-5, atol=2e-7)


# --- the promises -----------------------------------------------------------------------------------------------------


@singledispatch
def check(row: Row, case: Case, rng: np.random.Generator) -> None:
    raise TypeError(row)


@check.register
def _(row: Zero, case: Case, rng: np.random.Generator) -> None:
    agree(difference(case, 0, like(case.args[0], rng.standard_normal)), like(case.out, np.zeros))


@check.register
def _(row: Scalar, case: Case, rng: np.random.Generator) -> None:
    for index, partial in enumerate(row.partials[: len(case.args)]):
        if partial is None or case.args[index] is None or isinstance(case.args[index], int | np.integer):
            continue
        out = {"out": case.out} if "out" in inspect.signature(partial).parameters else {}
        found, step = partial(*case.args, **case.kw, **out), like(case.args[index], np.ones)
        agree(found * step * np.ones(np.shape(case.out)), difference(case, index, step)[0])


@check.register
def _(row: Several, case: Case, rng: np.random.Generator) -> None:
    for index, partial in enumerate(row.partials[: len(case.args)]):
        if partial is None or isinstance(case.args[index], int | np.integer):
            continue
        found = partial(*case.args, **({"out": case.out} if "out" in inspect.signature(partial).parameters else {}))
        full = [part * np.ones(np.shape(out)) for part, out in zip(found, case.out, strict=True)]
        agree(full, difference(case, index, like(case.args[index], np.ones)))


@check.register
def _(row: Linear, case: Case, rng: np.random.Generator) -> None:
    for name, transpose in row.transposes.items():
        index = case.place(name)
        if index is None:
            continue
        step = like(case.args[index], rng.standard_normal)
        if not row.joint:
            agree(case.at(index, step), difference(case, index, step))
        g = like(case.out, rng.standard_normal)
        dot = difference(case, index, step)
        found = inner(case.body(transpose, g), step, case.fn in BROADCASTING)
        assert np.isclose(found, sum(map(inner, leaves(g), dot)), rtol=1e-5), name


@check.register
def _(row: Reduction, case: Case, rng: np.random.Generator) -> None:
    index = case.place(row.first) or 0
    step = like(case.args[index], rng.standard_normal)
    axis, keepdims = case.named.get("axis"), case.named.get("keepdims", False)
    found = np.sum(case.body(row.partial) * step, axis=axis, keepdims=keepdims)
    agree(found, difference(case, index, step))


@check.register
def _(row: Structured, case: Case, rng: np.random.Generator) -> None:
    for name, pair in row.pairs.items():
        index = case.place(name)
        if index is None or case.args[index] is None:
            continue
        step = like(case.args[index], rng.standard_normal)
        agree(case.body(pair.tangent, step), difference(case, index, step))
        g = like(case.out, rng.standard_normal)
        found = inner(case.body(pair.adjoint, g), step, row.spreads or case.fn in BROADCASTING)
        assert np.isclose(found, inner(case.body(pair.tangent, step), g), rtol=1e-5)


@check.register(Written)
@check.register(Formula)
def _(row: Written | Formula, case: Case, rng: np.random.Generator) -> None:
    agree(case.body(row.body), case.out)
