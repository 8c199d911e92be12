"""Which derivative of a function is wanted, and with respect to what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from srcad.errors import ArgumentError
from srcad.ir.core import Parameter, Tree

Mode = Literal["grad", "value_and_grad", "jvp", "vjp", "value"]
ArgNum = int | str
ArgNums = ArgNum | tuple[ArgNum, ...]


@dataclass(frozen=True, slots=True)
class Spec:
    """A transform and its options.

    `argnums` names arguments by position or by parameter name; several in a tuple.  With `has_aux` the function
    returns ``(value, aux)``, and `aux` is handed through.
    """

    mode: Mode = "grad"
    argnums: ArgNums = 0
    has_aux: bool = False

    @property
    def single(self) -> bool:
        """Whether the result is one gradient, not a tuple of them."""
        return not isinstance(self.argnums, tuple)

    @property
    def wanted(self) -> tuple[ArgNum, ...]:
        return self.argnums if isinstance(self.argnums, tuple) else (self.argnums,)


@dataclass(frozen=True, slots=True)
class Target:
    """An argument to be differentiated: its name, the tree of its leaves, and the index of the first of them."""

    name: str
    tree: Tree
    start: int

    @property
    def leaves(self) -> range:
        return range(self.start, self.start + self.tree.count())


def targets(spec: Spec, params: Sequence[Parameter]) -> tuple[Target, ...]:
    """The arguments that `spec` differentiates, in the order in which it names them."""
    positional = [target for target, param in _arguments(params) if param.kind not in ("KEYWORD_ONLY", "VAR_KEYWORD")]
    named = {target.name: target for target, _ in _arguments(params)}
    return tuple(_pick(wanted, positional, named) for wanted in spec.wanted)


def _pick(wanted: ArgNum, positional: list[Target], named: dict[str, Target]) -> Target:
    if isinstance(wanted, str):
        if wanted in named:
            return named[wanted]
        raise ArgumentError(f"the function has no argument `{wanted}`", f"one of {', '.join(named)}")
    if -len(positional) <= wanted < len(positional):
        return positional[wanted]
    raise ArgumentError(
        f"argnums={wanted}, but there are {len(positional)} positional arguments", "an index that exists, or a name"
    )


def _arguments(params: Sequence[Parameter]) -> Iterator[tuple[Target, Parameter]]:
    """Every argument with the parameter it belongs to; what ``*args`` and ``**kwargs`` gathered, one by one."""
    start = 0
    for param in params:
        if param.kind in ("VAR_POSITIONAL", "VAR_KEYWORD"):
            names = param.tree.keys or [f"{param.name}[{item}]" for item in range(len(param.tree.children))]
            pairs = list(zip(names, param.tree.children, strict=True))
        else:
            pairs = [(param.name, param.tree)]
        for name, tree in pairs:
            yield Target(name, tree, start), param
            start += tree.count()


def innermost(fn: Any) -> Any:
    """The function that a person wrote, under any number of transforms."""
    while isinstance(getattr(fn, "spec", None), Spec):
        fn = fn.primal
    return fn


def printed_name(fn: Callable[..., Any], mode: Mode) -> str:
    """The name of a derivative: ``f_grad``, ``f_value_and_grad``, ``f_jvp``, and ``f_fwd`` (its twin is ``f_bwd``)."""
    name: str = getattr(fn, "__name__", type(fn).__name__)
    return f"{name if name.isidentifier() else 'f'}_{'fwd' if mode == 'vjp' else mode}"


#: the public transforms, by name: so that a call of one inside a function can be told without importing it
TRANSFORMS: dict[Callable[..., Any], str] = {}
