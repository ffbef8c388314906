"""What several commands share: options that read alike, and how their values are checked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from synth.schemas.errors import RequestError, cut, nearest

SHORT = 3
"""Exit code of a command that finished with fewer rows than asked for, or none."""


def complete_task(incomplete: str) -> list[str]:
    """The tasks and domains that a shell completes a beginning to, by their full or short names."""
    from synth.generators import registry

    short = [name.split("/")[1] for name in registry.names()] if incomplete else []
    return [name for name in (*registry.domains(), *registry.names(), *short) if name.startswith(incomplete)]


def local_path(text: str) -> Path:
    """A path on this machine; `~` is the home folder."""
    return Path(text).expanduser()


def one_of(option: str, value: str, allowed: Sequence[str]) -> str:
    """The value itself. Raises RequestError that names what is allowed."""
    if value not in allowed:
        raise RequestError(f"{option} {cut(value)}: expected {', '.join(allowed)}.{nearest(value, allowed)}")
    return value


Setting = Annotated[list[str], typer.Option("--set", help="One knob, as KNOB=VALUE; may be repeated.", metavar="KNOB=VALUE")]
