"""The operators, functions and methods of the subset. What Python gives lazily (`enumerate`, `zip`, `items`) is a list here: a program
goes through it, and shows it to nobody."""

import ast
import operator
from collections.abc import Callable
from typing import Any

from synth.verifiers.simulation._interpreter.machine import MAX_INT, MAX_SIZE, MAX_STEPS, Machine, Stopped, checked


def _add(machine: Machine, a: Any, b: Any) -> Any:
    return checked(machine, a + b)


def _multiply(machine: Machine, a: Any, b: Any) -> Any:
    if type(a) is not int or type(b) is not int:
        many, times = (b, a) if isinstance(a, int) else (a, b)
        if isinstance(times, int) and hasattr(many, "__len__") and len(many) * max(times, 0) > MAX_SIZE:
            raise Stopped
    return checked(machine, a * b)


def _power(machine: Machine, a: Any, b: Any) -> Any:
    if type(a) is not int or type(b) is not int or not 0 <= b <= 200:
        raise Stopped
    return checked(machine, a**b if abs(a) < 2 or b * a.bit_length() < 200 else MAX_INT)


def _modulo(machine: Machine, a: Any, b: Any) -> Any:
    if isinstance(a, str):
        raise TypeError  # formatting is not of the subset
    return a % b


def _floor(machine: Machine, a: Any, b: Any) -> Any:
    return a // b


BINARY: dict[type, Callable[[Machine, Any, Any], Any]] = {
    ast.Add: _add,
    ast.Sub: lambda machine, a, b: checked(machine, a - b),
    ast.Mult: _multiply,
    ast.FloorDiv: _floor,
    ast.Mod: _modulo,
    ast.Pow: _power,
}
PLAIN: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
"""What the operators are between whole numbers, whose size is then looked at."""
COMPARED: dict[type, Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}
METHODS: dict[type, frozenset[str]] = {
    list: frozenset("append pop insert extend remove index count reverse sort copy clear".split()),
    dict: frozenset("get keys values items pop setdefault copy".split()),
    str: frozenset(
        "upper lower strip split join replace startswith endswith isdigit isalpha isupper islower find count index title swapcase".split()
    ),
    tuple: frozenset(("count", "index")),
}
CHANGING = frozenset("append pop insert extend remove reverse sort clear setdefault".split())
"""Methods that may change what they are called on."""


def _range(*bounds: int) -> range:
    found = range(*bounds)
    if len(found) > MAX_STEPS:
        raise Stopped
    return found


BUILTINS: dict[str, Callable[..., Any]] = {
    "len": len, "range": _range, "abs": abs, "min": min, "max": max, "sum": sum, "sorted": sorted, "str": str, "int": int, "bool": bool,
    "list": list, "enumerate": lambda *a: list(enumerate(*a)), "zip": lambda *a: list(zip(*a, strict=False)), "ord": ord, "chr": chr,
    "divmod": divmod, "reversed": lambda a: list(reversed(a)), "tuple": tuple,
}  # fmt: skip
