"""Alphabets and orders of words, compiled: changes applied, two words compared by keys, words sorted, orders held against one another.

A letter is a number from 0 to 25, a word a row of letters; a step is its kind, how many letters (or how far) and these letters; a key is
what it measures and whether it is falling. `alphabet` and `arrange` of the verifier say what they mean."""

from synth.generators.kernels import unmanaged, write

LENGTH, FIRST, LAST, VOWELS, DISTINCT, SECOND, EARLIEST, LATEST, SUM, ALPHABET, REVERSED = range(11)
ORDER, REVERSE, ROTATE, FRONT, TO_FIRST, TO_LAST, AFTER, BEFORE, SWAP = range(9)
STEP = 28
"""Numbers of a step."""


@unmanaged
def alphabet(steps, first, last, but, letters, spare):
    """Apply the steps from the first to the last, but for one, to the ordinary alphabet."""
    for letter in range(26):
        letters[letter] = letter
    for number in range(first, last):
        if number != but:
            _change(steps, number, letters, spare)


@unmanaged
def _change(steps, number, letters, spare):
    kind, count, one, two = steps[number, 0], steps[number, 1], steps[number, 2], steps[number, 3]
    if kind == SWAP:
        for place in range(26):
            letter = letters[place]
            letters[place] = two if letter == one else one if letter == two else letter
        return
    write(letters, spare)
    if kind == REVERSE:
        for place in range(26):
            letters[place] = spare[25 - place]
    elif kind == ROTATE:
        for place in range(26):
            letters[place] = spare[(place + count) % 26]
    elif kind in (ORDER, FRONT):
        for place in range(count):
            letters[place] = steps[number, 2 + place]
        filled = count
        for place in range(26):
            named = False
            for other in range(count):
                named |= steps[number, 2 + other] == spare[place]
            if not named:
                letters[filled] = spare[place]
                filled += 1
    else:
        filled = 0
        if kind == TO_FIRST:
            letters[0] = one
            filled = 1
        for place in range(26):
            letter = spare[place]
            if letter == one:
                continue
            if kind == BEFORE and letter == two:
                letters[filled] = one
                filled += 1
            letters[filled] = letter
            filled += 1
            if kind == AFTER and letter == two:
                letters[filled] = one
                filled += 1
        if kind == TO_LAST:
            letters[25] = one


@unmanaged
def compared(texts, measures, one, two, places, keys, but):
    """Which key, from 1, decides between two words, and for which: above 0 where the second one comes later, below 0 where the first one
    does; 0 where none decides. places: of the letters in the alphabet; but: a key that is left out, or -1."""
    for key in range(len(keys)):
        by = keys[key, 0]
        if key == but:
            continue
        if by >= ALPHABET:
            difference = _spelt(texts, measures, one, two, places, by == REVERSED)
        else:
            difference = _value(texts, measures, two, places, by) - _value(texts, measures, one, places, by)
        if difference:
            return key + 1 if (difference > 0) != (keys[key, 1] > 0) else -key - 1
    return 0


@unmanaged
def _spelt(texts, measures, one, two, places, backwards):
    size, other = measures[one, 0], measures[two, 0]
    for place in range(min(size, other)):
        a = texts[one, size - 1 - place if backwards else place]
        b = texts[two, other - 1 - place if backwards else place]
        if a != b:
            return places[b] - places[a]
    return other - size


@unmanaged
def _value(texts, measures, word, places, by):
    """measures: (word, 3) letters, vowels and different letters."""
    size = measures[word, 0]
    if by == LENGTH:
        return size
    if by == VOWELS:
        return measures[word, 1]
    if by == DISTINCT:
        return measures[word, 2]
    if by == FIRST:
        return places[texts[word, 0]]
    if by == SECOND:
        return places[texts[word, 1]]
    if by == LAST:
        return places[texts[word, size - 1]]
    least, most, total = 26, -1, size
    for place in range(size):
        here = places[texts[word, place]]
        least, most, total = min(least, here), max(most, here), total + here
    return least if by == EARLIEST else most if by == LATEST else total


@unmanaged
def arrange(texts, measures, words, places, keys, order):
    """The places of the words, in order."""
    for number in range(len(words)):
        low, high = 0, number
        while low < high:
            middle = (low + high) // 2
            if compared(texts, measures, words[order[middle]], words[number], places, keys, -1) > 0:
                low = middle + 1
            else:
                high = middle
        for at in range(number, low, -1):
            order[at] = order[at - 1]
        order[low] = number


@unmanaged
def stays(texts, measures, words, order, places, keys):
    """Whether the words are in the same order under another alphabet."""
    at = 1
    while at < len(order) and compared(texts, measures, words[order[at - 1]], words[order[at]], places, keys, -1) > 0:
        at += 1
    return at == len(order)


@unmanaged
def every_key_matters(texts, measures, words, order, places, keys):
    """Each key left out alone changes the order, and the last one even if ties stay as they are shown."""
    for but in range(len(keys)):
        changed = False
        for at in range(1, len(order)):
            one, two = order[at - 1], order[at]
            way = compared(texts, measures, words[one], words[two], places, keys, but)
            if way < 0 or (way == 0 and one > two):
                changed = True
                break
        if not changed:
            return False
    return True


@unmanaged
def inverted(order, values):
    """How many pairs stand the other way round when sorted by the values."""
    count = 0
    for place in range(len(order)):
        for before in range(place):
            count += values[order[before]] > values[order[place]]
    return count


@unmanaged
def weighed(texts, measures, words, order, places, keys):
    """What a sort by hand reads of keys and letters: (once for each word, once for each comparison of neighbours)."""
    last = len(keys) - 1
    measured = comparisons = 0
    for key in range(last):
        for number in range(len(words)):
            measured += 1 if keys[key, 0] in (FIRST, SECOND, LAST) else measures[words[number], 0]
    for at in range(1, len(order)):
        one, two = words[order[at - 1]], words[order[at]]
        decided = abs(compared(texts, measures, one, two, places, keys, -1))
        comparisons += decided
        if decided == last + 1:
            size, other = measures[one, 0], measures[two, 0]
            for place in range(min(size, other)):
                back = keys[last, 0] == REVERSED
                if texts[one, size - 1 - place if back else place] != texts[two, other - 1 - place if back else place]:
                    break
                comparisons += 1
    return measured, comparisons
