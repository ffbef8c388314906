"""Statements as closures, which give nothing, or what ends more than themselves: BREAK, CONTINUE, RETURN. Each one that is executed is a
step, and an event where events are asked for.

A statement is read apart from where it stands: its maker takes the number of its line and the codes of the statements within it.
All are in one file, since each is a few lines."""

from __future__ import annotations  # or each of the thousands of closures that are kept would have its own

import ast
from collections.abc import Callable
from typing import Any

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
    Maker,
    ProgramError,
    Statement,
    Stopped,
    weigh,
)
from synth.verifiers.simulation._interpreter.operators import BINARY, CHANGING, PLAIN


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


def statement(node: ast.stmt) -> Statement:
    """A statement, without those within it. Raises ProgramError."""
    found = Statement()
    if isinstance(node, ast.FunctionDef):
        found.parameters = (node.name, *_parameters(node))
        return found
    kind = STATEMENTS.get(type(node))
    if kind is None:
        raise ProgramError(f"{type(node).__name__} is not of the subset")
    found.make = kind(node, found)
    return found


def _parameters(node: ast.FunctionDef) -> tuple[str, ...]:
    a = node.args
    if node.decorator_list or a.posonlyargs or a.kwonlyargs or a.defaults or a.vararg or a.kwarg or node.returns:
        raise ProgramError("parameters are plain names")
    return tuple(one.arg for one in a.args)


def _root(node: ast.expr) -> str:
    """The variable that holds a place: `a` for `a[0][1]`."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _assign(node: ast.Assign, own: Statement) -> Maker:
    value = expression(node.value, own)
    if len(node.targets) != 1:
        raise ProgramError("one assignment at a time")
    target = node.targets[0]
    if isinstance(target, ast.Subscript):
        return _assign_place(target, value, own)
    bind, names = binding(target)
    name = names[0] if isinstance(target, ast.Name) else ""

    def make(line: int, body: list[Code], other: list[Code]) -> Code:
        def assign_name(machine: Machine, frame: Frame) -> None:
            machine.left -= 1
            frame[name] = value(machine, frame)
            if machine.sees:
                machine.saw(line, name, frame)

        def assign(machine: Machine, frame: Frame) -> None:
            machine.left -= 1
            bind(frame, value(machine, frame))
            if machine.sees:
                for name in names:
                    machine.saw(line, name, frame)

        return assign_name if name else assign

    return make


def _assign_place(target: ast.Subscript, value: Code, own: Statement) -> Maker:
    put, root = _put(target, own), _root(target)

    def make(line: int, body: list[Code], other: list[Code]) -> Code:
        def assign_place(machine: Machine, frame: Frame) -> None:
            machine.left -= 1
            new = value(machine, frame)
            put(machine, frame, lambda old: new, False)
            if machine.sees:
                machine.saw(line, root, frame)

        return assign_place

    return make


def _put(target: ast.Subscript, own: Statement) -> Callable[[Machine, Frame, Callable[[Any], Any], bool], None]:
    """Stores what a function makes of the old value; with no need of one where `reads` is false."""
    inner = expression(target.value, own)
    if isinstance(target.slice, ast.Slice):
        raise ProgramError("slices are not assigned to")
    place = expression(target.slice, own)

    def put(machine: Machine, frame: Frame, change: Callable[[Any], Any], reads: bool) -> None:
        holder, key = inner(machine, frame), place(machine, frame)
        if type(holder) not in (list, dict):
            raise TypeError
        new = change(holder[key] if reads else None)
        holder[key] = new
        if type(new) in CONTAINERS or type(holder) is dict:
            weigh(machine, holder)

    return put


def _augmented(node: ast.AugAssign, own: Statement) -> Maker:
    operation, target = BINARY.get(type(node.op)), node.target
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
        return _augment_place(target, expression(node.value, own), changed, own)
    plain, (name, constant, by_code) = PLAIN.get(type(node.op)), operand(node.value, own)

    def make(line: int, body: list[Code], other: list[Code]) -> Code:
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
            if machine.sees:
                machine.saw(line, root, frame)

        return augment

    return make


def _augment_place(target: ast.Subscript, value: Code, changed: Callable[[Machine, Any, Any], Any], own: Statement) -> Maker:
    put, root = _put(target, own), _root(target)

    def make(line: int, body: list[Code], other: list[Code]) -> Code:
        def augment_place(machine: Machine, frame: Frame) -> None:
            machine.left -= 1
            put(machine, frame, lambda old: changed(machine, old, value(machine, frame)), True)
            if machine.sees:
                machine.saw(line, root, frame)

        return augment_place

    return make


def _if(node: ast.If, own: Statement) -> Maker:
    test = expression(node.test, own)

    def make(line: int, body: list[Code], other: list[Code]) -> Code:
        def choose(machine: Machine, frame: Frame) -> Any:
            machine.left -= 1
            if machine.sees:
                machine.saw(line, "", frame)
            force = machine.force
            for code in body if (test(machine, frame) if force is None else force) else other:
                if signal := code(machine, frame):
                    return signal
            return None

        return choose

    return make


def _for(node: ast.For, own: Statement) -> Maker:
    if node.orelse:
        raise ProgramError("a loop has no else")
    over = expression(node.iter, own)
    bind, names = binding(node.target)
    single = names[0] if isinstance(node.target, ast.Name) else ""

    def make(line: int, body: list[Code], other: list[Code]) -> Code:
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
                if machine.sees:
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

    return make


def _while(node: ast.While, own: Statement) -> Maker:
    if node.orelse:
        raise ProgramError("a loop has no else")
    test = expression(node.test, own)

    def make(line: int, body: list[Code], other: list[Code]) -> Code:
        def loop(machine: Machine, frame: Frame) -> Any:
            while True:
                machine.left -= 1
                if machine.left < 0:
                    raise Stopped
                if machine.sees:
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

    return make


def _return(node: ast.Return, own: Statement) -> Maker:
    value = expression(node.value, own) if node.value else None

    def make(line: int, body: list[Code], other: list[Code]) -> Code:
        def leave(machine: Machine, frame: Frame) -> str:
            machine.left -= 1
            machine.value = value(machine, frame) if value else None
            if machine.sees:
                machine.saw(line, "", frame)
            return RETURN

        return leave

    return make


def _expression(node: ast.Expr, own: Statement) -> Maker:
    inner, root = expression(node.value, own), ""
    if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute) and node.value.func.attr in CHANGING:
        root = _root(node.value.func.value)

    def make(line: int, body: list[Code], other: list[Code]) -> Code:
        def do(machine: Machine, frame: Frame) -> None:
            machine.left -= 1
            inner(machine, frame)
            if machine.sees:
                machine.saw(line, root, frame)

        return do

    return make


def _jump(node: ast.Pass | ast.Break | ast.Continue, own: Statement) -> Maker:
    signal = {ast.Break: BREAK, ast.Continue: CONTINUE}.get(type(node))

    def make(line: int, body: list[Code], other: list[Code]) -> Code:
        def jump(machine: Machine, frame: Frame) -> str | None:
            machine.left -= 1
            if machine.sees:
                machine.saw(line, "", frame)
            return signal

        return jump

    return make


STATEMENTS: dict[type, Callable[[Any, Statement], Maker]] = {
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
