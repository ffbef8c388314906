"""`synth export`."""

from typing import Annotated

import typer

from synth.cli.options import SHORT


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
