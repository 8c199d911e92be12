"""Every kind of Python statement, expression, pattern and operator, and whether srcad differentiates it.

Programs of rows that are `ACCEPTED` are differentiated by the tests and held against finite differences; those of rows
that are `REFUSED` must be refused, and the page says what the refusal says.  To make a refused row an accepted one,
change the word.  A kind may have several rows.  A program is the text of a function `f` of a float, or the name of a
program of the corpus.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from srcad import check
from srcad.front import language

Status = Literal["accepted", "refused"]
ACCEPTED: Status = "accepted"
REFUSED: Status = "refused"


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of node in one form.  `condition` says when an accepted one is; `since` is the Python that has it."""

    kind: str
    shown: str
    status: Status
    program: str
    condition: str = ""
    since: tuple[int, int] = (3, 11)


def one(expression: str) -> str:
    """The program that returns an expression of x."""
    return f"def f(x):\n    return {expression}\n"


def two(statement: str, result: str = "y") -> str:
    """The program of one statement and a result."""
    lines = "".join(f"    {line}\n" for line in statement.split("\n"))
    return f"def f(x):\n{lines}    return {result}\n"


TRY = two(
    """\
try:
    y = np.log(x) / (x if x < 9.0 else 0.0)
except ZeroDivisionError:
    y = x
else:
    y = y * x
finally:
    pass"""
)

STATEMENTS = (
    Row("AnnAssign", "y: float = x", ACCEPTED, two("y: float = x * x")),
    Row("Assert", "assert x > 0, text", ACCEPTED, two("assert x > 0.0, 'positive'", "x * x")),
    Row("Assign", "a = b = x", ACCEPTED, two("a, (y, z) = x, (x * x, 2.0)", "a * y * z")),
    Row("Assign", "a[i] = x", ACCEPTED, "mutation.store_row_and_column", "into arrays"),
    Row("Assign", "a, *b = x", ACCEPTED, two("a, *b = x, 2.0, 3.0", "a * b[0]")),
    Row("Assign", "a[i] = x, a list", ACCEPTED, two("a = [1.0, 2.0]\na[0] = x", "a[0] * x")),
    Row("Assign", "a.b = x", REFUSED, two("a = lambda: 1.0\na.b = x", "a.b * x")),
    Row("AsyncFor", "async for a in b:", REFUSED, "async def f(x):\n    async for y in x:\n        return y * x\n"),
    Row("AsyncFunctionDef", "async def f():", REFUSED, "async def f(x):\n    return x * x\n"),
    Row("AsyncWith", "async with a:", REFUSED, "async def f(x):\n    async with x:\n        return x * x\n"),
    Row("AugAssign", "y += x", ACCEPTED, two("y = x * x\ny += x\ny **= 2", "y")),
    Row("AugAssign", "a[i] += x", ACCEPTED, "mutation.augmented_slice", "into arrays"),
    Row("Break", "break", ACCEPTED, two("while True:\n    x = x * 1.1\n    if x > 1.0:\n        break", "x * x")),
    Row("ClassDef", "class A:", REFUSED, two("class A:\n    y = x", "A.y * x")),
    Row("Continue", "continue", ACCEPTED, two("for k in (1, 2):\n    if k > 1:\n        continue\n    x *= x", "x")),
    Row("Delete", "del y", ACCEPTED, two("y = x\ndel y", "x * x"), "of names"),
    Row("Delete", "del a[i]", ACCEPTED, two("a = [x, x]\ndel a[0]", "a[0] * x"), "of lists and dicts"),
    Row("Expr", "print(x)", ACCEPTED, two("'A text.'\nprint(end='')", "x * x")),
    Row("For", "for a in b:", ACCEPTED, two("for k in range(3):\n    x = x * x + k\nelse:\n    x = x * 2.0", "x")),
    Row("For", "for a[0] in b:", ACCEPTED, two("a = np.zeros(1)\nfor a[0] in (x, x):\n    pass", "a[0] * x")),
    Row("FunctionDef", "def g(a):", ACCEPTED, two("def g(t, u=2.0, *, k=3.0):\n    return t * u * k * x", "g(x)")),
    Row("FunctionDef", "@decorator", ACCEPTED, two("d = lambda h: h\n@d\ndef g(t):\n    return t", "g(x) * x")),
    Row("Global", "global a", REFUSED, two("global y\ny = x", "y * x")),
    Row("If", "if x > 0:", ACCEPTED, two("if x > 9.0:\n    y = x\nelif x > 0.0:\n    y = x * x\nelse:\n    y = 1.0")),
    Row("Import", "import a", ACCEPTED, two("import math", "math.sin(x)"), "done when it is read"),
    Row("ImportFrom", "from a import b", ACCEPTED, two("from math import sin", "sin(x)"), "done when it is read"),
    Row("Match", "match x:", ACCEPTED, two("match x > 0.0:\n    case True:\n        y = x * x")),
    Row("Nonlocal", "nonlocal y", ACCEPTED, two("y = 1.0\ndef g():\n    nonlocal y\n    y = x*x\ng()"), "names in `f`"),
    Row("Pass", "pass", ACCEPTED, two("pass", "x * x")),
    Row("Raise", "raise Error(text)", ACCEPTED, two("if x > 9.0:\n    raise ValueError('large')", "x * x")),
    Row("Raise", "raise Error from e", ACCEPTED, two("if x > 9.0:\n    raise ValueError from None", "x * x")),
    Row("Return", "return x", ACCEPTED, two("if x > 9.0:\n    return x", "x * x")),
    Row("Try", "try: except: else: finally:", ACCEPTED, TRY, "if what a handler reads is sure"),
    Row("Try", "a jump out of finally", REFUSED, two("try:\n    y = x * x\nfinally:\n    return x")),
    Row("TryStar", "try: except*:", REFUSED, two("try:\n    y = x * x\nexcept* ValueError:\n    y = x")),
    Row("TypeAlias", "type A = float", REFUSED, two("type A = float", "x * x"), since=(3, 12)),
    Row("While", "while x < 9:", ACCEPTED, two("while x < 9.0:\n    x = x * x + 1.0\nelse:\n    x = x * 2.0", "x")),
    Row("With", "with a as b:", ACCEPTED, two("with np.errstate(all='ignore'):\n    y = x * x"), "known managers"),
    Row("With", "with other:", REFUSED, two("with memoryview(b'') as m:\n    y = x * x")),
)  # fmt: skip

