"""Values between processes, as JSON. Both sides use this file: the standard library alone.

Into a sandbox go Python values of any shape that tests need: what JSON lacks is tagged (`{"tuple": [1, 2]}`, `{"dict": [[1, 2]]}`). Out
of it comes plain JSON: a tuple is a list, keys are strings, anything else is refused by name. A trainer never builds a set, or a dict
with keys other than strings, of what a completion chose: hashes of numbers can be made to collide."""

import json
import re
from collections.abc import Callable
from itertools import accumulate
from typing import Any

DEPTH = 64
"""Values nested deeper are refused."""
DIGITS = 4300
"""Integers with more digits are refused, as by Python itself."""
_PLAIN = (str, int, float, bool, type(None))


class NoValue(Exception):
    """The value has no JSON form; the message names what it is."""


def _described(value: object) -> str:
    return f"{type(value).__name__} is no JSON value"[:100]


def pack(value: object, tagged: bool) -> str:
    """The JSON text of a value. tagged: tuples, sets and dicts with any keys keep their types. Raises NoValue."""
    try:
        return json.dumps(_packed(value, tagged, DEPTH), separators=(",", ":"))
    except ValueError as error:
        raise NoValue(f"integer of more than {DIGITS} digits") from error


def _packed(value: object, tagged: bool, depth: int) -> object:
    if isinstance(value, _PLAIN):
        return value
    if depth == 0:
        raise NoValue(f"nested deeper than {DEPTH}")
    if isinstance(value, list | tuple):
        items = [item if type(item) in _PLAIN else _packed(item, tagged, depth - 1) for item in value]
        return {"tuple": items} if tagged and isinstance(value, tuple) else items
    if isinstance(value, dict):
        if tagged:
            return {"dict": [[_packed(key, tagged, depth - 1), _packed(item, tagged, depth - 1)] for key, item in value.items()]}
        for key in value:
            if not isinstance(key, str):
                raise NoValue(f"a key of type {type(key).__name__} is no JSON key"[:100])
        return {key: _packed(item, tagged, depth - 1) for key, item in value.items()}
    if tagged and isinstance(value, set | frozenset):
        return {type(value).__name__ if type(value) in (set, frozenset) else "set": [_packed(item, tagged, depth - 1) for item in value]}
    raise NoValue(_described(value))


_MAKE: dict[str, Callable[[Any], object]] = {"tuple": tuple, "set": set, "frozenset": frozenset, "dict": dict}


def unpack(value: Any) -> Any:
    """The value of tagged JSON. Only inside a sandbox: it builds sets and dicts whose keys somebody else chose."""
    if isinstance(value, list):
        return [unpack(item) for item in value]
    if isinstance(value, dict):
        ((name, items),) = value.items()
        return _MAKE[name](tuple(item) if name == "dict" else item for item in map(unpack, items))
    return value


def read(text: bytes) -> object:
    """A value out of what a completion sent, which may be anything. Raises NoValue; costs time linear in the text."""
    if text.count(b"[") + text.count(b"{") > DEPTH and _depth(text) > DEPTH:
        raise NoValue(f"nested deeper than {DEPTH}")
    try:
        return json.loads(text.decode(), parse_int=_integer, parse_float=_float)
    except (ValueError, RecursionError) as error:
        raise NoValue("the reply is no JSON") from error


_STRING = re.compile(
    rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL
)  # one that does not end is taken to the end of the text: no second look at anything
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def _depth(text: bytes) -> int:
    """How deep its brackets are nested. Known before it is parsed, since a parser in C may run out of stack."""
    brackets = _STRING.sub(b"", text).translate(None, _NO_BRACKETS)
    return max(accumulate(1 if sign in b"[{" else -1 for sign in brackets), default=0)


def _integer(text: str) -> int:
    if len(text) > DIGITS + 1:
        raise NoValue(f"integer of more than {DIGITS} digits")
    return int(text)


def _float(text: str) -> float:
    if len(text) > DIGITS:
        raise NoValue(f"number of more than {DIGITS} digits")
    return float(text)
