"""One function at one point: what srcad and what finite differences say about its derivative."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from srcad.api.blocks import basis
from srcad.api.containers import leaf_list, leaves, replace_leaves
from srcad.api.derivative import derivative
from srcad.api.pullback import forward
from srcad.api.pushforward import push
from srcad.api.seeds import conform, is_differentiable, ones_like
from srcad.api.wrapped import signature_of
from srcad.spec import Spec
from srcad.testing.differences import directional
from srcad.testing.report import Deviation
from srcad.testing.weights import weighted

#: from tangents of the arguments to the derivatives of the results
Tangent = Callable[[tuple[Any, ...]], list[Any]]


@dataclass(frozen=True, slots=True)
class Probe:
    """`wanted` are the positions in `args` that are differentiated, `name` is how a report calls the function."""

    f: Callable[..., Any]
    args: tuple[Any, ...]
    wanted: tuple[int, ...]
    name: str
    rtol: float
    atol: float

    def run(self, mode: str) -> None:
        """Compare along a random direction; where that is off, find the worst entry."""
        got, expected = self._forward() if mode == "fwd" else self._reverse()
        direction = _random(self._active, 1)
        off = list(self._compare(mode, "a random direction", got(direction), expected(direction)))
        if off:
            entries = [
                deviation
                for wrt, unit in self._entries()
                for deviation in self._compare(mode, wrt, got(unit), expected(unit))
            ]
            raise max(entries or off, key=lambda deviation: deviation.size).error()

    def gradient(self) -> Callable[..., Any]:
        """The gradient of the function (of a weighted sum of its results, if it has several)."""
        out = self.f(*self.args)
        scalar = isinstance(out, float | np.floating)
        f = self.f if scalar else weighted(self.f, _random(out, 3))
        return derivative(f, Spec("grad", self.wanted))

    @property
    def _active(self) -> tuple[Any, ...]:
        return tuple(self.args[number] for number in self.wanted)

    def _forward(self) -> tuple[Tangent, Tangent]:
        jvp = derivative(self.f, Spec("jvp", self.wanted))
        return lambda tangents: leaf_list(push(jvp, self.args, {}, tangents)[1]), self._differences

    def _reverse(self) -> tuple[Tangent, Tangent]:
        out, pullback = forward(derivative(self.f, Spec("vjp", self.wanted)), self.args, {})
        weights = _random(out, 2)
        bars = pullback(weights)
        return (
            lambda tangents: [_dot(bars, tangents)],
            lambda tangents: [_dot(weights, self._differences(tangents))],
        )

    def _differences(self, tangents: Sequence[Any]) -> list[Any]:
        given = dict(zip(self.wanted, tangents, strict=True))
        direction = [
            given.get(number, replace_leaves(arg, iter([None] * len(leaf_list(arg)))))
            for number, arg in enumerate(self.args)
        ]
        return directional(self.f, self.args, tuple(direction))

    def _compare(self, mode: str, wrt: str, got: list[Any], expected: list[Any]) -> Iterator[Deviation]:
        """The worst entry of each result that is off."""
        for value, wanted in zip(got, expected, strict=True):
            if value is None and wanted is None:
                continue
            values, wanteds = np.broadcast_arrays(_array(value), _array(wanted))
            if not np.allclose(values, wanteds, self.rtol, self.atol, equal_nan=True):
                gap = np.abs(values - wanteds)
                worst = np.unravel_index(int(np.argmax(gap)), gap.shape)
                place = f" (entry {_brackets(worst)} of the result)" if worst else ""
                yield Deviation(self.name + place, mode, wrt, values[worst].item(), wanteds[worst].item())

    def _entries(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Every entry of every argument: its name, and one in that entry alone."""
        names = (
            name
            for number in self.wanted
            for path, leaf in leaves(self.args[number], self._parameter_name(number))
            if is_differentiable(leaf)
            for name in _entry_names(path, leaf)
        )
        units = (unit for entries in basis(self._active) for unit in entries)
        return zip(names, units, strict=True)

    def _parameter_name(self, number: int) -> str:
        named = list(signature_of(self.f).parameters.values())
        plain = [param for param in named if param.kind is not inspect.Parameter.VAR_POSITIONAL]
        if number < len(plain):
            return plain[number].name
        return f"{named[len(plain)].name}[{number - len(plain)}]"


def _array(value: Any) -> Any:
    """A result that has no derivative on one side only counts as not a number there."""
    return np.asarray(np.nan if value is None else value)


def _entry_names(path: str, leaf: Any) -> list[str]:
    return [f"`{path}{_brackets(entry) if entry else ''}`" for entry in np.ndindex(np.shape(leaf))]


def _brackets(entry: Sequence[Any]) -> str:
    return f"[{', '.join(map(str, entry))}]"


def _random(like: Any, seed: int) -> Any:
    """A tree like `like` with random entries, none of them small; the same in every run."""
    rng = np.random.default_rng(seed)
    values = [_random_leaf(leaf, rng) for leaf in leaf_list(like)]
    return conform(replace_leaves(like, iter(values)), ones_like(like), "direction")


def _random_leaf(leaf: Any, rng: np.random.Generator) -> Any:
    shape = np.shape(leaf)
    size = rng.uniform(0.5, 1.0, shape)
    if np.iscomplexobj(leaf):
        return size * np.exp(1j * rng.uniform(0.0, 2.0 * np.pi, shape))
    return size * rng.choice([-1.0, 1.0], shape)


def _dot(left: Any, right: Any) -> Any:
    """The sum of the products of all entries that both trees have: of complex ones, the real part."""
    pairs = zip(leaf_list(left), leaf_list(right), strict=True)
    return sum(np.sum(np.asarray(a) * np.asarray(b)).real for a, b in pairs if a is not None and b is not None)
