"""The process that runs the scorers of reasoning-gym: questions as lines of JSON on its standard input, scores on its standard output.

Some of these scorers evaluate the text that they judge. So each verdict is a child of its own: it has scored the gold answer first, which
loads whatever the scorer loads, and then the kernel refuses it everything but its memory and the pipe to its parent, as it does to the
programs of the sandbox. A child that was taken over can do nothing but fake its number; so what looks like code is not put to it
(`published/gym_entries.py`)."""

import json
import os
import select
import signal
import sys
import time
from typing import Any

from synth.verifiers.sandbox import _confine

CPU, OUTPUT = 10, 1 << 16
NONSENSE = "zzz"


def main() -> None:
    memory, seconds = int(sys.argv[1]) << 20, float(sys.argv[2])
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what a library prints is no score
    import reasoning_gym  # pyright: ignore[reportMissingImports]

    print(json.dumps(bool(_confine.filters)), file=out, flush=True)
    for line in sys.stdin:
        print(json.dumps(_score(reasoning_gym, json.loads(line), memory, seconds)), file=out, flush=True)


def _score(gym: Any, question: dict[str, Any], memory: int, seconds: float) -> dict[str, Any]:
    """`{"gold": score of the gold answer, "nonsense": of an answer that is none, "answer": of the answer}`; a score is None where the
    scorer raised or was late."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _in_child(gym, question, memory, writer)
        finally:
            os._exit(0)
    os.close(writer)
    text, until = b"", time.monotonic() + seconds
    while select.select([reader], [], [], max(0.0, until - time.monotonic()))[0]:
        more = os.read(reader, 1000)
        if not more:
            break
        text += more
    os.close(reader)
    os.kill(child, signal.SIGKILL)  # not waited for, so the number is still its own
    os.waitpid(child, 0)
    lines = text.split(b"\n")
    return dict(zip(("gold", "nonsense", "answer"), [*map(_number, lines[:3]), None, None], strict=False))


def _number(text: bytes) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _in_child(gym: Any, question: dict[str, Any], memory: int, writer: int) -> None:
    scorer, entry = gym.get_score_answer_fn(question["task"]), question["entry"]
    for known in (entry["answer"], NONSENSE):
        os.write(writer, f"{float(scorer(answer=known, entry=entry))}\n".encode())
    _confine._no_new_privileges()
    _confine.confine_run(os.getppid(), CPU, memory, OUTPUT)
    os.write(writer, f"{float(scorer(answer=question['answer'], entry=entry))}\n".encode())
