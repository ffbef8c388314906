"""One pass over all lists at once: the lines of a measure run on arrays with a place for each list, level by level of the tree of lists.

The lists of n numbers from `low` on, `letters` different ones, are counted like numerals: the list at place p has the digits of p."""

import ast
from functools import lru_cache, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synth.generators.code._blocks import Block
from synth.verifiers.code._measures import Condition

_KIND = np.int16
Column = NDArray[np.int16]
Flags = NDArray[np.bool_]


def remainder(column: Any, m: int) -> Any:
    """As `%`, which numpy takes several times as long for."""
    return column - column // m * m


_CALLS: dict[str, Any] = {"max": np.maximum, "min": np.minimum, "abs": np.abs}
_BINARY: dict[type, Any] = {ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.Mod: remainder}
_COMPARED: dict[type, Any] = {
    ast.Gt: np.greater, ast.GtE: np.greater_equal, ast.Lt: np.less, ast.LtE: np.less_equal, ast.Eq: np.equal,
}  # fmt: skip
_HOLDS = {
    "is": np.equal, "remainder": np.equal, "least": np.greater_equal, "most": np.less_equal, "over": np.greater, "under": np.less,
}  # fmt: skip


@lru_cache(maxsize=4096)
def _parsed(lines: tuple[str, ...]) -> list[ast.stmt]:
    return ast.parse("\n".join(lines)).body


def columns(block: Block, x: str, i: str, low: int, letters: int, length: int) -> list[Column]:
    """The measure of every list of 1, of 2, ... of `length` numbers."""
    # A row for each list so far, a column for each number that may come next: what hangs on that number alone is worked out once.
    found = []
    state: dict[str, Any] = {}
    _run(_parsed(block.start), state, None)
    state = {name: np.full((1, 1), value, _KIND) for name, value in state.items()}
    body, value = _parsed(block.body), _parsed((block.value,))[0]
    numbers = np.arange(low, low + letters, dtype=_KIND).reshape(1, letters)
    for place in range(length):
        frame = {**state, x: numbers, i: place}
        _run(body, frame, None)
        size = (letters**place, letters)
        state = {name: np.broadcast_to(frame[name], size).reshape(-1, 1) for name in state}
        found.append(_value(value.value, state).ravel())  # type: ignore[attr-defined]
    return found


def _run(nodes: list[ast.stmt], frame: dict[str, Any], where: Any) -> None:
    """where: the lists for which the statements are executed; None for all."""
    for node in nodes:
        if isinstance(node, ast.If):
            test = _value(node.test, frame)
            _run(node.body, frame, test if where is None else where & test)
            if node.orelse:
                _run(node.orelse, frame, ~test if where is None else where & ~test)
            continue
        if isinstance(node, ast.AugAssign):
            name, new = node.target.id, _BINARY[type(node.op)](frame[node.target.id], _value(node.value, frame))  # type: ignore[union-attr]
        else:
            name, new = node.targets[0].id, _value(node.value, frame)  # type: ignore[attr-defined]
        frame[name] = new if where is None else np.where(where, new, frame[name])


def _value(node: ast.expr, frame: dict[str, Any]) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, frame)
        case ast.Name(id=name):
            return frame[name]
        case ast.BinOp(left=left, op=operation, right=right):
            return _BINARY[type(operation)](_value(left, frame), _value(right, frame))
        case ast.BoolOp(op=ast.And(), values=values):
            return reduce(np.logical_and, [_value(one, frame) for one in values])
        case ast.Compare(left=left, ops=[operation], comparators=[right]):
            return _COMPARED[type(operation)](_value(left, frame), _value(right, frame))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _CALLS[name](*[_value(one, frame) for one in arguments])
    raise ValueError(ast.dump(node))


def place(numbers: list[int], low: int, letters: int) -> int:
    """Where a list stands among those of its length."""
    found = 0
    for number in numbers:
        found = found * letters + number - low
    return found


def numbers(place: int, length: int, low: int, letters: int) -> list[int]:
    """The list that stands there."""
    found = []
    for _ in range(length):
        place, digit = divmod(place, letters)
        found.append(low + digit)
    return found[::-1]


@lru_cache(maxsize=64)
def plain(low: int, letters: int, longest: int) -> tuple[tuple[int, ...], ...]:
    """What somebody would try first: one number alone or again and again, numbers in a row, two numbers in turn."""
    high = low + letters - 1
    found = [[number] * n for number in range(low, high + 1) for n in range(1, longest + 1)]
    rising = [low + k % letters for k in range(longest)]
    falling = [high - k % letters for k in range(longest)]
    for n in range(2, longest + 1):
        found += [rising[:n], falling[:n], rising[:n][::-1], falling[:n][::-1], ([low, high] * n)[:n], ([high, low] * n)[:n]]
    return tuple(map(tuple, found))


def holds(condition: Condition, column: Column) -> Flags:
    """Whether a condition holds for each list."""
    if condition.rel == "remainder":
        column = remainder(column, condition.m)
    return _HOLDS[condition.rel](column, condition.n).astype(np.bool_, copy=False)
