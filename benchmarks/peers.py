"""The same functions through other tools, where they are installed.

A peer runs the function as it is written, its `np` and `math` being the peer's: what it can run so (arithmetic of
arrays, for autograd also Python loops and branches, but nothing that stores into an array) is compared.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from types import FunctionType, ModuleType
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool that differentiates: `gradient(function, argnums, args)` is a call without arguments."""

    name: str
    gradient: Callable[[Callable[..., Any], int | tuple[int, ...], tuple[Any, ...]], Callable[[], Any]]

    def installed(self) -> bool:
        return find_spec(self.name) is not None

    def __str__(self) -> str:
        return f"{self.name} {version(self.name)}"


def rebound(function: Callable[..., Any], numpy: ModuleType) -> Callable[..., Any]:
    """The function with another module where it says `np` or `math`."""
    assert isinstance(function, FunctionType)
    names = {name: numpy for name, value in function.__globals__.items() if value is np or value is math}
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


PEERS = (Peer("autograd", autograd_gradient), Peer("jax", jax_gradient))
