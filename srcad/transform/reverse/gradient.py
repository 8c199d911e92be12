"""The open gradient of a function: its forward sweep, then its backward sweep, nothing decided about storing."""

from __future__ import annotations

from collections.abc import Sequence

from srcad.analyse import words
from srcad.analyse.activity import active
from srcad.analyse.builder import Builder
from srcad.analyse.holes import may_be_undefined
from srcad.analyse.stable import stored_into
from srcad.analyse.supply import supply_after
from srcad.ir.core import LEAF, Atom, Block, Function, Lit, Parameter, Tree, Var, Where
from srcad.ir.types import FLOAT, Scalar, Type, is_real
from srcad.transform.bars import Bar, cast, exactly
from srcad.transform.calls import Calls, keeping
from srcad.transform.index_loops import index_loops
from srcad.transform.loops import simplify_adjoint
from srcad.transform.models import shapes_from_arguments
from srcad.transform.order import in_source_order
from srcad.transform.renaming import renamed
from srcad.transform.reverse.sweep import Inline, Sweep
from srcad.transform.rows import links
from srcad.transform.trees import derivative_tree
from srcad.transform.written import write_out


def open_reverse(
    fn: Function,
    wrt: Sequence[int],
    inline: Inline,
    *,
    results: Sequence[Atom],
    value: bool,
    seed: Atom | None = None,
    calls: Calls | None = None,
) -> Function:
    """The open adjoint: the backward sweep mentions any value of the forward sweep."""
    supply = supply_after(fn.block)
    count = len(results)
    fn = index_loops(write_out(fn, wrt, inline, supply), wrt, supply)
    block = fn.block
    results = block.results[:count]
    sources = [block.params[index] for index in wrt]
    builder = Builder(supply, Where(adjoint=True))
    moving = active(block, sources, results, links)
    if calls is not None and calls.kept:
        block = keeping(block, calls, lambda atom: atom in moving)
    sweep = Sweep(builder, inline, moving, may_be_undefined(block), calls)
    leaves = [result for result in results if is_real(result.type)]
    seeds = seed_vars(fn, leaves) if seed is None else []
    given: list[Atom] = [*seeds] if seed is None else [seed]
    for result, bar in zip(leaves, given, strict=True):
        sweep.contribute(result, Bar(bar))
    sweep.block(block)
    builder.where = Where(adjoint=True)
    adjoints = [result_for(sweep, var) for var in sources]
    stored = stored_into(block)
    models = [var for var in block.params if var not in stored]
    drawn = shapes_from_arguments(Block((), tuple(builder.body), ()), models)
    backward = simplify_adjoint(block, drawn.body, (*(block.results if value else ()), *adjoints))
    backward = in_source_order(renamed(backward, sweep.names), " ".join(var.name for var in block.params))
    body = Block((*block.params, *seeds), (*block.body, *backward.body), backward.results)
    return Function(
        f"{fn.name}_{'value_and_grad' if value else 'grad'}",
        (*fn.params, *([seed_parameter(fn, results, seeds)] if seed is None else [])),
        body,
        result_tree(fn, len(sources), value),
        {**words.MODULES, **fn.modules},
    )


def seed_vars(fn: Function, leaves: Sequence[Atom]) -> list[Var]:
    """One adjoint per real leaf of the result."""
    name = seed_name(fn)
    if len(leaves) == 1:
        return [Var(name, seed_type(leaves[0].type))]
    return [Var(f"{name}_{k}", seed_type(leaf.type)) for k, leaf in enumerate(leaves)]


def seed_type(result: Type) -> Type:
    """The seed of a number is a Python float, unless that would say more than the number does."""
    if isinstance(result, Scalar) and result.dtype in (None, "?", "float64"):
        return FLOAT
    return result


def seed_name(fn: Function) -> str:
    """``out_bar``; at higher orders, the adjoint of a result that is itself an adjoint."""
    taken = {param.name for param in fn.params}
    name = "out_bar"
    while name in taken:
        name += "_bar"
    return name


def seed_parameter(fn: Function, results: Sequence[Atom], seeds: Sequence[Var]) -> Parameter:
    real = [is_real(result.type) for result in results]
    tree = fn.result if len(results) == len(fn.block.results) else fn.result.children[0]
    alone = tree.kind == "leaf" and len(seeds) == 1 and isinstance(seeds[0].type, Scalar)
    return Parameter(seed_name(fn), derivative_tree(tree, real), "KEYWORD_ONLY", Lit(1.0) if alone else None)


def result_for(sweep: Sweep, var: Var) -> Atom:
    """The adjoint of an argument as it is returned: of its shape and dtype."""
    bar = sweep.scope.find(var)
    atom = sweep.zeros(var) if bar is None else sweep.full(cast(sweep.builder, bar, var.type), var)
    atom = exactly(sweep.builder, atom, var.type)
    sweep.name_after(atom, var)
    return atom


def result_tree(fn: Function, count: int, value: bool) -> Tree:
    adjoints = LEAF if count == 1 else Tree("tuple", (LEAF,) * count)
    return Tree("tuple", (fn.result, adjoints)) if value else adjoints
