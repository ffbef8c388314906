"""Runs drafts of programs on many inputs at once, fast: what their variables hold in the end, and which conditions never change. A test
holds it against the interpreter; values that a prompt shows are the interpreter's.

One file of more than 300 lines, most of them the loop over the kinds of rows."""

from typing import Any, NamedTuple

import numpy as np

from synth.generators.kernels import unmanaged
from synth.generators.simulation._coding import (
    ADD,
    BACK,
    BEGIN,
    BOUND,
    CODES,
    COUNT,
    FRONT,
    GO,
    HALVE,
    LAST_DIGIT,
    MIX,
    NEXT,
    POP,
    SUBTRACT,
    SUMMED,
    TEST,
    UNDIVIDED,
    WHILE,
    WHOLE,
    WRITE,
    Coded,
)
from synth.generators.simulation._tree import LETTERS

ALPHABET = np.array([ord(letter) for letter in LETTERS])
LONGEST = 16
"""Numbers of an input, and letters."""
SEEN = 96
"""Values of a condition that are kept, the last ones met."""
MOST_KEPT, MOST_LETTERS, TABLE = 200, 400, 8
GREATEST = 10**12
LISTED, TABLED, WRITTEN = 2, 3, 4
"""Columns of what a run ends with, behind whether it ended and its steps: what stands for a list, a dict, a text; then variables."""


class Seen(NamedTuple):
    """What runs found."""

    ends: Any
    """A row a run: whether it ended, steps, LISTED, TABLED, WRITTEN, variables."""
    whole: bool
    """Whether all ended."""
    mean: float
    """Steps of a run."""
    fitting: list[int]
    """The runs that took the wanted number of steps."""
    stuck: list[int]
    """The conditions that never changed."""
    found: Any
    """For each condition, how often it failed and held."""
    values: Any
    """For each, values of its left side, of what a remainder is taken of where it is one."""


UNLOGGED = np.empty((0, 2), np.int64)


def run(code: Coded, numbers: Any, lengths: Any, limits: Any, words: Any, letters: Any, steps: tuple[int, int], force: Any) -> Seen:
    """numbers, words: a row a run, of which lengths and letters tell how many count; steps: as many are wanted, and three times the most
    allowed; force: a number a run, 0 or 1 for what conditions are taken to find, -1 where they are tested."""
    runs, many = len(limits), len(code.sites)
    ends, found, values = ended(code, numbers, lengths, limits, words, letters, 3 * steps[1], force)
    told = np.zeros(4 + runs + many, np.int64)
    _judge(ends, found, many, *steps, told)
    whole, total, fits, *which = told.tolist()
    stuck = which[runs:]
    return Seen(ends, bool(whole), total / runs, which[:fits], stuck[1 : 1 + stuck[0]], found, values)


def ended(
    code: Coded, numbers: Any, lengths: Any, limits: Any, words: Any, letters: Any, most: int, force: Any, log: Any = UNLOGGED
) -> tuple[Any, Any, Any]:
    """What runs of so many steps at most end with, what they found and which values, as Seen has them.

    log: gets the changes of the last run, as many as it has room for, and before them how many. A change is twice the row of the draft, and
    what the variable holds then or what stands for that; the key under which a dict changed is one more than twice the row."""
    many = len(code.sites)
    ends = np.empty((len(limits), 5 + len(code.start)), np.int64)
    found, values = np.zeros((many + 1, 2), np.int64), np.empty((many + 1, SEEN), np.int64)
    room = np.empty(MOST_KEPT, np.int64), np.empty(MOST_LETTERS, np.int64), np.empty(2 * TABLE, np.int64), np.empty_like(code.start)
    _run(code.rows, code.start, code.helpers, numbers, lengths, limits, words, letters, most, force, ends, found, values, log, *room)
    return ends, found, values


