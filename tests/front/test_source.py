"""The text found is the code that runs, or it is refused."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import linecache
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import gast
import pytest

from srcad.errors import SourceError
from srcad.front.desugar.exits import split_exits
from srcad.front.source import find

ROOT = Path(__file__).parents[2]


def text_of(fn: Any) -> str:
    return str(gast.unparse(find(fn).node)).strip()


def defined(text: str, file: str, lines: bool = True) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(text, file, "exec", dont_inherit=True), names)
    if lines:
        linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    return names


def plain(x: float) -> float:
    return x * x  # a comment


def test_a_function_stands_at_its_true_place() -> None:
    source = find(plain)
    assert source.file == __file__
    assert source.fn is plain
    (stmt,) = source.node.body
    assert source.lines[stmt.lineno - 1][stmt.col_offset :] == "return x * x  # a comment\n"
    assert source.node.lineno == plain.__code__.co_firstlineno


def test_the_place_of_a_node() -> None:
    source = find(plain)
    place = source.place(source.node.body[0].value)
    assert place.text[place.col : place.end_col] == "x * x"
    assert (place.file, place.line) == (__file__, source.node.body[0].lineno)


def test_a_source_is_found_once() -> None:
    assert find(plain).node is find(plain).node


# --- where definitions hide -------------------------------------------------------------------------------------


def same(fn: Any) -> Any:
    return fn


def twice(fn: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(fn)
    def wrapper(*args: Any) -> Any:
        return fn(*args) * 2

    return wrapper


@same
@same
def decorated(x, k=lambda t: t + 1):
    return x * k(1)


def test_under_decorators() -> None:
    assert text_of(decorated).splitlines()[-1] == "    return x * k(1)"
    assert find(decorated).node.lineno == decorated.__code__.co_firstlineno + 2


def test_a_wrapper_is_not_what_it_wraps() -> None:
    assert text_of(twice(plain)).splitlines()[-1] == "    return fn(*args) * 2"


def test_lambdas_on_one_line_are_told_apart() -> None:
    fs = (lambda x: x * x, lambda x: x**3, lambda x: x * x)
    assert [text_of(f) for f in fs] == ["lambda x: x * x", "lambda x: x ** 3", "lambda x: x * x"]
    assert find(fs[0]).node.col_offset < find(fs[1]).node.col_offset


LAMBDAS = """
fs = [
    lambda x: (
        x
        + 1
    ),
    max(
        lambda x: x
        + 2, 0, key=callable),
    lambda x, f=lambda y: y: f(x),
]
"""


def test_lambdas_over_several_lines() -> None:
    fs = defined(LAMBDAS, "<lambdas>")["fs"]
    assert [text_of(f) for f in fs] == ["lambda x: x + 1", "lambda x: x + 2", "lambda x, f=lambda y: y: f(x)"]


def test_a_lambda_in_a_lambda() -> None:
    outer = lambda x: lambda x: x
    assert text_of(outer) == "lambda x: lambda x: x"
    assert text_of(outer(1)) == "lambda x: x"


INNER = '''
def make(k):
    kept = k + 1

    def inner(x):
        """A docstring
