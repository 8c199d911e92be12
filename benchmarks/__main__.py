"""Prints the tables; any words given choose the workloads whose names hold one of them."""

from __future__ import annotations

import argparse

from benchmarks.peers import PEERS
from benchmarks.report import first_calls, heading, linear, memory, table
from benchmarks.workloads import WORKLOADS


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("words", nargs="*", help="parts of names")
    parser.add_argument("--large", action="store_true", help="only those where the allocator matters")
    parser.add_argument("--seconds", type=float, default=1.0, help="for each workload")
    options = parser.parse_args()
    chosen = [
        workload
        for workload in WORKLOADS
        if (not options.words or any(word in workload.name for word in options.words))
        and (workload.large or not options.large)
    ]
    for line in heading():
        print(line)
    print()
    for line in table(chosen, [peer for peer in PEERS if peer.installed()], options.seconds):
        print(line, flush=True)
    if options.words or options.large:
        return
    print()
    for part in (linear(options.seconds), memory(), first_calls()):
        for line in part:
            print(line, flush=True)


main()
