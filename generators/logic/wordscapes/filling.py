"""Filled crosswords: slots and words as a constraint network, how many fillings there are, and what it takes to find the one.

The words are the values, numbered as their slots. A set of words is an integer with a bit for each."""

from random import Random
from typing import NamedTuple

import numpy as np

from synth.generators.compiled_random import below, lent, sample, unit
from synth.generators.kernels import njit, unmanaged
from synth.generators.logic.wordscapes.layout import ACROSS, LONGEST, Lexicon, grown
from synth.generators.solvers.bits import bits, position
from synth.generators.solvers.network import Network
from synth.generators.solvers.search import scratch, search_in
from synth.verifiers.logic.wordscapes import BLOCKED, OPEN, SMALLEST

TRIES = 60
BUDGET = 400  # nodes of one check for uniqueness
PRINTED = 5
"""Letters that are printed beyond those asked for, at most, until one filling is left."""


class Crossword(NamedTuple):
    """A filled crossword that can be filled in one way."""

    rows: list[str]
    grid: tuple[str, ...]
    """The rows with the printed letters alone."""
    across: list[str]
    down: list[str]
    told: bool
    """Whether it is told which words are read across and which down."""
    effort: float


def crossword(
    rng: Random, known: Lexicon, count: int, side: int, lengths: tuple[int, ...], told: float, alike: int, printed: int, luck: float
) -> Crossword | None:
    """One drawn at random; None where too many tries fail."""
    with lent(rng) as state:
        effort, is_told, slots, board, shown = _crossword(
            state, *known.arrays, count, side, np.array(lengths), told, alike, printed, luck
        )  # fmt: skip
    if effort < 0:
        return None
    signs = [[known.letters[letter] if letter else BLOCKED for letter in row] for row in board.tolist()]
    grid = tuple(
        "".join([sign if sign == BLOCKED or there else OPEN for sign, there in zip(row, seen, strict=True)])
        for row, seen in zip(signs, shown.tolist(), strict=True)
    )
    words = [(way, known.words[word]) for way, _, word in slots.tolist()]
    across, down = ([word for way, word in words if (way == ACROSS) == side] for side in (True, False))
    return Crossword(list(map("".join, signs)), grid, across, down, is_told, float(effort))


@njit(cache=True)
def _crossword(state, texts, sizes, keys, key_of, having, of_size, count, side, lengths, told, alike, printed, luck):
    """Effort, below 0 where too many tries fail; whether it is told which words run in which direction; slots, letters, printed cells."""
    stride, parts = side + 2, having.shape[1]
    board, used = np.empty(stride * stride, np.int64), np.empty(stride * stride, np.int64)
    single, pool = np.empty(stride * stride, np.int64), np.empty(stride * stride, np.int64)
    laid, shared = np.empty((count, 3), np.int64), np.empty(len(having), np.int64)
    fresh, fits, trial = np.empty_like(of_size), np.empty(parts, np.int64), np.empty(parts, np.int64)
    shown, chosen = np.empty(stride * stride, np.bool_), np.empty(printed, np.int64)
    domains, left = np.empty(count, np.int64), np.empty(count, np.int64)
    for _ in range(TRIES):
        slots = grown(state, texts, sizes, keys, key_of, having, of_size, count, side, lengths, alike,
                      board, used, laid, single, shared, fresh, fits, trial)  # fmt: skip
        top, bottom, first, last = _covered(board, stride)
        if slots == 0 or bottom - top < SMALLEST or last - first < SMALLEST:
            continue
        _order(laid, slots)
        is_told = unit(state) < told
        net, crossings, tables = _network(texts, sizes, laid[:slots], board, stride)
        cells = 0
        for cell in range(stride * stride):
            shown[cell] = False
            if board[cell]:
                single[cells] = cell
                cells += 1
        sample(state, cells, printed, chosen, pool)
        for i in range(printed):
            shown[single[chosen[i]]] = True
        fillings, nodes = 0, 0
        found, memory = np.empty((2, slots), np.int64), scratch(net, slots)
        for _ in range(PRINTED):
            _domains(texts, sizes, laid, slots, is_told, board, shown, stride, domains)
            fillings, nodes = search_in(net, domains[:slots], 2, BUDGET, 0, found, memory)
            if fillings < 2:
                break
            cells = _differing(texts, sizes, laid, slots, board, stride, found, single)
            shown[single[below(state, cells)]] = True
        if fillings == 1 and lucky(domains[:slots], crossings, tables, luck, left) <= luck:
            effort = nodes * weighed(domains[:slots], crossings, tables)
            letters, seen = board.reshape(stride, stride), shown.reshape(stride, stride)
            return effort, is_told, laid[:slots], letters[top:bottom, first:last], seen[top:bottom, first:last]
    return -1, False, laid, board.reshape(stride, stride), shown.reshape(stride, stride)


@unmanaged
def _covered(board, stride):
    """The first row and column with letters, and those behind the last."""
    top, bottom, first, last = stride, 0, stride, 0
    for cell in range(stride * stride):
        if board[cell]:
            y, x = cell // stride, cell % stride
            top, bottom, first, last = min(top, y), y + 1, min(first, x), max(last, x + 1)
    return top, bottom, first, last


@unmanaged
def _order(laid, slots):
    """Those across before those down, both in reading order."""
    for number in range(1, slots):
        way, start, word = laid[number, 0], laid[number, 1], laid[number, 2]
        place = number
        while place and (laid[place - 1, 0] > way or (laid[place - 1, 0] == way and laid[place - 1, 1] > start)):
            for column in range(3):
                laid[place, column] = laid[place - 1, column]
            place -= 1
        laid[place, 0], laid[place, 1], laid[place, 2] = way, start, word


