"""Reading: which one of the four options answers the question about the passage?

Refused for the first of: format (not exactly one of the four options, by its letter or its own text), option (not the right one).
The passages come from outside and only a person or a model can read them, so the right letter is part of the problem.
"""

from typing import Annotated, Literal

from msgspec import Meta

from synth.schemas.problem import Problem
from synth.schemas.verdict import ACCEPT, Verdict, refuse
from synth.schemas.verifier import Contrast
from synth.verifiers.counterfactual._contrast import conclusion
from synth.verifiers.counterfactual._letters import letter as letter
from synth.verifiers.counterfactual._letters import unknown as unknown
from synth.verifiers.counterfactual._rationale import findings as findings

TASK = "counterfactual/reading"
"""The task that these rows name. No generator has this name: passages come from outside, and no key makes their rows again."""
SOURCE = f"synth/{TASK}"
"""Their `data_source`."""
LETTERS = "ABCD"
MAX_CONTEXT, MAX_QUESTION, MAX_OPTION = 6_000, 1_000, 800
# No control characters but the newline, no half of a surrogate pair.
_TEXT = r"^[^\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]*$"
Context = Annotated[str, Meta(min_length=1, max_length=MAX_CONTEXT, pattern=_TEXT)]
Question = Annotated[str, Meta(min_length=1, max_length=MAX_QUESTION, pattern=_TEXT)]
Option = Annotated[str, Meta(min_length=1, max_length=MAX_OPTION, pattern=_TEXT)]


class Reading(Problem, frozen=True):
    """context, question, options: trimmed texts; no option reads as another's text or letter. answer: the right letter."""

    context: Context
    question: Question
    options: tuple[Option, Option, Option, Option]
    answer: Literal["A", "B", "C", "D"]

    def __post_init__(self) -> None:
        for text in (self.context, self.question, *self.options):
            if not text or text != text.strip():
                raise ValueError("texts are trimmed and not empty")
        for place, option in enumerate(self.options):
            if letter(LETTERS[place], self.options) != place or letter(option, self.options) != place:
                raise ValueError(f"option {LETTERS[place]} could be taken for another one")


def verify(problem: Reading, answer: str) -> Verdict:
    place = letter(answer, problem.options)
    if place is None:
        return refuse("format")
    return ACCEPT if LETTERS[place] == problem.answer else refuse("option")


CONTRAST = Contrast(lambda problem: problem.options, conclusion)

_FERRY = Reading(
    "The ferry sails only when the harbour light is green. On days of fog the light is never green. Today there is fog.",
    "Which one of the following must be true?",
    ("The ferry sails today.", "The ferry stays in the harbour today.", "The light is broken.", "Fog lifts by noon."),
    "B",
)

EXAMPLES = (
    (_FERRY, "B", ""),
    (_FERRY, "(b)", ""),
    (_FERRY, "b.", ""),
    (_FERRY, "**B**", ""),
    (_FERRY, "\\boxed{\\text{B}}", ""),
    (_FERRY, "B) the ferry stays in the harbour today", ""),
    (_FERRY, "The ferry stays in the harbour today.", ""),
    (_FERRY, "The correct answer is option B.", ""),
    (_FERRY, "", "format"),
    (_FERRY, "A, B, C, D", "format"),
    (_FERRY, "B or C", "format"),
    (_FERRY, "B or Unknown", "format"),
    (_FERRY, "Unknown", "format"),
    (_FERRY, "B) The ferry sails today.", "format"),
    (_FERRY, "not A", "format"),
    (_FERRY, "The ferry", "format"),
    (_FERRY, "E", "format"),
    (_FERRY, "A", "option"),
    (_FERRY, "(d) Fog lifts by noon.", "option"),
)
