"""`synth eval`."""

from typing import Annotated

import typer

from synth.cli.options import complete_task


def evaluate(
    what: Annotated[list[str], typer.Argument(help="Tasks and domains, or one file or folder of rows.", autocompletion=complete_task)],
    endpoint: Annotated[str, typer.Option(help="OpenAI-compatible endpoint, such as http://localhost:8000/v1.")],
    model: Annotated[str, typer.Option(help="Name of the model there.")],
    out: Annotated[str, typer.Option(help="Folder of the report.")],
    n: Annotated[int, typer.Option("--n", help="Problems of each task and level.", min=1)] = 50,
    k: Annotated[int, typer.Option("--k", help="Completions of each problem.", min=1, max=1024)] = 4,
    difficulty: Annotated[str, typer.Option(help="Level or range.")] = "1..10",
    split: Annotated[str, typer.Option(help="test: problems that are never trained on; train: others.")] = "test",
    seed: Annotated[int, typer.Option(help="Another seed gives other problems.")] = 0,
    lang: Annotated[str, typer.Option(help="Languages of the prompts, en or zh, with weights: en:3,zh:1.")] = "en",
    with_steps: Annotated[bool, typer.Option("--with-steps", help="Ask for steps too, and judge them.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Also write refused completions in which the right answer stands.")] = False,
    cache: Annotated[str, typer.Option(help="Folder or URI where replies are cached; OUT.answers when not given.")] = "",
    temperature: Annotated[float | None, typer.Option(help="The endpoint's own when not given.", min=0, max=2)] = None,
    max_tokens: Annotated[int | None, typer.Option(help="Tokens of one reply; the endpoint's own limit when not given.", min=1)] = None,
    concurrency: Annotated[int, typer.Option(help="Requests in flight at a time.", min=1, max=1024)] = 8,
    timeout: Annotated[float, typer.Option(help="Seconds to wait for a complete reply.", min=0.1)] = 120.0,
    retries: Annotated[int, typer.Option(help="Further tries after a transient error.", min=0, max=100)] = 6,
    price_in: Annotated[float, typer.Option(help="Price of a million prompt tokens.", min=0)] = 0.0,
    price_out: Annotated[float, typer.Option(help="Price of a million completion tokens.", min=0)] = 0.0,
) -> None:
    """How often a model solves each task at each level, with intervals. The same command again goes on; no request is charged for twice."""
    from synth.pipelines.eval.evaluate import EvalRequest
    from synth.pipelines.eval.evaluate import evaluate as carry_out
    from synth.pipelines.model.client import Endpoint

    server = Endpoint(endpoint, model, temperature, max_tokens, timeout, retries)
    carry_out(EvalRequest(
        what=tuple(what), endpoint=server, out=out, n=n, k=k, difficulty=difficulty, split=split, seed=seed, lang=lang,
        with_steps=with_steps, cache=cache, concurrency=concurrency, review=review, price_in=price_in, price_out=price_out,
    ))  # fmt: skip
