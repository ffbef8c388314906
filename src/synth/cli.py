"""The command line. Every wrong input ends in one clear line on standard error and an exit code, never in a traceback.

Exit codes: 0 done; 1 something failed on the way (a full disk, a broken row); 2 the command or a file given to it is wrong;
3 finished, but with fewer rows than asked for; 130 stopped by Ctrl-C; 143 ended by SIGTERM.

Over 300 lines, one file because each command is no more than its options and a call.
"""

import json
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from synth.pipelines.interrupts import interrupts
from synth.schemas.errors import RequestError, SynthError
from synth.schemas.request import (
    Request,
    read_count,
    read_difficulty,
    read_overrides,
    read_seed,
    read_splits,
    read_weighted,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Synthetic, rule-verifiable reasoning problems for reinforcement learning with verifiable rewards.",
)

SHORT, STOPPED, TERMINATED = 3, 130, 143
OPTIONS = {"knob": "--set", "folder": "folder", "recipe": "recipe", "kinds": "--kind"}
"""What an argument of the library is called here, where it is not its own name with dashes: `--difficulty`, `--when-exhausted`."""
Setting = Annotated[list[str], typer.Option("--set", help="One knob, as KNOB=VALUE; may be repeated.", metavar="KNOB=VALUE")]


@app.command()
def run(
    tasks: Annotated[list[str], typer.Argument(help="Tasks or domains, each with a weight if you like: logic/sudoku:2 logic/cipher.")],
    n: Annotated[str, typer.Option("--n", help="Rows in all, such as 1000 or 1e6.")],
    out: Annotated[str, typer.Option(help="Folder, or a URI such as s3://bucket/folder.")],
    difficulty: Annotated[str, typer.Option(help="A level from 1 to 10, or a range such as 3..7.")] = "5",
    settings: Setting = [],  # noqa: B006 (typer copies it)
    seed: Annotated[int, typer.Option(help="Another seed gives other problems.")] = 0,
    split: Annotated[str, typer.Option(help="Splits and their shares.")] = "train=1",
    exclude: Annotated[
        list[str], typer.Option(help="Leave out the problems of this file or run: Parquet, JSONL, a run's folder, or fingerprints in text.")
    ] = [],  # noqa: B006
    shard_rows: Annotated[int, typer.Option(help="Rows in a shard, about; chosen by --n when not given.", min=0)] = 0,
    when_exhausted: Annotated[
        str, typer.Option(help="What becomes of the share of a level without further distinct problems: redistribute or short.")
    ] = "redistribute",
    executor: Annotated[str, typer.Option(help="auto, local (this process) or ray.")] = "auto",
    address: Annotated[str | None, typer.Option(help="Address of a running Ray cluster, or auto.")] = None,
    workers: Annotated[int, typer.Option(help="Ray actors that make rows; one for each CPU when not given.", min=0)] = 0,
) -> None:
    """Make problems and shard them to Parquet. The same command again goes on where an interrupted run stopped."""
    from synth.schemas.errors import nearest

    choices = (("--when-exhausted", when_exhausted, ("redistribute", "short")), ("--executor", executor, ("auto", "local", "ray")))
    for option, value, allowed in choices:
        if value not in allowed:
            raise RequestError(f"{option} {value}: expected {', '.join(allowed)}.{nearest(value, allowed)}")
    request = Request(
        tasks=tuple(read_weighted(task) for task in tasks),
        n=read_count(n),
        difficulty=read_difficulty(difficulty),
        overrides=read_overrides(settings),
        seed=read_seed(seed),
        splits=read_splits(split),
        shard_rows=shard_rows,
        when_exhausted=when_exhausted,  # type: ignore[arg-type]
    )
    from synth.pipelines.run.driver import run as carry_out
    from synth.pipelines.run.exclude import read_fingerprints
    from synth.pipelines.run.plan import make_plan
    from synth.pipelines.run.summary import Screen

    excluded, name = read_fingerprints(exclude)
    plan = make_plan(request, name)
    screen = Screen(out)
    try:
        manifest = carry_out(plan, out, screen, executor, excluded, address, workers)  # type: ignore[arg-type]
    finally:
        screen.stop()
    screen.summary(manifest)
    if manifest.rows <= request.n - plan.max_members and when_exhausted == "redistribute":
        raise typer.Exit(SHORT)


