"""Cellular automaton: a row of cells runs forwards under a rule that is given by cases; from level 6 on a row that comes before is asked.

Backwards the given row is made by running a random one forwards, and all rows that become it are found from left to right. Effort counts
the cells worked out: forwards one for each cell and step; backwards one for each value that the search tries, and the check."""

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from synth.generators.simulation.cellular_automaton import cheap
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.simulation.cellular_automaton import (
    MOST_STEPS,
    OUTPUTS,
    WIDEST,
    CellularAutomaton,
    Kind,
    after,
    new_value,
    reach,
    successor,
    verify,
)

TRIES = 60
MOST_BEFORE = 8
"""Rows that may come before, at most: more would be easy to hit."""
MOST_TRIED = 20_000
"""Values that a search may try."""


class Knobs(Frozen, frozen=True):
    ask: Literal["after", "before"]
    """after: run forwards; before: find a row that becomes the given one."""
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1, max_length=3)]
    """Kinds of rules: table (eight patterns of a cell and its neighbours), sum (three values, by the sum of the three), count (two cells
    on either side, by their count)."""
    shortest: Annotated[int, Meta(ge=5, le=WIDEST)]
    """Least cells of the row."""
    longest: Annotated[int, Meta(ge=5, le=WIDEST)]
    """Most cells of the row."""
    steps: Annotated[int, Meta(ge=1, le=MOST_STEPS)]
    """Steps forwards, or back."""
    tried: Annotated[int, Meta(ge=0, le=2_000)] = 0
    """Values that the search back has to try at least."""

    def __post_init__(self) -> None:
        if self.shortest > self.longest:
            raise ValueError("shortest is above longest")


