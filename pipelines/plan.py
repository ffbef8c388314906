"""From a request to streams with quotas, and from quotas to shards of draws. Pure arithmetic; nothing is generated here."""

import re
from collections.abc import Sequence
from functools import cache
from math import ceil
from typing import Annotated, Literal, NamedTuple

import msgspec

from synth.generators import registry
from synth.pipelines.produce import Stream
from synth.schemas.errors import RequestError, nearest
from synth.schemas.problem import Frozen
from synth.schemas.request import Request, WhenDry, is_held_out

RESERVED = 0.05
"""Share of all problems, chosen by fingerprint, that no training split of any run ever holds."""

SMALLEST_SHARD, LARGEST_SHARD, USUAL_SHARDS = 1_000, 50_000, 64
CROWDED = 8
"""Candidates for each row that a shard of a make-up round has room for, at most."""


class StreamPlan(Frozen, frozen=True):
    """A task at one set of knobs; quota: rows wanted of it."""

    task: str
    version: int
    difficulty: int
    knobs: str
    quota: int
    family: int


class Plan(Frozen, frozen=True):
    """Everything that the rows of a run depend on. exclude: hash of the excluded fingerprints, or empty."""

    format: Literal[1]
    n: int
    seed: int
    streams: tuple[StreamPlan, ...]
    splits: tuple[tuple[str, float], ...]
    shard_rows: Annotated[int, msgspec.Meta(ge=1)]
    when_dry: WhenDry
    exclude: str

    @property
    def width(self) -> int:
        return max(stream.family for stream in self.streams)


class Part(Frozen, frozen=True):
    """Draws first .. first + draws - 1 of stream number `stream`."""

    stream: int
    first: int
    draws: int


class Shard(Frozen, frozen=True):
    """The unit of work: some draws of every stream, made, admitted and written as a whole."""

    number: int
    parts: tuple[Part, ...]


def make_plan(request: Request, exclude: str = "") -> Plan:
    """Resolve names, knobs and quotas. Raises RequestError for anything that cannot be meant."""
    weights: dict[str, float] = {}
    for name, weight in request.tasks:
        members = registry.select(name)
        for member in members:
            # A domain's weight is shared by its tasks, so `logic:1 math:1` is half and half.
            weights[member] = weights.get(member, 0.0) + weight / len(members)
    if not weights:
        raise RequestError("Name at least one task or domain, such as `synth run logic --n 1000 --out data/logic`.")
    low, high = request.difficulty
    levels = range(low, high + 1)
    quotas = shares(request.n, [weight for weight in weights.values() for _ in levels])
    streams = []
    pairs = [(name, level) for name in weights for level in levels]
    for (name, level), quota in zip(pairs, whole_families(quotas, [registry.load(name).family for name, _ in pairs]), strict=True):
        task = registry.load(name)
        knobs = override(task.name, task.levels[level - 1], request.overrides, alone=len(weights) == 1)
        streams.append(StreamPlan(name, task.version, level, knobs.to_json(), quota, task.family))
    known = {field for name in weights for field in registry.load(name).knobs.__struct_fields__}
    for knob, _ in request.overrides:
        if knob not in known:
            raise RequestError(f"--set {knob}=...: no task of this run has that knob.{nearest(knob, known)}")
    shard_rows = request.shard_rows or min(max(ceil(request.n / USUAL_SHARDS), SMALLEST_SHARD), LARGEST_SHARD)
    return Plan(1, request.n, request.seed, tuple(streams), request.splits, shard_rows, request.when_dry, exclude)


def override(task: str, level: Frozen, overrides: tuple[tuple[str, str], ...], alone: bool = True) -> Frozen:
    """A level's knobs with single knobs replaced, as typed. In a mixture, tasks without a knob of that name keep theirs.
    Raises RequestError that names the knobs there are, or the range allowed."""
    fields = {field.name: field for field in msgspec.structs.fields(type(level))}
    mine = {knob: value for knob, value in overrides if alone or knob in fields}
    for knob in mine:
        if knob not in fields:
            raise RequestError(
                f"--set {knob}={mine[knob]}: {task} has no knob {knob!r}.{nearest(knob, fields)} "
                f"It has {', '.join(fields)}."
            )
    values = msgspec.to_builtins(level)
    for knob, value in mine.items():
        old = values[knob]
        values[knob] = value.split(",") if isinstance(old, list | tuple) else value
    try:
        return type(level).from_fields(values)
    except msgspec.ValidationError as error:
        message = re.sub(r" - at `\$\.?(.*?)`$", "", str(error))
        at = re.search(r"at `\$\.(\w+)", str(error))
        typed = f"{at[1]}={mine[at[1]]}" if at and at[1] in mine else ", ".join(f"{k}={v}" for k, v in mine.items())
        allowed = f" Allowed: {describe_range(fields[at[1]].type)}." if at and at[1] in fields else ""
        raise RequestError(f"--set {typed}: {message} ({task}).{allowed}") from None


