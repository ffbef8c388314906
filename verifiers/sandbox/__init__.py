"""Running completions that are programs, confined.

    sandbox = Sandbox(Limits(cpu=0.5))
    sandbox.call(source, "add", [[1, 2], [3, 4]])          # outcomes: ok 3, ok 7
    sandbox.run("print(int(input()) + 1)", "4")            # ok "5\\n"
    sandbox.check(source, "add", "assert add(1, 2) == 3")  # ok: the tests passed

Each run is a process of its own, forked from a small one that has already loaded what can be imported. The kernel refuses it files,
network, processes, threads and whatever else is not on a list; see `_syscalls` and `_confine`. Expected values never enter that process:
what comes out of it is compared here, with `same` and `same_text`. A program that fakes its replies does no more than return other values.

Any number of threads may use a sandbox; in asyncio write `await asyncio.to_thread(sandbox.call, ...)`. It may be pickled, and used after
a fork and in Ray actors. Nothing is started before the first run. Linux only: elsewhere a run raises SandboxError.

Level 0 is a process with limits of its own, without environment or descriptors. Level 1 adds the list of system calls, under which
nothing of the machine can be named. Level 2 adds a second wall before files, Landlock or an empty root. Level 3 adds namespaces: own
users and a network that leads nowhere. Below the lowest level that is accepted, 2 unless told otherwise, nothing is run."""

import os
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from synth.verifiers.sandbox import _zygote
from synth.verifiers.sandbox._caller import Caller
from synth.verifiers.sandbox._run import Over, Run, current_core, program
from synth.verifiers.sandbox._values import pack
from synth.verifiers.sandbox._zygote import Broken, SandboxError, Zygote, close
from synth.verifiers.sandbox.compare import same, same_text
from synth.verifiers.sandbox.outcome import Level, Limits, Outcome, outcome, reached

__all__ = ["Level", "Limits", "Outcome", "Sandbox", "SandboxError", "close", "level", "same", "same_text"]

MIN_LEVEL = "SYNTH_SANDBOX_MIN_LEVEL"
"""The environment variable with the lowest level that is accepted where the program does not say: `1`."""
_TRIES = 3
_Found = TypeVar("_Found")


def level() -> Level:
    """What is reached here. Starts the sandbox if need be. Raises SandboxError where there can be none."""
    with _zygote.pool.zygote() as zygote:
        return reached(zygote.missing)


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
        until: stop after the first outcome for which `until(index, outcome)` is true; inputs behind it are not looked at. Raises
        SandboxError."""

        def attempt(zygote: Zygote, number: int, deadline: float) -> list[Outcome]:
            caller = Caller(self.limits, zygote, number, deadline, source, function)
            outcomes: list[Outcome] = []
            try:
                for index, arguments in enumerate(inputs):
                    outcomes.append(caller.call("plain", f"[{pack(list(arguments), True)},{{}}]")[0])
                    if until and until(index, outcomes[-1]):
                        break
            finally:
                caller.close()
            return outcomes

        return self._attempt(attempt)

    def run(self, source: str, stdin: str = "") -> Outcome:
        """Run a whole program. Its value is what it printed. It is `ok` if it ended without an exception and with status 0."""

        def attempt(zygote: Zygote, number: int, deadline: float) -> Outcome:
            files = [os.memfd_create(name) for name in ("stdin", "stdout")]
            try:
                os.write(files[0], stdin.encode("utf-8", "surrogateescape"))
                os.lseek(files[0], 0, os.SEEK_SET)
                return self._program(zygote, number, deadline, source, (files[0], files[1]))
            finally:
                for file in files:
                    os.close(file)

        return self._attempt(attempt)

    def check(self, source: str, function: str, tests: str) -> Outcome:
        """Run tests of a function: asserts that call it by its name, or a function `check(candidate)`. `ok` if all of them passed.

        The tests run in one process and the function in another: each call is forwarded, so the function can see and change nothing but
        copies of its arguments. Values may be numbers, strings, lists, tuples, sets and dicts; anything else is refused by name."""

        def attempt(zygote: Zygote, number: int, deadline: float) -> Outcome:
            core = current_core()  # the two answer one another, and one CPU wakes itself soonest
            caller = Caller(self.limits, zygote, number, deadline, source, function, core)
            try:
                with Run(zygote, deadline, self.limits.memory << 20, self.limits.output, core=core) as run:
                    word, text = run.ask("run", program("tests", tests, function), self.limits.wall)
                    while word == "call":
                        found, reply = caller.call("tagged", text.decode())
                        if found.kind not in ("ok", "exception"):
                            return found
                        word, text = run.ask(found.kind, reply, self.limits.wall)
                    return outcome(word, text, number)
            except Over as over:
                return outcome(over.kind, f"tests: {over.reason}", number)
            finally:
                caller.close()

        return self._attempt(attempt)

    def _program(self, zygote: Zygote, number: int, deadline: float, source: str, files: tuple[int, int]) -> Outcome:
        with Run(zygote, deadline, self.limits.memory << 20, self.limits.output, files) as run:
            try:
                found = outcome(*run.ask("run", program("program", source), self.limits.cpu), number)
            except Over as over:
                found = outcome(over.kind, over.reason, number)
            run.end()  # nothing is printed any more
        printed = os.pread(files[1], self.limits.output + 1, 0)
        if len(printed) >= self.limits.output:
            return outcome("output", f"{len(printed)} bytes printed", number)
        if found.ok or (found.kind == "exit" and found.reason in ("", "0")):
            return Outcome("ok", printed.decode("utf-8", "replace"), "", number)
        return found

    def _attempt(self, attempt: Callable[[Zygote, int, float], _Found]) -> _Found:
        """The level is asked before anything is run. A zygote that the kernel has ended is replaced, and the run begins again."""
        for _ in range(_TRIES):
            try:
                with _zygote.pool.zygote() as zygote:
                    found = reached(zygote.missing)
                    self._accept(found)
                    return attempt(zygote, found.number, time.monotonic() + self.limits.wall)
            except Broken:
                continue
        raise SandboxError(f"The sandbox's process ended {_TRIES} times in the middle of a run. Is the machine out of memory?")

    def _accept(self, found: Level) -> None:
        least = self.min_level
        if least is None:
            text = os.environ.get(MIN_LEVEL, "2")
            if text not in ("0", "1", "2", "3"):
                raise SandboxError(f"{MIN_LEVEL}={text}: expected a level from 0 to 3.")
            least = int(text)
        if found.number < least:
            raise SandboxError(
                f"This machine confines programs at {found}. Nothing runs below level {least}. "
                f"To accept it all the same: {MIN_LEVEL}={found.number}, or Sandbox(min_level={found.number})."
            )
