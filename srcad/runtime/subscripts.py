"""What the subscripts of ``np.einsum`` say: rules and result types read them the same way."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_letters


def einsum_letters(text: str, ndims: Sequence[int]) -> tuple[tuple[str, ...], str]:
    """The letters of each operand and of the result, where the operands have so many axes.

    An ellipsis stands for as many letters as are left, the last ones of a common rest, as in a broadcast.

    >>> einsum_letters("...ij,jk", [3, 2])
    (('Zij', 'jk'), 'Zik')
    """
    left, arrow, output = text.replace(" ", "").partition("->")
    inputs = left.split(",")
    if len(inputs) != len(ndims):
        raise ValueError(f"einsum is given {len(ndims)} operands for {text}")
    counts = [ndim - len(each.replace("...", "")) for each, ndim in zip(inputs, ndims, strict=True) if "..." in each]
    rest = "".join(letter for letter in ascii_letters[::-1] if letter not in text)[: max(counts, default=0)][::-1]
    if min(counts, default=0) < 0:
        raise ValueError(f"the axes of the operands are not those that einsum is given: {text}")
    filled = tuple(
        each.replace("...", rest[len(rest) - (ndim - len(each.replace("...", ""))) :])
        for each, ndim in zip(inputs, ndims, strict=True)
    )
    if not arrow:
        letters = left.replace(",", "").replace("...", "")
        output = "..." * ("..." in left) + "".join(sorted(a for a in letters if letters.count(a) == 1))
    return filled, output.replace("...", rest)
