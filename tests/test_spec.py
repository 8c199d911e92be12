from __future__ import annotations

import pytest

from srcad.errors import ArgumentError
from srcad.ir.core import LEAF, Parameter, Tree
from srcad.spec import ArgNums, Spec, printed_name, targets

PARAMS = (
    Parameter("x"),
    Parameter("p", Tree("tuple", (LEAF, LEAF))),
    Parameter("rest", Tree("tuple", (LEAF, LEAF)), "VAR_POSITIONAL"),
    Parameter("k", LEAF, "KEYWORD_ONLY"),
    Parameter("options", Tree("dict", (LEAF,), ("scale",)), "VAR_KEYWORD"),
)


@pytest.mark.parametrize(
    ("argnums", "names", "starts"),
    [
        (0, ["x"], [0]),
        ("p", ["p"], [1]),
        ((1, 0), ["p", "x"], [1, 0]),
        (3, ["rest[1]"], [4]),
        (-1, ["rest[1]"], [4]),
        (("k", "scale"), ["k", "scale"], [5, 6]),
    ],
)
def test_targets(argnums: ArgNums, names: list[str], starts: list[int]) -> None:
    found = targets(Spec(argnums=argnums), PARAMS)
    assert [target.name for target in found] == names
    assert [target.start for target in found] == starts


@pytest.mark.parametrize(("argnums", "what"), [(4, "4 positional arguments"), (-5, "-5"), ("y", "no argument `y`")])
def test_targets_that_do_not_exist(argnums: ArgNums, what: str) -> None:
    with pytest.raises(ArgumentError, match=what):
        targets(Spec(argnums=argnums), PARAMS)


def test_names_of_derivatives() -> None:
    def loss(x: float) -> float:
        return x

    assert printed_name(loss, "grad") == "loss_grad"
    assert printed_name(loss, "vjp") == "loss_fwd"
    assert printed_name(lambda x: x, "value_and_grad") == "f_value_and_grad"
