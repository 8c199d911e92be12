"""Generator functions, generator expressions, and the iterators of itertools."""

import itertools

import numpy as np

from tests.corpus.registry import floats, program


def powers(x, n):
    y = 1.0
    for _ in range(n):
        yield y
        y *= x


def forever(x):
    k = 1
    while True:
        yield x / k
        k += 1


def both(x, n):
    yield x
    yield from powers(x, n)
    if x > 0.5:
        yield x * x


def tree(t, x):
    if t is None:
        return
    left, w, right = t
    yield from tree(left, x)
    yield w * x
    yield from tree(right, x)


@program(floats(0.7, 5))
def summed(x, n):
    return sum(x**k for k in range(n))


@program(floats(0.7, 5))
def any_of(x, n):
    if any(x * k > 2.0 for k in range(n)):
        return x * x
    return x


@program(floats(0.7, 5))
def largest(x, n):
    return max(np.sin(x * k) for k in range(1, n))


@program(floats(0.7, 5))
def as_a_list(x, n):
    ys = list(x * k for k in range(n))
    return ys[1] * ys[-1]


@program(floats(0.7, 5))
def walked(x, n):
    s = 0.0
    for p in powers(x, n):
        s += p * p
    return s


@program(floats(0.7, 5))
def left_early(x, n):
    s = 0.0
    for p in powers(x, n):
        if p < 0.2:
            break
        s += p * p
    return s


@program(floats(0.7, 5))
def with_continue(x, n):
    s = 0.0
    for i, p in enumerate(powers(x, n)):
        if i == 1:
            continue
        s += p * i
    return s


@program(floats(0.75))
def without_end(x):
    s = 0.0
    for v in forever(x):
        if v < 0.1:
            break
        s += v
    return s


@program(floats(0.7, 5))
def yield_from(x, n):
    s = 1.0
    for v in both(x, n):
        s = s * (1 + v)
    return s


@program(floats(0.7, 5))
def next_of(x, n):
    return next(v * v for v in powers(x, n) if v < 0.5)


@program(floats(0.7, 5))
def two_generators(x, n):
    return sum(a * b for a in powers(x, n) for b in powers(x, 2))


@program(floats(0.7, 5))
def mapped(x, n):
    return sum(map(lambda v: v * x, powers(x, n)))


@program(floats(0.7, 5))
def filtered(x, n):
    s = 0.0
    for v in filter(lambda v: v > 0.3, powers(x, n)):
        s += v
    return s


@program(floats(0.7))
def over_a_tree(x):
    t = ((None, 1.0, None), 2.0, ((None, 5.0, None), 3.0, None))
    s = 0.0
    for i, v in enumerate(tree(t, x)):
        s += i * v * v
    return s


@program(floats(0.7, 5))
def returned_from_inside(x, n):
    for v in powers(x, n):
        if v < 0.5:
            return v * 3
    return 0.0


@program(floats(0.7, 5))
def chained(x, n):
    a = np.arange(n) * x
    s = 0.0
    for v in itertools.chain(a, [x, x * x]):
        s += v * v
    return s


@program(floats(0.7, 5))
def chained_rows(x, n):
    rows = [[x, x * x], [x * n]]
    s = 0.0
    for v in itertools.chain.from_iterable(rows):
        s += v * v
    return s


@program(floats(0.7, 5))
def accumulated(x, n):
    a = np.arange(n) * x
    return sum(itertools.accumulate(a))


@program(floats(0.7, 5))
def product(x, n):
    s = 0.0
    for i, j in itertools.product(range(n), range(2)):
        s += i * j * x * x
    return s


@program(floats(0.7, 5))
def pairwise(x, n):
    ys = [x**k for k in range(n)]
    return sum((b - a) ** 2 for a, b in itertools.pairwise(ys))


@program(floats(0.7))
def some_of_many(x):
    return sum(itertools.islice(forever(x), 4))


@program(floats(0.75))
def taken_while(x):
    return sum(itertools.takewhile(lambda v: v > 0.1, forever(x)))


@program(floats(0.7, 5))
def counted(x, n):
    s = 0.0
    for k in itertools.count(1):
        if k > n:
            break
        s += x**k
    return s


@program(floats(0.7, 5))
def combinations(x, n):
    ys = [np.sin(x * k) for k in range(n)]
    return sum(a * b for a, b in itertools.combinations(ys, 2))


@program(floats(0.7))
def dict_of_a_zip(x):
    p = dict(zip(["a", "b"], [x, x * x]))
    return p["a"] * p["b"]


@program(floats(0.7, 5))
def rows_of_an_array(x, n):
    a = np.ones((n, 2)) * x

    def rows():
        for i in range(n):
            yield a[i] * i

    s = np.zeros(2)
    for r in rows():
        s += r * r
    return s.sum()


@program(floats(0.7, 5))
def names_from_the_loop(x, n):
    last = 0.0
    for p in powers(x, n):
        last = p
        other = p * 2
    return last * other


@program(floats(0.7, 5))
def names_changed_before_it_is_walked(x, n):
    g = (x * k for k in range(n))
    x = 2.0 * x
    return sum(g)


@program(floats(0.7, 5))
def stores_between_its_items(x, n):
    a = np.ones(n) * x

    def it():
        for i in range(n):
            yield a[i]

    s = 0.0
    for v in it():
        a[n - 1] = 3.0 * x * v
        s += v
    return s


@program(floats(0.7, 5))
def in_a_lambda(x, n):
    f = lambda t: sum(t * k for k in range(n))
    return f(x)


@program(floats(0.7, 5))
def in_the_condition_of_a_loop(x, n):
    while any(x * k > 3 for k in range(n)):
        x = x * 0.5
    return x


