"""Extraction: sentences about a scene or two, conditions that some of them (or of their words) keep, each of which matters, and a form.

Effort is the sentences that are read, once for each condition, and one for each choice of form."""

from random import Random
from typing import Annotated, Any

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.instruct import _compose, _read, _say
from synth.generators.instruct._draft import start
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.instruct import _letters, _marks, _words
from synth.verifiers.instruct._check import MANY, Check
from synth.verifiers.instruct._text import Language, Text
from synth.verifiers.instruct.extraction import Extraction, cased, components, items, verify

TRIES, EDITS = 300, 150
LABELS = {"en": ("Total:", "Found:", "Items:", "Count ="), "zh": ("共：", "总数：", "合计：", "条数：")}
OPENING = {"quotes": '""', "square": "[]", "round": "()", "angle": "<>", "stars": "**", "": ("", "")}


class Knobs(Frozen, frozen=True):
    sentences: Annotated[int, Meta(ge=3, le=20)]
    """Sentences of the text."""
    conditions: Annotated[int, Meta(ge=0, le=3)]
    """Conditions on what is wanted."""
    parts: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a few words of each sentence are wanted, or words by themselves, instead of whole sentences."""
    order: Annotated[float, Meta(ge=0, le=1)]
    """Chance that the order is another one than that of the text."""
    forms: Annotated[int, Meta(ge=0, le=4)]
    """Of: a mark before each item, signs around it, other letters, a count at the end."""


LEVELS = (
    Knobs(3, 0, 0, 0, 0),
    Knobs(4, 0, 0.2, 0.3, 1),
    Knobs(5, 1, 0.2, 0.3, 1),
    Knobs(6, 1, 0.3, 1, 1),
    Knobs(8, 1, 0.4, 1, 2),
    Knobs(9, 2, 0.4, 1, 2),
    Knobs(11, 2, 0.5, 1, 3),
    Knobs(13, 2, 0.5, 1, 4),
    Knobs(14, 3, 0.5, 1, 4),
    Knobs(18, 3, 0.5, 1, 4),
)


def generate(rng: Random, knobs: Knobs, language: Language = "en") -> Sample:
    for _ in range(TRIES):
        problem = _drawn(rng, knobs, language)
        found = items(problem)
        if problem.case == "lower" and all(cased(problem, item) == item for item in found):
            problem = replace(problem, case="upper")
        if 2 <= len(found) <= 20 and _plain(problem, found) and _matters(problem, found):
            effort = _sentences(problem) * (0.3 + 0.3 * len(problem.given)) + 0.2 * len(found) + knobs.forms
            effort += (problem.order != "text") + (problem.pick != "whole") + (problem.most > 0) + problem.either
            return Sample(problem, written(problem, found), effort)
    raise Discard("conditions that leave some and take some")


def _drawn(rng: Random, knobs: Knobs, language: Language) -> Extraction:
    drafts = [start(rng, language, 8, 6) for _ in range(1 + (knobs.sentences > 12))]
    told = dict.fromkeys(one for draft in drafts for one in draft.sentences)  # two of one scene may share some
    sentences = list(told)[: knobs.sentences]
    text = ("" if language == "zh" else " ").join(sentences)
    unit: Any = "words" if language == "en" and rng.random() < knobs.parts / 2 else "sentences"
    pick: Any = rng.choice(("first", "last")) if unit == "sentences" and rng.random() < knobs.parts else "whole"
    order: Any = "text"
    if rng.random() < knobs.order:
        order = rng.choice(("reverse", "length", "alphabet") if language == "en" else ("reverse", "length"))
    forms = set(rng.sample(("marker", "pair", "case", "label"), knobs.forms))
    on_lines = "marker" in forms or unit == "sentences" or rng.random() < 0.4
    marker: Any = rng.choice(("-", "*", "1.", "1)", "a)")) if "marker" in forms else ""
    pair: Any = rng.choice(("quotes", "square", "round", "angle")) if "pair" in forms else ""
    joint: Any = "line" if on_lines else rng.choice(("; ", " | ", " / ", *([" > "] if pair != "angle" else [])))
    given = tuple(_condition(rng, text, unit, language) for _ in range(knobs.conditions))
    return Extraction(
        language,
        text,
        unit,
        given,  # type: ignore[arg-type]
        len(given) > 1 and rng.random() < 0.3 * (len(given) - 1),
        pick,
        rng.randint(2, 4) if pick != "whole" else 1,
        order,
        order in ("length", "alphabet") and rng.random() < 0.5,
        rng.randint(2, 4) if knobs.conditions and order != "text" and rng.random() < 0.3 else 0,
        joint,
        marker,
        pair,
        rng.choice(("upper", "lower")) if "case" in forms and language == "en" else "",
        rng.choice(LABELS[language]) if "label" in forms else "",
    )


def _condition(rng: Random, text: str, unit: str, language: Language) -> Check:
    if unit == "words":
        letter = rng.choice("aeiourstnl")
        least = rng.randint(5, 8)
        return rng.choice(
            (
                _words.WordLength(least),
                _words.WordLength(0, least - 3),
                _letters.LetterCount(1, letter=letter),
                _letters.WithoutLetter(letter),
            )
        )
    mark = rng.choice(",!?" if language == "en" else "，！？")
    size = rng.randint(7, 11) if language == "en" else rng.randint(11, 17)
    word = rng.choice(("the", "a", "to", "in", "of", "for", "and", "is", "you", "we") if language == "en" else _read.COMMON["zh"][:12])
    return rng.choice(
        (
            _marks.MarkCount(1, mark=mark),
            _marks.WithoutMark("," if language == "en" else "，"),
            _words.WordCount(size),
            _words.WordCount(0, size),
            _letters.NumberCount(1),
            _letters.NumberCount(0, 0),
            _words.UsesTimes(1, MANY, phrase=word),
            _words.Avoids((word,)),
        )
    )


def _sentences(problem: Extraction) -> int:
    return len(Text(problem.text, problem.language).of("sentences"))


def _plain(problem: Extraction, found: list[str]) -> bool:
    """Whether items can be told apart in the form, and no two ways of sorting them differ."""
    sign = problem.joint.strip()
    if problem.joint != "line" and any(sign in item for item in found):
        return False
    if problem.order == "alphabet":  # by the first words of what is sorted, before words are picked of it and only some are kept
        first = [Text(item, problem.language).low_words[:1] for item in items(replace(problem, pick="whole", most=0))]
        if not all(one and one[0].isalpha() for one in first) or len({one[0] for one in first}) < len(first):
            return False
    return problem.pair != "round" or not any("(" in item for item in found)


def _matters(problem: Extraction, found: list[str]) -> bool:
    """Whether every condition, and the order, changes what is to be written."""
    if problem.given and items(replace(problem, given=(), most=0)) == found:
        return False
    for at in range(len(problem.given)):
        if items(replace(problem, given=problem.given[:at] + problem.given[at + 1 :])) == found:
            return False
    return (problem.order == "text" or items(replace(problem, order="text")) != found) and (not problem.most or len(found) == problem.most)


def written(problem: Extraction, found: list[str]) -> str:
    opening, closing = OPENING[problem.pair]
    lines = list[str]()
    for at, item in enumerate(found):
        number = {"1.": f"{at + 1}. ", "1)": f"{at + 1}) ", "a)": f"{chr(ord('a') + at)}) ", "": ""}.get(
            problem.marker, f"{problem.marker} "
        )
        lines.append(f"{number}{opening}{cased(problem, item)}{closing}")
    whole = ("\n" if problem.joint == "line" else problem.joint).join(lines)
    gap = " " if problem.language == "en" else ""
    return f"{whole}\n{problem.label}{gap}{len(found)}" if problem.label else whole


def corrupt(problem: Extraction, answer: str, rng: Random) -> str:
    """Something changed that breaks one reason, if it is found."""
    return _compose.broken_once(answer, rng, lambda text: components(problem, text), EDITS)


def prompt_variables(problem: Extraction, rng: Random) -> dict[str, object]:
    counted = [*problem.given, *([_words.WordCount()] if problem.pick != "whole" or problem.order == "length" else [])]
    words = problem.unit == "words" or "words" in _say.units(counted)
    notes = ["words"] * words + ["ends"] * (problem.unit == "sentences")
    return {
        "problem": problem,
        "conditions": _say.conditions(problem.given, problem.either, rng, problem.language),
        "notes": [_say.note(one, rng, problem.language) for one in notes],
    }


TASK = Task(
    __name__,
    version=5,
    problem=Extraction,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.005,
    capacity=(100_000,) + (1_000_000,) * 9,
    corrupt=corrupt,
    by_language=True,
)
