"""`synth dedupe`."""

from typing import Annotated

import typer

from synth.cli.options import SHORT


def dedupe(
    paths: Annotated[list[str], typer.Argument(help="Files and folders of rows, Parquet or JSONL, those to be kept first.")],
    out: Annotated[str, typer.Option(help="Folder, or a URI such as s3://bucket/folder.")],
    threshold: Annotated[float, typer.Option(help="Jaccard similarity from which on texts are near-duplicates, 0.3 to 1.")] = 0.8,
    column: Annotated[str, typer.Option(help="Column of the texts: text, prompt, question or problem when not given.")] = "",
    shingle: Annotated[int, typer.Option(help="Tokens in a shingle.")] = 5,
    numbers: Annotated[bool, typer.Option(help="Keep texts with many numbers apart whose numbers differ.")] = True,
    exclude_text: Annotated[list[str], typer.Option(help="A benchmark whose texts to leave out; may be repeated.")] = [],  # noqa: B006
    ngram: Annotated[int, typer.Option(help="Words in a row that a text may not share with a benchmark.")] = 13,
    shard_rows: Annotated[int, typer.Option(help="Rows that a worker holds at a time, and of a shard, at most.")] = 20_000,
    executor: Annotated[str, typer.Option(help="local (processes of this machine) or ray.")] = "local",
    address: Annotated[str | None, typer.Option(help="Address of a running Ray cluster, or auto.")] = None,
    workers: Annotated[int, typer.Option(help="Processes; one for each CPU when not given.", min=0)] = 0,
) -> None:
    """Drop copies and near-duplicates of texts, and what benchmarks have. The same command again goes on where it was stopped."""
    from synth.pipelines.dedupe.dedupe import dedupe as carry_out
    from synth.pipelines.dedupe.dedupe_plan import DedupeRequest

    request = DedupeRequest(
        tuple(paths), out, threshold, column, shingle, numbers, tuple(exclude_text), ngram, shard_rows,
        executor=executor, address=address, workers=workers,
    )  # fmt: skip
    if not carry_out(request).rows:
        raise typer.Exit(SHORT)
