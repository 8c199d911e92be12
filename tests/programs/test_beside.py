"""What happens beside the numbers happens once, in order, in the forward sweep; a derivative is never lost in it."""

import contextlib
import io
import logging
import math
import queue
import random
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad import (
    AliasError,
    LanguageError,
    RuleError,
    SrcadError,
    grad,
    hessian,
    hvp,
    jacfwd,
    jacrev,
    jvp,
    value_and_grad,
    vjp,
)
from tests.programs.asking import assert_refused

LOG = logging.getLogger("tests.beside")
RNG = np.random.default_rng(1)
BUFFER = io.StringIO()
TABLE = np.array([1.0, 2.0])
FACTOR = 1.0


def changing():
    """Each step changes a number that others read."""
    global FACTOR
    while True:
        FACTOR += 1.0
        yield FACTOR


STEPS = changing()


# ruff: noqa: NPY002


# --- once and in order ------------------------------------------------------------------------------------------


def straight(x):
    LOG.info("start")
    y = x * x
    LOG.info("y %.3f", y)
    print("y", round(y, 3))
    unused = RNG.random()
    LOG.info("drew %.3f", unused)
    return y * x


def looping(x):
    for i in range(3):
        LOG.info("round %d", i)
        if RNG.random() < 0.5:
            LOG.info("low %.3f", x)
            x = x * math.sin(x)
            continue
        x = x * 1.1
        if i == 1 and x > 100.0:
            break
    LOG.info("end")
    return x * x


def waits(x):
    while RNG.random() < 0.7:
        LOG.info("again")
        x = x * math.cos(x)
    else:
        LOG.info("else")
    return x * x


def helper(x, label):
    LOG.info("%s: %.3f", label, x)
    return x * RNG.normal()


def calling(x):
    return helper(x, "first") * helper(x * x, "second")


def deep(x, n):
    LOG.info("depth %s", n)
    if n == 0:
        return x
    return x * deep(x, n - 1) * RNG.uniform(1.0, 2.0)


def recursive(x):
    n = int(5.0 * x)
    return deep(x, n) + deep(x, n - 1)


TRANSFORMS: dict[str, Callable[[Callable[..., Any]], Any]] = {
    "grad": lambda f: grad(f)(0.7),
    "value_and_grad": lambda f: value_and_grad(f)(0.7),
    "vjp": lambda f: vjp(f, 0.7)[1](1.0),
    "pullback twice": lambda f: list(map(vjp(f, 0.7)[1], (1.0, 2.0))),
    "jvp": lambda f: jvp(f, (0.7,), (1.0,)),
    "hvp": lambda f: hvp(f)(0.7, 1.0),
    "grad of grad": lambda f: grad(grad(f))(0.7),
    "jvp of grad": lambda f: jvp(grad(f), (0.7,), (1.0,)),
    "grad of jvp": lambda f: grad(lambda x: jvp(f, (x,), (1.0,))[1])(0.7),
    "jacrev": lambda f: jacrev(f)(np.float64(0.7)),
}


def trace_of(run: Callable[[], Any], caplog: Any, capsys: Any) -> tuple[Any, ...]:
    """What a call logs and prints, and where it leaves the generator."""
    global RNG
    RNG = np.random.default_rng(8)
    caplog.clear()
    with caplog.at_level(logging.INFO, logger=LOG.name):
        run()
    return tuple(record.getMessage() for record in caplog.records), capsys.readouterr().out, RNG.bit_generator.state


@pytest.mark.parametrize("name", TRANSFORMS)
@pytest.mark.parametrize("fn", [straight, looping, waits, calling, recursive], ids=lambda fn: fn.__name__)
def test_once_and_in_order(fn: Callable[..., Any], name: str, caplog: Any, capsys: Any) -> None:
    wanted = trace_of(lambda: fn(0.7), caplog, capsys)
    assert wanted[0]
    if fn is recursive and name in ("hvp", "grad of grad", "jvp of grad", "grad of jvp"):
        with pytest.raises(SrcadError):
            TRANSFORMS[name](fn)
        return
    assert trace_of(lambda: TRANSFORMS[name](fn), caplog, capsys) == wanted


