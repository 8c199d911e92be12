"""How long the first call of a gradient takes: finding the source, transforming, writing and compiling it."""

from __future__ import annotations

import linecache
import subprocess
import sys
from collections.abc import Callable
from inspect import getsource
from time import process_time
from typing import Any

import numpy as np

from srcad import grad


def thirty_lines(x, w, n):
    total = 0.0
    scale = 0.5
    y = np.tanh(w * x)
    z = np.exp(-y * y)
    for _ in range(n):
        a = np.sin(y) * z
        b = np.sum(a * a)
        if b > 1.0:
            scale = scale / b
            y = y - 0.1 * a
        elif b > 0.1:
            y = y - 0.2 * a * scale
        else:
            y = 0.9 * y
        c = a + y
        z = z + 0.01 * c
        total = total + b * scale
    u = x[1:] - x[:-1]
    v = u * u + 0.01
    roughness = np.sum(np.sqrt(v))
    k = 0
    s = 1.0
    while k < 3:
        s = 0.5 * (s + roughness / s)
        k = k + 1
    penalty = np.mean(np.abs(w)) + s
    out = total + 0.1 * penalty
    if out > 100.0:
        return np.log(out)
    return out + 0.5 * np.vdot(z, z)


def arguments() -> tuple[Any, ...]:
    return np.linspace(0.1, 1.0, 8), np.linspace(-1.0, 1.0, 8), 4


def newly_written(number: int) -> Callable[..., Any]:
    """The function again, as if it had just been written: of a file, and a text, that srcad has not met."""
    file, text = f"<first call {number}>", f"{getsource(thirty_lines)}# {number}\n"
    linecache.cache[file] = len(text), None, text.splitlines(keepends=True), file
    namespace = {"np": np}
    exec(compile(text, file, "exec"), namespace)
    return namespace["thirty_lines"]


def seconds_to_first_result(function: Callable[..., Any] = thirty_lines) -> float:
    """Of the processor: nothing waits here but for a busy machine."""
    start = process_time()
    grad(function, (0, 1))(*arguments())
    return process_time() - start


def warm(times: int = 20) -> float:
    """The least of many, in a process that has transformed other functions."""
    return min(seconds_to_first_result(newly_written(number)) for number in range(times))


def cold(times: int = 5) -> float:
    """The least of several processes in which it is the very first, after `import srcad`."""
    code = "from benchmarks.first_call import seconds_to_first_result as s; print(s())"
    command = [sys.executable, "-c", code]
    return min(float(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(times))
