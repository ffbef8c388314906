"""One run: a process in the sandbox, what is said to it and what it says, within its limits.

CPU time is read from outside, by the process's own clock, so no completion can slow or stop it, and a verdict does not depend on how busy
the machine is. The wall deadline is for what waits instead of working."""

import ctypes
import json
import math
import os
import socket
import struct
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from functools import cache
from types import TracebackType
from typing import Self

from synth.verifiers.sandbox._zygote import Broken, Zygote

_FORMS_OF_REPLY = frozenset("ok exception refused memory exit call".split())
_LONGEST_NAP = 0.05
_UNASKED = 32
_PIECE = 1 << 16
_SMALL = 4096
"""What a reply may take beyond the bytes of its value."""


@cache
def _getcpu() -> Callable[[], int]:
    return getattr(ctypes.CDLL(None), "sched_getcpu", lambda: -1)


def current_core() -> int:
    """The CPU on which the caller runs; -1 where the C library cannot tell."""
    return int(_getcpu()())


class Over(Exception):
    """The process gives no reply: kind and reason of the outcome."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(kind, reason)
        self.kind, self.reason = kind, reason


class Run:
    """A process of its own for one program."""

    def __init__(self, zygote: Zygote, deadline: float, memory: int, output: int, files: tuple[int, ...] = (), core: int = -1) -> None:
        """deadline: by time.monotonic(); memory, output: bytes; files: descriptors of input and output; core:
        the only CPU that it may use, -1 for any."""
        self.zygote, self.deadline, self.output = zygote, deadline, output
        self.socket, theirs = socket.socketpair()
        self.socket.setblocking(True)  # a trainer may have set a default timeout
        self.read = bytearray()
        self.naps = dict.fromkeys((socket.SO_RCVTIMEO, socket.SO_SNDTIMEO), math.inf)
        self.ended: tuple[int, float] | None = None
        self.pid = 0
        try:
            cpu = int(max(0.0, deadline - time.monotonic())) + 2
            self.pid = zygote.fork(memory, output, cpu, (theirs.fileno(), *files), core)
        except BaseException:
            self.socket.close()
            raise
        finally:
            theirs.close()
        self._clock = (~self.pid << 3) | 2  # clock_getcpuclockid(3)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with suppress(Broken) if error else nullcontext():
            self.end()

    def end(self) -> tuple[int, float]:
        """Kill it, if it still runs. Its exit status and CPU-seconds."""
        self.socket.close()
        if self.ended is None:
            self.ended = self.zygote.look(self.pid, end=True) or (0, 0.0)
        return self.ended

    def cpu(self) -> float:
        """CPU-seconds so far."""
        if self.ended is not None:
            return self.ended[1]
        with suppress(OSError):
            return time.clock_gettime(self._clock)
        return 0.0

    def ask(self, word: str, text: str, cpu: float) -> tuple[str, bytes]:
        """Send a message and return the reply, a word and JSON. cpu: CPU-seconds that it may take. Raises Over."""
        most = self.cpu() + cpu
        (number,) = self.tell([(word, text)], most)
        return self.hear(number, most)

    def tell(self, messages: Sequence[tuple[str, str]], most: float) -> list[str]:
        """Send messages and return the questions' numbers. most: CPU-seconds of the process by which they are sent. Raises Over.

        A number can't be known before it is asked, so what a completion has written in advance is no reply to it. Several messages spare
        the process from falling asleep between them; they go in one piece, for it may end after the first."""
        numbers = [os.urandom(8).hex() for _ in messages]
        framed = bytearray()
        for number, (word, text) in zip(numbers, messages, strict=True):
            message = f"{number} {word} {text}".encode()
            framed += len(message).to_bytes(4, "big") + message
        self._send(framed, most)
        return numbers

    def hear(self, number: str, most: float) -> tuple[str, bytes]:
        """The reply to a question, a word and JSON. most: CPU-seconds of the process by which it comes. Raises Over."""
        unasked = 0
        while True:
            size = int.from_bytes(self._receive(4, most), "big")
            if size > self.output + _SMALL:
                raise Over("output", f"a reply of {size} bytes")
            answered, *reply = self._receive(size, most).split(b" ", 2)
            if answered == number.encode():
                break
            unasked += 1
            if unasked > _UNASKED:  # reading them costs the trainer more than writing them costs the completion
                raise Over("refused", "replies to no question")
        if len(reply) < 2 or (found := reply[0].decode("ascii", "replace")) not in _FORMS_OF_REPLY:
            raise Over("refused", "the reply is none")
        return found, reply[1]

    def _send(self, message: bytes | bytearray, most: float) -> None:
        view = memoryview(message)
        while view:
            self._wait(socket.SO_SNDTIMEO, most)
            try:
                view = view[self.socket.send(view) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._death(most) from error

    def _receive(self, size: int, most: float) -> bytes:
        while (missing := size - len(self.read)) > 0:
            self._wait(socket.SO_RCVTIMEO, most)
            try:  # mostly the whole reply is there; the rest of a long one, or a drip of bytes, wakes nobody here until it is complete
                part = self.socket.recv(min(missing, _PIECE), socket.MSG_WAITALL) if missing > 4 else self.socket.recv(_PIECE)
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._death(most) from error
            if not part:
                raise self._death(most)
            self.read += part
        found = bytes(self.read[:size])
        del self.read[:size]
        return found

    def _wait(self, option: int, most: float) -> None:
        """Let the next send or receive wait in the kernel, until clocks are to be read again."""
        nap = self._nap(most)
        if self.naps[option] > nap:  # too early is harmless, and costs less than setting it each time
            self.naps[option] = nap = 0.8 * nap + 0.0001
            self.socket.setsockopt(socket.SOL_SOCKET, option, struct.pack("@ll", int(nap), int(nap % 1 * 1e6)))

    def _nap(self, most: float) -> float:
        """How long to wait before its clocks are read again. Raises Over when one of them has run out."""
        wall, cpu = self.deadline - time.monotonic(), most - self.cpu()
        if wall <= 0 or cpu <= 0:
            raise Over("timeout", "CPU time" if wall > 0 else "wall time")
        return max(0.001, min(wall, cpu))

    def _death(self, most: float) -> Over:
        """Why it can't reply: it has ended, or will be timed out."""
        nap = 0.0002
        while (ended := self.zygote.look(self.pid)) is None:
            self._nap(most)
            time.sleep(nap)
            nap = min(2 * nap, _LONGEST_NAP)
        self.ended = ended
        status = ended[0]
        if os.WIFEXITED(status):
            return Over("exit", str(os.WEXITSTATUS(status)))
        number = os.WTERMSIG(status)
        if number == 9:  # not by us: the kernel was out of memory
            return Over("memory", "killed by the kernel")
        return Over("killed", f"signal {number}")


def program(form: str, source: str, function: str = "") -> str:
    return json.dumps({"form": form, "source": source, "function": function})
