"""Statements other than loops."""

from __future__ import annotations

import operator
from dataclasses import replace
from typing import Any

import gast

from srcad.analyse.infer import CannotType, infer
from srcad.analyse.plain import is_opaque
from srcad.errors import AliasError
from srcad.front.desugar.exits import OUT
from srcad.front.lift import dicts, lists, operators, protocol, tables
from srcad.front.lift.branches import branch
from srcad.front.lift.calls import call
from srcad.front.lift.classes import delete_attribute, store_attribute
from srcad.front.lift.closures import make_closure
from srcad.front.lift.context import Lifter, statement
from srcad.front.lift.expressions import BINARY, binary, check_bound
from srcad.front.lift.facts import assume
from srcad.front.lift.lookup import attribute_value, lookup
from srcad.front.lift.options import parts, settled, with_parts
from srcad.front.lift.outside import method_outside, store_outside
from srcad.front.lift.protocol import class_of
from srcad.front.lift.subscripts import brackets, is_view, item_at, item_in
from srcad.front.lift.truth import truth
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import UNBOUND, Box, Columns, Num, Record, Seq, Static, Table, Value, View
from srcad.ir.core import Apply, Assert, Atom, Bind, Entry, Index, Lit, Slice, Step, Subscript, Var
from srcad.ir.types import Array, Extent, kind_of


@statement(gast.Pass)
def pass_(cx: Lifter, node: gast.Pass) -> None:
    pass


@statement(gast.Delete)
def delete(cx: Lifter, node: gast.Delete) -> None:
    for target in node.targets:
        if isinstance(target, gast.Subscript):
            delete_entry(cx, target)
            continue
        if isinstance(target, gast.Attribute):
            delete_attribute(cx, target, cx.expr(target.value), protocol.mangled(cx, target.attr))
            continue
        check_bound(cx, target, lookup(cx, target.id, target), target.id)
        cx.set_name(target.id, UNBOUND)


def delete_entry(cx: Lifter, target: gast.Subscript) -> None:
    """``del items[i]``, ``del entries[key]``"""
    box, place = cx.expr(target.value), place_in(cx, target)
    if not isinstance(box, Box):
        raise cx.refuse(target, f"{cx.describe(box)} has no entries that can be deleted", "build a new one without it")
    if isinstance(place, slice) and class_of(cx, box) is None:
        lists.store_slice(cx, target, box, place, Seq("tuple", ()))
    elif isinstance(place, slice):
        raise cx.refuse(target, f"{cx.describe(box)} has no slices that can be deleted", "delete one item")
    elif protocol.defines(cx, box, "__delitem__"):
        protocol.ask(cx, target, box, "__delitem__", [place])
    elif isinstance(content := cx.open(box), Table) or (isinstance(content, Record) and content.cls is None):
        dicts.delete(cx, target, box, place)
    elif isinstance(content, Record):
        raise cx.refuse(target, f"{cx.describe(box)} has no entries that can be deleted", "delete an attribute")
    else:
        lists.delete(cx, target, box, place)


@statement(gast.Expr)
def expression_statement(cx: Lifter, node: gast.Expr) -> None:
    match node.value:
        case gast.Constant():
            return
        case gast.Call() as called if method_outside(cx, called):
            return
        case value:
            cx.expr(value)


@statement(gast.Assign)
def assign(cx: Lifter, node: gast.Assign) -> None:
    if len(node.targets) == 1 and store_outside(cx, node.targets[0], node.value):
        return
    pending = len(cx.pending)
    value = cx.expr(node.value, first_name(node.targets))
    if len(node.targets) == 1 and isinstance(node.targets[0], gast.Subscript):
        store_item(cx, node.targets[0], value, pending)
        return
    if is_name(node.targets[0], OUT):
        value = returned(cx, node, value)
    for target in node.targets:
        bind(cx, target, value)


def first_name(targets: list[Any]) -> str:
    """The name that the value of an assignment will be known by."""
    names = (t.id if isinstance(t, gast.Name) else t.attr for t in targets if isinstance(t, gast.Name | gast.Attribute))
    return next((name for name in names if not name.startswith(" ")), "")


