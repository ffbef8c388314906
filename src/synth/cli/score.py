"""`synth score`."""

from pathlib import Path
from typing import Annotated

import typer

from synth.cli.options import local_path


def score(
    file: Annotated[str, typer.Argument(help="Parquet or JSONL with data_source, reward_model (or ground_truth) and the completions.")],
    completion: Annotated[str, typer.Option(help="The column of completions.")] = "completion",
    out: Annotated[
        Path | None, typer.Option(parser=local_path, help="Write the rewards here, as JSONL; with --abstention the report, as JSON.")
    ] = None,
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Where nothing is marked as the final answer, read what stands behind a last `Final answer:`.")
    ] = False,
    abstention: Annotated[
        bool, typer.Option("--abstention", help="How often completions abstain rightly and wrongly, by task, level and knob, instead.")
    ] = False,
) -> None:
    """Rewards of stored completions, and a summary by task, level and reason."""
    if abstention:
        from synth.pipelines.score.abstention import report_file

        typer.echo(report_file(file, completion, out))
        return
    from synth.pipelines.score.scoring import score_file

    typer.echo(score_file(file, completion, out, lenient))
