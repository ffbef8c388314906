"""Search: answer a question about a fictional world whose documents are not in the prompt, but are searched and opened.

Refused for the first of: format (not one name, year, number or set of names, as the question asks for), value (another one). `environment`
runs the tools, from the row alone."""

from typing import Annotated

from msgspec import Meta

from synth.schemas.verdict import Proven, TraceVerdict, Verdict
from synth.verifiers.worlds import _steps, questions
from synth.verifiers.worlds._steps import TRACE_FORMAT
from synth.verifiers.worlds._told import Told
from synth.verifiers.worlds._world import DOCUMENTS, ENTITIES, Document, Kind, Name

__all__ = ["EXAMPLES", "TRACE_FORMAT", "Search", "proven", "verify", "verify_trace"]

ALL_FACTS = 800
"""Facts of all documents together, at most."""


class Search(questions.Questions, frozen=True, kw_only=True):
    """A world that settles its question, told in many documents."""

    names: Annotated[tuple[Name, ...], Meta(min_length=2, max_length=ENTITIES)]
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=2, max_length=ENTITIES)]
    documents: Annotated[tuple[Document, ...], Meta(min_length=1, max_length=DOCUMENTS)]
    """Numbered from 1: document 17 is opened as `F17`."""
    calls: Annotated[int, Meta(ge=2, le=80)]
    """Calls of tools at most before the answer."""

    def __post_init__(self) -> None:
        if sum([len(document.facts) for document in self.documents]) > ALL_FACTS:
            raise ValueError(f"more than {ALL_FACTS} facts")
        super().__post_init__()


def verify(problem: Search, answer: str) -> Verdict:
    return questions.verify(problem, answer)


def verify_trace(problem: Search, completion: str) -> TraceVerdict:
    """The verdict on a derivation in TRACE_FORMAT and its final answer; its reasons stand in `_steps.verify_trace`."""
    return _steps.verify_trace(problem, completion, verify)  # type: ignore[arg-type]


def proven(problem: Search, completion: str) -> Proven:
    """How much of the proof stands; see `synth.verifiers.score_steps`."""
    return _steps.proven(problem, completion)


def searched(problem: Told, calls: int) -> Search:
    """The same world to be searched."""
    return Search(**{field: getattr(problem, field) for field in problem.__struct_fields__}, calls=calls)


EXAMPLES = tuple((searched(problem, 8), answer, reason) for problem, answer, reason in questions.EXAMPLES)
