"""Sparse matrices of SciPy: their methods and their arithmetic."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from srcad.analyse.sparse import is_sparse
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Num, Value
from srcad.ir.core import Apply, Lit
from srcad.ir.types import Scalar
from srcad.runtime import compressed, dense, matrix_sum, matrix_times, total_of

#: methods without arguments
METHODS: dict[str, Callable[..., Any]] = {"toarray": dense, "tocsr": compressed, "tocsc": compressed, "sum": total_of}


def is_matrix(value: Value) -> bool:
    return isinstance(value, Num) and is_sparse(value.atom.type)


def is_number(value: Value) -> bool:
    return isinstance(value, Num) and isinstance(value.atom.type, Scalar)


def arithmetic(cx: Lifter, node: Any, fn: Callable[..., Any], left: Value, right: Value, name: str) -> Value | None:
    """``A + B``, ``A - B``, ``A * c``, ``c * A`` and ``A / c``; None of anything else."""
    if fn in (operator.add, operator.sub) and is_matrix(left) and is_matrix(right):
        other = right if fn is operator.add else negative(cx, node, right, "")
        return cx.op(node, Apply(matrix_sum), cx.atom(left, node), cx.atom(other, node), name=name)
    if fn is operator.mul and is_matrix(left) and is_number(right):
        matrix, number = cx.atom(left, node), cx.atom(right, node)
    elif fn is operator.mul and is_number(left) and is_matrix(right):
        matrix, number = cx.atom(right, node), cx.atom(left, node)
    elif fn is operator.truediv and is_matrix(left) and is_number(right):
        inverse = cx.op(node, Apply(operator.truediv), Lit(1.0), cx.atom(right, node))
        matrix, number = cx.atom(left, node), cx.atom(inverse, node)
    else:
        return None
    return cx.op(node, Apply(matrix_times), matrix, number, name=name)


def negative(cx: Lifter, node: Any, matrix: Value, name: str) -> Value:
    return cx.op(node, Apply(matrix_times), cx.atom(matrix, node), Lit(-1.0), name=name)


def method(cx: Lifter, node: Any, attr: str, args: list[Value], name: str) -> Value | None:
    """The result of a method that is known without arguments, None of any other."""
    owner, *rest = args
    if attr not in METHODS or rest:
        return None
    return cx.op(node, Apply(METHODS[attr], (), "method", attr), cx.atom(owner, node), name=name)
