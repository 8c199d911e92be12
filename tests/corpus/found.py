"""Programs that random search found to be wrong once, reduced by hand."""

from dataclasses import dataclass

import numpy as np

from tests.corpus.registry import at, floats, program, signed, spread


@program(at(0.4, signed(3), 3), at(1.4, signed(3), 3, label="other arm"))
def bound_in_one_arm_and_taped(y, z, n):
    for _ in range(n):
        if y < 1.0:
            z[1:] = 0.5 * z[:-1]
            z = z / (2.0 + z * z)
        z = z / (2.0 + z * z)
        y = y * 0.9
    return y + np.sum(z)


@program(at(signed(3), spread(3), 3))
def buffers_swapped_after_a_store(u, v, steps):
    for _ in range(steps):
        u[0] = 0.275
        v[:] = np.sin(u) * 0.5 + v * u
        u, v = v, u
    return np.sum(u * v)


@program(floats(0.43, 1.21))
def loop_over_a_tuple_in_order(x, y):
    for w in (x, y, 0.4):
        x = np.sin(x + w)
    return x


@program(at(spread(3), 3))
def one_array_under_two_names_that_part(x, n):
    y = x
    for _ in range(n):
        y, x = x, y
        x = y[::-1]
    return np.sum(y * np.array([1.0, 2.0, 3.0]) * x)


@program(at(signed(3), spread(3), 3))
def best_so_far(x, r, n):
    best = x
    for k in range(n):
        x = x * 0.5 + r[k]
        if np.sum(x * x) > np.sum(best * best):
            best = x
    return np.sum(best * r)


@program(at(spread(3)))
def buffer_tested_through_a_view(x):
    y = x * 1.0
    if y.reshape(-1)[0] > 0:
        y[0] = y[1] * y[0]
    while np.max(np.abs(y.ravel())) > 0.3:
        y *= 0.5
    return np.sum(y * x)


@program(at(signed(3)))
def conjugate_of_a_real_array_is_the_array(x):
    y = x * x
    z = y.conj()
    z[0] = 2.0 * x[1]
    return np.sum(y * x)


@program(at(signed(3)))
def sum_of_one_is_a_new_array(x):
    y = x * x
    z = sum([y])
    z[0] = 5.0 * x[1]
    return np.sum(y * x) + np.sum(z)


@program(at(signed(3)))
def zero_dimensions_added_to_and_stored(x):
    z = np.zeros(())
    z += x[0] * x[0]
    t = z * x[1]
    z[...] = t * t
    return t + z


@program(at(0.4, signed(3)), at(-0.4, signed(3), label="other arm"))
def array_bound_where_the_function_does_not_return(y, x):
    x = np.sin(x)
    if y > 0.0:
        return np.sum(x * x) * y
    weights = np.array([0.9, 0.53, -0.4])
    return weights @ x + y


@program(at(signed(2), 2), at(signed(2), 0, label="no round"))
def returned_from_the_first_round(x, n):
    z = x.copy()
    for _ in range(n):
        return np.sin(z[1]) * z[0]
    weights = np.array([0.9, 0.53])
    return weights @ z


@program(at(0.4, signed(3)), at(-0.4, signed(3), label="not bound"))
def bound_in_an_arm_and_filled_in_another(y, x):
    bound = y > 0.0
    t = 0.5 * x[2] * y
    if bound:
        h = np.sin(x)
    for k in range(2):
        if bound:
            h[k] = x[1] * t
            t = t + np.sum(h) * x[0]
    return t * t


@program(at(0.4, spread(3), 2))
def bound_in_one_loop_and_filled_in_another(y, x, n):
    for k in range(n):
        h = x * y
    for k in range(n):
        h[:] = x[k] * y
        y = np.sum(h) * y
    return y


@program(floats(0.43, 1.21))
def largest_of_many(x, y):
    return max(x, y, x * y, x - y, 0.1, y * y, x + 0.3, 1.2 * y) * min([x, y, 3, x * y, y - x, 0.9, y * y, 1.2 * y])


