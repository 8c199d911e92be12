"""None or a list, dict or array that is kept: the best so far, lists that are filled on one path."""

import numpy as np

from tests.corpus.registry import at, floats, program, signed


@program(at(1.3, True), at(1.3, False, label="not made"))
def list_or_none(x, c):
    best = None
    if c:
        best = [x * x, x]
    if best is None:
        return x
    return best[0] * best[1]


@program(at(1.3, True), at(1.3, False, label="not made"))
def list_filled_on_one_path(x, c):
    found = None
    if c:
        found = []
        for k in range(3):
            found.append(x * k)
    s = x * 1.0
    if found is not None:
        for each in found:
            s += each * each
    return s


@program(at(1.3, 4), at(1.3, 0, label="no rounds"))
def best_pair(x, n):
    best = None
    for k in range(n):
        y = x * k - k * k * 0.3
        if best is None or y > best[0]:
            best = [y, y * x]
    if best is None:
        return x
    return best[0] * best[1]


@program(at(1.3, 4))
def best_of_dicts(x, n):
    best = None
    for k in range(n):
        y = x * k - k * k * 0.3
        if best is None or y > best["y"]:
            best = {"y": y, "w": np.array([x, y])}
    return best["y"] * np.sum(best["w"] ** 2)


@program(at(1.3, 2), at(1.3, 3, label="forgotten"), at(1.3, 6, label="found again"))
def best_forgotten(x, n):
    best = None
    for k in range(n):
        y = x * k - k * k * 0.3
        candidate = [y, y * x]
        if best is None or y > best[0]:
            best = candidate
            candidate[1] = y * 2.0
        if k == 2:
            best = None
    if best is None:
        return x
    return best[0] * best[1]


@program(floats(1.3))
def best_is_a_copy(x):
    best = None
    weights = [x, x * x]
    for _ in range(5):
        weights[0] = weights[0] * 1.1
        if best is None or weights[0] > best[0] + 0.31:
            best = list(weights)
    return best[0] * weights[0]


@program(at(1.3, 1), at(1.3, 2, label="none"), at(1.3, 5, label="another"))
def lost_and_made_again(x, n):
    kept = {"a": x}
    for k in range(n):
        if k == 1:
            kept = None
        if k == 3:
            kept = {"a": x * k}
    if kept is None:
        return x
    return kept["a"] ** 2


@program(at(signed(3), 4))
def arrays_kept_in_a_list(x, n):
    best = None
    score = 0.0
    for k in range(n):
        x = np.sin(x) + 0.3 * k
        s = np.sum(x * x)
        if best is None or s > score:
            best = [x, x * 2.0]
            score = s
    return np.sum(best[0] * best[1])
