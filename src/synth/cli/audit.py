"""`synth audit`."""

from typing import Annotated

import typer

from synth.cli.options import one_of


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

    one_of("--label", label, (*probing.LABELS, "all"))
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