CALL = two(
    "a, k = (x,), {'v': x}\ndef g(*t, u, v):\n    return t[0] * t[1] * u * v",
    "g(x, *a, u=x, **k)",
)

EXPRESSIONS = (
    Row("Attribute", "a.b", ACCEPTED, one("np.pi * x * x")),
    Row("Await", "await a", REFUSED, "async def f(x):\n    return await x\n"),
    Row("BinOp", "a * b", ACCEPTED, one("x * x + 2.0 * x")),
    Row("BoolOp", "a and b", ACCEPTED, one("x * x if x > 0.0 and x < 9.0 else x")),
    Row("Call", "g(a, *b, k=c, **d)", ACCEPTED, CALL, "of functions that have a rule or Python source"),
    Row("Call", "eval(a)", REFUSED, one("eval('x') * x")),
    Row("Compare", "a < b < c", ACCEPTED, one("x * x if 0.0 < x < 9.0 else x")),
    Row("Constant", "1.0, 'text', None", ACCEPTED, one("x * x * 2 if ... is not None else 1.0")),
    Row("Dict", "{k: a, **b}", ACCEPTED, two("a = {'p': x, **{'q': x}}", "a['p'] * a['q']"), "with known keys"),
    Row("DictComp", "{k: a for k in b}", ACCEPTED, one("{k % 2: x * k * x for k in range(int(x) + 3)}[1]")),
    Row("FormattedValue", "f'{x}'", ACCEPTED, two("print(f'{x:.2f}', end='')", "x * x")),
    Row("GeneratorExp", "(a for a in b)", ACCEPTED, one("sum(x**k for k in (1, 2))")),
    Row("IfExp", "a if c else b", ACCEPTED, one("x * x if x > 0.0 else -x")),
    Row("JoinedStr", "f'{x} {y!r}'", ACCEPTED, two("print(f'{x!r} {1}', end='')", "x * x")),
    Row("Lambda", "lambda a: b", ACCEPTED, one("(lambda t, u=2.0: t * u * x)(x)")),
    Row("List", "[a, *b]", ACCEPTED, two("a = [x, *(x * x, 2.0)]", "a[0] * a[1]")),
    Row("ListComp", "[a for a in b if c]", ACCEPTED, one("sum([x**k for k in (1, 2) if k > 0])")),
    Row("Name", "x", ACCEPTED, one("x * x")),
    Row("NamedExpr", "(y := x)", ACCEPTED, one("(y := x * x) * y")),
    Row("Set", "{1, 2}", ACCEPTED, one("x * x if x in {1.0, 2.0} else x"), "of literals, after `in`"),
    Row("Set", "{a, b}", ACCEPTED, one("len({int(x), 1}) * x * x"), "of integers, text and tuples of them"),
    Row("Set", "{x, 1.0}", REFUSED, one("len({x, 1.0}) * x * x")),
    Row("SetComp", "{a for a in b}", ACCEPTED, one("len({k % 2 for k in (1, 2, 3)}) * x * x"), "likewise"),
    Row("Slice", "a[1:n:2]", ACCEPTED, one("np.sum((x * np.arange(5.0))[1:4:2] ** 2)")),
    Row("Starred", "g(*a)", ACCEPTED, two("a = (x, 2)", "pow(*a) * x")),
    Row("Subscript", "a[i, ..., None]", ACCEPTED, one("np.sum(np.full((2, 3), x)[1, ..., None] ** 2)")),
    Row("TemplateStr", "t'{x}'", REFUSED, two("print(t'{x}')", "x * x"), since=(3, 14)),
    Row("Tuple", "a, *b", ACCEPTED, two("a = x, *(x * x, 2.0)", "a[0] * a[1]")),
    Row("UnaryOp", "-a", ACCEPTED, one("-x * x")),
    Row("Yield", "yield a", ACCEPTED, two("def g():\n    yield x\n    yield x", "sum(g()) * x"), "as a statement"),
    Row("Yield", "b = yield a", REFUSED, two("def g():\n    y = yield x\n    yield y", "sum(g())")),
    Row("YieldFrom", "yield from a", ACCEPTED, two("def g():\n    yield from (x, x * x)", "sum(g())"), "likewise"),
)  # fmt: skip


