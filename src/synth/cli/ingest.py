"""`synth ingest`."""

from typing import Annotated

import typer

from synth.cli.options import SHORT


def ingest(
    source: Annotated[str, typer.Argument(help="What is read, such as guru/dapo; a wrong name lists them all.")],
    out: Annotated[str, typer.Option(help="Folder, or a URI such as s3://bucket/folder.")],
    place: Annotated[
        str, typer.Option("--from", help="File, folder, URI or name on the hub; where the source is published when not given.")
    ] = "",
    split: Annotated[str, typer.Option(help="Split that is read.")] = "train",
    revision: Annotated[str, typer.Option(help="Of a data set on the hub, such as a commit.")] = "",
    seed: Annotated[int, typer.Option(help="Of what the source leaves to chance.", min=0)] = 0,
    limit: Annotated[int, typer.Option(help="Only the first rows of the source.", min=0)] = 0,
    shard_rows: Annotated[int, typer.Option(help="Rows in a shard.", min=1)] = 2_000,
    licence: Annotated[str, typer.Option(help="Licence of the rows, where it is not the one that the source is published under.")] = "",
    executor: Annotated[str, typer.Option(help="local (this process) or ray.")] = "local",
    address: Annotated[str | None, typer.Option(help="Address of a running Ray cluster, or auto.")] = None,
    workers: Annotated[int, typer.Option(help="Shards in progress at a time on Ray; one for each CPU when not given.", min=0)] = 0,
) -> None:
    """Rows that others have published, as rows with verifiers: filtered, proved by their own gold answers, with their provenance. The same
    command again goes on."""
    from synth.pipelines.ingest.ingest import ingest as carry_out
    from synth.pipelines.ingest.ingest_plan import IngestRequest

    request = IngestRequest(
        source, out, place, split, revision, seed, limit, shard_rows, licence, executor=executor, address=address, workers=workers
    )
    if not carry_out(request).rows:
        raise typer.Exit(SHORT)
