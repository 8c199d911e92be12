"""Copies: how they print, and which there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeGuard

import numpy as np

from srcad.ir.core import Apply, Op, Statement, Var, Where
from srcad.ir.types import Array, DictOf, ListOf, OtherArray, SetOf, Type, kind_of


def copy_of(value: Var, name: Var, where: Where = Where()) -> Op:
    """``name = value.copy()``"""
    fn = copier(value.type)
    if isinstance(value.type, ListOf) and not value.type.mutable:
        return Op((name,), Apply(list), (value,), where)
    if isinstance(value.type, OtherArray) and not value.type.ndim and kind_of(value.type) in ("f", "c"):
        return Op((name,), Apply(np.positive), (value,), where)  # it may be a number of Python's, too
    if isinstance(value.type, Array) and not value.type.ndim:
        return Op((name,), Apply(fn), (value,), where)
    return Op((name,), Apply(fn, style="method", name="copy"), (value,), where)


def copier(type_: Type) -> Callable[..., Any]:
    match type_:
        case Array():
            return np.copy
        case SetOf():
            return set.copy
        case DictOf():
            return dict.copy
    return list.copy


def named_like(var: Var) -> Var:
    return Var(var.name, var.type, var.temp)


def is_base_copy(made: Statement, stmt: Statement) -> TypeGuard[Op]:
    """Whether a statement is the copy of what another one stores into or carries."""
    return (
        isinstance(made, Op)
        and made is not stmt
        and not (isinstance(stmt, Op) and stmt.out is made.out)
        and is_copy(made)
    )


def is_copy(op: Op) -> bool:
    copies = (np.copy, list.copy, dict.copy, set.copy, list)
    return isinstance(op.prim, Apply) and op.prim.fn in copies and op.prim.name in ("copy", "")
