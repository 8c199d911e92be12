"""What is not in the language is refused, with the place and a way out."""

from __future__ import annotations

import linecache
import textwrap
from itertools import count
from typing import Any

import gast
import pytest

from srcad.errors import LanguageError
from srcad.front.language import REFUSED, refuse
from srcad.front.source import Source, find

_NUMBER = count()

ACCEPTED = """
def f(x, *args, k: int = 3, **kwargs) -> float:
    '''A docstring.'''
    z: float
    y: float = x
    a = b = (c := y)
    (a, [b, c]), d = (1, [2, 3]), 4
    a += 1; x[0] -= b; x.y = 3
    if x > 0 and not y or a < b <= c:
        pass
    elif x is None: raise ValueError(f"{x:.3f} {y!r}")
    else: assert x in d, "never"
    for i, (j, k) in enumerate(x):
        if i: continue
        if j: break
    else:
        print(i, end="")
    while x < 3 if y else x > 3:
        x = x * 2
    else:
        return g(x, *args, k=3, **kwargs)
    while (w := x) > 3:
        continue
    else:
        return w
    h = lambda t, u=(1, 2): t @ u
    def inner(t):
        with t: yield
    z = [1, *a], {1: 2, **kwargs}, {1, 2}, (1,), x[1:2, ..., None, ::-1], -x, ~x, 1j, b"", "s"
    return inner(h(z)).T[0]
"""

REFUSALS = {
    "AsyncFor": "async def f(x):\n async for i in x: pass",
    "AsyncFunctionDef": "async def f(x):\n return x",
    "AsyncWith": "async def f(x):\n async with x: pass",
    "Await": "async def f(x):\n return await x",
    "ClassDef": "def f(x):\n class C: pass",
    "TryStar": "def f(x):\n try: pass\n except* ValueError: pass",
    "Yield": "def f(x):\n y = yield x",
    "YieldFrom": "def f(x):\n y = yield from x",
}

#: what is refused in one form only: the text, and what the caret is under
SPECIAL = {
    "def f(x):\n try:\n  yield x\n except ValueError:\n  pass": "try:",
    "def f(x):\n with x:\n  yield x": "with x:",
    "def f(x):\n for i in x:\n  while (y := i): pass\n  else: break": "while (y := i): pass",
    "def f(x):\n exec('y = 1')": "exec('y = 1')",
    "def f(x):\n y = eval('x')": "eval('x')",
    "def f(x):\n return locals()": "locals()",
    "def f(x):\n return globals()['y']": "globals()",
    "def f(x):\n return vars(x)": "vars(x)",
    "def f(x):\n global y\n y = x": "global y",
    "def f(x):\n try: pass\n finally: return x": "return x",
    "def f(x):\n for i in x:\n  try: pass\n  finally:\n   if i: break": "if i: break",
    "def f(x):\n return g(lambda y=eval('x'): y)": "eval('x')",
    "f = lambda x: eval('x')": "eval('x')",
}


def source_of(text: str) -> Source:
    file = f"<language {next(_NUMBER)}>"
    text = textwrap.dedent(text)
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    names: dict[str, Any] = {}
    exec(compile(text, file, "exec", dont_inherit=True), names)
    return find(names["f"])


def refusal(text: str) -> LanguageError:
    source = source_of(text)
    with pytest.raises(LanguageError) as caught:
        refuse(source.node, source)
    return caught.value


def marked(error: LanguageError) -> str:
    assert error.place is not None
    return error.place.text[error.place.col : error.place.end_col]


def test_the_language() -> None:
    source = source_of(ACCEPTED)
    refuse(source.node, source)


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_says_what_and_what_instead(kind: str) -> None:
    error = refusal(REFUSALS[kind])
    reason, instead = REFUSED["AsyncFunctionDef"] if REFUSALS[kind].startswith("async") else REFUSED[kind]
    assert (error.reason, error.instead) == (reason, instead)
    assert marked(error)


@pytest.mark.parametrize("text", SPECIAL)
def test_some_forms_are_refused(text: str) -> None:
    error = refusal(text)
    assert marked(error) == SPECIAL[text]
    assert error.instead


def test_every_row_of_the_table_is_tested() -> None:
    newer = {"TemplateStr", "TypeAlias"}
    assert set(REFUSED) - newer == set(REFUSALS)
    assert all(hasattr(gast, name) for name in REFUSED)


def test_the_first_of_several_is_named() -> None:
    assert marked(refusal("def f(x):\n y = eval('x')\n z = yield x")) == "eval('x')"


@pytest.mark.parametrize(
    "text",
    [
        "def vars(x): return x\ndef f(x):\n return vars(x)",
        "def f(x, locals):\n return locals()",
        "def f(x):\n eval = x\n return eval(x)",
    ],
)
def test_a_function_of_the_users_may_have_the_name_of_a_builtin(text: str) -> None:
    source = source_of(text)
    refuse(source.node, source)


def test_annotations_are_not_looked_at() -> None:
    source = source_of("def f(x: eval('int') = 1) -> eval('int'):\n y: eval('int') = x\n return y")
    refuse(source.node, source)


def test_the_whole_message() -> None:
    error = refusal("def f(x):\n    y = eval('2 * x')\n    return y")
    assert str(error).splitlines()[1:] == [
        "    y = eval('2 * x')",
        "        ^^^^^^^^^^^^^",
        "  Instead: write the expression itself",
    ]
