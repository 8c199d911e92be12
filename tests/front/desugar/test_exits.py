"""Splitting exits keeps every call, their order, and the result."""

from __future__ import annotations

import textwrap

import gast
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from srcad.front.desugar.exits import split_exits
from tests.front.desugar.running import outcome, parsed, split


def same(before: str, after: str) -> bool:
    return split(before) == textwrap.dedent(after).strip()


# --- the texts ----------------------------------------------------------------------------------------------------


def test_a_function_without_early_exits_is_left_alone() -> None:
    before = "def f(x):\n    y = x * x\n    return y"
    node = parsed(before)
    after = split_exits(node)
    assert gast.unparse(after).strip() == before
    assert all(a is b for a, b in zip(node.body, after.body, strict=True))


def test_the_given_node_is_not_changed() -> None:
    node = parsed("def f(n):\n for i in n:\n  if i: break\n  if i > 1: return 2\n else: return 3")
    before = gast.dump(node)
    split_exits(node)
    assert gast.dump(node) == before


def test_continue_moves_the_rest_into_the_other_arm() -> None:
    assert same(
        "def f(n):\n for i in n:\n  if i: continue\n  log(i)\n return n",
        """
        def f(n):
            for i in n:
                if i:
                    pass
                else:
                    log(i)
            return n
        """,
    )


def test_break_sets_the_flag_of_its_loop() -> None:
    assert same(
        "def f(n):\n for i in n:\n  if i: break\n  log(i)\n return n",
        """
        def f(n):
            for i in n:
                _stop1 = False
                if i:
                    _stop1 = True
                else:
                    log(i)
                if _stop1:
                    break
            return n
        """,
    )


def test_a_deep_continue_guards_the_rest() -> None:
    assert same(
        "def f(n):\n for i in n:\n  if i:\n   if log(i): continue\n   log(1)\n  log(2)\n return n",
        """
        def f(n):
            for i in n:
                _skip1 = False
                if i:
                    if log(i):
                        _skip1 = True
                    else:
                        log(1)
                if not _skip1:
                    log(2)
            return n
        """,
    )


def test_returns_in_a_chain_of_ifs_need_no_flag() -> None:
    assert same(
        "def f(x):\n if x > 0: return 1\n if x < 0:\n  return 2\n else:\n  x = 3\n",
        """
        def f(x):
            if x > 0:
                _out = 1
            elif x < 0:
                _out = 2
            else:
                x = 3
                _out = None
            return _out
        """,
    )


def test_a_return_in_a_loop_ends_the_loops_around_it() -> None:
    assert same(
        "def f(x):\n for i in x:\n  for j in i:\n   if j: return j\n  log(i)\n return x",
        """
        def f(x):
            _returned = False
            for i in x:
                _returned = False
                for j in i:
                    _returned = False
                    if j:
                        _out = j
                        _returned = True
                    if _returned:
                        break
                if not _returned:
                    log(i)
                if _returned:
                    break
            if not _returned:
                _out = x
            return _out
        """,
    )


def test_else_of_a_loop_runs_unless_it_was_left() -> None:
    assert same(
        "def f(x):\n while x:\n  if log(x): break\n else:\n  log(1)\n return x",
        """
        def f(x):
            _stop1 = False
            while x:
                _stop1 = False
                if log(x):
                    _stop1 = True
                if _stop1:
                    break
            if not _stop1:
                log(1)
            return x
        """,
    )


def test_else_of_a_loop_that_is_never_left_just_follows() -> None:
    assert same(
        "def f(x):\n for i in x:\n  log(i)\n else:\n  log(1)\n return x",
        "def f(x):\n    for i in x:\n        log(i)\n    log(1)\n    return x",
    )


def test_nothing_follows_an_endless_loop() -> None:
    assert same(
        "def f(x):\n while True:\n  if x: return x\n log(1)",
        """
        def f(x):
            while True:
                _returned = False
                if x:
                    _out = x
                    _returned = True
                if _returned:
                    break
            return _out
        """,
    )


