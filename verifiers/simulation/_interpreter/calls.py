"""Calls as closures: of the program's functions, of Python's, and of methods."""

from __future__ import annotations  # or each of the thousands of closures that are kept would have its own

from collections.abc import Callable
from typing import Any

from synth.verifiers.simulation._interpreter.machine import (
    CONTAINERS,
    MAX_CALLS,
    RETURN,
    Code,
    Failed,
    Frame,
    Machine,
    ProgramError,
    Stopped,
    checked,
    weigh,
)
from synth.verifiers.simulation._interpreter.operators import CHANGING, METHODS

SHOWN = (str, int, bool, list, dict, tuple)
"""Types of what methods give; anything else is what a dict shows of itself."""


def call(machine: Machine, name: str, arguments: list[Any]) -> Any:
    """What a function of the program returns."""
    names, body = machine.functions[name]
    if len(names) != len(arguments):
        raise TypeError
    machine.left -= 1
    machine.depth += 1
    if machine.left < 0 or machine.depth > MAX_CALLS:
        raise Stopped
    signal = body(machine, Frame(zip(names, arguments, strict=True)))
    machine.depth -= 1
    if signal is RETURN:
        return machine.value
    if signal:
        raise Failed("SyntaxError")  # a loop is ended outside of one
    return None


def own(name: str, given: list[Code]) -> Code:
    """The call of a function of the program."""
    if len(given) != 1:
        return lambda machine, frame: call(machine, name, [argument(machine, frame) for argument in given])
    only = given[0]
    return lambda machine, frame: call(machine, name, [only(machine, frame)])


def built_in(function: Callable[..., Any], given: list[Code], named: list[tuple[str, Code]]) -> Code:
    """The call of a function of Python."""
    if len(given) == 1 and not named:
        only = given[0]

        def simply(machine: Machine, frame: Frame) -> Any:
            argument = only(machine, frame)
            if type(argument) is not int:
                _weigh(machine, argument)
            return checked(machine, function(argument))

        return simply

    def fully(machine: Machine, frame: Frame) -> Any:
        arguments = [argument(machine, frame) for argument in given]
        for argument in arguments:
            if type(argument) is not int:
                _weigh(machine, argument)
        if named:
            return checked(machine, function(*arguments, **{key: value(machine, frame) for key, value in named}))
        return checked(machine, function(*arguments))

    return fully


def _weigh(machine: Machine, value: Any) -> None:
    """What an argument costs."""
    if type(value) in CONTAINERS:
        weigh(machine, value)
    elif type(value) is range:
        machine.spend(len(value) // 8)


def method(inner: Code, name: str, given: list[Code], named: list[tuple[str, Code]]) -> Code:
    """The call of a method. Raises ProgramError."""
    holders = frozenset(kind for kind, names in METHODS.items() if name in names)
    if not holders:
        raise ProgramError(f"{name} is not of the subset")
    changing = name in CHANGING
    if len(given) == 1 and changing and not named:
        only = given[0]

        def change(machine: Machine, frame: Frame) -> Any:
            value = inner(machine, frame)
            if type(value) not in holders:
                raise AttributeError
            argument = only(machine, frame)
            if type(argument) is not int:
                _weigh(machine, argument)
            found = getattr(value, name)(argument)
            weigh(machine, value)
            return found if found is None else checked(machine, found)

        return change

    def run(machine: Machine, frame: Frame) -> Any:
        value = inner(machine, frame)
        if type(value) not in holders:
            raise AttributeError
        arguments = [argument(machine, frame) for argument in given]
        for argument in arguments:
            if type(argument) is not int:
                _weigh(machine, argument)
        if named:
            found = getattr(value, name)(*arguments, **{key: side(machine, frame) for key, side in named})
        else:
            found = getattr(value, name)(*arguments)
        if changing:
            weigh(machine, value)
        elif type(found) not in SHOWN:
            found = list(found) if found is not None else None  # what a dict shows
        return checked(machine, found)

    return run
