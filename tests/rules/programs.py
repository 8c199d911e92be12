"""The cases as a user would write them: functions that call each function and make one number of it."""

from __future__ import annotations

import importlib.util
import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest

from srcad.rules import lists
from srcad.rules.table import row_of
from srcad.rules.vocabulary import Zero
from tests.rules.cases import cases
from tests.rules.checking import Case, leaves

SIGNS: dict[Callable[..., Any], str] = {
    operator.add: "{} + {}",
    operator.sub: "{} - {}",
    operator.mul: "{} * {}",
    operator.truediv: "{} / {}",
    operator.pow: "{} ** {}",
    operator.mod: "{} % {}",
    operator.matmul: "{} @ {}",
    operator.neg: "-{}",
    operator.pos: "+{}",
    operator.abs: "abs({})",
    np.ndarray.astype: "{}.astype({})",
}
MODULES = (
    "numpy.linalg", "numpy.fft", "numpy.polynomial.polynomial", "numpy.polynomial.chebyshev",
    "numpy.polynomial.legendre", "numpy.polynomial.hermite", "numpy.polynomial.hermite_e", "numpy.polynomial.laguerre",
    "numpy.polynomial.polyutils",
    "scipy.fft", "scipy.integrate", "scipy.interpolate",
    "scipy.linalg", "scipy.ndimage", "scipy.optimize", "scipy.signal", "scipy.sparse", "scipy.sparse.linalg",
    "scipy.spatial.distance", "scipy.special", "scipy.stats", "math", "cmath",
)  # fmt: skip
#: where functions are found, by the names under which the programs import the modules
NAMESPACES = {"np": vars(np)} | {module.replace("numpy", "np"): vars(import_module(module)) for module in MODULES}
IMPORTS = "".join(f"import {module}\n" for module in MODULES)
#: the objects whose methods are functions
DISTRIBUTIONS = {
    value: name
    for name, value in NAMESPACES["scipy.stats"].items()
    if hasattr(value, "rvs") and not isinstance(value, type)
}
HEADER = f"import numpy as np\n{IMPORTS}\nfrom srcad.runtime import *\n"


@dataclass(eq=False)
class Program:
    """A function of the arrays and floats among the arguments of a case; the rest stands in the text."""

    case: Case
    number: int
    values: list[Any] = field(default_factory=list)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        args = [self.spell(arg) for arg in self.case.args]
        call = self.call(args, [f"{key}={self.spell(value)}" for key, value in self.case.kw.items()])
        parameters = ", ".join(f"x{i}" for i in range(len(self.values)))
        self.text = f"def f{self.number}({parameters}):\n    y = {call}\n    return {self.result()}\n"

    @property
    def function(self) -> Callable[..., Any]:
        return _function(self)

    @property
    def id(self) -> str:
        return name(self.case)

    def spell(self, value: Any) -> str:
        if isinstance(value, float) and math.isinf(value):
            return "np.inf" if value > 0.0 else "-np.inf"
        if isinstance(value, np.ndarray | float | complex):
            self.values.append(value)
            return f"x{len(self.values) - 1}"
        if isinstance(value, list):
            return f"[{', '.join(map(self.spell, value))}]"
        if isinstance(value, tuple):
            return f"({''.join(self.spell(item) + ', ' for item in value)})"
        if isinstance(value, type):
            return value.__name__ if value.__module__ == "builtins" else f"np.{value.__name__}"
        return repr(value)

    def call(self, args: list[str], keywords: list[str]) -> str:
        if self.case.fn in SIGNS:
            return SIGNS[self.case.fn].format(*args)
        return f"{module(self.case.fn)}{self.case.fn.__name__}({', '.join(args + keywords)})"

    def result(self) -> str:
        out = self.case.out
        if isinstance(out, list | tuple):
            items = (f"np.array(y[{i}])" if isinstance(item, list) else f"y[{i}]" for i, item in enumerate(out))
            return " + ".join(map(number_of, items, out))
        return "math.sin(y)" if type(out) is float else number_of("y", out)

    @property
    def active(self) -> list[int]:
        return [i for i, value in enumerate(self.values) if np.asarray(value).dtype.kind in "fc"]

    @property
    def is_complex(self) -> bool:
        """Whether any number is complex, of the arguments or the result."""
        return any(map(np.iscomplexobj, (*self.values, *leaves(self.case.out))))


def number_of(text: str, value: Any) -> str:
    """One real number made of what is called by this text."""
    if np.iscomplexobj(value):
        return f"np.sum(np.sin({text}.real) * np.cos({text}.imag))"
    return f"np.sum(np.sin({text}))"


def module(fn: Callable[..., Any]) -> str:
    """Where a function is found, as a user would write it."""
    if hasattr(fn, "__self__") and isinstance(fn.__self__, np.ufunc):
        return f"np.{fn.__self__.__name__}."
    owner = getattr(fn, "__self__", None)
    if owner in DISTRIBUTIONS:
        return f"scipy.stats.{DISTRIBUTIONS[owner]}."
    name = fn.__name__
    return next((f"{place}." for place, names in NAMESPACES.items() if names.get(name) is fn), "")


def name(case: Case) -> str:
    kinds = (f"{a.ndim}d" if isinstance(a, np.ndarray) else type(a).__name__ for a in case.args)
    return f"{case.fn.__name__}({', '.join(kinds)}){case.kw or ''}"


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="programs_of_cases")


@lru_cache(maxsize=1)
def _function(program: Program) -> Callable[..., Any]:
    """The function itself, so long as tests ask for the same one: its derivatives go with it."""
    function = f"f{program.number}"
    path = Path(_folder().name, f"{function}.py")
    path.write_text(f"{HEADER}\n\n{program.text}")
    spec = importlib.util.spec_from_file_location(function, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return vars(module)[function]


#: a program says these by methods of lists, and the corpus has such programs
OF_LISTS = {row.fn for row in lists.ROWS}
_SAID = (case for case in cases() if case.fn not in OF_LISTS and not isinstance(row_of(case.fn), Zero))
#: those in which something can be differentiated
PROGRAMS = [program for number, case in enumerate(_SAID) if (program := Program(case, number)).active]


def each(programs: list[Program]) -> pytest.MarkDecorator:
    """A test of every one of them; the tests of one follow each other (`conftest.py`)."""
    return pytest.mark.parametrize("program", programs, ids=[program.id for program in programs])
