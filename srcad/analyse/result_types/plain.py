"""Results of plain Python: calls that have no rule and of attributes and methods of values without derivative.

What is not in the tables is unknown, which is always right: ``float(...)`` makes a number of it.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from srcad.analyse.dims import Fresh
from srcad.analyse.plain import AttributeOf, CallOf, MethodOf, class_name, is_called_as_it_stands, is_immutable
from srcad.analyse.result_types.random import NUMPY, PYTHON, drawn
from srcad.ir.core import Atom
from srcad.ir.types import BOOL, FLOAT, INT, NONE, UNKNOWN, Opaque, Type, kind_of

_STR, _DATE, _DELTA = Opaque("str"), Opaque("datetime.datetime"), Opaque("datetime.timedelta")
_DAY = Opaque("datetime.date")
_LOGGER = "logging.Logger"

_STR_TESTS = tuple(name for name in dir(str) if name.startswith("is"))
_CLOCKS = ("time", "perf_counter", "monotonic", "process_time", "thread_time")
_PARTS = ("hour", "minute", "second", "microsecond")

#: by class and name
_METHODS: dict[tuple[str, str], Type] = {
    **{("str", name): BOOL for name in ("startswith", "endswith", *_STR_TESTS)},
    **{("str", name): INT for name in ("count", "find", "index", "rfind", "rindex")},
    **{
        ("str", name): _STR
        for name in (
            *("capitalize", "casefold", "center", "expandtabs", "format", "join", "ljust", "lower", "lstrip"),
            *("removeprefix", "removesuffix", "replace", "rjust", "rstrip", "strip", "swapcase", "title", "upper"),
            *("translate", "zfill"),
        )
    },
    **{
        (_LOGGER, name): NONE
        for name in ("debug", "info", "warning", "error", "critical", "exception", "log", "setLevel", "addHandler")
    },
    (_LOGGER, "isEnabledFor"): BOOL,
    **{("datetime.datetime", name): _STR for name in ("isoformat", "strftime", "ctime")},
    **{("datetime.date", name): _STR for name in ("isoformat", "strftime", "ctime")},
    ("datetime.datetime", "timestamp"): FLOAT,
    ("datetime.timedelta", "total_seconds"): FLOAT,
    **{("datetime.datetime", name): _DATE for name in ("now", "utcnow", "today", "fromtimestamp", "fromisoformat")},
    **{("datetime.datetime", name): _DATE for name in ("combine", "strptime", "replace", "astimezone")},
    **{("datetime.date", name): _DAY for name in ("today", "fromtimestamp", "fromisoformat", "replace")},
}
_ATTRIBUTES: dict[tuple[str, str], Type] = {
    **{("datetime.datetime", name): INT for name in ("year", "month", "day", *_PARTS)},
    **{("datetime.date", name): INT for name in ("year", "month", "day")},
    **{("datetime.timedelta", name): INT for name in ("days", "seconds", "microseconds")},
    (_LOGGER, "name"): _STR,
    (_LOGGER, "level"): INT,
}
#: functions of modules, by module and name
_FUNCTIONS: dict[tuple[str, str], Type] = {
    **{("time", name): FLOAT for name in (*_CLOCKS, "mktime")},
    **{("time", name): INT for name in (f"{clock}_ns" for clock in _CLOCKS)},
    **{("time", name): _STR for name in ("ctime", "strftime", "asctime")},
    ("time", "sleep"): NONE,
    **{("logging", name): NONE for name in ("debug", "info", "warning", "error", "critical", "exception", "log")},
    ("logging", "getLogger"): Opaque(_LOGGER),
    **{("warnings", name): NONE for name in ("warn", "warn_explicit", "simplefilter", "filterwarnings")},
    **{("os", name): INT for name in ("getpid", "getppid", "cpu_count")},
    ("os", "getcwd"): _STR,
    **{("genericpath", name): BOOL for name in ("exists", "isfile", "isdir")},
    ("posixpath", "join"): _STR,
    ("ntpath", "join"): _STR,
    ("json", "dumps"): _STR,
    ("sys", "getsizeof"): INT,
    ("numpy.random", "default_rng"): Opaque(NUMPY[0]),
    ("numpy.random", "seed"): NONE,
}
_TESTS = (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge)
_ALWAYS: dict[Callable[..., Any], Type] = {
    **dict.fromkeys((str, repr, ascii, format), _STR),
    **dict.fromkeys((bool, isinstance, callable, hasattr, operator.contains, operator.is_, operator.is_not), BOOL),
    **dict.fromkeys((operator.not_, any, all), BOOL),
    **dict.fromkeys((len, int, id, hash), INT),
    float: FLOAT,
    print: NONE,
}
_OPERATORS: dict[tuple[Callable[..., Any], str, str], Type] = {
    (operator.sub, _DATE.what, _DATE.what): _DELTA,
    (operator.sub, _DATE.what, _DELTA.what): _DATE,
    (operator.add, _DATE.what, _DELTA.what): _DATE,
    (operator.add, _DELTA.what, _DELTA.what): _DELTA,
    (operator.sub, _DELTA.what, _DELTA.what): _DELTA,
    (operator.truediv, _DELTA.what, _DELTA.what): FLOAT,
    (operator.add, "str", "str"): _STR,
}


def plain_result(fn: Callable[..., Any], args: Sequence[Atom], kw: tuple[str, ...], fresh: Fresh) -> Type:
    """The type of ``fn(*args)``, the last ``len(kw)`` arguments by keyword; unknown if nothing says what it is."""
    owner = args[0].type.what if args and isinstance(args[0].type, Opaque) else ""
    match fn:
        case AttributeOf(name=name):
            return _ATTRIBUTES.get((owner, name), UNKNOWN)
        case MethodOf(name=name):
            return _of_method(owner, name, args[1:], kw, fresh)
        case CallOf():
            return UNKNOWN
        case type() if fn not in _ALWAYS:
            return Opaque(class_name(fn)) if is_called_as_it_stands(fn.__module__) else UNKNOWN
    if fn in _ALWAYS:
        return _ALWAYS[fn]
    if fn in _TESTS:
        return BOOL if all(is_immutable(arg.type) for arg in args) else UNKNOWN
    if fn is operator.mod and owner == "str":
        return _STR
    if fn in (operator.mul, operator.getitem) and {kind_of(arg.type) or _what(arg) for arg in args} == {"str", "i"}:
        return _STR
    if len(args) == 2:
        found = _OPERATORS.get((fn, _what(args[0]), _what(args[1])))
        if found is not None:
            return found
    return _of_function(fn, args, kw, fresh)


def _what(atom: Atom) -> str:
    return atom.type.what if isinstance(atom.type, Opaque) else ""


def _of_method(owner: str, name: str, args: Sequence[Atom], kw: tuple[str, ...], fresh: Fresh) -> Type:
    if owner in (*NUMPY, *PYTHON):
        return drawn(owner, name, args, kw, fresh)
    return _METHODS.get((owner, name), UNKNOWN)


def _of_function(fn: Callable[..., Any], args: Sequence[Atom], kw: tuple[str, ...], fresh: Fresh) -> Type:
    name = getattr(fn, "__name__", "")
    owner = getattr(fn, "__self__", None)
    cls = class_name(owner if isinstance(owner, type) else type(owner))
    if owner is not None and cls in (*NUMPY, *PYTHON):
        return drawn(cls, name, args, kw, fresh)
    if (cls, name) in _METHODS:
        return _METHODS[cls, name]
    module = (getattr(fn, "__module__", None) or "").lstrip("_")
    found = _FUNCTIONS.get((module, name))
    if found is None and module.startswith("numpy.random"):
        return drawn(NUMPY[1], name, args, kw, fresh)
    return UNKNOWN if found is None else found
