"""Transforms inside a function that is lifted: ``grad(f)(x)``, ``jvp(f, (x,), (v,))``, a derivative made elsewhere.

The inner function is lifted first, what it captures becoming arguments; its derivative is written and takes the
place of the call.  So no perturbations can be confused: by the time the outer derivative is taken, the inner one
is ordinary code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import CodeType, MethodType
from typing import Any

from srcad.analyse.lengths_of import FRESH, roots_of, with_roots
from srcad.front.lift.calls import FINDERS, Handler, call
from srcad.front.lift.context import Lifter
from srcad.front.lift.function import flatten
from srcad.front.lift.recursion import changed_since
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import Closure, Derived, Num, Record, Seq, Static, Value
from srcad.ir.callee import Callee
from srcad.ir.core import Atom, Block, Function, Lit, Parameter, Tree, Var
from srcad.ir.types import NONE, Array, TupleOf, is_real
from srcad.ir.walk import free_in, fresh_copy, substitute
from srcad.pipeline.differentiate import differentiate
from srcad.spec import TRANSFORMS, ArgNums, Spec


@dataclass(frozen=True, slots=True, eq=False)
class Inner:
    """An inner function on its own: its IR, the atoms of the surroundings that its parameters stand for."""

    function: Function
    atoms: tuple[Atom, ...]


def find_transform(obj: Any) -> Handler | None:
    spec = getattr(obj, "spec", None)
    if isinstance(spec, Spec) and callable(getattr(obj, "primal", None)):
        return call_made
    try:
        name = TRANSFORMS.get(obj)
    except TypeError:
        return None
    return None if name is None else HANDLERS.get(name, not_inside)


FINDERS.insert(0, find_transform)


def call_made(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """A call of a derivative that was made outside."""
    made, *rest = args
    assert isinstance(made, Static)
    primal = Static(made.obj.primal, f"{made.name}.primal")
    return derived(cx, node, primal, made.obj.spec, rest, kwargs)


def not_inside(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    made = args[0]
    assert isinstance(made, Static)
    raise cx.refuse(
        node,
        f"`{made.name}` is not supported inside a function that is differentiated",
        "use grad, value_and_grad, vjp, jvp or hvp there: a hessian is one hvp for each row of an identity",
    )


def make(mode: str) -> Handler:
    """``grad(f, argnums, has_aux)``: a function to be called later."""

    def handler(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
        _, fn, *options = args
        given = {**dict(zip(("argnums", "has_aux"), options, strict=False)), **kwargs}
        argnums: ArgNums = chosen(cx, node, given["argnums"]) if "argnums" in given else 0
        has_aux = bool(cx.demand(given["has_aux"], node, "has_aux")) if "has_aux" in given else False
        spec = Spec(mode, argnums, has_aux)  # type: ignore[arg-type]

        def apply(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
            return derived(cx, node, fn, spec, args, kwargs)

        return Derived(fn, apply, mode)

    return handler


def chosen(cx: Lifter, node: Any, value: Value) -> ArgNums:
    value = cx.open(value)
    if isinstance(value, Seq):
        return tuple(chosen(cx, node, item) for item in value.items)  # type: ignore[misc]
    found: ArgNums = cx.demand(value, node, "argnums")
    return found


def derived(
    cx: Lifter, node: Any, fn: Value, spec: Spec, args: list[Value], kwargs: dict[str, Value]
) -> Value:
    """The derivative of `fn` at these arguments, written in place."""
    inner = lift_inner(cx, node, fn, args, kwargs)
    made = differentiate(inner.function, spec, inner=True)
    return rebuilt(cx, node, made.result, paste(cx, made, inner, inner.atoms))


def vjp(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """``out, pullback = vjp(f, *primals)``; calls of the pullback are written where they stand."""
    _, fn, *primals = args
    inner = lift_inner(cx, node, fn, primals, {})
    out = rebuilt(cx, node, inner.function.result, paste(cx, inner.function, inner, inner.atoms))

    def pullback(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
        joint = differentiate(inner.function, Spec("vjp", tuple(range(len(primals)))))
        seeds = flatten(cx, args[0])[1]
        results = paste(cx, joint, inner, (*inner.atoms, *seeds))
        both = rebuilt(cx, node, joint.result, results)
        assert isinstance(both, Seq)
        return both.items[1]

    return Seq("tuple", (out, Derived(fn, pullback, "vjp")))


def jvp(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """``out, out_dot = jvp(f, primals, tangents)``"""
    _, fn, *pair = args
    primals, tangents = (known_tuple(cx, node, each) for each in pair)
    if not (isinstance(primals, Seq) and isinstance(tangents, Seq) and len(primals.items) == len(tangents.items)):
        raise cx.refuse(node, "jvp takes a tuple of primals and one of tangents", "jvp(f, (x,), (v,))")
    return pushed(cx, node, fn, list(primals.items), list(tangents.items))


def is_still(cx: Lifter, node: Any, primal: Value, dot: Value) -> bool:
    """Whether a tangent says that its argument does not change: None, or anything of what has no derivative."""
    if not isinstance(dot, Num):
        return isinstance(dot, Static) and dot.obj is None
    if not isinstance(primal, Num) or is_real(primal.atom.type):
        return dot.atom.type == NONE
    if cx.fixed is None and dot.atom != Lit(0.0):
        raise cx.refuse(node, "a tangent is given for what is no float", "write 2.0 in place of 2")
    return True


def known_tuple(cx: Lifter, node: Any, value: Value) -> Value:
    """A tuple item by item."""
    value = cx.open(value)
    is_whole = isinstance(value, Num) and isinstance(value.atom.type, TupleOf)
    return Seq("tuple", unpack(cx, node, value)) if is_whole else value


def pushed(cx: Lifter, node: Any, fn: Value, primals: list[Value], tangents: list[Value]) -> Value:
    pairs = zip(primals, tangents, strict=True)
    moving = [k for k, (primal, dot) in enumerate(pairs) if not is_still(cx, node, primal, dot)]
    inner = lift_inner(cx, node, fn, primals, {})
    made = differentiate(inner.function, Spec("jvp", tuple(moving)))
    dots = [atom for k in moving for atom in flatten(cx, tangents[k])[1]]
    return rebuilt(cx, node, made.result, paste(cx, made, inner, (*inner.atoms, *dots)))


def hvp(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """``hvp(f)(x, v)``: the tangent of the gradient."""
    _, fn = args
    gradient = make("grad")(cx, node, [args[0], fn], {}, "")

    def apply(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
        *primals, v = args
        still: list[Value] = [Static(None) for _ in primals[1:]]
        both = pushed(cx, node, gradient, primals, [v, *still])
        assert isinstance(both, Seq)
        return both.items[1]

    return Derived(fn, apply, "hvp")


HANDLERS: dict[str, Handler] = {
    "grad": make("grad"),
    "value_and_grad": make("value_and_grad"),
    "vjp": vjp,
    "jvp": jvp,
    "hvp": hvp,
}


# --- the inner function -----------------------------------------------------------------------------------------


def lift_inner(cx: Lifter, node: Any, fn: Value, args: list[Value], kwargs: dict[str, Value]) -> Inner:
    """The inner function for these arguments, as a function of them and of all that it captures."""
    names = parameter_names(fn, len(args))
    params: list[Parameter] = []
    leaves: list[Var] = []
    atoms: list[Atom] = []
    before = cx.state
    cx.state = before.copy()
    pairs = zip(names, args, strict=True)
    inside_args = [opened(cx, node, value, name, params, leaves, atoms) for name, value in pairs]
    inside_kwargs = {key: opened(cx, node, value, key, params, leaves, atoms, True) for key, value in kwargs.items()}
    if isinstance(fn, Static) and isinstance(fn.obj, Callee):
        adopt(cx, fn.obj, atoms)
    with cx.inside() as builder:
        result = call(cx, node, fn, inside_args, inside_kwargs)
        tree, results = flatten(cx, result)
    passed = [(leaf, atom) for leaf, atom in zip(leaves, atoms, strict=True) if isinstance(atom, Var)]
    cx.adopted |= {atom: cx.adopted[leaf] for leaf, atom in passed if leaf in cx.adopted and atom not in cx.adopted}
    changed = changed_since(before, cx.state)
    cx.state = before
    if changed:
        raise cx.refuse(node, "the inner function stores into an array from outside", "return the new array instead")
    block = Block(tuple(leaves), tuple(builder.body), tuple(results))
    captured = list(free_in(block))
    named = {var: Var(cx.adopted[var], var.type) for var in (*leaves, *captured) if var in cx.adopted}
    own = {var: named.get(var, Var(var.name, var.type, var.temp)) for var in captured}
    inside = tuple(named.get(var, var) for var in leaves)
    block = replace(substitute(block, {**named, **own}), params=(*inside, *own.values()))
    extra = [Parameter(var.name, kind="KEYWORD_ONLY") for var in captured]
    name = getattr(fn, "name", "") or "f"
    function = Function(name if name.isidentifier() else "f", (*params, *extra), block, tree, dict(cx.modules))
    return Inner(function, (*atoms, *captured))


def adopt(cx: Lifter, callee: Callee, atoms: Sequence[Atom]) -> None:
    """What a rule passes on to a function is called as the function calls it."""
    passed = zip(atoms, callee.function.block.params, strict=False)
    cx.adopted |= {atom: param.name for atom, param in passed if isinstance(atom, Var) and atom not in cx.adopted}


def parameter_names(fn: Value, count: int) -> list[str]:
    """The names under which arguments may be asked for; others get a number."""
    names: Sequence[str]
    match fn:
        case Closure(node=node):
            names = [arg.id for arg in (*node.args.posonlyargs, *node.args.args)]
        case Static(obj=Callee() as callee):
            names = [var.name for var in callee.function.block.params]
        case Static(obj=obj) if hasattr(obj, "__code__"):
            names = positional(obj.__code__)[isinstance(obj, MethodType) :]
        case Static(obj=obj) if hasattr(type(obj).__call__, "__code__"):
            names = positional(type(obj).__call__.__code__)[1:]
        case _:
            names = []
    return [names[k] if k < len(names) else f"arg{k}" for k in range(count)]


def positional(code: CodeType) -> tuple[str, ...]:
    return code.co_varnames[: code.co_argcount]


def opened(
    cx: Lifter,
    node: Any,
    value: Value,
    name: str,
    params: list[Parameter],
    leaves: list[Var],
    atoms: list[Atom],
    by_keyword: bool = False,
) -> Value:
    """The argument with variables of its own for its leaves."""
    tree, own = flatten(cx, value)
    made = [Var(name, atom.type) for atom in own]
    kind = "KEYWORD_ONLY" if by_keyword else "POSITIONAL_OR_KEYWORD"
    params.append(Parameter(name, tree, kind))
    leaves += made
    atoms += own
    return rebuilt(cx, node, tree, list(made), value)


def rebuilt(cx: Lifter, node: Any, tree: Tree, atoms: list[Atom] | list[Var], like: Value | None = None) -> Value:
    """A value of this shape; takes its leaves from the front of `atoms`."""
    if tree.kind == "static":
        return like if like is not None else Static(tree.keys[0])
    if tree.kind == "leaf":
        atom = atoms.pop(0)
        return cx.fresh(atom, node) if isinstance(atom, Var) and isinstance(atom.type, Array) else Num(atom)
    like = cx.open(like) if like is not None else None
    parts: Sequence[Value | None] = like.items if isinstance(like, Seq | Record) else [None] * len(tree.children)
    items = tuple(rebuilt(cx, node, child, atoms, part) for child, part in zip(tree.children, parts, strict=True))
    content = Seq(tree.kind, items) if tree.kind in ("tuple", "list") else Record(tree.keys, items, tree.cls)
    return cx.boxed(content, node)


def paste(cx: Lifter, function: Function, inner: Inner, atoms: Sequence[Atom]) -> list[Atom]:
    """Write the body of a function in place of a call; its results."""
    names: dict[Var, Atom] = dict(zip(function.block.params, atoms, strict=True))
    known = frozenset(roots_of(inner.function.block))
    fresh: dict[str, str] = {}

    def renew(root: str) -> str:
        """Lengths made while differentiating were numbered without regard to the surroundings."""
        if root in known or not FRESH.fullmatch(root):
            return root
        return fresh.setdefault(root, cx.supply.extent().root) if root not in fresh else fresh[root]

    copy = fresh_copy(
        replace(function.block, params=()),
        names,
        key=lambda _: cx.supply.key(),
        rename=lambda var: Var(var.name, with_roots(var.type, renew), var.temp),
    )
    cx.builder.body.extend(copy.body)
    cx.may_raise(None)
    return list(copy.results)
