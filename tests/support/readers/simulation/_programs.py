"""Programs of prompts, run by CPython itself: the text comes from our own generator. What a statement did is told by calls put in after it."""

import ast
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import zip_longest
from typing import Any, NamedTuple

from reading import Unread

BLOCK = re.compile(r"```(?:python)?\n(.*?)```", re.DOTALL)
EVENTS = 200_000


class Event(NamedTuple):
    """A statement that was executed, or a test of `if` or `elif` that was made: its line, the variables it changes, and all that hold a value then."""

    line: int
    names: tuple[str, ...]
    values: dict[str, Any]


class _Told(ast.NodeTransformer):
    """Puts a call after every statement that changes a variable, at the start of the body of every `for`, and around every test of `if`."""

    def visit(self, node: ast.AST) -> Any:
        self.generic_visit(node)
        for field in ("body", "orelse"):
            found = getattr(node, field, None)
            if isinstance(found, list):
                setattr(node, field, [each for statement in found for each in self._with_call(statement)])
        if isinstance(node, ast.For):
            node.body.insert(0, _call(node.lineno, _targets(node.target)))
        if isinstance(node, ast.If):
            node.test = ast.BoolOp(ast.And(), [_call(node.test.lineno, ()).value, node.test])
        return node

    def _with_call(self, statement: ast.stmt) -> Iterator[ast.stmt]:
        if isinstance(statement, ast.Return):
            yield _call(statement.lineno, ())
        yield statement
        if isinstance(statement, ast.Assign):
            yield _call(statement.lineno, tuple(name for target in statement.targets for name in _targets(target)))
        elif isinstance(statement, ast.AugAssign):
            yield _call(statement.lineno, _targets(statement.target))
        elif isinstance(statement, ast.Expr) and not _is_call_of_ours(statement):
            if not (isinstance(statement.value, ast.Call) and isinstance(statement.value.func, ast.Attribute)):
                raise Unread(ast.unparse(statement))
            yield _call(statement.lineno, _targets(statement.value.func.value))


def _is_call_of_ours(statement: ast.Expr) -> bool:
    return ast.unparse(statement).startswith("_event(")


def _targets(target: ast.expr) -> tuple[str, ...]:
    match target:
        case ast.Name():
            return (target.id,)
        case ast.Subscript():
            return _targets(target.value)
        case ast.Tuple():
            return tuple(name for each in target.elts for name in _targets(each))
    raise Unread(ast.unparse(target))


def _call(line: int, names: tuple[str, ...]) -> ast.Expr:
    return ast.Expr(ast.parse(f"_event({line}, {names!r}, locals())", mode="eval").body)


def blocks(prompt: str) -> list[str]:
    """The programs of a prompt, without numbers of lines."""
    found = [re.sub(r"^ *\d+ \| ?", "", block, flags=re.MULTILINE) for block in BLOCK.findall(prompt)]
    if not found:
        raise Unread(prompt)
    return found


def events(program: str, call: str) -> list[Event]:
    """What happens while the call is evaluated, in order."""
    tree = ast.fix_missing_locations(_Told().visit(ast.parse(program)))
    told = list[Event]()

    def event(line: int, names: tuple[str, ...], values: dict[str, Any]) -> bool:
        if len(told) == EVENTS:
            raise Unread("a program that does not end")
        told.append(Event(line, names, deepcopy(values)))
        return True

    space: dict[str, Any] = {"_event": event}
    exec(compile(tree, "program", "exec"), space)  # noqa: S102
    told.clear()
    eval(call, space)  # noqa: S307
    return told


def returned(program: str, call: str) -> Any:
    """The value of the call."""
    space: dict[str, Any] = {}
    exec(program, space)  # noqa: S102
    return eval(call, space)  # noqa: S307


def alike(one: Any, other: Any) -> bool:
    """The same value of the same type, all the way down; dicts in any order."""
    if type(one) is not type(other):
        return False
    if isinstance(one, (list, tuple)):
        return all(alike(*pair) for pair in zip_longest(one, other, fillvalue=_MISSING))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(value, other[key]) for key, value in one.items())
    return bool(one == other)


_MISSING = object()


def literals(answer: str) -> tuple[Any, ...] | None:
    """Python literals between commas; None where the answer is no such thing."""
    try:
        return tuple(ast.literal_eval(f"({answer.strip()}\n,)"))
    except (ValueError, SyntaxError):
        return None