@statement(gast.AnnAssign)
def annotated(cx: Lifter, node: gast.AnnAssign) -> None:
    if node.value is not None:
        bind(cx, node.target, cx.expr(node.value, first_name([node.target])))


def bind(cx: Lifter, target: Any, value: Value) -> None:
    """Assign to a name, an element, or several of them."""
    match target:
        case gast.Name(id=name):
            cx.set_name(name, under_name(cx, target, value, name))
        case gast.Tuple(elts=targets) | gast.List(elts=targets):
            if any(isinstance(part, gast.Starred) for part in targets):
                bind_starred(cx, target, targets, value)
                return
            items = unpack(cx, target, value, len(targets))
            if len(items) != len(targets):
                raise cx.refuse(target, f"{len(items)} values for {len(targets)} names", "match the two sides")
            for part, item in zip(targets, items, strict=True):
                bind(cx, part, item)
        case gast.Subscript():
            store_item(cx, target, value)
        case gast.Attribute():
            store_attribute(cx, target, cx.expr(target.value), protocol.mangled(cx, target.attr), value)


def bind_starred(cx: Lifter, target: Any, targets: list[Any], value: Value) -> None:
    """``a, *b, c = ...``: what is left over becomes a list."""
    items = unpack(cx, target, value)
    star = next(place for place, part in enumerate(targets) if isinstance(part, gast.Starred))
    after = len(targets) - star - 1
    if len(items) < star + after:
        raise cx.refuse(target, f"{len(items)} values for at least {star + after} names", "match the two sides")
    rest = len(items) - after
    values = (*items[:star], cx.box(Seq("list", items[star:rest]), target), *items[rest:])
    for part, item in zip(targets, values, strict=True):
        bind(cx, part.value if isinstance(part, gast.Starred) else part, item)


@statement(gast.Global)
@statement(gast.Nonlocal)
def declared(cx: Lifter, node: Any) -> None:
    """Where an assignment goes was settled when the call began."""


def under_name(cx: Lifter, node: Any, value: Value, name: str) -> Value:
    """A literal, or a view, gets a statement of its own under the user's name."""
    if name.startswith(" ") or cx.fixed is not None:
        return value
    if isinstance(value, Num) and isinstance(value.atom, Lit) and isinstance(value.atom.value, bool | int | float):
        return Num(cx.emit(node, Bind(), value.atom, name=name))
    if isinstance(value, View) and value.path:
        return cx.named(value, node, name)
    if isinstance(value, Num | View):
        cx.adopt(cx.atom(value, node), name)
    return value


def store_item(cx: Lifter, target: gast.Subscript, value: Value, pending: int | None = None) -> None:
    """Store by index; of the operands that are `pending` from that number on nothing is needed afterwards."""
    base = cx.expr(target.value)
    if isinstance(base, Box):
        store_entry(cx, target, base, place_in(cx, target), value)
        return
    if not isinstance(base, View):
        raise cx.refuse(target, f"{cx.describe(base)} cannot be stored into", "store into an array, a list or a dict")
    step, atoms = brackets(cx, target.slice)
    place = View(base.cell, (*base.path, step), (*base.indices, *atoms))
    check_overlap(cx, target, place, value)
    content = cx.atom(value, target)
    if pending is not None:
        del cx.pending[pending:]
    put(cx, target, place, content)


def place_in(cx: Lifter, target: gast.Subscript) -> Value | slice:
    """What stands between the brackets of a list or dict."""
    if not isinstance(target.slice, gast.Slice):
        return cx.expr(target.slice)
    parts = (target.slice.lower, target.slice.upper, target.slice.step)
    return slice(*(None if part is None else cx.demand(cx.expr(part), part, "a slice of a list") for part in parts))


