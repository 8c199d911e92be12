"""A function, the gradient that srcad writes for it, and a descent that uses it.

Run it with ``make demo``, or with Python once srcad is installed.
"""

from __future__ import annotations

import inspect

import numpy as np

from srcad import grad, value_and_grad


def f(x):
    return -np.log(1 / (1 + np.exp(-x)) + 1) / (x**2 + 1)


def descend(start: float, rate: float = 0.5) -> tuple[int, float, float]:
    """Walk downhill until the slope is gone: the steps taken, where it ends, and the value there."""
    value_and_slope = value_and_grad(f)
    x, steps = start, 0
    value, slope = value_and_slope(x)
    while abs(slope) > 1e-9:
        x -= rate * slope
        steps += 1
        value, slope = value_and_slope(x)
    return steps, x, value


def main() -> None:
    print("A function of yours:\n")
    print(inspect.getsource(f))
    print("\nIts gradient, as srcad writes it:\n")
    print(grad(f).source_for(1.0))
    print("\nGradient descent with it:\n")
    print(f"{'start':>8} {'steps':>7} {'x':>12} {'f(x)':>12}")
    for start in (-2.0, -0.5, 0.0, 1.0, 2.0):
        steps, x, value = descend(start)
        print(f"{start:8.2f} {steps:7d} {x:12.8f} {value:12.8f}")


if __name__ == "__main__":
    main()
