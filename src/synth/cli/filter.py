"""`synth filter`."""

from typing import Annotated

import typer

from synth.cli.options import SHORT


def filter(
    folder: Annotated[str, typer.Argument(help="Rows: a folder of Parquet files, or a Parquet or JSONL file.", metavar="DIR")],
    rollouts: Annotated[list[str], typer.Option(help="Rewards or completions: FILE, or MODEL=FILE; may be repeated.")],
    keep: Annotated[str, typer.Option(help='The condition, such as "weak<0.9 and strong>0".')],
    out: Annotated[str, typer.Option(help="Folder, or a URI such as s3://bucket/folder.")],
    key: Annotated[str, typer.Option(help="Columns that tell the problem, or `row`: the key of our rows.")] = "data_source,index",
    unmatched: Annotated[str, typer.Option(help="Rows without a pass rate, and rollouts of no row: refuse, drop or keep.")] = "refuse",
    completion: Annotated[str, typer.Option(help="The column of completions.")] = "completion",
) -> None:
    """Keep the rows whose pass rates fulfil a condition, with a histogram."""
    from synth.pipelines.passrate.filter_plan import FilterRequest
    from synth.pipelines.passrate.filtering import filter_rows

    if not filter_rows(FilterRequest(folder, tuple(rollouts), keep, out, key, unmatched, completion)).rows:
        raise typer.Exit(SHORT)
