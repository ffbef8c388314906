"""One passage -> its family: the original and, for each wrong option, a passage for which that option is right.

    solve the original -> identify -> rationale -> for each wrong option: premises -> organise -> write -> solve k times -> rationale

A member is kept only when every step's reply could be read, the premises single out its option, the text passes the filters and
the solutions agree; whatever fails is counted under one word. The family's rows depend on the replies alone.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

import msgspec

from synth.pipelines.augment import steps
from synth.pipelines.augment.augment_plan import AugmentPlan
from synth.pipelines.augment.filters import passage_fault
from synth.pipelines.augment.passages import Passage
from synth.pipelines.augment.steps import NO_OPTION, Analysis, Change
from synth.pipelines.model.client import Client, RequestRefused
from synth.pipelines.run.randomness import fingerprint
from synth.schemas.errors import BrokenTask
from synth.schemas.record import Row
from synth.verifiers import verify
from synth.verifiers.counterfactual.reading import LETTERS, SOURCE, TASK, Reading, findings

VERSION = 1
MAX_MEMBERS = 4
PASSAGE_REASONS = ("item", "duplicate", "unread", "original", "identify", "relations", "rationale", "refused")
"""Why a passage gives no family. item: unusable as it stands; duplicate: the same words as an earlier one; unread, original: the
solutions could not be read, or most do not find its label; relations: the premises do not single out the right option; refused: the
endpoint will not answer; else the step whose reply could not be read."""
MEMBER_REASONS = (
    "premises", "organise", "relations", "write", "scaffold", "copied", "length", "unchanged", "problem", "unread", "old", "disagree",
    "rationale", "refused",
)  # fmt: skip
"""Why a counterfactual is dropped. scaffold, copied, length, unchanged: a filter; problem: not a text that a row may hold; old: a
solution gives the old answer; disagree: one gives another answer, or none; the others as for a passage."""
T = TypeVar("T")


class Dropped(Exception):
    """This passage or member is dropped. Its argument is the reason, such as `disagree`."""


@dataclass
class Outcome:
    """What became of one passage."""

    rows: list[Row] = field(default_factory=list)
    """The family, the original first; empty when the passage is dropped."""
    dropped_passages: Counter[str] = field(default_factory=Counter)
    """Why the passage is dropped: `{"original": 1}`, or empty."""
    dropped_members: Counter[str] = field(default_factory=Counter)
    """Why counterfactuals are dropped: `{"disagree": 2}`."""
    requests: int = 0
    """Replies used, whether they came now or from the cache."""
    tokens_in: int = 0
    """Their prompt tokens."""
    tokens_out: int = 0
    """Their completion tokens."""


@dataclass
class Member:
    """One member before it is a row."""

    problem: Reading
    analysis: Analysis | None = None
    """Its premises and how the options stand to them; None for an original that is kept without being taken apart."""
    trace: str = ""
    """Its rationale; empty when there is none."""
    changes: tuple[Change, ...] = ()
    """Edits of the original's premises that lead to it; none for the original."""
    votes: tuple[int, ...] = ()
    """Option that each solution found, such as `(1, 1, 1)`; NO_OPTION for none."""


def make_family(number: int, passage: Passage, plan: AugmentPlan, client: Client) -> Outcome:
    """Ask for all members of a passage's family. number: of the passage in the run. Raises SynthError when the endpoint cannot be
    used."""
    return _Family(passage, plan, client).outcome(number)


