"""Wordscapes: a crossword is laid out word by word, and letters are printed until one filling is left.

From level 4 on, crosswords are drawn again that can be filled without ever going back.

Effort counts what the proof of the one filling has to rule out: for each slot the words that fit its length and its printed letters, but
one, round by round until crossings and placed words leave one word each."""

from collections.abc import Sequence
from random import Random
from typing import Annotated

import numpy as np
from msgspec import Meta

from synth.generators.logic.wordscapes.layout import grown, lexicon
from synth.generators.solvers.network import Ints, Network, network
from synth.generators.solvers.search import solve
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.wordscapes import BLOCKED, OPEN, SMALLEST, Cell, Wordscapes, slots, verify

TRIES = 60
BUDGET = 400  # nodes of one check for uniqueness
PRINTED = 5
"""Letters that are printed beyond those asked for, at most, until one filling is left."""


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
    known = lexicon(language)
    count, side, lengths = knobs.words, knobs.side, tuple(range(knobs.shortest, knobs.longest + 1))
    if language == "zh":  # words of one length, which share few characters, lie less densely
        count, side, lengths = count * 3 // 4, side + 1, (2, 4, 4, 4) if knobs.shortest == 3 else (4,)
    for _ in range(TRIES):
        rows = grown(rng, known, count, side, lengths, knobs.alike)
        if not rows or min(len(rows), len(rows[0])) < SMALLEST:
            continue
        filled = Filled(rows, rng.random() < knobs.told)
        printed = set(rng.sample(filled.cells, knobs.printed))
        for _ in range(PRINTED):
            domains = filled.domains(printed)
            fillings, nodes, found = solve(filled.net, domains, 2, BUDGET)
            if fillings < 2:
                break
            printed.add(rng.choice(filled.differing(found)))
        if fillings == 1 and filled.luck(domains, knobs.luck) <= knobs.luck:
            effort = float(nodes * filled.weighed(domains))
            return Sample(filled.problem(printed), "\n".join(map(" ".join, rows)), effort)
    raise Discard("no such crossword found")


class Filled:
    """A filled crossword, as slots (variables) and words (their values)."""

    def __init__(self, rows: Sequence[str], told: bool) -> None:
        self.rows, self.told = rows, told
        across, down = slots(rows)
        self.slots = [*across, *down]
        self.across = len(across)
        self.words = [self._text(slot) for slot in self.slots]
        self.cells = sorted({cell for slot in self.slots for cell in slot})
        kinds = [(len(word), told and number < self.across) for number, word in enumerate(self.words)]
        of_kind = {kind: sum([1 << value for value, other in enumerate(kinds) if other == kind]) for kind in set(kinds)}
        self._of_kind = [of_kind[kind] for kind in kinds]  # for each slot the words of its length and direction
        # By place and letter the words that have it there; nothing stands for what a shorter word lacks.
        self._with_letter: list[dict[str, int]] = [{} for _ in range(max(map(len, self.words)))]
        for value, word in enumerate(self.words):
            for place, having in enumerate(self._with_letter):
                letter = word[place : place + 1]
                having[letter] = having.get(letter, 0) | 1 << value
        self.crossings = self._crossings()
        everything = range(len(self.slots))
        self.net: Network = network(len(everything), len(everything), [everything], [crossing[:3] for crossing in self.crossings])

    def _text(self, slot: Sequence[Cell]) -> str:
        return "".join(self.rows[y][x] for y, x in slot)

    def _crossings(self) -> list[tuple[int, int, list[int], list[int]]]:
        """Two slots that cross, and for each word of one the words of the other that agree there: both ways."""
        tables: dict[tuple[int, int], list[int]] = {}
        place_of = {cell: (number, place) for number in range(self.across) for place, cell in enumerate(self.slots[number])}
        found = []
        for number in range(self.across, len(self.slots)):
            for place, cell in enumerate(self.slots[number]):
                if cell in place_of:
                    other, at = place_of[cell]
                    for a, b in ((at, place), (place, at)):
                        if (a, b) not in tables:
                            get = self._with_letter[b].get
                            tables[a, b] = [get(word[a : a + 1], 0) for word in self.words]
                    found.append((other, number, tables[at, place], tables[place, at]))
        return found

    def domains(self, printed: set[Cell]) -> Ints:
        """For each slot the words of its length and direction that have the printed letters."""
        found = []
        for slot, words in zip(self.slots, self._of_kind, strict=True):
            for with_letter, (y, x) in zip(self._with_letter, slot, strict=False):
                if (y, x) in printed:
                    words &= with_letter[self.rows[y][x]]
            found.append(words)
        return np.array(found, np.int64)

    def weighed(self, domains: Ints) -> int:
        """The words for slots that are still to be ruled out, but one each, summed over the rounds in which crossings and placed words
        rule out what they can."""
        now, total = domains.tolist(), 0
        shrunk = [True] * len(now)  # in the last round; what did not shrink has ruled out before what it can
        while True:
            total += sum([domain.bit_count() - 1 for domain in now])
            new = now[:]
            for one, other, table, back in self.crossings:
                if shrunk[one]:
                    new[other] &= _union(table, now[one])
                if shrunk[other]:
                    new[one] &= _union(back, now[other])
            for slot, domain in enumerate(now):
                if shrunk[slot] and domain.bit_count() == 1:
                    own = new[slot]
                    new = [rest & ~domain for rest in new]
                    new[slot] = own
            if new == now:
                return total
            shrunk = [one != other for one, other in zip(now, new, strict=True)]
            now = new

    def luck(self, domains: Ints, least: float) -> float:
        """The chance that a player is right everywhere who puts any of the words that fit into the slot where fewest do, one slot after the
        other; or a number up to `least` where it is no more than that."""
        now, chance, waiting = domains.tolist(), 1.0, list(range(len(self.slots)))
        while waiting and chance > least:
            slot = min(waiting, key=lambda slot: now[slot].bit_count())
            chance /= now[slot].bit_count()
            waiting.remove(slot)
            for other in waiting:
                now[other] &= ~(1 << slot)
            for one, other, table, back in self.crossings:
                if one == slot:
                    now[other] &= table[slot]
                elif other == slot:
                    now[one] &= back[slot]
        return chance

    def differing(self, found: Ints) -> list[Cell]:
        """Cells in which a filling found has another letter than this one."""
        return sorted(
            {
                cell
                for values in found.tolist()
                for slot, value in zip(self.slots, values, strict=True)
                for cell, letter in zip(slot, self.words[value], strict=True)
                if self.rows[cell[0]][cell[1]] != letter
            }
        )

    def problem(self, printed: set[Cell]) -> Wordscapes:
        grid = tuple(
            "".join(cell if cell == BLOCKED or (y, x) in printed else OPEN for x, cell in enumerate(row)) for y, row in enumerate(self.rows)
        )
        sides = self.words[: self.across], self.words[self.across :]
        if self.told:
            return Wordscapes(grid, *(tuple(sorted(side)) for side in sides))
        return Wordscapes(grid, either=tuple(sorted(self.words)))


def _union(table: Sequence[int], domain: int) -> int:
    found = 0
    while domain:
        found |= table[(domain & -domain).bit_length() - 1]
        domain &= domain - 1
    return found


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
