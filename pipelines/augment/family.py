"""One passage -> its family: the original and, for each wrong option, a passage for which that option is right.

    solve the original -> identify -> rationale -> for each wrong option: premises -> organise -> write -> solve k times -> rationale

A member is kept only when every step's answer could be read, the premises single out its option, the text passes the filters and
the solves agree; whatever fails is counted under one word. The family's rows depend on the answers alone.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

import msgspec

from synth.pipelines.augment import steps
from synth.pipelines.augment.client import Client, Refused
from synth.pipelines.augment.filters import leak
from synth.pipelines.augment.passages import Passage
from synth.pipelines.augment.shards import TASK, Plan
from synth.pipelines.augment.steps import NONE, Analysis, Change
from synth.pipelines.run.randomness import fingerprint
from synth.schemas.errors import BrokenTask
from synth.schemas.record import Row
from synth.verifiers import verify
from synth.verifiers.counterfactual._rationale import findings
from synth.verifiers.counterfactual.reading import LETTERS, Reading

VERSION = 1
WIDTH = 4  # members of a family at most
PASSAGE_REASONS = ("item", "duplicate", "unread", "original", "identify", "relations", "rationale", "refused")
"""Why a passage gives no family. item: of no use as it stands; unread, original: the solves could not be read, or most do not find its
label; relations: the premises do not single out the right option; refused: the endpoint will not answer; else the step not read."""
MEMBER_REASONS = (
    "premises", "organise", "relations", "write", "scaffold", "copied", "length", "unchanged", "problem", "unread", "old", "disagree",
    "rationale", "refused",
)  # fmt: skip
"""Why a counterfactual is dropped. scaffold, copied, length, unchanged: a filter; problem: not a text that a row may hold; old: a solve
gives the old answer; disagree: a solve gives another one, or none."""
T = TypeVar("T")


class Lost(Exception):
    """This passage or member is dropped. Its argument is the word under which it is counted."""


@dataclass
class Outcome:
    """What became of one passage. requests, tokens: of all answers used, whether paid now or before."""

    rows: list[Row] = field(default_factory=list)
    lost_passages: Counter[str] = field(default_factory=Counter)
    lost_members: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass
class Member:
    """One member before it is a row. trace: empty when nothing explains it."""

    problem: Reading
    analysis: Analysis | None = None
    trace: str = ""
    changes: tuple[Change, ...] = ()
    votes: tuple[int, ...] = ()


def augment(number: int, passage: Passage, plan: Plan, client: Client) -> Outcome:
    """number: of the passage in the run. Raises SynthError when the endpoint cannot be used."""
    return _Family(passage, plan, client).outcome(number)


class _Family:
    def __init__(self, passage: Passage, plan: Plan, client: Client) -> None:
        self._passage, self._plan, self._client = passage, plan, client
        self._out = Outcome()

    def outcome(self, number: int) -> Outcome:
        members: list[Member] = []
        try:
            members.append(self._original())
        except Lost as lost:
            self._out.lost_passages[str(lost)] += 1
            if self._plan.keep_all:
                members.append(Member(self._passage.problem))
        original = members[0] if members else None
        if original and original.trace:
            for target in range(4):
                if LETTERS[target] != original.problem.answer:
                    try:
                        members.append(self._counterfactual(original, target))
                    except Lost as lost:
                        self._out.lost_members[str(lost)] += 1
        self._out.rows = [self._row(number, place, members) for place in range(len(members))]
        return self._out

    def _original(self) -> Member:
        problem = self._passage.problem
        right = LETTERS.index(problem.answer)
        votes: tuple[int, ...] = ()
        if not self._plan.keep_all:
            votes = self._solve(problem, lambda votes: 2 * votes.count(right) > self._plan.k or 2 * _others(votes, right) >= self._plan.k)
            if 2 * votes.count(right) <= self._plan.k:
                raise Lost("original")
        analysis = self._step("identify", {"problem": problem, "right": "abcd"[right]}, steps.read_analysis, _singles_out(right))
        return Member(problem, analysis, self._trace(problem, analysis), votes=votes)

    def _counterfactual(self, original: Member, target: int) -> Member:
        problem, analysis = original.problem, original.analysis
        assert analysis is not None  # an original with a trace has been taken apart
        old, count = LETTERS.index(problem.answer), len(analysis.premises)
        values: dict[str, object] = {"problem": problem, "reading": analysis, "right": "abcd"[old], "target": "abcd"[target]}
        changes = self._step("premises", values, lambda text: steps.read_changes(text, count))
        values["changed"] = steps.apply(changes, analysis.premises)
        organised = self._step("organise", values, steps.read_analysis, _singles_out(target))
        values = {"problem": problem, "reading": organised, "words": len(problem.context.split())}
        text = self._step("write", values, lambda said: _paragraphs(said) or None, lambda said: _unfit(said, problem))
        written = msgspec.structs.replace(problem, context=text, answer=LETTERS[target])
        votes = self._solve(written, lambda votes: bool(_others(votes, target)))
        if _others(votes, target):
            raise Lost("old" if old in votes else "disagree")
        return Member(written, organised, self._trace(written, organised), changes, votes)

    def _step(
        self, step: str, values: dict[str, object], read: Callable[[str], T | None], fault: Callable[[T], str] = lambda value: ""
    ) -> T:
        """Ask until the answer can be read and has no fault."""
        reason, prompt = step, steps.ask(step, **values)
        for sample in range(self._plan.tries):
            value = self._ask(prompt, sample, read)
            reason = step if value is None else fault(value)
            if value is not None and not reason:
                return value
        raise Lost(reason)

    def _solve(self, problem: Reading, settled: Callable[[tuple[int, ...]], bool]) -> tuple[int, ...]:
        """The votes of up to k independent solves; no more are asked for once it is settled."""
        votes: tuple[int, ...] = ()
        prompt = steps.ask("solve", problem=problem)
        for solve in range(self._plan.k):
            samples = range(solve, self._plan.k * self._plan.tries, self._plan.k)
            read = (self._ask(prompt, sample, lambda text: steps.read_vote(text, problem.options)) for sample in samples)
            vote = next((vote for vote in read if vote is not None), None)
            if vote is None:
                raise Lost("unread")
            votes += (vote,)
            if settled(votes):
                break
        return votes

    def _ask(self, prompt: str, sample: int, read: Callable[[str], T | None]) -> T | None:
        try:
            reply = self._client.ask(prompt, sample)
        except Refused:
            raise Lost("refused") from None
        self._out.requests += 1
        self._out.tokens_in += reply.tokens_in
        self._out.tokens_out += reply.tokens_out
        text = steps.spoken(reply.text) if reply.whole else None
        return None if text is None else read(text)

    def _trace(self, problem: Reading, analysis: Analysis) -> str:
        """The four-marker rationale."""
        values: dict[str, object] = {"problem": problem, "reading": analysis, "right": problem.answer.lower()}
        reasons = self._step("rationale", values, lambda text: steps.read_rationale(text, analysis))
        lines = ["The passage says:", *(f"[{n}] {text}" for n, text in enumerate(analysis.premises, 1)), ""]
        for place, (option, reason, mark) in enumerate(zip(problem.options, reasons, analysis.marks, strict=True)):
            cited = ", ".join(f"[{n}]" for n in mark.premises) or "none"
            found = "not supported" if mark.relation == "neither" else mark.relation
            lines += [f"({'abcd'[place]}) {option}", f"Analysis: {reason}", f"Identify Premises: {cited} - {found}."]
        trace = "\n".join([*lines, f"Therefore the answer is ({problem.answer.lower()})."])
        read = findings(trace)
        if not read or [(found.stand, found.cited) for found in read if found] != [tuple(mark) for mark in analysis.marks]:
            raise Lost("rationale")  # an option that holds a marker itself, say
        return trace

    def _row(self, number: int, place: int, members: list[Member]) -> Row:
        member, problem, truth = members[place], members[place].problem, members[place].problem.to_json()
        pair = fingerprint(TASK, members[0].problem.to_json().encode())
        rng = Random(int.from_bytes(pair))  # members of a family are worded alike
        prompt = steps.row_prompt(rng.randrange(steps.row_phrasings()), problem=problem)
        others = members[:1] if place else members[1:]
        trajectory = _turn(member) if member.trace else ""
        rejected = _turn(rng.choice(others)) if others else ""
        source = f"synth/{TASK}"
        answer = f"<answer>\n{problem.answer}\n</answer>"
        if not verify(source, trajectory or answer, truth).accepted or (rejected and verify(source, rejected, truth).accepted):
            raise BrokenTask(f"{self._passage.source}, member {place}: the verifier refuses its answer or accepts its rejected")
        return Row(
            data_source=source,
            prompt=[{"role": "user", "content": prompt}],
            ability="counterfactual",
            reward_model={"style": "rule", "ground_truth": truth},
            extra_info={
                "index": number * WIDTH + place,
                "split": self._passage.split,
                "task": TASK,
                "version": VERSION,
                "difficulty": 0,
                "knobs": msgspec.json.encode({"k": self._plan.k, "model": self._plan.model}).decode(),
                "seed": 0,
                "draw": number,
                "member": place,
                "fingerprint": fingerprint(TASK, truth.encode()).hex(),
                "family_id": pair.hex(),
                "answer": problem.answer,
                "effort": float(len(member.analysis.premises)) if member.analysis else 0.0,
                "trace": member.trace,
                "rejected": rejected,
                "provenance": self._certificate(member, members[0], place),
            },
            trajectory=[{"role": "assistant", "content": trajectory}] if trajectory else [],
        )

    def _certificate(self, member: Member, original: Member, place: int) -> str:
        """Premises are numbered from 1; those of an edit are the original's."""
        before = defaultdict(str, enumerate(original.analysis.premises if original.analysis else (), 1))
        marks = member.analysis.marks if member.analysis else ()
        return msgspec.json.encode(
            {
                "role": "counterfactual" if place else "original",
                "source": self._passage.source,
                "target": member.problem.answer,
                "premises": member.analysis.premises if member.analysis else (),
                "edits": [
                    {"premise": change.premise, "kind": change.kind, "before": before[change.premise], "after": change.text}
                    for change in member.changes
                ],
                "cores": [{"relation": mark.relation, "premises": mark.premises} for mark in marks],
                "votes": ["none" if vote == NONE else LETTERS[vote] for vote in member.votes],
            }
        ).decode()


def _singles_out(target: int) -> Callable[[Analysis], str]:
    return lambda analysis: "" if analysis.answer() == target else "relations"


def _unfit(text: str, original: Reading) -> str:
    """Why a text cannot take the place of the original's passage, or nothing."""
    reason = leak(text, original.context, original.options, original.question)
    if not reason:
        try:
            Reading.from_json(msgspec.structs.replace(original, context=text).to_json())
        except (ValueError, UnicodeEncodeError):
            return "problem"
    return reason


def _others(votes: tuple[int, ...], place: int) -> int:
    return len(votes) - votes.count(place)


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\t", " ").splitlines() if line.strip())


def _turn(member: Member) -> str:
    return f"{member.trace}\n\n<answer>\n{member.problem.answer}\n</answer>"