def surveyed(code: Coded, seed: int, length: int, runs: int, steps: tuple[int, int]) -> tuple[Seen, Any, Any, Any, Any]:
    """Runs on inputs drawn at random, and these: lists, numbers, words and their lengths."""
    numbers, words = np.empty((runs, LONGEST), np.int64), np.empty((runs, LONGEST), np.int64)
    limits, letters = np.empty(runs, np.int64), np.empty(runs, np.int64)
    _draw(seed, ALPHABET, numbers, limits, words, letters)
    lengths, free = np.full(runs, length, np.int64), np.full(runs, -1, np.int64)
    return run(code, numbers, lengths, limits, words, letters, steps, free), numbers, limits, words, letters


@unmanaged
def _draw(seed, alphabet, numbers, limits, words, letters):
    """Lists of numbers from 1 to 20, numbers from 2 to 9, words of three to six letters of an alphabet."""
    state = np.uint64(seed)
    for run in range(len(limits)):
        for place in range(2 * LONGEST + 2):
            state = state * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
            drawn = np.int64(state >> np.uint64(33))
            if place < LONGEST:
                numbers[run, place] = 1 + drawn % 20
            elif place < 2 * LONGEST:
                words[run, place - LONGEST] = alphabet[drawn % len(alphabet)]
            elif place == 2 * LONGEST:
                limits[run] = 2 + drawn % 8
            else:
                letters[run] = 3 + drawn % 4


@unmanaged
def _see(found, values, site, value, holds):
    met = found[site, 0] + found[site, 1]
    values[site, met % SEEN] = value
    found[site, holds] += 1