_ALL: tuple[Kind, ...] = ("table", "sum", "count")
LEVELS = (
    Knobs("after", ("table",), 7, 9, 1),
    Knobs("after", ("table",), 8, 10, 2),
    Knobs("after", ("table", "sum"), 9, 11, 3),
    Knobs("after", _ALL, 11, 13, 4),
    Knobs("after", _ALL, 12, 15, 6),
    Knobs("before", ("table", "sum"), 9, 11, 1, 60),
    Knobs("before", _ALL, 11, 13, 1, 110),
    Knobs("before", _ALL, 8, 10, 2, 150),
    Knobs("before", _ALL, 10, 12, 2, 250),
    Knobs("before", _ALL, 10, 12, 3, 400),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        kind, wide = rng.choice(knobs.kinds), rng.randint(knobs.shortest, knobs.longest)
        values = 3 if kind == "sum" else 2
        rule = tuple(rng.randrange(values) for _ in range(OUTPUTS[kind]))
        row = tuple(rng.randrange(values) for _ in range(wide))
        problem = CellularAutomaton(kind, rule, rng.random() < 0.5, row, knobs.steps, knobs.ask)
        if len(set(rule)) < values or not _lively(problem):
            continue
        end, effort = after(problem, row), wide * knobs.steps
        if knobs.ask == "before":
            problem = msgspec.structs.replace(problem, cells=end)
            turned = cheap.turned(problem)
            if after(turned, row) == end:
                continue
            before, tried = rows_before(problem)
            if not 1 <= len(before) <= MOST_BEFORE or tried < knobs.tried:
                continue
            if any(after(turned, one) == end for one in before):  # the ends decide nothing
                continue
            effort += tried
        if any(verify(problem, written(guess)).accepted for guess in cheap.guesses(problem)):
            continue
        return Sample(problem, written(end if knobs.ask == "after" else row), effort=float(effort))
    raise Discard("no such row found")


def written(row: tuple[int, ...]) -> str:
    """`0 1 1 0`."""
    return " ".join(map(str, row))


def _lively(problem: CellularAutomaton) -> bool:
    """Whether each step changes at least two cells, and leaves cells of different values, without coming back to an earlier row."""
    row, seen = problem.cells, {problem.cells}
    for _ in range(problem.steps):
        new = successor(problem, row)
        if sum(a != b for a, b in zip(row, new, strict=True)) < 2 or len(set(new)) < 2 or new in seen:
            return False
        seen.add(new)
        row = new
    return True


def rows_before(problem: CellularAutomaton) -> tuple[set[tuple[int, ...]], int]:
    """All rows that become the problem's in its steps, or more than MOST_BEFORE of them, and how many values were tried. A search that
    tries too many finds none."""
    rows, tried = {problem.cells}, 0
    for _ in range(problem.steps):
        found: set[tuple[int, ...]] = set()
        for row in rows:
            for before in _one_before(problem, row):
                if isinstance(before, tuple):
                    found.add(before)
                else:
                    tried += 1
                if len(found) > 4 * MOST_BEFORE or tried > MOST_TRIED:
                    return set(), tried
        rows = found
    return rows, tried


def row_before(problem: CellularAutomaton, row: tuple[int, ...]) -> tuple[int, ...] | None:
    """A row that becomes `row` in one step: the first that the search comes to."""
    return next((found for found in _one_before(problem, row) if found), None)


def _one_before(problem: CellularAutomaton, row: tuple[int, ...]) -> Iterator[tuple[int, ...] | None]:
    """The rows that become `row` in one step, and None for each value that is tried: from left to right, each when those around it are
    known."""
    wide, values, side = len(row), range(problem.values), reach(problem)
    for start in product(values, repeat=2 * side) if problem.ring else ((0,) * side,):
        # On a ring the first cells are guessed, for nothing is known of what lies to their left; else what lies there is known.
        first = 0 if problem.ring else side
        stack = [list(start)]
        while stack:
            cells = stack.pop()
            if len(cells) == wide + first:
                if successor(problem, tuple(cells[first:])) == row:
                    yield tuple(cells[first:])
                continue
            for value in values:
                yield None
                new = [*cells, value]
                place = len(new) - first - side - 1  # the cell whose surroundings are known now
                if place < side - first or new_value(problem, new[-2 * side - 1 :]) == row[place]:
                    stack.append(new)


def prompt_variables(problem: CellularAutomaton, rng: Random) -> dict[str, object]:
    cases = list(enumerate(problem.rule))
    rng.shuffle(cases)
    other = 4 if len(problem.cells) > 5 else 7
    return {
        "kind": problem.kind,
        "cases": [(f"{case:03b}", new) for case, new in cases] if problem.kind == "table" else sorted(cases),
        "count_cases": sorted((*divmod(case, 5), new) for case, new in cases) if problem.kind == "count" else [],
        "ring": problem.ring,
        "row": written(problem.cells),
        "wide": len(problem.cells),
        "steps": problem.steps,
        "ask": problem.ask,
        "values": problem.values,
        "examples": tuple(written(tuple(int(sign) for sign in signs[:other])) for signs in ("0110010", "1001101", "0010111")),
    }


def canonical(problem: CellularAutomaton) -> object:
    """The same row read from the other end, or begun elsewhere on a ring; with both values exchanged where nothing lies beyond the ends."""
    return min(_symmetric(problem))


def _symmetric(problem: CellularAutomaton) -> Iterator[tuple[object, ...]]:
    rest = (problem.kind, problem.ring, problem.steps, problem.ask)
    forms = {(problem.rule, problem.cells)}
    forms |= {(cheap.mirrored_rule(problem.kind, rule), cells[::-1]) for rule, cells in forms}
    if problem.ring and problem.values == 2:
        forms |= {(tuple(1 - new for new in rule[::-1]), tuple(1 - cell for cell in cells)) for rule, cells in forms}
    for rule, cells in forms:
        for turn in range(len(cells) if problem.ring else 1):
            yield (*rest, rule, cells[turn:] + cells[:turn])


def corrupt(problem: CellularAutomaton, answer: str, rng: Random) -> str:
    """One cell, or two, with other values: a row that is no answer."""
    row = [int(cell) for cell in answer.split()]
    places = list(range(len(row)))
    rng.shuffle(places)
    for place in places:
        new = list(row)
        new[place] = (new[place] + rng.randint(1, problem.values - 1)) % problem.values
        if not verify(problem, written(tuple(new))).accepted:
            return written(tuple(new))
    return written(tuple((cell + 1) % problem.values for cell in row))


TASK = Task(
    __name__,
    version=2,
    problem=CellularAutomaton,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.02,
    capacity=(20_000,) * 2 + (200_000,) * 8,
    canonical=canonical,
    corrupt=corrupt,
)
