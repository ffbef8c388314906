"""`synth run`."""

from typing import TYPE_CHECKING, Annotated

import typer

from synth.cli.options import SHORT, Setting, complete_task, one_of
from synth.schemas.errors import RequestError
from synth.schemas.request import (
    Request,
    read_count,
    read_difficulty,
    read_languages,
    read_overrides,
    read_seed,
    read_splits,
    read_weighted,
)

if TYPE_CHECKING:
    from synth.pipelines.run.plan import Plan

WITH_CONFIG = {"config", "out", "exclude", "executor", "address", "workers"}
"""Options that may stand beside `--config`: all others are what the manifest says."""


def run(
    context: typer.Context,
    out: Annotated[str, typer.Option(help="Folder, or a URI such as s3://bucket/folder.")],
    tasks: Annotated[
        list[str] | None,
        typer.Argument(help="Tasks or domains, each with a weight if you like: logic/sudoku:2 cipher.", autocompletion=complete_task),
    ] = None,
    n: Annotated[str, typer.Option("--n", help="Rows in all, such as 1000 or 1e6.")] = "",
    difficulty: Annotated[str, typer.Option(help="A level from 1 to 10, or a range such as 3..7.")] = "5",
    keep: Annotated[
        str, typer.Option(help="Only levels whose pass rates fulfil this, task by task, such as '0.2 < pass < 0.8'; needs --rollouts.")
    ] = "",
    rollouts: Annotated[list[str], typer.Option(help="Scored completions, as synth eval writes them: FILE, or MODEL=FILE.")] = [],  # noqa: B006
    settings: Setting = [],  # noqa: B006 (typer copies it)
    lang: Annotated[str, typer.Option(help="Languages of the prompts, with weights if you like: en, en,zh or en:3,zh:1.")] = "en",
    parallel: Annotated[bool, typer.Option("--parallel", help="Each problem in all the languages, as one group.")] = False,
    with_steps: Annotated[bool, typer.Option("--with-steps", help="Prompts also ask for steps, where a task's can be checked.")] = False,
    seed: Annotated[int, typer.Option(help="Another seed gives other problems.")] = 0,
    split: Annotated[str, typer.Option(help="Splits and their shares.")] = "train=1",
    exclude: Annotated[
        list[str], typer.Option(help="Leave out the problems of this file or run: Parquet, JSONL, a run's folder, or fingerprints in text.")
    ] = [],  # noqa: B006
    shard_rows: Annotated[int, typer.Option(help="Rows in a shard, about; chosen by --n when not given.", min=0)] = 0,
    when_exhausted: Annotated[
        str, typer.Option(help="What becomes of the share of a level without further distinct problems: redistribute or short.")
    ] = "redistribute",
    config: Annotated[str, typer.Option(help="Repeat the run of this manifest.json, instead of tasks and --n.")] = "",
    executor: Annotated[str, typer.Option(help="auto, local (this process) or ray.")] = "auto",
    address: Annotated[str | None, typer.Option(help="Address of a running Ray cluster, or auto.")] = None,
    workers: Annotated[int, typer.Option(help="Ray actors that make rows; one for each CPU when not given.", min=0)] = 0,
) -> None:
    """Make problems and shard them to Parquet. The same command again goes on where an interrupted run stopped."""
    one_of("--when-exhausted", when_exhausted, ("redistribute", "short"))
    one_of("--executor", executor, ("auto", "local", "ray"))
    request = None
    if config:
        _alone(context)
    elif not tasks:
        raise RequestError("Name at least one task or domain; `synth list` shows them.")
    elif not n:
        raise RequestError("--n is missing: the rows in all, such as --n 1000 or --n 1e6.")
    else:
        request = Request(
            tasks=tuple(read_weighted(task) for task in tasks),
            n=read_count(n),
            difficulty=read_difficulty(difficulty),
            kept=_kept(keep, rollouts, tasks, difficulty),
            overrides=read_overrides(settings),
            languages=read_languages(lang),
            parallel=parallel,
            with_steps=with_steps,
            seed=read_seed(seed),
            splits=read_splits(split),
            shard_rows=shard_rows,
            when_exhausted=when_exhausted,  # type: ignore[arg-type]
        )
    from synth.pipelines.run.driver import run as carry_out
    from synth.pipelines.run.exclude import read_fingerprints
    from synth.pipelines.run.forecast import forecast
    from synth.pipelines.run.plan import make_plan
    from synth.pipelines.run.summary import Screen

    excluded, name = read_fingerprints(exclude)
    plan = make_plan(request, name) if request else _planned(config, name)
    screen = Screen(out, forecast(plan, request))
    try:
        manifest = carry_out(plan, out, screen, executor, excluded, address, workers)  # type: ignore[arg-type]
    finally:
        screen.stop()
    screen.summary(manifest)
    if not manifest.rows or manifest.rows <= plan.n - plan.max_members:
        raise typer.Exit(SHORT)


def _kept(keep: str, rollouts: list[str], tasks: list[str], difficulty: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    if not keep and not rollouts:
        return ()
    if not (keep and rollouts):
        raise RequestError("--keep and --rollouts belong together: a condition on pass rates, and where they are from.")
    from synth.pipelines.passrate.kept_levels import kept_levels
    from synth.pipelines.run.plan import task_weights

    low, high = read_difficulty(difficulty)
    return kept_levels(keep, rollouts, task_weights(map(read_weighted, tasks)), range(low, high + 1))


def _alone(context: typer.Context) -> None:
    """Raises RequestError when something is given that `--config` decides."""
    for name in context.params:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE" and name not in WITH_CONFIG and context.params[name]:
            given = {"tasks": "tasks", "settings": "--set"}.get(name, f"--{name.replace('_', '-')}")
            raise RequestError(f"--config repeats a run as it was, so it goes without {given}.")


def _planned(config: str, exclude: str) -> "Plan":
    from synth.pipelines.run.repeat import read_plan

    return read_plan(config, exclude)
