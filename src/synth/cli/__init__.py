"""The command line: one file a command. Every wrong input ends in one clear line on standard error and an exit code, never in a traceback.

Exit codes: 0 done; 1 something failed on the way (a full disk, a broken row); 2 the command or a file given to it is wrong;
3 finished, but with fewer rows than asked for, or none; 130 stopped by Ctrl-C; 143 ended by SIGTERM.
"""

import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from synth.cli.audit import audit
from synth.cli.augment import augment
from synth.cli.card import card
from synth.cli.dedupe import dedupe
from synth.cli.eval import evaluate
from synth.cli.examples import epilog
from synth.cli.export import export
from synth.cli.filter import filter
from synth.cli.gallery import gallery
from synth.cli.ingest import ingest
from synth.cli.list_tasks import list_tasks
from synth.cli.mix import mix
from synth.cli.passrate import passrate
from synth.cli.play import play
from synth.cli.push import push
from synth.cli.remake import remake
from synth.cli.report import report
from synth.cli.run import run
from synth.cli.score import score
from synth.cli.serve import serve
from synth.cli.show import show
from synth.pipelines.interrupts import interrupts
from synth.schemas.errors import RequestError, SynthError, cut
from synth.schemas.version import VERSION

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Synthetic, rule-verifiable reasoning problems for reinforcement learning with verifiable rewards.",
)
_COMMANDS: dict[str, dict[str, Callable[..., None]]] = {
    "Make": {"run": run, "remake": remake, "report": report, "push": push, "export": export, "augment": augment},
    "Look": {"list": list_tasks, "show": show, "play": play, "card": card, "gallery": gallery},
    "Take and choose": {"ingest": ingest, "dedupe": dedupe, "filter": filter, "mix": mix},
    "Judge": {"score": score, "serve": serve, "eval": evaluate, "passrate": passrate, "audit": audit},
}
"""By what they are for, as `synth --help` groups them."""
for _group, _members in _COMMANDS.items():
    for _name, _command in _members.items():
        _help = " ".join((_command.__doc__ or "").split())
        app.command(_name, help=_help, rich_help_panel=_group, epilog=epilog(_name))(_command)

STOPPED, TERMINATED = 130, 143
OPTIONS = {
    "knob": "--set", "kinds": "--kind", "place": "--from", "folder": "folder", "repo": "repo", "recipe": "recipe", "source": "source",
}  # fmt: skip
"""What an argument of the library is called here, where it is not its own name with dashes: `--difficulty`, `--when-exhausted`."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"synth {VERSION}")
        raise typer.Exit


@app.callback()
def _front(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None: ...


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the `synth` command."""
    code = STOPPED
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what a terminal of another encoding cannot show is shown as an escape
            stream.reconfigure(errors="backslashreplace")
    with interrupts() as found, suppress(KeyboardInterrupt):  # one that comes a moment after the last
        code = _main(arguments)
    if code == STOPPED:
        ended = signal.SIGTERM in found.signals
        print(f"synth: {'ended by SIGTERM' if ended else 'stopped'}. Type the same command to go on.", file=sys.stderr)
        code = TERMINATED if ended else STOPPED
    sys.exit(code)


def _main(arguments: list[str] | None) -> int:
    try:
        result: Any = app(arguments, standalone_mode=False, prog_name="synth")
    except RequestError as error:
        option = OPTIONS.get(error.argument, f"--{error.argument.replace('_', '-')}")
        print(f"synth: {_line(error.named(option))}", file=sys.stderr)
        return error.exit_code
    except SynthError as error:
        print(f"synth: {_line(error)}", file=sys.stderr)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        result = STOPPED  # which is also what typer itself makes of Ctrl-C
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except typer.TyperException as error:
        message = _line(error.format_message())
        if message:  # none when it is the help that was shown
            end = "" if message.endswith("?") else "."
            print(f"synth: {message.rstrip('.')}{end} See `{_command_path(error)} --help`.", file=sys.stderr)
        return 2
    except OSError as error:  # a folder that cannot be written, a disk that fails
        print(f"synth: {_line(f'{error.filename}: {error.strerror}.' if error.filename else error)}", file=sys.stderr)
        return 1
    return result if isinstance(result, int) else 0


def _command_path(error: Exception) -> str:
    """The command that an error of usage is about, `synth run`."""
    context: Any = getattr(error, "ctx", None)
    return context.command_path if context else "synth"


def _line(message: object) -> str:
    """A message in one line, whatever was typed."""
    return " ".join(cut(word, 300) for word in str(message).split())


if __name__ == "__main__":
    main()
