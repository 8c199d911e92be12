"""A call of a function, drawn from the domain that its row carries: always the same one."""

from __future__ import annotations

import ctypes
import inspect
import math
from typing import Any

import numpy as np

from srcad.errors import RuleError
from srcad.extend.wrong import bodies, required
from srcad.rules.domains import Domain, Made
from srcad.rules.signatures import names_of
from srcad.rules.vocabulary import Row, Scalar, Several, Zero

#: the shape of arguments that have none of their own
SHAPE = (2, 3)
#: one for each argument, so that no two are in step
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19)
#: what a function that takes numbers only raises of arrays
REFUSALS = (TypeError, ValueError, AttributeError, LookupError, RuntimeError, ctypes.ArgumentError)


def drawn(row: Row) -> tuple[Any, ...]:
    """The positional arguments of a call: arrays, if the function takes them, else numbers."""
    said = row.domain if isinstance(row.domain, tuple) else (row.domain,) * _count(row)
    wrong = []
    for shape in (SHAPE, ()):
        args = tuple(_draw(word, place, shape) for place, word in enumerate(said))
        try:
            row.fn(*args)
        except REFUSALS as error:
            wrong.append(str(error))
        else:
            return args
    reason = f"`{row.fn.__name__}` cannot be called with what is drawn from its domain: {', nor: '.join(wrong)}"
    raise RuleError(reason, "a domain for each argument: domain=(POSITIVE, 2); or arguments of yours")


def _count(row: Row) -> int:
    """How many arguments one word speaks of."""
    if isinstance(row, Scalar | Several):
        return len(row.partials)
    if isinstance(row, Zero):
        return len(required(row.fn, names_of(row.fn) or ()))
    body, leading, _ = next(bodies(row))
    return sum(
        each != "out" for each in required(body, list(inspect.signature(body).parameters)[leading is not None :])
    )


def _draw(word: Any, place: int, shape: tuple[int, ...]) -> Any:
    if isinstance(word, list | tuple):
        return type(word)(_draw(item, place + index, shape) for index, item in enumerate(word))
    if isinstance(word, Made):
        return word.fn(*_draw(word.words, place, shape))
    if not isinstance(word, Domain):
        return word
    shape = shape if word.shape is None else word.shape
    numbers = _numbers(word, _shares(math.prod(shape), place).reshape(shape))
    return numbers if shape else numbers.item()


def _shares(count: int, place: int) -> Any:
    """Numbers between 0 and 1: H. Weyl, "Über die Gleichverteilung von Zahlen mod. Eins" (1916)."""
    return math.sqrt(PRIMES[place % len(PRIMES)]) * np.arange(1.0, count + 1.0) ** 2 % 1.0


def _numbers(word: Domain, share: Any) -> Any:
    match word.form:
        case "whole":
            return np.floor(word.low + (word.high - word.low) * share).astype(int)
        case "complex":
            return _inside(word, share) + 1j * _inside(word, 7.0 * share % 1.0)
        case "increasing":
            return np.cumsum(0.4 + share, axis=-1)
        case "regular":
            return _regular(share)
        case "symmetric":
            return _regular(share) + _regular(share).T
        case "definite":
            # not its product with its transpose, which is symmetric but for rounding
            return _regular(share) + _regular(share).T + 2.0 * np.eye(len(share))
    return _inside(word, share)


def _inside(word: Domain, share: Any) -> Any:
    """Away from bounds, near which a function may be steep."""
    match math.isfinite(word.low), math.isfinite(word.high):
        case True, True:
            return word.low + (word.high - word.low) * (0.05 + 0.9 * share)
        case True, False:
            return word.low + 0.15 + 1.6 * share
        case False, True:
            return word.high - 0.15 - 1.6 * share
    return 3.3 * share - 1.5


def _regular(share: Any) -> Any:
    return share - 0.5 + 1.5 * np.eye(len(share))
