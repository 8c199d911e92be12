"""The pages are true: each program in them runs, prints what stands under it, and the lists are those of the code."""

import re
from pathlib import Path

import pytest

from tests.docs.blocks import PAGES, ROOT, runs
from tests.docs.functions import is_described
from tests.docs.lists import LISTS, page_of, with_list

#: links to other pages of the project, from the folder of the page
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")

page_by_page = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])


@page_by_page
def test_programs_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    for run in runs(page, tmp_path):
        assert run.printed == (run.shown or ""), run.found["code"]


@page_by_page
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text())
    assert all((page.parent / target).exists() for target in targets), targets


#: the list of functions is that of some releases of NumPy and SciPy; for others tests/catalogue says what is new
MADE_HERE = [name for name in LISTS if name != "functions" or is_described()]


@pytest.mark.parametrize("name", MADE_HERE)
def test_list_is_that_of_the_code(name: str) -> None:
    assert with_list(name) == page_of(name).read_text(), "run python -m tests.docs.write"


def test_every_page_can_be_found_from_the_front_page() -> None:
    front = (ROOT / "README.md").read_text()
    assert all(f"docs/{page.name}" in front for page in PAGES[1:])
