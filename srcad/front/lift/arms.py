"""Where two paths join: one meaning for every name, one content for every storage."""

from __future__ import annotations

from dataclasses import replace

from srcad.analyse.join import join
from srcad.front.lift.grown import with_lists
from srcad.front.lift.merge import Merging, display_name
from srcad.front.lift.options import parts, with_parts
from srcad.front.lift.state import Key, State
from srcad.front.lift.values import (
    UNBOUND,
    Cell,
    Chosen,
    Closure,
    Columns,
    Content,
    Growing,
    Num,
    Record,
    Seq,
    Table,
    Value,
    View,
)
from srcad.ir.core import Var
from srcad.ir.types import Array


class Arms(Merging):
    """The two arms of one branch, and the state that they leave."""

    def join_states(self) -> None:
        """Make the current state the one after the branch (it is the one before it now)."""
        then, orelse = self.states
        cx = self.cx
        if then.dead or orelse.dead:
            self.join_dead(then, orelse)
            return
        before = cx.state
        live = cx.live_names()
        names: dict[Key, Value] = {}
        for key in dict.fromkeys((*then.names, *orelse.names)):
            one, other = then.names.get(key, UNBOUND), orelse.names.get(key, UNBOUND)
            same = one is other or one is before.names.get(key) is other
            if not same and key[0] in live and key[1] not in live[key[0]]:
                continue
            if not same and key[0] not in live and key not in before.names and UNBOUND in (one, other):
                # a name of a call that one arm made: only what it has left behind can read it
                names[key] = self.sided(0, one, key[1]) if other is UNBOUND else self.sided(1, other, key[1])
                continue
            names[key] = one if same else self.merge(one, other, key[1], key)
        boxes = self.join_boxes(then, orelse)
        self.join_memory(then, orelse)
        cx.state.names, cx.state.boxes = names, boxes
        cx.state.homes = {
            cell: replace(home, lists=cx.state.lists_of(home.owner), changed=home.changed or orelse.homes[cell].changed)
            for cell, home in then.homes.items()
            if cell in before.homes and then.home_of(cell) is not None and orelse.home_of(cell) is not None
        }

    def join_boxes(self, then: State, orelse: State) -> dict[Cell, Content]:
        found: dict[Cell, Content] = {}
        for cell in dict.fromkeys((*then.boxes, *orelse.boxes)):
            one, other = then.boxes.get(cell), orelse.boxes.get(cell)
            if one is not None and other is not None:
                found[cell] = one if one is other else self.contents((cell, cell), one, other, cell.name)
        # what one arm made is known by what its names and the containers that hold it were merged to
        return {**self.cx.state.boxes, **found}

    def join_memory(self, then: State, orelse: State) -> None:
        memory = self.cx.state.memory
        # what one arm made is known outside by what its names were merged to
        for cell in (cell for cell in then.memory if cell in orelse.memory):
            one, other = then.memory[cell], orelse.memory[cell]
            if one is not other:
                type_ = join(one.type, other.type, self.cx.supply.extent)
                if not isinstance(type_, Array):
                    reason = f"an array is {one.type} after one branch and {other.type} after the other"
                    raise self.cx.refuse(self.node, reason, "make it of one type before the branch")
                name = "" if one.temp and other.temp else (other.name if one.temp else one.name)
                memory[cell] = self.pair(one, other, name, type_)
            else:
                memory[cell] = one

    def join_dead(self, then: State, orelse: State) -> None:
        """One arm does not come back: what follows sees the other alone."""
        if then.dead and orelse.dead:
            self.cx.state.dead = True
            return
        side = 1 if then.dead else 0
        alive = self.states[side]
        outer = set(self.cx.state.memory.values())
        memory: dict[Cell, Var] = {}
        for cell, var in alive.memory.items():
            memory[cell] = var if var in outer else self.one_sided(side, var, var.name, var.temp)
        names: dict[Key, Value] = {}
        for key, value in alive.names.items():
            unchanged = value is self.cx.state.names.get(key)
            names[key] = value if unchanged else self.outward(side, value, display_name(key))
        boxes = {cell: self.outward_content(side, cell, content) for cell, content in alive.boxes.items()}
        self.cx.state.memory, self.cx.state.names, self.cx.state.boxes = memory, names, boxes
        self.cx.state.facts = alive.facts
        self.cx.state.homes = {
            cell: replace(home, lists=self.cx.state.lists_of(home.owner))
            for cell, home in alive.homes.items()
            if cell in self.cx.state.homes and alive.home_of(cell) is not None
        }

    def outward_content(self, side: int, cell: Cell, content: Content) -> Content:
        if content is self.cx.state.boxes.get(cell):
            return content
        if isinstance(content, Columns | Table):
            return with_lists(content, (self.one_sided(side, one, cell.name) for one in content.lists))
        if isinstance(content, Growing):
            return replace(content, items=tuple(self.outward(side, item, cell.name) for item in content.items))
        made = self.outward(side, content, cell.name)
        assert isinstance(made, Content)
        return made

    def outward(self, side: int, value: Value, name: str) -> Value:
        match value:
            case Num(atom=Var() as var):
                return Num(self.one_sided(side, var, name))
            case View():
                return replace(value, indices=tuple(self.escape(side, i) for i in value.indices), cache=None)
            case Seq() | Record() | Closure():
                return with_parts(value, tuple(self.outward(side, item, name) for item in parts(value)))
            case Chosen(flags=flags, options=options):
                kept = tuple(self.escape(side, flag) for flag in flags)
                return Chosen(kept, tuple(self.outward(side, option, name) for option in options))
        return value