@unmanaged
def _domains(texts, sizes, laid, slots, told, board, shown, stride, domains):
    """For each slot the words of its length, and direction where that is told, that have the printed letters."""
    for slot in range(slots):
        way, start, size = laid[slot, 0], laid[slot, 1], sizes[laid[slot, 2]]
        step = 1 if way == ACROSS else stride
        domains[slot] = 0
        for value in range(slots):
            word = laid[value, 2]
            fitting = sizes[word] == size and not (told and laid[value, 0] != way)
            for place in range(size):
                cell = start + place * step
                fitting &= not shown[cell] or texts[word, place] == board[cell]
            if fitting:
                domains[slot] |= 1 << value


@unmanaged
def _differing(texts, sizes, laid, slots, board, stride, found, cells):
    """The cells, in reading order, in which a filling found has another letter than this one; returns how many they are."""
    count = 0
    for cell in range(stride * stride):
        differs = False
        for slot in range(slots if board[cell] else 0):
            step = 1 if laid[slot, 0] == ACROSS else stride
            place = (cell - laid[slot, 1]) // step
            if 0 <= place < sizes[laid[slot, 2]] and laid[slot, 1] + place * step == cell:
                for filling in range(len(found)):
                    differs |= texts[laid[found[filling, slot], 2], place] != board[cell]
        if differs:
            cells[count] = cell
            count += 1
    return count


@njit(cache=True)
def _network(texts, sizes, laid, board, stride):
    """All slots differ, and crossing ones agree. Returns the network, its pairs and their tables (both directions)."""
    slots = len(laid)
    pairs, count = np.empty((len(board), 3), np.int64), 0
    number = np.full((LONGEST, LONGEST), -1)
    tables, made = np.zeros((LONGEST * LONGEST, 2, slots), np.int64), 0
    for down in range(slots):
        for across in range(slots):
            if laid[across, 0] == ACROSS and laid[down, 0] != ACROSS:
                at = laid[down, 1] % stride - laid[across, 1] % stride  # where the column of one crosses the row of the other
                place = laid[across, 1] // stride - laid[down, 1] // stride
                if 0 <= at < sizes[laid[across, 2]] and 0 <= place < sizes[laid[down, 2]]:
                    if number[at, place] < 0:
                        number[at, place] = made
                        for one in range(slots):
                            for other in range(slots):
                                if texts[laid[one, 2], at] == texts[laid[other, 2], place]:
                                    tables[made, 0, one] |= 1 << other
                                    tables[made, 1, other] |= 1 << one
                        made += 1
                    pairs[count, 0], pairs[count, 1], pairs[count, 2] = across, down, number[at, place]
                    count += 1
    in_start, in_pairs, filled = np.zeros(slots + 1, np.int64), np.empty(2 * count, np.int64), 0
    for slot in range(slots):
        for pair in range(count):
            if pairs[pair, 0] == slot or pairs[pair, 1] == slot:
                in_pairs[filled] = pair
                filled += 1
        in_start[slot + 1] = filled
    net = Network(
        np.array([0, slots]),
        np.arange(slots),
        np.ones(1, np.int64),
        np.arange(slots + 1),
        np.zeros(slots, np.int64),
        np.ones(count, np.int64),
        pairs[:count],
        tables[:made],
        in_start,
        in_pairs,
        np.empty((0, 4), np.int64),
        np.empty((0, slots, slots), np.int64),
        np.zeros(slots + 1, np.int64),
        np.empty(0, np.int64),
    )
    return net, pairs[:count], tables[:made]


@njit(cache=True)
def weighed(domains, crossings, tables):
    """The words for slots that are still to be ruled out, but one each, summed over the rounds in which crossings and placed words rule out
    what they can."""
    slots, total = len(domains), 0
    now, new, shrunk = domains.copy(), domains.copy(), np.ones(len(domains), np.bool_)  # shrunk in the last round; others did what they can
    while shrunk.any():
        for slot in range(slots):
            total += bits(now[slot]) - 1
        for pair in range(len(crossings)):
            one, other, table = crossings[pair, 0], crossings[pair, 1], crossings[pair, 2]
            if shrunk[one]:
                new[other] &= _union(tables, table, 0, now[one])
            if shrunk[other]:
                new[one] &= _union(tables, table, 1, now[other])
        for slot in range(slots):
            if shrunk[slot] and bits(now[slot]) == 1:
                for other in range(slots):
                    if other != slot:
                        new[other] &= ~now[slot]
        for slot in range(slots):
            shrunk[slot] = new[slot] != now[slot]
            now[slot] = new[slot]
    return total


@unmanaged
def _union(tables, table, side, domain):
    found = 0
    while domain:
        found |= tables[table, side, position(domain)]
        domain &= domain - 1
    return found


@unmanaged
def lucky(domains, crossings, tables, least, left):
    """The chance that a player is right everywhere who puts any of the words that fit into the slot where fewest do, one slot after the
    other; or a number up to `least` where it is no more than that. left: memory for a number for each slot."""
    chance, slots = 1.0, len(domains)
    for slot in range(slots):
        left[slot] = domains[slot]
    for _ in range(slots):
        slot, fewest = -1, slots + 1
        for one in range(slots):
            if left[one] and bits(left[one]) < fewest:
                slot, fewest = one, bits(left[one])
        if chance <= least:
            break
        chance /= fewest
        left[slot] = 0
        for other in range(slots):
            left[other] &= ~(1 << slot)
        for pair in range(len(crossings)):
            one, other, table = crossings[pair, 0], crossings[pair, 1], crossings[pair, 2]
            if one == slot:
                left[other] &= tables[table, 0, slot]
            elif other == slot:
                left[one] &= tables[table, 1, slot]
    return chance
