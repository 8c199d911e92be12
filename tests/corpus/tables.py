"""Dicts whose keys only the run knows: memo tables, counts, groups; read, changed, walked, merged."""

import math
from collections import Counter, defaultdict

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


@program(floats(1.2, 6))
def memo(x, n):
    table = {0: 1.0, 1: x}
    for i in range(2, n):
        table[i] = table[i - 1] * x + table[i - 2]
    return table[n - 1]


@program(floats(0.8, 5))
def memo_of_a_function(x, n):
    known = {}

    def value(k):
        if k not in known:
            known[k] = x**k + k
        return known[k]

    s = 0.0
    for i in range(n):
        s = s + value(i % 3) * value(i % 2)
    return s + len(known)


@program(over(lambda n: (spread(n),), 5))
def counted(xs):
    counts = {}
    for i, x in enumerate(xs):
        k = i % 3
        counts[k] = counts.get(k, 0.0) + x * x
    return sum(v * v for v in counts.values()) + 0.0 * np.sum(xs)


@program(over(lambda n: (spread(n),), 4))
def made_by_a_comprehension(xs):
    d = {i: v * v for i, v in enumerate(xs) if i != 1}
    s = 0.0 * np.sum(xs)
    for k, v in d.items():
        s = s + (k + 1) * math.sin(v)
    for k in d:  # noqa: PLC0206 - the item is read by its key
        s = s + k * d[k]
    return s


@program(over(lambda n: (spread(n),), 4, least=2))
def added_in_place(xs):
    d = {}
    for i, x in enumerate(xs):
        if i % 2 not in d:
            d[i % 2] = 0.0
        d[i % 2] += x * x
        d[i % 2] *= 1.0 + 0.1 * x
    return d[0] * d[1] + len(d)


@program(floats(0.7, 0.3, 5))
def keys_of_text_and_tuples(x, y, n):
    cells = {}
    for i in range(n):
        for j in range(i):
            cells[i, j] = x * i + y * j * x
    names = {"even": x, "odd": y}
    for i in range(n):
        name = "even" if i % 2 == 0 else "odd"
        names[name] = names[name] * y + cells.get((i, 0), 1.5)
    return names["even"] * names["odd"] + cells[3, 1] * len(cells)


@program(floats(0.7, 0.3, 6))
def taken_out(x, y, n):
    d = {}
    for i in range(n):
        d[i] = x * i + y
    s = 0.0
    for i in range(0, n, 2):
        s = s + d.pop(i) ** 2
        d[i + 1] = d[i + 1] * y
    del d[1]
    d[1] = s * x
    s = s + d.pop(17, y) * d.pop(3, 0.0)
    for k, v in d.items():
        s = s * v + k
    return s


