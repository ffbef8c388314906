"""`synth passrate`."""

from pathlib import Path
from typing import Annotated

import typer

from synth.cli.options import local_path
from synth.schemas.errors import RequestError, cut


def passrate(
    rollouts: Annotated[list[str], typer.Argument(help="Rewards or completions, as Parquet or JSONL: FILE, or MODEL=FILE.")],
    key: Annotated[str, typer.Option(help="Columns that tell the problem, or `row`: the key of our rows.")] = "data_source,index",
    k: Annotated[str, typer.Option("--k", help="Values of k of pass@k.")] = "1,4,8,16,32,64",
    completion: Annotated[str, typer.Option(help="The column of completions.")] = "completion",
    out: Annotated[Path | None, typer.Option(parser=local_path, help="Write the groups here, as JSON.")] = None,
) -> None:
    """Pass rates, pass@k and CoT-pass@k of scored completions, by model, task and level."""
    from synth.pipelines.passrate.pass_rates import report_files

    values = k.split(",")
    if not all(value.strip().isdecimal() and 0 < int(value) < 10**6 for value in values):
        raise RequestError(f"{cut(k)}: expected whole numbers, such as 1,8.", "k")
    typer.echo(report_files(rollouts, key, sorted({int(value) for value in values}), completion, out))
