"""The second half of a `vjp`."""

from __future__ import annotations

from typing import Any

from srcad.api.derivative import Derivative
from srcad.api.notes import note_origin
from srcad.api.seeds import conform
from srcad.derived import Derived


class Pullback:
    """From the adjoint of a result to the adjoints of the arguments; it can be called any number of times."""

    def __init__(self, out: Any, residuals: tuple[Any, ...], derived: Derived) -> None:
        # the caller may change the lists in `out`; what its seeds are held against are only shapes
        self._like = conform(out, out, "out")
        self._residuals = residuals
        self._derived = derived

    def __call__(self, seed: Any) -> tuple[Any, ...]:
        """The adjoints, one per argument, for a seed of the structure and shapes of the result."""
        assert self._derived.backward is not None
        given = conform(seed, self._like, "seed")
        try:
            bars: tuple[Any, ...] = self._derived.backward(*self._residuals, given)
        except Exception as error:
            note_origin(error)
            raise
        return bars

    @property
    def source(self) -> str:
        """The text of the forward and the backward sweep."""
        return self._derived.source


def forward(made: Derivative, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, Pullback]:
    """The result and the pullback from one call of a derivative of mode ``'vjp'``."""
    special, (out, residuals) = made(*args, **kwargs)
    return out, Pullback(out, residuals, special.derived)