# --- draws ------------------------------------------------------------------------------------------------------


def polynomial(x, rng):
    a = rng.normal()
    rng.random()
    b = rng.normal(0.0, 2.0, size=3)
    return a * x**2 + np.sum(b) * x


def test_gradient_and_value_see_the_same_draws():
    rng = np.random.default_rng(5)
    a, _, b = rng.normal(), rng.random(), rng.normal(0.0, 2.0, size=3)
    value, gradient = value_and_grad(polynomial)(0.7, np.random.default_rng(5))
    assert value == polynomial(0.7, np.random.default_rng(5))
    assert gradient == pytest.approx(2.0 * a * 0.7 + np.sum(b), abs=1e-14)
    assert grad(polynomial)(0.7, np.random.default_rng(5)) == pytest.approx(gradient, abs=1e-14)


def test_one_text_serves_every_generator():
    df = grad(polynomial)
    df(0.7, np.random.default_rng(5))
    first = df.source_for(0.7, np.random.default_rng(5))
    assert df.source_for(0.7, np.random.default_rng(6)) is first
    assert df(0.7, np.random.default_rng(5)) != df(0.7, np.random.default_rng(6))
    assert df(0.7, np.random.RandomState(5)) != 0.0


def test_a_generator_has_no_tangent_and_no_gradient():
    out, dot = jvp(polynomial, (0.7, np.random.default_rng(5)), (1.0, None))
    assert out == polynomial(0.7, np.random.default_rng(5))
    assert dot == pytest.approx(grad(polynomial)(0.7, np.random.default_rng(5)), abs=1e-14)
    with pytest.raises(SrcadError, match="a Generator, which has no derivative"):
        grad(polynomial, argnums=1)(0.7, np.random.default_rng(5))


def legacy(x):
    np.random.seed(4)
    random.seed(4)
    y = x * np.random.normal() + np.random.rand() + np.sum(np.random.randn(3))
    for _ in range(3):
        y = y * np.random.uniform(1.0, 2.0) * random.gauss(1.0, 0.1) + x * random.randint(1, 6)
    return y


def test_legacy_functions():
    step = 1e-6
    slope = (legacy(0.7 + step) - legacy(0.7 - step)) / (2.0 * step)
    value, gradient = value_and_grad(legacy)(0.7)
    assert value == legacy(0.7)
    assert gradient == pytest.approx(slope, rel=1e-8)


def test_jacfwd_and_hessian_would_draw_again():
    for transform in (jacfwd, hessian):
        with pytest.raises(LanguageError, match="once per entry"):
            transform(straight)(0.7)


# --- what unknown calls may change ------------------------------------------------------------------------------


def reads_what_changes(x):
    y = x * FACTOR
    next(STEPS)
    y = y * FACTOR
    for _ in range(2):
        y = y * FACTOR + x
        next(STEPS)
    return y * FACTOR


def test_numbers_from_outside_are_read_where_they_are_mentioned():
    global FACTOR
    FACTOR = 1.0
    wanted = reads_what_changes(0.7)
    slope = reads_slope(0.7)
    FACTOR = 1.0
    value, gradient = value_and_grad(reads_what_changes)(0.7)
    assert value == pytest.approx(wanted, abs=1e-12)
    assert gradient == pytest.approx(slope, abs=1e-8)


def reads_slope(x: float) -> float:
    global FACTOR
    results = []
    for moved in (x - 1e-6, x + 1e-6):
        FACTOR = 1.0
        results.append(reads_what_changes(moved))
    return (results[1] - results[0]) / 2e-6


def deadline_in_test(x):
    end = time.monotonic() + 100.0
    n = 0
    while time.monotonic() < end and n < 3:
        x = x * x
        n += 1
    return x


