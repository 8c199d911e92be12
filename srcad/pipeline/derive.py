"""One derivative for one signature: lift, differentiate, tidy, write, load."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from srcad.analyse.effects import enters_once, is_check, is_effect
from srcad.back.load import load
from srcad.back.text import Text, write
from srcad.derived import Derived
from srcad.errors import ArgumentError
from srcad.front.depth import not_too_deep
from srcad.front.lift.free import FreeName
from srcad.front.lift.function import Lifted, lift
from srcad.ir.core import Apply, Function, Op, Parameter, Program, Statement, With
from srcad.ir.types import Type
from srcad.ir.walk import all_statements
from srcad.pipeline.apart import containers_apart
from srcad.pipeline.differentiate import differentiate
from srcad.pipeline.others import for_others
from srcad.pipeline.passes import FORWARD, LAST, LAST_OF_OTHERS, TIDY, Watch, run_passes
from srcad.pipeline.real import may_be_complex, real_results
from srcad.spec import Spec, innermost, printed_name
from srcad.transform.calls import Calls, reached
from srcad.transform.split import split

Same = TypeVar("Same")


def derive(
    fn: Callable[..., Any],
    spec: Spec,
    params: tuple[Parameter, ...],
    types: tuple[Type, ...],
    watch: Watch | None = None,
) -> Derived:
    """The derivative of `fn` that `spec` asks for, for arguments of these types."""
    with not_too_deep(innermost(fn)):
        return _derive(fn, spec, params, types, watch)


def _derive(
    fn: Callable[..., Any],
    spec: Spec,
    params: tuple[Parameter, ...],
    types: tuple[Type, ...],
    watch: Watch | None,
) -> Derived:
    lifted = lift_through(fn, params, types, watch)
    primal = lifted.program.entry
    effects = any(map(has_effect, all_statements(primal.block)))
    checked = real_results if may_be_complex(primal) else unchecked
    apart = containers_apart if lifted.changes_containers else as_it_is
    name = printed_name(fn, spec.mode)
    halves = (name, name.removesuffix("_fwd") + "_bwd")
    calls = Calls(lifted.program.others, taken=dict.fromkeys(halves))
    joint = differentiate(primal, spec, calls=calls, watch=watch)
    others = (*lifted.program.others, *(run_passes(other, TIDY) for other in calls.made))
    last = LAST_OF_OTHERS if lifted.array_class else LAST
    ready = partial(for_others, cls=lifted.array_class) if lifted.array_class else as_it_is
    others = tuple(ready(run_passes(other, last)) for other in others)
    if spec.mode != "vjp":
        joint = ready(run_passes(joint, last, watch))
        text = write(Program(joint, reached(joint, others)), name)
        loaded = load(text)
        made = apart(checked(joint)(loaded.function))
        free = but_written(lifted.free, text)
        return Derived(text.source, made, loaded.namespace, free, effects=effects)
    forward, backward = (ready(run_passes(half, last, watch)) for half in split(joint))
    fwd = load(first := write(Program(forward, reached(forward, others)), name))
    bwd = load(second := write(Program(backward, reached(backward, others)), halves[1]))
    source = f"{first.source}\n\n{second.source}"
    made, pulled = apart(checked(forward)(fwd.function)), checked(backward)(bwd.function)
    free = but_written(lifted.free, first)
    return Derived(source, made, fwd.namespace, free, pulled, effects=effects)


def has_effect(stmt: Statement) -> bool:
    """Whether it matters how often a statement happens; what only raises may happen again."""
    if isinstance(stmt, Op):
        return is_effect(stmt) and isinstance(stmt.prim, Apply) and not is_check(stmt)
    return isinstance(stmt, With) and enters_once(stmt)


def but_written(free: Iterable[FreeName], text: Text) -> tuple[FreeName, ...]:
    """What is read from outside.  A function of the user's that is written in the text is guarded, but not fetched: its
    name means there the one that is written.
    """
    return tuple(replace(each, name="") if each.name in text.others else each for each in free)


def as_it_is(function: Same) -> Same:
    return function


def unchecked(made: Function) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # noqa: ARG001
    return as_it_is


def lift_through(
    fn: Callable[..., Any], params: Sequence[Parameter], types: Sequence[Type], watch: Watch | None = None
) -> Lifted:
    """The IR of a function, or of a derivative of one (of a derivative of one ...)."""
    spec = getattr(fn, "spec", None)
    if not isinstance(spec, Spec):
        lifted = lift(fn, params, types)
        entry = lifted.program.entry
        if watch is not None:
            watch("lift", entry)
        return replace(lifted, program=replace(lifted.program, entry=run_passes(entry, FORWARD, watch)))
    inner = lift_through(fn.primal, params, types, watch)  # type: ignore[attr-defined]
    if spec.mode not in ("grad", "value_and_grad", "value"):
        raise ArgumentError(f"a {spec.mode} cannot be differentiated as it stands", "wrap the call in a function")
    calls = Calls(inner.program.others, kept=False)
    made = differentiate(inner.program.entry, spec, inner=True, calls=calls, watch=watch)
    others = (*inner.program.others, *(run_passes(other, TIDY) for other in calls.made))
    return replace(inner, program=Program(made, others))
