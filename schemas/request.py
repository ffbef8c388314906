"""What a user asks for, and how it is read from text. Every refusal names the argument and says what was expected."""

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

from synth.schemas.errors import RequestError, cut
from synth.schemas.problem import Frozen
from synth.schemas.task import DIFFICULTIES

MAX_ROWS = 10**12
MAX_SEED = 2**63 - 1
HELD_OUT = ("test", "validation", "valid", "val", "dev", "eval", "heldout", "holdout", "benchmark")
"""Splits with one of these words in their name (`test`, `test_hard`) are for measuring; all others are for training."""

WhenExhausted = Literal["redistribute", "short"]


class Request(Frozen, frozen=True):
    """One run. Its rows depend on these fields and the versions of the tasks, on nothing else."""

    tasks: tuple[tuple[str, float], ...]
    """Task or domain names with positive weights: `(("logic/sudoku", 2.0), ("honest", 1.0))` makes two thirds sudoku."""
    n: int
    """Rows in all, over all splits, 1..1e12: `1000`."""
    difficulty: tuple[int, int] = (5, 5)
    """Lowest and highest level, 1..10: `(3, 7)`; rows are spread evenly over the levels between."""
    overrides: tuple[tuple[str, str], ...] = ()
    """Knobs set one by one over those of each level, as text: `(("count", "4"),)`."""
    languages: tuple[tuple[str, float], ...] = (("en", 1.0),)
    """Languages of the prompts with positive weights: `(("en", 3.0), ("zh", 1.0))` words three problems in four in English."""
    parallel: bool = False
    """Whether each problem comes in all the languages, as a group that shares `family_id`, instead of in one of them."""
    with_steps: bool = False
    """Whether prompts of tasks whose steps can be checked also ask for the steps, in the form of the row's trajectory."""
    seed: int = 0
    """Another seed gives other problems, 0..2^63 - 1: `17`."""
    splits: tuple[tuple[str, float], ...] = (("train", 1.0),)
    """Names and shares, which add up to 1: `(("train", 0.98), ("test", 0.02))`."""
    shard_rows: int = 0
    """Rows in a shard, about: `1000`; 0 chooses by n."""
    when_exhausted: WhenExhausted = "redistribute"
    """What becomes of the share of a level that has no more distinct problems: the other levels make it up (`redistribute`), or the run
    ends with fewer rows (`short`)."""
    kept: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Where not all levels are wanted, the tasks with theirs: `(("logic/sudoku", (3, 4)),)`; the others are left out."""


def read_count(text: str) -> int:
    """The number of rows behind `1000`, `1e6`, `1_000` or `2.5e5`. Raises RequestError unless it is whole and in 1..1e12."""
    try:
        value = Decimal(text.replace("_", "").replace(",", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    # Bounds come before the conversion: int(Decimal("1e999999")) would take for ever.
    if not value.is_finite() or not 1 <= value <= MAX_ROWS or value != value.to_integral_value():
        raise RequestError(f"{cut(text)}: expected a whole number of rows from 1 to {MAX_ROWS:.0e}, such as 1000 or 1e6.", "n")
    return int(value)


def read_difficulty(text: str) -> tuple[int, int]:
    """The lowest and the highest level: (5, 5) for `5`, (3, 7) for `3..7`. Raises RequestError outside of 1..10."""
    match = re.fullmatch(r"\s*(\d{1,4})\s*(?:\.\.\s*(\d{1,4})\s*)?", text, re.ASCII)
    low, high = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if low not in DIFFICULTIES or high not in DIFFICULTIES or low > high:
        raise RequestError(f"{cut(text)}: expected a level from 1 to 10 or a range such as 3..7.", "difficulty")
    return low, high


def read_level(text: str) -> int:
    """A single level. Raises RequestError outside of 1..10 and for a range."""
    if re.fullmatch(r"\s*\d{1,4}\s*", text, re.ASCII) is None or int(text) not in DIFFICULTIES:
        raise RequestError(f"{cut(text)}: expected one level from 1 to 10, such as 5.", "difficulty")
    return int(text)


def read_weighted(text: str) -> tuple[str, float]:
    """A task or domain and its weight: 1 for `logic/sudoku`, 2 for `logic/sudoku:2`. Raises RequestError for a weight out of 1e-9..1e9."""
    name, colon, weight = text.partition(":")
    try:
        value = float(weight) if colon else 1.0
    except ValueError:
        value = -1.0
    if not 1e-9 <= value <= 1e9:  # what is smaller still loses its digits
        raise RequestError(f"{cut(text)}: the weight after the colon must be a positive number, as in {cut(name)}:2.")
    return name, value


def read_languages(text: str) -> tuple[tuple[str, float], ...]:
    """The languages and weights in `en`, `en,zh` or `en:3,zh:1`, which make 3/4 and 1/4. Raises RequestError unless each is there once."""
    pairs = [read_weighted(part.strip()) for part in text.split(",")]
    if len(dict(pairs)) < len(pairs) or not all(re.fullmatch(r"[a-z]{2}", language) for language, _ in pairs):
        raise RequestError(f"{cut(text)}: expected languages, such as en, en,zh or en:3,zh:1.", "lang")
    whole = sum(weight for _, weight in pairs)
    return tuple((language, weight / whole) for language, weight in pairs)


def read_splits(text: str) -> tuple[tuple[str, float], ...]:
    """The names and shares in `train=0.98,test=0.02`. Raises RequestError unless the shares add up to 1."""
    expected = "expected names and shares that add up to 1, such as train=0.98,test=0.02"
    splits: dict[str, float] = {}
    for part in text.split(","):
        match = re.fullmatch(r"\s*([a-z][a-z0-9_]{0,30})\s*=\s*(\d*\.?\d+)\s*", part, re.ASCII)
        if not match or match[1] in splits or not 0 < float(match[2]) <= 1:
            raise RequestError(f"{cut(text)}: {expected}.", "split")
        splits[match[1]] = float(match[2])
    if abs(sum(splits.values()) - 1) > 1e-9:
        raise RequestError(f"{cut(text)}: the shares add up to {sum(splits.values()):g}; {expected}.", "split")
    if all(map(is_held_out, splits)) and len(splits) > 1:
        raise RequestError(f"{cut(text)}: at least one split must be for training; {', '.join(HELD_OUT)} are held out.", "split")
    return tuple(splits.items())


def is_held_out(split: str) -> bool:
    """Whether a split is for measuring, by its name: `test_hard` is, `train` is not."""
    return not {split.replace("_", ""), *split.split("_")}.isdisjoint(HELD_OUT)


def read_overrides(settings: list[str]) -> tuple[tuple[str, str], ...]:
    """Knobs and values in texts such as `holes=50`, each knob once. Raises RequestError."""
    pairs: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise RequestError(f"{cut(setting)}: expected KNOB=VALUE, such as holes=50.", "knob")
        if name.strip() in pairs:
            raise RequestError(f"{cut(setting)}: {cut(name.strip())} is set twice.", "knob")
        pairs[name.strip()] = value.strip()
    return tuple(pairs.items())


def read_seed(seed: int) -> int:
    """The seed itself. Raises RequestError outside of 0..2^63 - 1."""
    if not 0 <= seed <= MAX_SEED:
        raise RequestError(f"{seed}: expected a whole number from 0 to 2^63 - 1.", "seed")
    return seed
