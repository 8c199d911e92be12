"""The open gradient of a function: its forward sweep, then its backward sweep, nothing decided about storing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from srcad.analyse import words
from srcad.analyse.activity import active
from srcad.analyse.builder import Builder, Supply
from srcad.analyse.holes import may_be_undefined
from srcad.analyse.stable import stored_into
from srcad.analyse.supply import supply_after
from srcad.ir.core import LEAF, Atom, Block, Function, Lit, Parameter, Tree, Var, Where
from srcad.ir.outside import mentioned
from srcad.ir.types import FLOAT, Scalar, Type, is_real
from srcad.transform.bars import Bar, bar_type, cast, exactly
from srcad.transform.calls import Calls, keeping
from srcad.transform.hidden import refuse_hidden
from srcad.transform.index_loops import index_loops
from srcad.transform.loops import simplify_adjoint
from srcad.transform.models import shapes_from_arguments
from srcad.transform.order import in_source_order
from srcad.transform.renaming import renamed
from srcad.transform.reverse.elementwise import gives_several
from srcad.transform.reverse.sweep import Inline, Sweep
from srcad.transform.rows import links
from srcad.transform.singular import selected, singular
from srcad.transform.trees import derivative_tree
from srcad.transform.tries import with_flags
from srcad.transform.written import without_formulas, write_out


def open_reverse(
    fn: Function,
    wrt: Sequence[int],
    inline: Inline,
    *,
    results: Sequence[Atom],
    value: bool,
    seed: Atom | None = None,
    seed_type: Callable[[Type], Type] = bar_type,
    calls: Calls | None = None,
) -> Function:
    """The open adjoint: the backward sweep mentions any value of the forward sweep."""
    refuse_hidden(fn, wrt)
    supply = supply_after(fn.block)
    count = len(results)
    fn = with_flags(index_loops(write_out(fn, wrt, inline, supply), wrt, supply))
    results = fn.block.results[:count]
    leaves = [result for result in results if is_real(result.type)]
    seeds = seed_vars(fn, [seed_type(leaf.type) for leaf in leaves]) if seed is None else []
    bars: list[Atom] = [*seeds] if seed is None else [seed]
    forward, backward = sweeps(fn.block, wrt, list(zip(leaves, bars, strict=True)), inline, supply, calls)
    values = fn.block.results if value else ()
    backward = settled(forward, Block((), backward.body, (*values, *backward.results)))
    return Function(
        f"{fn.name}_{'value_and_grad' if value else 'grad'}",
        (*fn.params, *([seed_parameter(fn, results, seeds)] if seed is None else [])),
        without_formulas(Block((*forward.params, *seeds), (*forward.body, *backward.body), backward.results)),
        result_tree(fn, len(wrt), value),
        {**words.MODULES, **fn.modules},
    )


def sweeps(
    block: Block,
    wrt: Sequence[int],
    bars: Sequence[tuple[Atom, Atom]],
    inline: Inline,
    supply: Supply,
    calls: Calls | None,
) -> tuple[Block, Block]:
    """The forward sweep, and the backward sweep that gives the adjoints of the leaves in `wrt`."""
    sources = [block.params[index] for index in wrt]
    moving = active(block, sources, [result for result, _ in bars], links)
    if calls is not None and calls.kept:
        block = keeping(block, calls, lambda atom: atom in moving)
    builder = Builder(supply, Where(adjoint=True))
    infinite, undefined = singular(block), may_be_undefined(block)
    masked = selected(block, infinite) & moving - undefined
    sweep = Sweep(builder, inline, moving, undefined, gives_several(block), calls, infinite, masked)
    for result, bar in bars:
        sweep.contribute(result, Bar(bar))
    sweep.block(block)
    builder.where = Where(adjoint=True)
    adjoints = tuple(result_for(sweep, var) for var in sources)
    return block, renamed(builder.block((), adjoints), sweep.names)


def settled(forward: Block, backward: Block) -> Block:
    """The backward sweep without what it does in vain, in the order of the source."""
    stored = stored_into(forward)
    models = [var for var in forward.params if var not in stored]
    backward = shapes_from_arguments(backward, models)
    backward = simplify_adjoint(forward, backward.body, backward.results)
    return in_source_order(backward, " ".join(var.name for var in forward.params))


def seed_vars(fn: Function, types: Sequence[Type]) -> list[Var]:
    """One adjoint per real leaf of the result."""
    name = seed_name(fn)
    if len(types) == 1:
        return [Var(name, types[0])]
    return [Var(f"{name}_{k}", type_) for k, type_ in enumerate(types)]


def weak(result: Type) -> Type:
    """The seed of a gradient is a Python float, 1.0 if the caller says nothing."""
    return FLOAT if isinstance(result, Scalar) else result


def alike(result: Type) -> Type:
    """The seed of a pullback is like the result."""
    return Scalar(result.kind, result.dtype) if isinstance(result, Scalar) else result


def seed_name(fn: Function) -> str:
    """``out_bar``; at higher orders, the adjoint of a result that is itself an adjoint."""
    taken = {*(param.name for param in fn.params), *mentioned(fn.block)}
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
