"""Worked solutions of the science tasks, right and wrong: a sheet as text."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from synth.generators.derivation import numbered
from synth.schemas.verdict import Verdict
from synth.verifiers.exact import Fraction
from synth.verifiers.science._sheet import Sheet

P = TypeVar("P")
SLIP = Fraction(11, 10)
"""What a slip in the last line makes of its result."""


def worked(sheet: Sheet) -> str:
    """The lines of a sheet, numbered."""
    return numbered(sheet.said)


def mistaken(
    problem: P,
    mistakes: Iterable[Callable[[], P]],
    route: Callable[[P], Sheet],
    answered: Callable[[P], str],
    slipped: str,
    verify: Callable[[P, str], Verdict],
) -> str:
    """A whole wrong completion: the way by pencil of the first mistaken problem that can be solved and has another answer; else the right
    way with a slip in its last line.

    mistakes: make the problem as a careless reader takes it, or raise ValueError; answered: the answer to one of them, as the right
    problem asks for it; slipped: SLIP times the right answer, as it asks for it."""
    for mistake in mistakes:
        try:
            other = mistake()
            if other == problem:
                continue
            sheet, answer = route(other), answered(other)
        except (ValueError, ZeroDivisionError):
            continue
        if not verify(problem, answer):
            return f"{worked(sheet)}\n\n<answer>\n{answer}\n</answer>"
    lines = list(route(problem).said)
    last = max(place for place, (equation, _) in enumerate(lines) if equation)
    left, _, right = lines[last][1].rpartition(" = ")
    number, _, unit = right.partition(" ")
    lines[last] = (True, f"{left} = {float(Fraction(number) * SLIP):.5g} {unit}".rstrip())
    return f"{numbered(lines)}\n\n<answer>\n{slipped}\n</answer>"
