"""All programs of the corpus, in one list; the modules are found by their place in this folder."""

import importlib
from pathlib import Path

from tests.corpus.registry import PROGRAMS, Args, Program

APART = {"__init__", "everything", "library", "library_nested", "registry"}

for path in sorted(Path(__file__).parent.glob("*.py")):
    if path.stem not in APART and not path.stem.startswith("test_"):
        importlib.import_module(f"tests.corpus.{path.stem}")

ALL: list[Program] = list(PROGRAMS.values())
EVERY: list[tuple[Program, Args]] = [(each, args) for each in ALL for args in each.sets]
MAIN: list[tuple[Program, Args]] = [(each, args) for each, args in EVERY if args.main]


def label(pair: tuple[Program, Args]) -> str:
    """The name of a program and of an argument set, for test identifiers."""
    each, args = pair
    return f"{each.name}-{args.label}"
