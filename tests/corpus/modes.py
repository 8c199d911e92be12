"""The derivatives of a program in each mode, all in one form: a tuple with a gradient per argument in `wrt`."""

from collections.abc import Callable
from typing import Any

from srcad import grad, jvp
from srcad.api.derivative import derivative
from srcad.api.pullback import forward
from srcad.spec import Spec
from tests import trees
from tests.corpus.registry import Program

Values = tuple[Any, ...]


def gradient_function(each: Program) -> Callable[..., Any]:
    """`grad` of a program with a scalar result; for one argument it returns the gradient, else a tuple."""
    return grad(each.fn, argnums=each.wrt[0] if len(each.wrt) == 1 else each.wrt)


def gradients(each: Program, result: Any) -> Values:
    """What the gradient function returned, always as a tuple."""
    return (result,) if len(each.wrt) == 1 else result


def pull(each: Program, values: Values) -> tuple[Any, Callable[[Any], Values]]:
    """The result of the program, and its pullback: `vjp` with respect to some of the arguments."""
    return forward(derivative(each.fn, Spec("vjp", each.wrt)), values, {})


def push(fn: Callable[..., Any], each: Program, values: Values, direction: Values) -> Any:
    """The tangent of the result of `fn` when the arguments in `wrt` move along the direction."""
    dots: list[Any] = [still(value) for value in values]
    for place, dot in zip(each.wrt, direction, strict=True):
        dots[place] = dot
    return jvp(fn, values, tuple(dots))[1]


def still(value: Any) -> Any:
    """The tangent of an argument that does not move: zeros, and None for what has no derivative."""
    if trees.is_container(value):
        return trees.rebuild(value, [still(part) for part in trees.children(value)])
    return 0.0 * value if trees.is_leaf(value) else None
