"""The same functions through other tools, where they are installed.

A peer runs the function as it is written, its `np` and `math` being the peer's: only array expressions (and,
for autograd, Python loops) can be compared so.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

#: the names under which peers are known, and the package each of them comes in
PACKAGES = {"autograd": "autograd", "jax": "jax"}


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool that differentiates: `gradient(function, argnums, args)` is a call without arguments."""

    name: str
    version: str
    gradient: Callable[[Callable[..., Any], int | tuple[int, ...], tuple[Any, ...]], Callable[[], Any]]


def peers() -> tuple[Peer, ...]:
    """Those that are installed."""
    return tuple(
        Peer(name, version(package), GRADIENTS[name])
        for name, package in PACKAGES.items()
        if find_spec(package) is not None
    )


def absent() -> tuple[str, ...]:
    return tuple(name for name, package in PACKAGES.items() if not _installed(package))


def _installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def rebound(function: Callable[..., Any], numpy: ModuleType) -> Callable[..., Any]:
    """The function with another module where it says `np` or `math`."""
    assert isinstance(function, FunctionType)
    names = {name: numpy if value in (np, math) else value for name, value in function.__globals__.items()
             if isinstance(value, ModuleType)}
    return FunctionType(function.__code__, {**function.__globals__, **names}, function.__name__)


def autograd_gradient(
    function: Callable[..., Any], argnums: int | tuple[int, ...], args: tuple[Any, ...]
) -> Callable[[], Any]:
    gradient = import_module("autograd").grad(rebound(function, import_module("autograd.numpy")), argnums)
    return lambda: gradient(*args)


def jax_gradient(
    function: Callable[..., Any], argnums: int | tuple[int, ...], args: tuple[Any, ...]
) -> Callable[[], Any]:
    """Compiled; arguments are on the device before, and a call ends when its result is there."""
    jax = import_module("jax")
    jax.config.update("jax_enable_x64", True)
    gradient = jax.jit(jax.grad(rebound(function, import_module("jax.numpy")), argnums))
    there = jax.device_put(args)
    return lambda: jax.block_until_ready(gradient(*there))


GRADIENTS = {"autograd": autograd_gradient, "jax": jax_gradient}
