"""What can be seen of a row before it is used: that its bodies take what they are given, and can be read."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from srcad.errors import RuleError, SourceError
from srcad.front.source import find
from srcad.rules.domains import Domain, Made
from srcad.rules.vocabulary import Formula, Linear, Reduction, Row, Scalar, Several, Structured, Written, Zero

Body = Callable[..., Any]


def refuse_wrong(row: Row, name: str, names: Sequence[str] | None) -> None:
    """Refuse a row that cannot be right, whatever it is called with."""
    if names is None and not isinstance(row, Scalar | Several | Zero):
        raise RuleError(
            f"the parameters of `{name}` are not known",
            "rule(..., parameters=('x', 'y')), if it always takes the same ones",
        )
    match row:
        case Scalar(partials=partials) | Several(partials=partials):
            _check_partials(row.fn, name, names, partials)
        case Reduction(first=first):
            _check_named(name, names or (), [first])
        case Linear(transposes=named) | Structured(pairs=named):
            _check_named(name, names or (), named)
    for body, leading, what in bodies(row):
        _check_source(body, name, what)
        if not isinstance(row, Scalar | Several):
            _check_takes(body, row.fn, name, names or (), leading, what)
    _check_domain(row.domain, row.fn, name, names)


def bodies(row: Row) -> Iterator[tuple[Body, str | None, str]]:
    """Each body of a row, what it takes first beside the arguments (an adjoint, a tangent), and what it is."""
    match row:
        case Scalar(partials=partials) | Several(partials=partials):
            yield from ((body, None, f"partial {place}") for place, body in enumerate(partials) if body is not None)
        case Reduction(partial=body):
            yield body, None, "the partial"
        case Linear(transposes=named):
            yield from ((body, "the adjoint", f"the transpose in `{name}`") for name, body in named.items())
        case Structured(pairs=named):
            for each, pair in named.items():
                yield pair.tangent, "the tangent", f"the tangent in `{each}`"
                yield pair.adjoint, "the adjoint", f"the adjoint in `{each}`"
        case Written(body=body) | Formula(body=body):
            yield body, None, "the body"


def _check_partials(fn: Any, name: str, names: Sequence[str] | None, partials: Sequence[Body | None]) -> None:
    most = None if names is None else len(names)
    if not partials or (most is not None and len(partials) > most):
        takes = "" if most is None else f", which takes {most} argument{'s' * (most != 1)}"
        raise RuleError(f"a row of `{name}`{takes}, has {len(partials)} partials", "write one for each argument")
    for place, partial in enumerate(partials):
        if partial is None:
            continue
        least = len(partials) if most is None else len(required(fn, names or ()))
        taken = [parameter for parameter in _parameters(partial) if parameter.name != "out"]
        needed = [parameter for parameter in taken if parameter.default is parameter.empty and not _is_rest(parameter)]
        room = None if any(map(_is_rest, taken)) else len(taken)
        if (room is not None and room < least) or (most is not None and len(needed) > most):
            raise RuleError(
                f"partial {place} of `{name}` takes {len(taken)} arguments, and is given {least}",
                "a partial takes all arguments of the function, and `out` if it names it",
            )


def _check_named(name: str, names: Sequence[str], given: Any) -> None:
    if not given:
        raise RuleError(f"the row of `{name}` says nothing of any argument", "name one: x=...")
    for each in given:
        if each not in names:
            raise RuleError(f"`{each}` is no parameter of `{name}`", f"one of {', '.join(names)}")


def _check_takes(body: Body, fn: Any, name: str, names: Sequence[str], first: str | None, what: str) -> None:
    """A body takes what comes first by position, and the arguments by the names of the function."""
    taken = _parameters(body)
    if any(map(_is_rest, taken)):
        return
    if first is not None and not taken:
        raise RuleError(f"{what} of `{name}` takes nothing", f"it is given {first}, and then the arguments")
    own = [parameter.name for parameter in taken[1 if first is not None else 0 :]]
    unknown = [each for each in own if each not in names and each != "out"]
    if unknown:
        raise RuleError(f"{what} of `{name}` takes `{unknown[0]}`, which is no parameter of it", _shown(names))
    missing = [each for each in required(fn, names) if each not in own]
    if missing:
        raise RuleError(f"{what} of `{name}` does not take `{missing[0]}`", "it is given all arguments of a call")


def _check_domain(said: Any, fn: Any, name: str, names: Sequence[str] | None) -> None:
    """One word for all arguments, or of each of the first ones what it is."""
    words = said if isinstance(said, tuple) else (said,)
    wrong = [word for word in words if not _is_word(word)]
    if wrong or not (words and isinstance(said, tuple | Domain | Made)):
        shown = repr(wrong[0] if wrong else said)
        raise RuleError(f"{shown} is no domain of `{name}`", "POSITIVE, between(0.0, 2.0), or a tuple: (POSITIVE, 2)")
    if isinstance(said, tuple) and names is not None and not len(required(fn, names)) <= len(said) <= len(names):
        counts = f"{len(said)} argument{'s' * (len(said) != 1)}"
        raise RuleError(f"the domain of `{name}` is one of {counts}, and it takes {len(names)}", _shown(names))


def _is_word(word: Any) -> bool:
    """Whether it is drawn from, or stands for itself."""
    if isinstance(word, list | tuple):
        return all(map(_is_word, word))
    return word is None or isinstance(
        word, Domain | Made | int | float | complex | str | type | np.ndarray | np.generic
    )


def _shown(names: Sequence[str]) -> str:
    return f"its parameters are {', '.join(names)}"


def required(fn: Any, names: Sequence[str]) -> tuple[str, ...]:
    """The parameters that every call gives a value."""
    try:
        signature = inspect.signature(fn).parameters
    except (ValueError, TypeError):
        return tuple(names)
    optional = {each for each, parameter in signature.items() if parameter.default is not parameter.empty}
    return tuple(each for each in names if each not in optional)


def _parameters(body: Body) -> list[inspect.Parameter]:
    try:
        return list(inspect.signature(body).parameters.values())
    except (ValueError, TypeError):
        raise RuleError(f"{body!r} is no body of a rule", "a function or lambda written in Python") from None


def _is_rest(parameter: inspect.Parameter) -> bool:
    return parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)


def _check_source(body: Any, name: str, what: str) -> None:
    try:
        find(body)
    except SourceError as error:
        raise RuleError(f"{what} of `{name}` cannot be read: {error.reason}", error.instead) from None
