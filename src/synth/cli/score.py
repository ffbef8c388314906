"""`synth score`."""

from pathlib import Path
from typing import Annotated

import typer

from synth.cli.options import local_path
from synth.schemas.errors import RequestError


def score(
    file: Annotated[str, typer.Argument(help="Parquet or JSONL with data_source, reward_model (or ground_truth) and the completions.")],
    completion: Annotated[str, typer.Option(help="The column of completions.")] = "completion",
    out: Annotated[
        Path | None,
        typer.Option(parser=local_path, help="Write the rewards here, as JSONL; with --again what changed, with --abstention the report."),
    ] = None,
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Where nothing is marked as the final answer, read what stands behind a last `Final answer:`.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Rollouts that hold rewards, such as those of `synth eval`: which verdicts are others now.")
    ] = False,
    abstention: Annotated[
        bool, typer.Option("--abstention", help="How often completions abstain rightly and wrongly, by task, level and knob, instead.")
    ] = False,
) -> None:
    """Rewards of stored completions, and a summary by task, level and reason."""
    if again and abstention:
        raise RequestError("--again and --abstention are two reports; give one of them.")
    if again:
        from synth.pipelines.score.again import again_file

        typer.echo(again_file(file, completion, out, lenient))
        return
    if abstention:
        from synth.pipelines.score.abstention import report_file

        typer.echo(report_file(file, completion, out))
        return
    from synth.pipelines.score.scoring import score_file

    typer.echo(score_file(file, completion, out, lenient))
