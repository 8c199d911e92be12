"""How the text spells functions: by the name under which the user's module knows them.

``spell(np.sin, {"np": numpy})`` is ``np.sin``; a helper of `srcad.runtime` is spelled by its bare name.
"""

from __future__ import annotations

import builtins
import cmath
import math
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from operator import attrgetter
from types import ModuleType
from typing import Any

import numpy as np

from srcad.back.idioms import WORDS
from srcad.back.operators import is_operator
from srcad.back.paths import needs_add_at
from srcad.back.tree import is_made_by_call
from srcad.errors import ArgumentError
from srcad.ir.callee import Callee
from srcad.ir.core import Apply, For, Free, Function, Lit, Op, Pack, Raise, Statement, Tree, Try, Update, With
from srcad.ir.outside import mentioned
from srcad.ir.walk import all_statements, operands
from srcad.rules.table import LATER
from srcad.runtime.objects import instance, maker

#: where functions without a spelling of the user's are looked for
HOMES: tuple[tuple[str, ModuleType], ...] = (
    ("np", np),
    ("math", math),
    ("cmath", cmath),
    ("np.linalg", np.linalg),
    ("np.fft", np.fft),
)
ROOTS: dict[str, ModuleType] = {"np": np, "math": math, "cmath": cmath}
#: modules of functions that do what NumPy's do, and how each of these is reached from it: a program that has such a
#: module is written with it
STAND_INS: dict[Any, dict[Callable[..., Any], str]] = {}
#: NumPy's names of functions that people call otherwise
FAMILIAR = {"absolute": "abs"}


def spell(fn: Callable[..., Any], modules: Mapping[str, Any]) -> str:
    """The dotted name of a function of NumPy, math, the builtins or the runtime, or its own name."""
    known = _own_name(fn, modules) or _stand_in(fn, modules) or _home_name(fn, modules)
    return known or _name_in_module(fn, modules) or str(fn.__name__)


def _own_name(fn: Callable[..., Any], modules: Mapping[str, Any]) -> str:
    return next((name for name, value in modules.items() if value is fn), "")


def _stand_in(fn: Callable[..., Any], modules: Mapping[str, Any]) -> str:
    """``xp.sin``, and ``xp.acos`` where that is what the module calls np.arccos."""
    homes = ((name, STAND_INS[value]) for name, value in modules.items() if _stands_in(value))
    return next((f"{name}.{known[fn]}" for name, known in homes if fn in known), "")


def _stands_in(value: Any) -> bool:
    return isinstance(value, ModuleType) and value in STAND_INS


def _home_name(fn: Callable[..., Any], modules: Mapping[str, Any]) -> str:
    names = ((path, _attribute(home, fn)) for path, home in HOMES)
    return next((_spelled_at(f"{path}.{attr}", modules) for path, attr in names if attr), "")


def _spelled_at(path: str, modules: Mapping[str, Any]) -> str:
    """``np.sin``, or what stands in its place in the user's module."""
    root, _, rest = path.partition(".")
    own = (name for name, value in modules.items() if _stands_in(value) and root == "np" and _has(value, rest))
    name = next(own, "")
    return f"{name}.{rest}" if name else alias(path, modules)


def _has(home: Any, path: str) -> bool:
    try:
        attrgetter(path)(home)
    except AttributeError:
        return False
    return True


def _name_in_module(fn: Callable[..., Any], modules: Mapping[str, Any]) -> str:
    """In one of the user's modules, such as ``special.psi``, or one of a package of the user's: ``scipy.fft.ifft``."""
    found = (path for path, value in _modules_within(modules) if _attribute(value, fn))
    return next((f"{path}.{fn.__name__}" for path in found), "")


def _modules_within(modules: Mapping[str, Any]) -> Iterator[tuple[str, ModuleType]]:
    for path, value in modules.items():
        if isinstance(value, ModuleType):
            yield path, value
            inside = (name for name in LATER if name.startswith(f"{value.__name__}.") and name in sys.modules)
            yield from ((path + name.removeprefix(value.__name__), sys.modules[name]) for name in inside)


def _attribute(home: ModuleType, fn: Callable[..., Any]) -> str:
    attr = getattr(fn, "__name__", "")
    attr = FAMILIAR.get(attr, attr)
    return attr if vars(home).get(attr) is fn else ""


def alias(path: str, modules: Mapping[str, Any]) -> str:
    """``np.linalg`` as the user's module spells it."""
    root, _, rest = path.partition(".")
    own = next((name for name, value in modules.items() if value is ROOTS[root]), root)
    return f"{own}.{rest}" if rest else own


