"""Rollouts as they are stored: rows with what a model's completions of a problem earned, or the completions and what judges them."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from math import isfinite
from typing import Any, NamedTuple

from synth.pipelines.score.scoring import parts
from synth.pipelines.storage.rows import RowFile, row_files
from synth.schemas.errors import RequestError, nearest
from synth.verifiers.reward import verifier, verify, verify_trace

Key = tuple[Any, ...]
Problem = tuple[str, str]
"""What tells problems apart beside the key: a row's fingerprint, and a hash of its ground truth; each empty where the row has none."""
DEFAULT_KEY = ("data_source", "index")
KEYS = {"row": ("task", "version", "knobs", "seed", "draw", "member", "language", "with_steps")}
"""Names of keys: `row` is the key of the rows of `synth run`."""
REWARDS = ("rewards", "reward", "score")
"""Columns in which rewards are looked for, in this order: numbers, or lists of them. 1 or more is right."""


class Rollout(NamedTuple):
    """What one row says of one problem."""

    place: str
    key: Key
    model: str
    """Of the row's column `model`, else of the file; empty when nobody said."""
    task: str
    level: str
    """Empty when the row has none."""
    right: list[bool]
    """Of each completion that was scored."""
    unscored: int
    """Completions without a reward: null is not 0."""
    proved: list[bool] | None
    """Of each completion, whether its steps are sound as well; None where they are not there or cannot be checked."""
    problem: Problem


def read_key(text: str) -> tuple[str, ...]:
    """The columns of a key: `row`, or names as in `data_source,index`. Raises RequestError."""
    names = KEYS.get(text, tuple(name.strip() for name in text.split(",")))
    if not all(names) or len({*names}) < len(names):
        raise RequestError(f"{text!r}: expected columns such as {','.join(DEFAULT_KEY)}, or {' or '.join(KEYS)}.", "key")
    return names


def value_of(row: dict[str, Any], name: str) -> Any:
    """A column of a row, or of its `extra_info`; None when neither has it."""
    extra = row.get("extra_info")
    return row[name] if name in row else extra.get(name) if isinstance(extra, dict) else None


def key_of(row: dict[str, Any], key: Sequence[str], place: str) -> Key:
    """The values of a row's key. Raises RequestError when one is missing."""
    found = tuple(value_of(row, name) for name in key)
    for name, value in zip(key, found, strict=True):
        if value is None or isinstance(value, (list, dict)):
            extra = row.get("extra_info")
            known = sorted({*row, *(extra if isinstance(extra, dict) else ())} - {"extra_info"})
            raise RequestError(f"{place}: no {name!r}, which is part of the key.{nearest(name, known)} --key names other columns.")
    return tuple(int(value) if isinstance(value, float) and value.is_integer() else value for value in found)


def problem_of(row: dict[str, Any]) -> Problem:
    """What tells a row's problem from others."""
    model = row.get("reward_model")
    truth = model.get("ground_truth") if isinstance(model, dict) else row.get("ground_truth")
    hashed = blake2b(truth.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() if isinstance(truth, str) else ""
    return str(value_of(row, "fingerprint") or ""), hashed


def differ(one: Problem, other: Problem) -> bool:
    """Whether two rows are surely about different problems."""
    return any(mine and its and mine != its for mine, its in zip(one, other, strict=True))


def named_files(texts: Iterable[str]) -> Iterator[tuple[str, RowFile]]:
    """The files behind `FILE` and `NAME=FILE`, each with the name of its model. Raises RequestError."""
    for text in texts:
        name, equals, location = text.partition("=")
        if not equals or "/" in name:
            name, location = "", text
        yield from ((name, file) for file in row_files(location, "rollouts"))


def rollout(row: dict[str, Any], place: str, key: Sequence[str], model: str, completion: str = "completion") -> Rollout:
    """Read a row, and judge its completions where it has no rewards. model: used when the row names none. Raises RequestError,
    GroundTruthError for a broken row."""
    own = row.get("model")
    given = next((name for name in REWARDS if name in row), "")
    rewards: Any = row[given] if given else None
    texts: list[str] | None = None
    proved = None
    if completion in row and ("reward_model" in row or "ground_truth" in row):
        source, truth, extra, texts = parts(row, completion, place)
        try:
            checked = verifier(source).verify_trace is not None
            if not given:
                rewards = [float(verify(source, text, truth, extra).accepted) for text in texts]
        except LookupError as error:
            if not given:
                raise RequestError(f"{place}: {source}: {error}.") from error
            checked = False  # somebody else's rows, with their rewards
        proved = [verify_trace(source, text, truth, extra).accepted for text in texts] if checked else None
    elif not given:
        there = ", ".join(sorted(row)[:20])
        raise RequestError(f"{place}: no column {', '.join(REWARDS)}, and no completions with what judges them. There are: {there}.")
    values = rewards if isinstance(rewards, list) else [rewards]
    for value in values:
        if value is not None and (not isinstance(value, (int, float)) or not isfinite(value)):
            raise RequestError(f"{place}: a reward is {value!r}; expected a number, or null where there is none.")
    if texts is not None and len(texts) != len(values):
        raise RequestError(f"{place}: {len(values)} rewards for {len(texts)} completions.")
    scored = [number for number, value in enumerate(values) if value is not None]
    right = [values[number] >= 1 for number in scored]
    sound = [bool(proved[number]) for number in scored] if proved is not None else None
    source = str(value_of(row, "data_source") or value_of(row, "task") or "")
    level = value_of(row, "difficulty")
    return Rollout(
        place, key_of(row, key, place), own if isinstance(own, str) and own else model, source.removeprefix("synth/"),
        "" if level is None else str(level), right, len(values) - len(scored), sound, problem_of(row),
    )  # fmt: skip
