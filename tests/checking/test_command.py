"""The command: what it prints, and its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import srcad
from srcad.checking.command import main
from tests.checking import subject

FILE = subject.__file__
BAD = "def f(x):\n    return eval('x')\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    status = main(["check", *arguments])
    return status, capsys.readouterr().out.splitlines()


def test_all_functions_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = run(capsys, FILE)
    assert status == 1
    text = Path(FILE).read_text().splitlines()
    marked = [text[int(line.split(":")[1]) - 1].strip() for line in lines]
    assert 'return self.scale * x if x else eval("x")' in marked
    assert 'return exec("x")' in marked
    assert 'b = exec("x")' in marked
    assert lines == sorted(lines, key=lambda line: int(line.split(":")[1]))
    assert len(set(lines)) == len(lines)
    # passed over: nothing that could be differentiated, a constructor, and what the user said to ignore
    assert not any('eval("3")' in line or "eval(path)" in line or "ignore" in line for line in marked)
    assert 'self.scale = eval("scale")' not in marked


def test_a_module_and_one_function(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "tests.checking.subject::clean") == (0, [])
    status, lines = run(capsys, f"{FILE}::Model")
    assert status == 1
    assert len(lines) == 3


def test_formats(capsys: pytest.CaptureFixture[str]) -> None:
    _, lines = run(capsys, "--format=json", f"{FILE}::aliased")
    (row,) = json.loads("\n".join(lines))
    assert row["kind"] == "alias"
    assert row["function"] == "aliased"
    assert {"file", "line", "column", "reason", "instead"} <= set(row)
    _, lines = run(capsys, "--format=github", f"{FILE}::aliased")
    assert lines[0].startswith(f"::error file={row['file']},line={row['line']},col={row['column']},title=srcad alias::")
    assert run(capsys, "--format=json", f"{FILE}::clean") == (0, ["[]"])


@pytest.mark.parametrize("text", ["import nowhere_at_all\n", "raise SystemExit(3)\n", "def f(:\n", "1 / 0\n"])
def test_a_file_that_cannot_be_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    file = tmp_path / "cannot_be_imported.py"
    file.write_text(text)
    status, lines = run(capsys, str(file))
    assert status == 1
    assert len(lines) == 1
    assert lines[0].startswith(f"{file}:1:1: import: it cannot be imported")


@pytest.mark.parametrize("target", ["nowhere.py", "no_such_module", "tests.checking.subject::nobody"])
def test_usage(capsys: pytest.CaptureFixture[str], target: str) -> None:
    assert main(["check", target]) == 2
    assert "there is no" in capsys.readouterr().err


def test_usage_without_targets() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check"])
    assert caught.value.code == 2


def test_as_a_process(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("print('imported')\n")
    (package / "other.py").write_text("SCALE = 2.0\n")
    (package / "inner.py").write_text(f"from .other import SCALE\n{BAD}")
    command = [sys.executable, "-m", "srcad", "check"]
    env = {**os.environ, "PYTHONPATH": str(Path(srcad.__file__).parents[1])}
    how: Any = {"cwd": tmp_path, "env": env, "capture_output": True, "text": True, "check": False}
    done = subprocess.run([*command, "package/inner.py"], **how)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("package/inner.py:3:12: language: eval runs code")
    assert done.stdout.count("\n") == 1