def store_entry(cx: Lifter, target: gast.Subscript, box: Box, place: Value | slice, value: Value) -> None:
    """``items[i] = value``, ``entries[key] = value``"""
    if protocol.defines(cx, box, "__setitem__"):
        key = Static(place) if isinstance(place, slice) else place
        protocol.ask(cx, target, box, "__setitem__", [key, value])
        return
    if isinstance(content := cx.open(box), Record | Table):
        if getattr(content, "cls", None) is not None or isinstance(place, slice):
            raise cx.refuse(target, f"{cx.describe(box)} cannot be stored into by index", "store into its fields")
        dicts.store(cx, target, box, place, value)
    elif isinstance(place, slice):
        lists.store_slice(cx, target, box, place, value)
    else:
        lists.store(cx, target, box, place, value)


def check_overlap(cx: Lifter, node: Any, place: View, value: Value) -> None:
    """NumPy copies a line of an array onto another in place; where they cross, what results depends on the layout."""
    if not (isinstance(value, View) and value.cell is place.cell and value.path):
        return
    try:
        target = infer(Index(place.path), (cx.state.memory[place.cell], *place.indices), cx.supply.extent)
    except CannotType as error:
        raise cx.rule_error(node, str(error), "use an index that NumPy takes") from None
    if isinstance(target, Array) and target.ndim == 1 and not parallel(place, value):
        raise AliasError(
            "the line stored into may cross the one that is read, and NumPy's result then depends on the layout",
            "store a copy: `... = ....copy()`",
            cx.place(node),
        )


def parallel(one: View, other: View) -> bool:
    """Whether two lines of an array run in the same direction with the same step."""
    steps = (*one.path, *other.path)
    plain = all(isinstance(step, Subscript) and not any(map(has_step, step.entries)) for step in steps)
    return plain and [kinds(step) for step in one.path] == [kinds(step) for step in other.path]


def has_step(entry: Entry) -> bool:
    return isinstance(entry, Slice) and entry.step


def kinds(step: Step) -> list[type]:
    """Which axes are taken at one place; slices to the end need not be written."""
    found = [type(entry) for entry in step.entries] if isinstance(step, Subscript) else []
    while found and found[-1] is Slice:
        found.pop()
    return found


def put(cx: Lifter, node: Any, place: View, value: Atom, kind: str = "set") -> None:
    """A store, unless the array is of integers and the value is not."""
    old = cx.state.memory[place.cell].type
    if is_opaque(value.type):
        raise cx.refuse(node, "a value that is not known is stored into an array", "write float(...)")
    if isinstance(old, Array) and kind_of(old) in ("b", "i") and kind_of(value.type) in ("f", "c"):
        raise cx.refuse(
            node, f"a float stored into an array of {old.dtype} is cut off to an integer", "make the array of floats"
        )
    if isinstance(old, Array) and kind_of(old) == "f" and kind_of(value.type) == "c":
        raise cx.refuse(node, "a complex number stored into a real array loses its imaginary part", "use `.real`")
    cx.store(place, value, node, kind)


@statement(gast.AugAssign)
def augmented(cx: Lifter, node: gast.AugAssign) -> None:
    fn = BINARY[type(node.op)]
    if isinstance(node.target, gast.Name):
        augment_name(cx, node, fn)
        return
    if store_outside(cx, node.target, node.value, fn):
        return
    if isinstance(node.target, gast.Attribute):
        owner = cx.expr(node.target.value)
        old = attribute_value(cx, node.target, owner)
        attr = protocol.mangled(cx, node.target.attr)
        store_attribute(cx, node.target, owner, attr, augment(cx, node, fn, old, attr))
        return
    base = cx.expr(node.target.value)
    if isinstance(base, Box):
        augment_entry(cx, node, fn, base)
        return
    if not isinstance(base, View):
        raise cx.refuse(node, f"{cx.describe(base)} cannot be stored into", "store into an array, a list or a dict")
    step, atoms = brackets(cx, node.target.slice)
    place = View(base.cell, (*base.path, step), (*base.indices, *atoms))
    augment_place(cx, node, fn, place, is_view(step, atoms) or is_mask(atoms))


