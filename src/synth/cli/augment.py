"""`synth augment`."""

from pathlib import Path
from typing import Annotated

import typer

from synth.cli.options import SHORT, local_path


def augment(
    files: Annotated[list[Path], typer.Argument(parser=local_path, help="Files of passages, as their authors publish them.")],
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
    from synth.pipelines.model.client import Endpoint

    server = Endpoint(endpoint, model, temperature, max_tokens, timeout, retries)
    request = AugmentRequest(
        files=tuple(files), format=format, endpoint=server, out=out, cache=cache, split=split, k=k, tries=tries, keep_all=keep_all,
        limit=limit, shard_passages=shard_passages, concurrency=concurrency, executor=executor, address=address, workers=workers,
        price_in=price_in, price_out=price_out,
    )  # fmt: skip
    if not carry_out(request).rows:
        raise typer.Exit(SHORT)
