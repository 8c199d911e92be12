"""How findings are printed: a line each, JSON, or annotations of a pull request."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from srcad.checking.finding import Finding


def text(findings: Sequence[Finding]) -> str:
    return "\n".join(_line(finding) for finding in findings)


def _line(finding: Finding) -> str:
    return str(finding).replace(finding.file, shown(finding.file), 1) if finding.file else str(finding)


def as_json(findings: Sequence[Finding]) -> str:
    rows = [
        {
            "file": shown(finding.file),
            "line": finding.line,
            "column": finding.column,
            "kind": finding.kind,
            "function": finding.function,
            "reason": finding.reason,
            "instead": finding.instead,
        }
        for finding in findings
    ]
    return json.dumps(rows, indent=2)


def github(findings: Sequence[Finding]) -> str:
    return "\n".join(
        f"::error file={shown(finding.file)},line={finding.line},col={finding.column},"
        f"title=srcad {finding.kind}::{finding.message.replace('%', '%25')}"
        for finding in findings
    )


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {"text": text, "json": as_json, "github": github}


def shown(file: str) -> str:
    """A file as it is reached from the current folder."""
    path = Path(file)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else file
