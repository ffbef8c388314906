"""The board as it is drawn, and three answers of the form, with cells that no board has."""

from random import Random

from synth.verifiers.simulation.forced_win.games import ForcedWin

_EXAMPLES = {
    "cell": (("f7", "g6", "h8"), ("f7, g6", "h8", "f6, g8, h7")),
    "drop": (("f", "h", "g"), ("f, h", "g", "f, g, h")),
    "pawns": (("f6-f7", "g7-h8", "h6-h7"), ("f6-f7, g7-h8", "h6-h7", "f7-g8, g6-g7, h6-h7")),
}


def prompt_variables(problem: ForcedWin, rng: Random) -> dict[str, object]:
    columns = len(problem.board[0])
    drawn = [f"{number} {' '.join(row)}" for number, row in enumerate(problem.board, 1)]
    examples: tuple[str, ...]
    one, several = _EXAMPLES.get(problem.game, _EXAMPLES["cell"])
    examples = one if problem.question == "one" else several
    if problem.question == "plies":
        examples = tuple(f"{text}; {number}" for text, number in zip(examples, (12, 10, 14), strict=True))
    return {
        "game": problem.game,
        "length": problem.length,
        "misere": problem.misere,
        "question": problem.question,
        "closed": any("#" in row for row in problem.board),
        "board_lines": ["  " + " ".join("abcde"[:columns]), *drawn],
        "examples": examples,
    }
