"""From an operation to its row: which operands a derivative flows through, and what a body of the row is given."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from srcad.analyse import words
from srcad.ir.core import Apply, Atom, Format, Index, Invoke, Lit, Op, Pack, Update
from srcad.ir.types import Array, ListOf, is_complex, is_real
from srcad.ir.types import Scalar as Number
from srcad.reasons.table import reason_of
from srcad.rules.signatures import by_name, names_of
from srcad.rules.table import VARIANTS, holds_for_complex, row_of, row_of_call
from srcad.rules.vocabulary import Formula, Linear, Reduction, Row, Scalar, Several, Structured, Written, Zero
from srcad.transform.calls import KEPT
from srcad.transform.places import no_rule


def links(op: Op) -> Sequence[Atom]:
    """The operands through which a derivative may flow."""
    match op.prim:
        case Index():
            return op.args[:1]
        case Update():
            return op.args[:2]
        case Pack() | Format():
            return op.args
        case Invoke():
            refuse_kept(op)
            return op.args
        case Apply():
            row = row_of_op(op, op.prim)
            return op.args if row is None or lacks_complex(op, op.prim) else _links_of_row(op, op.prim, row)
        case _:
            return ()


def refuse_kept(op: Op) -> None:
    """What a forward half keeps carries derivatives that nobody sees."""
    if any(atom.type == KEPT for atom in (*op.args, *op.outs)):
        raise no_rule("the derivative of the two halves of a recursive gradient", "ask for both at once", op.where)


def _links_of_row(op: Op, prim: Apply, row: Row) -> Sequence[Atom]:
    match row:
        case Zero():
            return ()
        case Scalar(partials=partials) | Several(partials=partials):
            return [arg for arg, partial in zip(positional(op, prim), partials, strict=False) if partial is not None]
        case Linear(transposes=named) | Structured(pairs=named):
            return [atom for name, atom in arguments(op, prim).items() if name in named] + unpaired(op, prim, row)
        case Reduction(first=first):
            return [atom for name, atom in arguments(op, prim).items() if name == first] + unpaired(op, prim, row)
        case Written() | Formula():
            return op.args


def unpaired(op: Op, prim: Apply, row: Row) -> list[Atom]:
    """The numbers that a function takes and of which its row says nothing: nobody knows the derivative in them."""
    match row:
        case Linear(transposes=named, constant=constant) | Structured(pairs=named, constant=constant):
            said = (*named, *constant)
        case Reduction(first=first):
            said = (first,)
        case _:
            return []
    if (getattr(prim.fn, "__module__", None) or "").startswith("srcad.runtime"):
        return []  # these take models
    return [atom for name, atom in arguments(op, prim).items() if name not in said and is_real(atom.type)]


def refuse_unpaired(op: Op, prim: Apply, row: Row, is_active: Callable[[Atom], bool]) -> None:
    for name, atom in arguments(op, prim).items():
        if is_active(atom) and atom in unpaired(op, prim, row):
            reason = f"the derivative of `{name_of(prim)}` in `{name}` is not known"
            raise no_rule(reason, "pass a constant there", op.where)


def function_of(op: Op, prim: Apply) -> Callable[..., Any]:
    """The function whose row holds: between lists an operator means another one."""
    return words.OF_LISTS.get(prim.fn, prim.fn) if isinstance(op.out.type, ListOf) else prim.fn


def row_of_op(op: Op, prim: Apply) -> Row | None:
    """The row of a call, which may depend on the arguments that are passed."""
    fn = function_of(op, prim)
    if fn not in VARIANTS:
        return row_of(fn)
    return row_of_call(fn, [name for name, atom in arguments(op, prim).items() if not _is_default(name, atom)])


def name_of(prim: Apply) -> str:
    """What a function is called in a message."""
    return prim.name or getattr(prim.fn, "__name__", str(prim.fn))


def row_for(op: Op, prim: Apply) -> Row:
    """The row of an operation whose derivative is needed."""
    row = row_of_op(op, prim)
    name = name_of(prim)
    if row is not None and lacks_complex(op, prim):
        raise no_rule(
            f"there is no derivative rule for `{name}` of complex numbers", "use real and imaginary parts", op.where
        )
    if row is None:
        reason = reason_of(prim.fn)
        if reason is not None:
            raise no_rule(f"`{name}` has no derivative rule: {reason.why}", reason.instead, op.where)
        raise no_rule(f"there is no derivative rule for `{name}`", "write the function in Python", op.where)
    if isinstance(row, Scalar) and not isinstance(op.out.type, Number | Array):
        raise no_rule("lists are put together whose items carry a derivative", "collect them in one list", op.where)
    return row


def lacks_complex(op: Op, prim: Apply) -> bool:
    """Whether complex numbers are given to a function whose row is not known to be right for them."""
    return any(map(is_complex, (op.out.type, *(arg.type for arg in op.args)))) and not holds_for_complex(
        function_of(op, prim)
    )


def arguments(op: Op, prim: Apply) -> dict[str, Atom]:
    """The arguments of a call under the names of the function's parameters."""
    bound = by_name(prim.fn, op.args, prim.kw)
    if bound is not None:
        return bound
    positional = len(op.args) - len(prim.kw)
    return dict(zip((*(str(i) for i in range(positional)), *prim.kw), op.args, strict=True))


@cache
def parameters(body: Callable[..., Any]) -> tuple[str, ...]:
    """The names of the parameters of a rule body."""
    return tuple(inspect.signature(body).parameters)


def given(op: Op, prim: Apply, body: Callable[..., Any], leading: int) -> tuple[list[Atom], Mapping[str, Atom]]:
    """The arguments that a body takes after its first `leading` ones, by position and by name."""
    names = parameters(body)[leading:]
    keywords: dict[str, Atom] = {"out": op.out} if "out" in names else {}
    if names_of(prim.fn) is None:
        refuse_keywords(op, prim, prim.kw, names)
        positional = len(op.args) - len(prim.kw)
        return list(op.args[:positional]), keywords | dict(zip(prim.kw, op.args[positional:], strict=True))
    bound = {name: atom for name, atom in arguments(op, prim).items() if not _is_default(name, atom)}
    refuse_keywords(op, prim, bound, names)
    return [], bound | keywords


#: arguments of SciPy's functions that change no value
_HOW = ("check_finite", "lapack_driver", "driver", "lwork", "workers")


def _is_default(name: str, atom: Atom) -> bool:
    """``out=None`` and ``dtype=None`` say nothing, and nothing of the value what only says how it is computed."""
    if name.startswith("overwrite_"):
        return atom == Lit(False)
    if name in _HOW:
        return True
    return name in ("out", "dtype", "where") and atom in (Lit(None), Lit(True))


def refuse_keywords(op: Op, prim: Apply, keywords: Any, known: Sequence[str]) -> None:
    for keyword in keywords:
        if keyword not in known or keyword == "out":
            name = prim.name or prim.fn.__name__
            raise no_rule(
                f"the argument `{keyword}` of `{name}` has no derivative rule",
                "leave it out, or do in a statement of its own what it does",
                op.where,
            )


def positional(op: Op, prim: Apply) -> list[Atom]:
    """The arguments of an elementwise call, in the order of its parameters."""
    if not prim.kw:
        return list(op.args)
    bound = arguments(op, prim)
    names = names_of(prim.fn) or ()
    refuse_keywords(op, prim, bound, names)
    last = max(names.index(name) for name in bound)
    return [bound.get(name, Lit(None)) for name in names[: last + 1]]
