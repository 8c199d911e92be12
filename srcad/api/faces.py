"""How the transforms of functions are called: with a function, with a bound method, or as a decorator."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import _lru_cache_wrapper, partial, wraps
from types import MethodType
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, overload

from srcad.errors import ArgumentError
from srcad.spec import TRANSFORMS, ArgNums

Options = ParamSpec("Options")
Made_co = TypeVar("Made_co", covariant=True)
UserFunction = Callable[..., Any]


class Face(Protocol[Options, Made_co]):
    """``grad(f, argnums=1)``, ``@grad`` and ``@grad(argnums=1)``."""

    @overload
    def __call__(self, f: UserFunction, /, *args: Options.args, **kwargs: Options.kwargs) -> Made_co: ...
    @overload
    def __call__(
        self, f: None = None, /, *args: Options.args, **kwargs: Options.kwargs
    ) -> Callable[[UserFunction], Made_co]: ...


def transform(make: Callable[Concatenate[UserFunction, Options], Made_co]) -> Face[Options, Made_co]:
    """Let a transform be called without its function (as a decorator), and of a bound method.

    `make` has a parameter `argnums`.  It is given a plain function and `argnums` that can be hashed; a method is
    transformed as the function that it is, and bound to its object again.
    """
    signature = inspect.signature(make)

    @wraps(make)
    def face(f: UserFunction | None = None, /, *args: Options.args, **kwargs: Options.kwargs) -> Any:
        if f is None:
            return partial(_decorate, face, args, kwargs)
        function, owners = unbound(f)
        options = signature.bind(function, *args, **kwargs)
        options.apply_defaults()
        options.arguments["argnums"] = _after_owner(options.arguments["argnums"], len(owners))
        made = make(*options.args, **options.kwargs)
        return MethodType(made, *owners) if owners and callable(made) else made

    TRANSFORMS[face] = make.__name__
    return face


def _decorate(face: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], f: UserFunction) -> Any:
    return face(f, *args, **kwargs)


def unbound(f: UserFunction) -> tuple[UserFunction, tuple[Any, ...]]:
    """A method as a function and the object it is bound to; an object that can be called as its method."""
    while isinstance(f, _lru_cache_wrapper):
        f = f.__wrapped__
    method = f if inspect.ismethod(f) else getattr(f, "__call__", None)  # noqa: B004 - the method itself is wanted
    if inspect.ismethod(method):
        return method.__func__, (method.__self__,)
    if not callable(f):
        raise ArgumentError(f"{f!r} is not a function", "a function written with `def` or `lambda`")
    return f, ()


def _after_owner(argnums: ArgNums | list[Any], owners: int) -> ArgNums:
    """`argnums` as something that can be hashed, counted from the object of a method on."""
    if isinstance(argnums, tuple | list):
        return tuple(num if isinstance(num, str) else _shifted(num, owners) for num in argnums)
    return argnums if isinstance(argnums, str) else _shifted(argnums, owners)


def _shifted(num: int, owners: int) -> int:
    return num + owners if num >= 0 else num
