"""`check_grads`: the derivatives that srcad writes, held against finite differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from srcad.api.containers import leaf_list
from srcad.api.faces import unbound
from srcad.api.seeds import check_several, is_differentiable
from srcad.errors import ArgumentError
from srcad.testing.probe import Probe


def check_grads(
    f: Callable[..., Any],
    args: Sequence[Any],
    order: int = 2,
    modes: Sequence[str] = ("fwd", "rev"),
    *,
    rtol: float = 1e-5,
    atol: float = 1e-6,
) -> None:
    """Hold the derivatives of `f` at `args` against finite differences, up to `order`, in the given modes.

    `args` is the tuple of positional arguments, as `grad` takes them: every float, complex number, array and container
    of them is differentiated, anything else stays as it is.  The result may have any structure and shape.  Directions
    are random but the same in every run.  `rtol` and `atol` are the tolerated relative and absolute difference (a
    thousand times as much where float32 is involved).

    Raises `GradientMismatch` (a `SrcadError` and an `AssertionError`), which names the argument and entry that is
    off the most, what srcad and finite differences give there, and the difference; and whatever `grad` raises.

    >>> import numpy as np
    >>> check_grads(lambda x, y: np.sin(x) * y, (np.array([1.0, 2.0]), 3.0))
    """
    unknown = [mode for mode in modes if mode not in ("fwd", "rev")]
    if unknown:
        raise ArgumentError(f"{unknown[0]!r} is not a mode", "'fwd', 'rev' or both")
    check_several(args, "args")
    function, owners = unbound(f)
    args = (*owners, *args)
    name = f"`{getattr(f, '__name__', type(f).__name__)}`"
    wanted = tuple(number for number, arg in enumerate(args) if any(map(is_differentiable, leaf_list(arg))))
    for level in range(1, order + 1):
        probe = Probe(function, args, wanted, name, _scaled(args, rtol), _scaled(args, atol))
        for mode in modes:
            probe.run(mode)
        if level < order:
            function, name = probe.gradient(), f"the gradient of {name}"


def _scaled(args: Sequence[Any], tolerance: float) -> float:
    dtypes = (getattr(leaf, "dtype", None) for leaf in leaf_list(tuple(args)))
    narrow = any(dtype in (np.float16, np.float32, np.complex64) for dtype in dtypes)
    return tolerance * 1000 if narrow else tolerance
