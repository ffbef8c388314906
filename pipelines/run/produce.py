"""From a key to its rows: generate, check against what will be written, render.

Every row is checked before anybody sees it: the answer must be accepted by the verifier on the problem as decoded from the
JSON that is written, and a corrupted answer must be refused. A failure raises BrokenTask with the key and stops the run.
"""

from random import Random
from typing import NamedTuple

import msgspec

from synth.generators.prompts import render
from synth.pipelines.interrupts import is_stop
from synth.pipelines.run.randomness import Source, fingerprint, randoms
from synth.schemas.errors import BrokenTask
from synth.schemas.problem import Frozen
from synth.schemas.record import Row
from synth.schemas.task import Discard, Sample, Task

_encode = msgspec.json.Encoder(order="sorted").encode


class Stream(NamedTuple):
    """An endless sequence of draws: a task at one set of knobs under one seed."""

    task: Task
    knobs: Frozen
    """Of the task's own type."""
    difficulty: int
    """The level that the knobs were set from, 1..10."""
    seed: int
    """0..2^63 - 1."""
    number: int = 0
    """Place among the streams of its run, from 0; with the next two it gives each row an index that no other row of the run has."""
    streams: int = 1
    """Streams of the run."""
    max_members: int = 1
    """Rows of the largest family of the run."""

    @property
    def source(self) -> Source:
        return Source(self.task.name, self.task.version, self.knobs.to_json(), self.seed)


def digest(task: Task, problem: object) -> bytes:
    """The fingerprint of a problem of the task."""
    form = task.canonical(problem) if task.canonical else problem
    return fingerprint(task.name, _encode(form))


def split_digest(task: Task, problem: object) -> bytes:
    """What the split of a problem goes by: the hash of its split key, or its fingerprint when its task has none."""
    return fingerprint(task.name, _encode(task.split_key(problem))) if task.split_key else digest(task, problem)


def trajectory(member: Sample) -> str:
    """A whole right completion: the worked solution and the final answer."""
    return f"{member.trace}\n\n<answer>\n{member.answer}\n</answer>"


class Candidate(NamedTuple):
    """A draw that gave a problem (or a family of them), not yet rendered or checked. digests: a fingerprint for each member.
    split_digest: the hash that its split goes by; the fingerprint where the task has no split key."""

    stream: Stream
    source: Source
    draw: int
    members: tuple[Sample, ...]
    digests: tuple[bytes, ...]
    split_digest: bytes
    wording: Random

    def rows(self, split: str = "") -> list[Row]:
        """The rows, self-checked. Raises BrokenTask."""
        stream, source, task = self.stream, self.source, self.stream.task
        rows = []
        wording = self.wording.getstate() if len(self.members) > 1 else None
        for place, member in enumerate(self.members):
            ground_truth = member.problem.to_json()
            if wording:  # members are worded alike, so that their texts differ where their problems do
                self.wording.setstate(wording)
            try:
                check(task, member, ground_truth, source, self.draw)
                prompt = render(task, member.problem, self.wording)
            except BrokenTask:
                raise
            except Exception as error:
                if is_stop(error):
                    raise KeyboardInterrupt from None
                raise BrokenTask(f"{key(source, self.draw)}: {type(error).__name__}: {error}") from error
            rows.append(
                Row(
                    data_source=f"synth/{task.name}",
                    prompt=[{"role": "user", "content": prompt}],
                    ability=task.domain,
                    reward_model={"style": "rule", "ground_truth": ground_truth},
                    extra_info={
                        "index": (self.draw * stream.streams + stream.number) * stream.max_members + place,
                        "split": split,
                        "task": task.name,
                        "version": task.version,
                        "difficulty": stream.difficulty,
                        "knobs": source.knobs,
                        "seed": stream.seed,
                        "draw": self.draw,
                        "member": place,
                        "fingerprint": self.digests[place].hex(),
                        "family_id": self.digests[0].hex() if task.max_members > 1 else "",
                        "answer": member.answer,
                        "effort": float(member.effort),
                        "trace": member.trace,
                        "rejected": member.rejected,
                        "provenance": member.provenance,
                    },
                    trajectory=[{"role": "assistant", "content": trajectory(member)}] if member.trace else [],
                )
            )
        return rows


def candidate(stream: Stream, draw: int, source: Source | None = None) -> Candidate:
    """Generate one draw. Raises Discard when it gives no problem. `source` is `stream.source`, worked out once by callers that make
    many draws."""
    task, source = stream.task, source or stream.source
    for_problem, for_wording = randoms(source, draw)
    try:
        sample = task.generate(for_problem, stream.knobs)
        members = (sample, *sample.other_members)
        digests = tuple(digest(task, member.problem) for member in members)
        by_split = [split_digest(task, member.problem) for member in members] if task.split_key else [digests[0]]
    except Discard:
        raise
    except Exception as error:  # whatever a task does wrong, the key is what its author needs
        if is_stop(error):
            raise KeyboardInterrupt from None
        raise BrokenTask(f"{key(source, draw)}: {type(error).__name__}: {error}") from error
    if len(members) > task.max_members:
        raise BrokenTask(f"{key(source, draw)}: {len(members)} members, declared at most {task.max_members}")
    if any(other != by_split[0] for other in by_split):
        raise BrokenTask(f"{key(source, draw)}: members of one family differ in split_key, so their splits could differ")
    return Candidate(stream, source, draw, members, digests, by_split[0], for_wording)


def family(stream: Stream, draw: int) -> list[Row]:
    """The rows of one draw: one, or a family of members. Raises Discard, BrokenTask."""
    return candidate(stream, draw).rows()


def check(task: Task, sample: Sample, ground_truth: str, source: Source, draw: int) -> None:
    """The self-check of one member, from the JSON that is written. The corrupted answer depends on problem and draw alone."""
    problem = task.problem.from_json(ground_truth)
    if problem != sample.problem:
        raise BrokenTask(f"{key(source, draw)}: the problem changes on its way through JSON")
    verdict = task.verify(problem, sample.answer)
    if not verdict.accepted:
        raise BrokenTask(f"{key(source, draw)}: the answer {sample.answer!r} is refused ({verdict.reason})")
    corrupted = task.corrupt(problem, sample.answer, Random(draw))
    if task.verify(problem, corrupted).accepted:
        raise BrokenTask(f"{key(source, draw)}: the corrupted answer {corrupted!r} is accepted")


def key(source: Source, draw: int) -> str:
    """The key in words, as errors print it."""
    return f"{source.task} version {source.version} knobs {source.knobs} seed {source.seed} draw {draw}"
