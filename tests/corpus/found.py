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