def knows_numpy(modules: Mapping[str, Any]) -> bool:
    """Whether the user's function mentions NumPy."""
    return any(value is np for value in modules.values())


def spelled(prim: Apply, modules: Mapping[str, Any]) -> str:
    """The dotted name of a call written as a call: the user's own spelling where there is one."""
    return prim.name or spell(prim.fn, modules)


def roots(function: Function) -> dict[str, Any]:
    """The names outside the function that its text mentions, builtins included, live names and siblings not."""
    found: dict[str, Any] = {}
    for stmt in all_statements(function.block):
        for name, value in _roots_of(stmt, function.modules):
            found.setdefault(name, value)
    for name, value in roots_of_tree(function.result):
        if found.setdefault(name, value) is not value:
            reason = f"two things that the text makes are called `{name}`"
            raise ArgumentError(reason, "give the classes names of their own")
    for tree in (param.tree for param in function.params):
        for name, value in roots_of_tree(tree):
            found.setdefault(name, value)
    return found


def roots_of_tree(tree: Tree) -> Iterator[tuple[str, Any]]:
    """The classes of the objects in a tree, and what makes them."""
    if tree.kind == "object":
        make = maker(tree.cls, tree.keys)
        if make is None:
            yield instance.__name__, instance
        named = tree.cls if make is None else make
        yield named.__name__, named
    for child in tree.children:
        yield from roots_of_tree(child)


def shadowed(function: Function) -> dict[str, str]:
    """Another name for each of the `roots` that is also the name of a parameter: the user's name stays."""
    outside, params = roots(function), {param.name for param in function.params}
    taken = {*outside, *params, *mentioned(function.block)}
    return {name: underlined(name, taken) for name in outside if name in params}


def underlined(name: str, taken: Collection[str]) -> str:
    """The name, with as many underlines as it needs to be free."""
    return name if name not in taken else underlined(f"{name}_", taken)


def namespace(function: Function, renamed: Mapping[str, str]) -> dict[str, Any]:
    """Those of the `roots` that must be given to the text."""
    return {
        renamed.get(name, name): value
        for name, value in roots(function).items()
        if name in renamed or getattr(builtins, name, None) is not value
    }


def _roots_of(stmt: Statement, modules: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    match stmt:
        case With(enter=enter) if enter is not None:
            yield _root(spelled(enter, modules), enter.fn, modules)
        case Op(prim=Apply(fn=fn)) if fn in WORDS:
            yield from ((word.__name__, word) for word in WORDS[fn])
        case Op(prim=Apply(style="call") as prim) if not is_operator(prim.fn):
            yield _root(spelled(prim, modules), prim.fn, modules)
        case Op(prim=Update()) if needs_add_at(stmt):
            yield _root(alias("np", modules), np, modules)
        case Op(prim=Pack(kind="set")) if not stmt.args:
            yield "set", set
        case Op(prim=Pack(kind="object", cls=cls, keys=keys)):
            yield from roots_of_tree(Tree("object", (), keys, cls))
        case Op(prim=Free(name=name)):
            root, _, rest = name.partition(".")
            if root in modules or (rest and root in ROOTS):
                yield root, modules.get(root, ROOTS.get(root))
        case Op(prim=Raise(cls=cls, name=name, again=False)):
            yield _root(name, cls, modules)
        case Try(clauses=clauses):
            for clause in clauses:
                yield from (_root(name, cls, modules) for name, cls in zip(clause.names, clause.classes, strict=False))
        case For():
            yield from ((fn.__name__, fn) for fn in (reversed, zip, enumerate))
        case _:
            pass
    for atom in operands(stmt):
        if isinstance(atom, Lit):
            yield from _roots_of_literal(atom.value, modules)


def _roots_of_literal(value: Any, modules: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, float) and value in (math.inf, -math.inf) and knows_numpy(modules):
        yield _root(alias("np", modules), np, modules)
    elif isinstance(value, float) and not math.isfinite(value):
        yield "float", float
    elif isinstance(value, complex) and is_made_by_call(value):
        yield "complex", complex
    elif isinstance(value, np.dtype):
        yield _root(alias("np", modules), np, modules)
    elif isinstance(value, tuple):
        for each in value:
            yield from _roots_of_literal(each, modules)
    elif is_named(value) and not isinstance(value, Callee):
        yield _root(spell(value, modules), value, modules)


def is_named(value: Any) -> bool:
    """Whether a literal is an object that has a name, such as a type."""
    return callable(value)


def _root(path: str, fn: Any, modules: Mapping[str, Any]) -> tuple[str, Any]:
    root, _, rest = path.partition(".")
    if root in modules:
        return root, modules[root]
    return root, (ROOTS.get(root, fn) if rest else fn)
