"""Which levels of which tasks a run keeps: those whose pass rates, as rollouts show them, fulfil a condition."""

from collections.abc import Iterable, Sequence

from synth.pipelines.passrate.expression import read_condition
from synth.pipelines.passrate.pass_rates import collect, groups
from synth.pipelines.passrate.rollouts import DEFAULT_KEY, named_files, rollout
from synth.schemas.errors import RequestError, nearest

PASS = "pass"
"""What the condition calls the pass rate of the only model there is."""

Levels = tuple[tuple[str, tuple[int, ...]], ...]


def kept_levels(keep: str, rollouts: Sequence[str], tasks: Iterable[str], levels: range) -> Levels:
    """The tasks with their levels that are left. keep: a condition on pass rates by model, or on `pass` where there is one model, such as
    `0.2 < pass < 0.8`; rollouts: files as of `synth passrate`. Raises RequestError where a task has no rollouts at a level, since what was
    not measured is neither easy nor hard, or where nothing is left."""
    condition = read_condition(keep)
    found = collect(
        rollout(row, file.place(number), DEFAULT_KEY, model)
        for model, file in named_files(rollouts)
        for number, row in enumerate(file.rows())
    )
    rates: dict[tuple[str, str], dict[str, float]] = {}
    for group in groups(found):
        rates.setdefault((group.task.removeprefix("synth/"), group.level), {})[group.model] = group.mean
    models = sorted({model for known in rates.values() for model in known})
    if unknown := [name for name in condition.names if name not in models and not (name == PASS and len(models) == 1)]:
        said = f"The rollouts are of {', '.join(models) or 'no model'}."
        raise RequestError(f"{unknown[0]!r}: no pass rate has this name.{nearest(unknown[0], models)} {said}", "keep")
    kept: dict[str, list[int]] = {}
    missing = []
    for task in tasks:
        for level in levels:
            known = rates.get((task, str(level)), {})
            values = known | ({PASS: next(iter(known.values()))} if len(models) == 1 and known else {})
            if not all(name in values for name in condition.names):
                missing.append(f"{task} at level {level}")
            elif condition.holds(values):
                kept.setdefault(task, []).append(level)
    if missing:
        some = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        raise RequestError(f"no pass rates of {some}; `synth eval` measures them.", "rollouts")
    if not kept:
        raise RequestError(f"{keep}: no level of these tasks fulfils it.", "keep")
    return tuple((task, tuple(found)) for task, found in kept.items())
