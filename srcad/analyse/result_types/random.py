"""Results of drawing random numbers: of NumPy's generators, of its older functions, and of the module `random`.

The generator changes with every draw, so these are no functions of their arguments and stand in no table of rules.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, broadcast_all
from srcad.analyse.join import join
from srcad.analyse.plain import modules_of
from srcad.analyse.promote import scalar
from srcad.analyse.result_types.common import as_array, dtype_of, shape_of
from srcad.ir.core import Apply, Atom, Lit, Op
from srcad.ir.types import FLOAT, INT, NONE, UNKNOWN, Array, ListOf, Opaque, RangeOf, Scalar, TupleOf, Type

Arguments = dict[str, Atom]

#: what classes of generators are called here; NumPy's older functions are the methods of one of them
NUMPY = ("numpy.random._generator.Generator", "numpy.random.mtrand.RandomState")
PYTHON = ("random.Random", "random.SystemRandom")

#: the parameters of NumPy's distributions before `size`
_FLOATS = {
    **dict.fromkeys(("random", "random_sample", "ranf", "sample", "standard_cauchy"), ()),
    **dict.fromkeys(("standard_normal", "standard_exponential"), ()),
    **dict.fromkeys(("normal", "gumbel", "laplace", "logistic"), ("loc", "scale")),
    **dict.fromkeys(("exponential", "rayleigh"), ("scale",)),
    **dict.fromkeys(("chisquare", "standard_t"), ("df",)),
    **dict.fromkeys(("pareto", "power", "weibull"), ("a",)),
    "beta": ("a", "b"),
    "f": ("dfnum", "dfden"),
    "gamma": ("shape", "scale"),
    "lognormal": ("mean", "sigma"),
    "noncentral_chisquare": ("df", "nonc"),
    "noncentral_f": ("dfnum", "dfden", "nonc"),
    "standard_gamma": ("shape",),
    "triangular": ("left", "mode", "right"),
    "uniform": ("low", "high"),
    "vonmises": ("mu", "kappa"),
    "wald": ("mean", "scale"),
}
_INTEGERS = {
    **dict.fromkeys(("geometric", "logseries"), ("p",)),
    **dict.fromkeys(("binomial", "negative_binomial"), ("n", "p")),
    "hypergeometric": ("ngood", "nbad", "nsample"),
    "poisson": ("lam",),
    "zipf": ("a",),
    "tomaxint": (),
}
_RANGES = ("low", "high")
_VECTORS = {"multivariate_normal": ("mean", "cov"), "dirichlet": ("alpha",), "multinomial": ("n", "pvals")}
#: functions of the module `random` that give a float, an int
_PYTHON_FLOATS = frozenset(
    {
        *("random", "uniform", "triangular", "betavariate", "expovariate", "gammavariate", "gauss"),
        *("lognormvariate", "normalvariate", "vonmisesvariate", "paretovariate", "weibullvariate"),
    }
)
_PYTHON_INTS = frozenset({"randint", "randrange", "getrandbits", "binomialvariate"})

#: distributions that are a standard draw, moved and stretched
MOVED = {
    "normal": "{0} + {1} * rng.standard_normal(...)",
    "gauss": "{0} + {1} * random.gauss(0.0, 1.0)",
    "normalvariate": "{0} + {1} * random.normalvariate(0.0, 1.0)",
    "uniform": "{0} + ({1} - {0}) * rng.random(...)",
    "exponential": "{0} * rng.standard_exponential(...)",
    "lognormal": "np.exp({0} + {1} * rng.standard_normal(...))",
}


def draws(op: Op, prim: Apply) -> bool:
    """Whether a call draws random numbers."""
    owner = op.args[0].type.what if op.args and isinstance(op.args[0].type, Opaque) else ""
    return owner in (*NUMPY, *PYTHON) or any(m.startswith(("random", "numpy.random")) for m in modules_of(prim.fn))


def drawn(owner: str, name: str, args: Sequence[Atom], kw: tuple[str, ...], fresh: Fresh) -> Type:
    """The type of ``generator.name(*args)``, the generator being of class `owner`."""
    if owner in PYTHON:
        return _python(name, args, fresh)
    parameters = _parameters(name)
    if parameters is None:
        return _other(name, args, fresh)
    split = len(args) - len(kw)
    given = {**dict(zip(parameters, args[:split], strict=False)), **dict(zip(kw, args[split:], strict=True))}
    if given.get("out", Lit(None)) != Lit(None):
        raise CannotType("drawing into an array is not known")
    if name in _FLOATS:
        dtype = dtype_of(given.get("dtype", Lit(None)), "float64")
        return _of_shape(given, _drawn_dims(given, _FLOATS[name], fresh), dtype, FLOAT)
    if name in _INTEGERS:
        return _of_shape(given, _drawn_dims(given, _INTEGERS[name], fresh), "int64", INT)
    if name in _VECTORS:
        return _vector(name, given, fresh)
    if name == "choice":
        return _choice(given, fresh)
    return _integers(name, given, fresh)


def _parameters(name: str) -> tuple[str, ...] | None:
    before = {**_FLOATS, **_INTEGERS, **_VECTORS, "integers": _RANGES, "randint": _RANGES, "choice": ("a",)}
    if name not in before:
        return None
    return (*before[name], "size", *(("dtype", "endpoint") if before[name] in ((), _RANGES) else ()))


def _size(given: Arguments) -> Atom | None:
    size = given.get("size")
    return None if size is None or size == Lit(None) else size


def _drawn_dims(given: Arguments, parameters: Sequence[str], fresh: Fresh) -> Dims:
    """The shape asked for, or that of the parameters."""
    size = _size(given)
    if size is not None:
        return shape_of(size, fresh)
    return broadcast_all((as_array(given[name].type, fresh).dims for name in parameters if name in given), fresh)


def _of_shape(given: Arguments, dims: Dims, dtype: str, number: Type) -> Type:
    """A number only if no shape is asked for: of the shape ``()`` is an array."""
    return Array(dtype, dims) if dims or _size(given) is not None else number


def _integers(name: str, given: Arguments, fresh: Fresh) -> Type:
    dims = _drawn_dims(given, _RANGES, fresh)
    asked = given.get("dtype", Lit(None))
    if dims or _size(given) is not None:
        return Array(dtype_of(asked, np.dtype(np.int64 if name == "integers" else int).name), dims)
    if asked != Lit(None):
        return Scalar("i", "?")
    return scalar("int64") if name == "integers" else INT


def _vector(name: str, given: Arguments, fresh: Fresh) -> Type:
    last = as_array(given[{"multinomial": "pvals", "dirichlet": "alpha"}.get(name, "mean")].type, fresh).dims[-1:]
    size = _size(given)
    dims = (*(() if size is None else shape_of(size, fresh)), *last)
    return Array("int64" if name == "multinomial" else "float64", dims)


def _choice(given: Arguments, fresh: Fresh) -> Type:
    """Of ``range(a)``, or of the rows of an array."""
    if given.get("axis", Lit(0)) != Lit(0):
        raise CannotType("a choice along another axis is not known")
    pool = given["a"].type
    size = _size(given)
    dims = () if size is None else shape_of(size, fresh)
    if isinstance(pool, Scalar):
        return _of_shape(given, dims, "int64", INT)
    items = as_array(pool, fresh)
    dims = (*dims, *items.dims[1:])
    return _of_shape(given, dims, items.dtype, scalar(items.dtype))


def _other(name: str, args: Sequence[Atom], fresh: Fresh) -> Type:
    match name:
        case "rand" | "randn":
            dims = tuple(dim for arg in args for dim in shape_of(arg, fresh))
            return _of_shape({}, dims, "float64", FLOAT)
        case "permutation" if isinstance(args[0].type, Scalar):
            return Array("int64", shape_of(args[0], fresh))
        case "permutation" | "permuted":
            return as_array(args[0].type, fresh)
        case "seed" | "set_state":
            return NONE
        case "bytes":
            return Opaque("bytes")
    return UNKNOWN


def _python(name: str, args: Sequence[Atom], fresh: Fresh) -> Type:
    if name in _PYTHON_FLOATS:
        return FLOAT
    if name in _PYTHON_INTS:
        return INT
    if name in ("seed", "setstate"):
        return NONE
    if name == "randbytes":
        return Opaque("bytes")
    if name in ("choice", "choices", "sample") and args:
        item = _item(args[0].type, fresh)
        return item if name == "choice" or item == UNKNOWN else ListOf(item)
    return UNKNOWN


def _item(type_: Type, fresh: Fresh) -> Type:
    """What the items of a sequence have in common."""
    match type_:
        case ListOf(item):
            return item
        case RangeOf():
            return INT
        case TupleOf((first, *others)):
            for other in others:
                joined = join(first, other, fresh)
                if joined is None:
                    return UNKNOWN
                first = joined
            return first if isinstance(first, Scalar | Opaque) else UNKNOWN
    return UNKNOWN
