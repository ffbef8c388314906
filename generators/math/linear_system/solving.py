"""Worked solutions of linear systems: elimination line by line, each with the combination that it is."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from synth.verifiers.math.linear_system import LinearSystem, singular, sum_text, system


class Equation(NamedTuple):
    label: str
    entries: tuple[Fraction, ...]


class _Writer:
    def __init__(self, problem: LinearSystem, slip: int) -> None:
        """slip: is added to the right side of the first line that is worked out; 0 in a right solution."""
        self.given, self.slip, self.names = system(problem), slip, problem.names
        self.lines = list[str]()
        if self.given.k is not None:
            roots = " and ".join(f"k = {root}" for root in singular(problem))
            self.lines = [f"The determinant of the left sides is 0 for {roots} only.", f"S1: k = {self.given.k}"]
        self.number = len(self.lines) // 2

    def write(self, made: Sequence[tuple[Fraction, Equation]]) -> Equation:
        entries = tuple(sum((times * one.entries[place] for times, one in made), Fraction(0)) for place in range(len(self.names) + 1))
        entries = (*entries[:-1], entries[-1] + self.slip)
        self.slip = 0
        made = [(times, one) for times, one in made if times]
        whole = sum_text(tuple(times for times, _ in made), tuple(f"*{one.label}" for _, one in made)).replace("-*", "-").replace(" *", " ")
        self.number += 1
        label = f"S{self.number}"
        self.lines.append(f"{label}: {whole.removeprefix('*')}: {sum_text(entries[:-1], self.names) or 0} = {entries[-1]}")
        return Equation(label, entries)


def worked(problem: LinearSystem, slip: int = 0) -> tuple[str, tuple[Fraction, ...] | None]:
    """The lines, and what they find: the sum that is asked for, or the values of the unknowns that are fixed, in their order; None for no
    solution."""
    to = _Writer(problem, slip)
    left = [Equation(f"E{number}", tuple(map(Fraction, row))) for number, row in enumerate(to.given.rows, 1)]
    done: list[tuple[int, Equation]] = []
    for column in range(len(problem.names)):
        with_it = sorted((one for one in left if one.entries[column]), key=lambda one: abs(one.entries[column]))
        if not with_it:
            continue
        top = with_it[0]
        left = [one for one in left if one is not top]
        left = [to.write(_without(one, top, column)) if one.entries[column] else one for one in left]
        done.append((column, top))
    if problem.ask == "solution" and any(one.entries[-1] for one in left):
        return "\n".join(to.lines), None
    solved: list[tuple[int, Equation]] = []
    for column, row in reversed(done):
        made = [(Fraction(1), row), *((-row.entries[other], one) for other, one in solved)]
        times = 1 / row.entries[column]
        plain = len([1 for factor, _ in made if factor]) == 1 and times == 1
        solved.append((column, row if plain and row.label[0] == "S" else to.write([(times * factor, one) for factor, one in made])))
    if problem.ask == "form" and sum(map(bool, problem.weights)) + (max(problem.weights) != 1) > 1:
        last = to.write([(Fraction(problem.weights[column]), one) for column, one in reversed(solved)])
        return "\n".join(to.lines), (last.entries[-1],)
    found = [one.entries[-1] for _, one in reversed(solved) if sum(map(bool, one.entries[:-1])) == 1]
    if problem.ask == "form":
        place = next(place for place, weight in enumerate(problem.weights) if weight)
        found = [one.entries[-1] for column, one in solved if column == place]
    return "\n".join(to.lines), tuple(found)


def _without(row: Equation, top: Equation, column: int) -> list[tuple[Fraction, Equation]]:
    """The row without its entry in that column, in whole numbers that share nothing."""
    a, b = top.entries[column], row.entries[column]
    new = [a * x - b * y for x, y in zip(row.entries, top.entries, strict=True)]
    shared = _shared(new) * (1 if a > 0 else -1)
    return [(a / shared, row), (-b / shared, top)]


def _shared(entries: Sequence[Fraction]) -> Fraction:
    """What all of them are whole multiples of; 1 where all are 0."""
    shared = Fraction(0)
    for entry in entries:
        while entry:
            shared, entry = entry, shared % entry
    return abs(shared) or Fraction(1)