@app.command("list")
def list_tasks(domain: Annotated[str | None, typer.Argument(help="Only this domain.")] = None) -> None:
    """The tasks that there are, with their rules in one line."""
    from synth.generators import registry
    from synth.verifiers.reward import verifier

    for name in registry.select(domain) if domain else registry.names():
        typer.echo(f"{name:32} {verifier(f'synth/{name}').rule}")


@app.command()
def show(
    task: Annotated[str, typer.Argument(help="A task, such as logic/sudoku.")],
    difficulty: Annotated[int, typer.Option(help="A level from 1 to 10.")] = 5,
    seed: Annotated[int, typer.Option()] = 0,
    draw: Annotated[int, typer.Option(help="Which problem of the stream.", min=0)] = 0,
    settings: Setting = [],  # noqa: B006
    record: Annotated[bool, typer.Option("--record", help="The whole row as JSON.")] = False,
    knobs: Annotated[bool, typer.Option("--knobs", help="The task's knobs, their ranges and the level's values.")] = False,
) -> None:
    """One problem as a person would read it, with an answer."""
    from synth.generators import registry
    from synth.pipelines.run import remake

    level, _ = read_difficulty(str(difficulty))
    loaded = registry.load(registry.only(task))
    if knobs:
        typer.echo(remake.knob_table(loaded, level))
        return
    rows = remake.rows(loaded, level, read_overrides(settings), read_seed(seed), draw)
    for row in rows:
        if record:
            typer.echo(json.dumps(row, indent=2, ensure_ascii=False))
            continue
        extra = row["extra_info"]
        typer.echo(row["prompt"][0]["content"])
        typer.echo(f"\n--- one right answer ({task}, difficulty {level}, seed {seed}, draw {draw}, effort {extra['effort']:g})")
        typer.echo(extra["answer"])
        if extra["trace"]:
            typer.echo(f"\n--- worked solution\n{extra['trace']}")


@app.command()
def score(
    file: Annotated[str, typer.Argument(help="Parquet or JSONL with data_source, reward_model (or ground_truth) and the completions.")],
    completion: Annotated[str, typer.Option(help="The column of completions.")] = "completion",
    out: Annotated[Path | None, typer.Option(help="Write the rewards here, as JSONL; with --abstention the report, as JSON.")] = None,
    abstention: Annotated[
        bool, typer.Option("--abstention", help="How often completions abstain rightly and wrongly, by task, level and knob, instead.")
    ] = False,
) -> None:
    """Rewards of stored completions, and a summary by task, level and reason."""
    if abstention:
        from synth.pipelines.score.abstention import report_file

        typer.echo(report_file(file, completion, out))
        return
    from synth.pipelines.score.scoring import score_file

    typer.echo(score_file(file, completion, out))


@app.command()
def audit(
    folder: Annotated[str, typer.Argument(help="A run's folder, or one of its Parquet files.", metavar="DIR")],
    limit: Annotated[int, typer.Option(help="About so many rows, evenly spread; with --shortcuts: of each task and level.", min=0)] = 0,
    workers: Annotated[int, typer.Option(help="Processes; one for each CPU when not given.", min=0)] = 0,
    shortcuts: Annotated[bool, typer.Option("--shortcuts", help="Try to tell answers without solving the problems, instead.")] = False,
    label: Annotated[str, typer.Option(help="What the shortcuts shall tell: unknown, answer or all.")] = "all",
) -> None:
    """Prove a run's rows again by independent solvers, or look for shortcuts to their answers. Exit code 1 when anything fails."""
    from synth.pipelines.audit import audit as auditing
    from synth.pipelines.audit.shortcuts import report as probing
    from synth.pipelines.progress import Progress
    from synth.schemas.errors import nearest

    if label not in (*probing.LABELS, "all"):
        raise RequestError(f"--label {label}: expected unknown, answer or all.{nearest(label, (*probing.LABELS, 'all'))}")
    if shortcuts:
        results, notes = probing.audit_shortcuts(folder, label, limit, lambda line: typer.echo(f"synth: {line}", err=True))
        typer.echo(probing.table(results, notes))
        failed = any(result.failed for result in results)
    else:
        progress = Progress("rows audited")
        try:
            result = auditing.audit(folder, limit, workers, progress.advance)
        finally:
            progress.stop()
        typer.echo(auditing.table(result))
        failed = bool(result.failures)
    if failed:
        raise typer.Exit(1)


