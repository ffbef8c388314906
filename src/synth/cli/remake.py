"""`synth remake`."""

import json
from typing import Annotated

import typer

from synth.schemas.errors import SynthError


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
