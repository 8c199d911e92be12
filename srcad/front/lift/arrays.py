"""Calls of NumPy and math functions and of array methods: one operation each.

Known to the lifter are only their effects on memory: which results may be views, which arguments are written.
"""

from __future__ import annotations

import inspect
import math
import operator
from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import Any

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.infer import infer
from srcad.analyse.result_types import table
from srcad.analyse.result_types.table import typer_of
from srcad.front.lift.calls import FINDERS, METHODS, Handler, handles
from srcad.front.lift.context import Lifter
from srcad.front.lift.expressions import as_array
from srcad.front.lift.fits import signature_of
from srcad.front.lift.grown import refilled
from srcad.front.lift.statements import put
from srcad.front.lift.subscripts import entry_of_value
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import Cell, Columns, Num, Record, Seq, Static, Value, View
from srcad.ir.core import Apply, Atom, Block, For, Iter, Lit, Subscript, Transposed, Var
from srcad.ir.outside import root_of
from srcad.ir.types import ListOf, Scalar, TupleOf, Type, kind_of
from srcad.runtime import expect_real, real_eig, solved_by, stop_gradient
from srcad.runtime.newer import present

#: functions whose result may be (part of) the memory of the one array they are given
MAYBE_VIEWS: set[Any] = {
    np.reshape, np.ravel, np.squeeze, np.expand_dims, np.swapaxes, np.moveaxis, np.rollaxis, np.broadcast_to,
    np.diagonal, np.atleast_1d, np.atleast_2d, np.atleast_3d, np.asarray, np.asanyarray, np.ascontiguousarray,
    np.transpose, np.split, np.array_split, np.hsplit, np.vsplit, np.dsplit, np.flip, np.fliplr, np.flipud,
    np.rot90, np.real, np.imag, np.diag, np.permute_dims, np.matrix_transpose, np.einsum, np.linalg.matrix_power,
    np.linalg.diagonal, stop_gradient,
}  # fmt: skip
#: functions that give several views of their first argument
SPLITS: tuple[Any, ...] = (np.split, np.array_split, np.hsplit, np.vsplit, np.dsplit)
#: how many leading arguments of a function may be lists that mean arrays (of a ufunc, all)
ARRAY_LIKE: dict[Any, int] = {
    **dict.fromkeys((np.dot, np.inner, np.outer, np.vdot, np.tensordot, np.cross, np.convolve, np.correlate), 2),
    **dict.fromkeys((np.sum, np.mean, np.prod, np.max, np.min, np.var, np.std, np.cumsum, np.cumprod, np.diff), 1),
    **dict.fromkeys((np.linalg.norm, np.linalg.inv, np.linalg.det, np.flip, np.roll, np.sort, np.diag), 1),
    **dict.fromkeys((np.quantile, np.percentile, np.nanquantile, np.nanpercentile), 2),
    **dict.fromkeys((np.linalg.solve, np.linalg.lstsq, np.linalg.tensorsolve, np.linalg.outer, np.linalg.cross), 2),
    **dict.fromkeys((np.linalg.pinv, np.linalg.slogdet, np.linalg.cond, np.linalg.cholesky, np.linalg.qr), 1),
    **dict.fromkeys((np.linalg.svd, np.linalg.svdvals, np.linalg.eigh, np.linalg.eigvalsh, np.linalg.tensorinv), 1),
    **dict.fromkeys((np.linalg.vector_norm, np.linalg.matrix_norm, np.linalg.matrix_power, np.linalg.trace), 1),
    **dict.fromkeys((np.median, np.nanmedian, np.average, np.ptp, np.gradient, np.ediff1d, np.unwrap), 1),
    **dict.fromkeys((np.nansum, np.nanprod, np.nanmax, np.nanmin, np.nanmean, np.nanvar, np.nanstd, np.nancumsum), 1),
    **dict.fromkeys((np.nancumprod, np.partition, np.delete, np.resize), 1),
    **dict(present(cumulative_sum=1, cumulative_prod=1)),
    **dict.fromkeys((np.tile, np.repeat, np.pad, np.vander, np.poly, np.polyder, np.polyint, np.corrcoef, np.cov), 1),
    **dict.fromkeys((np.sinc, np.i0, np.diagflat, np.tril, np.triu, np.trace, np.histogram, np.take), 1),
    **dict.fromkeys((np.trapezoid, np.kron, np.polyval, np.polyadd, np.polysub, np.polymul, np.polyfit, np.append), 2),
    **dict.fromkeys((np.take_along_axis, np.bincount, np.histogram2d, np.extract, np.compress, np.searchsorted), 2),
    **dict.fromkeys((np.interp, np.insert, np.clip), 3),
    np.where: 3,
}
#: arguments that are integers, known while the text is written, or tuples of them
AXES = (
    *("axis", "axes", "deg", "shift", "reps", "pad_width", "source", "destination", "indices_or_sections", "new_shape"),
)
#: arguments that are arrays, too, wherever they stand
WEIGHTS = ("weights", "fweights", "aweights", "w")
#: functions that write their first argument
WRITERS: frozenset[Any] = frozenset(
    {np.copyto, np.random.shuffle, np.add.at}
)
#: array methods, and the function each one is
METHOD_FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(np, name)
    for name in (
        *("sum", "prod", "mean", "var", "std", "max", "min", "argmax", "argmin", "any", "all", "cumsum", "cumprod"),
        *("dot", "transpose", "reshape", "ravel", "squeeze", "swapaxes", "take", "repeat", "copy", "clip", "round"),
        *("trace", "diagonal", "nonzero", "argsort", "searchsorted", "compress", "choose", "argpartition"),
    )
} | {"flatten": np.ravel, "conj": np.conj, "conjugate": np.conj}
WRITING_METHODS = ("fill", "resize", "itemset", "setfield", "setflags", "byteswap")


