"""Expressions as closures."""

import ast
from collections.abc import Callable
from typing import Any

from synth.verifiers.simulation._interpreter.machine import (
    MAX_INT,
    MAX_SIZE,
    Code,
    Frame,
    Machine,
    ProgramError,
    Seen,
    checked,
    weigh,
)
from synth.verifiers.simulation._interpreter.operators import BINARY, BUILTINS, CHANGING, COMPARED, METHODS

MAX_NESTING = 16
"""Operators within operators."""


CONSTANTS = (int, str, bool, type(None))
CONTAINERS = (list, dict, tuple)
Functions = dict[str, tuple[tuple[str, ...], Code]]
"""Parameters and body by name; filled while the program is read."""
Compile = Callable[[Any, Functions, int], Code]


def expression(node: ast.expr, functions: Functions, depth: int = 0) -> Code:
    """The code of an expression. Raises ProgramError."""
    kind = EXPRESSIONS.get(type(node))
    if kind is None or depth > MAX_NESTING:
        raise ProgramError(f"{type(node).__name__} is not of the subset, or too deep")
    return kind(node, functions, depth + 1)


def call(machine: Machine, functions: Functions, name: str, arguments: list[Any]) -> Any:
    """What a function of the program returns."""
    names, body = functions[name]
    if len(names) != len(arguments):
        raise TypeError
    machine.enter()
    value = machine.returned(body, Frame(zip(names, arguments, strict=True)))
    machine.depth -= 1
    return value


def _constant(node: ast.Constant, functions: Functions, depth: int) -> Code:
    value = node.value
    if (
        type(value) not in CONSTANTS
        or (isinstance(value, int) and abs(value) >= MAX_INT)
        or (isinstance(value, str) and len(value) > MAX_SIZE)
    ):
        raise ProgramError("a constant is a number, a text, True, False or None")
    return lambda machine, frame: value


def _name(node: ast.Name, functions: Functions, depth: int) -> Code:
    name = node.id
    return lambda machine, frame: frame[name]


def _binary(node: ast.BinOp, functions: Functions, depth: int) -> Code:
    operation = BINARY.get(type(node.op))
    if operation is None:
        raise ProgramError(f"{type(node.op).__name__} is not of the subset")
    left, right = expression(node.left, functions, depth), expression(node.right, functions, depth)
    if isinstance(node.op, ast.Mod):
        line, column = node.lineno, node.left.end_col_offset or 0

        def remainder(machine: Machine, frame: Frame) -> Any:
            a, b = left(machine, frame), right(machine, frame)
            if machine.watch is not None:
                machine.watch.append(Seen(line, column, a, b, len(machine.events or ())))
            return operation(machine, a, b)

        return remainder
    return lambda machine, frame: operation(machine, left(machine, frame), right(machine, frame))


def _unary(node: ast.UnaryOp, functions: Functions, depth: int) -> Code:
    inner = expression(node.operand, functions, depth)
    if isinstance(node.op, ast.USub):
        return lambda machine, frame: -inner(machine, frame)
    if isinstance(node.op, ast.Not):
        return lambda machine, frame: not inner(machine, frame)
    raise ProgramError("only - and not stand before one value")


def _boolean(node: ast.BoolOp, functions: Functions, depth: int) -> Code:
    parts, both = [expression(value, functions, depth) for value in node.values], isinstance(node.op, ast.And)

    def boolean(machine: Machine, frame: Frame) -> Any:
        value = None
        for part in parts:
            value = part(machine, frame)
            if bool(value) != both:
                break
        return value

    return boolean


def _compare(node: ast.Compare, functions: Functions, depth: int) -> Code:
    first = expression(node.left, functions, depth)
    if any(type(op) not in COMPARED for op in node.ops):
        raise ProgramError("this comparison is not of the subset")
    rest = [(COMPARED[type(op)], expression(side, functions, depth)) for op, side in zip(node.ops, node.comparators, strict=True)]

    if len(rest) == 1:
        operate, other = rest[0]
        line, column = node.lineno, node.left.end_col_offset or 0

        def compare_two(machine: Machine, frame: Frame) -> Any:
            left, right = first(machine, frame), other(machine, frame)
            if type(right) in CONTAINERS:
                weigh(machine, right)
            if type(left) in CONTAINERS:
                weigh(machine, left)
            if machine.watch is not None:
                machine.watch.append(Seen(line, column, left, right, len(machine.events or ())))
            return operate(left, right)

        return compare_two

    def compare(machine: Machine, frame: Frame) -> Any:
        left = first(machine, frame)
        found: Any = True
        for operation, side in rest:
            right = side(machine, frame)
            for value in (left, right):
                if type(value) in CONTAINERS:
                    weigh(machine, value)
            found = operation(left, right)
            if not found:
                return found
            left = right
        return found

    return compare


def _if(node: ast.IfExp, functions: Functions, depth: int) -> Code:
    test, body, other = (expression(part, functions, depth) for part in (node.test, node.body, node.orelse))
    return lambda machine, frame: body(machine, frame) if test(machine, frame) else other(machine, frame)


def _sequence(node: ast.List | ast.Tuple, functions: Functions, depth: int) -> Code:
    items, kind = [expression(item, functions, depth) for item in node.elts], list if isinstance(node, ast.List) else tuple
    return lambda machine, frame: checked(machine, kind([item(machine, frame) for item in items]))