@program(at(signed(3), spread(3)))
def rebuilt_and_stored_into(x, z):
    y = np.concatenate((x[:1], z[1:]))
    t = np.sum(y * x)
    y[:] = 0.5 * t
    y[...] *= z
    y[::-1] = y[0] * x[1]
    return np.sum(y * y) + t


@program(at(spread(3), 2))
def number_that_becomes_equal_items(x, n):
    t = 0.5
    for _ in range(n):
        for w in x:
            t += w * x[0]
        h = x + x
    t += np.sum(h)
    return t * t


@program(at(0.7, signed(2), 2))
def bound_for_sure_and_kept_in_a_list(s, x, n):
    kept = []
    t = s
    for _ in range(n):
        if s > 0.3:
            b = np.sin(x) * s
        kept.append(b)
    for e in kept:
        t += np.sum(e)
    return t * t
@program(at(2.7, True), at(0.4, False, label="second kind"), wrt=(0,))
def calls_itself_in_two_ways(x, first):
    if first:
        return calls_itself_in_two_ways(0.5 * x, False) * x
    if x < 0.3:
        return x * x
    return calls_itself_in_two_ways(0.6 * x, False) + x


@dataclass(frozen=True)
class Options:
    scale: float
    twice: bool = True
    shift: float = 0.5


@program(floats(0.7))
def fields_with_defaults(x):
    options = Options(2.0 * x)
    return (x * options.scale if options.twice else x) + options.shift * x


@program(at(1.1, 4), at(1.02, 3, label="leaves by the break"))
def converged_against_the_last_round(x, n):
    last = 0.0
    for k in range(n):
        x = x * x
        if k > 0 and x - last < 0.05:
            last = x * 2.0
            break
        last = x
    return last * x


@program(at(1.1, 4), at(1.02, 3, label="leaves by the break"))
def last_round_is_none_at_first(x, n):
    last = None
    for _ in range(n):
        x = x * x
        if last is not None and abs(x - last) < 0.05:
            last = x
            break
        last = x
    return last


@program(at(signed(3), 0.2 * signed(3, 3)))
def power_iteration(v, a):
    largest = None
    for _ in range(5):
        w = a @ v
        v = w / np.linalg.norm(w)
        new = v @ a @ v
        if largest is not None and abs(new - largest) < 1e-12:
            break
        largest = new
    return largest


@program(floats(1.3))
def extremes_of_a_long_list(x):
    items = []
    for k in range(5):
        items.append(x * k if k % 2 else -x)
    return max(items) * min(items)


@program(at(1.3, 3), at(1.3, 0, label="empty"))
def greatest_or_another(x, n):
    items = []
    for k in range(n):
        items.append(x * k)
    return max(items, default=x * x) * x


@program(at(1.3, 3))
def extremes_of_whole_numbers(x, n):
    items = []
    for k in range(1, n):
        items.append(k * 2)
    return x ** max(items) * min(items)


@program(at(signed(4), signed(4)))
def backtracking(x, d):
    def loss(t):
        return np.sum((x + t * d) ** 2)

    t = 1.0
    start = loss(0.0)
    history = []
    while loss(t) > start - 1e-4 * t:
        t *= 0.5
        history.append(t)
        if len(history) > 20:
            break
    best = min(history) if history else t
    return loss(best)


@program(at(spread(6)))
def peaks_or_the_largest(x):
    found = []
    for i in range(1, len(x) - 1):
        if x[i] > x[i - 1] and x[i] > x[i + 1]:
            found.append((i, x[i]))
    if not found:
        return np.max(x)
    total = 0.0
    for i, v in found:
        total += v * v * i
    return total


@program(at([signed(2, 3), spread(3, 3), signed(3, 1)], spread(4, 2), [None, "square", "tanh"]))
def layers_beside_their_activations(weights, x, activations):
    for w, name in zip(weights, activations):
        x = x @ w
        if name == "square":
            x = x * x
        elif name == "tanh":
            x = np.tanh(x)
    return np.sum(x)


@program(at(signed(4)))
def counted_from_the_end(x):
    """The counter of an `enumerate` runs forwards though what it counts runs backwards."""
    s = 0.0
    for i, v in enumerate(reversed(x), 2):
        s += v * v * i
    return s + sum([v * i for i, v in enumerate(reversed(x))])


