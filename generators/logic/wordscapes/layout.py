"""Crossword layouts: words of a lexicon laid out on a board, each new one across words that are there."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from synth.verifiers.logic.wordscapes import BLOCKED

DATA = Path(__file__).parents[2] / "data"
IDIOMS = Path(__file__).parent / "idioms.txt"
SPANS = 16
"""Places that are looked at for each new word; the one with the most crossings is taken."""
MISSES = 10
"""Times that no place is found, until a layout is left as it is."""
MISSING = 0.2
"""Share of the words that it may lack then."""
ACROSS, DOWN = 1, 2


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
    files = (DATA / "words_zh.txt", IDIOMS) if language == "zh" else (DATA / "words.txt",)
    lines = [line.split()[0] for file in files for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    words = tuple(dict.fromkeys(line for line in lines if (2 if language == "zh" else 3) <= len(line) <= 8))
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
