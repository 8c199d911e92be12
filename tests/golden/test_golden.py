"""The kept texts: made again byte for byte, executed, differentiated again, the same in every process."""

import ast
import linecache
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from srcad import LanguageError, grad, jvp, runtime
from tests import numeric, trees
from tests.corpus import modes
from tests.corpus.comparing import EXACT, NUMERIC, assert_close
from tests.corpus.registry import Program
from tests.golden.chosen import END_OF_HEADER, golden_programs, path_of, text_of, with_header

ROOT = Path(__file__).parents[2]
GOLDEN = golden_programs()

golden = pytest.mark.parametrize("each", GOLDEN, ids=[each.name for each in GOLDEN])


def kept_function(each: Program) -> Callable[..., Any]:
    """The gradient that is written in the file, in a namespace like that of the function it was made from."""
    path = str(path_of(each))
    linecache.checkcache(path)
    namespace = {**vars(runtime), **each.fn.__globals__}
    exec(compile(path_of(each).read_text(), path, "exec"), namespace)
    made: Callable[..., Any] = namespace[f"{each.fn.__name__}_grad"]
    return made


def test_there_are_enough() -> None:
    assert len(GOLDEN) >= 40
    assert len(set(map(path_of, GOLDEN))) == len(GOLDEN)


@golden
def test_text_is_the_kept_one(each: Program) -> None:
    assert with_header(each, text_of(each)) == path_of(each).read_text()


@golden
def test_kept_text_is_right(each: Program) -> None:
    values = each.sets[0].make()
    found = modes.gradients(each, kept_function(each)(*values))
    targets = tuple(values[place] for place in each.wrt)
    for direction in numeric.directions(targets):
        wanted = numeric.tangent(each.fn, each.sets[0].make(), each.wrt, direction)
        assert_close(trees.inner(found, direction), float(wanted), NUMERIC)


def read_back(each: Program) -> bool:
    """What a recursive pair hands over nests as deep as the calls, which no type describes: its text is refused, and
    `grad(grad(f))` starts from the function instead.
    """
    return each.name != "calls.recursion"


again = pytest.mark.parametrize("each", [pytest.param(one, id=one.name) for one in GOLDEN if read_back(one)])


def test_text_of_a_recursive_pair_is_refused() -> None:
    (each,) = [one for one in GOLDEN if not read_back(one)]
    values = each.sets[0].make()
    with pytest.raises(LanguageError, match="kept"):
        modes.pull(Program(each.name, kept_function(each), each.sets, each.wrt, 1), values)
    assert modes.pull(each, values)


@again
def test_kept_text_is_differentiated_again(each: Program) -> None:
    first = kept_function(each)
    values = each.sets[0].make()
    targets = tuple(values[place] for place in each.wrt)
    direction = trees.pattern(targets, 2)
    dots: list[Any] = [modes.still(value) for value in values]
    for place, dot in zip(each.wrt, direction, strict=True):
        dots[place] = dot
    _, found = jvp(first, values, tuple(dots))
    assert_close(found, numeric.tangent(first, values, each.wrt, direction), NUMERIC)


@again
def test_reverse_of_the_kept_text(each: Program) -> None:
    first = kept_function(each)
    values = each.sets[0].make()
    kept = Program(each.name, first, each.sets, each.wrt, 1)
    out, pullback = modes.pull(kept, values)
    assert_close(out, first(*each.sets[0].make()), EXACT)
    found = pullback(trees.pattern(out, 1))
    targets = tuple(values[place] for place in each.wrt)
    for direction in numeric.directions(targets)[:3]:
        dot = numeric.tangent(first, each.sets[0].make(), each.wrt, direction)
        assert_close(trees.inner(found, direction), trees.inner(trees.pattern(dot, 1), dot), NUMERIC)


@golden
def test_text_reads_like_code(each: Program) -> None:
    """It parses, fits the page, holds no dead store and nothing that only a machine would write."""
    primal, text = path_of(each).read_text().split(END_OF_HEADER)
    body = text.splitlines()
    assert not any(line.rstrip() != line for line in body)
    code = "\n".join(line for line in body if not line.strip().startswith("#"))
    assert all(len(line) <= 110 for line in code.splitlines())
    for noise in (" + 0.0", "0.0 + ", " * 1.0", "1.0 * ", "+ 0)", ".pop(", "-(-", "= print("):
        assert noise not in code or noise in primal, noise
    assert not unread(ast.parse(code))


def unread(tree: ast.Module) -> set[str]:
    """Names that are stored and never read."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return stored - {node.id for node in names if isinstance(node.ctx, ast.Load)} - {"_"}


def test_same_bytes_in_every_process() -> None:
    assert len({digest_in_a_process(seed) for seed in ("0", "1", "424242")}) == 1


def digest_in_a_process(seed: str) -> str:
    command = [sys.executable, "-m", "tests.golden.write", "--digest"]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_text_does_not_depend_on_what_came_before() -> None:
    each = GOLDEN[0]
    before = text_of(each)
    for other in GOLDEN[1:6]:
        text_of(other)
    grad(lambda x: x * x)(2.0)
    assert text_of(each) == before
