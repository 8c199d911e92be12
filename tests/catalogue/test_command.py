"""The command ``srcad rules``: what it prints, and its exit status."""

from __future__ import annotations

import pytest

from srcad.checking.command import main

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    status = main(["rules", *arguments])
    return status, capsys.readouterr().out.splitlines()


def test_counts_of_all_namespaces(capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = run(capsys)
    assert status == 0
    assert lines[0].split("  ")[-1] == "no rule yet"
    assert lines[1].startswith("numpy ")
    assert lines[-1].startswith("together ")


def test_a_namespace(capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = run(capsys, "scipy.sparse", "--class", "effect")
    assert status == 0
    assert lines == [
        "scipy.sparse: effect (5)",
        "    rand random random_array  (it draws random numbers)",
        "    load_npz save_npz  (it reads or writes a file)",
    ]


def test_a_function(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "scipy.stats.ecdf") == (
        0,
        ["scipy.stats.ecdf: no derivative (it orders or counts items, and its result jumps)"],
    )
    _, lines = run(capsys, "trapezoid")
    assert {line.partition(":")[0] for line in lines} >= {"numpy.trapezoid", "scipy.integrate.trapezoid"}
    assert run(capsys, "nowhere") == (2, [])
