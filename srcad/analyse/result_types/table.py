"""The table of result types: for each Python function, a small function from argument types to result type.

A typer takes `fresh` and then the arguments of the function it describes, by NumPy's names and with NumPy's
defaults.  Each argument is an `Atom`, whose `type` is known; literal ones (axes, flags) are read with `static`.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.ir.callee import Callee
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Scalar, TupleOf, Type

Typer = Callable[..., Type]

TYPERS: dict[Callable[..., Any], Typer] = {}

#: files of packages that only some users have: read once the user's program has imported the package
LATER = {
    "scipy.fft": "srcad.analyse.result_types.scipy_fft",
    "scipy.special": "srcad.analyse.result_types.scipy_special",
    "scipy.linalg": "srcad.analyse.result_types.scipy_linalg",
    "scipy.sparse": "srcad.analyse.result_types.scipy_sparse",
    "scipy.sparse.linalg": "srcad.analyse.result_types.scipy_sparse_linalg",
    "scipy.stats": "srcad.analyse.result_types.scipy_stats",
    "scipy.integrate": "srcad.analyse.result_types.scipy_integrate",
    "scipy.interpolate": "srcad.analyse.result_types.scipy_interpolate",
    "scipy.ndimage": "srcad.analyse.result_types.scipy_ndimage",
    "scipy.optimize": "srcad.analyse.result_types.scipy_optimize",
    "scipy.signal": "srcad.analyse.result_types.scipy_signal",
    "scipy.spatial.distance": "srcad.analyse.result_types.scipy_spatial_distance",
}
_READ: set[str] = set()

NONE = Lit(None)
FALSE = Lit(False)
TRUE = Lit(True)
ZERO = Lit(0)


#: how many leading arguments of a function may be lists that mean arrays
ARRAY_LIKE: dict[Callable[..., Any], int] = {}


def array_like(count: int, *fns: Callable[..., Any]) -> None:
    """Declare that the first arguments of these functions may be lists that mean arrays."""
    ARRAY_LIKE.update(dict.fromkeys(fns, count))


#: functions whose results are complex for some real arguments
MAYBE_COMPLEX: set[Callable[..., Any]] = set()


def maybe_complex(*fns: Callable[..., Any]) -> None:
    """Declare that the results of these functions are taken to be real, which only the run can tell."""
    MAYBE_COMPLEX.update(fns)


#: functions that give named tuples, and the classes of these
NAMED: dict[Callable[..., Any], Any] = {}


def types(*fns: Callable[..., Any]) -> Callable[[Typer], Typer]:
    """Declare the decorated function to be the typer of these functions."""

    def declare(typer: Typer) -> Typer:
        TYPERS.update(dict.fromkeys(fns, typer))
        return typer

    return declare


def typer_of(fn: Callable[..., Any]) -> Typer | None:
    """Who knows the results of a function, None if nobody does."""
    found = TYPERS.get(fn)
    return found if found is not None or not _read_later() else TYPERS.get(fn)


def _read_later() -> bool:
    """Read the files of packages that were imported in the meantime; whether there were any."""
    new = [package for package in LATER if package in sys.modules and package not in _READ]
    for package in new:
        import_module(LATER[package])
        _READ.add(package)
    return bool(new)


def apply_typer(typer: Typer, args: Sequence[Atom], kw: tuple[str, ...], fresh: Fresh) -> Type:
    """The result type of a call, the last ``len(kw)`` arguments passed by keyword."""
    split = len(args) - len(kw)
    named = dict(zip(kw, args[split:], strict=True))
    parameters = _parameters(typer)
    strange = [name for name in kw if name not in parameters and "VAR_KEYWORD" not in parameters.values()]
    if strange:
        raise CannotType(f"the argument `{strange[0]}` is not known here")
    try:
        return typer(fresh, *args[:split], **named)
    except TypeError:
        raise CannotType("a call with these arguments is not known") from None
    except IndexError:  # a typer speaks of an axis or an item that is not there
        raise CannotType("a call with arguments of so few axes or items is not known") from None


@cache
def _parameters(typer: Typer) -> dict[str, str]:
    """The names of the parameters of a typer, and their kinds."""
    return {name: parameter.kind.name for name, parameter in inspect.signature(typer).parameters.items()}


def static(atom: Atom) -> Any:
    """The value of an argument that must be known: a literal, or integers that are known lengths."""
    return atom.value if isinstance(atom, Lit) else _known(atom.type, atom.name)


def integer(atom: Atom) -> int:
    """An integer that must be known."""
    value = static(atom)
    if not isinstance(value, int):
        raise CannotType(f"{value!r} is not an integer")
    return value


def _known(type_: Type, name: str) -> Any:
    match type_:
        case Scalar(kind="i", dtype=None, extent=int(value)):
            return value
        case TupleOf(items):
            return tuple(_known(item, name) for item in items)
    raise CannotType(f"{name} must be a literal here")


def array(atom: Atom) -> Array:
    """The type of an argument that must be an array."""
    if isinstance(atom.type, Array):
        return atom.type
    raise CannotType(f"{atom.type} is not an array")


# --- functions that are given functions ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Functional:
    """A function that calls others: they take what `leading` says, and then the items of the argument `args`."""

    #: the parameters that are functions
    functions: tuple[str, ...]
    #: given `fresh` and the other arguments of a call by name, the types of what the functions are called with
    leading: Callable[..., tuple[Type, ...]]
    #: if the result is an object, what reads each of its attributes; its type is that of a tuple of what can move
    fields: Mapping[str, Callable[..., Any]]
    #: the parameters that may be lists that mean arrays
    arrays: tuple[str, ...]


def result_types(atom: Atom) -> tuple[Type, ...]:
    """What a function that is an argument gives, leaf by leaf."""
    if isinstance(atom, Lit) and isinstance(atom.value, Callee):
        return tuple(result.type for result in atom.value.function.block.results)
    raise CannotType("a function is not known here")


FUNCTIONALS: dict[Callable[..., Any], Functional] = {}


def calls(
    *functions: str,
    of: Sequence[Callable[..., Any]],
    fields: Mapping[str, Callable[..., Any]] | None = None,
    arrays: tuple[str, ...] = (),
) -> Callable[[Any], Any]:
    """Declare that functions call their arguments of these names, and with what."""

    def declare(leading: Callable[..., tuple[Type, ...]]) -> Callable[..., tuple[Type, ...]]:
        FUNCTIONALS.update(dict.fromkeys(of, Functional(functions, leading, fields or {}, arrays)))
        return leading

    return declare


def functional(fn: Any) -> Functional | None:
    """What a function calls, None if it calls nothing that it is given."""
    try:
        return FUNCTIONALS.get(fn) if typer_of(fn) is not None else None
    except TypeError:
        return None


# --- classes whose objects are called -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Called:
    """How the objects of a class are called."""

    call: Callable[..., Any]
    #: the argument of a call that asks for a derivative of so high an order, if there is one
    order: str
    #: the type of one that was made outside
    read: Callable[[Fresh, Any], Type]
    #: for each method, the function that it is: of the object, and then of its arguments
    methods: Mapping[str, Callable[..., Any]]


CALLED: dict[Callable[..., Any], Called] = {}


def called(
    call: Callable[..., Any],
    *makers: Callable[..., Any],
    read: Callable[[Fresh, Any], Type],
    order: str = "",
    **methods: Callable[..., Any],
) -> None:
    """Declare that what these classes and functions make is called, and which functions do that."""
    CALLED.update(dict.fromkeys(makers, Called(call, order, read, methods)))


def called_by(maker: Any) -> Called | None:
    """How the objects are called that a class or a function makes, None if they are not."""
    try:
        return CALLED.get(maker) if typer_of(maker) is not None else None
    except TypeError:
        return None
