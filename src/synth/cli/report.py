"""`synth report`."""

from pathlib import Path
from typing import Annotated

import typer

from synth.cli.options import local_path


def report(
    folder: Annotated[str, typer.Argument(help="A run's folder or a file of rows, here or s3://bucket/folder.")],
    rollouts: Annotated[list[str], typer.Option(help="Completions of these rows, FILE or NAME=FILE: a heat map of pass rates.")] = [],  # noqa: B006 (typer copies it)
    key: Annotated[str, typer.Option(help="Columns that tell problems apart, or `row`.")] = "data_source,index",
    completion: Annotated[str, typer.Option(help="The column of completions.")] = "completion",
    tokenizer: Annotated[str, typer.Option(help="tokenizer.json, or a name on the hub, for lengths; estimated without one.")] = "",
    out: Annotated[Path | None, typer.Option(parser=local_path, help="The HTML file; FOLDER.html by default.")] = None,
) -> None:
    """A run as one page: rows, effort and prompt lengths by task and level, draws, rows to look at, pass rates."""
    from synth.pipelines.report.run_report import report as made

    path = out or Path(f"{folder.rstrip('/').rpartition('/')[2]}.html")
    text = made(folder, rollouts, key, completion, tokenizer)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    typer.echo(f"{path}: {folder}")
