"""Enter a row of the user's: beside those of srcad, and in the place of what was written without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from srcad.analyse.result_types.table import TYPERS, Typer, typer_of
from srcad.api.derivative import forget_texts
from srcad.errors import RuleError
from srcad.extend.results import Description, described, mentioned, of_elementwise, of_reduction, typer_for
from srcad.extend.wrong import refuse_wrong
from srcad.front.lift.arrays import MAYBE_VIEWS
from srcad.rules.signatures import name_parameters, names_of
from srcad.rules.table import ROWS, VARIANTS, row_of
from srcad.rules.vocabulary import FRESH, Reduction, Row, Scalar, Several

Function = Callable[..., Any]

#: the tables that say something of a function
TABLES: tuple[dict[Function, Any], ...] = (ROWS, VARIANTS, TYPERS)
#: the functions whose rules were entered, and what the tables said of them before
ENTERED: dict[Function, tuple[Any, ...]] = {}


def rule(
    row: Row | Sequence[Row],
    result: Description | None = None,
    *,
    parameters: Sequence[str] | None = None,
    replace: bool = False,
) -> None:
    """Enter a row, so that calls of its function are differentiated by it and its source is no longer read.

    The function must be pure: it changes nothing, and gives the same for the same arguments.  `result` says what
    type it gives: ``like("x")``, ``broadcast("x", "y")``, ``float``, ``np.float64``, ``array(axes)``, a tuple of
    these, or a function that is given the types of the arguments by name; it can be left away for `scalar` and
    `reduction` rows.  `parameters` names the parameters of a function written in C that does not tell them.  A
    function that has a rule keeps it, unless `replace` is true.

    Raises `RuleError` where the row cannot be right: names that are no parameters, bodies that do not take the
    arguments, or have no source.  Whether its numbers are right `srcad.extend.check` says.
    """
    rows = (row,) if isinstance(row, Row) else tuple(row)
    for each in rows:
        _enter(each, result, parameters, replace)
    forget_texts()


def _enter(row: Row, result: Description | None, parameters: Sequence[str] | None, replace: bool) -> None:
    name = _name(row.fn)
    if row_of(row.fn) is not None and not replace:
        raise RuleError(f"`{name}` has a rule already", "replace=True, to use this one from now on")
    names = tuple(parameters) if parameters is not None else names_of(row.fn)
    refuse_wrong(row, name, names)
    typer = _typer(row, name, names, result)
    if parameters is not None:
        name_parameters(row.fn, *parameters)
    ENTERED.setdefault(row.fn, tuple(table.get(row.fn) for table in TABLES))
    VARIANTS.pop(row.fn, None)
    if row.effect != FRESH:
        MAYBE_VIEWS.add(row.fn)
    if typer is not None:
        TYPERS[row.fn] = typer
    ROWS[row.fn] = row


def withdraw(fn: Function) -> None:
    """Take back the rule that was entered for a function: what held before holds again."""
    if fn not in ENTERED:
        raise RuleError(f"no rule was entered for `{getattr(fn, '__name__', fn)}`", "rule(...) enters one")
    before = ENTERED.pop(fn)
    for table, said in zip(TABLES, before, strict=True):
        table.pop(fn, None)
        table.update({} if said is None else {fn: said})
    if not any(before):
        MAYBE_VIEWS.discard(fn)
    forget_texts()


def _name(fn: Any) -> str:
    if not callable(fn):
        raise RuleError(f"{fn!r} is no function", "scalar(function, ...), without calling it")
    try:
        hash(fn)
    except TypeError:
        reason = f"{fn!r} cannot be found again, since it has no hash"
        raise RuleError(reason, "wrap it in a function, and enter that") from None
    if getattr(fn, "__name__", None) is None:
        raise RuleError(f"{fn!r} has no `__name__` under which the text could call it", "wrap it in a function")
    return str(fn.__name__)


def _typer(row: Row, name: str, names: Sequence[str] | None, result: Description | None) -> Typer | None:
    """Who says the type of the result; None where that is known."""
    if result is not None:
        _refuse_wrong_result(name, names, result)
        return typer_for(row.fn, result)
    if typer_of(row.fn) is not None or (isinstance(row.fn, np.ufunc) and row.fn.signature is None):
        return None
    if isinstance(row, Scalar | Several):
        return of_elementwise(row.fn)
    if isinstance(row, Reduction):
        return of_reduction(row.fn, row.first)
    raise RuleError(
        f"the type of the result of `{name}` is not known",
        "say it: rule(..., result=like('x')), broadcast('x', 'y'), float, or a function of the types",
    )


def _refuse_wrong_result(name: str, names: Sequence[str] | None, result: Description) -> None:
    if not described((result,)):
        raise RuleError(
            f"{result!r} does not describe the result of `{name}`",
            "like('x'), broadcast('x', 'y'), float, array(axes), a tuple of these, or a function of the types",
        )
    unknown = [each for each in mentioned(result) if names is not None and each not in names]
    if unknown:
        raise RuleError(f"the result of `{name}` is said to be like `{unknown[0]}`, which is no parameter of it")
