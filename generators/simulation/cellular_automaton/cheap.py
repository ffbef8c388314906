"""Cheap rows: what comes of leaving out the steps, the edges or the search. Generator and claims share them: a problem that one of them
solves is drawn again."""

from collections.abc import Iterator, Sequence

import msgspec

from synth.verifiers.simulation.cellular_automaton import CellularAutomaton, Kind, after, new_value, reach, successor

Row = tuple[int, ...]
ROUND = 60
"""Steps that somebody may go forwards in the hope of coming back to where they began."""


def as_it_is(problem: CellularAutomaton) -> Row:
    """The given row."""
    return problem.cells


def one_step_too_few(problem: CellularAutomaton) -> Row:
    """Forwards, one step less."""
    row = problem.cells
    for _ in range(problem.steps - 1):
        row = successor(problem, row)
    return row


def one_step_too_many(problem: CellularAutomaton) -> Row:
    """Forwards, one step more."""
    return successor(problem, after(problem, problem.cells))


def forwards(problem: CellularAutomaton) -> Row:
    """Forwards, also where the row before is asked for."""
    return after(problem, problem.cells) if problem.ask == "before" else one_step_too_many(problem)


def turned(problem: CellularAutomaton) -> CellularAutomaton:
    """With the ends joined where they are not, and the other way round."""
    return msgspec.structs.replace(problem, ring=not problem.ring)


def other_ends(problem: CellularAutomaton) -> Row:
    """Forwards, with the ends the other way."""
    return after(turned(problem), problem.cells)


def around_to_it(problem: CellularAutomaton) -> Row:
    """Where the row before is asked for, forwards until the given row comes again: what was so many steps before it then."""
    if problem.ask == "after":
        return problem.cells
    rows = [problem.cells]
    for _ in range(ROUND):
        row = successor(problem, rows[-1])
        if row == problem.cells:
            return rows[-problem.steps % len(rows)]
        if row == rows[-1]:
            break
        rows.append(row)
    return problem.cells


def exchanged(problem: CellularAutomaton) -> Row:
    """The given row with its values exchanged."""
    return tuple(problem.values - 1 - cell for cell in problem.cells)


def around(problem: CellularAutomaton, row: Sequence[int], place: int) -> Sequence[int]:
    """A cell and those that decide on its new value, from left to right."""
    wide, side = len(row), reach(problem)
    if side <= place < wide - side:
        return row[place - side : place + side + 1]
    places = range(place - side, place + side + 1)
    return [row[one % wide] if problem.ring or 0 <= one < wide else 0 for one in places]


def in_place(problem: CellularAutomaton) -> Row:
    """Forwards, each new value used at once by the cell to its right."""
    row = problem.cells
    for _ in range(problem.steps):
        cells = list(row)
        for place in range(len(cells)):
            cells[place] = new_value(problem, around(problem, cells, place))
        row = tuple(cells)
    return row


def in_place_from_the_right(problem: CellularAutomaton) -> Row:
    """The same with the cell to its left."""
    return in_place(mirrored(problem))[::-1]


def fixed_ends(problem: CellularAutomaton) -> Row:
    """Forwards, with the first and the last cell as they were."""
    row = problem.cells
    for _ in range(problem.steps):
        row = (row[0], *successor(problem, row)[1:-1], row[-1])
    return row


def first_that_fits(problem: CellularAutomaton) -> Row:
    """Backwards from left to right, each cell the first value that fits what is known, never taken back."""
    if problem.ask == "after":
        return problem.cells
    row, side, flat = problem.cells, reach(problem), msgspec.structs.replace(problem, ring=False)
    for _ in range(problem.steps):
        cells: list[int] = []
        for place in range(len(row) + side):
            fitting = [value for value in range(problem.values) if _fits(flat, [*cells, value], row, place - side)]
            cells.append(fitting[0] if fitting else 0)
        row = tuple(cells[: len(row)])
    return row


def first_from_the_right(problem: CellularAutomaton) -> Row:
    """The same from right to left."""
    return first_that_fits(mirrored(problem))[::-1]


def mirrored(problem: CellularAutomaton) -> CellularAutomaton:
    """Row and rule as they are read from right to left."""
    return msgspec.structs.replace(problem, rule=mirrored_rule(problem.kind, problem.rule), cells=problem.cells[::-1])


def mirrored_rule(kind: Kind, rule: Row) -> Row:
    """The rule for rows that are read from right to left."""
    return tuple(rule[int(f"{case:03b}"[::-1], 2)] for case in range(8)) if kind == "table" else rule


def _fits(flat: CellularAutomaton, cells: list[int], row: Row, place: int) -> bool:
    known = (cells + [0] * len(row))[: len(row)]
    return not 0 <= place < len(row) or new_value(flat, around(flat, known, place)) == row[place]


POLICIES = {
    "the row as it is": as_it_is,
    "one step too few": one_step_too_few,
    "forwards, or one step too many": forwards,
    "the ends the other way": other_ends,
    "values exchanged": exchanged,
    "each new value used at once": in_place,
    "each new value used at once, from the right": in_place_from_the_right,
    "the ends never change": fixed_ends,
    "the first value that fits, never taken back": first_that_fits,
    "the first value that fits, from the right": first_from_the_right,
    "forwards until the row comes again": around_to_it,
}


def guesses(problem: CellularAutomaton) -> Iterator[Row]:
    """What each policy says."""
    for policy in POLICIES.values():
        yield policy(problem)