def test_a_condition_that_assigns_is_tested_in_the_loop() -> None:
    assert same(
        "def f(x):\n while (y := g(x)):\n  log(y)\n else:\n  log(1)\n return y",
        """
        def f(x):
            while True:
                _stop1 = False
                if (y := g(x)):
                    log(y)
                else:
                    log(1)
                    _stop1 = True
                if _stop1:
                    break
            return y
        """,
    )


def test_a_guard_that_raises_stays_flat() -> None:
    before = "def f(x):\n    if x:\n        raise KeyError\n    return x"
    assert same(before, before)


@pytest.mark.parametrize("body", ["pass", "raise KeyError", "return", "log(1)"])
def test_a_function_without_a_value_returns_none(body: str) -> None:
    assert split(f"def f():\n {body}").splitlines()[-1].strip() in ("return None", "return")


def test_a_lambda_becomes_a_function() -> None:
    node = gast.parse("lambda x: x * 2").body[0].value
    assert isinstance(split_exits(node), gast.FunctionDef)
    assert gast.unparse(split_exits(node).body[0]).strip() == "return x * 2"


def test_loops_of_one_function_have_flags_of_their_own() -> None:
    text = split("def f(x):\n for i in x:\n  for j in i:\n   if j: break\n  if i: break\n for k in x:\n  if k: break\n")
    assert {"_stop1", "_stop2", "_stop3"} <= set(text.replace(":", "").split())


# --- places -------------------------------------------------------------------------------------------------------

EXITS = "def f(x):\n for i in x:\n  if i: break\n  if x:\n   if x: return 1\n   x = 2\n  log(i)\n else: return 2\n"


def test_every_node_has_a_place() -> None:
    nodes = gast.walk(split_exits(parsed(EXITS)))
    assert all(node.lineno for node in nodes if isinstance(node, gast.stmt | gast.expr))


def test_every_made_statement_knows_its_origin() -> None:
    node = parsed(EXITS)
    own = set(gast.walk(node))
    for stmt in gast.walk(split_exits(node).body[0]):
        if isinstance(stmt, gast.stmt) and stmt not in own:
            assert stmt.origin in own
            assert stmt.lineno == stmt.origin.lineno


def test_the_size_stays_linear() -> None:
    text = "def f(x):\n for i in x:\n" + "".join(f"  if log({k}):\n   if i: break\n   log(i)\n" for k in range(30))
    assert len(list(gast.walk(split_exits(parsed(text))))) < 3 * len(list(gast.walk(parsed(text))))


# --- execution ------------------------------------------------------------------------------------------------------

PROGRAMS = [
    """
    def f():
        s = 0
        for i in each("a"):
            if ask(1): continue
            if ask(2): break
            if ask(3): return log(i)
            if ask(4):
                if ask(5): continue
                if ask(6): break
                log(7)
            s = log(i)
        else:
            if ask(8): return log("else")
            s = 1
        return s
    """,
    """
    def f():
        for i in each("a"):
            while ask("w"):
                if ask(1): return log(1)
                for j in each("b"):
                    if ask(2): break
                    if ask(3): return log(3)
                    if ask(4): continue
                    log(4)
                else:
                    continue
                if ask(5): break
            else:
                break
            log(6)
        else:
            log(7)
    """,
    """
    def f():
        while True:
            if ask(1):
                if ask(2): break
                elif ask(3): return log(3)
                else: raise KeyError
                log("never")
            else:
                if ask(4): continue
            log(5)
        return i
    """,
    """
    def f():
        if ask(0):
            if ask(1): return 1
            log(2)
        elif ask(2):
            for i in each("a"):
                return log(i)
            else:
                return log("empty")
        log(3)
        for i in each("b"):
            pass
        return i
    """,
]


