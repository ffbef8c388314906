"""What a user asks for, read from what they type. Every refusal says what was expected and what to type."""

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

from synth.schemas.errors import RequestError
from synth.schemas.problem import Frozen
from synth.schemas.task import DIFFICULTIES

MAX_ROWS = 10**12
MAX_SEED = 2**63 - 1
HELD_OUT = ("test", "validation", "valid", "val", "dev", "eval", "heldout", "holdout", "benchmark")
"""Splits with one of these words in their name (`test`, `test_hard`) are for measuring; all others are for training."""

WhenExhausted = Literal["redistribute", "short"]


class Request(Frozen, frozen=True):
    """One run. Its result depends on these fields and the versions of the tasks, on nothing else.

    tasks: task or domain names with their weights.
    n: rows in all, over all splits.
    difficulty: lowest and highest level, 1..10; rows are spread evenly between.
    overrides: knobs set one by one, as typed.
    splits: names and shares, which add up to 1.
    shard_rows: rows in a shard, about; 0 chooses by n.
    when_exhausted: what becomes of the share of a level that has no more distinct problems.
    """

    tasks: tuple[tuple[str, float], ...]
    n: int
    difficulty: tuple[int, int] = (5, 5)
    overrides: tuple[tuple[str, str], ...] = ()
    seed: int = 0
    splits: tuple[tuple[str, float], ...] = (("train", 1.0),)
    shard_rows: int = 0
    when_exhausted: WhenExhausted = "redistribute"


def read_count(text: str) -> int:
    """`1000`, `1e6`, `1_000`, `2.5e5`: a whole number of rows, at least 1."""
    try:
        value = Decimal(text.replace("_", "").replace(",", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    # Bounds come before the conversion: int(Decimal("1e999999")) would take for ever.
    if not value.is_finite() or not 1 <= value <= MAX_ROWS or value != value.to_integral_value():
        raise RequestError(f"--n {text}: expected a whole number of rows from 1 to {MAX_ROWS:.0e}, such as 1000 or 1e6.")
    return int(value)


def read_difficulty(text: str) -> tuple[int, int]:
    """`5` or `3..7`."""
    match = re.fullmatch(r"\s*(\d{1,4})\s*(?:\.\.\s*(\d{1,4})\s*)?", text, re.ASCII)
    low, high = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if low not in DIFFICULTIES or high not in DIFFICULTIES or low > high:
        raise RequestError(f"--difficulty {text}: expected a level from 1 to 10 or a range such as 3..7.")
    return low, high


def read_weighted(text: str) -> tuple[str, float]:
    """`logic/sudoku` or `logic/sudoku:2`."""
    name, colon, weight = text.partition(":")
    try:
        value = float(weight) if colon else 1.0
    except ValueError:
        value = -1.0
    if not 1e-9 <= value <= 1e9:  # what is smaller still loses its digits
        raise RequestError(f"{text}: the weight after the colon must be a positive number, as in {name}:2.")
    return name, value


def read_splits(text: str) -> tuple[tuple[str, float], ...]:
    """`train=0.98,test=0.02`."""
    expected = "expected names and shares that add up to 1, such as train=0.98,test=0.02"
    splits: dict[str, float] = {}
    for part in text.split(","):
        match = re.fullmatch(r"\s*([a-z][a-z0-9_]{0,30})\s*=\s*(\d*\.?\d+)\s*", part, re.ASCII)
        if not match or match[1] in splits or not 0 < float(match[2]) <= 1:
            raise RequestError(f"--split {text}: {expected}.")
        splits[match[1]] = float(match[2])
    if abs(sum(splits.values()) - 1) > 1e-9:
        raise RequestError(f"--split {text}: the shares add up to {sum(splits.values()):g}; {expected}.")
    if all(map(is_held_out, splits)) and len(splits) > 1:
        raise RequestError(f"--split {text}: at least one split must be for training; {', '.join(HELD_OUT)} are held out.")
    return tuple(splits.items())


def is_held_out(split: str) -> bool:
    """Whether a split is for measuring, by its name."""
    return not {split.replace("_", ""), *split.split("_")}.isdisjoint(HELD_OUT)


def read_overrides(settings: list[str]) -> tuple[tuple[str, str], ...]:
    """`holes=50`, once for each knob."""
    pairs: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise RequestError(f"--set {setting}: expected KNOB=VALUE, such as --set holes=50.")
        if name.strip() in pairs:
            raise RequestError(f"--set {setting}: {name.strip()} is set twice.")
        pairs[name.strip()] = value.strip()
    return tuple(pairs.items())


def read_seed(seed: int) -> int:
    if not 0 <= seed <= MAX_SEED:
        raise RequestError(f"--seed {seed}: expected a whole number from 0 to 2^63 - 1.")
    return seed
