"""What the tasks share that ask for inputs: the lists that a function may be called with, and what it returns for one.

Lists are read as Python values; each rule on them is checked before a program runs. Functions that raise or take too long return nothing
that equals anything."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.verifiers.parsers import literals
from synth.verifiers.simulation._interpreter import Failed, Stopped, program

STEPS = 250
"""Steps of a run; the longest ones of ours have a hundred."""
CHARACTERS = 1_400

Text = Annotated[str, Meta(min_length=20, max_length=CHARACTERS)]
Name = Annotated[str, Meta(pattern=r"\A[a-z_]{1,20}\Z")]


class Lists(Problem, frozen=True):
    """A function of one list, and the lists that it may be called with."""

    program: Text
    """One function, as Python text."""
    entry: Name
    """The function's name: `check`."""
    length: Annotated[int, Meta(ge=2, le=9)]
    """Most numbers in a list, which has at least one: `5`."""
    low: Annotated[int, Meta(ge=-20, le=20)]
    """The least number allowed: `0`."""
    high: Annotated[int, Meta(ge=-20, le=20)]
    """The greatest number allowed: `7`."""

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError("low lies below high")
        takes_a_list(self.program, self.entry)


def takes_a_list(text: str, entry: str) -> None:
    """Raises ValueError where the text is no program with such a function of one argument."""
    functions = program(text).functions
    if entry not in functions or len(functions[entry][0]) != 1:
        raise ValueError("there is no such function, or it takes other arguments")


def broken(problem: Lists, numbers: Sequence[int]) -> str:
    """The rule on lists that a list breaks, or nothing."""
    if not 1 <= len(numbers) <= problem.length:
        return "length"
    return "" if all(problem.low <= number <= problem.high for number in numbers) else "range"


def returned(text: str, entry: str, numbers: Sequence[int]) -> object:
    """What a function returns for a list; what equals nothing where it raises or takes too long."""
    try:
        return program(text).run(entry, [list(numbers)], STEPS)
    except (Stopped, Failed):
        return object()


def differ(left: object, right: object) -> bool:
    """Whether two values are known, and differ in type or value."""
    return type(left) is not object and type(right) is not object and not literals.equal(left, right)
