"""The trainer's side of the zygotes: starting them, asking them for processes, sharing them out among threads.

A zygote is started by `posix_spawn` at the first use. A process that was forked off the trainer (or a Ray actor) forgets its parent's
zygotes and starts its own. When the trainer ends, however it does, its zygotes see the end of their requests and end too."""

import atexit
import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec

from synth.schemas.errors import SynthError

PYTHON = "SYNTH_SANDBOX_PYTHON"
"""The environment variable that names another interpreter than the trainer's own."""
_MODULES = ("_syscalls", "_confine", "_values", "_child", "_launcher")
_BOOT = """
import json, os, sys, types
os.closerange(3, 1 << 20)
os.register_at_fork = lambda **_: None  # or modules prepare each run for threads that it never has, in a hundred pages of memory
for name, text in json.loads(os.read(0, 1 << 20)):
    module = sys.modules[name] = types.ModuleType(name)
    if text is None:
        module.__path__ = []
    else:
        setattr(sys.modules[name.rpartition(".")[0]], name.rpartition(".")[2], module)
        exec(compile(text, name, "exec"), vars(module))
"""
_FLAGS = ("-P", "-s", "-S", "-B", "-X", "utf8")
_KEPT = ("LD_LIBRARY_PATH", "PYTHONHOME")  # without which some interpreters don't start; the zygote clears them
_START = 60.0  # seconds; a loaded machine is slow
_ANSWER = 30.0
_REST = 0.002


class SandboxError(SynthError):
    """There is no sandbox, or none as strong as was asked for. Never the completion's fault, so it gets no verdict."""


class Broken(Exception):
    """A zygote has ended or doesn't answer; another one will be started."""


@cache
def sources() -> bytes:
    """The modules that run inside, as text: the package may lie in a zip, or where the sandbox's user can't read."""
    package = __name__.rpartition(".")[0]
    parts = package.split(".")
    found: list[tuple[str, str | None]] = [(".".join(parts[: end + 1]), None) for end in range(len(parts))]
    for name in _MODULES:
        spec = find_spec(f"{package}.{name}")
        text = spec.loader.get_source(spec.name) if spec and spec.loader else None  # type: ignore[attr-defined]
        if text is None:
            raise SandboxError(f"The sandbox needs the source of {package}.{name}, and this installation has none.")
        found.append((f"{package}.{name}", text))
    return json.dumps(found).encode()


class Zygote:
    """One zygote and the socket on which it takes requests, from any thread."""

    def __init__(self) -> None:
        python = os.environ.get(PYTHON) or sys.executable
        if not sys.platform.startswith("linux"):
            raise SandboxError(f"Running programs needs Linux; this is {sys.platform}. All that runs no program works here too.")
        if not python:
            raise SandboxError(f"This Python doesn't know its interpreter. Set {PYTHON} to one of version 3.11 or later.")
        self.lock = threading.Lock()
        self.runs = 0
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self.pid = os.posix_spawn(
                python,
                [python, *_FLAGS, "-c", _BOOT, "synth-sandbox"],
                {"PYTHONHASHSEED": "0", "LD_BIND_NOW": "1"} | {name: os.environ[name] for name in _KEPT if name in os.environ},
                file_actions=[(os.POSIX_SPAWN_DUP2, theirs.fileno(), 0), (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_RDWR, 0)],
                setsigmask=[],
                setsigdef=[number for number in signal.valid_signals() if number not in (signal.SIGKILL, signal.SIGSTOP)],
            )
        except OSError as error:
            self.socket.close()
            raise SandboxError(f"The sandbox can't start {python}: {error.strerror}. {PYTHON} names another interpreter.") from error
        finally:
            theirs.close()
        try:
            self.missing: dict[str, str] = json.loads(self._exchange(sources(), (), _START))
        except Broken as error:
            raise SandboxError(f"The sandbox did not start with {python}; it may have said why on standard error.") from error

    def _exchange(self, message: bytes, descriptors: tuple[int, ...], timeout: float = _ANSWER) -> bytes:
        answer = b""
        try:
            self.socket.settimeout(timeout)
            socket.send_fds(self.socket, [message], descriptors)
            answer = self.socket.recv(1 << 12)
        except OSError as error:
            raise Broken from error
        finally:
            if not answer:
                self.close()  # what it says later would answer another question
        if not answer:
            raise Broken
        return answer

    def fork(self, memory: int, output: int, cpu: int, descriptors: tuple[int, ...], core: int = -1) -> int:
        """The id of a new process that has these descriptors. memory, output: bytes; cpu: seconds; core: the only
        CPU that it may use, -1 for any."""
        with self.lock:
            answer = json.loads(self._exchange(json.dumps(["fork", memory, output, cpu, core]).encode(), descriptors))
        if isinstance(answer, str):
            raise SandboxError(f"The sandbox can't start a process: {answer}.")
        return int(answer[0])

    def look(self, pid: int, end: bool = False) -> tuple[int, float] | None:
        """Exit status and CPU-seconds of a process; None while it runs. end: kill it first."""
        with self.lock:
            answer = json.loads(self._exchange(json.dumps(["end" if end else "look", pid]).encode(), ()))
        return (int(answer[0]), float(answer[1])) if answer else None

    @property
    def closed(self) -> bool:
        return self.socket.fileno() < 0

    def close(self) -> None:
        """End it, with all that it has started, and leave no zombie."""
        self.socket.close()
        for wait in range(500):
            with suppress(ChildProcessError):
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    return
                if wait == 400:
                    os.kill(self.pid, signal.SIGKILL)  # not reaped, so the number is still its own
                time.sleep(_REST)
                continue
            return  # somebody else has reaped it


class _Pool:
    """The zygotes of this process: few of them, since each starts hundreds of runs a second. As many runs at a time as there are CPUs."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        self.slots = threading.Semaphore(cpus)
        self.most = min(8, (cpus + 3) // 4)
        self.zygotes: list[Zygote] = []

    @contextmanager
    def zygote(self) -> Iterator[Zygote]:
        """The least busy one, for one run."""
        with self.slots:
            with self.lock:
                self.zygotes = [one for one in self.zygotes if not one.closed]
                if not self.zygotes or (len(self.zygotes) < self.most and min(one.runs for one in self.zygotes)):
                    self.zygotes.append(Zygote())
                found = min(self.zygotes, key=lambda one: one.runs)
                found.runs += 1
            try:
                yield found
            finally:
                with self.lock:
                    found.runs -= 1

    def close(self) -> None:
        with self.lock:
            for one in self.zygotes:
                one.close()
            self.zygotes = []


pool = _Pool()


def _forget() -> None:
    """In a forked process: the zygotes are the parent's."""
    global pool
    for one in pool.zygotes:
        one.socket.close()
    pool = _Pool()


def close() -> None:
    """End the zygotes of this process. The next run starts a new one."""
    pool.close()


atexit.register(close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
