"""Within the adjoint of one source statement, what is adjoint to its names comes in the order of the names.

``s += x[i] * y[i]`` gives ``x_bar[i] += ...`` before ``y_bar[i] += ...``.  A backward sweep has no effects,
so any order that keeps definitions before uses is as good; this is the one a person would write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from srcad.ir.core import Block, Op, Statement, Var
from srcad.ir.walk import free_in_statements, map_blocks

_WORD = re.compile(r"\w+")
_ASSIGNED = re.compile(r"(\w+)\b[^=(]*=[^=]")


def in_source_order(block: Block, header: str) -> Block:
    """The block of a backward sweep with each run of operations of one source statement put in order.

    What belongs to no statement is put in the order of the parameters, which `header` names.
    """
    body: list[Statement] = []
    for (stmt, is_op), run in groupby(block.body, key=lambda s: (s.where.stmt, isinstance(s, Op))):
        inner = [map_blocks(statement, lambda part: in_source_order(part, header)) for statement in run]
        body += _ordered(header if stmt is None else stmt.text, inner) if is_op else inner
    return Block(block.params, tuple(body), block.results)


def _ordered(text: str, run: Sequence[Statement]) -> list[Statement]:
    """Each adjoint of a name, in the order of the names, after what it needs; then the rest."""
    makers = {out: statement for statement in run for out in statement.outs}
    done: dict[Statement, None] = {}

    def write(statement: Statement) -> None:
        if statement in done:
            return
        for var in free_in_statements([statement]):
            if var in makers:
                write(makers[var])
        done[statement] = None

    for statement in sorted(run, key=lambda s: _place(text, s.outs)):
        write(statement)
    return list(done)


def _place(text: str, outs: Sequence[Var]) -> int:
    """Where in the source the name stands whose adjoint this is."""
    return min(_places(text, outs), default=len(text))


def _places(text: str, outs: Sequence[Var]) -> Iterator[int]:
    """The name that the statement assigns comes last: its adjoint is what the others are computed from."""
    words = _words(text)
    for out in outs:
        found = words.get(out.name.removesuffix("_bar"))
        if found is not None and not out.temp:
            yield found


@lru_cache(maxsize=1024)
def _words(text: str) -> dict[str, int]:
    """Where each word of a statement stands first; the name that it assigns is left out."""
    words: dict[str, int] = {}
    for word in _WORD.finditer(text):
        words.setdefault(word[0], word.start())
    assigned = _ASSIGNED.match(text)
    if assigned:
        del words[assigned[1]]
    return words
