"""Word sorting: words of shared beginnings or endings, and an alphabet, keys and a shuffle that all matter to their order.

Effort counts what a sort by hand reads: the letters of the words for each key, and for each pair of neighbours in the answer
(any sort has to compare them) the keys and letters up to the first difference, log n times; and the displaced letters."""

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise, takewhile
from math import log2
from random import Random
from typing import Annotated, Any, Literal, cast

from msgspec import Meta

from synth.generators.logic.word_sorting.collisions import colliding_pair
from synth.generators.logic.word_sorting.lexicon import Lexicon, chinese, lexicon
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.word_sorting import ORDINARY, By, Key, WordSorting, alphabet, arrange, key_ranks, verify

TRIES = 60
"""At a whole problem."""
SHORT = ("length", "first", "last")
COUNTS = (*SHORT, "vowels", "distinct")
EVERY = (*COUNTS, "second", "earliest", "latest", "sum")
READS_ONE = frozenset({"first", "second", "last"})  # keys that look at one letter of a word


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
    for _ in range(TRIES):
        keys = _keys(rng, knobs, language)
        grouped = lexicon(keys[-1][0], language)
        steps, moved = _steps(rng, knobs, grouped)
        letters = alphabet(steps)
        words = _words(rng, knobs, grouped, moved)
        if letters == ORDINARY or not _make_changes_matter(rng, words, steps, keys, language):
            continue
        table = key_ranks(words, letters, keys)
        if not _every_key_matters(table):
            continue
        ranks = list(zip(*table, strict=True))
        order = sorted(range(len(words)), key=ranks.__getitem__)
        ordinary = list(zip(*key_ranks(words, ORDINARY, keys), strict=True))
        from_shown = _kendall_distance(order, range(len(words)))
        if not (0.25 < from_shown < 0.75 and 0.2 < _kendall_distance(order, words) < 0.95 and _kendall_distance(order, ordinary) > 0.05):
            continue
        answer = [words[place] for place in order]
        effort = _effort(answer, [ranks[place] for place in order], keys, letters)
        if language == "zh":
            problem = WordSorting(steps, keys, tuple(chinese()[word] for word in words), tuple(words))
            return Sample(problem, "，".join(chinese()[word] for word in answer), effort=effort)
        return Sample(WordSorting(steps, keys, tuple(words)), ", ".join(answer), effort=effort)
    raise Discard("no order that is far from the ordinary one")


def _keys(rng: Random, knobs: Knobs, language: str) -> tuple[Key, ...]:
    kinds = {"short": SHORT, "counts": COUNTS, "every": EVERY}[knobs.kinds]
    names = rng.sample(kinds, min(knobs.keys - 1, len(kinds)))
    # Pinyin words end in seven letters only: read backwards, few of them differ at once.
    names.append("reversed" if rng.random() < 0.35 and language == "en" else "alphabet")
    return tuple((cast(By, name), "down" if rng.random() < knobs.falling else "up") for name in names)


def _steps(rng: Random, knobs: Knobs, grouped: Lexicon) -> tuple[tuple[str, ...], str]:
    """The steps, and the single letters that they move: those at which enough words begin (or end)."""
    common = [letter for letter in ORDINARY if len(grouped.by_letter[letter]) > 20]
    base = "".join(rng.sample(ORDINARY, 26)) if rng.random() < knobs.shuffled else ""
    steps, moved = ["order " + base] if base else [], ""
    for _ in range(knobs.changes):
        if rng.random() < knobs.blocks:
            kind = rng.choice(("reverse", "rotate", "front"))
            if kind == "rotate":
                kind = f"rotate {rng.randint(2, 24)}"
            elif kind == "front":
                kind = "front " + "".join(rng.sample(ORDINARY, rng.randint(2, 6)))
            if steps and steps[-1].split(" ")[0] == kind.split(" ")[0]:
                kind = "reverse" if kind != "reverse" else "rotate 13"
            steps.append(kind)
            continue
        one, two = rng.choice(common), rng.choice(ORDINARY)
        while one == two:
            two = rng.choice(ORDINARY)
        kind = rng.choice(("swap", "after", "before", "first", "last"))
        steps.append(f"{kind} {one}" if kind in ("first", "last") else f"{kind} {one} {two}")
        moved += one
    if rng.random() < knobs.listed:
        steps = ["order " + alphabet(steps)]
    return tuple(steps), moved


