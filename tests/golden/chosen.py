"""Which programs of the corpus have their gradient's text kept, and for which arguments.

Each text lies in `texts/`, under a header that shows the function.  `python -m tests.golden.write` writes them all;
what changes in them is to be read, as prose, before it is committed.
"""

import hashlib
import inspect
import textwrap
from pathlib import Path

from srcad import grad
from tests.corpus.everything import PROGRAMS
from tests.corpus.registry import Program

TEXTS = Path(__file__).parent / "texts"
END_OF_HEADER = '\n"""\n\n'

CHOSEN = [
    "straight.product_and_sine",
    "straight.same_name_again",
    "straight.swap",
    "straight.augmented_floats",
    "straight.names_like_generated_ones",
    "straight.shared_subexpressions",
    "straight.unused_argument",
    "straight.default_given",
    "straight.vectors_straight",
    "branches.two_arms",
    "branches.elif_chain",
    "branches.nested_ifs",
    "branches.conditional_expression",
    "branches.short_circuit",
    "branches.overwritten_after",
    "loops.power_by_loop",
    "loops.sum_only",
    "loops.while_loop",
    "loops.nested_for",
    "loops.while_in_for",
    "loops.data_dependent_branch",
    "loops.dot_by_loop",
    "loops.over_rows",
    "loops.over_zip",
    "loops.rnn",
    "exits.early_return",
    "exits.break_on_value",
    "exits.continue_on_index",
    "exits.for_else",
    "exits.everything_at_once",
    "tries.log_or_zero",
    "tries.several_clauses",
    "tries.summed_where_possible",
    "tries.finally_after_handler",
    "tries.loop_inside",
    "withs.loop_inside",
    "withs.errors_ignored",
    "calls.one_call",
    "calls.recursion",
    "calls.rosenbrock",
    "calls.two_layers_same_weights",
    "closures.lambda_over_active",
    "closures.fixed_point",
    "arrays.loss",
    "arrays.loss_with_ones",
    "arrays.broadcast_twice",
    "arrays.where_arrays",
    "arrays.scalar_broadcast",
    "indexing.slices",
    "indexing.fancy_repeats",
    "indexing.mask_by_value",
    "reductions.sum_keepdims",
    "reductions.softmax_rows",
    "reductions.log_sum_exp",
    "products.quadratic_form",
    "products.two_layer_network",
    "shapes.concatenate",
    "shapes.reshapes",
    "mutation.store_slice",
    "mutation.store_after_read",
    "mutation.fill_in_loop",
    "mutation.recurrence_in_array",
    "mutation.stencil",
    "mutation.double_buffering",
    "mutation.store_into_argument",
    "aliasing.alias_scaled",
    "aliasing.callee_writes_view",
    "views.write_through_slice",
    "views.view_sees_store",
    "scratch.scratch_in_loop",
    "scratch.state_vector",
    "containers.dataclass_argument",
    "containers.nested_argument",
    "effects.printed_in_loop",
    "mathmod.demo_function",
    "lists.stack",
    "comprehensions.filtered",
    "generators.summed",
    "generators.walked",
    "generators.left_early",
    "generators.pairwise",
    "selected.rows_of_a_product",
    "selected.places_of_a_logarithm",
    "selected.stored_item_by_item",
    "selected.selected_in_every_round",
    "selected.selected_after_a_branch",
]


def golden_programs() -> list[Program]:
    """The chosen programs."""
    return [PROGRAMS[name] for name in CHOSEN]


def path_of(each: Program) -> Path:
    """Where its text is kept."""
    return TEXTS / f"{each.name.replace('.', '_')}.py"


def text_of(each: Program) -> str:
    """The text of its gradient in all of `wrt`, made now, for the first of its argument sets."""
    argnums = each.wrt[0] if len(each.wrt) == 1 else each.wrt
    return grad(each.fn, argnums=argnums).source_for(*each.sets[0].make())


def with_header(each: Program, text: str) -> str:
    """The text under a docstring that shows the function."""
    source = textwrap.dedent(inspect.getsource(each.fn))
    primal = source[source.index("\ndef ") + 1 :].rstrip().replace("\\", "\\\\").replace('"""', "'''")
    return f'"""The gradient of\n\n{textwrap.indent(primal, "    ")}{END_OF_HEADER}{text.rstrip()}\n'


def digest() -> str:
    """One number for all texts."""
    return hashlib.sha256("".join(map(text_of, golden_programs())).encode()).hexdigest()
