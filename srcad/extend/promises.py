"""Whether a rule keeps what it promises, on arguments that the user gives, or that are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from srcad.analyse.builder import Supply
from srcad.analyse.cannot import CannotType
from srcad.analyse.result_types import type_of_call
from srcad.api.leaf_types import leaf_type
from srcad.errors import ArgumentError, RuleError
from srcad.extend.drawn import drawn
from srcad.ir.core import Atom, Lit, Var
from srcad.ir.types import Array, Dim, ListOf, Scalar, TupleOf, Type
from srcad.rules.table import row_of
from srcad.rules.vocabulary import FRESH
from srcad.testing.check import check_grads


def check(fn: Callable[..., Any], *args: Any, order: int = 2, **kw: Any) -> None:
    """Hold the rule of a function to what it says, on these arguments, or on some drawn from the domain of the row.

    The derivatives of both modes, up to `order`, are held against finite differences, as by `srcad.check_grads`;
    the type of the result against what the rule says of it; and whether the result shares memory with an argument.
    Raises `RuleError` or `GradientMismatch`, which say what is wrong; and whatever `srcad.grad` raises.
    """
    row = row_of(fn)
    if row is None:
        raise RuleError(f"`{getattr(fn, '__name__', fn)}` has no rule", "rule(...) enters one")
    args = args if args or kw else drawn(row)
    _check_result(fn, args, kw)

    def call(*values: Any) -> Any:
        return fn(*values, **kw)

    call.__name__ = fn.__name__
    check_grads(call, args, order)


def _check_result(fn: Callable[..., Any], args: tuple[Any, ...], kw: dict[str, Any]) -> None:
    """The type that the table gives, against that of the value."""
    given = _named(args, kw)
    out = fn(*args, **kw)
    try:
        wrong = next(differences(fn, args, kw, out), None)
    except CannotType as error:
        raise RuleError(f"the type of the result of `{fn.__name__}` is not known: {error}") from None
    if wrong is not None:
        raise RuleError(f"of `{fn.__name__}`, {wrong}", "another `result` where the rule is entered")
    row = row_of(fn)
    shared = [name for name, value in given.items() if _share(value, out)]
    if row is not None and row.effect == FRESH and shared:
        reason = f"the result of `{fn.__name__}` shares memory with `{shared[0]}`"
        raise RuleError(reason, "a rule that says so: linear(fn, VIEW, ...) or MAYBE_VIEW; or a function that copies")


def differences(fn: Callable[..., Any], args: tuple[Any, ...], kw: dict[str, Any], out: Any) -> Iterator[str]:
    """Where the type that is said of the result of a call is not that of `out`, which it gave."""
    given = _named(args, kw)
    atoms = [_atom(value, name) for name, value in given.items()]
    said = type_of_call(fn, atoms, tuple(kw), Supply().extent)
    yield from _differences(said, out, "the result", _lengths(given))


def _named(args: tuple[Any, ...], kw: dict[str, Any]) -> dict[str, Any]:
    return {**{f"argument {place}": value for place, value in enumerate(args)}, **kw}


def _atom(value: Any, name: str) -> Atom:
    if value is None or isinstance(value, bool | int | str | tuple):
        return Lit(value)
    type_ = leaf_type(value, name)
    if type_ is None:
        raise ArgumentError(f"`{name}` is a {type(value).__name__}", "numbers and arrays")
    return Var(name, type_)


def _lengths(given: dict[str, Any]) -> dict[str, int]:
    """The lengths of the axes of the arguments, under the names that their types give them."""
    arrays = {name: value for name, value in given.items() if isinstance(value, np.ndarray)}
    return {f"{name}.{axis}": length for name, value in arrays.items() for axis, length in enumerate(value.shape)}


def _differences(said: Type, out: Any, what: str, lengths: dict[str, int]) -> Iterator[str]:
    """What is not as it was said."""
    if isinstance(said, TupleOf):
        if not isinstance(out, tuple | list) or len(out) != len(said.items):
            yield f"{what} is said to be a tuple of {len(said.items)}, and is {_shown(out)}"
            return
        for place, (item, part) in enumerate(zip(said.items, out, strict=True)):
            yield from _differences(item, part, f"{what}[{place}]", lengths)
    elif isinstance(said, ListOf):
        yield from (() if isinstance(out, list | tuple) else (f"{what} is said to be a list, and is {_shown(out)}",))
    elif _is_other(leaf_type(out, "out"), said) or not _fits(said, out, lengths):
        yield f"{what} is said to be {said}, and is {_shown(out)}"


def _is_other(found: Type | None, said: Type) -> bool:
    """Whether types differ in more than the lengths of axes; a dtype with a question mark is one of several."""
    if isinstance(said, Array) and isinstance(found, Array):
        return found.ndim != said.ndim or (found.dtype != said.dtype and not said.dtype.endswith("?"))
    if isinstance(said, Scalar) and isinstance(found, Scalar):
        open_ = said.dtype is not None and said.dtype.endswith("?")
        return said.kind != found.kind or (said.dtype != found.dtype and not open_)
    return type(found) is not type(said)


def _fits(said: Type, out: Any, lengths: dict[str, int]) -> bool:
    """Whether lengths that are known are those of the value."""
    if not isinstance(said, Array):
        return True
    return all(_length(dim, lengths) in (None, length) for dim, length in zip(said.dims, out.shape, strict=True))


def _length(dim: Dim, lengths: dict[str, int]) -> int | None:
    if isinstance(dim, int):
        return dim
    return max(lengths[dim.root] - dim.less, 0) if dim.root in lengths else None


def _shown(out: Any) -> str:
    if isinstance(out, np.ndarray):
        return f"an array of dtype {out.dtype} and shape {out.shape}"
    return f"a {type(out).__name__}"


def _share(value: Any, out: Any) -> bool:
    parts = out if isinstance(out, tuple | list) else (out,)
    return isinstance(value, np.ndarray) and any(
        isinstance(part, np.ndarray) and np.shares_memory(value, part) for part in parts
    )
