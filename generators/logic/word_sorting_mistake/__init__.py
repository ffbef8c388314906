"""Word sorting mistake: common words of few letters, sorted by radix sort, with a mistake that the sort then carries on.

Effort is the number of words read in the steps up to the first wrong one: each has to be looked up in the list before."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.word_sorting_mistake.faults import disordered, misplaced
from synth.generators.solvers.network import Ints
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.word_sorting_mistake import LIST, Step, WordSortingMistake, first_mistake, sort_pass, verify

WORDS = Path(__file__).parents[2] / "data" / "words.txt"
LETTERS = "etaoinsrlhdcumgpbfywkv"
"""Those that words are made of, common ones first."""
TRIES = 40


class Knobs(Frozen, frozen=True):
    words: Annotated[int, Meta(ge=4, le=30)]
    """Words to sort."""
    shortest: Annotated[int, Meta(ge=3, le=8)]
    """Fewest letters of a word."""
    longest: Annotated[int, Meta(ge=3, le=8)]
    """Most letters; one pass for each place."""
    letters: Annotated[int, Meta(ge=5, le=16)]
    """Different letters, about: the fewer, the more words share a bucket."""
    visible: Annotated[float, Meta(ge=0, le=1)]
    """Share of mistakes that the words show by themselves: a word in a wrong bucket, a list in a wrong order."""
    second: Annotated[float, Meta(ge=0, le=1)]
    """Chance of a second mistake in a later pass."""
    easy: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a mistake is kept which is the first bucket out of the order of the words as given."""
    sound: Annotated[float, Meta(ge=0, le=1)]
    """Share of traces without a mistake."""

    def __post_init__(self) -> None:
        if self.shortest > self.longest:
            raise ValueError(f"shortest={self.shortest} is more than longest={self.longest}")


