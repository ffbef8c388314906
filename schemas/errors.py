"""Errors that people meet: each message says what is wrong, what was expected and what to type."""

from collections.abc import Iterable
from difflib import get_close_matches


class SynthError(Exception):
    """A run, a file or a row cannot be used as it is. The command line prints the message and exits with `exit_code`."""

    exit_code = 1


class RequestError(SynthError):
    """What the user asked for is wrong: an unknown name, a value out of range, files that do not fit together.

    argument: the argument of the library's function that is wrong, which stands before the message; empty when the message speaks for
    itself. `RequestError("11: expected a level from 1 to 10.", "difficulty")` reads `difficulty 11: expected ...`; the command line
    prints its own name for the argument, `--difficulty`.
    """

    exit_code = 2

    def __init__(self, message: str, argument: str = "") -> None:
        super().__init__(message)
        self.argument = argument

    def __str__(self) -> str:
        return self.named(self.argument)

    def named(self, name: str) -> str:
        """The message with another name for the argument."""
        return f"{name} {self.args[0]}" if self.argument else str(self.args[0])


class GroundTruthError(SynthError):
    """A row's ground truth is broken, so nothing can be scored against it. Our fault or the file's, never a wrong answer."""


class BrokenTask(SynthError):
    """A task broke its own contract: its answer is refused, or a corrupted one accepted. The message holds the key."""


def cut(text: object, most: int = 60) -> str:
    """What was typed, as a message repeats it: no longer than needed to recognise it."""
    shown = str(text)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def one_line(error: BaseException) -> str:
    """What an error says, for a message of one line: an operating system's own words when there are any, else its text."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split()).rstrip(".")[:300]


def nearest(name: str, known: Iterable[str]) -> str:
    """` Did you mean ...?` with the closest known name, or nothing when none is close."""
    matches = get_close_matches(name[:200], list(known), n=1, cutoff=0.5)
    return f" Did you mean {matches[0]!r}?" if matches else ""