@pytest.mark.parametrize("program", PROGRAMS)
@settings(max_examples=60, deadline=None)
@given(decisions=st.lists(st.booleans(), max_size=40))
def test_programs_run_as_before(program: str, decisions: list[bool]) -> None:
    program = textwrap.dedent(program)
    assert outcome(split(program), decisions) == outcome(program, decisions)


COMPOUND = ["if", "for", "while", "assigning", "forever"]
HEADS = {
    "if": "if ask({}):",
    "for": "for v in each({}):",
    "while": "while ask({}):",
    "assigning": "while (v := ask({})):",
    "forever": "while True:",
}


@st.composite
def blocks(draw: st.DrawFn, depth: int, looping: bool) -> list[str]:
    """One to three statements, of which none but the last must end the block."""
    stmts: list[str] = []
    for _ in range(draw(st.integers(0, 2))):
        stmts += draw(compounds(depth, looping)) if depth else [draw(st.sampled_from(["log(1)", "v = log(2)"]))]
    return stmts + draw(endings(depth, looping))


@st.composite
def endings(draw: st.DrawFn, depth: int, looping: bool) -> list[str]:
    jumps = ["break", "continue", "break", "continue"] if looping else []
    kinds = ["log(3)", "return log(4)", "return", "raise KeyError", *jumps, *(["compound"] * 4 if depth else [])]
    kind = draw(st.sampled_from(kinds))
    return draw(compounds(depth, looping)) if kind == "compound" else [kind]


@st.composite
def compounds(draw: st.DrawFn, depth: int, looping: bool) -> list[str]:
    kind = draw(st.sampled_from([*COMPOUND[:4], *COMPOUND, "try", "try", "with"]))
    if kind in ("try", "with"):
        return draw(tries(depth, looping) if kind == "try" else withs(depth, looping))
    body = draw(blocks(depth - 1, looping or kind != "if"))
    orelse = draw(st.one_of(st.just([]), blocks(depth - 1, looping and kind != "assigning")))
    # an endless loop asks in each round, so that it comes to an end when the answers do
    first = ["ask(0)"] if kind == "forever" else []
    lines = [HEADS[kind].format(draw(st.integers(5, 99))), *indented([*first, *body])]
    return lines + (["else:", *indented(orelse)] if orelse else [])


@st.composite
def tries(draw: st.DrawFn, depth: int, looping: bool) -> list[str]:
    """A body that may raise, handlers for it or none, and something that comes finally."""
    inner = blocks(depth - 1, looping)
    lines = ["try:", *indented(["if ask(1): raise KeyError", *draw(inner)])]
    handlers = draw(st.sampled_from([["KeyError"], ["IndexError", "KeyError as e"], []]))
    for handler in handlers:
        lines += [f"except {handler}:", *indented(draw(inner))]
    if handlers and draw(st.booleans()):
        lines += ["else:", *indented(draw(inner))]
    if not handlers or draw(st.integers(0, 2)) == 0:
        last = ["log(5)", "if ask(6): raise KeyError", "while ask(7): log(8)"]
        lines += ["finally:", f"    {draw(st.sampled_from(last))}"]
    return lines


@st.composite
def withs(draw: st.DrawFn, depth: int, looping: bool) -> list[str]:
    head = draw(st.sampled_from(["with held(1):", "with suppress(KeyError):", "with held(2), suppress(KeyError):"]))
    return [head, *indented(draw(blocks(depth - 1, looping)))]


def indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def program_of(body: list[str]) -> str:
    return "\n".join(["def f():", *indented(["v = 0", *body, "return v"])])


@settings(max_examples=200, deadline=None)
@given(blocks(3, False), st.lists(st.booleans(), min_size=10, max_size=60))
@example(["while True:", "    if ask(1):", "        return 1", "    break", "else:", "    return 2"], [True])
def test_any_program_runs_as_before(body: list[str], decisions: list[bool]) -> None:
    program = program_of(body)
    assert outcome(split(program), decisions) == outcome(program, decisions)