class _Family:
    def __init__(self, passage: Passage, plan: AugmentPlan, client: Client) -> None:
        self._passage, self._plan, self._client = passage, plan, client
        self._out = Outcome()

    def outcome(self, number: int) -> Outcome:
        members: list[Member] = []
        try:
            members.append(self._original())
        except Dropped as reason:
            self._out.dropped_passages[str(reason)] += 1
            if self._plan.keep_all:
                members.append(Member(self._passage.problem))
        original = members[0] if members else None
        if original and original.trace:
            for target in range(4):
                if LETTERS[target] != original.problem.answer:
                    try:
                        members.append(self._counterfactual(original, target))
                    except Dropped as reason:
                        self._out.dropped_members[str(reason)] += 1
        self._out.rows = [self._row(number, member, members) for member in range(len(members))]
        return self._out

    def _original(self) -> Member:
        problem, k = self._passage.problem, self._plan.k
        right = LETTERS.index(problem.answer)
        votes: tuple[int, ...] = ()
        if not self._plan.keep_all:
            votes = self._solve(problem, lambda votes: 2 * votes.count(right) > k or 2 * _others(votes, right) >= k)
            if 2 * votes.count(right) <= k:
                raise Dropped("original")
        analysis = self._step("identify", {"problem": problem, "right": "abcd"[right]}, steps.read_analysis, _singles_out(right))
        return Member(problem, analysis, self._rationale(problem, analysis), votes=votes)

    def _counterfactual(self, original: Member, target: int) -> Member:
        problem, analysis = original.problem, original.analysis
        assert analysis is not None  # an original with a trace has been taken apart
        old, count = LETTERS.index(problem.answer), len(analysis.premises)
        values: dict[str, object] = {"problem": problem, "analysis": analysis, "right": "abcd"[old], "target": "abcd"[target]}
        changes = self._step("premises", values, lambda text: steps.read_changes(text, count))
        values["changed"] = steps.apply(changes, analysis.premises)
        organised = self._step("organise", values, steps.read_analysis, _singles_out(target))
        values = {"problem": problem, "analysis": organised, "words": len(problem.context.split())}
        text = self._step("write", values, lambda reply: _paragraphs(reply) or None, lambda written: _unfit(written, problem))
        rewritten = msgspec.structs.replace(problem, context=text, answer=LETTERS[target])
        votes = self._solve(rewritten, lambda votes: bool(_others(votes, target)))
        if _others(votes, target):
            raise Dropped("old" if old in votes else "disagree")
        return Member(rewritten, organised, self._rationale(rewritten, organised), changes, votes)

    def _step(
        self, step: str, values: dict[str, object], read: Callable[[str], T | None], fault: Callable[[T], str] = lambda value: ""
    ) -> T:
        """Ask until the reply can be read and has no fault."""
        reason, prompt = step, steps.step_prompt(step, **values)
        for sample in range(self._plan.tries):
            value = self._ask(prompt, sample, read)
            reason = step if value is None else fault(value)
            if value is not None and not reason:
                return value
        raise Dropped(reason)

    def _solve(self, problem: Reading, settled: Callable[[tuple[int, ...]], bool]) -> tuple[int, ...]:
        """The votes of up to k independent solutions; no more are asked for once it is settled."""
        votes: tuple[int, ...] = ()
        prompt = steps.step_prompt("solve", problem=problem)
        for solution in range(self._plan.k):
            samples = range(solution, self._plan.k * self._plan.tries, self._plan.k)
            read = (self._ask(prompt, sample, lambda text: steps.read_vote(text, problem.options)) for sample in samples)
            vote = next((vote for vote in read if vote is not None), None)
            if vote is None:
                raise Dropped("unread")
            votes += (vote,)
            if settled(votes):
                break
        return votes

    def _ask(self, prompt: str, sample: int, read: Callable[[str], T | None]) -> T | None:
        try:
            reply = self._client.ask(prompt, sample)
        except RequestRefused:
            raise Dropped("refused") from None
        self._out.requests += 1
        self._out.tokens_in += reply.tokens_in
        self._out.tokens_out += reply.tokens_out
        text = steps.without_thinking(reply.text) if reply.complete else None
        return None if text is None else read(text)

    def _rationale(self, problem: Reading, analysis: Analysis) -> str:
        """The trace: premises, and for each option what was found and by which of them."""
        values: dict[str, object] = {"problem": problem, "analysis": analysis, "right": problem.answer.lower()}
        reasons = self._step("rationale", values, lambda text: steps.read_rationale(text, analysis))
        lines = ["The passage says:", *(f"[{n}] {text}" for n, text in enumerate(analysis.premises, 1)), ""]
        for name, text, reason, option in zip("abcd", problem.options, reasons, analysis.options, strict=True):
            cited = ", ".join(f"[{n}]" for n in option.premises) or "none"
            found = "not supported" if option.relation == "neither" else option.relation
            lines += [f"({name}) {text}", f"Analysis: {reason}", f"Identify Premises: {cited} - {found}."]
        trace = "\n".join([*lines, f"Therefore the answer is ({problem.answer.lower()})."])
        read = [finding and (finding.stand, finding.cited) for finding in findings(trace) or ()]
        if read != [(option.relation, option.premises) for option in analysis.options]:
            raise Dropped("rationale")  # an option that holds a marker itself, say
        return trace

    def _row(self, number: int, index: int, members: list[Member]) -> Row:
        member, problem, truth = members[index], members[index].problem, members[index].problem.to_json()
        family_id = fingerprint(TASK, members[0].problem.to_json().encode())
        rng = Random(int.from_bytes(family_id))  # members of a family are worded alike
        prompt = steps.row_prompt(rng.randrange(steps.row_phrasings()), problem=problem)
        others = members[:1] if index else members[1:]
        trajectory = _completion(member) if member.trace else ""
        rejected = _completion(rng.choice(others)) if others else ""
        answer = f"<answer>\n{problem.answer}\n</answer>"
        if not verify(SOURCE, trajectory or answer, truth).accepted or (rejected and verify(SOURCE, rejected, truth).accepted):
            raise BrokenTask(f"{self._passage.source}, member {index}: the verifier refuses its answer or accepts its rejected")
        return Row(
            data_source=SOURCE,
            prompt=[{"role": "user", "content": prompt}],
            ability="counterfactual",
            difficulty=0,
            reward_model={"style": "rule", "ground_truth": truth},
            extra_info={
                "index": number * MAX_MEMBERS + index,
                "split": self._passage.split,
                "task": TASK,
                "version": VERSION,
                "difficulty": 0,
                "language": "en",
                "with_steps": False,
                "knobs": msgspec.json.encode({"k": self._plan.k, "model": self._plan.model}).decode(),
                "seed": 0,
                "draw": number,
                "member": index,
                "fingerprint": fingerprint(TASK, truth.encode()).hex(),
                "family_id": family_id.hex(),
                "answer": problem.answer,
                "effort": float(len(member.analysis.premises)) if member.analysis else 0.0,
                "trace": member.trace,
                "rejected": rejected,
                "provenance": self._provenance(member, members[0], index),
            },
            trajectory=[{"role": "assistant", "content": trajectory}] if trajectory else [],
        )

    def _provenance(self, member: Member, original: Member, index: int) -> str:
        """Premises are numbered from 1; those of an edit are the original's."""
        before = defaultdict(str, enumerate(original.analysis.premises if original.analysis else (), 1))
        return msgspec.json.encode(
            {
                "role": "counterfactual" if index else "original",
                "source": self._passage.source,
                "target": member.problem.answer,
                "premises": member.analysis.premises if member.analysis else (),
                "edits": [
                    {"premise": change.premise, "kind": change.kind, "before": before[change.premise], "after": change.text}
                    for change in member.changes
                ],
                "cores": [option._asdict() for option in (member.analysis.options if member.analysis else ())],
                "votes": ["none" if vote == NO_OPTION else LETTERS[vote] for vote in member.votes],
            }
        ).decode()


def _singles_out(target: int) -> Callable[[Analysis], str]:
    return lambda analysis: "" if analysis.answer() == target else "relations"


def _unfit(text: str, original: Reading) -> str:
    """Why a text cannot take the place of the original's passage, or nothing."""
    reason = passage_fault(text, original.context, original.options, original.question)
    if not reason:
        try:
            Reading.from_json(msgspec.structs.replace(original, context=text).to_json())
        except (ValueError, UnicodeEncodeError):
            return "problem"
    return reason


def _others(votes: tuple[int, ...], option: int) -> int:
    return len(votes) - votes.count(option)


def _paragraphs(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\t", " ").splitlines() if line.strip())


def _completion(member: Member) -> str:
    return f"{member.trace}\n\n<answer>\n{member.problem.answer}\n</answer>"
