"""Answerability: answer a question about a fictional world where its documents settle it, else Unknown.

Refused for the first of: format (neither what the question asks for nor Unknown), abstained (Unknown, where the documents settle the
answer), unfounded (an answer, where they do not), value (another answer). The label is never stored: it is worked out when a problem is
built, by looking at the worlds that keep what the documents tell."""

from msgspec.structs import replace

from synth.schemas.verdict import ACCEPT, Proven, TraceVerdict, Verdict, refuse
from synth.verifiers.worlds import _steps, questions
from synth.verifiers.worlds._answers import read
from synth.verifiers.worlds._told import Told, outcome
from synth.verifiers.worlds._world import Document

__all__ = ["ABSTENTION", "EXAMPLES", "TRACE_FORMAT", "Answerability", "proven", "verify", "verify_trace"]

ABSTENTION = "Unknown"
TRACE_FORMAT = {language: text + _steps.WORLDS[language] for language, text in _steps.TRACE_FORMAT.items()}


class Answerability(Told, frozen=True):
    """A world that settles its question or leaves it open."""


def verify(problem: Answerability, answer: str) -> Verdict:
    given, right = read(problem, answer), outcome(problem)
    if given == "unknown":
        return ACCEPT if right is None else refuse("abstained")
    if isinstance(given, str):
        return refuse("format")
    if right is None:
        return refuse("unfounded")
    return ACCEPT if given == right else refuse("value")


def verify_trace(problem: Answerability, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT and its final answer; its reasons stand in `_steps.verify_trace`."""
    return _steps.verify_trace(problem, completion, verify)  # type: ignore[arg-type]


def proven(problem: Answerability, completion: str) -> Proven:
    """How much of the proof stands; see `synth.verifiers.score_steps`."""
    return _steps.proven(problem, completion)


def _open(problem: questions.Questions, hidden: int = -1) -> Answerability:
    """The same as a problem that may be open. hidden: the place of a fact of the first document that is not told."""
    first, *others = problem.documents
    facts = tuple(fact for place, fact in enumerate(first.facts) if place != hidden)
    told = Answerability(**{field: getattr(problem, field) for field in problem.__struct_fields__})
    return replace(told, documents=(Document(first.kind, facts), *others), complete=())


_TEACHER, _GUILDS, _CHINESE = (questions.EXAMPLES[place][0] for place in (0, 13, 26))

EXAMPLES = (
    (_open(_TEACHER), "Mirel", ""),
    (_open(_TEACHER), "The answer is Mirel.", ""),
    (_open(_GUILDS), "Mirel, Orenth", ""),
    (_open(_TEACHER, 2), "Unknown", ""),
    (_open(_TEACHER, 2), "**Unknown**.", ""),
    (_open(_TEACHER, 2), "Cannot be determined", ""),
    (_open(_GUILDS, 0), "unknown", ""),
    (_open(_TEACHER), "Unknown", "abstained"),
    (_open(_TEACHER), "", "format"),
    (_open(_TEACHER), "Mirel or Unknown", "format"),
    (_open(_TEACHER), "Orenth", "value"),
    (_open(_TEACHER, 2), "Mirel", "unfounded"),
    (_open(_TEACHER, 2), "nobody", "format"),
    (_open(_GUILDS, 0), "Mirel, Orenth", "unfounded"),
    (_open(_CHINESE), "米莱尔", ""),
    (_open(_CHINESE), "答案是米莱尔。", ""),
    (_open(_CHINESE, 2), "未知", ""),
    (_open(_CHINESE, 2), "答案：未知。", ""),
    (_open(_CHINESE, 2), "无法确定", ""),
    (_open(_CHINESE), "未知", "abstained"),
    (_open(_CHINESE), "奥伦特", "value"),
    (_open(_CHINESE, 2), "米莱尔", "unfounded"),
)