that is not indented.
        """
# a comment that is not indented
        y = (
    x
)

        return x * k * kept * y

    return inner
'''


def test_closures_and_text_that_is_indented_less() -> None:
    lines = text_of(defined(INNER, "<inner>")["make"](2.0)).splitlines()
    assert lines[0] == "def inner(x):"
    assert lines[-1] == "    return x * k * kept * y"


class Base:
    def __secret(self, x):
        return self.__weight * x

    def method(self, x):
        inner = lambda y: y * self.__weight
        return super().__init__(), self.__secret(x), inner, __class__

    class Inner:
        def f(self):
            def g(self):
                return self.__x

            return g


def test_methods_with_private_names() -> None:
    assert text_of(Base._Base__secret).splitlines()[0] == "def __secret(self, x):"
    assert text_of(Base.method).splitlines()[0] == "def method(self, x):"
    assert text_of(Base.Inner.f(None)).splitlines()[-1] == "    return self.__x"


def recursive(x):
    return x if x < 1 else recursive(x - 1)


def test_functions_that_call_themselves() -> None:
    def inner(x):
        return x if x < 1 else inner(x - 1)

    for f in (recursive, inner):
        assert text_of(f).endswith("return x if x < 1 else " + f.__name__ + "(x - 1)")


def _(x):
    return x


def test_a_function_named_underscore() -> None:
    assert text_of(_) == "def _(x):\n    return x"


class Odd:
    def Odd(self):
        return 1


def test_a_method_named_as_its_class() -> None:
    assert text_of(Odd.Odd) == "def Odd(self):\n    return 1"


async def later(x):
    return x


def test_an_async_function_is_found() -> None:
    assert isinstance(find(later).node, gast.AsyncFunctionDef)


def test_what_python_warns_about_has_been_warned_about() -> None:
    text = 'def f(x):\n    "a \\d"\n    return x is 1\n'
    names: dict[str, Any] = {}
    with pytest.warns((SyntaxWarning, DeprecationWarning)):
        code = compile(text, "<warned>", "exec")
    exec(code, names)
    linecache.cache["<warned>"] = (len(text), None, text.splitlines(True), "<warned>")
    assert text_of(names["f"]).endswith("return x is 1")


# --- files that change ------------------------------------------------------------------------------------------


def load(path: Path, text: str) -> ModuleType:
    path.write_text(text)
    # the time of a file is known to the second in some file systems: make each version newer
    load.clock += 10  # type: ignore[attr-defined]
    os.utime(path, (load.clock, load.clock))  # type: ignore[attr-defined]
    spec = importlib.util.spec_from_file_location("changing", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


load.clock = 1_000_000_000  # type: ignore[attr-defined]


def test_a_file_that_has_changed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "changing.py"
    f = load(path, "def f(x):\n    return x * x\n").f
    path.write_text("def f(x):\n    return x * x * x\n")
    with pytest.raises(SourceError, match="changed since it was imported") as caught:
        find(f)
    assert caught.value.place is not None
    assert caught.value.place.line == 1


@pytest.mark.parametrize("other", ["2.0", "True", "-2", "3"])
def test_a_constant_that_has_changed_is_refused(tmp_path: Path, other: str) -> None:
    path = tmp_path / "changing.py"
    f = load(path, "def f(x):\n    return x * 2\n").f
    path.write_text(f"def f(x):\n    return x * {other}\n")
    with pytest.raises(SourceError):
        find(f)


def test_a_function_that_has_only_moved_is_found(tmp_path: Path) -> None:
    path = tmp_path / "changing.py"
    f = load(path, "def f(x):\n    return x * x\n").f
    path.write_text("y = 1\n\n\ndef f(x):\n    return x * x\n")
    assert find(f).node.lineno == 4


def test_a_module_loaded_again_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "changing.py"
    first = load(path, "def f(x):\n    return x * x\n").f
    assert text_of(first).endswith("x * x")
    second = load(path, "def f(x):\n    return x + x\n").f
    assert text_of(second).endswith("x + x")


def test_future_annotations_of_the_file_count(tmp_path: Path) -> None:
    text = "from __future__ import annotations\ndef f(x):\n    def g(y: int): return y\n    return g\n"
    f = load(tmp_path / "changing.py", text).f
    assert text_of(f).endswith("return g")


IMPORTS = """
import math
import os.path as path, sys
try:
    from decimal import Decimal
except ImportError:
    pass
late = math

def called(math):
    import json
    return math.sin(1.0) + json.dumps(1)

def f(x):
    return math.sin(x) + path.join(x) + Decimal.sqrt(x) + late.sin(x) + x.sin(x) + sys.exit(x)

def g(x):
    return lambda y: math.sin(y) + late.sin(y)
