"""IR of a function to IR of a derivative of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.analyse.activity import varied
from srcad.analyse.ends import goes_through
from srcad.errors import ArgumentError, Place
from srcad.front.lift.function import inline_rule
from srcad.ir.core import Atom, Block, Function, Lit, Op, Tree, Var
from srcad.ir.types import Array, ListOf, Scalar, SparseMatrix, TupleOf, Type, is_complex, is_real
from srcad.ir.walk import all_statements
from srcad.pipeline.passes import TIDY, Watch, run_passes
from srcad.spec import Spec, Target, targets
from srcad.transform.calls import Calls
from srcad.transform.forward import forward
from srcad.transform.hidden import refuse_hidden
from srcad.transform.places import place_of
from srcad.transform.reverse import reverse
from srcad.transform.rows import links


def differentiate(
    primal: Function, spec: Spec, *, inner: bool = False, calls: Calls | None = None, watch: Watch | None = None
) -> Function:
    """The derivative; `inner` when it will be differentiated again, or stands inside another function: no seed."""
    if spec.mode == "value":
        return primal
    chosen = targets(spec, primal.params)
    leaves = [leaf for target in chosen for leaf in target.leaves]
    wrt = [leaf for leaf in leaves if is_real(primal.block.params[leaf].type)]
    refuse_hidden(primal, wrt)
    if spec.mode in ("vjp", "jvp"):
        refuse_matrices(primal, wrt)
    if spec.mode == "jvp":
        return run_passes(forward(primal, wrt, inline_rule, calls), TIDY, watch)
    if spec.mode in ("grad", "value_and_grad"):
        check_scalar(primal, spec)
    seed = Lit(1.0) if inner else None
    count = primal.result.children[0].count() if spec.has_aux else len(primal.block.results)
    made = reverse(
        primal,
        wrt,
        inline_rule,
        value=spec.mode != "grad" or spec.has_aux,
        seed=seed,
        together=spec.mode != "vjp",
        seeded=count,
        calls=calls,
    )
    if watch is not None:
        watch("reverse", made)
    made = run_passes(made, TIDY, watch)
    return shaped(made, primal, spec, chosen, wrt, count)


def refuse_matrices(primal: Function, wrt: Sequence[int]) -> None:
    """A sparse matrix that is returned has no seed and no tangent that a caller could give or take."""
    moving = varied(primal.block, [primal.block.params[leaf] for leaf in wrt], links)
    if any(result in moving and holds_matrix(result.type) for result in primal.block.results):
        raise ArgumentError(
            f"`{primal.name}` returns a sparse matrix whose entries carry a derivative", "return `.toarray()` of it"
        )


def holds_matrix(type_: Type) -> bool:
    match type_:
        case TupleOf(items=items):
            return any(map(holds_matrix, items))
        case ListOf(item=item):
            return holds_matrix(item)
        case _:
            return isinstance(type_, SparseMatrix)


def check_scalar(primal: Function, spec: Spec) -> None:
    """`grad` is of functions whose result is one real number."""
    tree, results = primal.result, primal.block.results
    if spec.has_aux:
        if tree.kind not in ("tuple", "list") or len(tree.children) != 2:
            raise ArgumentError("with has_aux=True the function must return a pair (value, aux)", "return (value, aux)")
        tree = tree.children[0]
        results = results[:1]
    if tree.kind == "static" and not goes_through(primal.block):
        raise ArgumentError(
            f"`{primal.name}` always raises for arguments of these types, and returns nothing",
            "call it with arguments for which it returns a number",
            place_of_last(primal.block),
        )
    if tree.kind == "static":
        raise ArgumentError(
            f"`{primal.name}` returns {tree.keys[0]!r}, which has no gradient", "return a number on every path"
        )
    if tree.kind != "leaf":
        raise ArgumentError(
            f"`{primal.name}` returns a {tree.kind}, and a gradient is of one number",
            "use jacobian or vjp, has_aux=True for a second result, or return one number",
        )
    check_number(primal.name, results[0])


def place_of_last(block: Block) -> Place | None:
    """Where the last operation of a block stands: if its end is not reached, a `raise`."""
    *_, last = (stmt for stmt in all_statements(block) if isinstance(stmt, Op))
    return place_of(last.where)


class NotScalar(ArgumentError):
    """The result of a function that should have a gradient is an array; `dims` are its lengths."""

    def __init__(self, name: str, dims: tuple[object, ...]) -> None:
        super().__init__(
            f"`{name}` returns an array of shape ({', '.join(map(str, dims))}{',' * (len(dims) == 1)}), "
            "and a gradient is of one number",
            "use jacobian, vjp or elementwise_grad, or reduce the result to one number",
        )
        self.name = name
        self.dims = dims


def check_number(name: str, result: Atom) -> None:
    type_ = result.type
    if isinstance(type_, Array) and type_.ndim:
        raise NotScalar(name, type_.dims)
    if is_complex(type_):
        raise ArgumentError(
            f"`{name}` returns a {type_}, and a gradient is of a real number",
            "return its real part or `abs` of it, or use vjp or jvp, which take complex results",
        )
    if not isinstance(type_, Scalar | Array):
        raise ArgumentError(f"`{name}` returns a {type_}, which has no gradient", "return a real number")
    if isinstance(type_, Scalar) and type_.kind in "ib":
        raise ArgumentError(f"`{name}` returns an integer, which has no gradient", "return a float")


def shaped(
    made: Function, primal: Function, spec: Spec, chosen: Sequence[Target], wrt: Sequence[int], count: int
) -> Function:
    """The derivative with its results packed as the caller expects them."""
    values: tuple[Atom, ...] = made.block.results[: len(made.block.results) - len(wrt)]
    adjoints = dict(zip(wrt, made.block.results[len(values) :], strict=True))
    trees: list[Tree] = []
    atoms: list[Atom] = []
    for target in chosen:
        params = primal.block.params[target.start : target.start + target.tree.count()]
        trees.append(gradient_tree(target.tree, list(params)))
        atoms += [adjoints[leaf] for leaf in target.leaves if leaf in adjoints]
    gradient = trees[0] if spec.single else Tree("tuple", tuple(trees))
    tree, results = gradient, (*values, *atoms)
    if spec.mode == "vjp":
        tree = Tree("tuple", (primal.result, Tree("tuple", tuple(trees))))
    elif spec.has_aux and spec.mode == "grad":
        # the value itself is not asked for, only what comes beside it
        aux = primal.result.children[1]
        tree, results = Tree("tuple", (gradient, aux)), (*atoms, *values[count:])
    elif spec.mode == "value_and_grad":
        tree = Tree("tuple", (primal.result, gradient))
    return replace(made, block=replace(made.block, results=results), result=tree)


def gradient_tree(tree: Tree, leaves: list[Var]) -> Tree:
    """The tree of an argument, None where a leaf cannot be differentiated; takes the leaves from the front."""
    if tree.kind == "leaf":
        return tree if is_real(leaves.pop(0).type) else Tree("static", (), (None,))
    if tree.kind == "static":
        return Tree("static", (), (None,))
    return replace(tree, children=tuple(gradient_tree(child, leaves) for child in tree.children))