def augment_entry(cx: Lifter, node: gast.AugAssign, fn: Any, box: Box) -> None:
    """``items[i] += v``: an array or list that is the item changes in place, and is stored where it was."""
    place = place_in(cx, node.target)
    if isinstance(place, slice):
        raise cx.refuse(node, "a slice of a list is not augmented", "write `items[a:b] = ...`")
    if protocol.defines(cx, box, "__getitem__"):
        old = protocol.ask(cx, node.target, box, "__getitem__", [place])
    elif (table := tables.at_key(cx, node, box, place)) is not None:
        if isinstance(cx.open(box), Record):
            cx.fill(box, table, node)
        old = item_in(cx, node.target, box, table, place)
    elif isinstance(content := cx.open(box), Columns):
        old = item_in(cx, node.target, box, content, place)
    else:
        old = item_at(cx, node.target, cx.open(box), place)
    new = augment(cx, node, fn, old)
    if new is old and isinstance(old, View | Box) and cx.state.home_of(old.cell) is not None:
        return
    store_entry(cx, node.target, box, place, new)


def is_mask(atoms: tuple[Atom, ...]) -> bool:
    """A mask names no element twice."""
    return len(atoms) == 1 and kind_of(atoms[0].type) == "b"


def augment_place(cx: Lifter, node: gast.AugAssign, fn: Any, place: View, once: bool) -> None:
    """``x[i] += v``: stays one operation where every element is named once, else read, add, and store the last."""
    before = cx.state.memory[place.cell]
    value = cx.expr_atom(node.value)
    undisturbed = cx.state.memory[place.cell] is before
    if once and isinstance(node.op, gast.Add) and undisturbed:
        check_kind(cx, node, before.type, value)
        cx.store(place, value, node, "add")
        return
    # what is read was read before the right side was evaluated; but a slice is a view, and shows what that changed
    shown = before if undisturbed else cx.state.memory[place.cell]
    old = cx.emit(node, Index(place.path), before, *place.indices)
    if not undisturbed and isinstance(old.type, Array) and is_view(last_step(place), place.indices):
        old = cx.emit(node, Index(place.path), shown, *place.indices)
    put(cx, node, place, cx.emit(node, Apply(fn), old, value))


def last_step(place: View) -> Subscript:
    step = place.path[-1]
    assert isinstance(step, Subscript)
    return step


def check_kind(cx: Lifter, node: Any, old: object, value: Atom) -> None:
    """NumPy refuses to add floats into integers in place; so does srcad, before the call."""
    order = "bifc"
    if isinstance(old, Array) and order.index(kind_of(old) or "c") < order.index(kind_of(value.type) or "c"):
        raise cx.refuse(node, f"an array of {old.dtype} cannot take this in place", "make the array of floats")


def check_axes(cx: Lifter, node: Any, old: object, value: object) -> None:
    """What is changed in place keeps its shape."""
    if isinstance(old, Array) and isinstance(value, Array) and value.ndim > old.ndim:
        reason = f"an array with {value.ndim} axes does not fit into one with {old.ndim} in place"
        raise cx.refuse(node, reason, "write `x = x + ...` for a new array")


def augment_name(cx: Lifter, node: gast.AugAssign, fn: Any) -> None:
    """Numbers and tuples are rebound; an array changes in place, for all its names."""
    name = node.target.id
    old = check_bound(cx, node.target, lookup(cx, name, node.target), name)
    cx.set_name(name, augment(cx, node, fn, old, name))


def augment(cx: Lifter, node: gast.AugAssign, fn: Any, old: Value, name: str = "") -> Value:
    """The value after ``old op= value``; an array or a list is the same one, changed."""
    made = operators.in_place(cx, node, fn, old, lambda: cx.expr(node.value))
    if made is not None:
        return made
    if isinstance(old, Box):
        return augment_box(cx, node, fn, old, cx.expr(node.value))
    if not isinstance(old, View):
        return binary(cx, node, fn, old, cx.expr(node.value), name)
    augment_array(cx, node, fn, old)
    return old