def _dict(node: ast.Dict, functions: Functions, depth: int) -> Code:
    pairs = [
        (expression(key, functions, depth), expression(value, functions, depth))
        for key, value in zip(node.keys, node.values, strict=True)
        if key is not None
    ]
    if len(pairs) < len(node.keys):
        raise ProgramError("** is not of the subset")
    return lambda machine, frame: checked(machine, {key(machine, frame): value(machine, frame) for key, value in pairs})


def _subscript(node: ast.Subscript, functions: Functions, depth: int) -> Code:
    inner = expression(node.value, functions, depth)
    if isinstance(node.slice, ast.Slice):
        sides = (node.slice.lower, node.slice.upper, node.slice.step)
        low, high, step = (expression(side, functions, depth) if side else None for side in sides)

        def sliced(machine: Machine, frame: Frame) -> Any:
            value = inner(machine, frame)
            bounds = [side(machine, frame) if side else None for side in (low, high, step)]
            return checked(machine, value[slice(*bounds)])

        return sliced
    place = expression(node.slice, functions, depth)
    return lambda machine, frame: inner(machine, frame)[place(machine, frame)]


def _call(node: ast.Call, functions: Functions, depth: int) -> Code:
    if node.keywords and not (len(node.keywords) == 1 and node.keywords[0].arg in ("reverse", "start")):
        raise ProgramError("keywords are not of the subset, but reverse and start")
    given = [expression(argument, functions, depth) for argument in node.args]
    named = [(str(k.arg), expression(k.value, functions, depth)) for k in node.keywords]
    if isinstance(node.func, ast.Attribute):
        return _method(expression(node.func.value, functions, depth), node.func.attr, given, named)
    if not isinstance(node.func, ast.Name):
        raise ProgramError("only functions and methods are called")
    name = node.func.id
    if name in functions and not named:
        return lambda machine, frame: call(machine, functions, name, [argument(machine, frame) for argument in given])
    if name not in BUILTINS:
        raise ProgramError(f"{name} is not of the subset")
    function = BUILTINS[name]

    def built_in(machine: Machine, frame: Frame) -> Any:
        arguments = [argument(machine, frame) for argument in given]
        _weigh_all(machine, arguments)
        return checked(machine, function(*arguments, **{key: value(machine, frame) for key, value in named}))

    return built_in


def _weigh_all(machine: Machine, values: list[Any]) -> None:
    for value in values:
        if type(value) in CONTAINERS:
            weigh(machine, value)
        elif type(value) is range:
            machine.spend(len(value) // 8)


def _method(inner: Code, name: str, given: list[Code], named: list[tuple[str, Code]]) -> Code:
    if not any(name in names for names in METHODS.values()):
        raise ProgramError(f"{name} is not of the subset")

    def method(machine: Machine, frame: Frame) -> Any:
        value = inner(machine, frame)
        if name not in METHODS.get(type(value), ()):
            raise AttributeError
        arguments = [argument(machine, frame) for argument in given]
        _weigh_all(machine, arguments)
        found = getattr(value, name)(*arguments, **{key: side(machine, frame) for key, side in named})
        if name in CHANGING:
            weigh(machine, value)
        elif type(found) not in (str, int, bool, list, dict, tuple):
            found = list(found) if found is not None else None  # what a dict shows
        return checked(machine, found)

    return method


def binding(target: ast.expr) -> tuple[Callable[[Frame, Any], None], tuple[str, ...]]:
    """How a name or several names get a value, and the names."""
    if isinstance(target, ast.Name):
        name = target.id

        def bind(frame: Frame, value: Any) -> None:
            frame[name] = value

        return bind, (name,)
    if not isinstance(target, ast.Tuple) or not all(isinstance(one, ast.Name) for one in target.elts):
        raise ProgramError("a value goes to a name, to several names or to a place")
    names = tuple(one.id for one in target.elts if isinstance(one, ast.Name))

    def unpack(frame: Frame, value: Any) -> None:
        values = list(value)
        if len(values) != len(names):
            raise ValueError
        frame.update(zip(names, values, strict=True))

    return unpack, names


def _comprehension(node: ast.ListComp | ast.GeneratorExp, functions: Functions, depth: int) -> Code:
    if len(node.generators) != 1 or node.generators[0].is_async:
        raise ProgramError("one loop in brackets")
    loop = node.generators[0]
    over, item = expression(loop.iter, functions, depth), expression(node.elt, functions, depth)
    tests = [expression(test, functions, depth) for test in loop.ifs]
    bind, _ = binding(loop.target)

    def comprehension(machine: Machine, frame: Frame) -> list[Any]:
        own, found = Frame(frame), []
        for value in over(machine, frame):
            machine.spend(1)
            bind(own, value)
            if all(test(machine, own) for test in tests):
                found.append(item(machine, own))
        return list(checked(machine, found))

    return comprehension


EXPRESSIONS: dict[type, Compile] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _boolean,
    ast.Compare: _compare,
    ast.IfExp: _if,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.Dict: _dict,
    ast.Subscript: _subscript,
    ast.Call: _call,
    ast.ListComp: _comprehension,
    ast.GeneratorExp: _comprehension,
}
