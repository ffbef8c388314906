"""A problem drawn, compiled: keys, steps and words, exchanged for pairs that collide until each change of the alphabet matters."""

import numpy as np

from synth.generators.compiled_random import below, sample, shuffle, unit
from synth.generators.kernels import njit, unmanaged, write
from synth.generators.logic.word_sorting.orders import (
    AFTER,
    ALPHABET,
    BEFORE,
    DISTINCT,
    FRONT,
    LENGTH,
    ORDER,
    REVERSE,
    REVERSED,
    ROTATE,
    STEP,
    SWAP,
    TO_FIRST,
    TO_LAST,
    VOWELS,
    alphabet,
    arrange,
    compared,
    every_key_matters,
    inverted,
    stays,
    weighed,
)

TRIES = 60
"""At a whole problem."""
PAIRS = 24
"""Tries at a pair of words."""
SINGLE = np.array([SWAP, AFTER, BEFORE, TO_FIRST, TO_LAST])
COMMON = 20
"""A letter at which more words begin (or end) is one that is moved alone."""


@njit(cache=True)
def drawn(state, texts, measures, letter_start, letter_words, family_start, family_words, families, count, keys_wanted, kinds,
          falling, changes, blocks, shuffled, listed, related, english):  # fmt: skip
    """A problem, or one without words where too many tries fail: keys, steps, words, their order, and what the effort counts: displaced
    letters and what is read once, and what is read for each comparison.

    texts, measures: of all words; letter_start, letter_words: (way, letter) -> the words that begin (or end) with it; family_start,
    family_words: the words of the families, those by beginnings first, of which there are `families`."""
    keys, steps = np.zeros((keys_wanted, 2), np.int64), np.zeros((changes + 1, STEP), np.int64)
    letters, spare, places, ordinary = np.empty(26, np.int64), np.empty(26, np.int64), np.empty(26, np.int64), np.arange(26)
    lacking = np.empty((changes + 1, 26), np.int64)
    chosen, pool, moved = np.empty(count + 32, np.int64), np.empty(max(len(texts), 64), np.int64), np.empty(changes, np.int64)
    order, ordinary_order, ranks = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int64)
    kept, idle = np.zeros(count, np.bool_), np.zeros(changes + 1, np.bool_)
    stamps, groups, numbers = np.zeros(4097, np.int64), np.empty(4096, np.int64), np.arange(count)
    for _ in range(TRIES):
        _keys(state, keys, kinds, falling, english, pool)
        way = keys[len(keys) - 1, 0] - ALPHABET
        made, single = _steps(state, steps, letter_start[way], changes, blocks, shuffled, listed, moved, letters, spare, pool)
        first_family, last_family = (0, families) if way == 0 else (families, len(family_start) - 1)
        _words(state, chosen, len(texts), letter_start[way], letter_words[way], family_start, family_words, first_family, last_family,
               count, related, moved, single, pool)  # fmt: skip
        words = chosen[:count]
        shuffle(state, words)
        alphabet(steps, 0, made, -1, letters, spare)
        displaced = _placed(letters, places)
        if displaced == 0:
            continue
        given = 1 if steps[0, 0] == ORDER else 0
        for step in range(given, made):
            alphabet(steps, 0, made, step, spare, lacking[step])
            _placed(spare, lacking[step])
        matters, kept[:] = False, False
        for _ in range(3):
            arrange(texts, measures, words, places, keys, order)
            some = False
            for step in range(given, made):
                idle[step] = stays(texts, measures, words, order, lacking[step], keys)
                some |= idle[step]
            if not some:
                matters = True
                break
            for step in range(given, made):
                some = not idle[step] or _exchanged(state, texts, measures, letter_start[way], letter_words[way], words, kept, letters,
                                                    places, lacking[step], keys, stamps, groups, pool)  # fmt: skip
                if not some:
                    break
            if not some:
                break
        if not matters or not every_key_matters(texts, measures, words, order, places, keys):
            continue
        arrange(texts, measures, words, ordinary, keys, ordinary_order)
        for rank in range(count):
            ranks[ordinary_order[rank]] = rank
        pairs = count * (count - 1)
        shown, usual = 2 * inverted(order, numbers) / pairs, 2 * inverted(order, ranks) / pairs
        spelt = 2 * inverted(order, words) / pairs
        if 0.25 < shown < 0.75 and 0.2 < spelt < 0.95 and usual > 0.05:
            measured, comparisons = weighed(texts, measures, words, order, places, keys)
            return keys, steps[:made], words, order, displaced + measured, comparisons
    return keys, steps, chosen[:0], order, 0, 0


@unmanaged
def _placed(letters, places):
    """The places of the letters; returns how many are not where they are in the ordinary alphabet."""
    displaced = 0
    for place in range(26):
        places[letters[place]] = place
        displaced += letters[place] != place
    return displaced


@unmanaged
def _keys(state, keys, kinds, falling, english, pool):
    last = len(keys) - 1
    sample(state, kinds, last, pool[:last], pool[last:])
    for key in range(last):
        keys[key, 0] = pool[key]
    # Pinyin words end in seven letters only: read backwards, few of them differ at once.
    keys[last, 0] = REVERSED if unit(state) < 0.35 and english else ALPHABET
    for key in range(last + 1):
        keys[key, 1] = unit(state) < falling


