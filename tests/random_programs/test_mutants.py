"""A store after every statement: each array program of the corpus, with ``z[0] = c`` inserted at each point in turn.

Whatever the program reads afterwards through whatever name, the gradient is right or the program is refused.  By
default every third mutant is tried; SRCAD_EXAMPLES tries all.
"""

import ast
import copy
import inspect
import os
import textwrap
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests import trees
from tests.corpus.everything import ALL
from tests.corpus.registry import Program
from tests.random_programs.holding import hold, steady_gradient
from tests.random_programs.loading import load

EVERY = 1 if "SRCAD_EXAMPLES" in os.environ else 3
TOPICS = ("mutation", "aliasing", "views", "scratch", "loops", "indexing", "straight", "calls", "closures")


def has_arrays(each: Program) -> bool:
    """Whether it takes a plain array and returns a number."""
    values = each.sets[0].make()
    flat = all(not trees.is_container(value) for value in values)
    return flat and bool(list(trees.arrays(values))) and np.shape(each.fn(*values)) == ()


def function_of(each: Program) -> ast.FunctionDef:
    """The syntax of a program, without its decorator."""
    node = ast.parse(textwrap.dedent(inspect.getsource(each.fn))).body[0]
    assert isinstance(node, ast.FunctionDef)
    node.decorator_list = []
    return node


def blocks(node: ast.FunctionDef) -> list[list[ast.stmt]]:
    """Every list of statements outside nested functions."""
    found, waiting = [], [node.body]
    while waiting:
        block = waiting.pop(0)
        found.append(block)
        for stmt in block:
            if isinstance(stmt, ast.If | ast.For | ast.While):
                waiting += [part for part in (stmt.body, stmt.orelse) if part]
    return found


def names_in(node: ast.FunctionDef) -> list[str]:
    """Parameters and assigned names, in order."""
    stored = [n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys([arg.arg for arg in node.args.args] + stored))


def mutants(each: Program) -> Iterator[ast.FunctionDef]:
    """The program with one store inserted, for each name and each point before the end of a block."""
    original = function_of(each)
    places = [(b, s) for b, block in enumerate(blocks(original)) for s in range(len(block))]
    for name in names_in(original):
        for b, s in places:
            mutant = copy.deepcopy(original)
            blocks(mutant)[b].insert(s, ast.parse(f"{name}[0] = 0.275").body[0])
            yield mutant


CANDIDATES = [
    (each, number, mutant)
    for each in ALL
    if each.name.split(".")[0] in TOPICS and has_arrays(each)
    for number, mutant in enumerate(mutants(each))
][::EVERY]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutants")


@pytest.mark.parametrize(
    ("each", "mutant"),
    [(each, mutant) for each, _, mutant in CANDIDATES],
    ids=[f"{each.name}-{number}" for each, number, _ in CANDIDATES],
)
def test_mutant(each: Program, mutant: ast.FunctionDef, folder: Path) -> None:
    text = f"from {each.fn.__module__} import *\n\n\n{ast.unparse(ast.fix_missing_locations(mutant))}\n"
    fn = getattr(load(folder, text), each.fn.__name__)
    args = each.sets[0].make()
    wanted = steady_gradient(fn, args, each.wrt)
    if wanted is not None:
        hold(fn, args, each.wrt, wanted, text)