"""


def test_calls_of_imported_names_are_compiled_in_their_own_way(tmp_path: Path) -> None:
    module = load(tmp_path / "changing.py", IMPORTS)
    for fn in (module.f, module.g, module.g(1), module.called):
        assert find(fn).node.lineno == fn.__code__.co_firstlineno


# --- sources that are not files -----------------------------------------------------------------------------------


def test_what_linecache_knows_is_found() -> None:
    f = defined("def f(x):\n    return 7 * x", "<ipython-input-3-abc>")["f"]
    assert text_of(f) == "def f(x):\n    return 7 * x"


def test_two_sources_with_equal_code_are_kept_apart() -> None:
    f = defined("def f(x):\n    return x", "<cell 1>")["f"]
    g = defined("def f(x):\n    return x  # g", "<cell 2>")["f"]
    assert f.__code__ == g.__code__
    assert (find(f).file, find(g).file) == ("<cell 1>", "<cell 2>")


def test_in_a_doctest() -> None:
    """The lines of a doctest are found.

    >>> from srcad.front.source import find
    >>> def f(x):
    ...     return x
    >>> find(f).node.name
    'f'
    """


def test_in_a_zipped_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("zipped_away/__init__.py", "")
        archive.writestr("zipped_away/inner.py", "def f(x):\n    return x * x\n\n\ng = lambda x: x\n")
    monkeypatch.syspath_prepend(str(tmp_path / "pack.zip"))
    inner = importlib.import_module("zipped_away.inner")
    assert find(inner.f).node.name == "f"
    assert find(inner.g).node.lineno == 5


def test_behind_the_option_c() -> None:
    program = """
from srcad import SrcadError, grad
def f(x):
    return x * x
print(grad(f)(3.0), grad(lambda x: x ** 3)(2.0))
try:
    grad(lambda x: eval("x"))(2.0)
except SrcadError as error:
    print(str(error).splitlines()[1])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == '6.0 12.0\n    grad(lambda x: eval("x"))(2.0)\n'


def test_methods_made_in_a_loop() -> None:
    class Powers:
        pass

    for k in range(3):

        def power(self: Any, x: Any, k: int = k) -> Any:
            return x**k

        setattr(Powers, f"power_{k}", power)
    assert find(Powers.power_1).node is find(Powers.power_2).node  # type: ignore[attr-defined]


def test_no_source_is_refused() -> None:
    f = defined("def f(x):\n    return x", "<string>", lines=False)["f"]
    with pytest.raises(SourceError, match="source of f cannot be read"):
        find(f)


@pytest.mark.parametrize("fn", [len, abs, int, sys.exit, functools.partial(plain, 1.0), Base(), 3])
def test_what_is_not_a_python_function_is_refused(fn: Any) -> None:
    with pytest.raises(SourceError, match="not a Python function"):
        find(fn)


def test_asserts_rewritten_by_pytest_are_explained() -> None:
    def f(x):
        assert x > 0
        return x

    with pytest.raises(SourceError, match="pytest has rewritten"):
        find(f)


# --- the text of statements -----------------------------------------------------------------------------------------


STATEMENTS = """
def f(x, n):
    y = x*x  ;  z = y  # two
    if (x > 0 and
            n):
        y += 1
    elif n > 2: y = 3
    for i in range( n ):
        z = (y +   # a comment
             i)
    while n: n -= 1
    return "ü" + y
"""

WRITTEN = """
y = x*x
z = y
if x > 0 and n:
y += 1
elif n > 2:
y = 3
for i in range( n ):
z = y + i
while n:
n -= 1
return "ü" + y
"""


def test_statements_are_quoted_as_written() -> None:
    source = find(defined(STATEMENTS, "<statements>")["f"])
    written = [source.text(node) for node in gast.walk(source.node) if isinstance(node, gast.stmt)]
    assert sorted(written[1:]) == sorted(WRITTEN.split("\n")[1:-1])


def test_what_desugaring_makes_is_quoted_as_what_it_stands_for() -> None:
    source = find(defined("def f(x):\n    for i in x:\n        if i: return ( i )\n", "<made>")["f"])
    texts = [source.text(stmt) for stmt in gast.walk(split_exits(source.node)) if isinstance(stmt, gast.Assign)]
    assert "return ( i )" in texts