@program(floats(0.7, 0.3, 4))
def setdefault_and_update(x, y, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    more = {}
    for i in range(2, n + 2):
        more[i] = y * i * x
        d.setdefault(i * 2, 1.0)
        d.setdefault(i * 3, y)
    d.update(more)
    d[2] += d.setdefault(1, x)
    s = 0.0
    for k, v in d.items():
        s = s + v * v * k
    return s


@program(floats(0.7, 4))
def overwritten_again_and_again(x, n):
    d = {}
    for i in range(n):
        for k in range(3):
            d[k] = x * (i + 1) + d.get((k + 1) % 3, x) * x
    return d[0] * d[1] + d[2]


@program(floats(0.7, 0.3, 5))
def entries_with_parts(x, y, n):
    d = {}
    for i in range(n):
        d[i % 3] = (x * i, i)
    s = 0.0
    for k, (a, b) in d.items():
        s = s + a * b * y + k
    a, b = d[1]
    return s * a + b


@program(over(lambda n: (spread(n), signed(n, skip=4), 4), 3, least=1))
def arrays_by_key(x, y, n):
    d = {}
    for i in range(n):
        d[i % 2] = x * (i + 1) if i < 2 else np.sin(d[(i + 1) % 2]) * y
    total = np.zeros_like(x)
    for v in d.values():
        total = total + v * x
    return np.sum(total * d[0])


@program(floats(0.7, 2), floats(0.7, 3))
def one_of_two(x, n):
    d = {}
    for i in range(n):
        d[i] = x**i
    if n > 2:
        d[n] = x * x
        e = d
    else:
        e = {}
        for i in range(n):
            e[i + 1] = x * 3.0
    return e[n] * d[1] + e[1]


@program(floats(0.7, 3))
def copies_are_apart(x, n):
    d = {}
    for i in range(n):
        d[i] = x * i
    e = d.copy()
    f = d
    for i in range(n):
        d[i] = d[i] * x + 1.0
        e[i + 1] = x
    return d[2] * e[2] + f[1] * e[3]


@program(floats(0.7, 3))
def changed_while_its_list_is_walked(x, n):
    d = {}
    for i in range(n):
        d[i] = x * (i + 1)
    for k, v in list(d.items()):
        d[k] = v * v
        d[k + n] = d[0] * x
    for k in list(d):
        if k % 2:
            d.pop(k)
    s = 0.0
    for k, v in d.items():
        s = s + k * v
    return s + sum(d.values()) * max(d.values()) + max(d) + sum(d.keys())


@program(at(np.array([0.7, 0.3, 1.1, 0.4]), np.array([2, 0, 2, 5])))
def keys_from_an_array(xs, ks):
    d = {}
    for x, k in zip(xs, ks):
        d[k] = d.get(k, 0.0) * x + x
    s = 0.0
    for n, (k, v) in enumerate(d.items()):
        s = s + v * v * k * (n + 1)
    return s


@program(floats(0.7, 0.3))
def known_and_unknown(x, y):
    d = {"a": x, "b": y}
    for name in ("b", "c", "a", "c"):
        d[name] = d.get(name, 1.0) * x
    s = 0.0
    for k in range(3):
        d["n"] = s * x + k
        s = s + d["n"] * d["c"]
    return s * d["a"] + d["b"]


@program(over(lambda n: (spread(n),), 5, least=3))
def default_of_floats(xs):
    sums = defaultdict(float)
    for i, x in enumerate(xs):
        sums[i % 3] += x * x
        sums[0] *= 1.1
    s = sums[7] + len(sums)
    for k, v in sums.items():
        s = s + v * v * (k + 1)
    return s * sums[1]


@program(floats(0.7, 5))
def default_of_a_function(x, n):
    powers = defaultdict(lambda: 1.0)
    for i in range(n):
        powers[i % 2] *= x + i
    return powers[0] + powers[1] * powers[2]


@program(at(np.array([0.7, 0.3, 1.1, 0.4]), [2, 0, 2, 5]))
def counter_of_keys(xs, ks):
    counts = Counter(k % 5 for k in ks)
    counts[9] += 2
    s = 0.0
    for x, k in zip(xs, ks):
        s = s + x * x * counts[k] + counts[k + 3] * x
    return s * len(counts)


@program(floats(0.7, 0.3, 4))
def put_together(x, y, n):
    a = {k: x * k for k in range(n)}
    b = {n: y, **a, 1: x * y}
    c = a | {17: y * y}
    c |= b
    d = dict(zip(range(n), [y * k for k in range(n)]))
    e = dict([(k, v * x) for k, v in d.items()], z=y)
    f = dict(c)
    f[2] = x
    s = 0.0
    for k, v in c.items():
        s = s + v * (k + 1)
    for v in e.values():
        s = s + v * v
    return s * b[n] + c[17] + f[2] * f[1] + d[3] * c[2]


@program(floats(1.2), floats(0.2))
def a_key_on_one_path(x):
    d = {"a": x}
    if x > 1.0:
        d["b"] = x * x
    s = len(d) * x
    for k, v in d.items():
        s = s + v * d[k]
    return s * x if "b" in d else s


@program(floats(1.2, 0.4), floats(0.2, 0.4))
def keys_in_another_order(x, y):
    if x > 1.0:
        d = {"a": x, "b": y}
    else:
        d = {"b": x * y, "a": y}
    s = 0.0
    for n, v in enumerate(d.values()):
        s = s + v * v * (n + 1)
    return s


@program(floats(1.2, 0.4))
def items_that_change_before_their_turn(x, y):
    d = {"a": x, "b": y, "c": 1.0}
    s = 0.0
    for k, v in d.items():
        s = s + v * v
        if k == "a":
            d["b"] = 3.0 * x
        d[k] = v * y
    for k in d:  # noqa: PLC0206 - the item is read by its key
        d[k] = d[k] + s
    values = d.values()
    return sum(values) * max(values) + d["b"]


@program(floats(1.3, 4))
def caught_key_errors(x, n):
    d = {}
    for i in range(n):
        d[i * 2] = x * i
    s = 0.0
    for i in range(n):
        try:
            s = s + d[i] * x
        except KeyError:
            s = s + x * x
    return s


@program(floats(1.3, 4))
def one_key_of_several_types(x, n):
    d = {}
    for i in range(n):
        d[i == 1] = x * (i + 1)
        d[i] = d.get(i, x) * x
    return d[True] * d[0] + len(d)


@program(floats(1.3, 3))
def dicts_in_a_dict(x, n):
    d = {}
    for i in range(n):
        inner = {}
        for j in range(i + 1):
            inner[j] = x * j + i
        d[i] = inner
    s = 0.0
    for inner in d.values():
        for j, v in inner.items():
            s = s + v * v * (j + 1)
    return s + d[1][1] * d[2][0]


@program(floats(1.3, 3))
def lists_in_a_dict(x, n):
    d = {}
    for i in range(n):
        d[i] = [x * k for k in range(i + 1)]
    s = d[1][0] + d[2][1] * x
    for row in d.values():
        s = s + sum(row) * row[0]
        for v in row:
            s = s + v * v
    return s + d[2][2] * d[1][1]
