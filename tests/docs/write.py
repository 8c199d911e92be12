"""Write into the pages what their programs print and the lists made from the code: ``python -m tests.docs.write``."""

import tempfile
from pathlib import Path

from tests.docs.blocks import PAGES, Run, runs
from tests.docs.lists import LISTS, page_of, with_list


def written(page: Path, folder: Path) -> str:
    """The page with the outputs that its programs have now."""
    text = page.read_text()
    parts: list[str] = []
    end = 0
    for run in runs(page, folder):
        parts += [text[end : run.found.start()], with_output(run)]
        end = run.found.end()
    return "".join((*parts, text[end:]))


def with_output(run: Run) -> str:
    program = f"```python\n{run.found['code']}```\n"
    return f"{program}\n```text\n{run.printed}```\n" if run.printed or run.shown is not None else program


def main() -> None:
    for name in LISTS:
        page_of(name).write_text(with_list(name))
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(written(page, Path(folder)))


if __name__ == "__main__":
    main()
