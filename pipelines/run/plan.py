"""What a run makes: a request resolved to streams (a task at one set of knobs) with quotas, tasks loaded."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Annotated, Literal

import msgspec

from synth.generators import prompts, registry
from synth.pipelines.run.knobs import override
from synth.pipelines.run.produce import Stream, has_steps
from synth.pipelines.run.quotas import shares, whole_families
from synth.schemas.errors import RequestError, cut, nearest
from synth.schemas.problem import Frozen
from synth.schemas.request import Request, WhenExhausted, read_difficulty, read_languages, read_weighted
from synth.verifiers.multi_turn import in_turns

SMALLEST_SHARD, LARGEST_SHARD, USUAL_SHARDS = 1_000, 50_000, 64
SMALL, FEW_SHARDS = 20_000, 4
"""Rows up to which a run stays in one process, and the shards that it has then, about: nobody shares the work."""


class StreamPlan(Frozen, frozen=True):
    """A task at one set of knobs."""

    task: str
    """`logic/sudoku`."""
    version: int
    """Version of the task, from 1."""
    difficulty: int
    """The level that the knobs were set from, 1..10."""
    knobs: str
    """JSON text: `{"count":4,"rarity":2}`."""
    quota: int
    """Rows wanted of this stream."""
    max_members: int
    """Rows that one draw gives at most; 1 for a task without families in one language."""
    parallel: bool
    """Whether each draw gives its problems in all of the run's languages."""


class Plan(Frozen, frozen=True):
    """Everything that the rows of a run depend on, and nothing else: equal plans give equal files."""

    format: Literal[1]
    """Form of the plan."""
    n: int
    """Rows wanted in all: `1000`."""
    seed: int
    """0..2^63 - 1."""
    languages: tuple[tuple[str, float], ...]
    """Languages of the prompts and their shares: `(("en", 0.75), ("zh", 0.25))`."""
    streams: tuple[StreamPlan, ...]
    """One for each task and level; their quotas add up to n, or to less where families do not fit."""
    splits: tuple[tuple[str, float], ...]
    """Names and shares, which add up to 1: `(("train", 0.98), ("test", 0.02))`."""
    shard_rows: Annotated[int, msgspec.Meta(ge=1)]
    """Rows in a shard, about: `1000`."""
    when_exhausted: WhenExhausted
    """As in the request."""
    exclude: str
    """sha256 of the excluded fingerprints, or empty."""
    with_steps: bool = False
    """As in the request."""

    @property
    def max_members(self) -> int:
        """Rows of the largest family of the run."""
        return max(stream.max_members for stream in self.streams)


def make_plan(request: Request, exclude: str = "") -> Plan:
    """Resolve names, knobs and quotas. Raises RequestError for anything that cannot be meant."""
    weights, low, high = task_weights(request.tasks), *request.difficulty
    kept = dict(request.kept) or dict.fromkeys(weights, tuple(range(low, high + 1)))
    weights = {name: weight for name, weight in weights.items() if name in kept}
    tasks = {name: registry.load(name) for name in weights}
    for name in tasks:
        check_languages(name, request.languages)
    if request.parallel and len(request.languages) < 2:
        raise RequestError("--parallel makes each problem in several languages: name them, as in --lang en,zh.", "parallel")
    if request.with_steps and not any(map(has_steps, tasks)):
        raise RequestError(f"--with-steps: none of these tasks has steps that can be checked: {', '.join(tasks)}.", "with_steps")
    parallel = {name: request.parallel and not task.by_language for name, task in tasks.items()}
    rows = {name: task.max_members * (len(request.languages) if parallel[name] else 1) for name, task in tasks.items()}
    pairs = [(name, level) for name in weights for level in kept[name]]
    quotas = shares(request.n, [weights[name] * ((high - low + 1) / len(kept[name])) for name, _ in pairs])
    streams: dict[tuple[str, str], StreamPlan] = {}
    for (name, level), quota in zip(pairs, whole_families(quotas, [rows[name] for name, _ in pairs]), strict=True):
        knobs = chosen_knobs(name, level, request.overrides, len(weights) == 1).to_json()
        # Levels that the overrides make equal are one stream: two would draw the same problems.
        first = streams.get((name, knobs)) or StreamPlan(name, tasks[name].version, level, knobs, 0, rows[name], parallel[name])
        streams[name, knobs] = msgspec.structs.replace(first, quota=first.quota + quota)
    known = {field for task in tasks.values() for field in task.knobs.__struct_fields__}
    for knob, _ in request.overrides:
        if knob not in known:
            raise RequestError(f"{cut(knob)}=...: no task of this run has that knob.{nearest(knob, known)}", "knob")
    usual = ceil(request.n / (FEW_SHARDS if request.n <= SMALL else USUAL_SHARDS))
    shard_rows = request.shard_rows or min(max(usual, SMALLEST_SHARD), LARGEST_SHARD)
    found = tuple(streams.values())
    ending = request.when_exhausted, exclude, request.with_steps
    return Plan(1, request.n, request.seed, request.languages, found, request.splits, shard_rows, *ending)


