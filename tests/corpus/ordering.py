"""Lists in order and in parts: sorted, compared, searched, with other items in the place of some."""

import math

import numpy as np

from tests.corpus.registry import floats, over, program, spread


def shuffled(x, n):
    return [x * ((i * 7) % 5 + 1) for i in range(n)]


@program(floats(1.3, 5))
def slices_stored(x, n):
    a = shuffled(x, n)
    a[1:3] = [x, x * x, x]
    b = shuffled(x, n)
    b[:] = [v * x for v in b]
    c = shuffled(x, n)
    c[-2:] = a[:1]
    del c[1:-1]
    c[1:1] = b[2:4]
    d = shuffled(x, n)
    d[3:1] = [x * 2.0]
    return a[2] * a[4] + b[2] * b[1] + c[0] * c[1] * c[-1] + len(c) * d[3]


@program(floats(1.3, 5))
def sorted_lists(x, n):
    a = shuffled(x, n)
    a.sort()
    b = sorted(shuffled(x, n), reverse=True)
    c = sorted(shuffled(x, n), key=lambda v: math.sin(v))
    return a[0] * a[1] + a[-1] + b[0] * b[1] * 2.0 + b[-1] * c[0] * c[-1]


@program(floats(1.3, 5))
def sorted_pairs(x, n):
    a = [(v, i) for i, v in enumerate(shuffled(x, n))]
    a.sort(key=lambda pair: -pair[0])
    b = sorted((i % 3, v) for i, v in enumerate(shuffled(x, n)))
    b.sort()
    (c, d), (e, f) = sorted([(x, 2.0), (1.0, x)])
    s = a[0][0] * a[1][0] + a[-1][1] * x + c * d * e * f
    for k, v in b:
        s = s * 1.1 + v * v * k
    return s


@program(floats(1.3, 5))
def sorted_dicts(x, n):
    d = {}
    for i in range(n):
        d[(i * 7) % 5] = x * i + x
    s = 0.0
    for j, k in enumerate(sorted(d)):
        s = s + d[k] * (j + 1) * x
    for k, v in sorted(d.items()):
        s = s * 1.1 + v * v * k
    for k, v in sorted(d.items(), key=lambda entry: entry[1], reverse=True):
        s = s * 1.1 + v * k
    return s


@program(floats(1.3, 5))
def compared(x, n):
    a = shuffled(x, n)
    b = shuffled(x, n)
    b[2] = 100.0
    s = x * x if a < b else x
    s = s * x if (x, 2.0) <= (x, 3.0) else s + x
    s = s * x if [x, x] > [x] else s + x
    best = (0.0, -1)
    for i in range(n):
        best = max(best, (a[i], i))
    first = min((x, 1.0), (2.0, x))
    last = max((v, i) for i, v in enumerate(a))
    return s + best[0] * x + best[1] + first[0] * first[1] + last[0] * last[1]


@program(floats(1.3, 5))
def searched(x, n):
    a = shuffled(x, n)
    ints = [i * 2 for i in range(n)]
    ints.remove(4)
    place = a.index(max(a))
    s = x * x if 2 in ints and 4 not in ints else x
    s = s + x if a[1] in a else s
    s = s * x if x in (1.0, x) else s
    return s * sum(ints) + a[place] * place + x * a.count(a[0])


@program(over(lambda n: (spread(n),), 4, least=3))
def sorted_items_of_an_array(xs):
    ordered = sorted(xs)
    ranked = sorted(range(len(xs)), key=lambda i: xs[i])
    s = 0.0
    for k, v in enumerate(ordered):
        s = s + v * v * (k + 1) + xs[ranked[k]] * k
    return s


@program(over(lambda n: (spread(n),), 4, least=3))
def sorted_rows(xs):
    rows = [(np.sum(xs) * k * (-1.0) ** k, xs * k) for k in range(4)]
    rows.sort(key=lambda row: row[0])
    s = 0.0
    for k, (total, row) in enumerate(rows):
        s = s + total * np.sum(row * row) * (k + 1)
    return s
