"""What the pipeline hands to the face: a derivative for one signature, ready to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from srcad.front.lift.free import FreeName


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """The derivative of a function for given types of its arguments.

    `function` takes the arguments of the user's function and, by keyword, a seed or tangents; `backward` (of a
    `vjp` only) takes the residuals that `function` returned beside its result, and the seed.  `namespace` holds the
    globals of the text; the names in `free` are refreshed there before each call.
    """

    source: str
    function: Callable[..., Any]
    namespace: dict[str, Any]
    free: tuple[FreeName, ...] = ()
    backward: Callable[..., Any] | None = None
    #: the text draws, prints or calls something unknown: running it twice is not running it once
    effects: bool = False
