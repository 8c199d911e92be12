"""Whether a piece of syntax is the code that a function runs.

The definition found is compiled by itself and compared with the code object of the function: bytecode,
constants and names, and the same for every function inside.  Line numbers take no part, so a function that
has only moved is still found.
"""

from __future__ import annotations
import __future__

import ast
import inspect
from collections.abc import Iterable, Iterator
from types import CodeType
from typing import Any, TypeAlias

Definition: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def compiled_like(node: Definition, code: CodeType, imported: Iterable[str]) -> CodeType | None:
    """The code of a definition, in a module that imports these names, if it is the same as `code`, else None."""
    imports = "".join(f"import {name}\n" for name in imported)
    for scope in _scopes(code):
        own = _compiled(node, imports + scope, code)
        if same_code(own, code):
            return own
    return None


def same_code(a: CodeType, b: CodeType) -> bool:
    """Whether two functions do the same, wherever they stand."""
    return (
        a.co_code == b.co_code
        and a.co_exceptiontable == b.co_exceptiontable
        and a.co_flags & _KIND == b.co_flags & _KIND
        and _names(a) == _names(b)
        and same_constant(a.co_consts, b.co_consts)
    )


def same_constant(a: Any, b: Any) -> bool:
    """Whether two constants of bytecode are the same: 1, 1.0 and True are not, nor are 0.0 and -0.0."""
    if type(a) is not type(b):
        return False
    if isinstance(a, CodeType):
        return same_code(a, b)
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(same_constant, a, b))
    if isinstance(a, str):
        # the qualified name of a class inside says in which function it stands
        return a.rpartition("<locals>.")[2] == str(b).rpartition("<locals>.")[2]
    return a == b if isinstance(a, frozenset) else repr(a) == repr(b)


def same_positions(a: CodeType, b: CodeType) -> bool:
    """Whether code of equal effect also stands at the same lines and columns."""
    return list(a.co_positions()) == list(b.co_positions())


_KIND = (
    inspect.CO_VARARGS
    | inspect.CO_VARKEYWORDS
    | inspect.CO_GENERATOR
    | inspect.CO_COROUTINE
    | inspect.CO_ITERABLE_COROUTINE
    | inspect.CO_ASYNC_GENERATOR
)


def _names(code: CodeType) -> tuple[Any, ...]:
    counts = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    return code.co_name, code.co_names, code.co_varnames, code.co_cellvars, code.co_freevars, counts


# --- compiling a definition by itself -------------------------------------------------------------------

_FUTURE = 0
for _name in __future__.all_feature_names:
    _FUTURE |= getattr(__future__, _name).compiler_flag


def _scopes(code: CodeType) -> Iterator[str]:
    """Scopes that give names a meaning: the cells of functions around, then a class (`__x` is `_C__x`)."""
    cells = "".join(f"{name} = " for name in code.co_freevars)
    # a function that is not in a cell of its own meets its own name as a global
    is_global = code.co_name.isidentifier() and code.co_name not in code.co_freevars
    own = f"global {code.co_name}\n " if is_global else ""
    function = f"def _():\n {own}{cells}None\n"
    yield function
    for name in dict.fromkeys(code.co_qualname.split(".")[:-1]):
        if name.isidentifier():
            yield f"{function} class {name}: pass"


def _compiled(node: Definition, scope: str, code: CodeType) -> CodeType:
    tree = ast.parse(scope)
    body, depth = tree.body, 0
    while body and isinstance(body[-1], ast.FunctionDef | ast.ClassDef):
        body, depth = body[-1].body, depth + 1
    body.append(_bare(node))
    own = compile(tree, "", "exec", code.co_flags & _FUTURE, dont_inherit=True)
    for _ in range(depth):
        own = _last_made(own)
    return _named(_last_made(own), code.co_name)


def _bare(node: Definition) -> ast.stmt:
    if isinstance(node, ast.Lambda):
        return ast.copy_location(ast.Expr(node), node)
    node.decorator_list = []
    return node


def _named(code: CodeType, name: str) -> CodeType:
    """A generic function stands in a scope of its own, which has another name."""
    return code if code.co_name == name else _last_made(code)


def _last_made(code: CodeType) -> CodeType:
    """The code of the last function made by another: what its defaults need is made before it."""
    return [const for const in code.co_consts if isinstance(const, CodeType)][-1]
