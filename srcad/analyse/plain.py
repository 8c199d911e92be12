"""Plain Python: operations on values that carry no derivative, printed as they stand.

An attribute, a method or a call of such a value is an `Apply` of one of the small functions below.  Which modules are
known to change nothing that a program of numbers can see is said here too: a call of theirs happens once, in order,
but what else the program reads stays what it was.
"""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from srcad.analyse.sparse import dtype_of_sparse, is_factors, is_sparse, sparse, sparse_type
from srcad.ir.core import Apply, Atom, Op
from srcad.ir.types import NONE, UNKNOWN, Opaque, Type


@dataclass(frozen=True, slots=True)
class AttributeOf:
    """``value.name``"""

    name: str

    def __call__(self, value: Any) -> Any:
        return getattr(value, self.name)


@dataclass(frozen=True, slots=True)
class MethodOf:
    """``value.name(...)``"""

    name: str

    def __call__(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return getattr(value, self.name)(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class CallOf:
    """``value(...)``"""

    def __call__(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        return value(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class StoreItem:
    """``target[key] = value``, or ``target[key] += value`` and its like where `sign` is their function."""

    sign: Callable[..., Any] | None = None

    def __call__(self, target: Any, *operands: Any) -> None:
        value, key = operands if self.sign is None else operands[::-1]
        target[key] = value if self.sign is None else self.sign(target[key], value)


@dataclass(frozen=True, slots=True)
class StoreAttribute:
    """``target.name = value``, or ``target.name += value`` and its like."""

    name: str
    sign: Callable[..., Any] | None = None

    def __call__(self, target: Any, value: Any) -> None:
        setattr(target, self.name, value if self.sign is None else self.sign(getattr(target, self.name), value))


#: modules whose functions are called as they stand, also where their source is Python: they tell, ask, draw or wait
_CALLED = frozenset(
    {
        *("asyncio", "calendar", "concurrent", "csv", "datetime", "decimal"),
        *("faulthandler", "gc", "genericpath", "getpass", "glob", "gzip", "hashlib", "inspect", "io", "json"),
        *("linecache", "locale", "logging", "multiprocessing", "ntpath", "os", "pathlib", "pickle", "platform"),
        *("posixpath", "pprint", "queue", "random", "re", "resource", "secrets", "shutil", "signal", "socket"),
        *("string", "subprocess", "sys", "tempfile", "textwrap", "time", "timeit"),
        *("traceback", "tracemalloc", "uuid", "warnings", "zlib", "zoneinfo"),
    }
)
#: classes whose values never change and whose operators and methods do nothing but give a value
IMMUTABLE = frozenset(
    {
        *("str", "bytes", "datetime.datetime", "datetime.date", "datetime.time", "datetime.timedelta"),
        *("datetime.timezone", "decimal.Decimal", "uuid.UUID", "NoneType", "None", "type", "tuple"),
        "constant",
    }
)
#: one of several values that never change, not known which: a string or None
CONSTANT = Opaque("constant")


def is_called_as_it_stands(name: str | None) -> bool:
    """Whether the functions of a module are never read, but called: they change nothing that numbers depend on."""
    if (name or "").startswith("numpy.random"):
        return True
    return (name or "").lstrip("_").partition(".")[0] in _CALLED


def keeps_to_itself(name: str | None) -> bool:
    """Whether a call of a function of this module changes nothing else that the program reads."""
    root = (name or "").partition(".")[0]
    return is_called_as_it_stands(name) or (root != "builtins" and root.lstrip("_") in sys.stdlib_module_names)


def modules_of(obj: Any) -> tuple[str, ...]:
    """The modules in which a function, or a method and the class of its object, were written."""
    if isinstance(obj, type):
        return (obj.__module__,)
    owner = getattr(obj, "__self__", None)
    found = [getattr(obj, "__module__", None)]
    if owner is not None and not isinstance(owner, ModuleType):
        found.insert(0, (owner if isinstance(owner, type) else type(owner)).__module__)
    return tuple(module for module in found if isinstance(module, str))


def class_name(cls: type) -> str:
    """How the type of an object is called in `Opaque`: with its module, unless it is Python's own."""
    return cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"


#: the classes of objects that were seen, by their names
CLASSES: dict[str, type] = {}


def opaque_type(value: Any) -> Opaque | None:
    """The type of an object of a class that is known to keep to itself: a generator of random numbers, a logger, a
    sparse matrix.
    """
    cls = type(value)
    matrix = sparse_type(value)
    if matrix is not None:
        CLASSES[matrix.what] = cls
        return matrix
    if callable(value) or isinstance(value, type) or not is_called_as_it_stands(cls.__module__):
        return None
    name = class_name(cls)
    CLASSES[name] = cls
    return Opaque(name)


def is_opaque(type_: Type) -> bool:
    """Whether a value of this type is handled as plain Python: no number, no container of numbers, no dtype."""
    if is_sparse(type_) or is_factors(type_):
        return False
    return isinstance(type_, Opaque) and type_ != NONE and not type_.what.startswith(("dtype", "kept", "Undefined"))


def joined(a: Opaque, b: Opaque) -> Opaque:
    """The type of one value or the other."""
    if is_sparse(a) and is_sparse(b) and dtype_of_sparse(a) == dtype_of_sparse(b):
        return sparse(dtype_of_sparse(a))
    return CONSTANT if is_immutable(a) and is_immutable(b) else UNKNOWN


def is_immutable(type_: Type) -> bool:
    """Whether operations on a value of this type do nothing but give a value."""
    return not isinstance(type_, Opaque) or type_.what in IMMUTABLE


# --- who may be given numbers that carry a derivative --------------------------------------------------------

_TELLING = ("logging", "warnings")
_WRITING_METHODS = ("write", "writelines")


def only_tells(op: Op) -> bool:
    """Whether a call prints, logs or writes down its arguments, and gives nothing of them back but as text."""
    if not isinstance(op.prim, Apply):
        return False
    fn = op.prim.fn
    if makes_text(fn, op.args):
        return True
    if fn is print or any(module.lstrip("_").partition(".")[0] in _TELLING for module in modules_of(fn)):
        return True
    what = op.args[0].type.what if op.args and isinstance(op.args[0].type, Opaque) else ""
    if isinstance(fn, MethodOf):
        return what.partition(".")[0] in _TELLING or (fn.name in _WRITING_METHODS and what.startswith("_io."))
    return False


def makes_text(fn: Callable[..., Any], args: Sequence[Atom]) -> bool:
    """Whether a function only writes its arguments as text."""
    if fn in (str, repr, ascii, format):
        return True
    return bool(args) and args[0].type == Opaque("str") and (isinstance(fn, MethodOf) or fn is operator.mod)