def test_clock_in_the_condition_of_a_loop():
    assert grad(deadline_in_test)(0.9) == pytest.approx(8.0 * 0.9**7)


# --- imports and global names -----------------------------------------------------------------------------------


def imports(x):
    # ruff: noqa: I001, PLC0415
    import math as m
    import numpy.linalg as la
    from math import pi
    from numpy import cos, sum as total

    v = np.array([x, x * x])
    return la.norm(v) + cos(x) * pi + total(v) + m.exp(x)


def imports_own(x):
    from tests.programs import asking  # noqa: F401
    from tests.programs.importable import SCALE, doubled

    return doubled(x) * x * SCALE


def declares_global(x):
    """The declaration changes nothing."""
    global FACTOR
    return x * x * FACTOR if x > 0.0 else x


def test_imports_inside():
    x = 0.7
    norm = math.hypot(x, x * x)
    slope = (x + 2.0 * x**3) / norm - math.pi * math.sin(x) + 1.0 + 2.0 * x + math.exp(x)
    assert grad(imports)(x) == pytest.approx(slope, abs=1e-12)
    assert grad(imports_own)(x) == pytest.approx(2.0 * 2.0 * x * 3.0)


def test_a_global_that_is_only_read():
    global FACTOR
    FACTOR = 3.0
    assert grad(declares_global)(0.5) == pytest.approx(3.0)


# --- stores into what existed before ----------------------------------------------------------------------------

HISTORY: list[object] = []
STATE = type("State", (), {})()
STATE.rounds, STATE.scale = 0, 2.0


def keeps_count(x, n):
    for i in range(n):
        HISTORY.append(("round", i))
        STATE.rounds += 1
        x = x * x * STATE.scale
    return x


def test_counters_count_once():
    for run in (lambda: grad(keeps_count)(0.7, 2), lambda: value_and_grad(keeps_count)(0.7, 2)):
        HISTORY.clear()
        STATE.rounds = 0
        run()
        assert HISTORY == [("round", 0), ("round", 1)]
        assert STATE.rounds == 2


def keeps_active(x):
    y = x * x
    HISTORY.append(y)
    return y


def sets_active(x):
    STATE.last = x * x
    return x


def keeps_and_reads(x):
    STATE.scale = 3.0
    return x * STATE.scale


def keeps_array(x):
    HISTORY.append(np.ones(2))
    return x


# --- beside try ---------------------------------------------------------------------------------------------------


def tries(x):
    waiting = queue.SimpleQueue()
    waiting.put("not a number")
    try:
        LOG.info("tries")
        factor = float(waiting.get()) * RNG.random()
    except ValueError as error:
        LOG.info("failed: %s", error)
        factor = RNG.random()
    finally:
        LOG.info("finally")
    try:
        place = "abc".index("z")
    except ValueError:
        place = 2
    return x * x * factor * place


@pytest.mark.parametrize("name", TRANSFORMS)
def test_once_and_in_order_beside_try(name: str, caplog: Any, capsys: Any) -> None:
    wanted = trace_of(lambda: tries(0.7), caplog, capsys)
    assert len(wanted[0]) == 3
    assert trace_of(lambda: TRANSFORMS[name](tries), caplog, capsys) == wanted


# --- refused ----------------------------------------------------------------------------------------------------


def reads_back_text(x):
    label = f"{x!r}"
    return float(label) * x


def reads_back_later(x):
    label = "start"
    for _ in range(2):
        label = label.strip() + f"{x}"
    return x * float(label[5:])


def reads_back_from_a_buffer(x):
    buffer = io.StringIO()
    print(x, file=buffer)
    return float(buffer.getvalue()) * x


def reads_back_from_outside(x):
    BUFFER.write(f"{x}")
    last = BUFFER.getvalue().split()[-1]
    return float(last) * x


