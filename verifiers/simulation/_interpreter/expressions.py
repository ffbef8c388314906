"""Expressions as closures, all in one file, since a maker for one kind calls those for the others."""

from __future__ import annotations  # or each of the thousands of closures that are kept would have its own

import ast
from collections.abc import Callable
from typing import Any

from synth.verifiers.simulation._interpreter import calls
from synth.verifiers.simulation._interpreter.machine import (
    CONTAINERS,
    MAX_INT,
    MAX_SIZE,
    Code,
    Frame,
    Machine,
    ProgramError,
    Statement,
    Stopped,
    checked,
    weigh,
)
from synth.verifiers.simulation._interpreter.operators import BINARY, BUILTINS, COMPARED, PLAIN

MAX_NESTING = 16
"""Operators within operators."""


CONSTANTS = (int, str, bool, type(None))
Compile = Callable[[Any, Statement, int], Code]


def expression(node: ast.expr, statement: Statement, depth: int = 0) -> Code:
    """The code of an expression. Raises ProgramError."""
    kind = EXPRESSIONS.get(type(node))
    if kind is None or depth > MAX_NESTING:
        raise ProgramError(f"{type(node).__name__} is not of the subset, or too deep")
    return kind(node, statement, depth + 1)


def operand(node: ast.expr, statement: Statement, depth: int = 0) -> tuple[str, bool, Any]:
    """A part of an expression that is often a name or a constant, which need no call: the name, or nothing; whether it is a constant;
    the constant, or else the code."""
    if isinstance(node, ast.Name):
        return node.id, False, None
    if isinstance(node, ast.Constant):
        return "", True, _known(node)
    return "", False, expression(node, statement, depth)


def _whole(value: object) -> bool:
    return type(value) is int


def _constant(node: ast.Constant, statement: Statement, depth: int) -> Code:
    value = _known(node)
    return lambda machine, frame: value


def _known(node: ast.Constant) -> object:
    """The value of a constant. Raises ProgramError."""
    value = node.value
    if (
        type(value) not in CONSTANTS
        or (isinstance(value, int) and abs(value) >= MAX_INT)
        or (isinstance(value, str) and len(value) > MAX_SIZE)
    ):
        raise ProgramError("a constant is a number, a text, True, False or None")
    return value


def _name(node: ast.Name, statement: Statement, depth: int) -> Code:
    name = node.id
    return lambda machine, frame: frame[name]


def _binary(node: ast.BinOp, statement: Statement, depth: int) -> Code:
    operation = BINARY.get(type(node.op))
    if operation is None:
        raise ProgramError(f"{type(node.op).__name__} is not of the subset")
    left, right = operand(node.left, statement, depth), operand(node.right, statement, depth)
    (left_name, left_constant, of_left), (right_name, right_constant, of_right) = left, right
    plain = PLAIN.get(type(node.op))
    watched, column = isinstance(node.op, ast.Mod), node.left.end_col_offset or 0
    mark, statement.watched = statement.mark, statement.watched or watched

    def of_names(machine: Machine, frame: Frame) -> Any:
        a, b = frame[left_name], frame[right_name]
        if plain and type(a) is int and type(b) is int:
            value = plain(a, b)
            if -MAX_INT < value < MAX_INT:
                return value
            raise Stopped
        return operation(machine, a, b)

    def by_number(machine: Machine, frame: Frame) -> Any:
        a = frame[left_name] if left_name else of_left(machine, frame)
        if watched and machine.watch is not None:
            machine.watch.append((mark, column, a, of_right, machine.changes, None))
        if type(a) is int:
            value = plain(a, of_right)  # type: ignore[misc]
            if -MAX_INT < value < MAX_INT:
                return value
            raise Stopped
        return operation(machine, a, of_right)

    if plain and _whole(of_right) and not left_constant:
        return by_number
    if left_name and right_name and not watched:
        return of_names

    def binary(machine: Machine, frame: Frame) -> Any:
        a = frame[left_name] if left_name else of_left if left_constant else of_left(machine, frame)
        b = frame[right_name] if right_name else of_right if right_constant else of_right(machine, frame)
        if watched and machine.watch is not None:
            machine.watch.append((mark, column, a, b, machine.changes, None))
        if plain and type(a) is int and type(b) is int:
            value = plain(a, b)
            if -MAX_INT < value < MAX_INT:
                return value
            raise Stopped
        return operation(machine, a, b)

    return binary


def _unary(node: ast.UnaryOp, statement: Statement, depth: int) -> Code:
    inner = expression(node.operand, statement, depth)
    if isinstance(node.op, ast.USub):
        return lambda machine, frame: -inner(machine, frame)
    if isinstance(node.op, ast.Not):
        return lambda machine, frame: not inner(machine, frame)
    raise ProgramError("only - and not stand before one value")


def _boolean(node: ast.BoolOp, statement: Statement, depth: int) -> Code:
    parts = [expression(value, statement, depth) for value in node.values]

    def every(machine: Machine, frame: Frame) -> Any:
        value = None
        for part in parts:
            value = part(machine, frame)
            if not value:
                break
        return value

    def some(machine: Machine, frame: Frame) -> Any:
        value = None
        for part in parts:
            value = part(machine, frame)
            if value:
                break
        return value

    return every if isinstance(node.op, ast.And) else some


