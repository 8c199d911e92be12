"""The lists in the pages that are made from the code, between two marks each."""

from pathlib import Path

from tests.docs import functions, kinks, language, refusals
from tests.docs.blocks import ROOT

LISTS = {
    "refusals": refusals.listing,
    "functions": functions.listing,
    "language": language.listing,
    "kinks": kinks.listing,
}


def page_of(name: str) -> Path:
    return ROOT / "docs" / f"{name}.md"


def with_list(name: str) -> str:
    """The page with the list that the code gives now."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    before, rest = page_of(name).read_text().split(begin)
    return "".join((before, begin, "\n", LISTS[name](), "\n", end, rest.split(end)[1]))
