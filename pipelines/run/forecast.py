"""What can be told of a run before it starts: levels that are one, shares that are nothing, more rows than a level surely has."""

from synth.generators import registry
from synth.pipelines.run.plan import Plan, StreamPlan, chosen_knobs
from synth.pipelines.run.splits import kept_share
from synth.schemas.request import Request

SHOWN = 5
"""Lines of one kind, at most."""


def forecast(plan: Plan, request: Request | None = None) -> list[str]:
    """Warnings about a plan, each one line. request: what the plan was made from, if that is known."""
    kinds = ([] if request is None else _equal_levels(plan, request), _no_rows(plan), _beyond_capacity(plan))
    return [line for lines in kinds for line in (*lines[:SHOWN], *([f"... and {len(lines) - SHOWN} more."] if len(lines) > SHOWN else []))]


def _equal_levels(plan: Plan, request: Request) -> list[str]:
    lines = []
    low, high = request.difficulty
    kept = dict(request.kept)
    tasks = list(dict.fromkeys(stream.task for stream in plan.streams))
    for name in tasks:
        equal: dict[str, list[int]] = {}
        for level in kept.get(name, range(low, high + 1)):
            equal.setdefault(chosen_knobs(name, level, request.overrides, len(tasks) == 1).to_json(), []).append(level)
        for first, *others in equal.values():
            if others:
                what = f"levels {', '.join(map(str, others))} equal" if len(others) > 1 else f"level {others[0]} equals"
                lines.append(f"{name}: with these knobs {what} level {first}; their rows are made at level {first}.")
    return lines


def _no_rows(plan: Plan) -> list[str]:
    tasks: dict[str, int] = {}
    for stream in plan.streams:
        tasks[stream.task] = tasks.get(stream.task, 0) + stream.quota
    if without := [task for task, rows in tasks.items() if not rows]:
        return [f"{plan.n:,} rows are too few for {len(tasks)} tasks: {len(without)} of them get none, such as {without[0]}."]
    if levels := [stream for stream in plan.streams if not stream.quota]:
        such = f"{levels[0].task} at difficulty {levels[0].difficulty}"
        return [f"{plan.n:,} rows are too few for {len(plan.streams)} levels: {len(levels)} of them get none, such as {such}."]
    return []


def _beyond_capacity(plan: Plan) -> list[str]:
    lines = []
    for stream in plan.streams:
        capacity = _capacity(stream)
        sure = None if capacity is None else int(capacity * kept_share(plan.splits)) * (len(plan.languages) if stream.parallel else 1)
        if sure is not None and stream.quota > sure:
            lines.append(
                f"{stream.task} at difficulty {stream.difficulty}: {stream.quota:,} rows wanted, {sure:,} are sure. "
                "Beyond that it may run out of distinct problems; more levels or tasks are safer."
            )
    return lines


def _capacity(stream: StreamPlan) -> int | None:
    """The number of distinct problems that the task states for these knobs; None where it states none."""
    task = registry.load(stream.task)
    return next((task.capacity[place] for place, knobs in enumerate(task.levels) if knobs.to_json() == stream.knobs), None)
