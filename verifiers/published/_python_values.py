"""Values as Python and JSON write them, read from Python's syntax tree: nothing is evaluated.

Numbers, texts, bytes, True, None, lists, tuples, sets, dicts; also JSON's `true`, `false`, `null`. Types count: 1, 1.0 and True differ."""

import ast
import json
import re
from typing import Any

from synth.verifiers.parsers import syntax

MAX_LENGTH = 20_000
DEEPEST = 30
_JSON_WORDS = {"true": True, "false": False, "null": None}
_SIGNS = re.compile(r"[-+]\s*[-+]\s*[-+]")


class NoValue(ValueError):
    """A text is no value."""


class Set(frozenset[Any]):
    """A set, whose members are texts that `key` makes of values."""


def value(text: str) -> Any:
    """The one value that a text is. Raises NoValue."""
    return _of(tree(text).body)


def json_value(text: str) -> Any:
    """The one value that a text is in JSON. Raises NoValue."""
    try:
        return json.loads(text) if len(text) <= MAX_LENGTH and not deep(text) else _no(text)
    except (ValueError, RecursionError) as error:
        raise NoValue("no JSON") from error


def plain_value(text: str) -> Any:
    """The one value that a text is as Python writes it, where JSON has such values: dicts with texts as keys, tuples as lists. Raises
    NoValue."""
    return _plain(value(text))


def _plain(found: Any) -> Any:
    if isinstance(found, list | tuple):
        return [_plain(item) for item in found]
    if isinstance(found, dict):
        if not all(name.startswith("str:") for name in found):
            raise NoValue("a key that is no text")
        return {value(name.removeprefix("str:")): _plain(item) for name, item in found.items()}
    if isinstance(found, Set | bytes):
        raise NoValue("no value of JSON")
    return found


def tree(text: str) -> ast.Expression:
    """The tree of one expression, within bounds that keep the parser quick. Raises NoValue."""
    text = text.strip()
    if len(text) > MAX_LENGTH or "\0" in text or deep(text) or _SIGNS.search(text) or re.search(r"\d{400}", text):
        raise NoValue("out of bounds")
    try:
        return syntax.expression(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NoValue("no expression") from error


def deep(text: str) -> bool:
    """Whether brackets nest deeper than anybody writes them."""
    depth = deepest = 0
    for sign in re.findall(r"[()\[\]{}]", text):
        depth += 1 if sign in "([{" else -1
        deepest = max(deepest, depth)
    return deepest > DEEPEST


def of(node: ast.expr) -> Any:
    """The value of a node. Raises NoValue."""
    return _of(node)


def _of(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=constant) if not isinstance(constant, complex) and constant is not Ellipsis:
            return constant
        case ast.Name(id=name) if name in _JSON_WORDS:
            return _JSON_WORDS[name]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=ast.Constant(value=int() | float() as number)) if not isinstance(
            number, bool
        ):
            return -number if isinstance(sign, ast.USub) else number
        case ast.List(elts=items):
            return [_of(item) for item in items]
        case ast.Tuple(elts=items):
            return tuple(_of(item) for item in items)
        case ast.Set(elts=items):
            return Set(key(_of(item)) for item in items)
        case ast.Call(func=ast.Name(id="set"), args=[], keywords=[]):
            return Set()
        case ast.Dict(keys=keys, values=values) if all(keys):
            return {key(_of(k)): _of(v) for k, v in zip(keys, values, strict=True) if k is not None}
    raise NoValue("no value")


def _no(text: str) -> Any:
    raise NoValue("out of bounds")


def key(found: Any) -> str:
    """A text by which members of sets and keys of dicts are told apart, by type."""
    return f"{type(found).__name__}:{found!r}"


def equal(one: Any, other: Any) -> bool:
    """Equal by type and value."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(equal(found, other[name]) for name, found in one.items())
    return bool(one == other) or (one != one and other != other)
