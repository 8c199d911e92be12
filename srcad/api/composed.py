"""Functions that call one derivative, perhaps several times, and show its text as theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcad.api.derivative import Derivative
from srcad.api.wrapped import Wrapped
from srcad.spec import ArgNums, Spec

Run = Callable[[Derivative, Spec, tuple[Any, ...], dict[str, Any]], Any]


class Composed(Wrapped):
    """A function whose value is ``run(derivative, spec, args, kwargs)``; `spec` has the `argnums` of the user."""

    def __init__(self, name: str, derivative: Derivative, run: Run, argnums: ArgNums, has_aux: bool = False) -> None:
        primal = derivative.primal
        super().__init__(primal, f"{getattr(primal, '__name__', 'f')}_{name}")
        self._made = (name, derivative, run, argnums, has_aux)
        self._derivative = derivative
        self._run = run
        self._spec = Spec(argnums=argnums, has_aux=has_aux)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._run(self._derivative, self._spec, args, kwargs)

    @property
    def source(self) -> str:
        """The text that is run, once or several times."""
        return self._derivative.source

    def source_for(self, *args: Any, **kwargs: Any) -> str:
        """The text that is run for arguments of these types."""
        return self._derivative.source_for(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<{self.__name__}{self.__signature__}, argnums={self._spec.argnums!r}>"

    def remake(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Composed, self._made
