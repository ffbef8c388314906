"""From a key to its rows: generate, check against what will be written, render.

Every row is checked before anybody sees it: the witness must be accepted by the verifier on the problem as decoded from the
JSON that is written, and a spoilt witness must be refused. A failure raises BrokenTask with the key and stops the run.
"""

from random import Random
from typing import NamedTuple

import msgspec

from synth.generators.prompts import render
from synth.pipelines.randomness import Source, fingerprint, randoms
from synth.schemas.errors import BrokenTask
from synth.schemas.problem import Frozen
from synth.schemas.record import Row
from synth.schemas.task import Reject, Sample, Task

_encode = msgspec.json.Encoder(order="sorted").encode


class Stream(NamedTuple):
    """An endless sequence of draws: a task at one set of knobs under one seed. number and streams place it among the streams
    of its run, so that rows get an index that no other row of the run has; width is the largest family of the run."""

    task: Task
    knobs: Frozen
    difficulty: int
    seed: int
    number: int = 0
    streams: int = 1
    width: int = 1

    @property
    def source(self) -> Source:
        return Source(self.task.name, self.task.version, self.knobs.to_json(), self.seed)


def digest(task: Task, problem: object) -> bytes:
    """The fingerprint of a problem of the task."""
    form = task.canonical(problem) if task.canonical else problem
    return fingerprint(task.name, _encode(form))


def kin_digest(task: Task, problem: object) -> bytes:
    """What the split of a problem goes by: the hash of its kin, or its fingerprint when its task has no families."""
    return fingerprint(task.name, _encode(task.kin(problem))) if task.kin else digest(task, problem)


def trajectory(member: Sample) -> str:
    """A whole right completion: the worked solution and the final answer."""
    return f"{member.trace}\n\n<answer>\n{member.witness}\n</answer>"


class Candidate(NamedTuple):
    """A draw that gave a problem (or a family of them), not yet rendered or checked. digests: a fingerprint for each member.
    kin: the hash that its split goes by, the fingerprint itself where there are no families."""

    stream: Stream
    source: Source
    draw: int
    members: tuple[Sample, ...]
    digests: tuple[bytes, ...]
    kin: bytes
    wording: Random

    def rows(self, split: str = "") -> list[Row]:
        """The rows, self-checked. Raises BrokenTask."""
        stream, source, task = self.stream, self.source, self.stream.task
        rows = []
        wording = self.wording.getstate() if len(self.members) > 1 else None
        for place, member in enumerate(self.members):
            ground_truth = member.problem.to_json()
            if wording:  # twins are worded alike, so that their texts differ where their problems do
                self.wording.setstate(wording)
            try:
                check(task, member, ground_truth, source, self.draw)
                prompt = render(task, member.problem, self.wording)
            except BrokenTask:
                raise
            except Exception as error:
                raise BrokenTask(f"{key(source, self.draw)}: {type(error).__name__}: {error}") from error
            rows.append(
                Row(
                    data_source=f"synth/{task.name}",
                    prompt=[{"role": "user", "content": prompt}],
                    ability=task.domain,
                    reward_model={"style": "rule", "ground_truth": ground_truth},
                    extra_info={
                        "index": (self.draw * stream.streams + stream.number) * stream.width + place,
                        "split": split,
                        "task": task.name,
                        "version": task.version,
                        "difficulty": stream.difficulty,
                        "knobs": source.knobs,
                        "seed": stream.seed,
                        "draw": self.draw,
                        "member": place,
                        "fingerprint": self.digests[place].hex(),
                        "pair_id": self.digests[0].hex() if task.family > 1 else "",
                        "answer": member.witness,
                        "effort": float(member.effort),
                        "trace": member.trace,
                        "bait": member.bait,
                        "certificate": member.certificate,
                    },
                    trajectory=[{"role": "assistant", "content": trajectory(member)}] if member.trace else [],
                )
            )
        return rows


def candidate(stream: Stream, draw: int, source: Source | None = None) -> Candidate:
    """Generate one draw. Raises Reject when it is hopeless. `source` is `stream.source`, worked out once by callers that make
    many draws."""
    task, source = stream.task, source or stream.source
    for_problem, for_wording = randoms(source, draw)
    try:
        sample = task.generate(for_problem, stream.knobs)
        members = (sample, *sample.twins)
        digests = tuple(digest(task, member.problem) for member in members)
        kin = [kin_digest(task, member.problem) for member in members] if task.kin else [digests[0]]
    except Reject:
        raise
    except Exception as error:  # whatever a task does wrong, the key is what its author needs
        if _stopped(error):
            raise KeyboardInterrupt from None
        raise BrokenTask(f"{key(source, draw)}: {type(error).__name__}: {error}") from error
    if len(members) > task.family:
        raise BrokenTask(f"{key(source, draw)}: {len(members)} members, declared at most {task.family}")
    if any(other != kin[0] for other in kin):
        raise BrokenTask(f"{key(source, draw)}: members of one family differ in kin, so their splits could differ")
    return Candidate(stream, source, draw, members, digests, kin[0], for_wording)


def _stopped(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: it comes out of a compiled kernel as the cause of one or two SystemErrors."""
    while isinstance(error, SystemError):
        error = error.__cause__
    return isinstance(error, KeyboardInterrupt)


def family(stream: Stream, draw: int) -> list[Row]:
    """The rows of one draw: one, or a family of twins. Raises Reject, BrokenTask."""
    return candidate(stream, draw).rows()


def check(task: Task, sample: Sample, ground_truth: str, source: Source, draw: int) -> None:
    """The self-check of one member, from the JSON that is written. The spoilt answer depends on problem and draw alone."""
    problem = task.problem.from_json(ground_truth)
    if problem != sample.problem:
        raise BrokenTask(f"{key(source, draw)}: the problem changes on its way through JSON")
    verdict = task.verify(problem, sample.witness)
    if not verdict.accepted:
        raise BrokenTask(f"{key(source, draw)}: the witness {sample.witness!r} is refused ({verdict.reason})")
    spoilt = task.spoil(problem, sample.witness, Random(draw))
    if task.verify(problem, spoilt).accepted:
        raise BrokenTask(f"{key(source, draw)}: the spoilt witness {spoilt!r} is accepted")


def key(source: Source, draw: int) -> str:
    """The key in words, as errors print it."""
    return f"{source.task} version {source.version} knobs {source.knobs} seed {source.seed} draw {draw}"
