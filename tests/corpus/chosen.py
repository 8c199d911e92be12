"""None or a value, one function or another, one text or another: decided by values."""

import math
from typing import NamedTuple

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


class Best(NamedTuple):
    """A value and where it was found."""

    value: float
    place: int


def squared(t):
    return t * t


def halved(t):
    return 0.5 * t


OPS = {"sin": np.sin, "square": squared, "half": halved}
STEPS = (math.sin, squared, halved)

# --- None or a number


@program(over(lambda n: (signed(n),), 5, least=1))
def largest(x):
    best = None
    for v in x:
        if best is None or v > best:
            best = v
    return best * best


@program(over(lambda n: (signed(n),), 5, least=1))
def largest_returned(x):
    best = None
    for v in x:
        if best is None or v > best:
            best = v
    return best


@program(over(lambda n: (signed(n),), 5))
def differences(x):
    s = 0.0
    prev = None
    for v in x:
        if prev is not None:
            s += (v - prev) ** 2 * v
        prev = v
    return s


@program(over(lambda n: (signed(n),), 5, least=1))
def folded_maximum(x):
    m = None
    for v in x:
        m = v * v if m is None else m * 0.5 + v * m
    return m


@program(at(0.7, True, label="taken"), at(0.7, False, label="left"))
def bound_on_one_arm(x, c):
    y = None
    if c:
        y = x * x
    if y is not None:
        return y * x + 1.0
    return x


@program(at(0.7, True, label="taken"), at(0.7, False, label="left"))
def none_on_one_arm(x, c):
    y = x * x
    if c:
        y = None
    z = x
    if y is None:
        z = z * 3.0
    else:
        z = z * y
    return z


@program(floats(0.7), at(1.7, label="other"))
def conditional_none(x):
    y = x * x if x > 1.0 else None
    return x if y is None else y * x


@program(floats(0.7), at(1.7, label="other"))
def truth_of_a_maybe(x):
    y = x * x if x > 1.0 else None
    z = y or x
    return z * x if y else z + x


@program(floats(0.7, 0.4), at(1.7, 0.4, label="one"), at(1.7, 1.4, label="both"))
def two_maybes(x, y):
    a = x * x if x > 1.0 else None
    b = y * x if y > 1.0 else None
    if a is not None and b is not None:
        return a * b
    if a is None and b is None:
        return x * y
    return a * y if b is None else b * x


@program(floats(0.7), at(1.7, label="other"))
def none_leaves(x):
    y = x * x if x > 0.1 else None
    if y is None:
        raise ValueError("too small")
    return y * x


@program(floats(0.7), at(1.7, label="other"))
def none_asserted(x):
    y = x * x if x > 0.1 else None
    assert y is not None
    return y * x


def first_above(x, bound):
    for v in x:
        if v > bound:
            return v * v
    return None


@program(over(lambda n: (signed(n),), 5))
def none_from_a_call(x):
    found = first_above(x, 0.9)
    missing = first_above(x, 9.0)
    s = np.sum(x * x)
    if found is not None:
        s = s * found
    if missing is not None:
        s = s + missing
    return s


@program(over(lambda n: (signed(n),), 5))
def forgotten_again(x):
    s = 0.0
    kept = None
    for v in x:
        if v < 0.0:
            kept = None
        elif kept is None:
            kept = v
        else:
            kept = kept * v
        if kept is not None:
            s = s + kept * kept
    return s


@program(over(lambda n: (signed(n),), 4))
def maybe_a_pair(x):
    best = None
    for k, v in enumerate(x):
        if best is None or v * v < best[0]:
            best = (v * v, k)
    if best is None:
        return np.sum(x)
    return best[0] * best[1] + np.sum(x)


@program(over(lambda n: (signed(n),), 4, least=1))
def pair_returned(x):
    best = None
    for k, v in enumerate(x):
        if best is None or v * v < best[0]:
            best = (v * v, v * (k + 1.0))
    return best


@program(over(lambda n: (signed(n),), 4))
def maybe_a_named_tuple(x):
    best = None
    for k, v in enumerate(x):
        if best is None or v > best.value:
            best = Best(v, k)
    return np.sum(x) if best is None else best.value * (best.place + 1.0)


@program(over(lambda n, m: (signed(n, m),), 3, 2))
def maybe_an_array(x):
    total = None
    for k in range(len(x)):
        row = x[k] * x[k]
        total = row if total is None else total * row
    return 0.0 * np.sum(x) if total is None else np.sum(total)


@program(over(lambda n: (signed(n),), 3, least=2))
def stored_into_what_may_be_none(x):
    s = 0.0
    prev = None
    for k in range(4):
        z = x * k
        if prev is not None:
            s += prev[0] * z[1]
            prev[1] = 7.0
            s += np.sum(prev * x)
        prev = z
    return s


@program(floats(0.7), at(1.7, label="other"))
def moves_to_another_name(x):
    a = c = None
    for _ in range(3):
        a = c or x
        if x > 0.5:
            c = x * x if x > 0.6 else None
    return (0.0 if a is None else a) + (x if c is None else c)


