"""Which jumps leave a statement, and whether it runs through."""

from __future__ import annotations

import pytest

from srcad.front.desugar.flow import Flow, Flows
from tests.front.desugar.running import parsed

ROWS = [
    ("x = 1", (), False),
    ("return x", ("return",), True),
    ("break", ("break",), True),
    ("continue", ("continue",), True),
    ("raise x", (), True),
    ("if x: break", ("break",), False),
    ("if x: break\nelse: continue", ("continue", "break"), True),
    ("if x: raise x\nelse: return", ("return",), True),
    ("if x:\n  return\n  break", ("return",), False),
    ("for i in x: break", (), False),
    ("for i in x: return", ("return",), False),
    ("for i in x: continue\nelse: break", ("break",), True),
    ("for i in x: break\nelse: break", ("break",), False),
    ("while x: pass\nelse: return", ("return",), True),
    ("while True: pass", (), True),
    ("while True: continue\nelse: return", (), True),
    ("while 1:\n  if x: return", ("return",), True),
    ("while True:\n  if x: break", (), False),
    ("while 0: pass", (), False),
    ("def g(): return 1", (), False),
    ("try: return\nexcept A: pass", ("return",), False),
    ("try: return\nexcept A: raise", ("return",), True),
    ("try: pass\nexcept A: break\nelse: continue", ("continue", "break"), True),
    ("try: raise x\nexcept A: break\nelse: continue", ("break",), True),
    ("try: return\nfinally: pass", ("return",), True),
    ("try: pass\nfinally: raise x", (), True),
    ("with x: return", ("return",), False),
]


@pytest.mark.parametrize(("text", "jumps", "ends"), ROWS)
def test_flow(text: str, jumps: tuple[str, ...], ends: bool) -> None:
    body = parsed("while x:\n" + "\n".join(f" {line}" for line in text.splitlines())).body
    assert Flows().block(body) == Flow(jumps, ends)
