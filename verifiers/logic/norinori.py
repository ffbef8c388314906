"""Norinori: shade exactly two cells of every region so that each shaded cell has exactly one shaded neighbour at its sides.

Refused for the first of: format (not a list of cells, or a grid that marks them), board (a cell outside, or one twice), region (another number
of shaded cells than two in a region), domino (a shaded cell with no shaded neighbour, or with more than one). Rows and columns are numbered
from 1 at the top left; the two shaded cells of a region need not be neighbours."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.parsers import cells

SMALLEST, LARGEST = 3, 14
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
Row = Annotated[str, Meta(min_length=SMALLEST, max_length=LARGEST, pattern=r"\A[A-Za-z]+\Z")]


class Norinori(Problem, frozen=True):
    """A grid of 3 to 14 rows and columns in regions of two cells at least."""

    regions: Annotated[tuple[Row, ...], Meta(min_length=SMALLEST, max_length=LARGEST)]
    """The rows; each cell has the letter of its region: `("AABB", "ACCB", "DDCB")`."""

    def __post_init__(self) -> None:
        if len({len(row) for row in self.regions}) != 1:
            raise ValueError("rows must be equally long")
        letters = "".join(self.regions)
        if any(letters.count(letter) < 2 for letter in set(letters)):
            raise ValueError("a region has two cells at least")


def verify(problem: Norinori, answer: str) -> Verdict:
    height, width = len(problem.regions), len(problem.regions[0])
    shaded = cells.marked(answer, height, width, "cell")
    if shaded is None:
        return refuse("format")
    places = set(shaded)
    if len(places) < len(shaded) or not all(1 <= r <= height and 1 <= c <= width for r, c in shaded):
        return refuse("board")
    counts = dict.fromkeys("".join(problem.regions), 0)
    for r, c in shaded:
        counts[problem.regions[r - 1][c - 1]] += 1
    if any(number != 2 for number in counts.values()):
        return refuse("region")
    beside = (((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)) for r, c in shaded)
    return ACCEPT if all(sum(cell in places for cell in four) == 1 for four in beside) else refuse("domino")


EXAMPLES = ()
