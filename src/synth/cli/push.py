"""`synth push`."""

from typing import Annotated

import typer


def push(
    folder: Annotated[str, typer.Argument(help="The folder of a finished run, or a URI such as s3://bucket/folder.", metavar="DIR")],
    repo: Annotated[str, typer.Argument(help="The dataset repository, OWNER/NAME; made where it is not there.")],
    public: Annotated[bool, typer.Option("--public", help="For everybody to see; private when not given.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent, and send nothing.")] = False,
) -> None:
    """Send a finished run to the Hugging Face hub. The same command again goes on where it was stopped."""
    from synth.pipelines.push.push import parcel
    from synth.pipelines.push.push import push as carry_out

    sent = parcel(folder, repo)
    if dry_run:
        for path in (*sent.first, *(entry.path for entry in sent.shards), sent.last):
            typer.echo(path)
    seen = "public" if public else "private"
    typer.echo(f"{len(sent.shards):,} files of rows, {sent.bytes / 2**20:.1f} MiB, to {repo}, {seen}.", err=not dry_run)
    if not dry_run:
        typer.echo(carry_out(sent, public, lambda line: typer.echo(f"synth: {line}", err=True)))
