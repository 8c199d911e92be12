"""The command ``srcad``, and of its parts ``srcad check``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from srcad.catalogue import command as catalogue
from srcad.checking.files import check_target
from srcad.checking.formats import FORMATS
from srcad.checking.modules import NoSuchTarget

CLEAN, FOUND, USAGE = 0, 1, 2

DESCRIPTION = """\
List everything that keeps functions from being differentiated: refused constructs, functions without a derivative
rule, integers that are differentiated, names that may share memory. The files are imported; no function is run.
Exit status: 0 if nothing is found, 1 if something is, 2 if the command cannot be understood."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    chosen = parser().parse_args(arguments)
    status: int = chosen.run(chosen)
    return status


def run(chosen: argparse.Namespace) -> int:
    findings, missing = [], []
    for target in chosen.targets:
        try:
            findings += check_target(target)
        except NoSuchTarget as error:
            missing.append(f"srcad check: {error}")
    unique = list(dict.fromkeys(findings))
    if unique or chosen.format == "json":
        print(FORMATS[chosen.format](unique))
    if missing:
        print(*missing, sep="\n", file=sys.stderr)
        return USAGE
    return FOUND if unique else CLEAN


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser("srcad", description="Gradients of plain Python functions as plain Python.")
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", description=DESCRIPTION, help="list what cannot be differentiated")
    check.add_argument("targets", nargs="+", metavar="FILE_OR_MODULE", help="file.py, package.module, file.py::name")
    check.add_argument("--format", choices=FORMATS, default="text", help="how findings are printed (default: text)")
    check.set_defaults(run=run)
    catalogue.add_to(commands)
    return made
