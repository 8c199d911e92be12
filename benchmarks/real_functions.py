"""Transform functions of real modules, and count: ``python -m benchmarks.real_functions``.

Each is checked as ``srcad check`` does, and differentiated for the arguments that its signature and its text suggest;
none is run.  Every one is either transformed or refused in words of srcad's own; anything else is a defect, and is
printed with where it was raised.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.functions_found import drawn
from srcad import pipeline
from srcad.api.arguments import read_signature
from srcad.api.wrapped import signature_of
from srcad.checking.attempt import floats
from srcad.checking.examples import guess
from srcad.checking.files import check_member
from srcad.checking.modules import Checked
from srcad.errors import SrcadError
from srcad.front.source import find
from srcad.front.static import NeedsValue
from srcad.front.usage import usages
from srcad.spec import Spec

COUNT = 5000


@dataclass(slots=True)
class Tally:
    """How the functions fared."""

    transformed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def tally(chosen: list[Checked]) -> Tally:
    found = Tally()
    for each in chosen:
        start = time.process_time()
        name = f"{each.fn.__module__}.{each.name}"
        try:
            check_member(each)
            transform(each)
            found.transformed += 1
        except SrcadError as error:
            found.refused[type(error).__name__] += 1
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            where = traceback.extract_tb(error.__traceback__)[-1]
            found.broken.append(f"{name}: {type(error).__name__} at {where.filename}:{where.lineno}: {error}")
        found.slowest = max(found.slowest, (time.process_time() - start, name))
    return found


def transform(each: Checked) -> None:
    """Differentiate a function in all arguments that can be; raises if that is refused."""
    source = find(each.fn)
    parameters = tuple(signature_of(each.fn).parameters.values())
    values = guess(parameters, usages(source.node), each.fn.__globals__, each.owner).values
    demanded: frozenset[str] = frozenset()
    while True:
        signature = read_signature(parameters, values, demanded)
        try:
            pipeline.derive(each.fn, Spec("vjp", floats(signature)), signature.params, signature.types)
        except NeedsValue as need:
            if need.name in demanded:
                raise
            demanded |= {need.name}
        else:
            return


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.real_functions", description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many are drawn (default: {COUNT})")
    chosen = drawn(parser.parse_args().count)
    start = time.process_time()
    found = tally(chosen)
    seconds = time.process_time() - start
    packages = {each.fn.__module__.partition(".")[0] for each in chosen}
    print(f"functions           {len(chosen):6}   of {len(packages)} packages and modules")
    print(f"transformed         {found.transformed:6}")
    print(f"refused             {found.refused.total():6}")
    for kind, number in found.refused.most_common():
        print(f"  {kind:18}{number:6}")
    print(f"internal exceptions {len(found.broken):6}")
    print(f"processor seconds   {seconds:6.0f}")
    print(f"  each, in ms       {1000 * seconds / len(chosen):6.1f}")
    print(f"  the slowest, in s {found.slowest[0]:6.1f}   {found.slowest[1]}")
    print(*found.broken, sep="\n", end="\n" if found.broken else "")
    return 1 if found.broken else 0


if __name__ == "__main__":
    sys.exit(main())
