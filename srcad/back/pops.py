"""Reading the last item of a list and leaving it out is taking it out.

v = items[-1];  del items[-1]        ->        v = items.pop()
"""

from __future__ import annotations

from collections.abc import Mapping

from srcad import runtime
from srcad.analyse.words import ITEM
from srcad.back.code import Code, Do, Line, Pop, inside
from srcad.ir.core import Apply, Var


def place_pops(code: Code, names: Mapping[Var, str]) -> Code:
    """The code with its pops in place."""
    new: list[Line] = []
    for line in code:
        line = inside(line, lambda code: place_pops(code, names))
        if new and _is_pop(new[-1], line, names):
            read = new.pop()
            assert isinstance(read, Do)
            assert isinstance(line, Do)
            line = Pop(read.op, line.op)
        new.append(line)
    return tuple(new)


def _is_pop(before: Line, line: Line, names: Mapping[Var, str]) -> bool:
    """Whether one line reads the item that the next one leaves out."""
    if not isinstance(before, Do) or not isinstance(line, Do):
        return False
    read, drop = before.op, line.op
    if read.prim != ITEM or not isinstance(drop.prim, Apply):
        return False
    items = read.args[0]
    if drop.prim.fn not in (runtime.without_last, runtime.without, runtime.without_key) or items is not drop.args[0]:
        return False
    return isinstance(items, Var) and names.get(items) == names[drop.out] and read.out is drop.args[-1]
