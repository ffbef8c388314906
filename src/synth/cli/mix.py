"""`synth mix`."""

from typing import Annotated

import typer

from synth.cli.options import SHORT
from synth.schemas.request import read_count, read_seed


def mix(
    parts: Annotated[
        list[str], typer.Argument(help="Folders of shards, each with a weight, or without --n its rows: DIR=2.", metavar="DIR[=NUMBER]...")
    ],
    out: Annotated[str, typer.Option(help="Folder, or a URI such as s3://bucket/folder.")],
    n: Annotated[str, typer.Option("--n", help="Rows in all, such as 1000 or 1e6.")] = "",
    seed: Annotated[int, typer.Option(help="Another seed chooses other rows.")] = 0,
    shard_rows: Annotated[int, typer.Option(help="Rows in a shard, about.")] = 20_000,
) -> None:
    """One training set of several folders of shards: weights or rows of each, tasks and levels in proportion, the same each time."""
    from synth.pipelines.mix.mix_plan import MixRequest, read_part
    from synth.pipelines.mix.mixing import mix as carry_out

    request = MixRequest(tuple(read_part(part) for part in parts), out, read_count(n) if n else None, read_seed(seed), shard_rows)
    if not carry_out(request).rows:
        raise typer.Exit(SHORT)
