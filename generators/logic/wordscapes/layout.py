"""Crossword layouts: words of a lexicon laid out on a board, each new one across words that are there."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synth.generators.compiled_random import below, unit
from synth.generators.kernels import unmanaged
from synth.generators.solvers.bits import position

DATA = Path(__file__).parents[2] / "data"
IDIOMS = Path(__file__).parent / "idioms.txt"
SPANS = 16
"""Places that are looked at for each new word; the one with the most crossings is taken."""
MISSES = 10
"""Times that no place is found, until a layout is left as it is."""
MISSING = 0.2
"""Share of the words that it may lack then."""
ACROSS, DOWN = 1, 2
LONGEST = 8
Ints = NDArray[np.int64]


class Lexicon(NamedTuple):
    """Words and letters by their numbers; the number of a letter is above 0. A set of words is a row of integers of 64 bits each."""

    words: tuple[str, ...]
    letters: str
    """Letter 1 stands at place 1."""
    arrays: tuple[Ints, Ints, Ints, Ints, Ints, Ints]
    """texts: (word, place) -> letter, 0 behind the last one. sizes: word -> its letters. keys: (word, place) -> a number for length, place
    and letter. key_of: (length, place, letter) -> this number, or -1. having: (key, part) -> the words that have the letter there.
    of_size: (length, part) -> the words of this length."""


@cache
def lexicon(language: str) -> Lexicon:
    """English words of 3 to 8 letters; Chinese words of 2 characters and idioms of 4."""
    files = (DATA / "words_zh.txt", IDIOMS) if language == "zh" else (DATA / "words.txt",)
    lines = [line.split()[0] for file in files for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    words = tuple(dict.fromkeys(line for line in lines if (2 if language == "zh" else 3) <= len(line) <= LONGEST))
    letters = " " + "".join(sorted(set("".join(words))))
    number = {letter: place for place, letter in enumerate(letters)}
    texts, keys = np.zeros((2, len(words), LONGEST), np.int64)
    sizes = np.array(list(map(len, words)))
    key_of = np.full((LONGEST + 1, LONGEST, len(letters)), -1)
    count = 0
    for word, text in enumerate(words):
        for place, letter in enumerate(text):
            if key_of[len(text), place, number[letter]] < 0:
                key_of[len(text), place, number[letter]] = count
                count += 1
            texts[word, place], keys[word, place] = number[letter], key_of[len(text), place, number[letter]]
    having = np.zeros((count, len(words)), np.bool_)
    for word, size in enumerate(sizes):
        having[keys[word, :size], word] = True
    of_size = np.arange(LONGEST + 1)[:, None] == sizes
    return Lexicon(words, letters, (texts, sizes, keys, key_of, _packed(having), _packed(of_size)))


def _packed(members: NDArray[np.bool_]) -> Ints:
    parts = -(-members.shape[1] // 64)
    packed = np.packbits(np.pad(members, ((0, 0), (0, parts * 64 - members.shape[1]))), axis=1, bitorder="little")
    return packed.view("<i8").astype(np.int64)


@unmanaged
def _first_from(words, start):
    """The first word of a set from this number on; where there is none, the first of all."""
    part, bit = start >> 6, start & 63
    rest = words[part] >> bit << bit
    while rest == 0:
        part = part + 1 if part + 1 < len(words) else 0
        rest = words[part]
    return (part << 6) + position(rest)


@unmanaged
def grown(
    state, texts, sizes, keys, key_of, having, of_size, count, side, lengths, alike, board, used, laid, single, shared, fresh, fits, trial
):
    """Lay out about `count` words on a board of `side` rows and columns and a blocked border; returns how many they are, or 0 where too few
    fit. alike: of so many words that fit the one that has most letters in the same places as the others is taken.

    board: the letters, 0 for none; used: the directions of the words through a cell; laid: (count, 3) direction, first cell and word.
    Memory: single for the cells, shared for a number for each key, fresh for the sets of `of_size`, fits and trial for a set each."""
    stride, parts = side + 2, len(fits)
    for cell in range(stride * stride):
        board[cell] = used[cell] = 0
    for key in range(len(shared)):
        shared[key] = 0
    for length in range(len(of_size)):
        for part in range(parts):
            fresh[length, part] = of_size[length, part]
    length = lengths[below(state, len(lengths))]
    row = below(state, side) + 1
    start, way, misses = row * stride + below(state, side - length + 1) + 1, ACROSS, 0
    for part in range(parts):
        fits[part] = fresh[length, part]
    for number in range(count):
        word, most = -1, -1
        for _ in range(alike):
            one, in_place = _first_from(fits, below(state, len(sizes))), 0
            for place in range(sizes[one]):
                in_place += shared[keys[one, place]]
            if in_place > most:
                word, most = one, in_place
        laid[number, 0], laid[number, 1], laid[number, 2] = way, start, word
        fresh[sizes[word], word >> 6] &= ~(1 << (word & 63))
        step = 1 if way == ACROSS else stride
        for place in range(sizes[word]):
            shared[keys[word, place]] += 1
            board[start + place * step] = texts[word, place]
            used[start + place * step] |= way
        cells = _in_one_word(laid, number + 1, sizes, used, stride, single)
        best = -1.0
        while number + 1 < count and misses < MISSES and best < 0:
            best, way, start = _best_span(state, key_of, having, side, lengths, board, used, single, cells, fresh, fits, trial)
            misses += best < 0
        if best < 0:
            return number + 1 if number + 1 >= (1 - MISSING) * count else 0
    return 0


@unmanaged
def _in_one_word(laid, words, sizes, used, stride, single):
    """The cells through which one word goes, in the order in which they got their letters; returns how many they are."""
    cells = 0
    for number in range(words):
        way, start, step = laid[number, 0], laid[number, 1], 1 if laid[number, 0] == ACROSS else stride
        for place in range(sizes[laid[number, 2]]):
            if used[start + place * step] == way:
                single[cells] = start + place * step
                cells += 1
    return cells


@unmanaged
def _best_span(state, key_of, having, side, lengths, board, used, single, cells, fresh, fits, trial):
    """Of some random places across words that are there the one with the most crossings; the words that fit go to `fits`. Returns the rank
    of the place, below 0 where nothing fits, its direction and its first cell."""
    stride, parts = side + 2, len(fits)
    best, best_way, best_start = -1.0, 0, 0
    for _ in range(SPANS):
        cell = single[below(state, cells)]
        length = lengths[below(state, len(lengths))]
        back = below(state, length)
        if used[cell] == DOWN:
            way, step, aside, before = ACROSS, 1, stride, cell % stride - 1 - back
        else:
            way, step, aside, before = DOWN, stride, 1, cell // stride - 1 - back
        first = cell - back * step
        if before < 0 or before + length > side or board[first - step] or board[first + length * step]:
            continue
        free = True
        for place in range(length):
            at = first + place * step
            if used[at] & way or (board[at] == 0 and (board[at + aside] or board[at - aside])):
                free = False
                break
        if not free:
            continue
        for part in range(parts):
            trial[part] = fresh[length, part]
        crossings, some = 0, 0
        for place in range(length):
            letter = board[first + place * step]
            if letter:
                crossings += 1
                some, key = 0, key_of[length, place, letter]
                if key < 0:
                    break
                for part in range(parts):
                    trial[part] &= having[key, part]
                    some |= trial[part]
                if some == 0:
                    break
        if some:
            rank = crossings + unit(state) / 2
            if rank > best:
                best, best_way, best_start = rank, way, first
                for part in range(parts):
                    fits[part] = trial[part]
    return best, best_way, best_start
