"""The command ``srcad rules``: which functions have a rule, and why the others have none."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from srcad.catalogue.classes import Entry, counts, entries, named
from srcad.reasons.table import REASONS
from srcad.reasons.vocabulary import KINDS

DESCRIPTION = """\
Which functions of NumPy and SciPy can be differentiated. Without arguments, how many of each namespace are of each
class; for a namespace, its functions by class; for a function, its class and the reason.
Exit status: 0, or 2 if there is nothing of that name."""

FOUND, USAGE = 0, 2


def add_to(commands: Any) -> None:
    """Enter the command among those of ``srcad``."""
    rules = commands.add_parser("rules", description=DESCRIPTION, help="list which functions have a derivative")
    rules.add_argument("asked", nargs="?", metavar="NAMESPACE_OR_NAME", help="numpy.fft, scipy.special, unique")
    rules.add_argument("--class", dest="kind", choices=KINDS, help="only the functions of one class")
    rules.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    present = [namespace for namespace in REASONS if find_spec(namespace.partition(".")[0]) is not None]
    if chosen.asked is None and chosen.kind is None:
        print(summary({namespace: entries(namespace) for namespace in present}))
        return FOUND
    if chosen.asked is None or chosen.asked in REASONS:
        asked = present if chosen.asked is None else [chosen.asked]
        found = [entry for namespace in asked for entry in entries(namespace)]
        print(listing([entry for entry in found if chosen.kind in (None, entry.kind)]))
        return FOUND
    found = list(named(chosen.asked, present))
    if not found:
        print(f"srcad rules: there is no function or namespace {chosen.asked} among those listed", file=sys.stderr)
        return USAGE
    print("\n".join(line(entry) for entry in found if chosen.kind in (None, entry.kind)))
    return FOUND


def summary(found: dict[str, list[Entry]]) -> str:
    """How many functions of each namespace are of each class."""
    rows = [("", *KINDS)]
    rows += [(namespace, *map(str, counts(each).values())) for namespace, each in found.items()]
    everything = [entry for each in found.values() for entry in each]
    rows.append(("together", *map(str, counts(everything).values())))
    first = max(len(row[0]) for row in rows)
    widths = [len(kind) for kind in KINDS]
    return "\n".join(
        "  ".join((row[0].ljust(first), *(cell.rjust(width) for cell, width in zip(row[1:], widths, strict=True))))
        for row in rows
    )


def listing(found: Sequence[Entry]) -> str:
    """The functions by namespace and class, those with the same reason together."""
    order = list(KINDS)
    ordered = sorted(found, key=lambda entry: (entry.namespace, order.index(entry.kind), entry.why, entry.name))
    lines: list[str] = []
    for (namespace, kind), of_kind in groupby(ordered, lambda entry: (entry.namespace, entry.kind)):
        members = list(of_kind)
        lines.append(f"{namespace}: {kind} ({len(members)})")
        for why, same in groupby(members, lambda entry: entry.why):
            lines.append(f"    {' '.join(entry.name for entry in same)}{f'  ({why})' if why else ''}")
    return "\n".join(lines)


def line(entry: Entry) -> str:
    return f"{entry.namespace}.{entry.name}: {entry.kind}{f' ({entry.why})' if entry.why else ''}"
