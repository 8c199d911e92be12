"""What a loop carries: its body is lifted again and again until that, and its types, no longer change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from srcad.analyse.builder import Builder
from srcad.analyse.lengths_of import roots_in, with_roots
from srcad.errors import LanguageError
from srcad.front.desugar.names import loads, stores
from srcad.front.lift.carried import Carried, Slot
from srcad.front.lift.collected import NotCollected
from srcad.front.lift.context import Lifter
from srcad.front.lift.ends import End
from srcad.front.lift.grown import list_type, with_lists
from srcad.front.lift.heads import Head
from srcad.front.lift.options import parts, with_parts
from srcad.front.lift.state import Key, State
from srcad.front.lift.values import (
    UNBOUND,
    Box,
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
from srcad.ir.core import UNDEF, Atom, Var

ROUNDS = 16


class Loop:
    """Lifts one `for` or `while`."""

    def __init__(self, cx: Lifter, node: Any) -> None:
        self.cx = cx
        self.node = node
        self.carried = Carried()
        self.before = cx.state
        self.key = cx.supply.key()
        frame = cx.frame
        for name in sorted(stores([node]), key=str):
            key = (cx.home(name), name)
            value = self.before.names.get(key, UNBOUND)
            if not (isinstance(value, View | Box) and only_augmented(node, name)):
                self.carried.keys[key] = None
        frame.live.append(frozenset(loads([node])))

    def settle(
        self, body: Callable[[Head], tuple[Builder, State, list[Atom]]]
    ) -> tuple[Head, Builder, State, list[Atom]]:
        """Lift the body until it carries what it was assumed to carry."""
        self.cx.depth += 1
        try:
            return self._settle(body)
        finally:
            self.cx.depth -= 1

    def _settle(
        self, body: Callable[[Head], tuple[Builder, State, list[Atom]]]
    ) -> tuple[Head, Builder, State, list[Atom]]:
        cx = self.cx
        others = len(cx.others)
        again = True
        mark, point = len(cx.builder.body), cx.point()
        for _ in range(ROUNDS):
            shared = cx.sharing.version
            del cx.others[others:]
            del cx.builder.body[mark:]
            cx.state = self.before.copy()
            try:
                head = Head(cx, self.node, self.before, self.carried)
                head.state.memory = {**cx.state.memory, **head.state.memory}
                cx.state = head.state.copy()
                builder, after, extras = body(head)
                settled = self.stable(head, builder, after)
            except NotCollected as more:
                if more.cell not in self.carried.collected:
                    raise
                cx.back_to(point)
                self.carried.collected.discard(more.cell)
                self.carried.entries[more.cell] = more.entry or self.carried.entries[more.cell]
                continue
            if not settled:
                continue
            if again and cx.sharing.version != shared:
                # what came to share memory late in a round matters to the stores early in the next
                again = False
                continue
            cx.frame.live.pop()
            return head, builder, after, extras
        raise LanguageError(
            "the types that this loop carries do not settle", "give each name one type", cx.place(self.node)
        )

    def stable(self, head: Head, builder: Builder, after: State) -> bool:
        """Compare the end of the body with its head; note what has to be carried differently."""
        carried, changed = self.carried, False
        for key, value in after.names.items():
            if key not in carried.keys and head.state.names.get(key) is not value:
                old = head.state.names.get(key, UNBOUND)
                if not self.visible(key) or self.same_place(old, value):
                    continue
                carried.keys[key] = None
                changed = True
        for cell, var in after.memory.items():
            if cell in self.before.memory and cell not in carried.cells and head.state.memory[cell] is not var:
                carried.cells[cell] = None
                changed = True
        for cell, held in after.boxes.items():
            if cell in self.before.boxes and cell not in carried.boxes and head.state.boxes[cell] is not held:
                carried.boxes[cell] = None
                changed = True
        if changed:
            return False
        ends = End(self.cx, self.node, builder, head, after, carried)
        return ends.match()

    @staticmethod
    def same_place(old: Value, new: Value) -> bool:
        return isinstance(old, View | Box) and old == new

    def visible(self, key: Key) -> bool:
        """Whether a name outlives the iteration (scopes of calls made in the body do not)."""
        return any(key[0] is frame.scope for frame in self.cx.frames) or key in self.before.names

    def after_loop(self, root: str, own: dict[str, str]) -> str:
        """A length that changes from round to round has another name after the last one."""
        if root not in self.cx.loose:
            return root
        if root not in own:
            own[root] = self.cx.supply.extent().root
        return own[root]

    # --- after the loop -----------------------------------------------------------------------------------------

    def finish(self, head: Head) -> tuple[list[Var], list[Slot]]:
        """The state after the loop: carried values are its results."""
        cx = self.cx
        outs: list[Var] = []
        slots = list(head.slots.values())
        renamed: dict[Var, Var] = {}
        own: dict[str, str] = {}
        for slot in slots:
            type_ = with_roots(slot.param.type, lambda root: self.after_loop(root, own))
            out = Var(slot.param.name, type_, slot.param.temp)
            renamed[slot.param] = out
            if not slot.guarded and (slot.init is UNDEF or slot.init in cx.unbound or slot.end in cx.unbound):
                cx.unbound[out] = None
            outs.append(out)
        state = self.before.copy()
        state.memory.update({cell: var for cell, var in head.state.memory.items() if cell not in self.before.memory})
        for cell, var in list(state.memory.items()):
            param = head.state.memory.get(cell, var)
            state.memory[cell] = renamed.get(param, var)
        state.boxes = {cell: rename_content(held, renamed) for cell, held in head.state.boxes.items()}
        state.homes = {
            cell: replace(home, lists=state.lists_of(home.owner))
            for cell, home in head.state.homes.items()
            if head.state.home_of(cell) is not None
        }
        live = cx.live_names()
        known = frozenset(root for var in self.before.memory.values() for root in roots_in(var.type))
        for cell, (entry, atoms) in head.grown.items():
            lists = tuple(Var(cell.name or "items", list_type(cx, atom.type, known)) for atom in atoms)
            outs += lists
            growing = head.state.boxes[cell]
            assert isinstance(growing, Growing)
            state.boxes[cell] = Columns(entry, lists, growing.memory)
        for key, value in head.made.items():
            if key[0] in live and key[1] not in live[key[0]]:
                state.names.pop(key, None)
            else:
                state.names[key] = rename(value, renamed)
        cx.state = state
        return outs, slots


def rename(value: Value, renamed: dict[Var, Var]) -> Value:
    match value:
        case Num(atom=Var() as var):
            return Num(renamed.get(var, var))
        case Seq() | Record() | Closure():
            return with_parts(value, tuple(rename(item, renamed) for item in parts(value)))
        case View():
            return replace(value, cache=None)
        case Chosen(flags=flags, options=options):
            outs = tuple(renamed.get(flag, flag) if isinstance(flag, Var) else flag for flag in flags)
            return Chosen(outs, tuple(rename(option, renamed) for option in options))
    return value


def rename_content(content: Content, renamed: dict[Var, Var]) -> Content:
    if isinstance(content, Columns | Table):
        return with_lists(content, (renamed.get(one, one) for one in content.lists))
    made = rename(content, renamed)
    assert isinstance(made, Content)
    return made


def only_augmented(node: Any, name: str) -> bool:
    """Whether a loop assigns to a name by augmented assignment only."""
    return not any(
        isinstance(target, gast.Name) and target.id == name and isinstance(target.ctx, gast.Store)
        for stmt in gast.walk(node)
        for target in targets_of(stmt)
    )


def targets_of(stmt: Any) -> list[Any]:
    match stmt:
        case gast.Assign(targets=targets):
            found = targets
        case gast.AnnAssign(target=target) | gast.For(target=target) | gast.NamedExpr(target=target):
            found = [target]
        case gast.FunctionDef(name=name):
            found = [gast.Name(name, gast.Store(), None, None)]
        case _:
            return []
    return [leaf for target in found for leaf in gast.walk(target)]