def knows(fn: Any) -> bool:
    """Whether `fn` is applied as one operation."""
    try:
        return typer_of(fn) is not None or fn in SYNONYMS or isinstance(fn, np.ufunc)
    except TypeError:
        return False


#: other names of functions that are known
SYNONYMS: dict[Any, Any] = {
    np.amin: np.min,
    np.amax: np.max,
    np.linalg.matmul: np.matmul,
    np.linalg.tensordot: np.tensordot,
    np.linalg.matrix_transpose: np.matrix_transpose,
    **dict(present(row_stack=np.vstack)),
}
#: functions that give named tuples, and the classes of these
NAMED: dict[Any, Any] = {
    fn: type(fn(np.eye(1)))
    for fn in (np.linalg.eig, real_eig, np.linalg.eigh, np.linalg.qr, np.linalg.slogdet, np.linalg.svd)
}


def is_writer(obj: Any) -> bool:
    try:
        return obj in WRITERS
    except TypeError:
        return False


def find_known(obj: Any) -> Handler | None:
    if is_writer(obj):
        return writer
    return apply_known if knows(obj) else None


FINDERS.append(find_known)


def apply_known(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    fn = SYNONYMS.get(callee.obj, callee.obj)
    # a rule spells functions as its own module does; the text spells them as the user's does
    own = fn is callee.obj and cx.fixed is None and getattr(fn, "__module__", "") != "_operator"
    root = root_of(callee.name)
    reached = root == callee.name or root in cx.modules or root in cx.free.entries
    spelled = callee.name if own and reached else ""
    return apply(cx, node, fn, "call", spelled, rest, kwargs, name)


def apply(
    cx: Lifter,
    node: Any,
    fn: Callable[..., Any],
    style: str,
    spelled: str,
    args: list[Value],
    kwargs: dict[str, Value],
    name: str,
) -> Value:
    """One call of a known function."""
    args = [cx.open_all(arg) for arg in args]
    kwargs = {key: cx.open_all(value) for key, value in kwargs.items()}
    if any(isinstance(arg, Record) and arg.cls is None for arg in (*args, *kwargs.values())):
        raise cx.refuse(node, "a dict is given to a function of arrays", "pass what it takes one by one")
    out = kwargs.pop("out", None)
    if isinstance(out, Static) and out.obj is None:
        out = None
    given_where = kwargs.get("where")
    if isinstance(given_where, Num) and given_where.atom == Lit(True):
        del kwargs["where"]
    chosen = None
    if isinstance(fn, np.ufunc):
        if out is None and len(args) > fn.nin:
            *args, out = args
        chosen = kwargs.pop("where", None)
        if chosen is not None and out is None:
            raise cx.refuse(node, "a ufunc with `where` and without `out` leaves items undefined", "pass `out`")
    if fn in (np.asarray, np.asanyarray) and isinstance(args[0], View) and not kwargs and len(args) == 1:
        return args[0]
    if fn is np.transpose and len(args) == 1 and not kwargs and isinstance(args[0], View):
        return View(args[0].cell, (*args[0].path, Transposed()), args[0].indices)
    names = list(parameters_of(fn))
    args = [as_tuple(cx, arg) if names[k : k + 1] and names[k] in AXES else arg for k, arg in enumerate(args)]
    kwargs = {key: as_tuple(cx, value) if key in AXES else value for key, value in kwargs.items()}
    args = [as_array(cx, node, arg) if number < array_like(fn) else arg for number, arg in enumerate(args)]
    atoms = [as_rows(cx, node, arg) for arg in args]
    for key in arrays_by_name(fn).intersection(kwargs):
        kwargs[key] = as_array(cx, node, kwargs[key])
    keywords = {key: cx.atom(value, node) for key, value in kwargs.items()}
    if cx.fixed is not None:
        keywords = but_defaults(fn, keywords)
    prim = Apply(fn, tuple(keywords), style, spelled)
    operands = settled(cx, node, prim, [*atoms, *keywords.values()])
    result = cx.op(node, prim, *operands, name="" if out is not None else name)
    if fn in table.MAYBE_COMPLEX and cx.fixed is None and kind_of(cx.type(result)) != "c":
        cx.effect(node, Apply(expect_real, (), "call", "expect_real", effect=True), cx.atom(result))
    if out is not None:
        return into(cx, node, out, result if chosen is None else among(cx, node, chosen, result, out))
    bases = [arg.cell for arg in args if isinstance(arg, View)] if fn in MAYBE_VIEWS else []
    if isinstance(result, View) and len(bases) == 1:
        cx.may_share(result, bases[0], node)
    if fn in SPLITS and bases and isinstance(result, Num):
        return parts_of(cx, node, result, bases[0])
    if isinstance(result, Num) and isinstance(result.atom.type, TupleOf):
        return several(cx, node, fn, result)
    return result


def but_defaults(fn: Callable[..., Any], keywords: dict[str, Atom]) -> dict[str, Atom]:
    """The keywords of a call in a rule that the text need not say."""
    defaults = defaults_of(fn)
    return {key: atom for key, atom in keywords.items() if key not in defaults or atom != Lit(defaults[key])}


@cache
def defaults_of(fn: Callable[..., Any]) -> dict[str, Any]:
    try:
        parameters = inspect.signature(fn).parameters.values()
    except ValueError:
        return {}
    plain = (bool, int, float, str, NoneType)
    found = {param.name: param.default for param in parameters if isinstance(param.default, plain)}
    # NumPy says nothing of it, so as not to pass it on to classes of others
    return {**found, "keepdims": False}


def several(cx: Lifter, node: Any, fn: Callable[..., Any], result: Num) -> Value:
    """The results of a function one by one, under the names that it gives them."""
    if table.called_by(fn) is not None:
        return result  # an object that is called
    named = NAMED.get(fn, table.NAMED.get(fn))
    if named is not None:
        return Record(named._fields, unpack(cx, node, result), named)
    return Seq("tuple", unpack(cx, node, result))


def as_rows(cx: Lifter, node: Any, arg: Value) -> Atom:
    """An operand; a list of any length whose items are lists of numbers, row by row."""
    content = cx.open(arg)
    if not isinstance(content, Columns) or not isinstance(content.entry, Seq) or not content.lists:
        return cx.atom(arg, node)
    items = tuple(Var("item", one.type.item, temp=True) for one in content.lists if isinstance(one.type, ListOf))
    with cx.inside() as builder:
        row = cx.atom(refilled(cx, node, content, iter(items)), node)
    rows = Var("t", ListOf(row.type), temp=True)
    block = Block(items, tuple(builder.body), (row,))
    walked = tuple(map(Iter, content.lists))
    cx.builder.body.append(For((rows,), walked, (), block, False, cx.where(node), cx.supply.key()))
    return rows


def parts_of(cx: Lifter, node: Any, result: Num, base: Cell) -> Value:
    """The parts that an array is split into are views of it, and may cross each other."""
    items = unpack(cx, node, result)
    for item in items:
        if isinstance(item, View):
            cx.may_share(item, base, node)
    return cx.box(Seq("list", items), node)


def array_like(fn: Callable[..., Any]) -> int:
    """How many leading arguments may be lists or tuples that mean arrays."""
    return fn.nin if isinstance(fn, np.ufunc) else ARRAY_LIKE.get(fn, table.ARRAY_LIKE.get(fn, 0))


def arrays_by_name(fn: Callable[..., Any]) -> frozenset[str]:
    """The names of those arguments."""
    names = parameters_of(fn) if array_like(fn) else ()
    return frozenset((*names[: array_like(fn)], *(name for name in names if name in WEIGHTS)))


def parameters_of(fn: Callable[..., Any]) -> tuple[str, ...]:
    """The names of the parameters, where Python tells."""
    signature = None if isinstance(fn, np.ufunc) else signature_of(fn)
    return () if signature is None else tuple(signature.parameters)


def as_tuple(cx: Lifter, value: Value) -> Value:
    """A list of known integers, or of lists of them, as the tuple that means the same."""
    content = cx.open(value)
    if not isinstance(content, Seq):
        return value
    found = Seq("tuple", tuple(as_tuple(cx, item) for item in content.items))
    return value if cx.known_value(found) is None else found


def settled(cx: Lifter, node: Any, prim: Apply, atoms: list[Atom]) -> list[Atom]:
    """The operands, integers that the result's type depends on replaced by their values."""
    if typed(cx, prim, atoms):
        return atoms
    known = [literal(cx, atom) for atom in atoms]
    if typed(cx, prim, known):
        return known
    return [Lit(cx.demand(Num(a), node, "this argument")) if demandable(cx, a) else a for a in known]


def typed(cx: Lifter, prim: Apply, atoms: list[Atom]) -> bool:
    try:
        infer(prim, atoms, cx.supply.extent)
    except CannotType:
        return False
    return True


def literal(cx: Lifter, atom: Atom) -> Atom:
    return cx.known_atom(atom) or atom


def demandable(cx: Lifter, atom: Atom) -> bool:
    if not isinstance(atom, Var) or not isinstance(atom.type, Scalar):
        return False
    return (atom in cx.leaf_parameter and atom.type.kind in "ib") or atom.name in cx.free.entries


def among(cx: Lifter, node: Any, chosen: Value, result: Value, out: Value) -> Value:
    """The result where it is wanted, else what is there."""
    select = Apply(np.where, (), "call", "np.where")
    old = out.items[0] if isinstance(out, Seq) and len(out.items) == 1 else out
    return cx.op(node, select, *(cx.atom(as_array(cx, node, each), node) for each in (chosen, result, old)))


def into(cx: Lifter, node: Any, out: Value, result: Value) -> Value:
    """``out=c``: the result is stored into `c`, and is `c`."""
    if isinstance(out, Seq) and len(out.items) == 1:
        out = out.items[0]
    if not isinstance(out, View):
        raise cx.refuse(node, "`out` must be an array", "leave `out` away")
    put(cx, node, out, cx.atom(result, node))
    return out


def writer(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *_ = args = [cx.open_all(arg) for arg in args]
    assert isinstance(callee, Static)
    if callee.obj is np.copyto and len(args) == 3 and not kwargs and isinstance(args[1], View):
        put(cx, node, args[1], cx.atom(args[2], node))
        return Static(None)
    if callee.obj is np.copyto and isinstance(args[1], View) and set(kwargs) == {"where"} and len(args) == 3:
        put(cx, node, args[1], cx.atom(among(cx, node, kwargs["where"], args[2], args[1]), node))
        return Static(None)
    if callee.obj == np.add.at and len(args) == 4 and not kwargs and isinstance(args[1], View):
        target = args[1]
        several = isinstance(args[2], Seq) and args[2].kind == "tuple"
        chosen = args[2].items if isinstance(args[2], Seq) and several else (args[2],)
        entries = [entry_of_value(cx, node, item) for item in chosen]
        step = Subscript(tuple(entry for entry, _ in entries), several)
        indices = tuple(atom for _, atoms in entries for atom in atoms)
        place = View(target.cell, (*target.path, step), (*target.indices, *indices))
        put(cx, node, place, cx.atom(args[3], node), "add")
        return Static(None)
    raise cx.rule_error(node, f"`{callee.name}` writes its argument and has no rule", "store by index: `x[...] = ...`")


# --- methods ----------------------------------------------------------------------------------------------------


def method_handler(attr: str) -> Handler:
    fn = METHOD_FUNCTIONS[attr]

    def call_method(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
        owner, *rest = args
        if not isinstance(owner, View | Num):
            raise cx.refuse(node, f"{cx.describe(owner)} has no method `{attr}` that srcad knows", "use arrays")
        if fn is np.conj and kind_of(cx.type(owner, node)) != "c":
            return owner  # of a real array NumPy's method gives the array itself
        if isinstance(owner, Num) and cx.fixed is None:
            check_has_method(cx, node, owner.atom.type, attr)
        if attr in ("reshape", "transpose") and len(rest) > 1:
            rest = [Seq("tuple", tuple(rest))]
        if attr == "transpose" and not rest and isinstance(owner, View):
            return View(owner.cell, (*owner.path, Transposed()), owner.indices)
        result = apply(cx, node, fn, "method", attr, [owner, *rest], kwargs, name)
        if attr == "flatten" and isinstance(result, View):
            return cx.fresh(cx.state.memory[result.cell], node)
        return result

    return call_method


for _attr in METHOD_FUNCTIONS:
    METHODS[_attr] = method_handler(_attr)


def writing(attr: str) -> Handler:
    def refuse(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
        if attr == "fill" and isinstance(args[0], View) and len(args) == 2:
            put(cx, node, args[0], cx.atom(args[1], node))
            return Static(None)
        raise cx.rule_error(
            node, f"the method `{attr}` changes its object in place and has no rule", f"use np.{attr} or a store"
        )

    return refuse


for _attr in WRITING_METHODS:
    METHODS[_attr] = writing(_attr)


def astype(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    owner, *rest = args
    return apply(cx, node, np.astype, "method", "astype", [owner, *rest], kwargs, name)


def item(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """``x.item()``: the only element as a Python number."""
    if len(args) > 1:
        raise cx.rule_error(node, "`item` with an index has no rule", "use x[i]")
    content = cx.atom(args[0], node)
    fn = PYTHON_TYPES[kind_of(content.type) or "f"]
    return cx.op(node, Apply(fn, (), "call", fn.__name__), content, name=name)


def check_has_method(cx: Lifter, node: Any, type_: Type, attr: str) -> None:
    """Python's own numbers have few of the methods of NumPy's."""
    if isinstance(type_, Scalar) and type_.dtype is None and not hasattr(PYTHON_TYPES[type_.kind], attr):
        raise cx.refuse(node, f"a Python {type_} has no method `{attr}`", f"use np.{attr}(...), or pass an array")


PYTHON_TYPES = {"b": bool, "i": int, "f": float, "c": complex}

def solve(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """``lu.solve(b)``"""
    return apply(cx, node, solved_by, "method", "solve", args, kwargs, name)


METHODS["astype"] = astype
METHODS["solve"] = solve
METHODS["item"] = item


@handles(math.fsum)
def fsum(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    raise cx.rule_error(node, "`math.fsum` has no rule", "use sum(...) or np.sum(...)")


@handles(operator.getitem)
def getitem(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    raise cx.rule_error(node, "`operator.getitem` has no rule", "write x[i]")
