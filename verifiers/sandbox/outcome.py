"""What a run may take, how it ended, and how well it was confined."""

from collections.abc import Mapping
from typing import Any

import msgspec

from synth.schemas.errors import RequestError
from synth.verifiers.sandbox._values import NoValue, read

_LAYERS = ("seccomp", "landlock", "root", "namespaces", "user")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a run may take."""

    cpu: float = 1.0
    """CPU-seconds for each call, and for loading the program: `0.5`. Measured by the process's own clock, from outside."""
    wall: float = 10.0
    """Seconds for the whole of a run, all its calls and all waiting included: `5`. What is then left unanswered has timed out."""
    memory: int = 256
    """MiB beyond what the interpreter takes: `64`."""
    output: int = 1 << 20
    """Bytes that a value takes as JSON, or that are printed: `4096`."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            if not 0 < getattr(self, name) < 1 << 31:
                raise RequestError(f"{getattr(self, name)}: expected more than 0.", name)


class Outcome(msgspec.Struct, frozen=True):
    """How a call or a program ended."""

    kind: str
    """`ok`; `exception` (it raised one); `timeout`, `memory`, `output` (a limit was reached); `exit` (it ended itself); `killed` (it
    crashed); `refused` (what it returned has no JSON form)."""
    value: Any = None
    """What was returned, as JSON: a tuple is a list, keys are strings. Of a program, what was printed: `"5\\n"`. None unless `ok`."""
    reason: str = ""
    """Why it is not `ok`, printable and short: `ValueError: empty`. The completion may have written it."""
    level: int = 0
    """The level of confinement at which it ran: `3`."""

    @property
    def ok(self) -> bool:
        return self.kind == "ok"


class Level(msgspec.Struct, frozen=True):
    """How far this machine confines a run."""

    number: int
    """From 0 to 3: `2`."""
    layers: tuple[str, ...]
    """Those that hold, as tried out at the start: `("seccomp", "landlock")`."""
    missing: dict[str, str]
    """Those that don't, with what the kernel said: `{"namespaces": "Operation not permitted"}`."""

    def __str__(self) -> str:
        missing = "; ".join(f"no {layer} ({reason})" for layer, reason in self.missing.items())
        return f"level {self.number} ({', '.join(self.layers) or 'limits alone'})" + (f"; {missing}" if missing else "")


def reached(missing: Mapping[str, str]) -> Level:
    """The level at which these layers are missing."""
    held = tuple(layer for layer in _LAYERS if layer not in missing)
    number = 0
    if "seccomp" in held:
        second = "landlock" in held or "root" in held
        number = 1 + second + (second and "namespaces" in held)
    return Level(number, held, dict(missing))


def outcome(kind: str, text: bytes | str, reached: int) -> Outcome:
    """An outcome of a reply, or of the trainer's own finding."""
    if isinstance(text, bytes):
        try:
            value = read(text)
        except NoValue as error:
            return Outcome("refused", None, str(error), reached)
        if kind == "ok":
            return Outcome("ok", value, "", reached)
        text = value if isinstance(value, str) else ""
    if kind == "call":
        kind = "refused"
    return Outcome(kind, None, "".join(sign if sign.isprintable() else " " for sign in text[:200]), reached)
