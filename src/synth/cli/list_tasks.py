"""`synth list`."""

import textwrap
from typing import Annotated

import typer

from synth.cli.options import complete_task


def list_tasks(domain: Annotated[str | None, typer.Argument(help="Only this domain.", autocompletion=complete_task)] = None) -> None:
    """The tasks that there are, with their rules."""
    from synth.generators import registry
    from synth.pipelines.tables import WIDTH
    from synth.verifiers.reward import verifier

    for name in registry.select(domain) if domain else registry.names():
        typer.echo(textwrap.fill(f"{name:30} {verifier(f'synth/{name}').rule}", WIDTH, subsequent_indent=" " * 31))
