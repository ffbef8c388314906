"""Wordscapes: a crossword is laid out word by word, and letters are printed until one filling is left.

From level 4 on, crosswords are drawn again that can be filled without ever going back.

Effort counts what the proof of the one filling has to rule out: for each slot the words that fit its length and its printed letters, but
one, round by round until crossings and placed words leave one word each."""

from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic.wordscapes.filling import crossword
from synth.generators.logic.wordscapes.layout import lexicon
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.wordscapes import BLOCKED, OPEN, Wordscapes, slots, verify


class Knobs(Frozen, frozen=True):
    words: Annotated[int, Meta(ge=5, le=32)]
    """English words to fill in, about; of Chinese ones three quarters."""
    side: Annotated[int, Meta(ge=7, le=14)]
    """Rows and columns at most; one more for Chinese words."""
    shortest: Annotated[int, Meta(ge=3, le=5)]
    """Letters of a word at least. Chinese words have 2 or 4 characters; 4 where this is more than 3."""
    longest: Annotated[int, Meta(ge=5, le=8)]
    """Letters of an English word at most."""
    told: Annotated[float, Meta(ge=0, le=1)]
    """Chance that it is told which words are read across and which down."""
    alike: Annotated[int, Meta(ge=1, le=20)]
    """Words drawn for each slot, of which the one is taken that has most letters in the same places as the others."""
    printed: Annotated[int, Meta(ge=0, le=6)]
    """Printed letters, at least."""
    luck: Annotated[float, Meta(ge=0, le=1)] = 1.0
    """Most that a player may hope for who fills the slot that fewest words fit, again and again, and never goes back."""


LEVELS = (
    Knobs(6, 9, 3, 6, 1, 1, 2),
    Knobs(8, 10, 3, 6, 1, 2, 1),
    Knobs(11, 11, 3, 6, 1, 4, 0),
    Knobs(14, 12, 4, 5, 0.3, 8, 0, 0.08),
    Knobs(16, 13, 4, 5, 0.3, 10, 0, 0.08),
    Knobs(18, 13, 4, 5, 0.3, 12, 0, 0.08),
    Knobs(19, 14, 4, 5, 0.2, 12, 0, 0.08),
    Knobs(20, 14, 4, 5, 0, 14, 0, 0.08),
    Knobs(22, 14, 5, 5, 0, 10, 0, 0.08),
    Knobs(25, 14, 5, 5, 0, 20, 0, 0.08),
)


def generate(rng: Random, knobs: Knobs, language: str) -> Sample:
    count, side, lengths = knobs.words, knobs.side, tuple(range(knobs.shortest, knobs.longest + 1))
    if language == "zh":  # words of one length, which share few characters, lie less densely
        count, side, lengths = count * 3 // 4, side + 1, (2, 4, 4, 4) if knobs.shortest == 3 else (4,)
    found = crossword(rng, lexicon(language), count, side, lengths, knobs.told, knobs.alike, knobs.printed, knobs.luck)
    if found is None:
        raise Discard("no such crossword found")
    across, down = tuple(sorted(found.across)), tuple(sorted(found.down))
    words = {"across": across, "down": down} if found.told else {"either": tuple(sorted(across + down))}
    return Sample(Wordscapes(found.grid, **words), "\n".join(map(" ".join, found.rows)), found.effort)


def prompt_variables(problem: Wordscapes, rng: Random) -> dict[str, object]:
    words = [rng.sample(words, len(words)) for words in (problem.across, problem.down, problem.either)]
    return {
        "rows": [" ".join(row) for row in problem.grid],
        "height": len(problem.grid),
        "width": len(problem.grid[0]),
        "across": words[0],
        "down": words[1],
        "either": words[2],
        "count": sum(map(len, words)),
        "given": any(cell not in (OPEN, BLOCKED) for row in problem.grid for cell in row),
    }


def canonical(problem: Wordscapes) -> object:
    """The lesser of the grid and its mirror image in the diagonal, with across and down exchanged."""
    mirrored = tuple(map("".join, zip(*problem.grid, strict=True)))
    return min((problem.grid, problem.across, problem.down, problem.either), (mirrored, problem.down, problem.across, problem.either))


def transposed(problem: Wordscapes) -> Wordscapes:
    return Wordscapes(tuple(map("".join, zip(*problem.grid, strict=True))), problem.down, problem.across, problem.either)


def corrupt(problem: Wordscapes, answer: str, rng: Random) -> str:
    """One letter exchanged for another one of the answer, or two words of one length for each other."""
    rows = [line.split() for line in answer.split("\n")]
    across, down = slots(problem.grid)
    if rng.random() < 0.5:
        one = rng.choice([*across, *down])
        others = [slot for slot in (*across, *down) if len(slot) == len(one) and slot != one]
        if others:
            other = rng.choice(others)
            texts = [[rows[y][x] for y, x in slot] for slot in (one, other)]
            for slot, text in ((one, texts[1]), (other, texts[0])):
                for (y, x), letter in zip(slot, text, strict=True):
                    rows[y][x] = letter
            if (new := "\n".join(map(" ".join, rows))) != answer:
                return new
            rows = [line.split() for line in answer.split("\n")]
    y, x = rng.choice(rng.choice([*across, *down]))
    rows[y][x] = rng.choice(sorted({cell for row in rows for cell in row} - {rows[y][x], BLOCKED}))
    return "\n".join(map(" ".join, rows))


TASK = Task(
    __name__,
    version=3,
    problem=Wordscapes,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.001,
    capacity=(100_000,) * 10,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    by_language=True,
)
