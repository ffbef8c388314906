"""A finished run again: its plan out of its manifest, and the command that asks for it."""

import json
import posixpath
import shlex
from collections.abc import Iterator
from math import gcd

import msgspec

from synth.generators import registry
from synth.pipelines.run.plan import Plan, live_streams, make_plan
from synth.pipelines.storage.store import Store
from synth.schemas.errors import RequestError, SynthError, one_line
from synth.schemas.manifest import Manifest
from synth.schemas.request import Request


def read_plan(location: str, exclude: str = "") -> Plan:
    """The plan in a manifest, on this machine or at a URI. exclude: hash of the fingerprints to leave out. Raises RequestError when there
    is no manifest of a run, when a task has another version now, or when other problems were left out then."""
    folder, name = posixpath.split(location)
    try:
        plan = Plan.from_json(Manifest.from_json(Store(folder or ".", "config").read(name)).plan)
    except (OSError, ValueError) as error:
        raise RequestError(f"{location}: not the manifest.json of a run of `synth run` ({one_line(error)}).", "config") from error
    live_streams(plan)
    if plan.exclude != exclude:
        then = "left problems out; name the same ones with" if plan.exclude else "left nothing out; leave out"
        raise RequestError(f"{location}: that run {then} --exclude.", "config")
    return plan


def command(plan: Plan) -> str | None:
    """The command that gives this plan, without its place; None when no command does, as where a task has changed since."""
    for request in _requests(plan):
        try:
            if make_plan(request, plan.exclude) == plan:
                return _spelled(request, bool(plan.exclude))
        except SynthError:
            continue
    return None


def _requests(plan: Plan) -> Iterator[Request]:
    """What may have been asked for, the shortest first."""
    rows: dict[str, int] = {}
    for stream in plan.streams:
        rows[stream.task] = rows.get(stream.task, 0) + stream.quota
    levels = [stream.difficulty for stream in plan.streams]
    domains = list(dict.fromkeys(task.split("/")[0] for task in rows))
    unit = gcd(*rows.values()) or 1
    named = (
        tuple((name, 1.0) for name in domains),
        tuple((name, 1.0) for name in rows),
        tuple((name, float(count // unit)) for name, count in rows.items() if count),
    )
    for tasks in named:
        for shard_rows in (0, plan.shard_rows):
            yield Request(
                tasks=tasks,
                n=plan.n,
                difficulty=(min(levels), max(levels)),
                overrides=_overrides(plan),
                languages=plan.languages,
                parallel=any(stream.parallel for stream in plan.streams),
                with_steps=plan.with_steps,
                seed=plan.seed,
                splits=plan.splits,
                shard_rows=shard_rows,
                when_exhausted=plan.when_exhausted,
            )


def _overrides(plan: Plan) -> tuple[tuple[str, str], ...]:
    """The knobs that differ from their level's in some stream."""
    found: dict[str, str] = {}
    for stream in plan.streams:
        task = registry.load(stream.task)
        level = msgspec.to_builtins(task.levels[stream.difficulty - 1])
        for knob, value in msgspec.json.decode(stream.knobs).items():
            if level.get(knob) != value:
                listed = ",".join(map(str, value)) if isinstance(value, list) else value
                found[knob] = listed if isinstance(listed, str) else json.dumps(listed)
    return tuple(found.items())


def _languages(request: Request) -> str:
    shares = {share for _, share in request.languages}
    return ",".join(name if len(shares) == 1 else f"{name}:{share!r}" for name, share in request.languages)


def _spelled(request: Request, excluded: bool) -> str:
    low, high = request.difficulty
    usual = Request((), 1)
    words = ["synth", "run", *(name if weight == 1 else f"{name}:{weight:.0f}" for name, weight in request.tasks), "--n", str(request.n)]
    words += ["--difficulty", str(low) if low == high else f"{low}..{high}"]
    for knob, value in request.overrides:
        words += ["--set", f"{knob}={value}"]
    words += ["--lang", _languages(request)] * (request.languages != usual.languages)
    words += ["--parallel"] * request.parallel
    words += ["--with-steps"] * request.with_steps
    words += ["--seed", str(request.seed)] * (request.seed != usual.seed)
    words += ["--split", ",".join(f"{name}={share:g}" for name, share in request.splits)] * (request.splits != usual.splits)
    words += ["--shard-rows", str(request.shard_rows)] * (request.shard_rows != usual.shard_rows)
    words += ["--when-exhausted", request.when_exhausted] * (request.when_exhausted != usual.when_exhausted)
    return shlex.join(words) + " --exclude THE_SAME_PROBLEMS" * excluded + " --out FOLDER"
