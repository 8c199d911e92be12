"""with: what is done inside of a manager is differentiated; entering it happens once, on the way forwards."""

import contextlib
import math
import threading
import time
import warnings

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread

LOCK = threading.RLock()
BOTH = [*floats(0.7), at(-0.7, label="raises")]


@program(over(lambda n: (signed(n),), 4))
def errors_ignored(x):
    with np.errstate(invalid="ignore", divide="ignore"):
        y = np.where(x > 0.0, np.log(np.abs(x)) * x, x * x)
    return np.sum(y * x)


@program(at(spread(4)), at(signed(4), label="raises"))
def errors_raised(x):
    try:
        with np.errstate(divide="raise"):
            y = np.sum(x / (x > 0.0))
    except FloatingPointError:
        y = np.sum(x * x)
    return y * y


@program(floats(0.7))
def locked(x):
    with LOCK:
        y = x * x
        print("locked")
    return y * x


@program(BOTH)
def suppressed(x):
    y = x * x
    with contextlib.suppress(ValueError, ZeroDivisionError):
        y = y * math.log(x)
    return y * x


@program(BOTH)
def suppressed_return(x):
    with contextlib.suppress(ValueError):
        return math.log(x) * x
    return x * x


@program(floats(0.7))
def no_manager(x):
    with contextlib.nullcontext(x * x) as y, contextlib.nullcontext():
        z = y * x
    return z * y


@program(floats(0.7))
def several_managers(x):
    with np.errstate(all="ignore"), LOCK, warnings.catch_warnings():
        y = math.exp(x) * x
    return y * y


@program(floats(0.7), at(1.4, label="returns"))
def returned_from_inside(x):
    with np.errstate(all="ignore"):
        if x > 1.0:
            return x * x
        y = math.sin(x)
    return y * x


@program(at(signed(5)))
def in_loop(xs):
    s = 1.0
    for v in xs:
        with np.errstate(all="ignore"):
            s = s * np.sin(v) + v
            if s > 2.0:
                break
            s = s * 0.9
    return s


@program(at(signed(5)))
def loop_inside(xs):
    with np.errstate(all="ignore"):
        s = 1.0
        for v in xs:
            if v > 1.1:
                continue
            s = s * np.sin(v) + v
    return s * s


@program(at(spread(4)))
def stored_inside(x):
    y = np.zeros_like(x)
    with np.errstate(all="ignore"):
        y[1:] = np.log(x[:-1]) * x[1:]
        y[0] = x[0] * x[1]
    return np.sum(y * y)


@program(at(spread(3, 3)))
def printed_with_options(a):
    with np.printoptions(precision=3):
        print(a)
    return np.sum(a @ a)


@contextlib.contextmanager
def announced(name, by=2.0):
    print("begin", name)
    try:
        yield by * 1.5
    finally:
        print("end", name)


@contextlib.contextmanager
def doubled(x):
    y = 2.0 * x
    yield y * y
    print("done", y)


@program(BOTH)
def managers_of_the_users(x):
    with announced("outer") as factor, doubled(x) as y:
        try:
            z = math.log(x) * y
        except ValueError:
            z = y * x
        z = z * factor
    return z * y


@program(BOTH)
def manager_with_unpacked_arguments(x):
    names, factors = ("outer",), {"by": 3.0}
    with announced(*names, **factors) as factor:
        y = x * factor
    return y * y


@program(at(signed(4)))
def manager_of_the_users_in_a_loop(xs):
    s = 0.0
    for v in xs:
        with doubled(v) as w:
            if v < 0.0:
                continue
            s += w * v
        s *= 1.1
    return s


class Stopwatch:
    """A manager that sums up the time spent inside of it."""

    def __init__(self):
        self.total = 0.0
        self.rounds = 0

    def __enter__(self):
        self.start = time.perf_counter()
        return self

    def __exit__(self, *_):
        self.total += time.perf_counter() - self.start
        self.rounds += 1


class Doubling:
    """A manager that gives a square, and changes when it is left."""

    def __init__(self, x):
        self.x = x

    def __enter__(self):
        return self.x * self.x

    def __exit__(self, kind, error, trace):
        self.x = self.x * 2.0
        return False


@program(BOTH)
def timed(x):
    with Stopwatch() as watch:
        y = x * x
    with watch:
        z = math.exp(y * 0.1)
    return z * watch.rounds


@program(BOTH)
def manager_with_methods_in_a_loop(x):
    doubling = Doubling(x)
    for _ in range(3):
        with doubling as v:
            if v > 10.0:
                break
            x = x + v
    return x * doubling.x


def made_by_a_function(x):
    return Doubling(x * 3.0)


@program(BOTH)
def managers_made_by_functions(x):
    with made_by_a_function(x) as v, Doubling(v) as w:
        y = v * w
    return y
