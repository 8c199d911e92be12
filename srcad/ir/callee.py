"""A function of the program that is handed to another: the integrand of ``quad``, the equation of ``brentq``."""

from __future__ import annotations

from typing import Any

from srcad.ir.core import Function
from srcad.ir.evaluate import evaluate


class Callee:
    """A function of leaves that gives one result or a tuple of them, as the value of a literal.

    What it read from the surroundings are its last parameters, so the function it is handed to passes them.
    """

    __slots__ = ("__name__", "function")

    def __init__(self, function: Function) -> None:
        self.__name__ = function.name
        self.function = function

    def __call__(self, *args: Any) -> Any:
        results = evaluate(self.function, args)
        return results[0] if self.function.result.kind == "leaf" else tuple(results)
