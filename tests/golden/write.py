"""Write the text of every chosen gradient: ``python -m tests.golden.write``; with ``--digest`` print their hash."""

import sys

from srcad import SrcadError
from tests.golden.chosen import TEXTS, digest, golden_programs, path_of, text_of, with_header


def write() -> None:
    """Write all texts, and say which could not be made; texts of programs no longer chosen are removed."""
    kept = {path_of(each) for each in golden_programs()}
    for stale in sorted(set(TEXTS.glob("*.py")) - kept):
        stale.unlink()
    for each in golden_programs():
        try:
            path_of(each).write_text(with_header(each, text_of(each)))
        except SrcadError as error:
            print(f"{each.name}: {error}")


if __name__ == "__main__":
    if "--digest" in sys.argv:
        print(digest())
    else:
        write()