@program(at(signed(3, 3)))
def rows_counted_from_the_end(m):
    s = 0.0
    for i, row in enumerate(reversed(m)):
        s += np.sum(row * row) * i
    return s


@program(at(signed(4) + 0.5), at(signed(4) * 0.3, label="not found", main=False))
def chosen_where_something_is_found(x):
    return x[0] ** 2 if any(v > 1.0 for v in x) else x[1] * 3.0


@program(at(1.3, 3), at(1.3, 0, label="nothing", main=False))
def summed_from_a_start(x, n):
    items = [x * k for k in range(n)]
    return sum(items, x) ** 2 + sum(items, 2.0) * sum([], x) * sum((k * x for k in range(n)), x)


@program(at(signed(4), 3), at(signed(4), 0, label="nothing", main=False))
def summed_from_an_array(x, n):
    items = [x * k for k in range(n)]
    first = x * 2.0
    s = sum(items, first)
    return np.sum(s * s) + sum([v * v for v in x], x[1]) ** 2


@program(at(1.3))
def only_the_handler_has_a_derivative(x):
    """The body of the try has none, and does not end."""
    items = [x, x * x]
    try:
        y = items[5]
    except IndexError:
        y = items[1]
    try:
        raise ValueError("on purpose")
    except ValueError:
        z = items[1] * y
    return y * z


@program(at(1.3, 3), at(1.3, 0, label="nothing", main=False))
def sums_of_nothing_are_integers(x, n):
    t = sum([x * k for k in range(n)])
    return x * 3.0 if isinstance(t, int) else x * 5.0 + t


@program(at(1.3), at(-0.6, label="integer", main=False), at(2.6, label="float", main=False))
def the_greater_may_be_an_integer(x):
    m = max(2, x)
    k = max([1, x, 1.0])
    return (x * 3.0 if isinstance(m, int) else m * x) + (x if isinstance(k, float) else 2.0 * x)


@program(at(signed(4) + 0.3))
def sums_of_flags_are_flags(x):
    """What two masks are factors of is not a product with the sum of the masks."""
    finite, small = np.isfinite(x[0]), x[1] < 5.0
    return np.sum((x > 0.0) * x + (x > 0.2) * x) + x[0] * finite + x[0] * small


@program(at(signed(4)))
def bytes_wrap_around(x):
    few, more = np.array([1, 2, 3, 200], dtype=np.uint8), np.array([2, 3, 4, 100], dtype=np.uint8)
    wide = x[:, None] * few * more
    return np.sum(x * few - x * more) - np.sum(few * x) + np.sum(wide) + x[0] * few[3] + x[0] * more[3]


@program(at(signed(3, 3)))
def places_on_a_diagonal(a):
    b = a * 1.0
    b[np.diag_indices(3)] *= a[1]
    below = np.tril_indices(3, -1)
    b[below] += a[0]
    return np.sum(b * b * a) + np.sum(np.sum(b[below], axis=-1))


@program(at(signed(4)))
def joined_with_integers_and_flags(x):
    """What does not move beside what does has a tangent of its own shape, also in rows written out."""
    counts, large = np.array([1, 2]), x > 0.2
    rows = np.array([x, [1, 2, 3.0, True]])
    blocks = np.array([[[1, 2], [x[0], 3]], [[1, 2], [3, 4]]])
    joined = np.concatenate([x, counts, large])
    return np.sum(joined * joined) + np.sum(np.stack([large, x]) * x) + np.sum(rows * x) + np.sum(blocks * blocks)


@program(at(signed(3), 3))
def equal_lists_of_which_one_is_stored_into(x, n):
    a = []
    for i in range(n):
        a.append(x * (i + 1.0))
    b = []
    for i in range(n):
        b.append(x * (i + 1.0))
    for k in range(n):
        b[k][0] = 5.0 * x[1] * a[k][0]
    s = 0.0
    for k in range(n):
        s = s + np.sum(a[k] ** 2) + np.sum(b[k] ** 3)
    return s


@program(at(signed(4)), order=1)
def zeros_of_a_polynomial_of_which_some_stay(x):
    return np.sum(np.abs(np.roots(np.concatenate([x, np.zeros(2)]))) ** 2)