@unmanaged
def _steps(state, steps, letter_start, changes, blocks, shuffled, listed, moved, letters, spare, pool):
    """How many steps there are, and how many letters are moved alone."""
    made = single = common = 0
    for letter in range(26):
        if letter_start[letter + 1] - letter_start[letter] > COMMON:
            spare[common] = letter
            common += 1
    if unit(state) < shuffled:
        steps[0, 0], steps[0, 1] = ORDER, 26
        sample(state, 26, 26, steps[0, 2:], pool)
        made = 1
    for _ in range(changes):
        if unit(state) < blocks:
            kind, size = REVERSE + below(state, 3), 0
            if kind == ROTATE:
                size = 2 + below(state, 23)
            elif kind == FRONT:
                size = 2 + below(state, 5)
                sample(state, 26, size, steps[made, 2:], pool)
            if made and steps[made - 1, 0] == kind:
                kind, size = (REVERSE, 0) if kind != REVERSE else (ROTATE, 13)
            steps[made, 0], steps[made, 1] = kind, size
        else:
            one, two = spare[below(state, common)], below(state, 26)
            while one == two:
                two = below(state, 26)
            steps[made, 0], steps[made, 1], steps[made, 2], steps[made, 3] = SINGLE[below(state, len(SINGLE))], 2, one, two
            moved[single] = one
            single += 1
        made += 1
    if unit(state) < listed:
        alphabet(steps, 0, made, -1, letters, spare)
        steps[0, 0], steps[0, 1] = ORDER, 26
        write(letters, steps[0, 2:])
        made = 1
    return made, single


@unmanaged
def _words(state, chosen, words, letter_start, letter_words, family_start, family_words, first_family, last_family, count, related, moved,
           single, pool):  # fmt: skip
    """Different words: a third of the single ones begin (or end) with a moved letter, the rest of them anyhow."""
    size = 0
    while size < related:
        family = first_family + below(state, last_family - first_family)
        start, members = family_start[family], family_start[family + 1] - family_start[family]
        some = min(members, 2 + below(state, 4))
        sample(state, members, some, pool[:some], pool[some:])
        for k in range(some):
            size = _added(chosen, size, family_words[start + pool[k]])
    while size < count:
        if single and unit(state) < 0.35:
            letter = moved[below(state, single)]
            start = letter_start[letter]
            word = letter_words[start + below(state, letter_start[letter + 1] - start)]
        else:
            word = below(state, words)
        size = _added(chosen, size, word)


@unmanaged
def _added(chosen, size, word):
    for k in range(size):
        if chosen[k] == word:
            return size
    chosen[size] = word
    return size + 1


@unmanaged
def _exchanged(state, texts, measures, letter_start, letter_words, words, kept, letters, places, without, keys, stamps, groups, pool):
    """Exchange two words for a pair that is equal by the keys that count, and another way round under the alphabet `without`; whether there
    is one, and room for it. kept: the places of words that such pairs brought."""
    turned = 0
    for one in range(26):
        for two in range(one + 1, 26):
            if without[letters[one]] > without[letters[two]]:
                pool[turned] = 26 * letters[one] + letters[two]
                turned += 1
    for _ in range(PAIRS if turned else 0):
        both = pool[below(state, turned)]
        one, two = both // 26, both % 26
        common = _common(measures, letter_start, letter_words, one, two, keys, stamps, groups)
        if common == 0:
            continue
        group = groups[below(state, common)]
        first = _member(state, measures, letter_start, letter_words, one, keys, group)
        second = _member(state, measures, letter_start, letter_words, two, keys, group)
        free = True
        for k in range(len(words)):
            free &= words[k] != first and words[k] != second
        is_first = compared(texts, measures, first, second, places, keys, -1) > 0
        if free and is_first != (compared(texts, measures, first, second, without, keys, -1) > 0):
            open_places = 0
            for place in range(len(words)):
                if not kept[place]:
                    pool[open_places] = place
                    open_places += 1
            if open_places < 2:
                return False
            sample(state, open_places, 2, pool[open_places : open_places + 2], pool[open_places + 2 :])
            for k in range(2):
                place = pool[pool[open_places + k]]
                words[place], kept[place] = second if k else first, True
            return True
    return False


@unmanaged
def _group(measures, word, keys):
    """What the keys count of a word that the alphabet leaves alone, as one number."""
    found = 0
    for key in range(len(keys) - 1):
        by = keys[key, 0]
        if by in (LENGTH, VOWELS, DISTINCT):
            found = 16 * found + measures[word, 0 if by == LENGTH else 1 if by == VOWELS else 2]
    return found


@unmanaged
def _common(measures, letter_start, letter_words, one, two, keys, stamps, groups):
    """The groups with words of both letters, as they first occur among those of the first one; returns how many they are."""
    stamps[0] += 1  # no word has letters, vowels and different letters without any
    for k in range(letter_start[two], letter_start[two + 1]):
        stamps[_group(measures, letter_words[k], keys) + 1] = 2 * stamps[0]
    count = 0
    for k in range(letter_start[one], letter_start[one + 1]):
        group = _group(measures, letter_words[k], keys)
        if stamps[group + 1] == 2 * stamps[0]:
            stamps[group + 1] += 1
            groups[count] = group
            count += 1
    return count


@unmanaged
def _member(state, measures, letter_start, letter_words, letter, keys, group):
    """A word of a letter and a group."""
    size = 0
    for k in range(letter_start[letter], letter_start[letter + 1]):
        size += _group(measures, letter_words[k], keys) == group
    left = below(state, size)
    for k in range(letter_start[letter], letter_start[letter + 1]):
        if _group(measures, letter_words[k], keys) == group:
            if left == 0:
                return letter_words[k]
            left -= 1
    return -1
