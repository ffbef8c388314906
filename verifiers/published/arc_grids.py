"""Grids of ARC: every cell of the output grid, as nested lists, rows of digits or a table. Refused for the first of: format, grid."""

import msgspec

from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.verifiers.extract import final_answer
from synth.verifiers.parsers.grids import Grid, grid
from synth.verifiers.published import Extra

MAX_SIDE = 60


def read(ground_truth: str) -> Grid:
    """The cells as texts. Raises ValueError for what is no rectangle of whole numbers."""
    rows = msgspec.json.decode(ground_truth, type=list[list[int]])
    if not rows or not rows[0] or len(rows) > MAX_SIDE or len(rows[0]) > MAX_SIDE or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("expected a rectangle of numbers")
    return tuple(tuple(map(str, row)) for row in rows)


def judge(gold: Grid, completion: str, lenient: bool, extra: Extra) -> Verdict:
    answer = final_answer(completion, lenient)
    if isinstance(answer, Verdict):
        return answer
    found = grid(answer, len(gold), len(gold[0]))
    return refuse("format") if found is None else ACCEPT if found == gold else refuse("grid")


def shown(gold: Grid) -> str:
    return f"<answer>[{', '.join('[' + ', '.join(row) + ']' for row in gold)}]</answer>"