def reads_back_an_exception(x):
    try:
        if x > 0.0:
            raise ValueError(x)
        y = x
    except ValueError as error:
        y = float(error.args[0]) * 2.0
    return y


def reads_back_what_was_printed(x):
    buffer = io.StringIO()
    with contextlib.redirect_stdout(buffer):
        print(x)
    return float(buffer.getvalue()) * x


def moving_mean(mu):
    return RNG.normal(mu, 1.0)


def moving_bounds(mu):
    return np.random.uniform(low=-mu, high=mu) * 2.0


def moving_gauss(mu):
    sigma = 2.0 * mu
    return random.gauss(mu, sigma)


def unknown_of_active(x):
    y = x * x
    return float(hash(y)) * x


def sleeps_active(x):
    time.sleep(x * 0.0)
    return x


def multiplied_with_unknown(x):
    step = next(STEPS)
    return x * step


def stored_unknown(x):
    z = np.zeros(2)
    z[0] = next(STEPS)
    return x * np.sum(z)


def shuffled(x):
    order = np.arange(3.0)
    RNG.shuffle(order)
    return x * order[0]


def array_for_unknown(x):
    id(TABLE)
    return x * x


def array_beside_unknown(x):
    next(STEPS)
    return np.sum(x * TABLE)


def imports_nothing(x):
    import no_such_module_at_all

    return x * no_such_module_at_all.k


def bad_text(x):
    place = "abc".index("z")
    return x * place


REFUSED = [
    (reads_back_text, RuleError, "float(label)", "read"),
    (reads_back_later, RuleError, "float(label[5:])", "read"),
    (reads_back_from_a_buffer, RuleError, "float(buffer.getvalue())", "read"),
    (reads_back_from_outside, RuleError, "float(last)", "read"),
    (reads_back_an_exception, RuleError, "float(error.args[0])", "read"),
    (reads_back_what_was_printed, RuleError, "float(buffer.getvalue())", "read"),
    (moving_mean, RuleError, "RNG.normal(mu, 1.0)", "mu + scale * rng.standard_normal(...)"),
    (moving_bounds, RuleError, "np.random.uniform", "moved and stretched"),
    (moving_gauss, RuleError, "random.gauss", "mu + sigma * random.gauss(0.0, 1.0)"),
    (unknown_of_active, RuleError, "hash(y)", "`hash` has neither a rule nor Python source"),
    (sleeps_active, RuleError, "time.sleep", "`time.sleep` has neither a rule nor Python source"),
    (multiplied_with_unknown, RuleError, "return x * step", "write float(...)"),
    (stored_unknown, LanguageError, "z[0] = next(STEPS)", "write float(...)"),
    (shuffled, LanguageError, "RNG.shuffle(order)", "may keep or change it"),
    (array_for_unknown, LanguageError, "id(TABLE)", "may keep or change it"),
    (array_beside_unknown, AliasError, "return np.sum(x * TABLE)", "the call of `next` may change it"),
    (imports_nothing, LanguageError, "import no_such_module_at_all", "cannot be imported"),
    (keeps_active, RuleError, "HISTORY.append(y)", "return the number beside the result"),
    (sets_active, RuleError, "STATE.last = x * x", "return the number beside the result"),
    (keeps_and_reads, AliasError, "STATE.scale = 3.0", "stored into and read"),
    (keeps_array, LanguageError, "HISTORY.append(np.ones(2))", "may keep or change it"),
    (bad_text, LanguageError, '"abc".index("z")', "ValueError"),
]


@pytest.mark.parametrize(("fn", "kind", "fragment", "said"), REFUSED, ids=[row[0].__name__ for row in REFUSED])
def test_refused(fn: Callable[..., Any], kind: type[SrcadError], fragment: str, said: str) -> None:
    error = assert_refused(lambda: grad(fn)(0.7), fn, fragment)
    assert isinstance(error, kind)
    assert said in str(error)
    with pytest.raises(kind):
        jvp(fn, (0.7,), (1.0,))