@app.command()
def remake(
    row: Annotated[str, typer.Argument(help="A row as JSON in a file (- for standard input), or SHARD.parquet:NUMBER.")],
) -> None:
    """Make a row again from its own columns, and compare. Prints the row that the key gives."""
    from synth.pipelines.run import remake as remaking

    made, differences = remaking.again(row)
    typer.echo(json.dumps(made, indent=2, ensure_ascii=False))
    if differences:
        raise SynthError(f"The row given differs from the one that its key makes, in {', '.join(differences)}.")
    typer.echo("The row given equals the one that its key makes.", err=True)


@app.command()
def export(
    recipe: Annotated[str, typer.Argument(help="poda: contrastive pairs, preference pairs and the rows themselves.")],
    folder: Annotated[str, typer.Argument(help="The folder of a finished run, or a URI such as s3://bucket/folder.", metavar="DIR")],
    out: Annotated[str, typer.Option(help="Folder, or a URI such as s3://bucket/folder.")],
    kinds: Annotated[list[str], typer.Option("--kind", help="rlvr, contrastive or dpo; may be repeated; all when not given.")] = [],  # noqa: B006
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The same records as JSONL too, beside the Parquet files.")] = False,
) -> None:
    """Make a finished run's families into contrastive pairs and preference pairs (DPO), each checked."""
    from synth.pipelines.export import export as exporting
    from synth.pipelines.progress import Progress

    request = exporting.ExportRequest(recipe, folder, out, tuple(kinds), jsonl)
    progress = Progress("rows exported")
    try:
        manifest, before = exporting.export(request, progress.advance)
    finally:
        progress.stop()
    if before:
        typer.echo(f"synth: the export at {out} was already finished; nothing to do.", err=True)
    typer.echo(exporting.table(manifest))
    if not all(report.records for report in manifest.kinds.values()):
        raise typer.Exit(SHORT)


@app.command()
def card(
    task: Annotated[str, typer.Argument(help="A task, or `all` with --write.")],
    write: Annotated[Path | None, typer.Option(help="Write <domain>/<task>.md below this folder.")] = None,
) -> None:
    """A task's data card: rule, refusals, knobs, levels, an example."""
    from synth.generators import registry
    from synth.pipelines.card.task_card import task_card

    for name in registry.names() if task == "all" else registry.select(task):
        text = task_card(name)
        if write:
            path = write / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        else:
            typer.echo(text)


