"""Work beside the numbers: text, dates, logs, clocks, random draws; none of it carries a derivative."""

import datetime as dt
import logging
import math
import os
import queue
import random
import time
import warnings
from datetime import timedelta
from time import perf_counter

import numpy as np

from tests.corpus.registry import at, floats, program, spread

LOG = logging.getLogger(__name__)


# --- text -------------------------------------------------------------------------------------------------------


@program(at(0.7, "slow"), at(0.7, "Fast", label="fast"))
def text_decides(x, mode):
    key = mode.strip().lower()
    if key == "fast" or key.startswith("f"):
        return x * x
    return x * x * x if "low" in key else x


@program(floats(0.7))
def text_is_known(x):
    name = "ab" + "c" * 2
    middle = name[1:3]
    parts = "a,b,c".split(",")
    return x * x * len(name) + x * len(parts) if middle == "bc" and name[-1] == "c" else x


@program(floats(0.7, 3))
def label_changes_in_loop(x, n):
    label = "start"
    for i in range(n):
        if x > 1.0:
            label = "big"
            x = x * 0.9
        else:
            label = label + f"[{i}]"
            x = x * 1.7
    return x * x if label == "big" else x * x * x


@program(floats(0.7), at(1.7, label="high"), at(0.2, label="low"))
def label_from_branches(x):
    if x > 1.0:
        kind = "high"
    elif x > 0.5:
        kind = "middle"
    else:
        kind = None
    shown = kind if kind else "none"
    if kind is None:
        return x + len(shown)
    if kind == "high":
        return x * x
    return x**3


@program(floats(0.7, 3))
def none_until_first_round(x, n):
    last = None
    for i in range(n):
        if last is not None:
            x = x * 1.5
        last = f"{i}"
    return x * x


@program(floats(0.7, 123))
def digits_of_a_number(x, n):
    for digit in str(n):
        if digit.isdigit():
            x = x * int(digit)
    return x * x


@program(floats(0.7))
def formatted_every_way(x):
    y = x * x
    line = "%s %5.2f" % ("y", y) + " {}: {:>8}".format("y", y) + f" {y!r:>12}" + str(y)
    line = ", ".join([line, "end"]).ljust(80)  # noqa: FLY002
    print(line, len(line), sep=": ")
    if "end" in line:
        y = y * x
    return y


@program(floats(0.7))
def raises_with_message(x):
    if x < 0.0:
        raise ValueError("negative: {} ({})".format(x, "x"))
    assert x < 5.0, f"{x} is too large, " + str(5.0)
    return math.sqrt(x) * x


@program(floats(0.7, 3))
def lines_joined(x, n):
    lines = []
    losses = []
    for i in range(n):
        x = x * 1.1
        lines.append(f"step {i}: {x:.2f}")
        losses.append(x * x)
    text = ", ".join(lines) + " of %s" % losses
    print(text.upper(), len(lines))
    return sum(losses) if "step 0" in text else x


@program(at(spread(3)))
def arrays_as_text(x):
    y = x * x
    print(str(y), repr(y), f"{y}", "{} {}".format(y, x), "%s" % (y,))
    return np.sum(y * x)


# --- logs, clocks, dates, the machine ---------------------------------------------------------------------------


@program(floats(0.7))
def logged(x):
    y = x * x
    LOG.debug("y is %s", y)
    logging.debug("%s and %d", f"{y:.3f}", 3)  # noqa: LOG015
    if LOG.isEnabledFor(logging.CRITICAL + 1):
        y = y * x
    return y * x


@program(floats(0.7, 3))
def logged_in_loop(x, n):
    for i in range(n):
        x = x * math.cos(x)
        LOG.debug("round %d: %s", i, x)
    return x


@program(floats(0.7))
def warned(x):
    y = x * x
    if y > 100.0:
        warnings.warn(f"{y} is large", RuntimeWarning, stacklevel=2)
    return y * x


@program(floats(0.7))
def timed(x):
    start = time.perf_counter()
    y = x * math.sin(x)
    took = perf_counter() - start
    if took > 1000.0:
        print("slow", round(took, 3))
    return y * y


@program(floats(0.7, 3))
def until_deadline(x, n):
    end = time.monotonic() + 1000.0
    rounds = 0
    while time.monotonic() < end:
        if rounds >= n:
            break
        x = x * 1.2
        rounds += 1
    return x * x


@program(floats(0.7))
def dated(x):
    start = dt.datetime(2020, 1, 1)  # noqa: DTZ001
    later = start + timedelta(days=2, hours=12)
    days = (later - start).total_seconds() / 86400.0
    return x**2 * days + x * later.year


@program(floats(0.7))
def environment(x):
    level = os.environ.get("SRCAD_TEST_LEVEL", "3")
    if "SRCAD_TEST_OTHER" in os.environ:
        x = 2.0 * x
    return x**2 * float(level) + x * int(level)


# --- random draws -----------------------------------------------------------------------------------------------


@program(floats(0.7))
def drawn(x):
    rng = np.random.default_rng(3)
    a = rng.normal()
    b = rng.normal()
    return x * x * b + x * a


@program(floats(0.7))
def drawn_in_vain(x):
    rng = np.random.default_rng(3)
    rng.normal()
    unused = rng.random()  # noqa: F841
    return x * x * rng.uniform(1.0, 2.0)


@program(at(spread(4), 5))
def drawn_arrays(w, n):
    rng = np.random.default_rng(3)
    noise = rng.standard_normal(w.shape)
    points = rng.uniform(-1.0, 1.0, size=(n, 4))
    return np.sum(np.tanh(points @ (w + 0.1 * noise)))


