"""A row again from its key."""

import sys
from pathlib import Path
from typing import Any

import msgspec

from synth.generators import registry
from synth.pipelines.run.knobs import override
from synth.pipelines.run.plan import check_languages
from synth.pipelines.run.produce import Stream, family, has_steps
from synth.pipelines.storage.rows import LINES, row_files
from synth.schemas.errors import RequestError, SynthError, one_line
from synth.schemas.record import ExtraInfo, Row
from synth.schemas.task import DIFFICULTIES, Discard, Task

# These depend on the run that the row was in, not on its key.
OF_THE_RUN = ("index", "split")
EXPECTED = "Expected a row as JSON, or FILE.parquet:ROW with rows counted from 0."


def rows(
    task: Task, level: int, overrides: tuple[tuple[str, str], ...], seed: int, draw: int, language: str = "en", with_steps: bool = False
) -> list[Row]:
    """The rows of one draw of a task at a level. Raises SynthError when this draw is hopeless, RequestError for a language that the task
    has no prompts in."""
    knobs = override(task.name, task.levels[level - 1], overrides)
    languages = ((language, 1.0),)
    check_languages(task.name, languages)
    if with_steps and not has_steps(task.name):
        raise RequestError(f"--with-steps: {task.name} has no steps that can be checked.", "with_steps")
    return _family(Stream(task, knobs, level, seed, max_members=task.max_members, languages=languages, with_steps=with_steps), draw)


def stream_of(task: Task, info: ExtraInfo | dict[str, Any], languages: tuple[str, ...]) -> Stream:
    """The stream of a row, by the columns of its key, in the languages that are wanted of it. Raises ValueError, KeyError."""
    knobs, parallel = task.knobs.from_json(info["knobs"]), task.max_members == 1 and info["family_id"] != ""
    weights = tuple((language, 1.0) for language in languages)
    return Stream(
        task,
        knobs,
        info["difficulty"],
        info["seed"],
        max_members=task.max_members,
        languages=weights,
        parallel=parallel,
        with_steps=info["with_steps"],
    )


def again(source: str) -> tuple[Row, list[str]]:
    """Remake the row that `source` names (JSON file, `-`, or `FILE:ROW`). Returns it and the columns that differ."""
    given = _read(source)
    try:
        extra = msgspec.convert(given["extra_info"], ExtraInfo)
        if registry.is_external(extra["task"]):
            raise RequestError(f"{source}: a row of `synth augment`, made of a passage from outside; no key makes it again.")
        if extra["difficulty"] not in DIFFICULTIES:
            raise ValueError(f"difficulty {extra['difficulty']}")
        name, version = extra["task"], extra["version"]
        task = registry.load(name)
        if version != task.version:
            raise RequestError(f"The row was made by version {version} of {name}; installed is version {task.version}.")
        check_languages(name, ((extra["language"], 1.0),))
        made = _family(stream_of(task, extra, (extra["language"],)), extra["draw"])[extra["member"]]
    except (LookupError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise RequestError(f"{source}: not a row of ours: {type(error).__name__} {error}.") from error
    for column in OF_THE_RUN:
        made["extra_info"][column] = extra[column]  # type: ignore[literal-required]
    return made, differing(made, given)


def differing(made: Row, given: dict[str, Any]) -> list[str]:
    """The columns in which a row differs from the one that its key makes, without those that depend on the run."""
    differences = [column for column in made if column != "extra_info" and made[column] != given.get(column)]  # type: ignore[literal-required]
    pairs = ((key, value, given["extra_info"].get(key)) for key, value in made["extra_info"].items() if key not in OF_THE_RUN)
    return differences + [f"extra_info.{key}" for key, value, other in pairs if value != other]


def _family(stream: Stream, draw: int) -> list[Row]:
    try:
        return family(stream, draw)
    except Discard as discard:
        raise SynthError(f"{stream.task.name}: draw {draw} gives no problem ({discard}). Take another draw.") from None


def _read(source: str) -> dict[str, Any]:
    path, _, number = source.rpartition(":")
    if path.endswith((".parquet", *LINES)) and number.isascii() and number.isdecimal():
        return row_files(path)[0].row(int(number))
    if source.endswith((".parquet", *LINES[:2])) and row_files(source):
        raise RequestError(f"{source}: which row? Write its number behind a colon, counted from 0: {source}:0.")
    try:
        text = sys.stdin.read() if source == "-" else Path(source).expanduser().read_text("utf-8")
        row = msgspec.json.decode(text)
    except OSError as error:
        raise RequestError(f"{source}: {one_line(error)}. {EXPECTED}") from error
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{source}: not JSON ({one_line(error)}). {EXPECTED}") from error
    if not isinstance(row, dict):
        raise RequestError(f"{source}: expected one row as a JSON object.")
    return row