def matched(pattern: str, subject: str = "(1, x)") -> str:
    """The program of one pattern."""
    return two(f"match {subject}:\n    case {pattern}:\n        y = x * x\n    case _:\n        y = x")


PATTERNS = (
    Row("MatchAs", "case a as b:", ACCEPTED, matched("(1, a)")),
    Row("MatchClass", "case A(b=c):", ACCEPTED, matched("float(a)", "x"), "if the class of the subject is known"),
    Row("MatchMapping", "case {'k': a}:", ACCEPTED, matched("{'k': a}", "{'k': x}"), "with known keys"),
    Row("MatchOr", "case a | b:", ACCEPTED, matched("(1 | 2, a)")),
    Row("MatchSequence", "case [a, b]:", ACCEPTED, matched("[a, b]")),
    Row("MatchSingleton", "case None:", ACCEPTED, matched("None", "None")),
    Row("MatchStar", "case [a, *b]:", ACCEPTED, matched("[a, *b]")),
    Row("MatchValue", "case 1:", ACCEPTED, matched("1", "1")),
)


def of_integers(expression: str) -> str:
    return two(f"k = 6\nj = {expression}", "x**j * x")


OPERATORS = (
    Row("Add", "a + b", ACCEPTED, one("x * x + x")),
    Row("And", "a and b", ACCEPTED, one("x * x if x > 0.0 and x < 9.0 else x")),
    Row("BitAnd", "a & b", ACCEPTED, of_integers("k & 3"), "of integers and flags"),
    Row("BitOr", "a | b", ACCEPTED, of_integers("k | 1"), "of integers and flags"),
    Row("BitXor", "a ^ b", ACCEPTED, of_integers("k ^ 3"), "of integers and flags"),
    Row("Div", "a / b", ACCEPTED, one("x * x / (1.0 + x)")),
    Row("Eq", "a == b", ACCEPTED, one("x if x == 9.0 else x * x")),
    Row("FloorDiv", "a // b", ACCEPTED, one("x * x + x // 0.3")),
    Row("Gt", "a > b", ACCEPTED, one("x if x > 9.0 else x * x")),
    Row("GtE", "a >= b", ACCEPTED, one("x if x >= 9.0 else x * x")),
    Row("In", "a in b", ACCEPTED, one("x * x if x in [x, 1.0] else x"), "keys of dicts, numbers in lists, text"),
    Row("In", "a in b", REFUSED, one("x * x if x in np.ones(2) else x")),
    Row("Invert", "~a", ACCEPTED, of_integers("-(~k)"), "of integers and flags"),
    Row("Is", "a is b", ACCEPTED, one("x if x is None else x * x"), "where it can be told beforehand"),
    Row("IsNot", "a is not b", ACCEPTED, one("x * x if x is not None else x"), "where it can be told beforehand"),
    Row("LShift", "a << b", ACCEPTED, of_integers("k << 1"), "of integers"),
    Row("Lt", "a < b", ACCEPTED, one("x if x < -9.0 else x * x")),
    Row("LtE", "a <= b", ACCEPTED, one("x if x <= -9.0 else x * x")),
    Row("MatMult", "a @ b", ACCEPTED, one("np.full(3, x) @ np.full(3, x * x)")),
    Row("Mod", "a % b", ACCEPTED, one("x * x + x % 0.4")),
    Row("Mult", "a * b", ACCEPTED, one("x * x")),
    Row("Not", "not a", ACCEPTED, one("x if not x > 0.0 else x * x")),
    Row("NotEq", "a != b", ACCEPTED, one("x * x if x != 9.0 else x")),
    Row("NotIn", "a not in b", ACCEPTED, one("x if 'k' not in {'k': x} else x * x"), "of what is known beforehand"),
    Row("Or", "a or b", ACCEPTED, one("x * x if x > 9.0 or x > 0.0 else x")),
    Row("Pow", "a ** b", ACCEPTED, one("x**2.5")),
    Row("RShift", "a >> b", ACCEPTED, of_integers("k >> 1"), "of integers"),
    Row("Sub", "a - b", ACCEPTED, one("x * x - x")),
    Row("UAdd", "+a", ACCEPTED, one("+x * x")),
    Row("USub", "-a", ACCEPTED, one("-x * x")),
)  # fmt: skip

