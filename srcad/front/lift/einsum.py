"""``np.einsum(a, [0, 1], b, [1, 2], [0, 2])``: the subscripts as numbers, said in letters."""

from __future__ import annotations

from string import ascii_letters
from typing import Any

import numpy as np

from srcad.front.lift.arrays import apply_known
from srcad.front.lift.calls import handles
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Seq, Static, Value


@handles(np.einsum)
def einsum(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    if len(rest) > 1 and isinstance(cx.open(rest[1]), Seq):
        pairs = len(rest) // 2
        inputs = ",".join(letters(cx, node, numbers) for numbers in rest[1 : 2 * pairs : 2])
        output = f"->{letters(cx, node, rest[-1])}" if len(rest) % 2 else ""
        rest = [Static(inputs + output), *rest[: 2 * pairs : 2]]
    return apply_known(cx, node, [callee, *rest], kwargs, name)


def letters(cx: Lifter, node: Any, numbers: Value) -> str:
    """The letters of one operand."""
    content = cx.open(numbers)
    if not isinstance(content, Seq):
        raise cx.refuse(node, "the subscripts of this call are not known here", "write them as text")
    return "".join(letter(cx, node, item) for item in content.items)


def letter(cx: Lifter, node: Any, item: Value) -> str:
    if isinstance(item, Static) and item.obj is ...:
        return "..."
    return ascii_letters[int(cx.demand(item, node, "a subscript"))]
