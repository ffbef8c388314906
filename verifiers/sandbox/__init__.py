"""Running completions that are programs, confined.

    sandbox = Sandbox(Limits(cpu=0.5))
    sandbox.call(source, "add", [[1, 2], [3, 4]])          # outcomes: ok 3, ok 7
    sandbox.run("print(int(input()) + 1)", "4")            # ok "5\\n"
    sandbox.check(source, "add", "assert add(1, 2) == 3")  # ok: the tests passed

Each run is a process of its own, forked from a small one that has already loaded what can be imported. The kernel refuses it files, network,
processes, threads and whatever else is not on a list; see `_syscalls` and `_confine`. Expected values never enter that process:
what comes out of it is compared here, with `same` and `same_text`. A program that fakes its replies can do no more than return other values.

Any number of threads may use a sandbox; in asyncio write `await asyncio.to_thread(sandbox.call, ...)`. It may be pickled, and used after a fork
and in Ray actors. Nothing is started before the first run. Linux only: elsewhere a run raises SandboxError.

Level 0 is a process with limits of its own, without environment or descriptors. Level 1 adds the list of system calls, under which nothing of
the machine can be named. Level 2 adds a second wall before files, Landlock or an empty root. Level 3 adds namespaces: own users and a
network that leads nowhere. Below the lowest level that is accepted, 2 unless told otherwise, nothing is run."""

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from synth.schemas.errors import RequestError
from synth.verifiers.sandbox import _zygote
from synth.verifiers.sandbox._run import Over, Run, program
from synth.verifiers.sandbox._values import NoValue, pack, read
from synth.verifiers.sandbox._zygote import Broken, SandboxError, Zygote, close
from synth.verifiers.sandbox.compare import same, same_text

__all__ = ["Limits", "Outcome", "Sandbox", "SandboxError", "close", "level", "same", "same_text"]

MIN_LEVEL = "SYNTH_SANDBOX_MIN_LEVEL"
"""The environment variable with the lowest level that is accepted where the program does not say: `1`."""
_LAYERS = ("seccomp", "landlock", "root", "namespaces", "user")
_TRIES = 3
_Found = TypeVar("_Found")


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
    """`ok`; `exception` (it raised one); `timeout`, `memory`, `output` (a limit was reached); `exit` (it ended itself); `killed` (it crashed);
    `refused` (what it returned has no JSON form)."""
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


def level() -> Level:
    """What is reached here. Starts the sandbox if need be. Raises SandboxError where there can be none."""
    with _zygote.pool.zygote() as zygote:
        return _reached(zygote)


def _reached(zygote: Zygote) -> Level:
    held = tuple(layer for layer in _LAYERS if layer not in zygote.missing)
    number = 0
    if "seccomp" in held:
        second = "landlock" in held or "root" in held
        number = 1 + second + (second and "namespaces" in held)
    return Level(number, held, zygote.missing)


