"""What people write with Python's own words where the IR calls a helper: dicts, and loops over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import gast

from srcad import runtime
from srcad.back import tree
from srcad.back.tree import Node
from srcad.ir.core import Atom, Iter, Op

#: calls a function by its dotted name
Call = Callable[..., Node]


def _values(call: Call, items: Node) -> Node:
    return call("list", tree.call(tree.attribute(items, "values"), ()))


def _united(_call: Call, one: Node, other: Node) -> Node:
    return gast.Dict([None, None], [one, other])


IDIOMS: dict[Callable[..., Any], Callable[..., Node]] = {
    runtime.keys_of: lambda call, items: call("list", items),
    runtime.values_of: _values,
    runtime.keyed: lambda call, keys, items: call("dict", call("zip", keys, items)),
    runtime.united: _united,
}

#: Python's functions that each of them mentions
WORDS: dict[Callable[..., Any], tuple[Callable[..., Any], ...]] = {
    runtime.keys_of: (list,),
    runtime.values_of: (list,),
    runtime.keyed: (dict, zip),
    runtime.united: (),
}


def walked_dict(ops: Sequence[Op | None], iters: Sequence[Iter]) -> tuple[Atom, str] | None:
    """The dict that a loop walks, and the method that gives what it walks: ``items``, ``values``, none for the keys."""
    kinds = [getattr(op.prim, "fn", None) if op is not None else None for op in ops]
    dicts = {op.args[0] for op in ops if op is not None and op.args}
    if len(dicts) != 1 or len({walked.reverse for walked in iters}) != 1 or any(walked.count for walked in iters):
        return None
    methods = {(runtime.keys_of,): "", (runtime.values_of,): "values", (runtime.keys_of, runtime.values_of): "items"}
    method = next((name for fns, name in methods.items() if list(fns) == kinds), None)
    return None if method is None else (dicts.pop(), method)


def is_changed(name: str, body: Iterable[Node]) -> bool:
    """Whether statements may change what a name holds, or give it to something else."""
    for stmt in body:
        for node in gast.walk(stmt):
            match node:
                case gast.Name(id=found, ctx=gast.Store() | gast.Del()) if found == name:
                    return True
                case gast.Call(func=gast.Attribute(value=gast.Name(id=found))) if found == name:
                    return True
                case gast.Assign(targets=[target]) | gast.AugAssign(target=target) | gast.Delete(targets=[target]):
                    if any(isinstance(part, gast.Name) and part.id == name for part in gast.walk(target)):
                        return True
    return False
