"""`grad`, `value_and_grad`, `vjp`, `jvp`, `stop_gradient`: the transforms that everything else is composed of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from srcad.api.containers import leaf_list
from srcad.api.derivative import Derivative, derivative
from srcad.api.faces import transform, unbound
from srcad.api.pullback import Pullback, forward
from srcad.api.pushforward import push
from srcad.api.seeds import check_several, conform
from srcad.errors import ArgumentError
from srcad.spec import TRANSFORMS, ArgNums, Spec


@transform
def grad(f: Callable[..., Any], argnums: ArgNums = 0, has_aux: bool = False) -> Derivative:
    """The gradient of a function with a scalar result, as a function of the same arguments.

    `argnums` says with respect to which arguments, by position or by name; for several (a tuple) the result is a
    tuple.  Each gradient has the structure, shapes and dtypes of its argument: an argument may be a float, a float
    array, or nested tuples, lists, dicts (with string keys) and dataclasses of them; a part that has no derivative
    (an int, a string) gets None.  With `has_aux` the function returns ``(value, aux)`` and the gradient ``(grad,
    aux)``.  The result takes a keyword more than `f`: `out_bar`, which the gradient is multiplied with.

    Also a decorator, ``@grad`` or ``@grad(argnums=...)``.

    Raises `SourceError` when the source of `f` is not found, `LanguageError` and `RuleError` for what srcad does not
    differentiate, `AliasError` where shared memory makes the answer uncertain, and `ArgumentError` for an argument
    that has no derivative or a result that is not a real scalar: all of them at the first call with arguments of new
    types, never later.

    >>> def f(x, y):
    ...     return x * x * y
    >>> grad(f)(3.0, 2.0)
    12.0
    >>> grad(f, argnums=("x", "y"))(3.0, 2.0)
    (12.0, 9.0)
    """
    return derivative(f, Spec("grad", argnums, has_aux))


@transform
def value_and_grad(f: Callable[..., Any], argnums: ArgNums = 0, has_aux: bool = False) -> Derivative:
    """The value of a function and its gradient, from one sweep: ``(value, grad)``.

    Options, structure, dtypes and errors are those of `grad`.  With `has_aux` the result is ``((value, aux), grad)``.

    >>> value_and_grad(lambda x: x * x)(3.0)
    (9.0, 6.0)
    """
    return derivative(f, Spec("value_and_grad", argnums, has_aux))


def vjp(f: Callable[..., Any], *primals: Any) -> tuple[Any, Pullback]:
    """The result of `f`, and its pullback: ``out, pullback = vjp(f, *primals)``.

    ``pullback(seed)`` gives the tuple of adjoints, one per primal, each of the structure, shapes and dtypes of the
    primal.  The seed has those of `out`: one number per entry.  The pullback may be called any number of times; what
    the caller does to `primals`, `out` or the adjoints in between does not matter.

    Raises what `grad` raises, but takes results of any shape; `pullback` raises `ArgumentError` for a seed of another
    structure or shape than `out`.

    >>> import numpy as np
    >>> out, pullback = vjp(lambda x, y: x * y, np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    >>> out
    array([3., 8.])
    >>> pullback(np.array([1.0, 10.0]))
    (array([ 3., 40.]), array([ 1., 20.]))
    """
    function, owners = unbound(f)
    wanted = tuple(range(len(owners), len(owners) + len(primals)))
    return forward(derivative(function, Spec("vjp", wanted)), (*owners, *primals), {})


def jvp(f: Callable[..., Any], primals: Sequence[Any], tangents: Sequence[Any]) -> tuple[Any, Any]:
    """The result of `f` and its tangent: ``out, out_dot = jvp(f, primals, tangents)``.

    `primals` and `tangents` are tuples of one entry per argument.  A tangent has the structure and shapes of its
    primal; the tangent None leaves an argument (an int, say) out.  `out_dot` has the structure, shapes and dtypes of
    `out`, with None for what has no derivative.

    Raises what `vjp` raises.

    >>> jvp(lambda x, n: x**n, (3.0, 2), (1.0, None))
    (9.0, 6.0)
    """
    check_several(primals, "primals")
    check_several(tangents, "tangents")
    if len(primals) != len(tangents):
        raise ArgumentError(f"{len(primals)} primals, but {len(tangents)} tangents", "one tangent per primal, or None")
    function, owners = unbound(f)
    places = [number for number, tangent in enumerate(tangents) if _moves(tangent)]
    wanted = tuple(number + len(owners) for number in places)
    given = tuple(conform(tangents[number], primals[number], f"tangents[{number}]") for number in places)
    out: tuple[Any, Any] = push(derivative(function, Spec("jvp", wanted)), (*owners, *primals), {}, given)
    return out


def _moves(tangent: Any) -> bool:
    return any(leaf is not None for leaf in leaf_list(tangent))


TRANSFORMS[vjp] = "vjp"
TRANSFORMS[jvp] = "jvp"
