"""The function that is called: it finds the specialisation for its arguments, newest first.

It is generated with the signature of the user's function, so that Python itself sorts out keywords and defaults:

    def f_grad(x, n=_absent, *, out_bar=1.0):
        if n is _absent:
            n = _primal.__defaults__[0]
        try:
            if out_bar.__class__ is _float and x.__class__ is _float and n.__class__ is _int:
                return _call_0(x, n, out_bar=out_bar)
            return _miss((x, n), out_bar)
        except _Exception as _error:
            _note_origin(_error)
            raise
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from srcad.api.guards import Guard
from srcad.api.notes import note_origin
from srcad.api.specialisation import Specialisation
from srcad.api.wrapped import signature_of
from srcad.spec import Mode, innermost

#: stands for an argument that was not passed
ABSENT = object()

#: the keyword-only parameter of each mode, and its default
EXTRA: dict[Mode, tuple[str, str]] = {
    "grad": ("out_bar", "1.0"),
    "value_and_grad": ("out_bar", "1.0"),
    "jvp": ("tangents", "()"),
}


def dispatcher(
    name: str,
    primal: Callable[..., Any],
    mode: Mode,
    specialisations: Sequence[Specialisation],
    miss: Callable[..., Any],
) -> Callable[..., Any]:
    """Generate the function; `miss(values, extra)` is called when no specialisation fits.

    Defaults are looked up in the call, in the user's function: it may have been given others since.
    """
    parameters = tuple(signature_of(primal).parameters.values())
    names = [param.name for param in parameters]
    guard = Guard(_prefix(names))
    extra, default = EXTRA.get(mode, ("", ""))
    extra = extra if extra not in names else f"{guard.prefix}{extra}"
    lines: list[str] = []
    for number, special in enumerate(specialisations):
        tests = [guard.signature(special.signature), *_lives(guard, special, number, innermost(primal))]
        if default == "1.0":
            tests.insert(0, f"{extra}.__class__ is {guard.constant('float', float)}")
        function = guard.constant(f"call_{number}", special.derived.function)
        call = f"{function}({_passed(parameters, special, extra)})"
        result = f"{guard.constant(f'special_{number}', special)}, {call}" if mode == "vjp" else call
        lines += [f"        if {' and '.join(tests)}:", f"            return {result}"]
    values = "".join(f"{name}, " for name in names)
    text = [
        f"def {name}({_declared(parameters, guard, extra, default)}):",
        *_defaults(parameters, guard, primal),
        "    try:",
        *lines,
        f"        return {guard.constant('miss', miss)}(({values}), {extra or None})",
        f"    except {guard.constant('Exception', Exception)} as {guard.prefix}error:",
        f"        {guard.constant('note_origin', note_origin)}({guard.prefix}error)",
        "        raise",
    ]
    exec(compile("\n".join(text), f"<dispatch of {name}>", "exec"), guard.constants)
    made: Callable[..., Any] = guard.constants[name]
    return made


def _lives(guard: Guard, special: Specialisation, number: int, function: Any) -> list[str]:
    """The tests that what the text relies on is as it was: the code of the user's function, looked at here because
    every text relies on it, and the rest.
    """
    code = getattr(function, "__code__", None)
    rest = tuple(free for free in special.derived.free if free.same is None or free.same is not code)
    tests: list[str] = []
    if len(rest) < len(special.derived.free):
        tests.append(f"{guard.constant('primal', function)}.__code__ is {guard.constant(f'code_{number}', code)}")
    if rest:
        tests.append(f"{guard.constant(f'live_{number}', partial(special.live, rest))}()")
    return tests


def _prefix(names: Sequence[str]) -> str:
    """What no parameter's name begins with."""
    prefix = "_"
    while any(name.startswith(prefix) for name in names):
        prefix += "_"
    return prefix


def _declared(parameters: Sequence[inspect.Parameter], guard: Guard, extra: str, default: str) -> str:
    """The parameter list."""
    parts: list[str] = []
    keywords_begun = False
    for position, param in enumerate(parameters):
        if param.kind is inspect.Parameter.VAR_KEYWORD:
            continue
        if param.kind is inspect.Parameter.KEYWORD_ONLY and not keywords_begun:
            parts.append("*")
        keywords_begun |= param.kind in (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_POSITIONAL)
        star = "*" if param.kind is inspect.Parameter.VAR_POSITIONAL else ""
        value = "" if param.default is inspect.Parameter.empty else f"={guard.constant('absent', ABSENT)}"
        parts.append(f"{star}{param.name}{value}")
        if param.kind is inspect.Parameter.POSITIONAL_ONLY and not _positional_only(parameters, position + 1):
            parts.append("/")
    if extra:
        parts += [f"{extra}={default}"] if keywords_begun else ["*", f"{extra}={default}"]
    parts += [f"**{param.name}" for param in parameters if param.kind is inspect.Parameter.VAR_KEYWORD]
    return ", ".join(parts)


def _defaults(parameters: Sequence[inspect.Parameter], guard: Guard, primal: Callable[..., Any]) -> list[str]:
    """The statements that put defaults where nothing was passed."""
    lines: list[str] = []
    positional = 0
    function = innermost(primal)
    for param in parameters:
        if param.default is inspect.Parameter.empty:
            continue
        if not inspect.isfunction(function):  # a partial application keeps its defaults for good
            value = guard.constant(f"default_{param.name}", param.default)
        elif param.kind is inspect.Parameter.KEYWORD_ONLY:
            value = f"{guard.constant('primal', function)}.__kwdefaults__[{param.name!r}]"
        else:
            value = f"{guard.constant('primal', function)}.__defaults__[{positional}]"
            positional += 1
        lines += [f"    if {param.name} is {guard.constant('absent', ABSENT)}:", f"        {param.name} = {value}"]
    return lines


def _positional_only(parameters: Sequence[inspect.Parameter], position: int) -> bool:
    return position < len(parameters) and parameters[position].kind is inspect.Parameter.POSITIONAL_ONLY


def _passed(parameters: Sequence[inspect.Parameter], special: Specialisation, extra: str) -> str:
    """The arguments with which the text is called."""
    forms: dict[Any, str] = {
        inspect.Parameter.VAR_POSITIONAL: "*{0}",
        inspect.Parameter.KEYWORD_ONLY: "{0}={0}",
        inspect.Parameter.VAR_KEYWORD: "**{0}",
    }
    parts = [forms.get(param.kind, "{0}").format(param.name) for param in parameters]
    names = special.extras
    if extra.endswith("tangents"):
        given = [f"{name}={extra}[{number}]" for number, name in enumerate(names)]
    else:
        given = [f"{name}={extra}" for name in names]
    return ", ".join([*_without_keywords(parts), *given, *(part for part in parts if part.startswith("**"))])


def _without_keywords(parts: Sequence[str]) -> list[str]:
    return [part for part in parts if not part.startswith("**")]
