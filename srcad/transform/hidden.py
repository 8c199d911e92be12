"""Refuse where a derivative would be lost: in a call that is not seen into, or on a detour through text.

Logging ``y`` is fine; of ``f(y)``, where f is written in C and has no rule, nothing is known; and ``float(f"{y}")``
moves with y, which nobody sees.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from srcad.analyse.activity import depends
from srcad.analyse.effects import is_check
from srcad.analyse.plain import MethodOf, StoreAttribute, StoreItem, is_opaque, only_tells
from srcad.analyse.result_types.random import MOVED, draws
from srcad.analyse.sparse import is_factors, is_sparse
from srcad.ir.core import Apply, Atom, Format, Function, Op, Var
from srcad.ir.types import Opaque, is_real
from srcad.ir.walk import all_statements
from srcad.transform.places import no_rule
from srcad.transform.rows import links


def refuse_hidden(fn: Function, wrt: Sequence[int]) -> None:
    """Refuse to differentiate through what hides how its result depends on the variables."""
    ops = [stmt for stmt in all_statements(fn.block) if isinstance(stmt, Op)]
    if not any(is_plain(op) for op in ops):
        return
    moving = depends(fn.block, [fn.block.params[index] for index in wrt], links)
    for op in ops:
        check(op, moving)


def is_plain(op: Op) -> bool:
    """Whether an operation handles values that carry no derivative."""
    if isinstance(op.prim, Format) or (isinstance(op.prim, Apply) and op.prim.effect):
        return True
    return any(is_opaque(atom.type) or is_sparse(atom.type) for atom in (*op.args, *op.outs))


def check(op: Op, moving: Collection[Var]) -> None:
    if not isinstance(op.prim, Apply) or not any(arg in moving for arg in op.args):
        return
    hidden = [arg for arg in op.args if arg in moving and not is_real(arg.type)]
    told = len(hidden) == len([arg for arg in op.args if arg in moving])
    if op.prim.effect and not told and not only_tells(op) and not is_check(op):
        raise no_rule(*unseen(op, op.prim), op.where)
    if any(is_sparse(arg.type) or is_factors(arg.type) for arg in hidden):
        raise no_rule(
            "the entries of a sparse matrix carry a derivative, which is not followed through it",
            "write the product as a sum over its entries, or differentiate in the right side only",
            op.where,
        )
    if hidden and any(map(carries, op.outs)):
        raise no_rule(
            f"`{spelled(op.prim)}` reads a number back from text or from an object that was told it, "
            "and its derivative is lost",
            "use the number itself",
            op.where,
        )


def carries(var: Var) -> bool:
    return is_real(var.type)


def unseen(op: Op, prim: Apply) -> tuple[str, str]:
    """What is not known of this call, and what to write instead."""
    name = spelled(prim)
    if draws(op, prim):
        reason = f"`{name}` draws from a distribution that depends on what is differentiated"
        return reason, f"write it as a standard draw, moved and stretched{moved(op, prim)}"
    if isinstance(prim.fn, StoreItem | StoreAttribute) or (isinstance(prim.fn, MethodOf) and holds(op.args[0])):
        what = op.args[0].name if isinstance(op.args[0], Var) else name
        reason = f"`{what}` existed before the call, and a number that carries a derivative is stored into it"
        return reason, "return the number beside the result, as with has_aux=True"
    if not prim.name or name == "bool":
        if prim.style == "value":
            reason = "what is called here is not known before the function runs, and is given what carries a derivative"
            return reason, "call a function that srcad knows, or that is written in Python"
        reason = "a number that carries a derivative meets a value that is not known before the function runs"
        return reason, "write float(...) around the other value"
    return (
        f"`{name}` has neither a rule nor Python source, and is given a number that carries a derivative",
        "use a function that srcad knows, or write it in Python",
    )


def holds(atom: Atom) -> bool:
    """Whether this is a container of Python's own."""
    return isinstance(atom.type, Opaque) and atom.type.what in ("list", "dict", "set", "collections.deque")


def moved(op: Op, prim: Apply) -> str:
    """How a draw from a distribution is written, where that is known."""
    shape = MOVED.get(spelled(prim).rpartition(".")[2])
    if shape is None:
        return ""
    args = op.args[isinstance(prim.fn, MethodOf) : len(op.args) - len(prim.kw)]
    names = [arg.name for arg in args if isinstance(arg, Var) and not arg.temp]
    names += ["loc", "scale"][len(names) :]
    return ": " + shape.format(*names)


def spelled(prim: Apply) -> str:
    return prim.name or getattr(prim.fn, "__name__", "") or "what is called here"
