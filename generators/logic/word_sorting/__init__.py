"""Word sorting: words of shared beginnings or endings, and an alphabet, keys and a shuffle that all matter to their order.

Effort counts what a sort by hand reads: the letters of the words for each key, and for each pair of neighbours in the answer
(any sort has to compare them) the keys and letters up to the first difference, log n times; and the displaced letters."""

import re
from math import log2
from random import Random
from typing import Annotated, Literal

from msgspec import Meta

from synth.generators.compiled_random import lent
from synth.generators.logic.word_sorting.kernel import drawn
from synth.generators.logic.word_sorting.lexicon import chinese, lexicon
from synth.generators.logic.word_sorting.orders import FRONT, ORDER, ROTATE, TO_FIRST, TO_LAST
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.word_sorting import ORDINARY, By, Key, WordSorting, alphabet, verify

KEYS: tuple[By, ...] = ("length", "first", "last", "vowels", "distinct", "second", "earliest", "latest", "sum", "alphabet", "reversed")
STEPS = ("order", "reverse", "rotate", "front", "first", "last", "after", "before", "swap")
"""Keys and steps by their numbers in the kernels."""


class Knobs(Frozen, frozen=True):
    words: Annotated[int, Meta(ge=6, le=70)]
    """Words to sort."""
    keys: Annotated[int, Meta(ge=1, le=5)]
    """Sort keys, the last of which compares whole words."""
    kinds: Literal["short", "counts", "every"]
    """What the keys before the last may measure: length, first and last letter (`short`), also vowels and distinct letters (`counts`), or
    also places and sums of letters (`every`)."""
    falling: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a key is falling."""
    changes: Annotated[int, Meta(ge=1, le=12)]
    """Changes made to the alphabet."""
    blocks: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a change moves many letters: reverse, rotate, front."""
    shuffled: Annotated[float, Meta(ge=0, le=1)]
    """Chance that the changes start from a shuffled alphabet, given in full."""
    listed: Annotated[float, Meta(ge=0, le=1)]
    """Chance that only the alphabet after all changes is given, in full."""
    related: Annotated[float, Meta(ge=0, le=1)]
    """Share of words that come in families of the same beginning (or ending)."""


LEVELS = (
    Knobs(6, 1, "short", 0, 2, 0, 0, 0.5, 0),
    Knobs(8, 1, "short", 0.3, 3, 0, 0, 0.5, 0.2),
    Knobs(9, 2, "short", 0.3, 3, 0.2, 0, 0.5, 0.3),
    Knobs(12, 2, "counts", 0.4, 4, 0.2, 0, 0.4, 0.4),
    Knobs(15, 2, "counts", 0.5, 4, 0.3, 0.2, 0.4, 0.5),
    Knobs(18, 3, "counts", 0.5, 5, 0.3, 0.3, 0.3, 0.5),
    Knobs(23, 3, "every", 0.5, 6, 0.3, 0.4, 0.3, 0.6),
    Knobs(30, 3, "every", 0.5, 7, 0.3, 0.5, 0.2, 0.7),
    Knobs(40, 4, "every", 0.5, 8, 0.3, 0.6, 0.2, 0.7),
    Knobs(56, 4, "every", 0.5, 10, 0.3, 0.7, 0.2, 0.8),
)


def generate(rng: Random, knobs: Knobs, language: str = "en") -> Sample:
    """In Chinese, words of our list that are sorted by their pinyin."""
    known, kinds = lexicon(language), {"short": 3, "counts": 5, "every": 9}[knobs.kinds]
    with lent(rng) as state:
        keys, steps, numbers, order, once, compared = drawn(
            state, *known[1:], knobs.words, min(knobs.keys - 1, kinds) + 1, kinds, knobs.falling, knobs.changes, knobs.blocks,
            knobs.shuffled, knobs.listed, round(knobs.related * knobs.words), language == "en",
        )  # fmt: skip
    if not len(numbers):
        raise Discard("no order that is far from the ordinary one")
    named: tuple[Key, ...] = tuple((KEYS[by], "down" if falling else "up") for by, falling in keys.tolist())
    words = [known.words[number] for number in numbers.tolist()]
    answer, told = [words[place] for place in order.tolist()], tuple(map(_step, steps.tolist()))
    effort = once + compared * log2(len(words))
    if language == "zh":
        problem = WordSorting(told, named, tuple(chinese()[word] for word in words), tuple(words))
        return Sample(problem, "，".join(chinese()[word] for word in answer), effort=effort)
    return Sample(WordSorting(told, named, tuple(words)), ", ".join(answer), effort=effort)


def _step(numbers: list[int]) -> str:
    kind, count, *letters = numbers
    named = [ORDINARY[letter] for letter in letters[:count]]
    if kind in (ORDER, FRONT):
        return f"{STEPS[kind]} {''.join(named)}"
    if kind in (TO_FIRST, TO_LAST):
        return f"{STEPS[kind]} {named[0]}"
    return " ".join([STEPS[kind], *([str(count)] if kind == ROTATE else named)])


def prompt_variables(problem: WordSorting, rng: Random) -> dict[str, object]:
    """steps: each as its kind and its letters (or number); keys: each as what it measures and whether it rises."""
    return {
        "steps": [step.split(" ") for step in problem.steps],
        "keys": [(by, direction == "up") for by, direction in problem.keys],
        "words": problem.words,
        "pinyin": problem.pinyin,
        "count": len(problem.words),
    }


def canonical(problem: WordSorting) -> object:
    """However the words are shuffled and the alphabet is described."""
    return [alphabet(problem.steps), problem.keys, sorted(problem.words), *([sorted(problem.pinyin)] if problem.pinyin else [])]


def corrupt(problem: WordSorting, answer: str, rng: Random) -> str:
    """Two words exchanged."""
    words = re.split(", |，", answer)
    one, two = rng.sample(range(len(words)), 2)
    words[one], words[two] = words[two], words[one]
    return ("，" if problem.pinyin else ", ").join(words)


TASK = Task(
    __name__,
    version=1,
    problem=WordSorting,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.002,
    capacity=(1_000_000,) * 10,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    by_language=True,
)
