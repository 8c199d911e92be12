"""Attributes of arrays and numbers: ``x.shape``, ``x.T``, methods about to be called."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Method, Num, Seq, Value, View
from srcad.ir.core import Apply, At, Atom, Index, Lit, Subscript, Transposed
from srcad.ir.types import Array, Scalar


def array_attribute(cx: Lifter, node: Any, base: View, attr: str, name: str) -> Value:
    content = cx.read(base, node)
    assert isinstance(content.type, Array)
    if attr == "T":
        place = View(base.cell, (*base.path, Transposed()), base.indices)
        return cx.named(place, node, name) if name else place
    if attr == "ndim":
        return Num(Lit(content.type.ndim))
    if attr == "shape":
        return shape_of(cx, node, content, name)
    if attr == "size":
        return cx.op(node, Apply(np.size, (), "attr", "size"), content, name=name)
    if attr == "mT":
        turned = cx.op(node, Apply(np.matrix_transpose, (), "attr", "mT"), content, name=name)
        assert isinstance(turned, View)
        cx.may_share(turned, base.cell, node)
        return turned
    if attr == "itemsize" and not content.type.dtype.endswith("?"):
        return Num(Lit(np.dtype(content.type.dtype).itemsize))
    if attr == "real":
        return base
    if attr == "dtype":
        if content.type.dtype.endswith("?"):
            raise cx.refuse(node, "the dtype of this array is not the same on all paths", "name the one that is meant")
        from_type: Atom = Lit(np.dtype(content.type.dtype).type)
        return Num(from_type)
    if attr in ("imag", "flat", "data", "base", "strides", "flags"):
        raise cx.refuse(node, f"the attribute `{attr}` is not supported", "use the array itself")
    return Method(base, attr)


def shape_of(cx: Lifter, node: Any, content: Atom, name: str) -> Value:
    """The lengths of the axes, one by one; those never used are dropped later."""
    assert isinstance(content.type, Array)
    shape = cx.emit(node, Apply(np.shape, (), "attr", "shape"), content)
    step = Subscript((At(),))
    return Seq("tuple", tuple(cx.op(node, Index((step,)), shape, Lit(k)) for k in range(content.type.ndim)))


def number_attribute(cx: Lifter, node: Any, atom: Atom, attr: str, name: str) -> Value:
    if isinstance(atom.type, Scalar):
        if attr == "real" and atom.type.kind != "c":
            return Num(atom)
        if attr == "T" and atom.type.dtype is not None:
            return Num(atom)
        if attr == "shape":
            return Seq("tuple", ())
        if attr == "ndim":
            return Num(Lit(0))
        if attr == "size":
            return Num(Lit(1))
    return Method(Num(atom), attr)
