"""Rewrite: a text about a scene and a chain of changes, each of which changes what it is given and matters to the result.

Effort is the sentences that each step looks at, and one for each step."""

from random import Random
from typing import Annotated, Any

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.instruct import _compose, _say
from synth.generators.instruct._draft import start
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.instruct import _letters, _marks, _words
from synth.verifiers.instruct._check import Check
from synth.verifiers.instruct._text import Language, Text
from synth.verifiers.instruct.rewrite import (
    Add,
    Drop,
    Mark,
    Move,
    Replace,
    Reverse,
    Rewrite,
    Shout,
    Sort,
    Step,
    Swap,
    blocks,
    components,
    result,
    verify,
)

TRIES, DRAWS, EDITS = 30, 20, 150
ADDED = {
    "en": ("So much for that.", "This was news to me.", "Keep it in mind.", "Nobody doubts it.", "Here comes more."),
    "zh": ("情况就是这样。", "这一点请记住。", "谁也不怀疑。", "后面还有。", "这是新消息。"),
}
NEW = {"en": ("XX", "blank", "so-and-so", "etcetera", "hmm"), "zh": ("某", "甲", "乙", "口")}
"""What a word is replaced by: nothing that makes sense."""


class Knobs(Frozen, frozen=True):
    sentences: Annotated[int, Meta(ge=3, le=14)]
    """Sentences of the text."""
    steps: Annotated[int, Meta(ge=1, le=10)]
    """Changes, one after the other."""
    conditions: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a change is for the sentences alone that keep a condition."""
    layout: Annotated[float, Meta(ge=0, le=1)]
    """Chance that the result is not one paragraph."""


LEVELS = (
    Knobs(3, 1, 0, 0),
    Knobs(4, 1, 0.3, 0.5),
    Knobs(4, 2, 0.3, 0.5),
    Knobs(5, 2, 0.4, 1),
    Knobs(6, 3, 0.4, 1),
    Knobs(7, 4, 0.5, 1),
    Knobs(8, 5, 0.5, 1),
    Knobs(9, 6, 0.5, 1),
    Knobs(10, 7, 0.5, 1),
    Knobs(12, 8, 0.6, 1),
)


def generate(rng: Random, knobs: Knobs, language: Language = "en") -> Sample:
    for _ in range(TRIES):
        sentences = start(rng, language, 8, 6).sentences[: knobs.sentences]
        text = ("" if language == "zh" else " ").join(sentences)
        steps = _steps(rng, knobs, sentences, language)
        layout: Any = rng.choice(("lines", "numbered", "blocks")) if rng.random() < knobs.layout else "paragraph"
        problem = Rewrite(language, text, tuple(steps), layout, rng.randint(2, 3) if layout == "blocks" else 1)  # type: ignore[arg-type]
        if len(steps) == knobs.steps and _matters(problem):
            made = result(problem)
            return Sample(problem, written(problem, made), len(steps) * (1 + 0.1 * len(sentences)) + 0.1 * len(made))
    raise Discard("steps that do not matter")


def _steps(rng: Random, knobs: Knobs, sentences: list[str], language: Language) -> list[Step]:
    """Each changes the sentences that the one before has left, and no two in a row are alike."""
    found, now = list[Step](), sentences
    for _ in range(DRAWS * knobs.steps):
        if len(found) == knobs.steps:
            break
        step = _step(rng, knobs, now, language)
        after = step.apply(now, language)
        if after == now or len(after) < 3 or len({*after}) < len(after) or (found and type(found[-1]) is type(step)):
            continue
        found.append(step)
        now = after
    return found


def _step(rng: Random, knobs: Knobs, now: list[str], language: Language) -> Step:
    if rng.random() < knobs.conditions:
        given: Any = _condition(rng, language)
        marks = ".!?" if language == "en" else "。！？"
        changes: list[Step] = [Drop(given), Mark(given, rng.choice(marks)), Mark(given, rng.choice(marks))]
        return rng.choice([*changes, Shout(given)] if language == "en" else changes)
    one, other = rng.sample(range(1, len(now) + 1), 2)
    match rng.randrange(6):
        case 0:
            return Move(one, rng.choice(("front", "end")))
        case 1:
            return Swap(min(one, other), max(one, other))
        case 2:
            return Reverse()
        case 3:
            return Sort(rng.random() < 0.5)
        case 4:
            return Add(rng.choice(ADDED[language]), rng.randint(0, len(now)))
    return _replaced(rng, now, language)


def _replaced(rng: Random, now: list[str], language: Language) -> Step:
    words = Text(" ".join(now), language).words
    if language == "zh":
        return Replace(rng.choice([word for word in words if word in "的了在是有就都上到们人来"] or words), rng.choice(NEW["zh"]))
    whole = " ".join(now)
    fit = [word for word in words if len(word) > 2 and word.isalpha() and words.count(word) == whole.count(word)]
    return Replace(rng.choice(fit or words), rng.choice(NEW["en"]))


def _condition(rng: Random, language: Language) -> Check:
    mark = "," if language == "en" else "，"
    size = rng.randint(6, 10) if language == "en" else rng.randint(10, 16)
    return rng.choice(
        (
            _marks.MarkCount(1, mark=mark),
            _marks.WithoutMark(mark),
            _words.WordCount(size),
            _words.WordCount(0, size),
            _letters.NumberCount(1),
            _letters.NumberCount(0, 0),
        )
    )


def _matters(problem: Rewrite) -> bool:
    """Whether the result is another one without any of the steps, and with the steps the other way round."""
    steps, made = problem.steps, result(problem)
    if any(result(replace(problem, steps=steps[:at] + steps[at + 1 :])) == made for at in range(len(steps)) if len(steps) > 1):
        return False
    return len(steps) == 1 or result(replace(problem, steps=steps[::-1])) != made


def written(problem: Rewrite, sentences: list[str]) -> str:
    gap = "" if problem.language == "zh" else " "
    parts = [gap.join(block) for block in blocks(problem, sentences)]
    if problem.layout == "numbered":
        parts = [f"{number}. {part}" for number, part in enumerate(parts, 1)]
    return ("\n\n" if problem.layout == "blocks" else "\n").join(parts)


def corrupt(problem: Rewrite, answer: str, rng: Random) -> str:
    """Something changed that breaks one reason, if it is found."""
    return _compose.broken_once(answer, rng, lambda text: components(problem, text), EDITS)


def prompt_variables(problem: Rewrite, rng: Random) -> dict[str, object]:
    language = problem.language
    given = [getattr(step, "given", None) for step in problem.steps]
    words = any(isinstance(step, Sort) for step in problem.steps) or any(isinstance(one, _words.WordCount) for one in given)
    return {
        "text": problem.text,
        "steps": [
            (type(step).__name__, step, _say.conditions((one,), False, rng, language) if one else "")
            for step, one in zip(problem.steps, given, strict=True)
        ],
        "layout": problem.layout,
        "size": problem.size,
        "ordinal": _say.ordinal(language),
        "notes": [_say.note(unit, rng, language) for unit in (["words", "ends"] if words else ["ends"])],
    }


TASK = Task(
    __name__,
    version=4,
    problem=Rewrite,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(100_000,) + (1_000_000,) * 9,
    corrupt=corrupt,
    by_language=True,
)
