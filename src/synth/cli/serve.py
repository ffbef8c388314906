"""`synth serve`."""

import asyncio
from typing import Annotated

import typer

from synth.cli.options import complete_task
from synth.schemas.errors import RequestError


def serve(
    tasks: Annotated[
        list[str] | None,
        typer.Argument(help="What OpenEnv's episodes are drawn from; everything when not given.", autocompletion=complete_task),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 for other machines.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 for one that is free.", min=0, max=65535)] = 8400,
    workers: Annotated[int, typer.Option(help="Processes that judge.", min=1)] = 2,
    timeout: Annotated[float, typer.Option(help="Seconds for one completion at work.", min=0.1)] = 30.0,
    max_body: Annotated[int, typer.Option(help="MiB of a request at most.", min=1)] = 64,
    max_waiting: Annotated[int, typer.Option(help="Completions that may wait; beyond, clients are told to try again.", min=1)] = 200_000,
    difficulty: Annotated[str, typer.Option(help="Levels of the episodes.")] = "1..10",
    lang: Annotated[str, typer.Option(help="Languages of the episodes.")] = "en",
) -> None:
    """Rewards over HTTP: for OpenRLHF, slime, NeMo Gym and OpenEnv, and in a plain form."""
    try:
        from synth.pipelines.serve.server import ServeRequest
        from synth.pipelines.serve.server import serve as carry_out
    except ModuleNotFoundError as error:
        raise RequestError(f"{error.name} is not installed: pip install 'synth-rlvr[serve]'.") from error
    from synth.pipelines.run.plan import read_wishes

    wanted = tuple(tasks or ())
    if wanted:
        read_wishes(list(wanted), difficulty, lang, False)
    request = ServeRequest(host, port, workers, timeout, max_body, max_waiting, wanted, difficulty, lang)
    asyncio.run(carry_out(request, lambda found: typer.echo(f"Serving at http://{host}:{found}, {workers} workers. Ctrl-C ends it.")))
