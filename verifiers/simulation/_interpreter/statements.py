"""Statements as closures, which give nothing, or what ends more than themselves: BREAK, CONTINUE, RETURN. Each one that is executed is a
step, and an event where events are asked for."""

import ast
from collections.abc import Callable
from typing import Any

from synth.verifiers.simulation._interpreter.calls import Functions
from synth.verifiers.simulation._interpreter.expressions import binding, expression, operand
from synth.verifiers.simulation._interpreter.machine import (
    BREAK,
    CONTAINERS,
    CONTINUE,
    MAX_INT,
    RETURN,
    Code,
    Frame,
    Machine,
    ProgramError,
    Stopped,
    weigh,
)
from synth.verifiers.simulation._interpreter.operators import BINARY, CHANGING, PLAIN

MAX_INDENT = 8
"""Statements within statements."""


def statements(nodes: list[ast.stmt], functions: Functions, depth: int = 1) -> list[Code]:
    """The code of each statement. Raises ProgramError."""
    if depth > MAX_INDENT:
        raise ProgramError("too deep")
    return [_statement(node, functions, depth) for node in nodes]


def sequence(codes: list[Code]) -> Code:
    """One statement after the other."""
    if len(codes) == 1:
        return codes[0]

    def run(machine: Machine, frame: Frame) -> Any:
        for code in codes:
            if signal := code(machine, frame):
                return signal
        return None

    return run


def _statement(node: ast.stmt, functions: Functions, depth: int) -> Code:
    kind = STATEMENTS.get(type(node))
    if kind is None:
        raise ProgramError(f"{type(node).__name__} is not of the subset")
    return kind(node, functions, depth)


