"""The programs in a page: what stands in fenced ``python`` blocks, and the ``text`` block that shows what each prints.

The blocks of one page are run in order, in one namespace.  Each is written to a file of its own, because srcad reads
the source of functions from their files; the first line of a block is the first line of `example.py`.
"""

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import srcad

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))

#: a program, and what it prints if the page shows that
BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```\n(?P<shown>\n?^```text\n(?P<output>.*?)^```\n)?", re.DOTALL | re.M)

FILE = "example.py"


@dataclass(frozen=True, slots=True)
class Run:
    """A block, what the page says that it prints (None where the page does not show it), and what it prints."""

    found: re.Match[str]
    shown: str | None
    printed: str


def runs(page: Path, folder: Path) -> Iterator[Run]:
    """Run the blocks of a page one after the other; their files are made in `folder`."""
    namespace: dict[str, Any] = {"__name__": "example"}
    for number, found in enumerate(BLOCK.finditer(page.read_text())):
        place = folder / str(number)
        place.mkdir()
        printed = execute(found["code"], place / FILE, namespace)
        yield Run(found, found["output"], without_paths(printed, place))


def execute(code: str, file: Path, namespace: dict[str, Any]) -> str:
    file.write_text(code)
    with contextlib.redirect_stdout(io.StringIO()) as stdout:
        exec(compile(code, str(file), "exec"), namespace)
    lines = stdout.getvalue().rstrip().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def without_paths(text: str, folder: Path) -> str:
    """The text as it would be on any machine."""
    return text.replace(f"{folder}/", "").replace(f"{Path(srcad.__file__).parents[1]}/", "")
