"""Lists that change: grown, shortened, stored into, shared, nested; stacks, queues and tables."""

import math

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


@program(floats(1.3, 5), floats(1.3, 0))
def appended_on_a_condition(x, n):
    xs = []
    for k in range(n):
        if k % 2 == 0:
            xs.append(x**k)
    return sum(xs) + x


@program(floats(0.7, 3))
def stack(x, n):
    xs = [x]
    for k in range(n):
        xs.append(xs[-1] * math.sin(xs[-1]) + k)
    s = 0.0
    while xs:
        s = s * x + xs.pop()
    return s


@program(floats(0.7, 6))
def queue(x, n):
    q = [x, 2.0 * x]
    s = 0.0
    for k in range(n):
        v = q.pop(0)
        s = s + v * k
        q.append(v * v * 0.5)
        if k % 3 == 1:
            q.insert(0, math.sin(v))
    return s + q[1]


@program(floats(0.7, 5))
def table(x, n):
    t = [0.0] * (n + 1)
    t[0] = 1.0
    for i in range(1, n + 1):
        t[i] = t[i - 1] * x + 0.1 * i
    return t[n] * t[n - 1]


@program(floats(0.7, 5))
def table_of_ints_at_first(x, n):
    t = [0] * n
    for i in range(n):
        t[i] = x * i
    t[2] += x * x
    return sum(t)


@program(floats(0.7, 0.3))
def two_names(x, y):
    a = [x, x * y]
    b = a
    b[0] = 3.0 * y
    a.append(x)
    return sum(b) + len(b) * b[0] * a[2]


@program(floats(0.7, 0.3))
def copies_are_apart(x, y):
    a = [x, y]
    b = a.copy()
    c = a[:]
    d = list(a)
    a[0] = y * y
    b[1] = x * x
    return a[0] * b[0] + b[1] * c[0] + d[0] * c[1]


@program(floats(0.7, 0.3))
def insert_extend_reverse(x, y):
    a = [x]
    a.insert(0, y)
    a.extend([x * y, 2.0])
    a += (y, x)
    a.reverse()
    del a[1]
    return a[0] * a[1] + a[2] * a[-1] + len(a)


@program(floats(0.7, 0.3, 4))
def extended_in_a_loop(x, y, n):
    a = [x]
    for k in range(n):
        a.extend([y * k, a[-1] * x])
        a += [math.sin(a[k])]
    s = 0.0
    for k, v in enumerate(a):
        s = s + v * (k + 1)
    return s


@program(floats(0.7, 4))
def list_of_pairs(x, n):
    pairs = []
    for k in range(n):
        if k != 1:
            pairs.append((x * k, x**k))
    s = 0.0
    for a, b in pairs:
        s = s + a * b
    return s + pairs[0][1] * pairs[-1][0]


@program(over(lambda n: (spread(n), 3), 3, least=1))
def arrays_kept(x, n):
    history = [x]
    for k in range(n):
        if k != 1:
            history.append(np.tanh(history[-1] * x))
    total = np.zeros_like(x)
    for h in history:
        total = total + h * h
    return np.sum(total) + np.sum(history[1] * history[0])


@program(over(lambda n: (spread(n), signed(n, skip=4)), 3, least=1))
def arrays_stacked(x, y):
    rows = [x]
    for k in range(3):
        if k > 0:
            rows.append(y * k)
    return np.sum(np.stack(rows) ** 2) + np.sum(np.concatenate(rows) * 2.0)


@program(floats(0.7, 3))
def list_in_a_loop(x, n):
    s = 0.0
    for i in range(n):
        row = []
        for j in range(i + 1):
            row.append(x**j)
        row[0] = row[-1] * x
        s = s + sum(row) * (i + 1)
    return s


@program(floats(0.7, 3))
def list_made_anew(x, n):
    state = [x, 1.0]
    for k in range(n):
        state = [state[1] * x, state[0] + k]
    return state[0] * state[1]


@program(floats(0.7, 3))
def items_stored_in_a_loop(x, n):
    state = [x, 1.0, 0.5]
    for k in range(n):
        state[0] = state[0] * state[1] + 0.1 * k
        state[1] += x
    return state[0] * state[1] * state[2]


@program(floats(0.7, 0.3, 4))
def lists_swapped(x, y, n):
    a, b = [x, y], [y, 2.0]
    for _ in range(n):
        a, b = b, a
        a[0] = a[0] * b[1]
        b[1] = b[1] + x
    return a[0] * b[1] + a[1] * b[0]


@program(floats(0.7, 0.3), floats(1.7, 0.3))
def lists_from_arms(x, y):
    if x > 1.0:
        a = [x, y, x * y]
        a.append(x)
    else:
        a = [y * y]
    a.append(x * x)
    return a[0] * a[-1] + sum(a)


@program(floats(0.7, 0.3), floats(1.7, 0.3))
def one_list_of_two(x, y):
    a, b = [x, 1.0], [y, 2.0]
    c = a if x > 1.0 else b
    return c[0] * c[1] + a[0] + b[0]


@program(floats(0.7, 0.3), floats(1.7, 0.3))
def stored_in_one_arm(x, y):
    a = [x, y]
    if x > 1.0:
        a[0] = y * y
        a.append(3.0 * x)
    else:
        a.append(x)
    return a[0] * a[2] + a[1]


@program(floats(0.7, 3))
def helper_changes_its_argument(x, n):
    def push(items, v):
        items.append(v * v)
        return len(items)

    a = [x]
    count = 0
    for _ in range(n):
        count = push(a, a[-1] + 0.3)
    return a[-1] * count + a[1]


