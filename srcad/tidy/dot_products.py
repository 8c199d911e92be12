"""The sum of a product of two arrays is one call: ``np.sum(x * y)`` -> ``x @ y``, or ``np.vdot(x, y)``.

The first for vectors, the second for arrays with more axes; both of one length along each, of float64 or float32.
Only adjoints are rewritten, and only for printing: the derivative of a sum and of a product is the simpler one.
"""

from __future__ import annotations

import operator
from dataclasses import replace

import numpy as np

from srcad.ir.core import Apply, Atom, Block, Function, Op, Statement, Var
from srcad.ir.types import Array
from srcad.ir.walk import changed_block, map_blocks, use_counts
from srcad.tidy.draft import same_type

_EXACT = ("float64", "float32")


def dot_products(fn: Function) -> Function:
    """The function with sums of products written as products of arrays."""
    block = _Pass(use_counts(fn.block)).block(fn.block)
    return fn if block is fn.block else replace(fn, block=block)


class _Pass:
    def __init__(self, counts: dict[Var, int]) -> None:
        self.counts = counts

    def block(self, block: Block) -> Block:
        products: dict[Atom, Op] = {}
        body: list[Statement] = []
        for stmt in block.body:
            if not isinstance(stmt, Op):
                body.append(map_blocks(stmt, self.block))
                continue
            if self.is_product(stmt):
                products[stmt.out] = stmt
            product = products.get(stmt.args[0]) if _is_total(stmt) else None
            if product is not None:
                body.remove(product)
                stmt = _joined(stmt, product)
            body.append(stmt)
        return changed_block(block, body)

    def is_product(self, op: Op) -> bool:
        """Whether an operation is a product of two arrays alike, made to be summed."""
        if not isinstance(op.prim, Apply) or op.prim.fn is not operator.mul or not op.where.adjoint:
            return False
        a, b = (arg.type for arg in op.args)
        if not isinstance(a, Array) or a.dtype not in _EXACT or not a.ndim or not same_type(a, b):
            return False
        return op.out.temp and self.counts.get(op.out) == 1


def _is_total(stmt: Op) -> bool:
    is_sum = isinstance(stmt.prim, Apply) and stmt.prim.fn is np.sum and not stmt.prim.kw
    return is_sum and stmt.where.adjoint and len(stmt.args) == 1


def _joined(total: Op, product: Op) -> Op:
    a = product.args[0].type
    fn = operator.matmul if isinstance(a, Array) and a.ndim == 1 else np.vdot
    return replace(total, prim=Apply(fn), args=product.args)
