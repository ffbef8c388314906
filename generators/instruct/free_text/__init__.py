"""Free text: a text about one scene is laid out first, constraints are read off it, and the text itself is forgotten but for the proof that
they can be kept together.

Effort is what the constraints weigh, those on parts and with exceptions more, and more beside others."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.instruct import _compose, _say
from synth.generators.instruct._draft import start
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.instruct._check import Check
from synth.verifiers.instruct._text import Language
from synth.verifiers.instruct._words import NoRepeatedRun, OwnSentences, Tongue
from synth.verifiers.instruct.free_text import FreeText, verify

TRIES = 6
BESIDE, RUN = {"en": 4, "zh": 6}, {"en": 3, "zh": 8}


class Knobs(Frozen, frozen=True):
    details: Annotated[int, Meta(ge=2, le=8)]
    """Details that the text has to tell."""
    fillers: Annotated[int, Meta(ge=0, le=6)]
    """Further sentences of the text that constraints are read off."""
    count: Annotated[int, Meta(ge=1, le=14)]
    """Constraints, besides those on the details and on repetition."""
    shapes: Annotated[int, Meta(ge=0, le=5)]
    """Constraints at most for which the text is changed: layouts, frames, orders, sums."""
    nested: Annotated[float, Meta(ge=0, le=1)]
    """Chance that one of the others is about parts of the text."""


LEVELS = (
    Knobs(2, 0, 1, 1, 0),
    Knobs(3, 0, 2, 1, 0.1),
    Knobs(3, 1, 3, 1, 0.15),
    Knobs(4, 1, 4, 2, 0.2),
    Knobs(4, 2, 5, 2, 0.25),
    Knobs(5, 2, 6, 2, 0.3),
    Knobs(5, 3, 7, 3, 0.4),
    Knobs(6, 3, 8, 3, 0.5),
    Knobs(7, 3, 10, 4, 0.6),
    Knobs(8, 4, 12, 4, 0.7),
)


def generate(rng: Random, knobs: Knobs, language: Language = "en") -> Sample:
    for _ in range(TRIES):
        draft = start(rng, language, knobs.details, knobs.fillers)
        base: list[Check] = [OwnSentences(draft.facts, BESIDE[language]), Tongue(), NoRepeatedRun(RUN[language])]
        checks = _compose.composed(rng, draft, knobs.count, knobs.nested, knobs.shapes)
        text = draft.text()
        if len(checks) == knobs.count and all(check.holds(text) for check in base):
            effort = sum(map(_compose.weight, checks)) * (1 + 0.05 * len(checks)) + 0.2 * knobs.details
            return Sample(FreeText(language, draft.scene.theme, draft.genre, (*base, *checks)), draft.written(), effort)  # type: ignore[arg-type]
    raise Discard("a text that repeats itself")


def corrupt(problem: FreeText, answer: str, rng: Random) -> str:
    return _compose.nearly(problem.rules, answer, rng, problem.language)


def prompt_variables(problem: FreeText, rng: Random) -> dict[str, object]:
    said = _say.request(problem.rules, rng, problem.language)
    return {"theme": problem.theme, "genre": problem.genre, **said}


def canonical(problem: FreeText) -> object:
    """The order of constraints and details is none of the task, nor is what the text is called."""
    own, *rules = problem.rules
    assert isinstance(own, OwnSentences)
    return [problem.language, sorted(own.phrases), own.beside, sorted(rule.to_json() for rule in rules)]


TASK = Task(
    __name__,
    version=6,
    problem=FreeText,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(100_000,) * 2 + (1_000_000,) * 8,
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("theme", "genre"),
    by_language=True,
)