def task_weights(named: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The weight of each task among those named, domains and short names resolved. Raises RequestError when there is none.

    A domain stands for its tasks of one prompt and one completion: one that is played in turns is named itself, as a trainer that samples
    one completion could never solve it."""
    weights: dict[str, float] = {}
    for name, weight in named:
        members = registry.select(name)
        if name in registry.domains():
            members = tuple(member for member in members if not in_turns(f"synth/{member}")) or members
        for member in members:
            # A domain's weight is shared by its tasks, so `logic:1 math:1` is half and half.
            weights[member] = weights.get(member, 0.0) + weight / len(members)
    if not weights:
        raise RequestError("Name at least one task or domain; `synth list` shows them.")
    return weights


Languages = tuple[tuple[str, float], ...]


def read_wishes(
    tasks: str | Sequence[str], difficulty: int | str | tuple[int, int], lang: str, with_steps: bool
) -> tuple[dict[str, float], tuple[int, int], Languages]:
    """What rows without files are asked for: the weight of each task, lowest and highest level, languages. Raises RequestError."""
    weights = task_weights(read_weighted(name) for name in ([tasks] if isinstance(tasks, str) else tasks))
    levels = read_difficulty("..".join(map(str, difficulty)) if isinstance(difficulty, tuple | list) else str(difficulty))
    languages = read_languages(lang)
    for name in weights:
        check_languages(name, languages)
    if with_steps and not any(map(has_steps, weights)):
        raise RequestError(f"with_steps: {', '.join(weights)}: no steps that can be checked.", "with_steps")
    return weights, levels, languages


def check_languages(name: str, languages: tuple[tuple[str, float], ...]) -> None:
    """Raises RequestError when a task has no prompts in one of the languages."""
    known = prompts.languages(name)
    for language, _ in languages:
        if language not in ("en", *known):
            raise RequestError(f"{cut(language)}: {name} has prompts in {' and '.join(known)} only.", "lang")


def chosen_knobs(name: str, level: int, overrides: tuple[tuple[str, str], ...], alone: bool) -> Frozen:
    """A task's knobs at a level, with single ones set over them. alone: whether it is the run's only task. Raises RequestError."""
    task = registry.load(name)
    return override(task.name, task.levels[level - 1], overrides, alone)


def live_streams(plan: Plan) -> tuple[Stream, ...]:
    """The streams with their tasks loaded. Raises RequestError when the installed task has another version than the plan."""
    live = []
    for number, stream in enumerate(plan.streams):
        task = registry.load(stream.task)
        if task.version != stream.version:
            raise RequestError(f"{stream.task} has version {task.version} here, the run was begun with version {stream.version}.")
        knobs = task.knobs.from_json(stream.knobs)
        place = (number, len(plan.streams), plan.max_members)
        live.append(Stream(task, knobs, stream.difficulty, plan.seed, *place, plan.languages, stream.parallel, plan.with_steps))
    return tuple(live)
