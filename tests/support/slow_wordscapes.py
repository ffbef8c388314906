"""Wordscapes drawn word by word and slot by slot in plain Python: what the kernels must draw as well. In one file, as it is one twin."""

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import NamedTuple

import numpy as np

from synth.generators.logic.wordscapes import Knobs
from synth.generators.logic.wordscapes.filling import BUDGET, PRINTED, TRIES
from synth.generators.logic.wordscapes.layout import ACROSS, DOWN, MISSES, MISSING, SPANS
from synth.generators.logic.wordscapes.layout import lexicon as compiled_lexicon
from synth.generators.solvers.network import Ints, Network, network
from synth.generators.solvers.search import solve
from synth.schemas.task import Discard, Sample
from synth.verifiers.logic.wordscapes import BLOCKED, OPEN, SMALLEST, Cell, Wordscapes, slots


class Lexicon(NamedTuple):
    """Words, found by their letters. A set of words is an integer with a bit for each."""

    words: tuple[str, ...]
    by_length: dict[int, int]
    by_letter: dict[int, tuple[dict[str, int], ...]]
    """By length, place of the letter and letter."""
    keys: tuple[tuple[int, ...], ...]
    """Of each word a number for each of its letters, which words of its length share that have the letter in that place."""
    letters: int
    """How many of these numbers there are."""


@cache
def lexicon(language: str) -> Lexicon:
    """English words of 3 to 8 letters; Chinese words of 2 characters and idioms of 4."""
    words = compiled_lexicon(language).words
    numbers: dict[tuple[int, int, str], int] = {}
    keys = tuple(tuple(numbers.setdefault((len(word), place, letter), len(numbers)) for place, letter in enumerate(word)) for word in words)
    by_length: dict[int, int] = {}
    by_letter: dict[int, tuple[dict[str, int], ...]] = {length: tuple({} for _ in range(length)) for length in range(9)}
    for number, word in enumerate(words):
        by_length[len(word)] = by_length.get(len(word), 0) | 1 << number
        for found, letter in zip(by_letter[len(word)], word, strict=True):
            found[letter] = found.get(letter, 0) | 1 << number
    return Lexicon(words, by_length, by_letter, keys, len(numbers))


class Board:
    """Letters row by row, with a blocked border, so that a step in any direction stays inside."""

    def __init__(self, side: int) -> None:
        self.side, self.stride = side, side + 2
        self.letters = [""] * self.stride**2
        self.used = [0] * self.stride**2  # the directions of the words through a cell
        self.filled: list[int] = []  # cells in the order in which they got their letters

    def lay(self, word: str, start: int, way: int) -> None:
        step = 1 if way == ACROSS else self.stride
        for cell, letter in zip(range(start, start + step * len(word), step), word, strict=True):
            if not self.used[cell]:
                self.filled.append(cell)
                self.letters[cell] = letter
            self.used[cell] |= way

    def rows(self) -> list[str]:
        """Cut to what the words cover."""
        columns = sorted({cell % self.stride for cell in self.filled})
        starts = range(min(self.filled) // self.stride * self.stride, max(self.filled) + 1, self.stride)
        return ["".join([letter or BLOCKED for letter in self.letters[start + columns[0] : start + columns[-1] + 1]]) for start in starts]


def grown(rng: Random, known: Lexicon, count: int, side: int, lengths: Sequence[int], alike: int) -> list[str] | None:
    """Rows of a filled grid of about `count` words, cut to what they cover, at most `side` wide and high; None where too few words fit.
    alike: of so many words that fit the one that has most letters in the same places as the others is taken."""
    board, fresh = Board(side), dict(known.by_length)  # the words that are not taken
    length = rng.choice(lengths)
    start, way, fitting = (rng.randrange(side) + 1) * board.stride + rng.randint(0, side - length) + 1, ACROSS, fresh[length]
    misses, shared = 0, [0] * known.letters
    shared_of = shared.__getitem__
    for laid in range(1, count + 1):
        # Most alike first; of equals the one drawn first.
        drawn = dict.fromkeys(_some_of(rng, known, fitting, alike))
        number = max(drawn, key=lambda n: sum(map(shared_of, known.keys[n]))) if len(drawn) > 1 else next(iter(drawn))
        word = known.words[number]
        fresh[len(word)] &= ~(1 << number)
        for key in known.keys[number]:
            shared[key] += 1
        board.lay(word, start, way)
        best: Span | None = None
        single = [cell for cell in board.filled if board.used[cell] != ACROSS | DOWN]
        while laid < count and misses < MISSES and best is None:
            best = _best_span(rng, known, board, single, lengths, fresh)
            misses += best is None
        if best is None:
            break
        start, way, fitting = best[1:]
    return None if laid < (1 - MISSING) * count else board.rows()


class Span(NamedTuple):
    """A place for a word."""

    crossings: float
    start: int
    way: int
    fitting: int


def _best_span(rng: Random, known: Lexicon, board: Board, single: list[int], lengths: Sequence[int], fresh: dict[int, int]) -> Span | None:
    """Of some random places across words that are there the one with the most crossings, with the words that fit; None where none do.
    fresh: by length the words that are not taken. Nearly all the time of a layout goes here."""
    best: Span | None = None
    getrandbits, letters, used, stride, side = rng.getrandbits, board.letters, board.used, board.stride, board.side
    cells, kinds = len(single), len(lengths)
    cell_bits, kind_bits = cells.bit_length(), kinds.bit_length()
    for _ in range(SPANS):
        while (place := getrandbits(cell_bits)) >= cells:  # as rng.choice would
            pass
        cell = single[place]
        while (place := getrandbits(kind_bits)) >= kinds:
            pass
        length = lengths[place]
        back_bits = length.bit_length()
        while (back := getrandbits(back_bits)) >= length:
            pass
        if used[cell] == DOWN:
            way, step, aside, before = ACROSS, 1, stride, cell % stride - 1 - back
        else:
            way, step, aside, before = DOWN, stride, 1, cell // stride - 1 - back
        first = cell - back * step
        end = first + length * step
        if before < 0 or before + length > side or letters[first - step] or letters[end]:
            continue
        fitting, crossings = fresh[length], 0
        for at, with_letter in zip(range(first, end, step), known.by_letter[length], strict=True):
            if not letters[at]:
                if letters[at + aside] or letters[at - aside]:
                    break
            elif used[at] & way:
                break
            else:
                crossings += 1
                fitting &= with_letter.get(letters[at], 0)
                if not fitting:
                    break
        else:
            if fitting:
                rank = crossings + rng.random() / 2
                if best is None or rank > best.crossings:
                    best = Span(rank, first, way, fitting)
    return best


def _some_of(rng: Random, known: Lexicon, fitting: int, number: int) -> list[int]:
    """The numbers of so many words of a set, some perhaps more than once."""
    found, words = [], len(known.words)
    getrandbits, size = rng.getrandbits, words.bit_length()
    for _ in range(number):
        while (start := getrandbits(size)) >= words:  # as rng.randrange would
            pass
        rest = fitting >> start << start or fitting  # from there on, else from the first on
        found.append((rest & -rest).bit_length() - 1)
    return found


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
