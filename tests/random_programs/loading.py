"""Modules made from text: written to a file and imported, so that the source of their functions can be found."""

import importlib.util
import itertools
from pathlib import Path
from types import ModuleType

COUNT = itertools.count()


def load(folder: Path, text: str) -> ModuleType:
    """The module with this text."""
    path = folder / f"program_{next(COUNT)}.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