def _compare(node: ast.Compare, statement: Statement, depth: int) -> Code:
    if any(type(op) not in COMPARED for op in node.ops):
        raise ProgramError("this comparison is not of the subset")
    if len(node.ops) == 1:
        return _compare_two(node, statement, depth)
    first = expression(node.left, statement, depth)
    rest = [(COMPARED[type(op)], expression(side, statement, depth)) for op, side in zip(node.ops, node.comparators, strict=True)]

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


def _compare_two(node: ast.Compare, statement: Statement, depth: int) -> Code:
    operate = COMPARED[type(node.ops[0])]
    left_name, left_constant, of_left = operand(node.left, statement, depth)
    right_name, right_constant, of_right = operand(node.comparators[0], statement, depth)
    column, mark = node.left.end_col_offset or 0, statement.mark
    statement.watched = True

    def with_number(machine: Machine, frame: Frame) -> Any:
        left = frame[left_name] if left_name else of_left(machine, frame)
        if type(left) is not int and type(left) in CONTAINERS:
            weigh(machine, left)
        found = operate(left, of_right)
        if machine.watch is not None:
            machine.watch.append((mark, column, left, of_right, machine.changes, found))
        return found

    if _whole(of_right) and not left_constant:
        return with_number

    def compare_two(machine: Machine, frame: Frame) -> Any:
        left = frame[left_name] if left_name else of_left if left_constant else of_left(machine, frame)
        right = frame[right_name] if right_name else of_right if right_constant else of_right(machine, frame)
        if type(right) is not int or type(left) is not int:
            if type(right) in CONTAINERS:
                weigh(machine, right)
            if type(left) in CONTAINERS:
                weigh(machine, left)
        found = operate(left, right)
        if machine.watch is not None:
            machine.watch.append((mark, column, left, right, machine.changes, found))
        return found

    return compare_two


def _if(node: ast.IfExp, statement: Statement, depth: int) -> Code:
    test, body, other = (expression(part, statement, depth) for part in (node.test, node.body, node.orelse))
    return lambda machine, frame: body(machine, frame) if test(machine, frame) else other(machine, frame)


def _sequence(node: ast.List | ast.Tuple, statement: Statement, depth: int) -> Code:
    items, kind = [expression(item, statement, depth) for item in node.elts], list if isinstance(node, ast.List) else tuple
    return lambda machine, frame: checked(machine, kind([item(machine, frame) for item in items]))


def _dict(node: ast.Dict, statement: Statement, depth: int) -> Code:
    pairs = [
        (expression(key, statement, depth), expression(value, statement, depth))
        for key, value in zip(node.keys, node.values, strict=True)
        if key is not None
    ]
    if len(pairs) < len(node.keys):
        raise ProgramError("** is not of the subset")
    return lambda machine, frame: checked(machine, {key(machine, frame): value(machine, frame) for key, value in pairs})


def _subscript(node: ast.Subscript, statement: Statement, depth: int) -> Code:
    if isinstance(node.slice, ast.Slice):
        inner = expression(node.value, statement, depth)
        sides = (node.slice.lower, node.slice.upper, node.slice.step)
        low, high, step = (expression(side, statement, depth) if side else None for side in sides)

        def sliced(machine: Machine, frame: Frame) -> Any:
            value = inner(machine, frame)
            bounds = [side(machine, frame) if side else None for side in (low, high, step)]
            return checked(machine, value[slice(*bounds)])

        return sliced
    (holder, held, of_holder), (name, constant, of_place) = operand(node.value, statement, depth), operand(node.slice, statement, depth)

    def item(machine: Machine, frame: Frame) -> Any:
        value = frame[holder] if holder else of_holder if held else of_holder(machine, frame)
        return value[frame[name] if name else of_place if constant else of_place(machine, frame)]

    return item


def _call(node: ast.Call, statement: Statement, depth: int) -> Code:
    if node.keywords and not (len(node.keywords) == 1 and node.keywords[0].arg in ("reverse", "start")):
        raise ProgramError("keywords are not of the subset, but reverse and start")
    given = [expression(argument, statement, depth) for argument in node.args]
    named = [(str(k.arg), expression(k.value, statement, depth)) for k in node.keywords]
    if isinstance(node.func, ast.Attribute):
        return calls.method(expression(node.func.value, statement, depth), node.func.attr, given, named)
    if not isinstance(node.func, ast.Name):
        raise ProgramError("only functions and methods are called")
    name = node.func.id
    if name in BUILTINS:
        return calls.built_in(BUILTINS[name], given, named)
    if named:
        raise ProgramError(f"{name} takes no keywords")
    statement.calls |= {name}
    return calls.own(name, given)


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


def _comprehension(node: ast.ListComp | ast.GeneratorExp, statement: Statement, depth: int) -> Code:
    if len(node.generators) != 1 or node.generators[0].is_async:
        raise ProgramError("one loop in brackets")
    loop = node.generators[0]
    over, item = expression(loop.iter, statement, depth), expression(node.elt, statement, depth)
    tests = [expression(test, statement, depth) for test in loop.ifs]
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
