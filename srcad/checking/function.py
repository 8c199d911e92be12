"""Check one function: lift it for arguments that its signature and its text suggest, and note all that is refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from srcad.api.faces import unbound
from srcad.api.wrapped import signature_of
from srcad.checking.attempt import Attempt, attempt
from srcad.checking.examples import Guess, guess
from srcad.checking.finding import Finding, finding_of, in_order
from srcad.checking.integers import integers
from srcad.checking.libraries import owned
from srcad.errors import Place, SrcadError
from srcad.front.reach import syntax_errors
from srcad.front.source import Source, find
from srcad.front.usage import usages
from srcad.spec import Spec, innermost

#: how many sets of arguments are tried where a signature leaves them open
TRIED = 12


def check(f: Callable[..., Any]) -> list[Finding]:
    """Everything that keeps a function from being differentiated, without running it; an empty list if nothing does.

    A derivative made by `grad` and its kin is checked as the function it was made from.  What neither annotations nor
    defaults say about an argument is judged by its use; a finding that rests on such a guess says so.

    >>> from srcad import check
    >>> def f(x):
    ...     return eval("x") * 2.0
    >>> for finding in check(f):
    ...     print(finding.reason)
    eval runs code that cannot be seen
    """
    spec = getattr(f, "spec", None)
    target = innermost(f)
    try:
        fn, owners = unbound(target)
        source = find(fn)
    except SrcadError as error:
        return [finding_of(error, error.place, getattr(target, "__name__", type(target).__name__))]
    return check_source(source, spec if isinstance(spec, Spec) else Spec(), type(owners[0]) if owners else None)


def check_source(source: Source, spec: Spec, owner: type | None = None) -> list[Finding]:
    """`check` of a function whose source is known; `owner` is the class whose method it is."""
    fn = source.fn
    parameters = tuple(signature_of(fn).parameters.values())
    guessed = guess(parameters, usages(source.node), fn.__globals__, owner)
    found = [*integers(source, parameters, spec)]
    tried = attempts(source, parameters, guessed)
    best = min(tried, key=lambda each: each.missed)
    if best.errors or best.missed:
        found += [finding_of(error, error.place, fn.__name__) for error in syntax_errors(fn, owned(fn))]
        found += typed_findings(best, tried, guessed, fn.__name__)
    return in_order(found, source.file)


def attempts(source: Source, parameters: Sequence[inspect.Parameter], guessed: Guess) -> list[Attempt]:
    """Sets of arguments until one goes through."""
    made: list[Attempt] = []
    for values in islice(guessed.sets(), TRIED):
        made.append(attempt(source.fn, parameters, values))
        if not made[-1].missed:
            break
    return made


def typed_findings(best: Attempt, tried: Sequence[Attempt], guessed: Guess, name: str) -> Iterator[Finding]:
    """The findings of an attempt, without those at statements that were lifted for other arguments; one that other
    arguments may not have says for which it stands.
    """
    note = guessed.described(best.values)
    for error, place in best.errors:
        finding = finding_of(error, place, name)
        if not note or getattr(error, "of_function", False) or in_all(tried, error, place):
            yield finding
        elif place is None or not any((place.file, place.line) in each.lifted for each in tried):
            yield replace(finding, reason=f"{finding.reason} ({note})")


def in_all(tried: Sequence[Attempt], error: SrcadError, place: Place | None) -> bool:
    """Whether something is refused for all arguments that were tried."""
    found = (any(other.reason == error.reason and where == place for other, where in each.errors) for each in tried)
    return len(tried) > 1 and all(found)
