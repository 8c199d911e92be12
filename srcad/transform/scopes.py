"""Where adjoints are found while the backward sweep of a region is written.

Inside an arm or a loop body, what the region itself defines has adjoints of its own; the adjoint of a value
from outside is the one accumulated so far.  An arm sees it as it is.  A loop body sees it as a carried value,
which is made when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Collection

from srcad.ir.core import Var
from srcad.ir.types import Array, Type
from srcad.transform.bars import Bar, bar_type
from srcad.transform.conditions import chosen_var, may_be_held


class Scope:
    """The adjoints of a function body."""

    def __init__(self) -> None:
        self.bars: dict[Var, Bar] = {}

    def find(self, var: Var) -> Bar | None:
        """What has been accumulated, for adding to it."""
        return self.bars.get(var)

    def put(self, var: Var, bar: Bar) -> None:
        self.bars[var] = bar

    def take(self, var: Var) -> Bar | None:
        """What has been accumulated for a value of this very region, whose definition is reached now."""
        return self.bars.pop(var, None)


class Arm(Scope):
    """The adjoints of one arm of a branch."""

    def __init__(self, parent: Scope, inner: Collection[Var]) -> None:
        super().__init__()
        self.parent = parent
        self.inner = inner

    def find(self, var: Var) -> Bar | None:
        if var in self.bars or var in self.inner:
            return self.bars.get(var)
        return self.parent.find(var)

    def touched(self) -> list[Var]:
        """The values from outside to which this arm contributes."""
        return [var for var in self.bars if var not in self.inner]


class Round(Scope):
    """The adjoints of one iteration of a loop; `sums` maps values from outside to the carried sums made for them,
    `masks` to the conditions on these.
    """

    def __init__(self, inner: Collection[Var], undefined: Collection[Var], minded: Collection[Var]) -> None:
        super().__init__()
        self.inner = inner
        self.undefined = undefined
        #: values of which it matters where their adjoints are zero
        self.minded = minded
        self.sums: dict[Var, Var] = {}
        self.masks: dict[Var, Var] = {}

    def find(self, var: Var) -> Bar | None:
        if var not in self.bars and var not in self.inner:
            self.sums[var] = Var(f"{var.name}_bar", self.sum_type(var), var.temp)
            if var in self.minded and may_be_held(var):
                self.masks[var] = chosen_var(var)
            self.bars[var] = Bar(self.sums[var], var not in self.undefined, mask=self.masks.get(var))
        return self.bars.get(var)

    def sum_type(self, var: Var) -> Type:
        """The type of a sum; where a path does not bind the value it may be the number zero, of no certain dtype."""
        type_ = bar_type(var.type)
        return Array("float?", type_.dims) if isinstance(type_, Array) and var in self.undefined else type_
