"""Sets of plain keys: asked, filled, walked in the order that Python gives them."""

from tests.corpus.registry import floats, program


@program(floats(1.3, 5))
def seen(x, n):
    done = set()
    for i in range(n):
        if i % 3 not in done:
            done.add(i % 3)
            x = x * 1.1 + i
    return x * len(done) * x


@program(floats(1.3, 5))
def walked(x, n):
    some = {1, 2, 3, 6}
    more = {(i * 7) % 5 for i in range(n)}
    words = {"a", "b"}
    t = 0.0
    for k in some:
        t = t * x + k
    for k in more:
        t = t + x**k
    for word in words:
        t = t + (x if word == "a" else x * x)
    for k in sorted(more | some):
        t = t * 1.1 + x * k
    return t


@program(floats(1.3, 5))
def changed(x, n):
    s = set([3, 4, 3])
    t = s.copy()
    s.add(n)
    s.discard(3)
    s.update([7, 8])
    u = set(s)
    u.add((1, 2) in {(1, 2), (n, 2)})
    return x * x * len(s) + len(t) * x + (x if 4 in u and 3 not in s else 0.0) + len(u - t) * x