@program(floats(0.7, 4))
def slices_of_long_lists(x, n):
    a = [x]
    for k in range(n):
        a.append(a[k] * x + 1.0)
    head = a[:2]
    tail = a[2:]
    head.append(x * x)
    return sum(head) * sum(tail) + sum(a[::-1]) + sum(a[1:-1])


@program(floats(0.7, 4))
def repeated_and_joined(x, n):
    a = [x, x * x] * n
    b = a + [math.sin(x)]  # noqa: RUF005
    a[1] = 2.0
    return sum(a) * b[1] + b[-1] * len(b)


@program(floats(0.7, 5))
def break_and_pop(x, n):
    a = []
    for k in range(n):
        a.append(x + k)
        if k == 3:
            break
        if k == 1:
            a.pop()
    return sum(a) * len(a)


@program(floats(0.7, 0.3))
def nested_lists(x, y):
    m = [[x, y], [y, 1.0]]
    m[0][1] = x * y
    row = m[1]
    row.append(x)
    m.append(row)
    row[0] *= 2.0
    return m[0][1] * m[1][0] + m[2][0] * m[1][2]


@program(at([0.4, 0.6, 0.5], 2))
def argument_changed(a, n):
    a[0] = a[1] * a[2]
    a.append(a[0] * 2.0)
    for k in range(n):
        a.append(a[k] + a[-1])
    return sum(a) * a[1]


@program(at({"w": 0.4, "b": 0.6}, 0.7))
def dict_argument_changed(p, x):
    p["w"] = p["w"] * x
    p["c"] = p["w"] + p["b"]
    q = p
    q["b"] += x
    del q["w"]
    return sum(p.values()) * p["c"] * len(p)


@program(floats(0.7, 0.3))
def dict_methods(x, y):
    d = {"a": x, "b": y}
    d.update({"c": x * y}, e=x)
    d.setdefault("a", 5.0)
    d.setdefault("f", y * y)
    a = d.pop("a")
    e = d.copy()
    d["b"] = 2.0 * x
    merged = d | {"b": a}
    d |= {"g": x}
    return a * e["b"] + merged["b"] * d["f"] + d["g"] * d.pop("h", 3.0)


@program(floats(0.7, 3))
def dict_in_a_loop(x, n):
    state = {"pos": x, "vel": 0.5, "name": "a"}
    for _ in range(n):
        state["pos"] += 0.1 * state["vel"]
        state["vel"] -= 0.1 * math.sin(state["pos"])
    return state["pos"] * state["vel"]


@program(floats(0.7, 0.3), floats(1.7, 0.3))
def dict_in_arms(x, y):
    d = {"a": x}
    if x > 1.0:
        d["a"] = d["a"] * y
        d["b"] = x
    else:
        d["b"] = y * y
    return d["a"] * d["b"]


@program(floats(0.7, 0.3, 3))
def dict_of_lists(x, y, n):
    log = {"x": [], "y": []}
    for k in range(n):
        log["x"].append(x * k)
        if k > 0:
            log["y"].append(y**k)
    return sum(log["x"]) * sum(log["y"]) + log["y"][-1]


@program(over(lambda n: (spread(n),), 3, least=1))
def dict_of_arrays(x):
    p = {"w": x * 2.0, "b": np.ones_like(x)}
    w = p["w"]
    w[0] = 3.0
    p["b"] += x
    p["b"][0] *= 2.0
    return np.sum(p["w"] * p["b"])


@program(over(lambda n: (spread(n),), 4, least=1))
def list_of_views(x):
    y = x * 2.0
    parts = [y[:1], y[1:]]
    parts[0][0] = 5.0
    y *= 2.0
    return np.sum(parts[0]) * np.sum(y) + np.sum(parts[1] ** 2)


@program(floats(0.7, 2))
def items_of_two_lengths(x, n):
    xs = []
    for k in range(n):
        xs.append(np.ones(1 if k == 0 else 3) * x * (k + 1))
    return np.sum((xs[0] + xs[1]) ** 2)


@program(floats(0.7, 2))
def items_of_two_lengths_multiplied(x, n):
    xs = [np.ones(1 if k == 0 else 3) * x * (k + 1) for k in range(n)]
    return np.sum(xs[0] * xs[1])


@program(floats(0.7, 2))
def items_of_two_lengths_walked_twice(x, n):
    xs = [np.ones(1 if k == 0 else 3) * x * (k + 1) for k in range(n)]
    s = np.zeros(3)
    for a in xs:
        for b in xs:
            s = s + a * b
    return np.sum(s)


@program(floats(0.7, 2))
def items_of_two_lengths_beside_the_one_before(x, n):
    xs = [np.ones(1 if k == 0 else 3) * x * (k + 1) for k in range(n)]
    s = 0.0
    prev = xs[0]
    for a in xs:
        s += np.sum(prev * a)
        prev = a
    return s


@program(floats(0.7, 2))
def items_that_are_parts_of_an_array(x, n):
    a = x * np.arange(1.0, 4.0)
    xs = [a if k else a[:1] for k in range(n)]
    return np.sum(xs[0] * xs[1] * a)


@program(floats(0.7, 2))
def two_lists_of_two_lengths(x, n):
    xs = [np.ones(1 if k == 0 else 3) * x * (k + 1) for k in range(n)]
    ys = [np.ones(3 if k == 0 else 1) * x * (k + 1) for k in range(n)]
    return sum(np.sum(a * b) for a, b in zip(xs, ys, strict=False))
