"""The tangent of a function: value and directional derivative in one sweep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.analyse import words
from srcad.analyse.activity import active
from srcad.analyse.builder import Builder
from srcad.analyse.holes import may_be_undefined
from srcad.analyse.supply import supply_after
from srcad.ir.core import Block, Function, Parameter, Tree, Var, Where
from srcad.ir.outside import mentioned
from srcad.ir.types import Scalar, is_real
from srcad.transform.bars import Bar, exactly
from srcad.transform.calls import Calls, Signature, flat
from srcad.transform.forward import apply as _apply  # noqa: F401  (enters its handlers)
from srcad.transform.forward import attempt as _attempt  # noqa: F401
from srcad.transform.forward import enclosed as _enclosed  # noqa: F401
from srcad.transform.forward import regions as _regions  # noqa: F401
from srcad.transform.forward.push import Push
from srcad.transform.hidden import refuse_hidden
from srcad.transform.renaming import renamed
from srcad.transform.reverse.sweep import Inline
from srcad.transform.rows import links
from srcad.transform.trees import derivative_tree
from srcad.transform.written import without_formulas, write_out


def forward(fn: Function, wrt: Sequence[int], inline: Inline, calls: Calls | None = None) -> Function:
    """A function of the arguments and one tangent per leaf in `wrt`: the results, then their tangents.

    Tangents of functions that are invoked are left in `calls`.
    """
    made = write(fn, wrt, inline, calls)
    if calls is not None:
        calls.finish(lambda signature: [write_callee(calls, signature, inline)])
    return made


def write_callee(calls: Calls, signature: Signature, inline: Inline) -> Function:
    """The tangent of one signature of a function that is invoked."""
    name, places = signature
    return flat(write(calls.function(name), places, inline, calls), calls.tangents[signature])


def write(fn: Function, wrt: Sequence[int], inline: Inline, calls: Calls | None) -> Function:
    refuse_hidden(fn, wrt)
    supply = supply_after(fn.block)
    fn = write_out(fn, wrt, inline, supply)
    block = fn.block
    sources = [block.params[index] for index in wrt]
    push = Push(
        Builder(supply, Where(adjoint=True)),
        inline,
        active(block, sources, block.results, links),
        may_be_undefined(block),
        calls,
    )
    dots = tangent_parameters(fn, sources)
    for var, dot in zip(sources, dots, strict=True):
        push.define(var, Bar(dot))
    push.block(block)
    push.builder.where = Where(adjoint=True)
    tangents = [
        exactly(push.builder, push.full(result), result.type) for result in block.results if is_real(result.type)
    ]
    body = Block((*block.params, *dots), tuple(push.builder.body), (*block.results, *tangents))
    return Function(
        f"{fn.name}_jvp",
        (*fn.params, *parameters(fn, dots)),
        without_formulas(renamed(body, push.names)),
        Tree("tuple", (fn.result, derivative_tree(fn.result, [is_real(result.type) for result in block.results]))),
        {**words.MODULES, **fn.modules},
    )


def tangent_parameters(fn: Function, sources: Sequence[Var]) -> list[Var]:
    """A tangent for each of the leaves, under a name of its own: two parts of an argument may have one name."""
    taken = {*(param.name for param in fn.params), *mentioned(fn.block)}
    dots = []
    for var in sources:
        name, number = f"{var.name}_dot", 1
        while name in taken:
            name, number = f"{var.name}_dot_{number}", number + 1
        taken.add(name)
        dots.append(tangent_parameter(var, name))
    return dots


def tangent_parameter(var: Var, name: str) -> Var:
    """A tangent has the type of its primal."""
    type_ = var.type
    if isinstance(type_, Scalar):
        type_ = replace(type_, extent=None)
    return Var(name, type_)


def parameters(fn: Function, dots: Sequence[Var]) -> list[Parameter]:
    """Positional where the signature allows it, else by keyword."""
    plain = all(param.kind == "POSITIONAL_OR_KEYWORD" and param.default is None for param in fn.params)
    kind = "POSITIONAL_OR_KEYWORD" if plain else "KEYWORD_ONLY"
    return [Parameter(dot.name, kind=kind) for dot in dots]