@program(floats(0.7, 5))
def nonlocal_names(x, n):
    s = 0.0

    def it():
        nonlocal s
        for k in range(n):
            s += x
            yield s

    for v in it():
        s += v * x
    return s


@program(floats(0.7, 5))
def two_left_early(x, n):
    s = 0.0
    for a in powers(x, n):
        for b in powers(x, n):
            if b < 0.4:
                break
            s += a * b
        if a < 0.4:
            break
    return s


@program(floats(0.7, 5))
def of_a_condition(x, n):
    return sum(x * k if k % 2 else x for k in range(n))


@program(floats(0.7, 5))
def of_sums(x, n):
    return sum(sum(x * i * j for j in range(i)) for i in range(n))


@program(floats(0.7, 5))
def with_a_pattern(x, n):
    return sum(a * b for a, (b, c) in [(x, (1.0, 2.0)), (x * x, (3.0, 4.0))])


@program(floats(0.7, 5))
def mean_and_variance(x, n):
    xs = np.linspace(0, 1, n)
    mean = sum(v * x for v in xs) / len(xs)
    var = sum((v * x - mean) ** 2 for v in xs) / (len(xs) - 1)
    return var


@program(floats(0.7, 5))
def of_the_values_of_a_dict(x, n):
    p = {"a": x, "b": x * x, "c": 1.0}
    return sum(v**2 for v in p.values())


@program(floats(0.7, 5))
def least_by_key(x, n):
    return min((powers(x, n)), key=lambda v: (v - 0.3) ** 2)


@program(floats(0.7, 5))
def all_of(x, n):
    return x if all(v > 0 for v in powers(x, n)) else -x


@program(floats(0.7, 5))
def loop_with_else(x, n):
    for v in powers(x, n):
        if v > 10:
            break
    else:
        return x * 2
    return v


@program(floats(1.3, 4))
def yields_an_array_that_is_changed(x, n):
    a = np.ones(n) * x

    def rows():
        for i in range(n):
            yield a

    s = 0.0
    for r in rows():
        r *= 1.1
        s += a[0] * r[1]
    return s


@program(floats(1.3, 4))
def changes_a_list_between(x, n):
    ys = [x] * n

    def gen():
        for k in range(n):
            ys[k] = ys[k] * x
            yield ys[k]

    s = 0.0
    for v in gen():
        s += v
    return s + ys[0] * ys[-1]


@program(floats(1.3, 4))
def asks_a_dict_that_its_loop_changes(x, n):
    state = {"s": x}

    def gen():
        while state["s"] < 20.0:
            yield state["s"]

    t = 0.0
    for v in gen():
        state["s"] = v * 2.0 + 1.0
        t += v * v
    return t + state["s"]


@program(floats(1.3, 4))
def names_like_those_of_its_loop(x, n):
    def gen(a):
        for k in range(n):
            a = a * x
            yield a
            a = a + 1.0

    a = 5.0
    t = 0.0
    for a in gen(a):
        t += a
    return t * a


@program(floats(1.3, 4))
def inside_another_left_by_return(x, n):
    def gen():
        k = 0
        while True:
            yield k * x
            k += 1

    s = 0.0
    for v in gen():
        for w in gen():
            if w > 3.0:
                break
            if v > 2.0 and w > 1.0:
                return s * x
            s += v * w
    return s


@program(floats(1.3, 4))
def list_filled_after_it_was_made(x, n):
    xs = []
    g = (v * v for v in xs)
    xs.append(x)
    xs.append(2 * x)
    return sum(g)


@program(floats(1.3, 4))
def delegates(x, n):
    def inner():
        for k in range(n):
            if k == 2:
                return
            yield x * k

    def outer():
        yield from inner()
        yield x**3

    out = 1.0
    for v in outer():
        if v == 0:
            continue
        out *= v
    return out


@program(floats(1.3, 4))
def rebinds_a_name_of_its_loop(x, n):
    s = 1.0

    def gen():
        nonlocal s
        for k in range(n):
            s = s * x
            yield s

    return sum(gen()) * s


@program(floats(1.3, 4))
def walrus_in_any(x, n):
    y = 1.0
    if any((y := x * k) > 2.0 for k in range(n)) and y > 2.0:
        return y * x
    return y


@program(floats(0.7, 4))
def accumulated_products(x, n):
    return sum(itertools.accumulate([x + k for k in range(n)], lambda a, b: a * b))


@program(floats(0.7, 4), floats(0.7, 0))
def accumulated_from_a_start(x, n):
    s = x
    for k, v in enumerate(itertools.accumulate((x * k for k in range(n)), initial=x * x)):
        s += k * v
    return s


@program(floats(0.7, 3))
def accumulated_rows(x, n):
    s = 0.0
    for row in itertools.accumulate(np.ones((n, 2)) * x):
        s += np.sum(row * row)
    return s


@program(floats(0.7, 4), floats(0.7, 1))
def accumulated_list(x, n):
    ys = [x**k for k in range(n)]
    return sum(v * v for v in itertools.accumulate(ys)) + ys[0]


@program(floats(0.7, 6))
def some_from_the_middle(x, n):
    return sum(v * v for v in itertools.islice(powers(x, n), 1, n, 2))


@program(floats(0.7, 6))
def dropped_while(x, n):
    return sum(itertools.dropwhile(lambda v: v > 0.5, powers(x, n)))


@program(floats(0.7, 4))
def starred_rows(x, n):
    return sum(itertools.starmap(lambda a, b: a * b * x, [(k, x) for k in range(n)]))


@program(floats(0.7, 4))
def repeated_value(x, n):
    return sum(v * v for v in itertools.repeat(x * x, n))


@program(floats(0.7, 3))
def chained_from_an_iterable(x, n):
    return sum(v * v for v in itertools.chain.from_iterable([[x * i, x * x] for i in range(n)]))