class Sandbox:
    """Where programs are run: limits, and the lowest level that is accepted. Costs nothing until it is used."""

    def __init__(self, limits: Limits | None = None, min_level: int | None = None) -> None:
        """min_level: 0 to 3; unless it is said, the environment variable SYNTH_SANDBOX_MIN_LEVEL, else 2."""
        self.limits = limits or Limits()
        self.min_level = min_level

    def __reduce__(self) -> tuple[Any, ...]:
        return Sandbox, (self.limits, self.min_level)

    def call(
        self, source: str, function: str, inputs: Sequence[Sequence[Any]], until: Callable[[int, Outcome], bool] | None = None
    ) -> list[Outcome]:
        """Call a function that the source defines, once with each list of arguments: `[[1, 2], [3, 4]]`.

        All calls are made by one process, in order, each when the one before has been answered. A call that ends the process or reaches a
        limit costs itself alone: the rest go to a new process. Arguments are numbers, strings, lists, tuples, sets and dicts.
        until: stop after the first outcome for which `until(index, outcome)` is true. Raises SandboxError."""
        packed = [f"[{pack(list(arguments), True)},{{}}]" for arguments in inputs]

        def attempt(zygote: Zygote, reached: int, deadline: float) -> list[Outcome]:
            caller = _Caller(self.limits, zygote, reached, deadline, source, function)
            outcomes: list[Outcome] = []
            try:
                for index, arguments in enumerate(packed):
                    outcomes.append(caller.call("plain", arguments)[0])
                    if until and until(index, outcomes[-1]):
                        break
            finally:
                caller.close()
            return outcomes

        return self._attempt(attempt)

    def run(self, source: str, stdin: str = "") -> Outcome:
        """Run a whole program. Its value is what it printed. It is `ok` if it ended without an exception and with status 0."""

        def attempt(zygote: Zygote, reached: int, deadline: float) -> Outcome:
            files = [os.memfd_create(name) for name in ("stdin", "stdout")]
            try:
                os.write(files[0], stdin.encode("utf-8", "surrogateescape"))
                os.lseek(files[0], 0, os.SEEK_SET)
                return self._program(zygote, reached, deadline, source, (files[0], files[1]))
            finally:
                for file in files:
                    os.close(file)

        return self._attempt(attempt)

    def check(self, source: str, function: str, tests: str) -> Outcome:
        """Run tests of a function: asserts that call it by its name, or a function `check(candidate)`. `ok` if all of them passed.

        The tests run in one process and the function in another: each call is forwarded, so the function can see and change nothing but
        its own arguments, as copies. Values may be numbers, strings, lists, tuples, sets and dicts; anything else is refused by its name."""

        def attempt(zygote: Zygote, reached: int, deadline: float) -> Outcome:
            caller = _Caller(self.limits, zygote, reached, deadline, source, function)
            try:
                with Run(zygote, deadline, self.limits.memory << 20, self.limits.output) as run:
                    word, text = run.ask("run", program("tests", tests, function), self.limits.wall)
                    while word == "call":
                        outcome, reply = caller.call("tagged", text.decode())
                        if outcome.kind not in ("ok", "exception"):
                            return outcome
                        word, text = run.ask(outcome.kind, reply, self.limits.wall)
                    return _outcome(word, text, reached)
            except Over as over:
                return _outcome(over.args[0], f"tests: {over.args[1]}", reached)
            finally:
                caller.close()

        return self._attempt(attempt)

    def _program(self, zygote: Zygote, reached: int, deadline: float, source: str, files: tuple[int, int]) -> Outcome:
        with Run(zygote, deadline, self.limits.memory << 20, self.limits.output, files) as run:
            try:
                outcome = _outcome(*run.ask("run", program("program", source), self.limits.cpu), reached)
            except Over as over:
                outcome = _outcome(*over.args, reached)
            run.end()  # nothing is printed any more
        printed = os.pread(files[1], self.limits.output + 1, 0)
        if len(printed) >= self.limits.output:
            return _outcome("output", f"{len(printed)} bytes printed", reached)
        if outcome.ok or (outcome.kind == "exit" and outcome.reason in ("", "0")):
            return Outcome("ok", printed.decode("utf-8", "replace"), "", reached)
        return outcome

    def _attempt(self, attempt: Callable[[Zygote, int, float], _Found]) -> _Found:
        """The level is asked before anything is run. A zygote that the kernel has ended is replaced, and the run begins again."""
        for _ in range(_TRIES):
            try:
                with _zygote.pool.zygote() as zygote:
                    reached = _reached(zygote)
                    self._accept(reached)
                    return attempt(zygote, reached.number, time.monotonic() + self.limits.wall)
            except Broken:
                continue
        raise SandboxError(f"The sandbox's process ended {_TRIES} times in the middle of a run. Is the machine out of memory?")

    def _accept(self, reached: Level) -> None:
        least = self.min_level
        if least is None:
            text = os.environ.get(MIN_LEVEL, "2")
            if text not in ("0", "1", "2", "3"):
                raise SandboxError(f"{MIN_LEVEL}={text}: expected a level from 0 to 3.")
            least = int(text)
        if reached.number < least:
            raise SandboxError(
                f"This machine confines programs at {reached}. Nothing runs below level {least}. "
                f"To accept it all the same: {MIN_LEVEL}={reached.number}, or Sandbox(min_level={reached.number})."
            )


class _Caller:
    """A completion's function in a process that is started when it is needed, and again when it has gone."""

    def __init__(self, limits: Limits, zygote: Zygote, reached: int, deadline: float, source: str, function: str) -> None:
        self.limits, self.zygote, self.reached, self.deadline = limits, zygote, reached, deadline
        self.program = program("calls", source, function)
        self.live: Run | None = None
        self.broken: Outcome | None = None

    def close(self) -> None:
        if self.live is not None:
            live, self.live = self.live, None
            live.end()

    def call(self, form: str, arguments: str) -> tuple[Outcome, str]:
        """The outcome of a call and, of `tagged` ones, what was replied."""
        if self.live is not None and self.live.unasked():
            self.close()  # an answer that came before its question is none
        try:
            if self.broken is None and self.live is None:
                if time.monotonic() >= self.deadline:
                    raise Over("timeout", "wall time")
                self.live = Run(self.zygote, self.deadline, self.limits.memory << 20, self.limits.output)
                loaded = _outcome(*self.live.ask("run", self.program, self.limits.cpu), self.reached)
                self.broken = None if loaded.ok else loaded
        except Over as over:
            self.broken = _outcome(*over.args, self.reached)
        if self.broken is not None or self.live is None:
            self.close()
            return self.broken or _outcome("timeout", "", self.reached), ""
        try:
            word, text = self.live.ask(form, arguments, self.limits.cpu)
        except Over as over:
            self.close()
            return _outcome(*over.args, self.reached), ""
        if form == "tagged" and word == "ok":
            return Outcome("ok", None, "", self.reached), text.decode("ascii", "replace")
        outcome = _outcome(word, text, self.reached)
        return outcome, json.dumps(outcome.reason)


def _outcome(kind: str, text: bytes | str, reached: int) -> Outcome:
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
    return Outcome(kind, None, "".join(sign if sign.isprintable() else " " for sign in text)[:200], reached)