def augment_box(cx: Lifter, node: gast.AugAssign, fn: Any, box: Box, value: Value) -> Value:
    """``items += more``, ``entries |= more``; anything else is what the operator gives."""
    content = cx.state.boxes[box.cell]
    if fn is operator.add and not isinstance(content, Record):
        lists.extended(cx, node, box, value)
        return box
    if isinstance(content, Table) and content.is_set:
        raise cx.refuse(node, "a set is not changed by an operator", "write `s = s | ...` for a new one")
    if fn is operator.or_ and isinstance(content, Table) and isinstance(more := cx.open(value), Record | Table):
        tables.extended(cx, node, box, more)
        return box
    if fn is operator.or_ and isinstance(content, Record) and content.cls is None:
        dicts.put(cx, node, box, dicts.entries(cx, box) | dicts.pairs_of(cx, node, value))
        return box
    if fn is operator.mul and not isinstance(content, Record):
        made = lists.repeated(cx, node, cx.open(box), value)
        assert isinstance(made, Box)
        cx.fill(box, cx.state.boxes[made.cell], node)
        return box
    return binary(cx, node, fn, box, value)


def augment_array(cx: Lifter, node: gast.AugAssign, fn: Any, old: View) -> None:
    value = cx.expr_atom(node.value)
    before = cx.read(old, node)
    check_axes(cx, node, before.type, value.type)
    if old.path and fn is BINARY[gast.Add]:
        check_kind(cx, node, before.type, value)
        cx.store(old, value, node, "add")
    elif not old.path and keeps_shape(before, value):
        cx.replace(old, cx.emit(node, Apply(fn), before, value, name="" if before.temp else before.name), node)
    else:
        check_kind(cx, node, before.type, value)
        new = cx.emit(node, Apply(fn), before, value)
        cx.store(old if old.path else whole(old), new, node)


def whole(view: View) -> View:
    return replace(view, path=(), indices=())


def keeps_shape(old: Var, value: Atom) -> bool:
    """Whether ``old op value`` certainly has the shape and dtype of `old`; of a 0-d array NumPy makes a number."""
    if not isinstance(old.type, Array) or old.type.dtype != "float64" or not old.type.dims:
        return False
    if not isinstance(value.type, Array):
        return kind_of(value.type) in ("b", "i", "f")
    if kind_of(value.type) not in ("b", "i", "f") or value.type.ndim > old.type.ndim:
        return False
    pairs = zip(reversed(old.type.dims), reversed(value.type.dims), strict=False)
    return all(b == 1 or a == b or (isinstance(a, Extent) and a.many) for a, b in pairs)


@statement(gast.If)
def if_(cx: Lifter, node: gast.If) -> None:
    test = truth(cx, cx.expr(node.test), node.test)
    if isinstance(test, bool):
        cx.run(node.body if test else node.orelse)
        return
    branch(cx, node, test, lambda: cx.run(node.body), lambda: cx.run(node.orelse))


@statement(gast.FunctionDef)
def nested_function(cx: Lifter, node: gast.FunctionDef) -> None:
    decorators = [(decorator, cx.expr(decorator)) for decorator in node.decorator_list]
    value: Value = make_closure(cx, node, node.name)
    for decorator, fn in reversed(decorators):
        value = call(cx, decorator, fn, [value], {})
    cx.set_name(node.name, value)


@statement(gast.Assert)
def assert_(cx: Lifter, node: gast.Assert) -> None:
    test = truth(cx, cx.expr(node.test), node.test)
    if test is True:
        return
    message = () if node.msg is None else (cx.expr_atom(node.msg),)
    cx.effect(node, Assert(), Lit(False) if test is False else test, *message)
    if not isinstance(test, bool):
        assume(cx, test, True)


@statement(gast.Return)
def return_(cx: Lifter, node: gast.Return) -> None:
    """Only ever the last statement of a function: earlier exits are structure by now."""
    value: Value = Static(None) if node.value is None else cx.expr(node.value)
    cx.set_name(" result", value if is_name(node.value, OUT) else returned(cx, node, value))


def returned(cx: Lifter, node: Any, value: Value) -> Value:
    """What the outermost function gives must be a number where it is not None outright."""
    if len(cx.frames) > 1:
        return value
    value = settled(cx, getattr(node, "value", node), value)
    return with_parts(value, tuple(returned(cx, node, part) for part in parts(value)))


def is_name(node: Any, name: str) -> bool:
    return isinstance(node, gast.Name) and node.id == name