LEVELS = (
    Knobs(5, 3, 3, 7, 0.5, 0, 1, 0.16),
    Knobs(6, 4, 4, 8, 0.4, 0.2, 0.7, 0.14),
    Knobs(8, 4, 4, 8, 0.2, 0.4, 0.4, 0.1),
    Knobs(9, 4, 5, 8, 0.02, 0.6, 0.12, 0.06),
    Knobs(12, 5, 5, 9, 0.02, 0.7, 0.12, 0.06),
    Knobs(13, 5, 6, 9, 0.02, 0.8, 0.12, 0.06),
    Knobs(17, 5, 6, 9, 0.02, 0.8, 0.12, 0.06),
    Knobs(19, 5, 7, 9, 0.02, 0.8, 0.12, 0.06),
    Knobs(24, 5, 7, 9, 0.02, 0.8, 0.12, 0.06),
    Knobs(27, 6, 8, 10, 0.02, 0.8, 0.12, 0.06),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    kind = rng.random()
    for _ in range(TRIES):
        words = _words(rng, knobs)
        places = max(map(len, words))
        if kind < knobs.sound:
            steps, mistake = _trace(words, [], places), 0
        else:
            steps, mistake = _mistaken(rng, knobs, words, kind > 1 - knobs.visible * (1 - knobs.sound))
            if not mistake or (out_of_order(steps, words) == mistake and rng.random() >= knobs.easy):
                continue
        problem = WordSortingMistake(tuple(words), tuple(steps))
        read = sum(len(step) for _, step in steps[: mistake or len(steps)])
        if first_mistake(problem) == mistake:
            return Sample(problem, str(mistake or "none"), effort=float(read))
    raise Discard("no place for a mistake")


def out_of_order(steps: Sequence[Step], words: Sequence[str]) -> int:
    """The number of the first bucket whose words do not stand in the order in which they were given; 0 for none."""
    rank = {word: place for place, word in enumerate(words)}
    for number, (name, step) in enumerate(steps, 1):
        if name != LIST and any(rank[one] > rank[two] for one, two in pairwise(step)):
            return number
    return 0


def _trace(words: list[str], before: list[Step], place: int) -> list[Step]:
    """The steps before, and those of the passes from a place on."""
    steps, current = list(before), list(before[-1][1]) if before else words
    for at in range(place, 0, -1):
        steps += sort_pass(current, at)
        current = list(steps[-1][1])
    return steps


def _mistaken(rng: Random, knobs: Knobs, words: list[str], visible: bool) -> tuple[list[Step], int]:
    """A trace and the number of its first wrong step; 0 when there is no place for the mistake."""
    places = max(map(len, words))
    steps = _trace(words, [], places)
    neighbours = _neighbours(steps)
    if not neighbours:
        return steps, 0
    at, pair = rng.choice(neighbours)
    if visible:
        at = rng.randrange(len(steps))
        pair = rng.randrange(max(1, len(steps[at][1]) - 1))
    steps = _with_fault(rng, words, steps, at, pair, visible)
    behind = at + 1  # the list that ends the pass
    while steps[behind - 1][0] != LIST:
        behind += 1
    later = [(i, k) for i, k in _neighbours(steps) if i >= behind]
    if later and rng.random() < knobs.second:
        steps = _with_fault(rng, words, steps, *rng.choice(later), rng.random() < 0.5)
    return steps, at + 1


def _neighbours(steps: list[Step]) -> list[tuple[int, int]]:
    """The number of the step and of the first word, for every two neighbours in a bucket. Mistakes in order are spread over these, so that
    whoever reads a part of them finds that part of the mistakes."""
    return [(i, k) for i, (name, step) in enumerate(steps) if name != LIST for k in range(len(step) - 1)]


def _with_fault(rng: Random, words: list[str], steps: list[Step], at: int, pair: int, visible: bool) -> list[Step]:
    """The steps with a fault at step `at`, at its words `pair` and `pair` + 1 if it is one of order; the passes behind are made from what
    it leaves."""
    start = max((i + 1 for i in range(at) if steps[i][0] == LIST), default=0)
    end = next(i for i in range(at, len(steps)) if steps[i][0] == LIST)
    one_pass = steps[start : end + 1]
    if not (visible and misplaced(rng, one_pass, at - start)):
        name, step = one_pass[at - start]
        if name == LIST or len(step) < 2:
            return steps
        one_pass[at - start] = name, disordered(rng, step, words, pair)
    if at < end:
        one_pass[-1] = LIST, tuple(word for _, step in one_pass[:-1] for word in step)
    place = max(map(len, words)) - sum(name == LIST for name, _ in steps[:at])
    return _trace(words, [*steps[:start], *one_pass], place - 1)


@cache
def _lexicon() -> tuple[list[str], Ints, Ints]:
    """The words, their letters as bits and their lengths."""
    fields = WordSortingMistake.__struct_fields__
    words = [line for line in WORDS.read_text("ascii").splitlines() if not line.startswith("#") and line not in fields]
    bits = [sum(1 << ord(letter) - 97 for letter in set(word)) for word in words]
    return words, np.array(bits, np.int64), np.array([len(word) for word in words], np.int64)


def _words(rng: Random, knobs: Knobs) -> list[str]:
    """Words of few letters, one of the greatest length among them."""
    words, bits, lengths = _lexicon()
    order = rng.sample(LETTERS[:12], 12) + rng.sample(LETTERS[12:], len(LETTERS) - 12)
    order.sort(key=lambda letter: letter not in "ea")
    for count in range(knobs.letters, len(order) + 1):
        allowed = sum(1 << ord(letter) - 97 for letter in order[:count])
        fit = np.flatnonzero((bits & ~allowed == 0) & (lengths >= knobs.shortest) & (lengths <= knobs.longest))
        if len(fit) > 2 * knobs.words:
            return [words[i] for i in rng.sample(fit.tolist(), knobs.words)]
    raise Discard("no words of these letters")


def prompt_variables(problem: WordSortingMistake, rng: Random) -> dict[str, object]:
    places = max(map(len, problem.words))
    passes: list[list[tuple[int, str, str]]] = [[]]
    for number, (name, words) in enumerate(problem.steps, 1):
        passes[-1].append((number, name, ", ".join(words)))
        if name == LIST:
            passes.append([])
    return {
        "words": ", ".join(problem.words),
        "count": len(problem.words),
        "places": places,
        "passes": list(zip(range(places, 0, -1), passes[:-1], strict=True)),
        "uneven": any(len(word) < places for word in problem.words),
    }


TASK = Task(
    __name__,
    version=2,
    problem=WordSortingMistake,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.15,
    capacity=(1_000_000,) * 10,
    unique=True,
)
