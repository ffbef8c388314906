"""Crossword layouts: words of a lexicon laid out on a board, each new one across words that are there."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from synth.verifiers.logic.wordscapes import BLOCKED, Cell

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
    by_letter: dict[tuple[int, int, str], int]
    """By length, place of the letter and letter."""
    keys: tuple[tuple[tuple[int, int, str], ...], ...]
    """Of each word length, place and letter for each of its letters."""


@cache
def lexicon(language: str) -> Lexicon:
    """English words of 3 to 8 letters; Chinese words of 2 characters and idioms of 4."""
    files = (DATA / "words_zh.txt", IDIOMS) if language == "zh" else (DATA / "words.txt",)
    lines = [line.split()[0] for file in files for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    words = tuple(dict.fromkeys(line for line in lines if (2 if language == "zh" else 3) <= len(line) <= 8))
    keys = tuple(tuple((len(word), place, letter) for place, letter in enumerate(word)) for word in words)
    by_length: dict[int, int] = {}
    by_letter: dict[tuple[int, int, str], int] = {}
    for number, word in enumerate(words):
        by_length[len(word)] = by_length.get(len(word), 0) | 1 << number
        for key in keys[number]:
            by_letter[key] = by_letter.get(key, 0) | 1 << number
    return Lexicon(words, by_length, by_letter, keys)


Board = dict[Cell, str]


def grown(rng: Random, known: Lexicon, count: int, side: int, lengths: Sequence[int], alike: int) -> list[str] | None:
    """Rows of a filled grid of about `count` words, cut to what they cover, at most `side` wide and high; None where too few words fit.
    alike: of so many words that fit the one that has most letters in the same places as the others is taken."""
    board: Board = {}
    used: dict[Cell, int] = {}  # the directions of the words through a cell
    length = rng.choice(lengths)
    start, way, fitting = (rng.randrange(side), rng.randint(0, side - length)), ACROSS, known.by_length[length]
    taken = misses = 0
    shared: dict[tuple[int, int, str], int] = {}
    for laid in range(1, count + 1):
        drawn = [_one_of(rng, known, fitting) for _ in range(alike)]
        number = max(drawn, key=lambda n: sum([shared.get(key, 0) for key in known.keys[n]]))
        taken |= 1 << number
        for key in known.keys[number]:
            shared[key] = shared.get(key, 0) + 1
        _lay(board, used, known.words[number], start, way)
        best: Span | None = None
        while laid < count and misses < MISSES and best is None:
            single = [cell for cell, ways in used.items() if ways != ACROSS | DOWN]
            spans = [span for _ in range(SPANS) if (span := _span(rng, known, board, used, single, side, lengths, taken))]
            best = max(spans, key=lambda span: span.crossings, default=None)
            misses += best is None
        if best is None:
            break
        start, way, fitting = best[1:]
    if laid < (1 - MISSING) * count:
        return None
    rows, columns = sorted({y for y, _ in board}), sorted({x for _, x in board})
    return ["".join(board.get((y, x), BLOCKED) for x in range(columns[0], columns[-1] + 1)) for y in range(rows[0], rows[-1] + 1)]


class Span(NamedTuple):
    """A place for a word."""

    crossings: float
    start: Cell
    way: int
    fitting: int


def _span(
    rng: Random, known: Lexicon, board: Board, used: dict[Cell, int], single: list[Cell], side: int, lengths: Sequence[int], taken: int
) -> Span | None:
    """A random place across a word that is there, with the words that fit; None where none does."""
    y, x = rng.choice(single)
    way = (ACROSS | DOWN) ^ used[y, x]
    down, right = (0, 1) if way == ACROSS else (1, 0)
    length = rng.choice(lengths)
    back = rng.randrange(length)
    top, left = y - back * down, x - back * right
    if min(top, left) < 0 or max(top + (length - 1) * down, left + (length - 1) * right) >= side:
        return None
    if (top - down, left - right) in board or (top + length * down, left + length * right) in board:
        return None
    fitting, crossings = known.by_length[length] & ~taken, 0
    for k in range(length):
        v, u = top + k * down, left + k * right
        letter = board.get((v, u))
        if letter is None:
            if (v + right, u + down) in board or (v - right, u - down) in board:
                return None
        elif used[v, u] & way:
            return None
        else:
            crossings += 1
            fitting &= known.by_letter.get((length, k, letter), 0)
    return Span(crossings + rng.random() / 2, (top, left), way, fitting) if fitting else None


def _one_of(rng: Random, known: Lexicon, fitting: int) -> int:
    """The number of one of the words of a set."""
    start = rng.randrange(len(known.words))
    rest = fitting >> start
    return (rest & -rest).bit_length() - 1 + start if rest else (fitting & -fitting).bit_length() - 1


def _lay(board: Board, used: dict[tuple[int, int], int], word: str, start: Cell, way: int) -> None:
    down, right = (0, 1) if way == ACROSS else (1, 0)
    for k, letter in enumerate(word):
        cell = start[0] + k * down, start[1] + k * right
        board[cell] = letter
        used[cell] = used.get(cell, 0) | way
