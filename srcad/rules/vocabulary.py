"""The words in which derivatives are declared.

A row says, once, how the derivative of a Python function comes about; tangents, adjoints and their own derivatives
all follow from it.  Its bodies are ordinary Python over `numpy`, `math` and `srcad.runtime`, every function of
which has a row too; their source is read and inlined, with the types of the arguments known, so an ``if`` on
None, a literal, a number of dimensions or the result of a `static` function is decided before the text is written.

Bodies take the arguments of the function, by its own parameter names, and may ask for the result as `out`.  What a
body mentions is what must be remembered.  Broadcasting, promotion and accumulation are not a row's business; an
adjoint may have fewer axes than its primal, or axes of length one, as long as it broadcasts to it.

A row carries the domain from which tests draw a call of its function, in the words of `srcad.rules.domains`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from srcad.errors import RuleError
from srcad.rules.domains import REAL

Function = Callable[..., Any]
Body = Callable[..., Any]
#: a word of `srcad.rules.domains` for all arguments that a call must pass, or a tuple of what each argument is
Domains = Any

FRESH = "fresh"
VIEW = "view"
MAYBE_VIEW = "maybe view"


@dataclass(frozen=True, slots=True)
class Scalar:
    """An elementwise function: partial i is the derivative with respect to argument i, None where there is none.

    Partials take the arguments by position, then `out` if they name it.
    """

    fn: Function
    partials: tuple[Body | None, ...]
    effect: str = FRESH
    domain: Domains = REAL


@dataclass(frozen=True, slots=True)
class Several:
    """An elementwise function with several results: partial i gives a tuple, the derivative of each result.

    Partials take the arguments by position, then `out`, the tuple of results, if they name it.
    """

    fn: Function
    partials: tuple[Body | None, ...]
    effect: str = FRESH
    domain: Domains = REAL


@dataclass(frozen=True, slots=True)
class Linear:
    """A function linear in each of the named arguments, taken one at a time: it is its own tangent.

    Its tangent is a sum over the active arguments, each replaced by its tangent in turn.  A `joint` one is linear in
    all of them together: its tangent is one call, the inactive ones replaced by ``0.0``.
    Its transpose in an argument takes the adjoint `g` of the result and then all arguments.
    The result does not move with the `constant` arguments: a model of shape, a threshold.  In any other argument that
    is not named the derivative is not known, and refused.
    """

    fn: Function
    transposes: Mapping[str, Body]
    effect: str = FRESH
    joint: bool = False
    constant: tuple[str, ...] = ()
    domain: Domains = REAL


@dataclass(frozen=True, slots=True)
class Reduction:
    """A function that takes away axes: the tangent is ``np.sum(partial * dot, axis, keepdims=keepdims)``.

    The partial takes the arguments and has the shape of the first, or broadcasts to it.  `first` is the name of
    the argument it is differentiated in.
    """

    fn: Function
    partial: Body
    first: str = "a"
    effect: str = FRESH
    domain: Domains = REAL


class Pair(NamedTuple):
    """A linear map and its transpose: ``tangent(dot, ...)`` and ``adjoint(g, ...)``, then the arguments."""

    tangent: Body
    adjoint: Body


@dataclass(frozen=True, slots=True)
class Structured:
    """A function whose derivative in each named argument is a linear map with an equation of its own.

    One that `spreads` broadcasts its arguments against each other: what an adjoint gives is summed down to them.
    """

    fn: Function
    pairs: Mapping[str, Pair]
    effect: str = FRESH
    spreads: bool = False
    #: as of a `Linear`
    constant: tuple[str, ...] = ()
    domain: Domains = REAL


@dataclass(frozen=True, slots=True)
class Written:
    """A function whose derivative is that of another one, with the same parameters, written with rows: `body`.

    Where a derivative is taken, the call is replaced by the body.
    """

    fn: Function
    body: Body
    effect: str = FRESH
    domain: Domains = REAL


@dataclass(frozen=True, slots=True)
class Variant:
    """What a function is when one of the arguments `given` is passed: `body`, as of a `Written`.

    So the row of the function says what it is without them, and stays short.
    """

    fn: Function
    given: tuple[str, ...]
    body: Body


@dataclass(frozen=True, slots=True)
class Formula:
    """A function whose derivative is that of another one, with the same parameters: `body`; its value is its own.

    So what the function says of arguments outside of its domain holds, and the dtype that it gives.
    """

    fn: Function
    body: Body
    effect: str = FRESH
    domain: Domains = REAL


@dataclass(frozen=True, slots=True)
class Zero:
    """A function whose derivative is zero wherever it has one."""

    fn: Function
    effect: str = FRESH
    domain: Domains = REAL


Row = Scalar | Several | Linear | Reduction | Structured | Written | Formula | Zero


def scalar(fn: Function, *partials: Body | None, domain: Domains = REAL) -> Row:
    return Scalar(fn, partials, domain=domain)


def several(fn: Function, *partials: Body | None, domain: Domains = REAL) -> Row:
    return Several(fn, partials, domain=domain)


def linear(
    fn: Function, effect: str = FRESH, constant: tuple[str, ...] = (), domain: Domains = REAL, **transposes: Body
) -> Row:
    return Linear(fn, transposes, effect, constant=constant, domain=domain)


def joint(fn: Function, domain: Domains = REAL, **transposes: Body) -> Row:
    return Linear(fn, transposes, joint=True, domain=domain)


def reduction(fn: Function, partial: Body, first: str = "a", domain: Domains = REAL) -> Row:
    return Reduction(fn, partial, first, domain=domain)


def structured(
    fn: Function,
    effect: str = FRESH,
    spreads: bool = False,
    constant: tuple[str, ...] = (),
    domain: Domains = REAL,
    **pairs: Pair,
) -> Row:
    return Structured(fn, pairs, effect, spreads, constant, domain)


def written(fn: Function, body: Body, effect: str = FRESH, domain: Domains = REAL) -> Row:
    return Written(fn, body, effect, domain)


def variant(fn: Function, *given: str, body: Body) -> Variant:
    return Variant(fn, given, body)


def formula(fn: Function, body: Body, effect: str = FRESH, domain: Domains = REAL) -> Row:
    return Formula(fn, body, effect, domain)


def zero(*fns: Function, effect: str = FRESH, domain: Domains = REAL) -> tuple[Row, ...]:
    return tuple(Zero(fn, effect, domain) for fn in fns)


F = TypeVar("F", bound=Callable[..., Any])


def static(fn: F) -> F:
    """Mark a helper of rules that is computed while the text is written, and returns a literal.

    It is given the value of an argument that is a literal, and the type (of `srcad.ir.types`) of any other.
    """
    fn.is_static = True  # type: ignore[attr-defined]
    return fn


@static
def is_literal(value: Any) -> bool:
    """Whether an argument is a number that stands in the source."""
    return isinstance(value, bool | int | float)


@static
def is_python(value: Any) -> bool:
    """Whether a number is one of Python's own, and not NumPy's."""
    return getattr(value, "dtype", None) is None


def is_zero(part: Any) -> bool:
    """Whether a part of the adjoint of several results is zero because that result is not used."""
    return isinstance(part, float) and part == 0.0


is_zero.asks_for_zero = True  # type: ignore[attr-defined]


@static
def is_complex(value: Any) -> bool:
    """Whether a number or array is complex (a type says so by its kind)."""
    named = str(getattr(value, "dtype", "")).startswith("complex")
    return named or isinstance(value, complex) or getattr(value, "kind", "") == "c"


@static
def is_sparse(value: Any) -> bool:
    """Whether an argument is a sparse matrix (a type says so by its name)."""
    return str(getattr(value, "what", "")).startswith("sparse")


@static
def refuse(reason: str) -> None:
    """Say that there is no derivative for these arguments."""
    raise RuleError(reason)