@program(at(spread(4), 3))
def drawn_in_loop(w, n):
    rng = np.random.default_rng(3)
    total = 0.0
    for _ in range(n):
        e = rng.standard_normal(4)
        total = total + np.sum(w * w * e)
        if rng.random() < 0.5:
            w = w * np.cos(w)
    return total


@program(floats(0.7))
def drawn_while(x):
    rng = np.random.default_rng(3)
    while rng.random() < 0.8:
        x = x * 1.1 + 0.1 * math.sin(x)
    return x * x


@program(floats(0.7))
def drawn_with_bad_luck(x):
    rng = random.Random(3)
    y = x * rng.gauss(0.0, 1.0)
    for _ in range(4):
        if rng.random() < 0.5:
            continue
        y = y * x + rng.choice([1.0, 2.0])
    return y


@program(at(spread(6)))
def minibatches(w):
    rng = np.random.RandomState(3)
    total = 0.0
    for _ in range(3):
        batch = rng.permutation(6)[:2]
        total = total + np.sum(w[batch] ** 3) * rng.rand()
    return total


@program(at(spread(6)))
def dropout(w):
    rng = np.random.default_rng(3)
    keep = rng.random(w.shape) < 0.7
    h = np.where(keep, np.tanh(w), 0.0) / 0.7
    mask = rng.integers(0, 2, size=6)
    return np.sum(h * h * mask)


@program(floats(0.7))
def reparametrised(mu):
    rng = np.random.default_rng(3)
    sigma = mu * mu
    z = mu + sigma * rng.standard_normal(8)
    return np.mean(z * z)


@program(floats(0.7))
def chosen_row(x):
    rng = np.random.default_rng(3)
    table = np.array([[1.0, 2.0], [3.0, 4.0]])
    row = rng.choice(table)
    return np.sum(row * x) * x * rng.choice(table[0])


@program(floats(0.7))
def noise_changed_in_place(x):
    rng = np.random.default_rng(3)
    noise = rng.normal(size=3)
    noise[0] = x
    noise *= x
    return np.sum(noise * noise)


def draw_step(x, rng):
    if rng.random() < 0.5:
        return x * x
    return x + rng.normal()


@program(floats(0.7))
def generator_passed_on(x):
    rng = np.random.default_rng(3)
    for _ in range(3):
        x = draw_step(x, rng)
    return x


# --- counters, imports ------------------------------------------------------------------------------------------

CALLS = [0]
ROUNDS: list[object] = []
COUNTS = {"rounds": 0}


class Progress:
    """An object that is told how far a program is."""


PROGRESS = Progress()
PROGRESS.rounds = 0
PROGRESS.scale = 2.0


@program(floats(0.7, 3))
def counted_outside(x, n):
    CALLS[0] += 1
    for i in range(n):
        ROUNDS.append(i)
        COUNTS["rounds"] += 1
        COUNTS[f"round {i}"] = i
        PROGRESS.rounds += 1
        x = x * x * PROGRESS.scale
    return x


@program(floats(0.7))
def imported_inside(x):
    import cmath as unused  # noqa: F401, PLC0415
    from math import cos, pi  # noqa: PLC0415

    from numpy import linalg as la  # noqa: PLC0415

    return la.norm(np.array([x, cos(x)])) * pi + math.sin(x)


@program(floats(0.7))
def declared_global(x):
    """A declaration of a name that is only read."""
    global CALLS
    y: float = x * len(__name__)
    return y * y * len(CALLS)


# --- the order in which things happen ---------------------------------------------------------------------------


@program(floats(0.7))
def order_within_an_expression(x):
    rng = np.random.default_rng(3)
    y = x * rng.random() - rng.random() * x**2 + (rng.random() if rng.random() < 0.5 else 2.0 * rng.random()) * x
    return y * (rng.random() + x) / max(rng.random(), 0.1 * rng.random())


@program(at(spread(3)))
def order_of_a_store(z):
    rng = np.random.default_rng(3)
    y = z * 1.0
    y[rng.integers(3)] = rng.random() * z[rng.integers(3)]
    y[rng.integers(3)] += rng.random() * y[rng.integers(3)]
    y[rng.integers(3)] *= rng.random()
    a, b = rng.random(), rng.random()
    return np.sum(y * y) * a - b * y[rng.integers(3)]


@program(floats(0.7))
def order_of_short_circuits(x):
    rng = np.random.default_rng(3)
    if (rng.random() < 0.9 and rng.random() < 0.9) or rng.random() < 0.5:
        x = x * rng.random()
    if 0.1 < rng.random() < rng.random() < 2.0 or not rng.random() < 0.3:
        x = x + rng.random()
    return x * x


@program(floats(0.7, 2))
def order_in_nested_loops(x, n):
    rng = np.random.default_rng(3)
    while rng.random() < 0.9:
        for i in range(n):
            if rng.random() < 0.2:
                break
            while rng.random() < 0.4:
                x = x * math.cos(x * rng.random())
                if rng.random() < 0.1:
                    continue
                x = x + 0.1 * rng.normal()
            else:
                x = x * 1.1
        else:
            x = x + 0.01 * i
        if rng.random() < 0.05:
            return x
    return x * x * rng.random()


@program(at(0.7, ["a", "b", "c"]), wrt=(0,))
def order_of_a_queue(x, names):
    waiting = queue.SimpleQueue()
    for name in names:
        waiting.put(name)
    waiting.put(2.0)
    first = waiting.get()
    size = waiting.qsize()
    second = waiting.get() + waiting.get()
    y = x * float(waiting.get()) * int(size - waiting.qsize())
    return y * y if first + second == "abc" else y


@program(floats(0.7, 0.3))
def dict_in_text(x, y):
    text = f"{ {'k': 1.0}!r}{ {'x': x} }"
    return x * y * len(text[:3])
