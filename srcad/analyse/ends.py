"""Whether control comes to the end of a block, or always leaves it by a `raise`."""

from __future__ import annotations

from srcad.ir.core import Block, If, Op, Raise, Statement, Try, With


def goes_through(block: Block) -> bool:
    """Whether the end of a block may be reached."""
    return not any(map(_never_ends, block.body))


def _never_ends(stmt: Statement) -> bool:
    match stmt:
        case Op(prim=Raise()):
            return True
        case If(then=then, orelse=orelse):
            return not goes_through(then) and not goes_through(orelse)
        case Try(body=body, orelse=orelse, handler=handler):
            return not goes_through(handler) and not (goes_through(body) and goes_through(orelse))
        case With(body=body, final=final):
            return not goes_through(body) or not goes_through(final)
        case _:
            return False
