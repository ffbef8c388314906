"""Rows and completions that the tests of all trainers use."""

from itertools import islice
from pathlib import Path

import synth

EXAMPLES = Path(__file__).parents[2] / "examples" / "trainers"
ROWS = [dict(row) for name in ("logic/game_of_24", "math/recurrence") for row in islice(synth.stream(name, 2, seed=3), 2)]


def right(row):
    return f"<think>hm</think><answer>{row['extra_info']['answer']}</answer>"


CASES = [(row, text, reward) for row in ROWS for text, reward in ((right(row), 1.0), ("<answer>1</answer>", 0.0), ("?", 0.0))]
