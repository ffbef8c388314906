"""Branching: a text and a note about other things; rules of the branches that the note decides are read off the text, the others off
another text, and the first text breaks them.

Effort is what the rules in force weigh, more beside others, and what it takes to decide the branches."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.instruct import _compose, _say
from synth.generators.instruct._draft import Draft, start
from synth.generators.instruct.branching.conditions import condition
from synth.generators.instruct.free_text import BESIDE, RUN, TRIES
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.instruct._check import Check
from synth.verifiers.instruct._rules import AsGiven, Case, IfGiven, amount, resolved
from synth.verifiers.instruct._text import Language, Text
from synth.verifiers.instruct._words import NoRepeatedRun, OwnSentences, Tongue
from synth.verifiers.instruct.branching import Branching, verify

READS = 30


class Knobs(Frozen, frozen=True):
    details: Annotated[int, Meta(ge=2, le=8)]
    """Details that the text has to tell."""
    noted: Annotated[int, Meta(ge=2, le=10)]
    """Sentences of the note."""
    count: Annotated[int, Meta(ge=0, le=8)]
    """Constraints that hang on nothing, besides those on the details and on repetition."""
    branches: Annotated[int, Meta(ge=1, le=4)]
    """Rules that hang on the note."""
    cases: Annotated[int, Meta(ge=1, le=3)]
    """Cases of such a rule at most, besides the last."""
    conditions: Annotated[int, Meta(ge=1, le=2)]
    """Conditions of a case at most."""
    kinds: Annotated[int, Meta(ge=1, le=9)]
    """Kinds of conditions, those that are looked up first, those that are counted last."""
    numbers: Annotated[int, Meta(ge=0, le=2)]
    """Numbers of parts that are worked out from the note."""
    nested: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a rule is about parts of the text."""


LEVELS = (
    Knobs(2, 2, 0, 1, 1, 1, 3, 0, 0),
    Knobs(2, 3, 0, 1, 1, 1, 5, 1, 0),
    Knobs(3, 3, 1, 1, 2, 1, 6, 1, 0.1),
    Knobs(3, 4, 1, 2, 1, 1, 7, 1, 0.2),
    Knobs(3, 5, 1, 2, 2, 1, 8, 1, 0.2),
    Knobs(4, 6, 2, 2, 2, 2, 9, 1, 0.3),
    Knobs(4, 7, 3, 2, 3, 2, 9, 1, 0.4),
    Knobs(5, 8, 3, 3, 2, 2, 9, 2, 0.4),
    Knobs(5, 9, 4, 3, 3, 2, 9, 2, 0.5),
    Knobs(6, 10, 4, 4, 3, 2, 9, 2, 0.6),
)