def describe_range(annotation: object) -> str:
    """`1 to 9`, `true or false`, `a, b or c` for a knob's annotation."""
    info = msgspec.inspect.type_info(annotation)
    if isinstance(info, msgspec.inspect.IntType | msgspec.inspect.FloatType):
        return f"{info.ge} to {info.le}"
    if isinstance(info, msgspec.inspect.BoolType):
        return "true or false"
    if isinstance(info, msgspec.inspect.LiteralType):
        return " or ".join(map(str, info.values))
    if isinstance(info, msgspec.inspect.VarTupleType):
        return f"a comma-separated list of {describe_range_of(info.item_type)}"
    return "see `synth show`"


def describe_range_of(info: object) -> str:
    return ", ".join(map(str, info.values)) if isinstance(info, msgspec.inspect.LiteralType) else "values"


def shares(total: int, weights: list[float]) -> list[int]:
    """Whole shares in proportion to the weights that add up to the total: largest remainders, earlier first."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [int(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares


def whole_families(quotas: list[int], families: list[int]) -> list[int]:
    """Quotas in whole families, with the same sum as far as that goes: what one stream can't use is left to the next, and what is
    left at the end goes to the first stream of single rows."""
    whole, left = [], 0
    for quota, family in zip(quotas, families, strict=True):
        left += quota
        whole.append(left - left % family)
        left -= whole[-1]
    if left and 1 in families:
        whole[families.index(1)] += left
    return whole


@cache
def thresholds(splits: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float, float], ...]:
    """Each split's interval on the fingerprint's unit line. Held-out splits lie inside [0, RESERVED), training splits inside
    [RESERVED, 1), in every run, so no problem is ever in a test split here and in a training split there. Parts of the line
    may stay unused to keep the shares asked for."""
    held = sum(share for name, share in splits if is_held_out(name))
    scale = min(RESERVED / held if held else 2.0, (1 - RESERVED) / (1 - held) if held < 1 else 2.0)
    low, line, intervals = 0.0, RESERVED, []
    for name, share in splits:
        if is_held_out(name):
            # Sums of shares may round up past the border.
            intervals.append((name, low, min(low + scale * share, RESERVED)))
            low += scale * share
        else:
            intervals.append((name, line, line + scale * share))
            line += scale * share
    return tuple(intervals)


def split_of(splits: tuple[tuple[str, float], ...], kin: bytes) -> str | None:
    """The split of a problem by the hash of its kin (its fingerprint where there are no families), None when this run leaves it out."""
    point = int.from_bytes(kin[:8]) / 2**64
    for name, low, high in thresholds(splits):
        if low <= point < high:
            return name
    return None


def kept_share(splits: tuple[tuple[str, float], ...]) -> float:
    """Expected share of draws that fall into some split."""
    return sum(high - low for _, low, high in thresholds(splits))


def live_streams(plan: Plan) -> tuple[Stream, ...]:
    """The streams with their tasks loaded. Raises RequestError when the installed task has another version than the plan."""
    live = []
    for number, stream in enumerate(plan.streams):
        task = registry.load(stream.task)
        if task.version != stream.version:
            raise RequestError(f"{stream.task} has version {task.version} here, the run was begun with version {stream.version}.")
        knobs = task.knobs.from_json(stream.knobs)
        live.append(Stream(task, knobs, stream.difficulty, plan.seed, number, len(plan.streams), plan.width))
    return tuple(live)


class Round(NamedTuple):
    """Shards first .. first + size - 1: `draws` of each stream in equal parts over all of them, so that each shard has every task in
    its proportion; `drawn` were made in earlier rounds. A shard is worked out when it is asked for: a round of any size is small."""

    first: int
    size: int
    draws: tuple[int, ...]
    drawn: tuple[int, ...]

    @property
    def numbers(self) -> range:
        return range(self.first, self.first + self.size)

    def shard(self, number: int) -> Shard:
        place, parts = number - self.first, []
        for stream, total in enumerate(self.draws):
            start, end = total * place // self.size, total * (place + 1) // self.size
            if end > start:
                parts.append(Part(stream, self.drawn[stream] + start, end - start))
        return Shard(number, tuple(parts))


def first_round(plan: Plan) -> Round:
    """As many draws as the quotas need when no problem repeats."""
    draws = tuple(ceil(stream.quota / stream.family / kept_share(plan.splits)) for stream in plan.streams)
    return Round(0, ceil(plan.n / plan.shard_rows), draws, (0,) * len(draws))


def next_round(plan: Plan, number: int, draws: Sequence[int], drawn: Sequence[int], room: int) -> Round:
    """`draws` further draws of each stream in shards numbered from `number`; `drawn` were made before, `room` rows are wanted.

    Near the end of a level most draws repeat a problem. So that the shards do not end up with a row each, they get more draws than
    the first ones, within what a worker can hold."""
    candidates = kept_share(plan.splits) * sum(d * stream.family for d, stream in zip(draws, plan.streams, strict=True))
    most = max(plan.shard_rows, min(LARGEST_SHARD, CROWDED * plan.shard_rows))
    size = max(ceil(room / plan.shard_rows), ceil(candidates / most)) if any(draws) else 0
    return Round(number, size, tuple(draws), tuple(drawn))
