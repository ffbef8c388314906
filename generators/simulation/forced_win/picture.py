"""The board of a game."""

from synth.generators.drawing.grid import grid
from synth.verifiers.simulation.forced_win.games import ForcedWin


def draw(problem: ForcedWin, answer: str) -> str:
    """The problem as a picture, with what an answer puts in; no answer for the empty text."""
    blocked = {(y, x) for y, row in enumerate(problem.board) for x, cell in enumerate(row) if cell == "#"}
    letters, numbers = "abcdefgh"[: len(problem.board[0])], range(1, len(problem.board) + 1)
    return grid([row.replace("#", ".") for row in problem.board], shaded=blocked, sides={"bottom": letters, "left": list(numbers)})
