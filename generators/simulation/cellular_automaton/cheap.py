"""Cheap rows: what comes of leaving out the steps, the edges or the search. Generator and claims share them: a problem that one of them
solves is drawn again."""

from collections.abc import Iterator

import msgspec

from synth.verifiers.simulation.cellular_automaton import CellularAutomaton, after, around, new_value, reach, successor

Row = tuple[int, ...]


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


def other_ends(problem: CellularAutomaton) -> Row:
    """Forwards, with the ends joined where they are not, and the other way round."""
    turned = msgspec.structs.replace(problem, ring=not problem.ring)
    return after(turned, turned.cells)


def exchanged(problem: CellularAutomaton) -> Row:
    """The given row with its values exchanged."""
    return tuple(problem.values - 1 - cell for cell in problem.cells)


def in_place(problem: CellularAutomaton) -> Row:
    """Forwards, each new value used at once by the cell to its right."""
    row = problem.cells
    for _ in range(problem.steps):
        cells = list(row)
        for place in range(len(cells)):
            cells[place] = new_value(problem, around(problem, cells, place))
        row = tuple(cells)
    return row


def first_that_fits(problem: CellularAutomaton) -> Row:
    """Backwards from left to right, each cell the first value that fits what is known, never taken back."""
    row, side, flat = problem.cells, reach(problem), msgspec.structs.replace(problem, ring=False)
    for _ in range(problem.steps):
        cells: list[int] = []
        for place in range(len(row) + side):
            fitting = [value for value in range(problem.values) if _fits(flat, [*cells, value], row, place - side)]
            cells.append(fitting[0] if fitting else 0)
        row = tuple(cells[: len(row)])
    return row


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
    "the first value that fits, never taken back": first_that_fits,
}


def guesses(problem: CellularAutomaton) -> Iterator[Row]:
    """What each policy says."""
    for policy in POLICIES.values():
        yield policy(problem)
