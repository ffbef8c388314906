"""Filters that several builders share. Each raises Drop with its reason, or lets a text pass."""

import re
from typing import Any

from synth.pipelines.ingest.item import Drop
from synth.pipelines.ingest.source_rows import Row
from synth.pipelines.token_count import estimated_tokens

_RATE = re.compile(r".*pass_?rate.*|avg@\d+_.*|.*_avg_reward")


def not_too_long(prompt: str, most: int) -> None:
    if estimated_tokens(prompt) > most:
        raise Drop("prompt too long")


def short_answer(answer: str, below: int) -> None:
    """below: characters that it must not reach."""
    if len(answer) >= below:
        raise Drop("answer too long")


def few_decimals(answer: str, most: int) -> None:
    """For answers whose digits say that somebody used a machine."""
    if re.search(rf"\d+\.\d{{{most + 1},}}", answer):
        raise Drop("too many decimals")


def stated(text: str, what: str) -> str:
    """The text, which has to say something."""
    if not text.strip():
        raise Drop(f"no {what}")
    return text.strip()


def rectangular(grid: object, what: str = "grid") -> list[list[int]]:
    """A grid whose rows are equally long, with whole numbers in its cells."""
    if not isinstance(grid, list) or not grid or not all(isinstance(row, list) and row for row in grid):
        raise Drop(f"{what} is empty")
    if len({len(row) for row in grid}) > 1:
        raise Drop(f"{what} is not rectangular")
    if not all(isinstance(cell, int | float) and cell == int(cell) for row in grid for cell in row):
        raise Drop(f"{what} has other cells than numbers")
    return [[int(cell) for cell in row] for row in grid]


def pass_rates(columns: Row) -> dict[str, Any]:
    """Of the columns those that hold how often some model was right: `qwen2.5_7b_pass_rate`, `avg@16_...`, `..._avg_reward`."""
    return {name: value for name, value in columns.items() if _RATE.fullmatch(name) and isinstance(value, int | float)}
