"""What a report says of a folder of rows, gathered in one pass: counts, effort, lengths, and some rows of each task and level."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import msgspec

from synth.pipelines.passrate.pass_rates import collect
from synth.pipelines.passrate.rollouts import Rollout, named_files, read_key, rollout, value_of
from synth.pipelines.storage.rows import RowFile
from synth.pipelines.token_count import estimated_tokens
from synth.schemas.errors import RequestError

SHOWN = 3
"""Rows of a task and level that can be looked at."""
HARDEST = 12
Place = tuple[str, int]
"""A task and a level; 0 where nobody has measured it."""


@dataclass
class Part:
    """The rows of one task at one level."""

    rows: int = 0
    efforts: list[float] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    shown: list[dict[str, Any]] = field(default_factory=list)

    @property
    def effort(self) -> float:
        return statistics.median(self.efforts)

    @property
    def length(self) -> float:
        return statistics.median(self.lengths)


@dataclass
class Measured:
    """A folder of rows. parts: by task and level."""

    parts: dict[Place, Part]
    splits: Counter[str]
    languages: Counter[str]

    @property
    def rows(self) -> int:
        return self.splits.total()


@dataclass
class Passed:
    """Rollouts. rates: mean pass rate by task and level; reasons: why completions were refused; hardest: rows with the lowest rates."""

    rates: dict[Place, float]
    reasons: Counter[str]
    hardest: list[tuple[float, str]]


def measure(files: Sequence[RowFile], tokens: Callable[[str], int] = estimated_tokens) -> Measured:
    """Read all rows of the files. Raises RequestError for a file without the columns of our rows."""
    parts: dict[Place, Part] = defaultdict(Part)
    splits, languages = Counter[str](), Counter[str]()
    for file in files:
        for number, row in enumerate(file.rows("data_source", "prompt", "difficulty", "extra_info")):
            extra, prompt = row["extra_info"], row["prompt"][-1]["content"]
            splits[str(extra.get("split", "-"))] += 1
            languages[str(extra.get("language", "-"))] += 1
            part = parts[row["data_source"].removeprefix("synth/"), row["difficulty"] or 0]
            part.rows += 1
            part.efforts.append(float(extra.get("effort") or 0))
            part.lengths.append(tokens(prompt))
            if len(part.shown) < SHOWN:
                answer, trace = str(extra.get("answer") or ""), str(extra.get("trace") or "")
                part.shown.append({"place": file.place(number), "prompt": prompt, "answer": answer, "trace": trace})
    if not parts:
        raise RequestError("no rows in this folder.")
    return Measured(dict(sorted(parts.items())), splits, languages)


def passed(locations: Sequence[str], key: str, completion: str) -> Passed:
    """Read rollouts, judging completions that nobody has judged. Raises RequestError."""
    columns, reasons = read_key(key), Counter[str]()

    def read() -> Iterator[Rollout]:
        for model, file in named_files(locations):
            for number, row in enumerate(file.rows()):
                reasons.update(reason for reason in _reasons(row) if reason)
                yield rollout(row, file.place(number), columns, model, completion)

    found = collect(read())
    by_place: dict[Place, list[float]] = defaultdict(list)
    scored = [(solved.rate, solved) for solved in found.values() if solved.rate is not None]
    for rate, solved in scored:
        by_place[solved.task, int(solved.level or 0)].append(rate)
    order = sorted(scored, key=lambda one: (one[0], -one[1].scored, one[1].place))
    hardest = [(rate, f"{one.task} level {one.level}: {one.place}") for rate, one in islice(order, HARDEST)]
    return Passed({place: statistics.fmean(rates) for place, rates in sorted(by_place.items())}, reasons, hardest)


def _reasons(row: dict[str, Any]) -> list[str]:
    found = value_of(row, "reasons") or value_of(row, "reason") or []
    return [found] if isinstance(found, str) else [str(reason or "") for reason in found]


def tokenizer(name: str) -> Callable[[str], int]:
    """A counter of tokens: a `tokenizer.json`, or a name on the hub. Raises RequestError."""
    try:
        from tokenizers import Tokenizer

        loaded = Tokenizer.from_file(name) if name.endswith(".json") else Tokenizer.from_pretrained(name)
    except ImportError as error:
        raise RequestError("needs the package tokenizers: pip install tokenizers.", "tokenizer") from error
    except Exception as error:  # tokenizers raises bare Exceptions
        raise RequestError(f"{name}: no tokenizer could be loaded ({' '.join(str(error).split())}).", "tokenizer") from error
    return lambda text: len(loaded.encode(text).ids)


def streams(manifest: bytes) -> list[dict[str, Any]]:
    """What the manifest of `synth run` says of its streams; none for manifests of other commands."""
    found = msgspec.json.decode(manifest)
    return list(found.get("streams") or []) if isinstance(found, dict) else []
