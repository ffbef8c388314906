"""What a worker process of `synth serve` does: a batch of jobs a line on its standard input, a reply a line for each of them, in order.

A job is `["judge", data_source, completion, ground_truth, extra_info, by_steps]`, `["turn", data_source, messages, ground_truth]` or
`["problem", tasks, difficulty, lang, seed]`; a reply `{"ok": value}` or `{"error": what is wrong with it}`.
What ends the process, such as too little memory, makes the server begin another."""

import os
import sys
from collections.abc import Callable
from typing import Any

import msgspec

from synth.schemas.errors import SynthError
from synth.verifiers.multi_turn import replayed, row_of
from synth.verifiers.reward import judge


def main() -> None:
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no reply
    out.write(b"ready\n")
    out.flush()
    encoder, decoder = msgspec.json.Encoder(), msgspec.json.Decoder()
    try:
        for line in sys.stdin.buffer:
            for job in decoder.decode(line):
                out.write(encoder.encode(_reply(job)) + b"\n")
                out.flush()  # at once: the server knows by it which job is at work
    except BrokenPipeError:  # the server is gone, and what is left to write with it
        os._exit(1)


def _reply(job: list[Any]) -> dict[str, Any]:
    kind, *arguments = job
    try:
        return {"ok": _KINDS[kind](*arguments)}
    except SynthError as error:
        return {"error": str(error)}
    except Exception as error:  # of a verifier, or no sandbox: told to whoever sent the job, as another process would do no better
        return {"error": f"{type(error).__name__}: {error}"}


def _judge(source: str, completion: str, truth: Any, extra: dict[str, Any] | None, by_steps: bool) -> dict[str, Any]:
    return dict(judge(source, completion, truth, extra, by_steps=by_steps))


def _turn(source: str, messages: list[str], truth: str) -> dict[str, Any]:
    """What the last of a model's messages brings: nothing is kept between two jobs, so the episode is played again."""
    played, turn = replayed(row_of(source, truth), messages)
    found = {**turn._asdict(), "by_steps": played.by_steps, "turns": len(played.rewards)}
    return {**found, "judged": dict(played.judged) if played.judged else None}


def _problem(tasks: list[str], difficulty: str, lang: str, seed: int) -> dict[str, Any]:
    from synth.generators import registry  # which a server of rewards alone never loads
    from synth.pipelines.run.stream import stream

    return dict(next(iter(stream(tasks or list(registry.domains()), difficulty=difficulty, lang=lang, seed=seed))))


_KINDS: dict[str, Callable[..., dict[str, Any]]] = {"judge": _judge, "turn": _turn, "problem": _problem}
