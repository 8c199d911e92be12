"""Hypothesis strategies that write the source of small functions.

All values stay within a few units: every assignment goes through `sin`, `tanh` and the like or shrinks what it adds,
so that numeric derivatives of the programs are trustworthy.  Names are read only where they are surely bound.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from textwrap import indent

from hypothesis import strategies as st

CONSTANTS = ("0.25", "0.5", "1.3", "-0.7", "2.0")
Draw = Callable[..., str]


@dataclass(frozen=True)
class Scope:
    """What may be read at a point of the program, and what may be written there."""

    names: tuple[str, ...]
    arrays: tuple[str, ...] = ()
    depth: int = 0
    loops: int = 0
    in_loop: bool = False
    exits: bool = True
    tries: bool = False
    fresh: list[int] = field(default_factory=lambda: [0])

    def new(self, letter: str) -> str:
        """A name that is not in use."""
        self.fresh[0] += 1
        return f"{letter}{self.fresh[0]}"

    def with_name(self, name: str) -> "Scope":
        return self if name in self.names else replace(self, names=(*self.names, name))

    def with_array(self, name: str) -> "Scope":
        return self if name in self.arrays else replace(self, arrays=(*self.arrays, name))


# --- scalars --------------------------------------------------------------------------------------------------------

BINARY = (
    "np.sin({a} + {b})",
    "np.tanh({a} * {b})",
    "0.6 * {a} * np.cos({b})",
    "{a} / (2.0 + {b} * {b})",
    "np.exp(-{a} * {a}) * {b}",
    "0.5 * ({a} - {b})",
    "math.sin({a}) - 0.3 * {b}",
    "np.tanh({a}) ** 2 + 0.1 * {b}",
    "max({a}, {b}) * 0.7",
    "({a} if {b} > {k} else 0.5 * {b})",
    "math.sqrt(1.0 + {a} * {a}) * 0.4 - {b} * 0.2",
    "0.8 * abs({a}) + 0.1 * {b}",
    "square({a}, {b})",
    "chosen({a}) * 0.6 + 0.2 * {b}",
)
CONDITIONS = ("{a} > {k}", "{a} < {b}", "{k} < {a} <= 1.7", "{a} > {k} and {b} < 0.9", "not {a} > {b} or {b} > {k}")


@st.composite
def atoms(draw: Draw, scope: Scope) -> str:
    """A name, a constant, or an entry or sum of an array."""
    choices = [*scope.names, draw(st.sampled_from(CONSTANTS))]
    if scope.arrays:
        name = draw(st.sampled_from(scope.arrays))
        choices += [f"{name}[{draw(st.integers(-3, 2))}]", f"np.sum({name}) * 0.2"]
    return draw(st.sampled_from(choices))


@st.composite
def filled(draw: Draw, templates: tuple[str, ...], scope: Scope) -> str:
    """A template with its places filled."""
    places = {"a": draw(atoms(scope)), "b": draw(atoms(scope)), "k": draw(st.sampled_from(CONSTANTS)), "n": "{n}"}
    return draw(st.sampled_from(templates)).format(**places)


def expressions(scope: Scope) -> st.SearchStrategy[str]:
    return filled(BINARY, scope)


def conditions(scope: Scope) -> st.SearchStrategy[str]:
    return filled(CONDITIONS, scope)


# --- statements -----------------------------------------------------------------------------------------------------

Written = tuple[str, Scope]


@st.composite
def assign(draw: Draw, scope: Scope) -> Written:
    name = draw(st.sampled_from([*scope.names, scope.new("v")]))
    return f"{name} = {draw(expressions(scope))}", scope.with_name(name)


@st.composite
def augment(draw: Draw, scope: Scope) -> Written:
    name = draw(st.sampled_from(scope.names))
    text = draw(
        st.sampled_from(("{n} += 0.3 * {e}", "{n} -= 0.2 * {e}", "{n} *= np.cos({e})", "{n} /= 1.5 + np.sin({e})"))
    )
    return text.format(n=name, e=draw(expressions(scope))), scope


@st.composite
def swap(draw: Draw, scope: Scope) -> Written:
    a = draw(st.sampled_from(scope.names))
    # Python before 3.11.3 binds a name that stands twice on the left to the wrong value
    b = draw(st.sampled_from([name for name in scope.names if name != a]))
    return f"{a}, {b} = {b}, {draw(expressions(scope))}", scope


@st.composite
def branch(draw: Draw, scope: Scope) -> Written:
    inner = replace(scope, depth=scope.depth + 1)
    lines = [f"if {draw(conditions(scope))}:", draw(blocks(inner))]
    if draw(st.booleans()):
        lines += [f"elif {draw(conditions(scope))}:", draw(blocks(inner))]
    if draw(st.booleans()):
        lines += ["else:", draw(blocks(inner))]
    return "\n".join(lines), scope


@st.composite
def for_loop(draw: Draw, scope: Scope) -> Written:
    index, item = scope.new("i"), scope.new("w")
    head, bound = draw(
        st.sampled_from(
            [
                (f"for {index} in range(n):", ()),
                (f"for {index} in range(2, -1, -1):", ()),
                (f"for {index} in range(1, 5, 2):", ()),
                (f"for {item} in ({', '.join(scope.names[:2])}, 0.4):", (item,)),
                *((f"for {item} in {name}:", (item,)) for name in scope.arrays),
                *((f"for {index}, {item} in enumerate({name}):", (item,)) for name in scope.arrays),
            ]
        )
    )
    inner = replace(scope, depth=scope.depth + 1, loops=scope.loops + 1, in_loop=True, names=(*scope.names, *bound))
    lines = [head, draw(blocks(inner))]
    if draw(st.integers(0, 3)) == 0:
        lines += ["else:", draw(blocks(replace(scope, depth=scope.depth + 1)))]
    return "\n".join(lines), scope


@st.composite
def while_loop(draw: Draw, scope: Scope) -> Written:
    count = scope.new("count")
    inner = replace(scope, depth=scope.depth + 1, loops=scope.loops + 1, in_loop=True)
    more = draw(st.sampled_from(["", f" and ({draw(conditions(scope))})"]))
    body = indent(f"{count} += 1", "    ") + "\n" + draw(blocks(inner))
    return f"{count} = 0\nwhile {count} < 3{more}:\n{body}", scope


@st.composite
def leave(draw: Draw, scope: Scope) -> Written:
    """An early exit under a condition."""
    ways = [f"return {draw(expressions(scope))}"] if scope.exits else []
    ways += ["break", "continue"] if scope.in_loop else []
    if not ways:
        return draw(assign(scope))
    return f"if {draw(conditions(scope))}:\n    {draw(st.sampled_from(ways))}", scope


# --- try and with -------------------------------------------------------------------------------------------------

RAISING = (
    "{n} = 0.4 * math.log({a})",
    "{n} += 0.3 * math.sqrt({a} - {k})",
    "if {a} > {k}:\n    raise KeyError('a')",
    "if {a} < {b}:\n    raise ZeroDivisionError",
    "{n} = 0.5 * float({b}) / float({a} > {k})",
    "math.log({a})",
)
CLAUSES = (
    ("ValueError",),
    ("(KeyError, ValueError)", "ArithmeticError as error"),
    ("ZeroDivisionError", "Exception"),
    ("KeyError", "ValueError", "ZeroDivisionError as error"),
)


@st.composite
def risky(draw: Draw, scope: Scope) -> str:
    """The body of a try: something that may raise, between other things."""
    lines = []
    for _ in range(draw(st.integers(0, 1))):
        text, scope = draw(statements(scope, flow=True))
        lines.append(text)
    name = draw(st.sampled_from([*scope.names, scope.new("v")]))
    name = name if name in scope.names else scope.names[0]
    lines.append(draw(filled(RAISING, scope)).replace("{n}", name))
    for _ in range(draw(st.integers(0, 1))):
        text, scope = draw(statements(scope, flow=True))
        lines.append(text)
    return indent("\n".join(lines), "    ")


@st.composite
def attempt(draw: Draw, scope: Scope) -> Written:
    inner = replace(scope, depth=scope.depth + 1)
    lines = ["try:", draw(risky(inner))]
    for clause in draw(st.sampled_from(CLAUSES)):
        lines += [f"except {clause}:", draw(blocks(inner))]
    if draw(st.integers(0, 2)) == 0:
        lines += ["else:", draw(blocks(inner))]
    if draw(st.integers(0, 3)) == 0:
        quiet = replace(inner, exits=False, in_loop=False)
        lines += ["finally:", draw(blocks(quiet))]
    return "\n".join(lines), scope


@st.composite
def within(draw: Draw, scope: Scope) -> Written:
    head = draw(st.sampled_from(("np.errstate(all='ignore')", "contextlib.suppress(ValueError)", "LOCK")))
    inner = replace(scope, depth=scope.depth + 1)
    return f"with {head}:\n{draw(risky(inner) if head.startswith('context') else blocks(inner))}", scope


# --- stores -----------------------------------------------------------------------------------------------------------

ARRAY = (
    "np.sin({p}) + {q}",
    "{p} * {q} * 0.5",
    "np.tanh({p} - {s})",
    "{p} / (2.0 + {q} * {q})",
    "np.where({p} > {k}, {p}, {q} * 0.5)",
    "np.maximum({p}, {s}) * 0.6",
    "0.5 * {p}[::-1]",
    "{p}.copy()",
    "np.cos({p}) * {s}",
)
STORES = (
    "{z}[{i}] = {s}",
    "{z}[{i}] += 0.4 * {s}",
    "{z}[{i}] *= np.cos({s})",
    "{z}[1:] = 0.5 * {p}[:-1]",
    "{z}[:2] = {s}",
    "{z}[1:] += 0.3 * {p}[1:]",
    "{z}[::2] *= 0.7",
    "{z}[:] = np.sin({p})",
    "{z}[{z} > {k}] = {s}",
    "{z}[{p} > {k}] *= 0.5",
    "{z}[[0, 2]] = {p}[:2]",
    "{z}[[1, 1]] = 0.5 * {p}[1:]",
    "{z}[np.array([0, 0, 2])] += 0.2 * {p}",
    "{z} += 0.3 * {p}",
    "{z} *= np.cos({p})",
    "{z} -= 0.2 * {s}",
    "np.multiply({p}, 0.5, out={z})",
    "np.sin({z}, out={z})",
    "write({z}, {s})",
    "write({z}[1:], {s})",
)
NAMED = ("{z}", "{z}[1:]", "{z}[::-1]", "{z}[:, None]", "{z}.T", "{z}.reshape(3)", "np.asarray({z})")
WHOLE = (0, 2, 4, 5, 6)


@st.composite
def array_expressions(draw: Draw, scope: Scope) -> str:
    places = {
        "p": draw(st.sampled_from(scope.arrays)),
        "q": draw(st.sampled_from(scope.arrays)),
        "s": draw(atoms(scope)),
        "k": draw(st.sampled_from(CONSTANTS)),
    }
    return draw(st.sampled_from(ARRAY)).format(**places)


@st.composite
def array_assign(draw: Draw, scope: Scope) -> Written:
    name = draw(st.sampled_from([*scope.arrays, scope.new("z")]))
    return f"{name} = {draw(array_expressions(scope))}", scope.with_array(name)


@st.composite
def store(draw: Draw, scope: Scope) -> Written:
    places = {
        "z": draw(st.sampled_from(scope.arrays)),
        "p": draw(st.sampled_from(scope.arrays)),
        "s": draw(atoms(scope)),
        "i": draw(st.integers(-3, 2)),
        "k": draw(st.sampled_from(CONSTANTS)),
    }
    return draw(st.sampled_from(STORES)).format(**places), scope


@st.composite
def second_name(draw: Draw, scope: Scope) -> Written:
    """A second name of an array, or of a view that has its length; a view of a part is written through at once."""
    base, name = draw(st.sampled_from(scope.arrays)), scope.new("z")
    kind = draw(st.integers(0, len(NAMED) - 1))
    text = f"{name} = {NAMED[kind].format(z=base)}"
    if kind in WHOLE:
        return text, scope.with_array(name)
    change = draw(st.sampled_from(("{n}[0] = {s}", "{n} *= 0.6", "{n} += 0.1 * {s}")))
    return f"{text}\n{change.format(n=name, s=draw(atoms(scope)))}", scope


# --- blocks and programs ----------------------------------------------------------------------------------


def statements(scope: Scope, flow: bool) -> st.SearchStrategy[Written]:
    """One statement."""
    ways = [assign(scope), augment(scope), swap(scope)]
    if scope.arrays:
        ways += [array_assign(scope), store(scope), store(scope), second_name(scope)]
    if flow and scope.depth < 2:
        ways += [branch(scope), leave(scope)]
    if flow and scope.tries and scope.depth < 2:
        ways += [attempt(scope), attempt(scope), within(scope)]
    if flow and scope.loops < 2 and scope.depth < 2:
        ways += [for_loop(scope), while_loop(scope)]
    return st.one_of(ways)


@st.composite
def blocks(draw: Draw, scope: Scope) -> str:
    """An indented block; what it binds is forgotten at its end."""
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        text, scope = draw(statements(scope, flow=True))
        lines.append(text)
    return indent("\n".join(lines), "    ")


PRELUDE = """
import contextlib
import math
import threading

import numpy as np

LOCK = threading.RLock()


def square(a, b):
    return 0.5 * a * a / (1.0 + a * a) + 0.3 * b


def chosen(a):
    if a > 0.37:
        return np.sin(a)
    return a - 0.1


def write(z, s):
    z[0] = 0.4 * s + 0.2 * z[-1]


"""


@st.composite
def programs(draw: Draw, arrays: bool, flow: bool, tries: bool = False) -> str:
    """The text of a module with a function `f(x, y, n)`; with arrays `f(x, y, z, n)`, z an array of three."""
    scope = Scope(("x", "y"), ("z",) if arrays else (), tries=tries)
    lines = []
    for _ in range(draw(st.integers(2, 6))):
        text, scope = draw(statements(scope, flow))
        lines.append(text)
    parts = [f"{0.3 + 0.2 * k:.1f} * {name}" for k, name in enumerate(scope.names)]
    parts += [f"np.sum({name} * np.array([0.9, -0.4, 1.2]))" for name in scope.arrays]
    lines.append(f"return {' + '.join(parts)}")
    head = "def f(x, y, z, n):" if arrays else "def f(x, y, n):"
    return f"{PRELUDE}{head}\n{indent(chr(10).join(lines), '    ')}\n"
