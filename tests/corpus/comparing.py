"""When two derivatives count as equal, and when a gradient has the form of its argument."""

from typing import Any

import numpy as np

from tests import trees

#: relative to the largest entry of the leaf, and absolute
NUMERIC = (1e-6, 1e-7)
EXACT = (1e-10, 1e-12)
NARROW = (2e-3, 2e-4)


def is_narrow(tree: Any) -> bool:
    """Whether some leaf is in single precision."""
    return any(np.asarray(leaf).dtype in (np.float32, np.complex64) for leaf in trees.leaves(tree))


def assert_close(found: Any, wanted: Any, tolerance: tuple[float, float]) -> None:
    """Each leaf agrees with the leaf at the same place, in shape and value."""
    ours, theirs = list(trees.leaves(found)), list(trees.leaves(wanted))
    assert len(ours) == len(theirs), (found, wanted)
    for a, b in zip(ours, theirs, strict=True):
        assert np.shape(a) == np.shape(b), (a, b)
        scale = float(np.max(np.abs(b), initial=0.0))
        assert np.all(np.isfinite(a) == np.isfinite(b)), (a, b)
        difference = np.max(np.abs(np.subtract(a, b, dtype=trees.doubled(a, b))), initial=0.0)
        assert difference <= tolerance[1] + tolerance[0] * scale, (a, b)


def assert_form(gradient: Any, argument: Any) -> None:
    """The gradient has the structure, shapes and dtypes of the argument, and None where there is no derivative."""
    if trees.is_container(argument):
        assert type(gradient) is type(argument)
        for part, original in zip(trees.children(gradient), trees.children(argument), strict=True):
            assert_form(part, original)
    elif not trees.is_leaf(argument):
        assert gradient is None
    elif isinstance(argument, np.ndarray | np.inexact):
        assert np.shape(gradient) == argument.shape
        assert np.asarray(gradient).dtype == argument.dtype
    else:
        assert isinstance(gradient, type(argument)), type(gradient)


def assert_owned(gradients: Any, *others: Any) -> None:
    """Every array of the gradients can be written without anything else being changed."""
    ours = list(trees.arrays(gradients))
    for place, array in enumerate(ours):
        assert array.flags.writeable
        rest = [*ours[:place], *ours[place + 1 :], *trees.arrays(others)]
        assert not any(np.shares_memory(array, other) for other in rest)
        spread_out = (stride for stride, length in zip(array.strides, array.shape, strict=True) if length > 1)
        assert array.size == 0 or all(spread_out)


def same_bits(tree: Any, other: Any) -> bool:
    """Whether two trees hold exactly the same numbers."""
    pairs = zip(trees.arrays(tree), trees.arrays(other), strict=True)
    return all(a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes() for a, b in pairs)
