"""A negative Python float to a fractional power is a complex number: found only when it happens."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from srcad.errors import ArgumentError
from srcad.ir.core import Apply, Function, Lit, Op, Tree
from srcad.ir.types import Scalar, is_complex
from srcad.ir.walk import all_statements


def may_be_complex(fn: Function) -> bool:
    """Whether a Python float is raised to a power that may not be a whole number."""
    return any(isinstance(stmt, Op) and is_fractional_power(stmt) for stmt in all_statements(fn.block))


def is_fractional_power(op: Op) -> bool:
    if not isinstance(op.prim, Apply) or op.prim.fn not in (operator.pow, pow) or len(op.args) != 2:
        return False
    base, exponent = op.args
    if isinstance(exponent, Lit):
        if not isinstance(exponent.value, int | float):
            return False
        whole = isinstance(exponent.value, int) or float(exponent.value).is_integer()
    else:
        whole = not (isinstance(exponent.type, Scalar) and exponent.type.kind == "f")
    positive = isinstance(base, Lit) and base.value > 0
    return isinstance(base.type, Scalar) and base.type.dtype in (None, "?") and not whole and not positive


def real_results(made: Function) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A wrapper of the printed function, which refuses to give complex results where real ones are expected."""

    def check(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def checked(*args: Any, **kwargs: Any) -> Any:
            out = function(*args, **kwargs)
            for leaf, atom in zip(leaves(out, made.result), made.block.results, strict=True):
                if not is_complex(atom.type) and holds_complex(leaf):
                    raise ArgumentError(
                        "a negative number was raised to a fractional power, and the result is complex",
                        "use np.cbrt or math.cbrt for the third root, or a power of abs(x); or make the base complex",
                    )
            return out

        return checked

    return check


def leaves(out: Any, tree: Tree) -> Iterator[Any]:
    """The leaves of a result, in the order of its types."""
    match tree.kind:
        case "leaf":
            yield out
        case "dict":
            for key, child in zip(tree.keys, tree.children, strict=True):
                yield from leaves(out[key], child)
        case "object":
            for key, child in zip(tree.keys, tree.children, strict=True):
                yield from leaves(getattr(out, key), child)
        case _:
            for item, child in zip(out if tree.children else (), tree.children, strict=True):
                yield from leaves(item, child)


def holds_complex(out: Any) -> bool:
    return any(map(holds_complex, out)) if isinstance(out, tuple | list) else isinstance(out, complex)
