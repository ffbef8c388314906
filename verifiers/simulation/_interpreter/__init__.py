"""A small Python: functions of numbers, texts, lists, dicts and tuples, run by us within a budget, equal to CPython where it runs at all.

The text is parsed by the standard library's `ast` and turned into closures, one for each node; what is in no table here is refused, and no
text is ever run by Python itself. Each statement, iteration and call is a step; building or comparing what holds containers counts by size.
`run` gives the value, or raises Stopped (over the budget) or Failed (what Python would raise)."""

import ast
from collections.abc import Sequence
from copy import copy
from typing import Any

from synth.verifiers.simulation._interpreter.calls import Functions, call
from synth.verifiers.simulation._interpreter.machine import (
    MAX_STEPS,
    Code,
    Event,
    Failed,
    Frame,
    Machine,
    ProgramError,
    Seen,
    Stopped,
)
from synth.verifiers.simulation._interpreter.operators import BUILTINS
from synth.verifiers.simulation._interpreter.statements import sequence, statements

__all__ = ["BUILTINS", "MAX_STEPS", "Event", "Failed", "Program", "ProgramError", "Seen", "Stopped", "program", "remembered"]

MAX_TEXT = 3_000
"""Characters of a program; and so of its nodes."""


class Program:
    """The functions of a program."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_TEXT or not text.isascii() or text.count("(") + text.count("[") > 400:
            raise ProgramError("too long, or not in ASCII")
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise ProgramError("no Python") from error
        found = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        self.functions: Functions = {node.name: (_parameters(node), _nothing) for node in found}
        if len(self.functions) < len(tree.body) or not self.functions or not BUILTINS.keys().isdisjoint(self.functions):
            raise ProgramError("a program is functions of different names")
        self._codes: dict[str, list[Code]] = {}
        for node in found:
            self._codes[node.name] = statements(node.body, self.functions)
            self.functions[node.name] = (_parameters(node), sequence(self._codes[node.name]))
        self._last = {node.name: node.body[-1].lineno for node in found}

    def returning(self, name: str, expression: str) -> "Program":
        """The program whose function, called by no other, ends in `return expression`. Raises ProgramError."""
        ending = ast.parse(f"return {expression}").body
        ending[0].lineno = self._last[name]
        other = copy(self)
        codes = [*self._codes[name][:-1], *statements(ending, self.functions)]
        other.functions = self.functions | {name: (self.functions[name][0], sequence(codes))}
        return other

    def run(
        self,
        name: str,
        arguments: Sequence[Any],
        steps: int = MAX_STEPS,
        events: list[Event] | None = None,
        force: bool | None = None,
        watch: list[Seen] | None = None,
    ) -> Any:
        """What the function returns for the arguments, which it may change. events: gets what is executed, in order. force: what every
        `if` is taken to find, in place of what it finds. watch: gets what is compared and divided."""
        return self.measured(name, arguments, steps, events, force, watch)[0]

    def measured(
        self,
        name: str,
        arguments: Sequence[Any],
        steps: int = MAX_STEPS,
        events: list[Event] | None = None,
        force: bool | None = None,
        watch: list[Seen] | None = None,
    ) -> tuple[Any, int]:
        """The same with the number of steps."""
        machine = Machine(steps, events, force, watch)
        try:
            value = call(machine, self.functions, name, list(arguments))
        except RecursionError:
            raise Stopped from None
        except (ArithmeticError, LookupError, ValueError, TypeError, AttributeError, NameError) as error:
            raise Failed(type(error).__name__) from None
        if machine.left < 0:
            raise Stopped
        return value, steps - machine.left


def _nothing(machine: Machine, frame: Frame) -> None:
    """The body of a function that is not read yet."""


def _parameters(node: ast.FunctionDef) -> tuple[str, ...]:
    a = node.args
    if node.decorator_list or a.posonlyargs or a.kwonlyargs or a.defaults or a.vararg or a.kwarg or node.returns:
        raise ProgramError("parameters are plain names")
    return tuple(one.arg for one in a.args)


_PROGRAMS: dict[str, Program] = {}
KEPT = 64
"""Programs that are kept, read once for many answers."""


def program(text: str) -> Program:
    """The program of a text. Raises ProgramError."""
    return _PROGRAMS.get(text) or remembered(text, Program(text))


def remembered(text: str, code: Program) -> Program:
    """Keeps the program of a text that was put together from parts already read."""
    if len(_PROGRAMS) >= KEPT:
        _PROGRAMS.clear()
    _PROGRAMS[text] = code
    return code
