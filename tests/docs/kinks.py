"""The table of kinks: each row a function of x, a point where it has no derivative, and what srcad gives there.

A row holds in reverse and in forward mode.  `x` is a float, or an array where the point is a list; of an array the
function is the sum of the expression.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

INF = float("inf")


@dataclass(frozen=True, slots=True)
class Row:
    """What is computed (statements, then an expression), where, and its derivative there."""

    shown: str
    at: Any
    derivative: Any

    @property
    def program(self) -> str:
        *statements, result = self.shown.split("; ")
        lines = "".join(f"    {statement}\n" for statement in statements)
        return f"def f(x):\n{lines}    return {f'np.sum({result})' if isinstance(self.at, list) else result}\n"


TIES = (
    Row("abs(x)", 0.0, 0.0),
    Row("np.abs(x)", [0.0, -1.0], [0.0, -1.0]),
    Row("max(x, 1.0)", 1.0, 0.5),
    Row("np.maximum(x, 1.0)", [1.0, 2.0], [0.5, 1.0]),
    Row("np.maximum(x, x)", [1.0, 2.0], [1.0, 1.0]),
    Row("np.minimum(x, -x)", [0.0, 2.0], [0.0, -1.0]),
    Row("np.fmax(x, np.nan)", [1.0, 2.0], [1.0, 1.0]),
    Row("np.clip(x, 0.0, 1.0)", [0.0, 1.0, 2.0], [0.5, 0.5, 0.0]),
    Row("np.max(x)", [1.0, 1.0, 0.0], [0.5, 0.5, 0.0]),
    Row("np.nanmin(x)", [1.0, 1.0, np.nan], [0.5, 0.5, 0.0]),
    Row("np.max(x, initial=1.0)", [1.0, 0.0], [0.5, 0.0]),
    Row("np.linalg.norm(x, 1)", [0.0, -1.0, 0.5], [0.0, -1.0, 1.0]),
    Row("np.copysign(x, 1.0)", [0.0, -2.0], [0.0, -1.0]),
    Row("np.heaviside(x, 0.5)", [0.0, 1.0], [0.0, 0.0]),
)

SIZES = (
    Row("np.linalg.norm(x)", [0.0, 0.0], [0.0, 0.0]),
    Row("np.sqrt(np.sum(x**2))", [0.0, 0.0], [0.0, 0.0]),
    Row("np.sqrt(x @ x)", [0.0, 0.0], [0.0, 0.0]),
    Row("np.sqrt(x**2 + (3.0 * x) ** 2)", [0.0, 0.0], [0.0, 0.0]),
    Row("math.sqrt(x * x)", 0.0, 0.0),
    Row("np.hypot(x, x)", [0.0, 0.0], [0.0, 0.0]),
    Row("math.hypot(x, x)", 0.0, 0.0),
    Row("np.std(x)", [2.0, 2.0, 2.0], [0.0, 0.0, 0.0]),
    Row("np.std(x, where=x < 3.0)", [2.0, 2.0, 4.0], [0.0, 0.0, 0.0]),
    Row("np.nanstd(x)", [2.0, np.nan, 2.0], [0.0, 0.0, 0.0]),
    Row("np.sqrt(np.var(x))", [2.0, 2.0], [0.0, 0.0]),
)

POWERS = (
    Row("x**0", 0.0, 0.0),
    Row("x ** np.array([0, 1, 2])", [0.0, 0.0, 0.0], [0.0, 1.0, 0.0]),
    Row("2.0 * 0.0**x", 1.0, 0.0),
    Row("np.vander(x, 3)", [0.0, 1.0], [1.0, 3.0]),
    Row("np.prod(x)", [0.0, 2.0, 3.0], [6.0, 0.0, 0.0]),
    Row("np.prod(x)", [0.0, 2.0, 0.0], [0.0, 0.0, 0.0]),
    Row("np.prod(x.reshape(1, 3), axis=1)", [0.0, 2.0, 3.0], [6.0, 0.0, 0.0]),
    Row("np.nanprod(x)", [0.0, np.nan, 3.0], [3.0, 0.0, 0.0]),
    Row("np.cumprod(x)", [2.0, 0.0, 3.0], [1.0, 8.0, 0.0]),
    Row("np.cumprod(x.reshape(3, 1), axis=0)", [2.0, 0.0, 3.0], [1.0, 8.0, 0.0]),
    Row("np.sinc(x)", [0.0, 1.0], [0.0, -1.0]),
)

SELECTIONS = (
    Row("np.where(x > 0.0, np.log(x), 0.0)", [0.0, 2.0], [0.0, 0.5]),
    Row("y = np.log(x); z = y * 2.0; np.where(x > 0.0, z, 0.0)", [0.0, 2.0], [0.0, 1.0]),
    Row("y = np.log(x); z = y * 2.0; np.where(x > 0.0, y * z, 0.0)", [0.0, 1.0], [0.0, 0.0]),
    Row("y = np.sqrt(x); z = y + y * y; np.where(x > 0.0, z * y, 0.0)", [0.0, 1.0], [0.0, 2.5]),
    Row("y = np.log(x); np.where(x > 0.0, y, 0.0) + np.where(x > 1.0, y, 0.0)", [0.0, 1.0, 2.0], [0.0, 1.0, 1.0]),
    Row("np.where(x > 0.0, np.where(x < 9.0, np.log(x), 1.0), 0.0)", [0.0, 2.0], [0.0, 0.5]),
    Row("y = np.log(x).reshape(2, 1); np.where(x.reshape(2, 1) > 0.0, y, 0.0)", [0.0, 2.0], [0.0, 0.5]),
    Row("np.select([x > 1.0, x > 0.0], [x**2, np.log(x)], 0.0)", [0.0, 0.5, 2.0], [0.0, 2.0, 4.0]),
    Row("np.piecewise(x, [x > 0.0], [np.log, 0.0])", [0.0, 2.0], [0.0, 0.5]),
    Row("y = np.zeros(2); np.log(x, out=y, where=x > 0.0); y", [0.0, 2.0], [0.0, 0.5]),
    Row("y = np.zeros(2); m = x > 0.0; y[m] = np.log(x[m]); y", [0.0, 2.0], [0.0, 0.5]),
    Row("y = np.log(x)[:, None] @ np.ones((1, 2)); np.where(x[:, None] > 0.0, y, 0.0)", [0.0, 1.0], [0.0, 2.0]),
    Row("y = np.log(x)[:, None] * np.ones(2); np.where(x > 0.0, y.sum(axis=1), 0.0)", [0.0, 1.0], [0.0, 2.0]),
    Row("y = np.log(x); np.where(x[0] > 0.0, y[0], 0.0) + y[1]", [0.0, 2.0], [0.0, 0.5]),
    Row("y = np.cumsum(np.log(x)[::-1]); np.where(x[::-1] > 0.0, y, 0.0)", [0.0, 2.0], [0.0, 0.5]),
    Row("np.log(x)[x > 0.0]", [0.0, 2.0], [0.0, 0.5]),
    Row("y = np.log(x); y[x <= 0.0] = 1.0; y", [0.0, 2.0], [0.0, 0.5]),
    Row("np.sqrt(np.where(x > 0.0, x, 1.0))", [0.0, 4.0], [0.0, 0.25]),
    Row("np.sum(np.sqrt(x), where=x > 0.0)", [0.0, 4.0], [0.0, 0.25]),
)

INFINITE = (
    Row("np.sqrt(x)", [0.0, 4.0], [INF, 0.25]),
    Row("np.log(x)", [0.0, 4.0], [INF, 0.25]),
    Row("np.cbrt(x)", [0.0, 1.0], [INF, 1.0 / 3.0]),
    Row("np.arcsin(x)", [1.0, 0.0], [INF, 1.0]),
    Row("0.0 * np.sqrt(x)", [0.0, 4.0], [np.nan, 0.0]),
)

GROUPS = {
    "Ties share equally": TIES,
    "Sizes at zero": SIZES,
    "Powers and products": POWERS,
    "What is not selected does not matter": SELECTIONS,
    "Infinite derivatives are inf in NumPy arithmetic": INFINITE,
}
ROWS = tuple(row for rows in GROUPS.values() for row in rows)


def function_of(row: Row, file: Path) -> Callable[..., Any]:
    """The function that a row is, from a file of its own."""
    file.write_text(f"import math\nimport numpy as np\n\n\n{row.program}")
    namespace: dict[str, Any] = {}
    exec(compile(file.read_text(), str(file), "exec"), namespace)
    made: Callable[..., Any] = namespace["f"]
    return made


# --- the page ---------------------------------------------------------------------------------------------------


def listing() -> str:
    """The tables, as Markdown."""
    return "\n".join(f"## {heading}\n\n{_table(rows)}" for heading, rows in GROUPS.items())


def _table(rows: tuple[Row, ...]) -> str:
    return "".join(["| function of x | at | derivative |\n", "|---|---|---|\n", *map(_line, rows)])


def _line(row: Row) -> str:
    return f"| `{row.shown}` | {_numbers(row.at)} | {_numbers(row.derivative)} |\n"


def _numbers(value: Any) -> str:
    return ", ".join(f"{each:.4g}" for each in (value if isinstance(value, list) else [value]))