def _root(node: ast.expr) -> str:
    """The variable that holds a place: `a` for `a[0][1]`."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _assign(node: ast.Assign, functions: Functions, depth: int) -> Code:
    value, line = expression(node.value, functions), node.lineno
    if len(node.targets) != 1:
        raise ProgramError("one assignment at a time")
    target = node.targets[0]
    if isinstance(target, ast.Subscript):
        put, root = _put(target, functions), _root(target)

        def assign_place(machine: Machine, frame: Frame) -> None:
            machine.left -= 1
            new = value(machine, frame)
            put(machine, frame, lambda old: new, False)
            if machine.events is not None:
                machine.saw(line, root, frame)

        return assign_place
    bind, names = binding(target)
    if isinstance(target, ast.Name):
        name = target.id

        def assign_name(machine: Machine, frame: Frame) -> None:
            machine.left -= 1
            frame[name] = value(machine, frame)
            if machine.events is not None:
                machine.saw(line, name, frame)

        return assign_name

    def assign(machine: Machine, frame: Frame) -> None:
        machine.left -= 1
        bind(frame, value(machine, frame))
        if machine.events is not None:
            for name in names:
                machine.saw(line, name, frame)

    return assign


def _put(target: ast.Subscript, functions: Functions) -> Callable[[Machine, Frame, Callable[[Any], Any], bool], None]:
    """Stores what a function makes of the old value; with no need of one where `reads` is false."""
    inner = expression(target.value, functions)
    if isinstance(target.slice, ast.Slice):
        raise ProgramError("slices are not assigned to")
    place = expression(target.slice, functions)

    def put(machine: Machine, frame: Frame, change: Callable[[Any], Any], reads: bool) -> None:
        holder, key = inner(machine, frame), place(machine, frame)
        if type(holder) not in (list, dict):
            raise TypeError
        new = change(holder[key] if reads else None)
        holder[key] = new
        if type(new) in CONTAINERS or type(holder) is dict:
            weigh(machine, holder)

    return put


def _augmented(node: ast.AugAssign, functions: Functions, depth: int) -> Code:
    operation, line, target = BINARY.get(type(node.op)), node.lineno, node.target
    if operation is None or not isinstance(target, ast.Name | ast.Subscript):
        raise ProgramError("this assignment is not of the subset")
    operate, root = operation, _root(target)

    def changed(machine: Machine, old: Any, by: Any) -> Any:
        if type(old) is list:  # in place, as Python does it
            if operate is not BINARY[ast.Add] or type(by) is range:
                raise Stopped
            old += by
            weigh(machine, old)
            return old
        return operate(machine, old, by)

    if isinstance(target, ast.Subscript):
        put, value = _put(target, functions), expression(node.value, functions)

        def augment_place(machine: Machine, frame: Frame) -> None:
            machine.left -= 1
            put(machine, frame, lambda old: changed(machine, old, value(machine, frame)), True)
            if machine.events is not None:
                machine.saw(line, root, frame)

        return augment_place

    plain, (name, constant, by_code) = PLAIN.get(type(node.op)), operand(node.value, functions)

    def augment(machine: Machine, frame: Frame) -> None:
        machine.left -= 1
        old = frame[root]
        by = frame[name] if name else by_code if constant else by_code(machine, frame)
        if plain and type(old) is int and type(by) is int:
            new = frame[root] = plain(old, by)
            if not -MAX_INT < new < MAX_INT:
                raise Stopped
        else:
            frame[root] = changed(machine, old, by)
        if machine.events is not None:
            machine.saw(line, root, frame)

    return augment


def _if(node: ast.If, functions: Functions, depth: int) -> Code:
    test, body, line = expression(node.test, functions), statements(node.body, functions, depth + 1), node.lineno
    # elif is no level of its own
    deeper = depth if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If) else depth + 1
    other = statements(node.orelse, functions, deeper)

    def choose(machine: Machine, frame: Frame) -> Any:
        machine.left -= 1
        if machine.events is not None:
            machine.saw(line, "", frame)
        force = machine.force
        for code in body if (test(machine, frame) if force is None else force) else other:
            if signal := code(machine, frame):
                return signal
        return None

    return choose


def _for(node: ast.For, functions: Functions, depth: int) -> Code:
    if node.orelse:
        raise ProgramError("a loop has no else")
    over, body, line = expression(node.iter, functions), statements(node.body, functions, depth + 1), node.lineno
    bind, names = binding(node.target)
    single = node.target.id if isinstance(node.target, ast.Name) else ""

    def loop(machine: Machine, frame: Frame) -> Any:
        machine.left -= 1
        for value in over(machine, frame):
            machine.left -= 1
            if machine.left < 0:
                raise Stopped
            if single:
                frame[single] = value
            else:
                bind(frame, value)
            if machine.events is not None:
                for name in names:
                    machine.saw(line, name, frame)
            signal = None
            for code in body:
                if signal := code(machine, frame):
                    break
            if signal is RETURN:
                return signal
            if signal is BREAK:
                break
        return None

    return loop


def _while(node: ast.While, functions: Functions, depth: int) -> Code:
    if node.orelse:
        raise ProgramError("a loop has no else")
    test, body, line = expression(node.test, functions), statements(node.body, functions, depth + 1), node.lineno

    def loop(machine: Machine, frame: Frame) -> Any:
        while True:
            machine.left -= 1
            if machine.left < 0:
                raise Stopped
            if machine.events is not None:
                machine.saw(line, "", frame)
            if not test(machine, frame):
                return None
            signal = None
            for code in body:
                if signal := code(machine, frame):
                    break
            if signal is RETURN:
                return signal
            if signal is BREAK:
                return None

    return loop


def _return(node: ast.Return, functions: Functions, depth: int) -> Code:
    value, line = expression(node.value, functions) if node.value else None, node.lineno

    def leave(machine: Machine, frame: Frame) -> str:
        machine.left -= 1
        machine.value = value(machine, frame) if value else None
        if machine.events is not None:
            machine.saw(line, "", frame)
        return RETURN

    return leave


def _expression(node: ast.Expr, functions: Functions, depth: int) -> Code:
    inner, line, root = expression(node.value, functions), node.lineno, ""
    if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute) and node.value.func.attr in CHANGING:
        root = _root(node.value.func.value)

    def do(machine: Machine, frame: Frame) -> None:
        machine.left -= 1
        inner(machine, frame)
        if machine.events is not None:
            machine.saw(line, root, frame)

    return do


def _jump(node: ast.Pass | ast.Break | ast.Continue, functions: Functions, depth: int) -> Code:
    line, signal = node.lineno, {ast.Break: BREAK, ast.Continue: CONTINUE}.get(type(node))

    def jump(machine: Machine, frame: Frame) -> str | None:
        machine.left -= 1
        if machine.events is not None:
            machine.saw(line, "", frame)
        return signal

    return jump


STATEMENTS: dict[type, Callable[[Any, Functions, int], Code]] = {
    ast.Assign: _assign,
    ast.AugAssign: _augmented,
    ast.If: _if,
    ast.For: _for,
    ast.While: _while,
    ast.Return: _return,
    ast.Expr: _expression,
    ast.Pass: _jump,
    ast.Break: _jump,
    ast.Continue: _jump,
}
