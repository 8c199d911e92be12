"""``max`` and ``min`` of several numbers: those that tie share equally."""

from __future__ import annotations

from srcad.rules.vocabulary import is_literal


def _share(values, k, out):
    ties = 0.0
    for value in values:
        ties = ties + (value == out)
    return (values[k] == out) / ties


def _largest(values, k, out):
    if len(values) == 2 and k == 0 and not is_literal(values[1]):
        # the first is taken unless the second beats it, which nan never does
        return (not values[1] > values[0]) - 0.5 * (values[0] == values[1])
    if len(values) == 2:
        return (values[k] > values[1 - k]) + 0.5 * (values[k] == values[1 - k])
    return _share(values, k, out)


def _smallest(values, k, out):
    if len(values) == 2 and k == 0 and not is_literal(values[1]):
        return (not values[1] < values[0]) - 0.5 * (values[0] == values[1])
    if len(values) == 2:
        return (values[k] < values[1 - k]) + 0.5 * (values[k] == values[1 - k])
    return _share(values, k, out)


LARGEST = (
    lambda *values, out: _largest(values, 0, out),
    lambda *values, out: _largest(values, 1, out),
    lambda *values, out: _largest(values, 2, out),
    lambda *values, out: _largest(values, 3, out),
    lambda *values, out: _largest(values, 4, out),
    lambda *values, out: _largest(values, 5, out),
)
SMALLEST = (
    lambda *values, out: _smallest(values, 0, out),
    lambda *values, out: _smallest(values, 1, out),
    lambda *values, out: _smallest(values, 2, out),
    lambda *values, out: _smallest(values, 3, out),
    lambda *values, out: _smallest(values, 4, out),
    lambda *values, out: _smallest(values, 5, out),
)
