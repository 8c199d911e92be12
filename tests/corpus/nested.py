"""Stores into the items of lists and dicts of any length: rows, tables, objects, groups."""

import math
from collections import defaultdict

import numpy as np

from tests.corpus.registry import floats, over, program, signed, spread


class Particle:
    """A mass, its velocity and where it is."""

    def __init__(self, mass, velocity, place):
        self.mass = mass
        self.velocity = velocity
        self.place = place

    def push(self, force, dt):
        self.velocity += force / self.mass * dt
        self.place[0] += self.velocity * dt


@program(floats(1.1, 4))
def table_of_lists(x, n):
    t = [[0.0] * n for _ in range(n)]
    for i in range(n):
        t[i][0] = x * i
        for j in range(1, n):
            t[i][j] = t[i][j - 1] * x + t[i - 1][j - 1]
            t[i][j] += 0.1 * x
            t[i][j] *= t[i][0]
    return t[n - 1][n - 1] + t[1][n - 1]


@program(floats(1.1, 0.4, 4))
def cheapest_path(x, y, n):
    best = []
    for i in range(n):
        row = []
        for _ in range(n):
            row.append(0.0)
        best.append(row)
    for i in range(n):
        for j in range(n):
            cost = math.sin(x * (i + 1) * (j + 2)) + y * j
            if i == 0 and j == 0:
                best[i][j] = cost
            elif i == 0:
                best[i][j] = best[i][j - 1] + cost
            elif j == 0:
                best[i][j] = best[i - 1][j] + cost
            else:
                best[i][j] = min(best[i - 1][j], best[i][j - 1]) * y + cost
    return best[n - 1][n - 1]


@program(over(lambda n: (spread(n), 3), 3, least=3))
def rows_of_arrays(x, n):
    rows = []
    for i in range(n):
        rows.append(x * i)
    for i in range(1, n):
        rows[i][0] = rows[i - 1][1] * x[0]
        rows[i][1:] *= 2.0
        rows[i] += rows[i - 1] * x
        rows[i][2] += x[1]
        rows[i][:2] = rows[i][1:] * x[2]
    s = 0.0
    for row in rows:
        s = s + np.sum(row * row)
    return s


@program(floats(1.1, 3))
def objects_by_index(x, n):
    particles = []
    for i in range(n):
        particles.append(Particle(1.0 + x * i, x * x, np.ones(2) * x))
    for k in range(n):
        particles[k].velocity += particles[k - 1].mass * particles[k].velocity
        particles[k].place[1] = particles[k].velocity
        particles[k].place += x
        particles[k].push(x * k, 0.1)
    s = 0.0
    for p in particles:
        s = s + p.velocity * p.place[1] * p.place[0] * p.mass
    return s


@program(floats(1.2, 3))
def rows_with_names(x, n):
    t = [[0.0] * n for _ in range(n)]
    row = t[1]
    row[0] = x
    row[1] = row[0] * x
    other = t[0]
    other[0] = 3.0 * x
    t[2] = [x * k for k in range(n)]
    return t[1][1] * t[0][0] + t[2][1]


@program(over(lambda n: (spread(n), signed(n, skip=4)), 4, least=3))
def arrays_by_key(xs, ys):
    d = {}
    for i, x in enumerate(xs):
        d[i % 3] = ys * x
    for i, y in enumerate(ys):
        d[i % 3][0] += y * xs[1]
        d[i % 2][1] = d[(i + 1) % 3][0] * y
        d[i % 2] *= xs
    return np.sum(d[0] * d[1]) + np.sum(d[2])


@program(floats(1.1, 3))
def objects_walked(x, n):
    particles = []
    for i in range(n):
        particles.append(Particle(1.0 + x * i, x * x, np.ones(2) * x))
    for k in range(2):
        for p in particles:
            p.push(x * k + p.place[1], 0.1)
            p.place[1] += p.velocity
            p.mass *= 1.1
    s = 0.0
    for i, p in enumerate(particles):
        s = s + p.velocity * p.place[0] * p.mass * (i + 1)
    return s


@program(over(lambda n: (spread(n), 3), 2, least=2))
def rows_walked(x, n):
    rows = [x * (i + 1) for i in range(n)]
    for k, row in enumerate(rows):
        row[0] = row[1] * x[0] + k
        row *= x
    for row, y in zip(rows, [x[1]] * n):
        row += y
    for row in reversed(rows):
        row[1] = row[0] * rows[0][0]
    return np.sum(rows[0] * rows[1]) + rows[2][0]


@program(floats(1.1, 3))
def rows_by_name(x, n):
    table = [[0.0] * n for _ in range(n)]

    def fill(row, k):
        for j in range(len(row)):
            row[j] = x * k + j

    for i in range(n):
        fill(table[i], i)
        row = table[i]
        for j in range(1, n):
            row[j] = row[j - 1] * x + row[j]
        if x > 1.0:
            row[0] = row[1] * x
        else:
            row[1] = x
        row[2] = row[0] * x
    return table[1][2] * table[2][0] + table[0][1]


@program(floats(1.1, 3))
def known_parts(x, n):
    triples = [[x * i, 1.0, 2.0] for i in range(n)]
    for i in range(n):
        triples[i][0] += x
        triples[i][2] = triples[i][0] * triples[i - 1][1]
    for triple in triples:
        triple[1] = triple[2] * x
    return triples[1][2] * triples[2][1]


@program(floats(1.3, 3))
def a_list_of_every_round(x, n):
    table = [[0.0] * n for _ in range(n)]
    s = 0.0
    for _ in range(n):
        for row in table:
            row[0] = row[0] + x
        s = s + table[0][0] * table[1][0]
    return s


@program(over(lambda n: (spread(n),), 5, least=3))
def groups_of_a_default_dict(xs):
    groups = defaultdict(list)
    for i, x in enumerate(xs):
        groups[i % 3].append(x * x)
    s = 0.0
    for k, values in groups.items():
        s = s + sum(values) ** 2 / len(values) * (k + 1)
    return s * groups[0][0]


@program(over(lambda n: (spread(n),), 5, least=3))
def groups_made_when_missing(xs):
    groups = {}
    others = {}
    for i, x in enumerate(xs):
        if i % 2 not in groups:
            groups[i % 2] = []
        groups[i % 2].append(x * x)
        others.setdefault(i % 3, []).append(x)
        others[i % 3][0] *= 1.1
    return groups[0][1] * groups[1][0] + sum(groups[0]) * others[2][-1]


@program(over(lambda n: (spread(n),), 5, least=3))
def buckets(xs):
    bins = [[] for _ in range(3)]
    for i, x in enumerate(xs):
        bins[i % 3].append(x * x)
        bins[i % 3][0] += x
    s = 0.0
    for each in bins:
        for v in each:
            s = s + v * v * len(each)
    return s


@program(over(lambda n: (spread(n),), 5, least=3))
def groups_of_arrays(xs):
    groups = defaultdict(list)
    for i, x in enumerate(xs):
        groups[i % 2].append(xs * x)
    s = np.sum(groups[0][0] * groups[1][0])
    for rows in groups.values():
        for row in rows:
            s = s + np.sum(row * row)
    return s
