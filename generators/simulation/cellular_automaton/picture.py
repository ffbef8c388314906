"""The row of cells that is given, and the one of an answer."""

from synth.generators.drawing.grid import grid
from synth.verifiers.simulation.cellular_automaton import CellularAutomaton


def draw(problem: CellularAutomaton, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    rows = [list(problem.cells), *([[int(mark) for mark in answer.split()]] if answer else [])]
    return grid(["." * len(row) for row in rows], shaded={(y, x) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell})