@program(floats(0.7, 2))
def negated_in_another_arm(x, n):
    a = None

    def flip(t):
        nonlocal a
        a = t * x if a is None else None
        return t * t

    s = x
    for i in range(n + 2):
        if i % 3 == 0:
            s = s + flip(x)
        elif a is not None:
            a = flip(x) if a is not None and a < x else None
        if a is None:
            s = s + flip(s)
    return s + (0.0 if a is None else a)


@program(over(lambda n: (signed(n),), 4, least=1))
def pair_of_maybes(x):
    low, high = None, None
    for v in x:
        if low is None or v < low:
            low = v
        if high is None or v > high:
            high = v
    return low * high + high


@program(floats(0.7, 3), at(0.7, 0, label="never"))
def maybe_in_while(x, n):
    k = 0
    last = None
    while k < n:
        last = x * x if last is None else last * x + 1.0
        k += 1
    return x if last is None else last


@program(floats(0.7, 4))
def waits_for_a_value(x, n):
    y = None
    k = 0
    while y is None:
        if k * x > 1.5:
            y = k * x * x
        k = k + 1
    return y * n


@program(over(lambda n: (signed(n),), 5))
def maybe_in_nested_loops(x):
    s = 0.0
    for i in range(len(x)):
        near = None
        for j in range(i):
            d = (x[i] - x[j]) ** 2
            if near is None or d < near:
                near = d
        if near is not None:
            s = s + near * x[i]
    return s


@program(over(lambda n: (signed(n),), 5))
def left_early_with_a_maybe(x):
    found = None
    for v in x:
        if v > 0.5:
            found = v * v
            break
    return np.sum(x) if found is None else found * np.sum(x)


# --- one function or another


@program(floats(0.7), at(1.7, label="other"))
def function_by_value(x):
    f = squared if x > 1.0 else halved
    y = f(x)
    return f(y) * x


@program(floats(0.7, 3), at(0.7, 1, label="other"))
def function_by_branch(x, n):
    if n > 2:
        f = math.sin
        scale = 2.0
    else:
        f = lambda t: t * t * x
        scale = 3.0
    return f(x) * scale


@program(floats(0.7, 4))
def functions_in_turn(x, n):
    f = squared
    y = x
    for _ in range(n):
        y = f(y) + 0.3
        f = halved if f is squared else squared
    return y


@program(floats(0.7), at(1.7, label="second"), at(2.7, label="third"))
def three_functions(x):
    if x < 1.0:
        f = squared
    elif x < 2.0:
        f = halved
    else:
        f = np.cos
    return f(x) * x


@program(floats(0.7), at(1.7, label="other"))
def closures_that_differ(x):
    def times(a):
        return lambda t: a * t

    f = times(x) if x > 1.0 else times(x * x)
    g = squared if x < 1.0 else f
    return f(x) * g(2.0)


@program(floats(0.7), at(1.7, label="other"))
def maybe_a_function(x):
    f = None
    if x > 1.0:
        f = squared
    return x if f is None else f(x) + x


@program(floats(0.7), at(1.7, label="other"))
def defaults_that_differ(x):
    if x > 1.0:
        a = x
    else:
        a = 3.0 * x

    def scaled(t, a=a):
        return a * t

    return scaled(x)


@program(floats(0.7, 1), at(0.7, 0, label="first"), at(0.7, -1, label="last"))
def function_by_number(x, k):
    return STEPS[k](x) * x


@program(floats(0.7, 5))
def functions_by_number_in_turn(x, n):
    y = x
    for k in range(n):
        step = STEPS[k % 3]
        y = step(y) + 0.2
    return y


# --- one text or another


@program(floats(0.7, 3), at(0.7, 1, label="other"))
def text_by_value(x, n):
    name = "square" if n > 2 else "half"
    if name == "square":
        return x * x
    return 0.5 * x


@program(over(lambda n: (spread(n),), 5))
def states(x):
    state = "start"
    s = 0.0
    for v in x:
        if state == "start":
            s += v
            state = "middle"
        elif state == "middle":
            s += v * v
            if v > 1.0:
                state = "end"
        else:
            s += v * v * v
    return s


@program(floats(0.7, 3), at(0.7, 1, label="other"))
def function_by_text(x, n):
    name = "square" if n > 2 else "sin"
    return OPS[name](x) * x


@program(floats(0.7, 3), at(0.7, 1, label="other"))
def text_in_a_message(x, n):
    name = "square" if n > 2 else "half"
    if name not in ("square", "half"):
        raise ValueError(f"{name} is not known")
    return x * x if name != "half" else x


@program(over(lambda n: (signed(n),), 4))
def maybe_a_text(x):
    kind = None
    s = 0.0
    for v in x:
        if kind is None:
            kind = "low" if v < 0.0 else "high"
        s = s + (v * v if kind == "low" else v)
    return s
