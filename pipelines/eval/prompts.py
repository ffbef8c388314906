"""What a model is asked: so many problems of each task and level, made here or taken from rows that exist."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from synth.pipelines.run.plan import task_weights
from synth.pipelines.run.produce import has_steps
from synth.pipelines.run.stream import stream
from synth.pipelines.storage.rows import placed_rows
from synth.schemas.errors import RequestError, SynthError, one_line
from synth.schemas.request import read_difficulty, read_weighted
from synth.verifiers.reward import verify

Row = dict[str, Any]


def asked(what: Sequence[str], n: int, difficulty: str, split: str, seed: int, lang: str, with_steps: bool) -> Iterator[Row]:
    """Rows, task by task and level by level; those made here are numbered through. what: tasks and domains, or one file or
    folder of rows, of which the first n of each task and level are taken. Raises RequestError where there are none."""
    low, high = read_difficulty(difficulty)
    if len(what) == 1 and _is_location(what[0]):
        yield from _of_rows(what[0], n, range(low, high + 1))
        return
    number = 0
    for name in task_weights(read_weighted(one) for one in what):
        for level in range(low, high + 1):
            for row in islice(stream(name, level, seed, split, lang=lang, with_steps=with_steps and has_steps(name)), n):
                row["extra_info"]["index"] = number
                number += 1
                yield dict(row)


def _is_location(text: str) -> bool:
    return "://" in text or text.endswith((".parquet", ".jsonl")) or Path(text).expanduser().is_dir()


def _of_rows(location: str, n: int, levels: range) -> Iterator[Row]:
    taken: Counter[tuple[str, int]] = Counter()
    for place, row in placed_rows(location):
        if not {"data_source", "prompt", "reward_model"} <= row.keys():
            raise RequestError(f"{place}: expected the columns data_source, prompt and reward_model.")
        cell = row["data_source"], level_of(row)
        if taken[cell] < n and (cell[1] in levels or not cell[1]):
            taken[cell] += 1
            _check(place, row)
            yield row
    if not taken:
        raise RequestError(f"{location}: no rows of these levels.")


def _check(place: str, row: Row) -> None:
    """Before anything is paid for: it can be asked and scored. Raises RequestError."""
    try:
        text_of(row)
        verify(row["data_source"], "", row["reward_model"]["ground_truth"], row.get("extra_info"))
    except (SynthError, LookupError, TypeError, ValueError) as error:
        raise RequestError(f"{place}: cannot be asked or scored ({one_line(error)}).") from error


def level_of(row: Row) -> int:
    """1 to 10; 0 where nobody has measured it."""
    return int(row.get("difficulty") or (row.get("extra_info") or {}).get("difficulty") or 0)


def text_of(row: Row) -> str:
    """The prompt as one text. Raises TypeError where it is none."""
    prompt = row["prompt"]
    return prompt if isinstance(prompt, str) else "\n\n".join(message["content"] for message in prompt)
