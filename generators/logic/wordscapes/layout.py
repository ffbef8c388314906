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
        # Most alike first; of equals the one drawn first.
        drawn = dict.fromkeys(_some_of(rng, known, fitting, alike))
        number = max(drawn, key=lambda n: sum([shared.get(key, 0) for key in known.keys[n]])) if len(drawn) > 1 else next(iter(drawn))
        taken |= 1 << number
        for key in known.keys[number]:
            shared[key] = shared.get(key, 0) + 1
        _lay(board, used, known.words[number], start, way)
        best: Span | None = None
        while laid < count and misses < MISSES and best is None:
            single = [cell for cell, ways in used.items() if ways != ACROSS | DOWN]
            fresh = {length: words & ~taken for length, words in known.by_length.items()}
            best = _best_span(rng, known, board, used, single, side, lengths, fresh)
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


def _best_span(
    rng: Random,
    known: Lexicon,
    board: Board,
    used: dict[Cell, int],
    single: list[Cell],
    side: int,
    lengths: Sequence[int],
    fresh: dict[int, int],
) -> Span | None:
    """Of some random places across words that are there the one with the most crossings, with the words that fit; None where none do.
    fresh: by length the words that are not taken. Nearly all the time of a layout goes here."""
    best: Span | None = None
    getrandbits, by_letter, get = rng.getrandbits, known.by_letter, board.get
    cells, kinds = len(single), len(lengths)
    cell_bits, kind_bits = cells.bit_length(), kinds.bit_length()
    for _ in range(SPANS):
        while (place := getrandbits(cell_bits)) >= cells:  # as rng.choice would
            pass
        y, x = single[place]
        while (place := getrandbits(kind_bits)) >= kinds:
            pass
        length = lengths[place]
        back_bits = length.bit_length()
        while (back := getrandbits(back_bits)) >= length:
            pass
        fitting, crossings = fresh[length], 0
        if used[y, x] == DOWN:
            way, top, left = ACROSS, y, x - back
            end = left + length
            if left < 0 or end > side or (y, left - 1) in board or (y, end) in board:
                continue
            for u in range(left, end):
                letter = get((y, u))
                if letter is None:
                    if (y + 1, u) in board or (y - 1, u) in board:
                        break
                elif used[y, u] & ACROSS:
                    break
                else:
                    crossings += 1
                    fitting &= by_letter.get((length, u - left, letter), 0)
            else:
                end = -1
        else:
            way, top, left = DOWN, y - back, x
            end = top + length
            if top < 0 or end > side or (top - 1, x) in board or (end, x) in board:
                continue
            for v in range(top, end):
                letter = get((v, x))
                if letter is None:
                    if (v, x + 1) in board or (v, x - 1) in board:
                        break
                elif used[v, x] & DOWN:
                    break
                else:
                    crossings += 1
                    fitting &= by_letter.get((length, v - top, letter), 0)
            else:
                end = -1
        if end < 0 and fitting:
            rank = crossings + rng.random() / 2
            if best is None or rank > best.crossings:
                best = Span(rank, (top, left), way, fitting)
    return best


def _below(rng: Random, n: int) -> int:
    """What `rng.randrange(n)` gives, in half the time: nearly all draws end here."""
    bits = n.bit_length()
    found = rng.getrandbits(bits)
    while found >= n:
        found = rng.getrandbits(bits)
    return found


def _some_of(rng: Random, known: Lexicon, fitting: int, number: int) -> list[int]:
    """The numbers of so many words of a set, some perhaps more than once."""
    bits, found, words = f"{fitting:b}"[::-1], [], len(known.words)
    for _ in range(number):
        place = bits.find("1", _below(rng, words))
        found.append(place if place >= 0 else bits.find("1"))
    return found


def _lay(board: Board, used: dict[tuple[int, int], int], word: str, start: Cell, way: int) -> None:
    down, right = (0, 1) if way == ACROSS else (1, 0)
    for k, letter in enumerate(word):
        cell = start[0] + k * down, start[1] + k * right
        board[cell] = letter
        used[cell] = used.get(cell, 0) | way
