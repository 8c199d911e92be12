"""Attributes of arrays and numbers: ``x.shape``, ``x.T``, methods about to be called."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.analyse.plain import AttributeOf
from srcad.analyse.result_types.table import typer_of
from srcad.analyse.sparse import is_sparse
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Method, Num, Seq, Value, View
from srcad.ir.core import Apply, At, Atom, Index, Lit, Subscript, Transposed
from srcad.ir.types import Array, Scalar, Type, kind_of
from srcad.runtime import transpose_of

PARTS = {"real": np.real, "imag": np.imag}


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
    if attr in PARTS:
        return part(cx, node, base, content.type, attr, name)
    if attr == "mT":
        turned = cx.op(node, Apply(np.matrix_transpose, (), "attr", "mT"), content, name=name)
        assert isinstance(turned, View)
        cx.may_share(turned, base.cell, node)
        return turned
    if attr == "itemsize" and not content.type.dtype.endswith("?"):
        return Num(Lit(np.dtype(content.type.dtype).itemsize))
    if attr == "dtype":
        if content.type.dtype.endswith("?"):
            raise cx.refuse(node, "the dtype of this array is not the same on all paths", "name the one that is meant")
        from_type: Atom = Lit(np.dtype(content.type.dtype).type)
        return Num(from_type)
    if attr in ("flat", "data", "base", "strides", "flags"):
        raise cx.refuse(node, f"the attribute `{attr}` is not supported", "use the array itself")
    return Method(base, attr)


def part(cx: Lifter, node: Any, base: View | Num, type_: Type, attr: str, name: str) -> Value:
    """``z.real`` and ``z.imag``; of a real number the first is the number itself."""
    if attr == "real" and kind_of(type_) != "c":
        return base
    found = cx.op(node, Apply(PARTS[attr], (), "attr", attr), cx.atom(base, node), name=name)
    if isinstance(base, View) and isinstance(found, View):
        cx.may_share(found, base.cell, node)
    return found


def shape_of(cx: Lifter, node: Any, content: Atom, name: str) -> Value:
    """The lengths of the axes, one by one; those never used are dropped later."""
    assert isinstance(content.type, Array)
    shape = cx.emit(node, Apply(np.shape, (), "attr", "shape"), content)
    step = Subscript((At(),))
    return Seq("tuple", tuple(cx.op(node, Index((step,)), shape, Lit(k)) for k in range(content.type.ndim)))


def number_attribute(cx: Lifter, node: Any, atom: Atom, attr: str, name: str) -> Value:
    if isinstance(atom.type, Scalar):
        if attr in PARTS:
            return part(cx, node, Num(atom), atom.type, attr, name)
        if attr == "T" and atom.type.dtype is not None:
            return Num(atom)
        if attr == "shape":
            return Seq("tuple", ())
        if attr == "ndim":
            return Num(Lit(0))
        if attr == "size":
            return Num(Lit(1))
    if is_sparse(atom.type) and attr == "T":
        return cx.op(node, Apply(transpose_of, (), "attr", "T"), atom, name=name)
    if is_sparse(atom.type) and typer_of(AttributeOf(attr)) is not None:
        return cx.op(node, Apply(AttributeOf(attr), (), "attr", attr), atom, name=name)
    if is_sparse(atom.type) and attr in ("data", "indices", "indptr", "row", "col", "nnz", "A"):
        raise cx.rule_error(
            node,
            f"the attribute `{attr}` of a sparse matrix is not known",
            "use what the matrix is made of, or `.toarray()`",
        )
    return Method(Num(atom), attr)