GROUPS = {"Statements": STATEMENTS, "Expressions": EXPRESSIONS, "Patterns": PATTERNS, "Operators": OPERATORS}
ROWS = tuple(row for rows in GROUPS.values() for row in rows)


# --- running the programs ---------------------------------------------------------------------------------------


def function_of(row: Row, file: Path) -> Callable[..., Any]:
    """The function that a text is, from a file of its own."""
    file.write_text(row.program)
    namespace: dict[str, Any] = {"np": np}
    exec(compile(row.program, str(file), "exec"), namespace)
    made: Callable[..., Any] = namespace["f"]
    return made


def reason(row: Row) -> str:
    """Why a row is refused.  What is refused by its kind alone need not be a program of this Python."""
    if row.kind in language.REFUSED:
        return language.REFUSED[row.kind][0]
    with tempfile.TemporaryDirectory() as folder:
        found = check(function_of(row, Path(folder, "example.py")))
    return found[0].reason


# --- the page ---------------------------------------------------------------------------------------------------


def listing() -> str:
    """The tables, as Markdown."""
    return "\n".join(f"## {heading}\n\n{_table(rows)}" for heading, rows in GROUPS.items())


def _table(rows: tuple[Row, ...]) -> str:
    lines = [_line(row) for row in rows]
    return "".join(["| kind | written | | remark |\n", "|---|---|---|---|\n", *lines])


def _line(row: Row) -> str:
    cells = (f"`{row.kind}`", f"`{row.shown}`", row.status, row.condition if row.status == ACCEPTED else reason(row))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
