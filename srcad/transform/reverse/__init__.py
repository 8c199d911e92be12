"""The gradient of a function: forward sweep, then backward sweep, closed so that it is a function again."""

from __future__ import annotations

from collections.abc import Sequence

from srcad.ir.core import Atom, Function
from srcad.transform.calls import Calls
from srcad.transform.fuse import fuse_loops
from srcad.transform.reverse import apply as _apply  # noqa: F401  (enters its handlers)
from srcad.transform.reverse import branch as _branch  # noqa: F401
from srcad.transform.reverse import enclosed as _enclosed  # noqa: F401
from srcad.transform.reverse import loop as _loop  # noqa: F401
from srcad.transform.reverse.callees import write_pair
from srcad.transform.reverse.gradient import alike, open_reverse, weak
from srcad.transform.reverse.sweep import Inline as Inline
from srcad.transform.store import close


def reverse(
    fn: Function,
    wrt: Sequence[int],
    inline: Inline,
    *,
    value: bool,
    seed: Atom | None = None,
    together: bool = True,
    seeded: int | None = None,
    calls: Calls | None = None,
) -> Function:
    """A function that gives the value leaves (if wanted), then the adjoint of each leaf in `wrt`.

    Its keyword-only parameter ``out_bar`` holds the adjoints of the first `seeded` results (all of them, if
    not said), unless the adjoint of the only one is given as `seed`.  `together` says that both sweeps will
    run in one call, so that loops of the two may become one.  Derivatives of functions that are invoked are
    left in `calls`.
    """
    results = fn.block.results[:seeded]
    seed_type = weak if together else alike
    made = open_reverse(fn, wrt, inline, results=results, value=value, seed=seed, seed_type=seed_type, calls=calls)
    made = close(fuse_loops(made) if together else made)
    if calls is not None:
        calls.finish(lambda signature: write_pair(calls, signature, inline))
    return made