def _words(rng: Random, knobs: Knobs, grouped: Lexicon, moved: str) -> list[str]:
    """Different words: a third of the single ones begin (or end) with a moved letter, the rest of them anyhow."""
    chosen: dict[str, None] = {}
    related = round(knobs.related * knobs.words)
    while len(chosen) < related:
        family = rng.choice(grouped.families)
        chosen.update(dict.fromkeys(rng.sample(family, min(len(family), rng.randint(2, 5)))))
    while len(chosen) < knobs.words:
        pool = grouped.by_letter[rng.choice(moved)] if moved and rng.random() < 0.35 else grouped.words
        chosen[rng.choice(pool)] = None
    words = list(chosen)[: knobs.words]
    rng.shuffle(words)
    return words


def _make_changes_matter(rng: Random, words: list[str], steps: tuple[str, ...], keys: tuple[Key, ...], language: str) -> bool:
    """Exchange words for pairs that collide until each change of the alphabet matters: leaving it out gives another order."""
    letters = alphabet(steps)
    given = steps[0].startswith("order ")
    lacking = [alphabet(steps[:place] + steps[place + 1 :]) for place in range(given, len(steps))]
    kept: list[str] = []
    for _ in range(3):
        order = arrange(words, letters, keys)
        idle = [without for without in lacking if arrange(words, without, keys) == order]
        if not idle:
            return True
        for without in idle:
            pair = colliding_pair(rng, letters, without, keys, words, language)
            free = [place for place, word in enumerate(words) if word not in kept]
            if not pair or len(free) < len(pair):
                return False
            for place, word in zip(rng.sample(free, 2), pair, strict=True):
                words[place] = word
            kept += pair
    return False


def _every_key_matters(table: list[list[int]]) -> bool:
    """Each key left out alone changes the order, and the last one even if ties stay as they are shown."""
    full = list(zip(*table, strict=True))
    for omitted in range(len(table)):
        rest = list(zip(*(column for place, column in enumerate(table) if place != omitted), strict=True)) or [()] * len(full)
        order = sorted(range(len(rest)), key=rest.__getitem__)
        if all(full[one] <= full[two] for one, two in pairwise(order)):
            return False
    return True


def _kendall_distance(order: list[int], values: Sequence[Any]) -> float:
    """Kendall's distance: the share of all pairs that stand the other way round when the items are sorted by the values."""
    seen: list[Any] = []
    inverted = 0
    for count, place in enumerate(order):
        position = bisect(seen, values[place])
        inverted += count - position
        seen.insert(position, values[place])
    return 2 * inverted / (len(order) * (len(order) - 1))


def _effort(answer: list[str], ranks: list[tuple[int, ...]], keys: tuple[Key, ...], letters: str) -> float:
    displaced = sum(one != two for one, two in zip(letters, ORDINARY, strict=True))
    measured = sum(1 if by in READS_ONE else len(word) for by, _ in keys[:-1] for word in answer)
    way, compared = (1 if keys[-1][0] == "alphabet" else -1), 0
    for place, (one, two) in enumerate(pairwise(answer)):
        decided = next(number for number, (a, b) in enumerate(zip(ranks[place], ranks[place + 1], strict=True), 1) if a != b)
        compared += decided
        if decided == len(keys):
            letters_read = zip(one[::way], two[::way], strict=False)
            compared += sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], letters_read))
    return displaced + measured + compared * log2(len(answer))


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