@unmanaged
def _help(helpers, place, n, force, found, values):
    """What a helper returns, and its steps."""
    kind, a, b, c, site = helpers[place, 0], helpers[place, 1], helpers[place, 2], helpers[place, 3], helpers[place, 4]
    if kind == 0:
        return (n * a + b) % c, 2
    if kind == 1:
        holds = n % a == 0
        if force >= 0:
            holds = force == 1
        else:
            _see(found, values, site, n, 1 if holds else 0)
        return (n // a if holds else n + b), 3
    if kind == 2:
        holds = n > c
        _see(found, values, site, n, 1 if holds else 0)
        return (n - c if holds else n + a), 2
    if kind == UNDIVIDED:
        return n * a + b, 2
    total, steps = 0, 4
    while n > 0:
        total += n if kind == SUMMED else n % 10
        n //= 10
        steps += 3
        if kind == LAST_DIGIT:
            break
    return total * a, steps


@unmanaged
def _holds(sign, left, right):
    if sign == 0:
        return left < right
    if sign == 1:
        return left <= right
    if sign == 2:
        return left > right
    if sign == 3:
        return left >= right
    if sign == 4:
        return left == right
    return left != right


@unmanaged
def _weight(many):
    """What the interpreter counts for going through a list."""
    return many // 8 if many > 7 else 0


@unmanaged
def weighed(length, how):
    """What the interpreter counts for making what a loop goes over: the places of the input or the input backwards (1), sorted (2), or in
    pairs with places (3)."""
    if how == 3:
        return length + 2 * _weight(length)
    return how * _weight(length)


@unmanaged
def _ranked(numbers, run, length, rank):
    """The number that has so many before it in order of size."""
    for place in range(length):
        before = 0
        for other in range(length):
            if numbers[run, other] < numbers[run, place] or (numbers[run, other] == numbers[run, place] and other < place):
                before += 1
        if before == rank:
            return numbers[run, place]
    return 0


@unmanaged
def _mixed(held, many, first, more):
    """What stands for a list."""
    mixed = first
    for place in range(many):
        mixed = (mixed * 1000003) ^ (held[place] + more)
    return mixed


@unmanaged
def _counted(table):
    """What stands for a dict."""
    mixed = 0
    for key in range(TABLE):
        mixed = (mixed * 1000003) ^ (table[key] + 977 if table[TABLE + key] else 0)
    return mixed


@unmanaged
def _run(rows, start, helpers, numbers, lengths, limits, words, letters, most, forced, ends, found, values, log, kept, text, table, slots):
    """kept, text, table, slots: room for what a run holds, the input in order, and what keys the table has behind its values. Keys that
    it has no room for are told by one number."""
    for run in range(len(limits)):
        for place in range(len(slots)):
            slots[place] = start[place]
        slots[0], length = limits[run], lengths[run]
        force = forced[run]
        kept_many, text_many, steps, row = 0, 0, 0, 0
        logged, others = 1, 0
        for key in range(TABLE):
            table[key] = table[TABLE + key] = 0
        ended = False
        while steps <= most:
            now = row
            kind = rows[now, 0]
            steps += rows[now, 9]
            row += 1
            value, holds = 0, False
            if kind != NEXT and rows[now, 6]:
                form, left = rows[now, 6], slots[rows[now, 7]]
                value = left
                if form == 7:
                    value, extra = _help(helpers, rows[now, 8], left, force, found, values)
                    steps += extra
                elif form > 1:
                    right = slots[rows[now, 8]]
                    if form == 2:
                        value = left + right
                    elif form == 3:
                        value = left * right
                    elif form == 4:
                        value = left % right
                    elif form == 5:
                        value = left - right
                    else:
                        value = abs(left - right)
            if kind == TEST:
                sign, few = rows[now, 1], rows[now, 3]
                holds = True
                if force >= 0:
                    holds = force == 1
                else:
                    if few:
                        steps += _weight(kept_many)
                        holds = kept_many < few
                        _see(found, values, rows[now, 4] - 1, kept_many, 1 if holds else 0)
                    if holds:
                        if sign == 6:
                            steps += _weight(kept_many)
                            holds = False
                            for place in range(kept_many):
                                if kept[place] == value:
                                    holds = True
                                    break
                        else:
                            holds = _holds(sign, value, slots[rows[now, 2]])
                        _see(found, values, rows[now, 4], slots[rows[now, 7]] if rows[now, 6] == 4 else value, 1 if holds else 0)
                if not holds:
                    row = rows[now, 5]
            elif kind in (ADD, SUBTRACT):
                slots[rows[now, 1]] += value if kind == ADD else -value
                if abs(slots[rows[now, 1]]) > GREATEST:
                    break
            elif kind == NEXT:
                at, over = slots[rows[now, 1]], rows[now, 6]
                bound = kept_many if over == 4 else slots[rows[now, 7]]
                if rows[now, 4] >= 0 and at == 0:
                    _see(found, values, rows[now, 4], bound, 1 if bound > 0 else 0)
                if at >= bound:
                    steps -= rows[now, 9]
                    row = rows[now, 5]
                    continue
                slots[rows[now, 1]] = at + 1
                if over == 0:
                    slots[rows[now, 2]] = numbers[run, at]
                    if rows[now, 3] >= 0:
                        slots[rows[now, 3]] = at
                elif over == 1:
                    slots[rows[now, 2]] = numbers[run, length - 1 - at]
                elif over == 2:
                    slots[rows[now, 2]] = _ranked(numbers, run, length, at)
                elif over == 3:
                    slots[rows[now, 3]] = words[run, at]
                    slots[rows[now, 2]] = slots[rows[now, 3]] % 7
                elif over == CODES:
                    slots[rows[now, 2]] = slots[rows[now, 3]] = words[run, at]
                elif over == 4:
                    slots[rows[now, 2]] = kept[at]
                else:
                    slots[rows[now, 2]] = at
            elif kind == GO:
                row = rows[now, 5]
            elif kind == BEGIN:
                slots[rows[now, 1]] = 0
                over = rows[now, 3]
                if over == 5:
                    slots[rows[now, 2]] = value + rows[now, 4]
                else:
                    slots[rows[now, 2]] = letters[run] if over == 3 else length
                    steps += weighed(length, rows[now, 4])
            elif kind == MIX:
                mixed = slots[rows[now, 1]] * rows[now, 2] + value
                slots[rows[now, 1]] = mixed if rows[now, 3] == WHOLE else mixed % rows[now, 3]
                if abs(slots[rows[now, 1]]) > GREATEST:
                    break
            elif kind == BOUND:
                old, how = slots[rows[now, 1]], rows[now, 2]
                if how == 0:
                    new = max(0, old - value)
                elif how == 1:
                    new = min(9, old - value)
                elif how == 2:
                    new = abs(old - value)
                elif how == 3:
                    new = max(old, value)
                else:
                    new = min(old, value)
                slots[rows[now, 1]] = new
            elif kind in (BACK, FRONT):
                if kept_many == MOST_KEPT or abs(value) > GREATEST:
                    break
                if kind == BACK:
                    kept[kept_many] = value
                else:
                    for place in range(kept_many, 0, -1):
                        kept[place] = kept[place - 1]
                    kept[0] = value
                kept_many += 1
                steps += _weight(kept_many)
            elif kind == POP:
                holds = kept_many > rows[now, 2]
                steps += _weight(kept_many)
                if force >= 0:
                    holds = force == 1
                else:
                    _see(found, values, rows[now, 4], kept_many, 1 if holds else 0)
                if holds:
                    if not kept_many:
                        break
                    kept_many -= 1
                    steps += 1 + _weight(kept_many)
                    if rows[now, 3]:
                        slots[rows[now, 1]] += kept[0]
                        for place in range(kept_many):
                            kept[place] = kept[place + 1]
                    else:
                        slots[rows[now, 1]] += kept[kept_many]
            elif kind == COUNT:
                key = value if rows[now, 1] == WHOLE else value % rows[now, 1]
                if 0 <= key < TABLE:
                    table[TABLE + key] = 1
                    table[key] += slots[rows[now, 2]]
                else:
                    others = (others + key) * 1000003 + slots[rows[now, 2]]
            elif kind == WRITE:
                if text_many == MOST_LETTERS:
                    break
                letter = rows[now, 3] if rows[now, 3] else value
                if rows[now, 1] == WHOLE:
                    letter = 48 + value if 0 <= value < 10 else 1000 + value
                elif rows[now, 1]:
                    letter = 48 + value % rows[now, 1]
                if rows[now, 2]:
                    for place in range(text_many, 0, -1):
                        text[place] = text[place - 1]
                    text[0] = letter
                else:
                    text[text_many] = letter
                text_many += 1
            elif kind == WHILE:
                holds = slots[rows[now, 1]] > rows[now, 2]
                if rows[now, 3] >= 0:
                    _see(found, values, rows[now, 3], slots[rows[now, 1]], 1 if holds else 0)
                if not holds:
                    row = rows[now, 5]
            elif kind == HALVE:
                slots[rows[now, 1]] //= 2
            else:
                ended = True
                break
            if logged < len(log) and kind not in (TEST, GO, BEGIN, WHILE) and (kind != POP or holds):
                if kind in (BACK, FRONT):
                    held = _mixed(kept, kept_many, kept_many, 977)
                elif kind == WRITE:
                    held = _mixed(text, text_many, text_many, 0)
                elif kind == COUNT:
                    held = _counted(table) ^ others
                else:
                    held = slots[rows[now, 2 if kind == NEXT else 1]]
                log[logged, 0], log[logged, 1] = 2 * now, held
                logged += 1
                if kind == COUNT and logged < len(log):
                    log[logged, 0], log[logged, 1] = 2 * now + 1, key
                    logged += 1
        if len(log):
            log[0, 0] = logged - 1
        ends[run, 0] = 1 if ended else 0
        ends[run, 1] = steps
        ends[run, 2] = _mixed(kept, kept_many, kept_many, 977)
        ends[run, 3] = _counted(table) ^ others
        ends[run, 4] = _mixed(text, text_many, text_many, 0)
        for place in range(len(slots)):
            ends[run, 5 + place] = slots[place]


@unmanaged
def _judge(ends, found, many, low, high, told):
    """told: whether all runs ended, their steps, how many took the wanted number and which, how many conditions never changed and which."""
    told[0] = 1
    runs = len(ends)
    for run in range(runs):
        steps = ends[run, 1]
        told[1] += steps
        if not ends[run, 0]:
            told[0] = 0
        elif low <= steps <= high:
            told[3 + told[2]] = run
            told[2] += 1
    place = 3 + runs
    for site in range(many):
        if not found[site, 0] or not found[site, 1]:
            told[place] += 1
            told[place + told[place]] = site