def generate(rng: Random, knobs: Knobs, language: Language = "en") -> Sample:
    for _ in range(TRIES):
        draft, other, noted = (start(rng, language, details, rng.randint(1, 3)) for details in (knobs.details, knobs.details, 8))
        if noted.scene.theme == draft.scene.theme:
            continue
        gap = " " if language == "en" else ""
        note = Text(gap.join(noted.sentences[: knobs.noted]), language)
        base: list[Check] = [OwnSentences(draft.facts, BESIDE[language]), Tongue(), NoRepeatedRun(RUN[language])]
        checks = _compose.composed(rng, draft, knobs.count + knobs.branches, knobs.nested, 1 + knobs.count // 3)
        _compose.shaped(rng, other, 2)
        made = _branched(rng, knobs, checks[knobs.count :], draft, other, note, noted.facts)
        text = draft.text()
        made += [found for found in _numbers(rng, knobs.numbers, text, note) if found]
        if len(made) == knobs.branches + knobs.numbers and all(check.holds(text) for check in base):
            rules = (*base, *checks[: knobs.count], *made)
            problem = Branching(language, draft.scene.theme, draft.genre, note.value, rules)  # type: ignore[arg-type]
            return Sample(problem, draft.written(), effort(problem))
    raise Discard("no rules for the other branches")


def _branched(
    rng: Random, knobs: Knobs, checks: list[Check], draft: Draft, other: Draft, note: Text, facts: tuple[str, ...]
) -> list[IfGiven | AsGiven]:
    """Each rule in a case that applies (or in none), among others that the text breaks."""
    found = list[IfGiven | AsGiven]()
    text, decoy = draft.text(), other.text()
    for check in checks:
        count = rng.randint(1, knobs.cases)
        at = rng.randint(0, count)
        cases, last = list[Case](), check
        for place in range(count + 1):
            rule = check if place == at else _broken(rng, decoy, text, knobs.nested)
            if rule is None:
                return []
            if place == count:
                last = rule
            else:
                cases.append(_case(rng, knobs, note, place, at, rule, facts))
        found.append(IfGiven(tuple(cases), last))  # type: ignore[arg-type]
    return found


def _case(rng: Random, knobs: Knobs, note: Text, place: int, at: int, rule: Check, facts: tuple[str, ...]) -> Case:
    """Before the place where a case applies it must not, at it it must, and after it no matter."""
    wanted = place == at if place <= at else rng.random() < 0.5
    count = rng.randint(1, knobs.conditions)
    either = count > 1 and rng.random() < 0.5
    truths = [wanted] * count
    if (count > 1 and either == wanted) or (count > 1 and not either and not wanted):
        truths[rng.randrange(2)] = rng.random() < 0.5
    given = tuple(condition(rng, note, truth, knobs.kinds, facts) for truth in truths)
    return Case(given, rule, either)  # type: ignore[arg-type]


def _broken(rng: Random, decoy: Text, text: Text, nested: float) -> Check | None:
    """A rule that another text keeps and this one breaks."""
    for _ in range(READS):
        check = _compose.read(rng, decoy, nested)
        if check and not check.holds(text):
            return check
    return None


def _numbers(rng: Random, count: int, text: Text, note: Text) -> list[AsGiven | None]:
    units = [unit for unit in ("sentences", "paragraphs", "lines", "bullets", "numbered") if len(text.of(unit)) > 1]
    found = list[AsGiven | None]()
    for unit in rng.sample(units, min(count, len(units))):
        of = rng.choice(("numbers", "questions", "commas", "sentences"))
        plus = len(text.of(unit)) - amount(note, of)  # type: ignore[arg-type]
        found.append(AsGiven(unit, of, plus) if -5 <= plus <= 10 else None)  # type: ignore[arg-type]
    return found


def effort(problem: Branching) -> float:
    note = Text(problem.note, problem.language)
    kept = resolved(problem.rules, note)[3:]
    deciding = 0.0
    for rule in problem.rules:
        if isinstance(rule, IfGiven):
            deciding += sum(0.5 + 0.05 * len(note.of("sentences")) for case in rule.cases for _ in case.given)
        deciding += 1.0 * isinstance(rule, AsGiven)
    return sum(map(_compose.weight, kept)) * (1 + 0.05 * len(kept)) + deciding


def corrupt(problem: Branching, answer: str, rng: Random) -> str:
    return _compose.nearly(resolved(problem.rules, Text(problem.note, problem.language)), answer, rng, problem.language)


def prompt_variables(problem: Branching, rng: Random) -> dict[str, object]:
    said = _say.request(problem.rules, rng, problem.language)
    return {"theme": problem.theme, "genre": problem.genre, "note": problem.note, **said}


def canonical(problem: Branching) -> object:
    """The order of constraints and details is none of the task, nor is what the text is called."""
    own, *rules = problem.rules
    assert isinstance(own, OwnSentences)
    return [problem.language, problem.note, sorted(own.phrases), own.beside, sorted(rule.to_json() for rule in rules)]


TASK = Task(
    __name__,
    version=6,
    problem=Branching,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(1_000_000,) * 10,
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("theme", "genre"),
    by_language=True,
)
