"""From a key to its rows: generate, check against what will be written, render.

Every row is checked before anybody sees it: the answer must be accepted by the verifier on the problem as decoded from the
JSON that is written, and a corrupted answer must be refused. A failure raises BrokenTask with the key and stops the run.
"""

import re
from typing import NamedTuple

import msgspec

from synth.generators.fast_random import FastRandom
from synth.generators.prompts import localized, render
from synth.pipelines.interrupts import is_stop
from synth.pipelines.run.randomness import Source, choose, fingerprint, randoms, wording
from synth.schemas.errors import BrokenTask
from synth.schemas.problem import Frozen, Problem
from synth.schemas.record import Row
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.reward import trace_format, verifier

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
    languages: tuple[tuple[str, float], ...] = (("en", 1.0),)
    """Languages of the prompts with their weights; each draw is worded in one of them."""
    parallel: bool = False
    """Whether each problem comes in all the languages, as a group that shares `family_id`. Not for tasks whose problems are made of one
    language's words."""
    with_steps: bool = False
    """Whether prompts also ask for steps, where the task has steps that can be checked. Words only: problems stay the same."""

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


def has_steps(name: str) -> bool:
    """Whether the steps of a task's solutions can be checked, so that a prompt can ask for them."""
    return verifier(f"synth/{name}").trace_format is not None


def trajectory(trace: str, answer: str) -> str:
    """A whole right completion: the worked solution and the final answer."""
    return f"{trace}\n\n<answer>\n{answer}\n</answer>"


def numbered_lines(text: str) -> str:
    """The lines `S1: ...` of a worked solution, and its answer where it has one: without the sentences between them, which are English."""
    steps, tag, answer = text.partition("\n\n<answer>")
    return "\n".join(line for line in steps.split("\n") if re.match(r"S\d+:|世界[AB]：", line)) + tag + answer


class Candidate(NamedTuple):
    """A draw that gave a problem (or a family of them), not yet rendered or checked. digests: a fingerprint for each member.
    split_digest: the hash that its split goes by; the fingerprint where the task has no split key. wording: the draw's number for its
    wording; languages: those of its rows, each member in each."""

    stream: Stream
    source: Source
    draw: int
    members: tuple[Sample, ...]
    digests: tuple[bytes, ...]
    split_digest: bytes
    wording: int
    languages: tuple[str, ...]

    def rows(self, split: str = "") -> list[Row]:
        """The rows, self-checked: member by member, each in the draw's languages. Raises BrokenTask."""
        rows: list[Row] = []
        for place in range(len(self.members)):
            for language in self.languages:
                try:
                    rows.append(self._row(place, language, len(rows), split))
                except BrokenTask:
                    raise
                except Exception as error:
                    if is_stop(error):
                        raise KeyboardInterrupt from None
                    raise BrokenTask(f"{key(self.source, self.draw)}: {type(error).__name__}: {error}") from error
        return rows

    def _row(self, place: int, language: str, number: int, split: str) -> Row:
        stream, source, member, task = self.stream, self.source, self.members[place], self.stream.task
        ground_truth = member.problem.to_json()
        answer = localized(task, member.answer, language)
        check(task, member.problem, answer, ground_truth, source, self.draw)
        # Members are worded alike, so that their texts differ where their problems do.
        prompt = render(task, member.problem, wording(self.wording, language), language)
        with_steps = stream.with_steps and has_steps(task.name)
        trace, rejected = member.trace, member.rejected
        if trace and language != "en" and has_steps(task.name):
            trace, rejected = numbered_lines(trace), numbered_lines(rejected)
        if with_steps:
            prompt = f"{prompt}\n\n{trace_format(f'synth/{task.name}', language).strip()}"
        return Row(
            data_source=f"synth/{task.name}",
            prompt=[{"role": "user", "content": prompt}],
            ability=task.domain,
            difficulty=stream.difficulty,
            reward_model={"style": "rule", "ground_truth": ground_truth},
            extra_info={
                "index": (self.draw * stream.streams + stream.number) * stream.max_members + number,
                "split": split,
                "task": task.name,
                "version": task.version,
                "difficulty": stream.difficulty,
                "language": language,
                "with_steps": with_steps,
                "knobs": source.knobs,
                "seed": stream.seed,
                "draw": self.draw,
                "member": place,
                "fingerprint": self.digests[place].hex(),
                "family_id": self.digests[0].hex() if task.max_members > 1 or stream.parallel else "",
                "answer": answer,
                "effort": float(member.effort),
                "trace": trace,
                "rejected": rejected,
                "provenance": member.provenance,
            },
            trajectory=[{"role": "assistant", "content": trajectory(trace, answer)}] if trace else [],
        )


def candidate(stream: Stream, draw: int, source: Source | None = None) -> Candidate:
    """Generate one draw. Raises Discard when it gives no problem. `source` is `stream.source`, worked out once by callers that make
    many draws."""
    task, source = stream.task, source or stream.source
    rng, number = randoms(source, draw)
    languages = (choose(number, stream.languages),) if not stream.parallel else tuple(language for language, _ in stream.languages)
    try:
        sample = task.generate(rng, stream.knobs, languages[0]) if task.by_language else task.generate(rng, stream.knobs)
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
    return Candidate(stream, source, draw, members, digests, by_split[0], number, languages)


def family(stream: Stream, draw: int) -> list[Row]:
    """The rows of one draw: one, or a family of members. Raises Discard, BrokenTask."""
    return candidate(stream, draw).rows()


def check(task: Task, made: Problem, answer: str, ground_truth: str, source: Source, draw: int) -> None:
    """The self-check of one row, from the JSON that is written. The corrupted answer depends on problem, answer and draw alone."""
    problem = task.problem.from_json(ground_truth)
    if problem != made:
        raise BrokenTask(f"{key(source, draw)}: the problem changes on its way through JSON")
    verdict = task.verify(problem, answer)
    if not verdict.accepted:
        raise BrokenTask(f"{key(source, draw)}: the answer {answer!r} is refused ({verdict.reason})")
    corrupted = task.corrupt(problem, answer, FastRandom(draw))
    if task.verify(problem, corrupted).accepted:
        raise BrokenTask(f"{key(source, draw)}: the corrupted answer {corrupted!r} is accepted")


def key(source: Source, draw: int) -> str:
    """The key in words, as errors print it."""
    return f"{source.task} version {source.version} knobs {source.knobs} seed {source.seed} draw {draw}"