@app.command()
def augment(
    files: Annotated[list[Path], typer.Argument(help="Files of passages, as their authors publish them.")],
    format: Annotated[str, typer.Option(help="reclor or logiqa2.")],
    endpoint: Annotated[str, typer.Option(help="OpenAI-compatible endpoint, such as http://localhost:8000/v1.")],
    model: Annotated[str, typer.Option(help="Name of the model there.")],
    out: Annotated[str, typer.Option(help="Folder, or a URI such as s3://bucket/folder.")],
    cache: Annotated[str, typer.Option(help="Folder or URI where replies are cached; OUT.answers when not given.")] = "",
    split: Annotated[str, typer.Option(help="Split of all rows; by default the one that each file's name says.")] = "",
    k: Annotated[int, typer.Option("--k", help="Independent solutions that have to agree.", min=1, max=64)] = 3,
    tries: Annotated[int, typer.Option(help="Replies asked for when one cannot be read.", min=1, max=16)] = 2,
    keep_all: Annotated[bool, typer.Option("--keep-all", help="Keep every original, whether or not the model solves it.")] = False,
    limit: Annotated[int, typer.Option(help="Only the first passages.", min=0)] = 0,
    temperature: Annotated[float | None, typer.Option(help="The endpoint's own when not given.", min=0, max=2)] = None,
    max_tokens: Annotated[int | None, typer.Option(help="Tokens of one reply; the endpoint's own limit when not given.", min=1)] = None,
    concurrency: Annotated[int, typer.Option(help="Requests in flight at a time (on Ray: of each shard).", min=1, max=1024)] = 8,
    timeout: Annotated[float, typer.Option(help="Seconds to wait for a complete reply.", min=0.1)] = 120.0,
    retries: Annotated[int, typer.Option(help="Further tries after a transient error.", min=0, max=100)] = 6,
    shard_passages: Annotated[int, typer.Option(help="Passages in a shard.", min=1)] = 100,
    executor: Annotated[str, typer.Option(help="local (this process) or ray.")] = "local",
    address: Annotated[str | None, typer.Option(help="Address of a running Ray cluster, or auto.")] = None,
    workers: Annotated[int, typer.Option(help="Shards in progress at a time on Ray; one for each CPU when not given.", min=0)] = 0,
    price_in: Annotated[float, typer.Option(help="Price of a million prompt tokens.", min=0)] = 0.0,
    price_out: Annotated[float, typer.Option(help="Price of a million completion tokens.", min=0)] = 0.0,
) -> None:
    """Counterfactuals of real passages, written and checked by a language model. The same command again goes on; no request is charged
    for twice."""
    from synth.pipelines.augment.augment import augment as carry_out
    from synth.pipelines.augment.augment_plan import AugmentRequest
    from synth.pipelines.augment.client import Endpoint

    server = Endpoint(endpoint, model, temperature, max_tokens, timeout, retries)
    request = AugmentRequest(
        files=tuple(files), format=format, endpoint=server, out=out, cache=cache, split=split, k=k, tries=tries, keep_all=keep_all,
        limit=limit, shard_passages=shard_passages, concurrency=concurrency, executor=executor, address=address, workers=workers,
        price_in=price_in, price_out=price_out,
    )  # fmt: skip
    carry_out(request)


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the `synth` command."""
    code = STOPPED
    with interrupts() as found, suppress(KeyboardInterrupt):  # one that comes a moment after the last
        code = _main(arguments)
    if code == STOPPED:
        ended = signal.SIGTERM in found.signals
        print(f"synth: {'ended by SIGTERM' if ended else 'stopped'}. Type the same command to go on.", file=sys.stderr)
        code = TERMINATED if ended else STOPPED
    sys.exit(code)


def _main(arguments: list[str] | None) -> int:
    try:
        result: Any = app(arguments, standalone_mode=False, prog_name="synth")
    except RequestError as error:
        option = OPTIONS.get(error.argument, f"--{error.argument.replace('_', '-')}")
        print(f"synth: {_line(error.named(option))}", file=sys.stderr)
        return error.exit_code
    except SynthError as error:
        print(f"synth: {_line(error)}", file=sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        result = STOPPED  # which is also what typer itself makes of Ctrl-C
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except typer.TyperException as error:
        message = _line(error.format_message())
        if message:  # none when it is the help that was shown
            print(f"synth: {message.rstrip('.')}. See `synth --help`.", file=sys.stderr)
        return 2
    except OSError as error:  # a folder that cannot be written, a disk that fails
        print(f"synth: {_line(error)}", file=sys.stderr)
        return 1
    return result if isinstance(result, int) else 0


def _line(message: object) -> str:
    """A message in one line, whatever was typed."""
    return " ".join(str(message).split())


if __name__ == "__main__":
    main()
