"""Carries out attacks on the sandbox and looks at the harm, as the user that runs this or, as a program, as an unprivileged one.

`python tests/support/attacking.py` becomes nobody and prints what came of every attack as JSON, or why it can't."""

import json
import os
import socket
import sys
import tempfile
import time
from pathlib import Path

from attacks import ATTACKS

from synth.verifiers import sandbox
from synth.verifiers.sandbox import Limits, Sandbox, _zygote, same

NOBODY = 65534
LIMITS = Limits(cpu=0.15, wall=2.5, memory=64, output=1 << 16)
EXPECTED = ["expected-value of 1", "expected-value of 2"]
TESTS = f"""def check(candidate):
    assert all(map(lambda number, expected: candidate(number) == expected, (1, 2), {EXPECTED!r}))
"""


class Ground:
    """What attacks are aimed at."""

    def __init__(self) -> None:
        self.place = tempfile.mkdtemp()
        self.canary = Path(self.place, "canary")
        self.canary.write_text("alive")
        self.victim = os.posix_spawn(
            "/bin/sleep", ["sleep", "600"], {}, file_actions=[(os.POSIX_SPAWN_CLOSE, number) for number in range(3)]
        )
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setblocking(False)
        self.sandbox = Sandbox(LIMITS)
        self.level = sandbox.level().number
        self.before = self.state()

    def state(self) -> list[object]:
        """What no attack may change."""
        zygotes = [one.pid for one in _zygote.pool.zygotes]
        children = [Path(f"/proc/{pid}/task/{pid}/children").read_text() for pid in zygotes]
        return [
            self.canary.read_text(), self.canary.stat().st_mode, sorted(os.listdir(self.place)), os.waitpid(self.victim, os.WNOHANG)[0],
            len(os.listdir("/proc/self/fd")), zygotes, children,
        ]  # fmt: skip

    def visited(self) -> bool:
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return False
        return True

    def attack(self, name: str) -> dict[str, object]:
        """What an attack came to: kinds, values, whether it earned anything or did harm, seconds."""
        form, source, _ = ATTACKS[name]
        for word, value in (("<CANARY>", self.canary), ("<VICTIM>", self.victim), ("<PARENT>", os.getpid())):
            source = source.replace(word, str(value))
        source = source.replace("<PORT>", str(self.listener.getsockname()[1]))
        start = time.monotonic()
        if form == "call":
            outcomes = self.sandbox.call(source, "f", [[1], [2]], until=lambda _, one: one.kind == "timeout")
        else:
            outcomes = [self.sandbox.run(source, "1") if form == "run" else self.sandbox.check(source, "f", TESTS)]
        seconds = time.monotonic() - start
        before, self.before = self.before, self.state()  # what one attack changed is not held against the next
        earned = form != "check" and any(same(one.value, expected) for one, expected in zip(outcomes, EXPECTED, strict=False))
        return {
            "kinds": [one.kind for one in outcomes],
            "values": [one.value for one in outcomes],
            "reasons": [one.reason for one in outcomes],
            "levels": [one.level for one in outcomes],
            "earned": earned,
            "harm": "harm" in str([one.value for one in outcomes]) or self.before != before or self.visited(),
            "seconds": seconds,
        }

    def close(self) -> None:
        os.kill(self.victim, 9)
        os.waitpid(self.victim, 0)
        self.listener.close()
        self.canary.unlink()
        os.rmdir(self.place)


def _interpreter() -> str:
    """One that this user may run, new enough; empty when there is none."""
    for python in (sys.executable, os.path.realpath(sys.executable), "/usr/local/bin/python3", "/usr/bin/python3"):
        try:
            pid = os.posix_spawn(python, [python, "-S", "-c", "import sys, json, ctypes; sys.exit(sys.version_info < (3, 11))"], {})
        except OSError:
            continue
        if os.waitpid(pid, 0)[1] == 0:
            return python
    return ""


def main() -> None:
    _zygote.sources()  # nobody may not be able to read them
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    os.chdir("/")
    python = _interpreter()
    if not python:
        print(json.dumps("nobody may run no Python of version 3.11 or later here"))
        return
    os.environ[_zygote.PYTHON] = python
    ground = Ground()
    print(json.dumps({name: ground.attack(name) for name in ATTACKS} | {"level": ground.level}))
    ground.close()


if __name__ == "__main__":
    main()
