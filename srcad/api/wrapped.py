"""What every function that srcad returns has in common: it stands for another function, and looks like it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from types import MethodType
from typing import Any

from srcad.errors import SourceError, SrcadError


class Wrapped:
    """A function made from `primal`, with its signature, its documentation, and a text of its own (`source`)."""

    primal: Callable[..., Any]
    __name__: str
    __wrapped__: Callable[..., Any]

    def __init__(self, primal: Callable[..., Any], name: str) -> None:
        self.primal = self.__wrapped__ = primal
        self.__name__ = name
        self.__qualname__ = getattr(primal, "__qualname__", name)
        self.__module__ = getattr(primal, "__module__", __name__)
        self.__doc__ = primal.__doc__

    @property
    def __signature__(self) -> inspect.Signature:
        try:
            return signature_of(self.primal)
        except ValueError:
            raise SourceError(
                f"`{self.__name__}` cannot be made: its function is not written in Python", "a `def` around it"
            ) from None

    @property
    def source(self) -> str:
        """The text written last."""
        raise NotImplementedError

    def source_for(self, *args: Any, **kwargs: Any) -> str:
        """The text for arguments of these types."""
        raise NotImplementedError

    def remake(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """The call that makes this object, as a function and its arguments."""
        raise NotImplementedError

    def bind(self, *args: Any, **kwargs: Any) -> inspect.BoundArguments:
        """The value of each parameter in a call."""
        bound = self.__signature__.bind(*args, **kwargs)
        bound.apply_defaults()
        return bound

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self if instance is None else MethodType(self, instance)  # type: ignore[arg-type]

    def __str__(self) -> str:
        try:
            return self.source.rstrip()
        except SrcadError:
            return repr(self)

    def __reduce__(self) -> str | tuple[Any, ...]:
        """By name where a decorator put this under the name of its function, else by what makes it."""
        named: Any = sys.modules.get(self.__module__)
        for name in self.__qualname__.split("."):
            named = getattr(named, name, None)
        return self.__qualname__ if named is self else self.remake()


def signature_of(fn: Callable[..., Any]) -> inspect.Signature:
    """How a function takes its arguments: itself, not another that it wraps."""
    return inspect.signature(fn, follow_wrapped=False)
