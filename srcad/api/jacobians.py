"""Derivatives of functions with results of any shape, composed of `grad`, `vjp` and `jvp`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.api.blocks import basis, from_columns, from_rows
from srcad.api.chosen import chosen
from srcad.api.composed import Composed
from srcad.api.containers import leaf_list
from srcad.api.derivative import Derivative, derivative
from srcad.api.faces import transform
from srcad.api.pullback import forward
from srcad.api.pushforward import push
from srcad.api.seeds import conform, ones_like, zeros_like
from srcad.errors import ArgumentError, LanguageError
from srcad.spec import ArgNums, Spec


@transform
def jacrev(f: Callable[..., Any], argnums: ArgNums = 0, has_aux: bool = False) -> Composed:
    """The jacobian of a function by reverse mode: one forward sweep, and one backward sweep per entry of the result.

    The right choice where the result has fewer entries than the argument.  The jacobian has the shape ``out.shape +
    x.shape`` and the dtype of the argument; for containers (and several `argnums`) it has the structure of the
    result, in each leaf of which stands the structure of the argument.  With `has_aux` the function returns ``(out,
    aux)`` and the jacobian ``(jac, aux)``.

    Raises what `grad` raises, but takes results of any shape.

    >>> import numpy as np
    >>> jacrev(lambda x: x * x)(np.array([1.0, 2.0]))
    array([[2., 0.], [0., 4.]])
    """
    made = derivative(f, Spec("vjp", _several(argnums)))
    return Composed("jacobian", made, _run_jacrev, argnums, has_aux)


@transform
def jacfwd(f: Callable[..., Any], argnums: ArgNums = 0, has_aux: bool = False) -> Composed:
    """The jacobian of a function by forward mode: one sweep per entry of the argument.

    The right choice where the argument has fewer entries than the result.  Shapes, structure, options and errors are
    those of `jacrev`; the dtype is that of the result.  A function that prints, draws random numbers or calls
    something unknown is refused with `LanguageError`, because it would do so once per entry.

    >>> import numpy as np
    >>> jacfwd(lambda x: np.array([1.0, 2.0]) * x)(3.0)
    array([1., 2.])
    """
    made = derivative(f, Spec("jvp", _several(argnums)))
    return Composed("jacobian", made, _run_jacfwd, argnums, has_aux)


@transform
def jacobian(f: Callable[..., Any], argnums: ArgNums = 0, has_aux: bool = False) -> Composed:
    """The jacobian of a function; the same as `jacrev`.

    >>> import numpy as np
    >>> jacobian(lambda x, y: x * y, argnums=(0, 1))(np.array([1.0, 2.0]), 3.0)
    (array([[3., 0.], [0., 3.]]), array([1., 2.]))
    """
    return jacrev(f, argnums, has_aux)


@transform
def hessian(f: Callable[..., Any], argnums: ArgNums = 0, has_aux: bool = False) -> Composed:
    """The matrix of second derivatives of a function with a scalar result: `jacfwd` of `grad`.

    Its shape is ``x.shape + x.shape``; for containers and several `argnums` it has blocks, the structure of the
    argument within the structure of the argument.  Options and errors are those of `grad`; functions with effects
    are refused as by `jacfwd` (``jacrev(grad(f))`` runs them once).

    >>> import numpy as np
    >>> hessian(lambda x: x[0] * x[0] * x[1])(np.array([3.0, 2.0]))
    array([[4., 6.], [6., 0.]])
    """
    return jacfwd(derivative(f, Spec("grad", argnums, has_aux)), argnums, has_aux)


@transform
def hvp(f: Callable[..., Any], argnums: ArgNums = 0) -> Composed:
    """The product of the hessian with a vector, without the hessian: ``hvp(f)(*args, v)``.

    `v` has the structure and shapes of the argument (a tuple of them for several `argnums`), and so has the result.
    The work is a small multiple of that of `f`.  Raises what `grad` raises.

    >>> import numpy as np
    >>> hvp(lambda x: x[0] * x[0] * x[1])(np.array([3.0, 2.0]), np.array([1.0, 0.0]))
    array([4., 6.])
    """
    made = derivative(derivative(f, Spec("grad", argnums)), Spec("jvp", _several(argnums)))
    return Composed("hvp", made, _run_hvp, argnums)


@transform
def elementwise_grad(f: Callable[..., Any], argnums: ArgNums = 0) -> Composed:
    """The gradient of the sum of all entries of the result.

    For a function that works entry by entry this is its derivative at each entry, in the shape of the argument.
    Raises what `grad` raises, but takes results of any shape.

    >>> import numpy as np
    >>> elementwise_grad(lambda x: x**2)(np.array([1.0, 2.0]))
    array([2., 4.])
    """
    made = derivative(f, Spec("vjp", _several(argnums)))
    return Composed("elementwise_grad", made, _run_elementwise, argnums)


def _several(argnums: ArgNums) -> tuple[int | str, ...]:
    return argnums if isinstance(argnums, tuple) else (argnums,)


def _unpacked(spec: Spec, values: tuple[Any, ...]) -> Any:
    """A single argument by itself, several as a tuple."""
    return values[0] if spec.single else values


def _run_jacrev(made: Derivative, spec: Spec, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    out, pullback = forward(made, args, kwargs)
    value, aux = out if spec.has_aux else (out, None)
    if any(map(np.iscomplexobj, leaf_list(value))):
        raise _refusal(made, "has complex results, and a row of a jacobian is a gradient", "use `jacfwd` or `vjp`")
    inputs = _unpacked(spec, chosen(spec, made.bind(*args, **kwargs)))

    def row(seed: Any) -> Any:
        return _unpacked(spec, pullback((seed, zeros_like(aux)) if spec.has_aux else seed))

    jac = from_rows(value, inputs, [[row(seed) for seed in seeds] for seeds in basis(value)])
    return (jac, aux) if spec.has_aux else jac


def _run_jacfwd(made: Derivative, spec: Spec, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    bound = made.bind(*args, **kwargs)
    if made.specialise(bound.arguments).derived.effects:
        raise LanguageError(
            f"`{made.primal.__name__}` prints, draws or calls something unknown, which would happen once per entry",
            "use `jacrev`, which runs the function once",
        )
    values = chosen(spec, bound)
    if any(map(np.iscomplexobj, leaf_list(values))):
        why = "is differentiated in complex numbers, and what a complex step does is not told by one column"
        raise _refusal(made, why, "use `jacrev` for real results, `jvp`, `vjp` or `hvp`")
    zeros = zeros_like(values)
    out, _ = push(made, args, kwargs, zeros)
    value, aux = out if spec.has_aux else (out, None)

    def column(tangents: Any) -> Any:
        out_dot = push(made, args, kwargs, tangents)[1]
        return out_dot[0] if spec.has_aux else out_dot

    columns = [[column(tangents) for tangents in entries] for entries in basis(values)]
    jac = from_columns(value, _unpacked(spec, values), columns)
    return (jac, aux) if spec.has_aux else jac


def _run_hvp(made: Derivative, spec: Spec, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    *primals, v = args
    values = chosen(spec, made.bind(*primals, **kwargs))
    tangents = conform((v,) if spec.single else v, values, "v")
    return push(made, tuple(primals), kwargs, tangents)[1]


def _run_elementwise(made: Derivative, spec: Spec, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    out, pullback = forward(made, args, kwargs)
    if any(map(np.iscomplexobj, leaf_list(out))):
        raise _refusal(made, "has complex results, whose sum has no gradient", "use `vjp`, with ones as the seed")
    return _unpacked(spec, pullback(ones_like(out)))


def _refusal(made: Derivative, why: str, instead: str) -> ArgumentError:
    return ArgumentError(f"`{made.primal.__name__}` {why}", instead)
