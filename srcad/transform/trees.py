"""The shape of tangents and seeds: that of a result, with None where nothing can be differentiated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.ir.core import Tree

NO_DERIVATIVE = Tree("static", keys=(None,))


def derivative_tree(tree: Tree, real: Sequence[bool]) -> Tree:
    """The tree with only those leaves that carry a derivative; `real` has an entry for each leaf."""
    if tree.kind == "leaf":
        return tree if real[0] else NO_DERIVATIVE
    if tree.kind == "static":
        return NO_DERIVATIVE
    children, start = [], 0
    for child in tree.children:
        children.append(derivative_tree(child, real[start : start + child.count()]))
        start += child.count()
    return replace(tree, children=tuple(children))
