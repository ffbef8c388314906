"""Letter arithmetic, solved column by column from the right, carries and all: sums, differences and products in any base.

An equation is `sum of sign * word` (or `sign * word * word`) = 0; letters are numbers from 0, digits of a word most significant
first. Column k of the whole must leave nothing modulo the base once the carry from column k - 1 is added, so only the letters
of the last k + 1 places matter to it. `search` counts the solutions up to a limit within a budget of nodes; `draw` looks for
an equation of a given layout that has exactly one.
"""

import numpy as np

from synth.generators.kernels import njit, unmanaged

MAX_WORDS = 8
MAX_DIGITS = 9
MAX_COLUMNS = 2 * MAX_DIGITS + 2
TOO_FEW = 0.75
"""An equation is not searched when this times the least nodes is more than it is expected to take: of those, one in hundreds would do."""


@njit(cache=True)
def search(base, nonzero, start, parts, known, limit, budget):
    """(solutions up to `limit`, or -1 when the budget was not enough; nodes). A node is one digit tried for one letter.

    nonzero: bool[letters]; start, parts: as `equation` makes them; known: int64[letters], a solution that is not counted, or empty."""
    return _search(base, nonzero, start, parts, *_plan(len(nonzero), start, parts), known, limit, budget)


@njit(cache=True)
def _plan(letters, start, parts):
    """(order, upto, forced): the letters as they are tried; columns complete once the first d of them are set; for each, +1 or -1 where
    that is its coefficient in a column that fixes it, or 0."""
    columns = len(start) - 1
    order = np.empty(letters, np.int64)
    upto = np.zeros(letters + 1, np.int64)
    forced = np.zeros(letters, np.int64)
    seen = np.zeros(letters + 1, np.bool_)
    seen[letters] = True
    depth = 0
    for k in range(columns):
        before = depth
        for p in range(start[k], start[k + 1]):
            for side in (1, 2):
                letter = parts[p, side]
                if not seen[letter]:
                    seen[letter] = True
                    order[depth] = letter
                    upto[depth + 1] = k
                    depth += 1
        for d in range(depth, letters + 1):
            upto[d] = k + 1
        if depth > before:
            last, times, coefficient = order[depth - 1], 0, 0
            for p in range(start[k], start[k + 1]):
                if parts[p, 1] == last or parts[p, 2] == last:
                    times += 1
                    coefficient = parts[p, 0] if parts[p, 1] == last and parts[p, 2] == letters else 0
            if times == 1 and abs(coefficient) == 1:
                forced[depth - 1] = coefficient
    for letter in range(letters):  # letters that cancel out everywhere
        if not seen[letter]:
            order[depth] = letter
            depth += 1
    return order, upto, forced


@unmanaged
def _expected(base, nonzero, order, upto, forced):
    """Nodes of a whole search if each column held by chance: digits differ, and a column holds once in `base` times. Mostly within a
    quarter of what the search takes."""
    alive, nodes = 1.0, 0.0
    for d in range(len(order)):
        tried = alive * (base - d)
        if nonzero[order[d]]:
            tried *= (base - 1) / base
        columns = upto[d + 1] - upto[d]
        if forced[d]:
            tried /= base
            columns -= 1
        nodes += tried
        alive = tried / base**columns
    return nodes


@njit(cache=True)
def _search(base, nonzero, start, parts, order, upto, forced, known, limit, budget):
    letters = len(nonzero)
    digit = np.zeros(letters + 1, np.int64)
    digit[letters] = 1
    following = np.zeros(letters + 1, np.int64)
    carries = np.zeros(letters + 1, np.int64)
    used = nodes = count = d = 0
    while d >= 0:
        letter = order[d]
        value = following[d]
        first, carry = upto[d], carries[d]
        if forced[d]:
            if value == 0:
                following[d] = base
                digit[letter] = 0
                total = _column(first, carry, digit, start, parts)
                value = (-total * forced[d]) % base
                carry = (total + forced[d] * value) // base
                first += 1
                if used >> value & 1:
                    value = base
            else:
                value = base
        else:
            while value < base and used >> value & 1:
                value += 1
            following[d] = value + 1
        if value >= base:
            d -= 1
            if d >= 0:
                used ^= 1 << digit[order[d]]
            continue
        if value == 0 and nonzero[letter]:
            continue
        nodes += 1
        if nodes > budget:
            return -1, nodes
        digit[letter] = value
        ok = True
        for k in range(first, upto[d + 1]):
            total = _column(k, carry, digit, start, parts)
            carry = total // base
            if total != carry * base:
                ok = False
                break
        if not ok:
            continue
        if d + 1 == letters:
            if carry == 0:
                count += len(known) == 0 or np.any(digit[:letters] != known)
                if count == limit:
                    return count, nodes
            continue
        used |= 1 << value
        d += 1
        following[d] = 0
        carries[d] = carry
    return count, nodes


@unmanaged
def _column(k, carry, digit, start, parts):
    for p in range(start[k], start[k + 1]):
        carry += parts[p, 0] * digit[parts[p, 1]] * digit[parts[p, 2]]
    return carry


@njit(cache=True)
def _interchangeable(base, nonzero, start, parts):
    """Two letters of the same weight in the whole sum: where one solution is, their exchange is another."""
    letters = len(nonzero)
    weights = np.zeros(letters, np.int64)
    unit = 1
    for k in range(len(start) - 1):
        for p in range(start[k], start[k + 1]):
            if parts[p, 2] != letters:
                return False
            weights[parts[p, 1]] += unit * parts[p, 0]
        unit *= base
    for a in range(letters):
        for b in range(a):
            if weights[a] == weights[b] and nonzero[a] == nonzero[b]:
                return True
    return False


@unmanaged
def _random(state, below):
    """One step of splitmix64 on state[0]."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.int64((z ^ (z >> np.uint64(31))) >> np.uint64(33)) % below


@njit(cache=True)
def equation(letters, words, lengths, terms):
    """(nonzero, start, parts) of an equation for `search`: parts[start[k]:start[k + 1]] are the (coefficient, letter, letter) of
    column k, where a second letter of `letters` means none. words: int64[w, MAX_DIGITS] of letters; terms: int64[t, 3] of (sign,
    word, word or -1)."""
    nonzero = np.zeros(letters, np.bool_)
    for w in range(len(lengths)):
        nonzero[words[w, 0]] = True
    linear = np.zeros((MAX_COLUMNS, letters), np.int64)
    columns = 0
    for t in range(len(terms)):
        sign, a, b = terms[t]
        if b < 0:
            for i in range(lengths[a]):
                linear[lengths[a] - 1 - i, words[a, i]] += sign
        columns = max(columns, lengths[a] + (lengths[b] if b >= 0 else 0))
    start = np.zeros(columns + 1, np.int64)
    parts = np.empty((columns * letters + len(terms) * MAX_DIGITS * MAX_DIGITS, 3), np.int64)
    m = 0
    for k in range(columns):
        for t in range(len(terms)):
            sign, a, b = terms[t]
            if b >= 0:
                for i in range(lengths[a]):
                    j = lengths[a] + lengths[b] - 2 - i - k
                    if 0 <= j < lengths[b]:
                        parts[m, 0], parts[m, 1], parts[m, 2] = sign, words[a, i], words[b, j]
                        m += 1
        for letter in range(letters):
            if linear[k, letter]:
                parts[m, 0], parts[m, 1], parts[m, 2] = linear[k, letter], letter, letters
                m += 1
        start[k + 1] = m
    return nonzero, start, parts[:m]


@njit(cache=True)
def draw(seed, base, lengths, terms, fewest, most, least_nodes, most_nodes, tries):
    """(words as letters, lengths, digit of each letter, nodes): an equation with exactly one solution, found among `tries` draws
    of its numbers; nodes = 0 when there was none. The last word is what makes the equation true: its length is free, its
    term is (-1, last, -1). fewest, most: distinct letters; letters are numbered by first occurrence."""
    state = np.array([seed], np.uint64)
    count = len(lengths)
    words = np.zeros((count, MAX_DIGITS), np.int64)
    values = np.zeros(count, np.int64)
    lengths = lengths.copy()
    pool = np.arange(base)
    number = np.empty(base, np.int64)
    digits = np.empty(base, np.int64)
    for _ in range(tries):
        for i in range(base - 1):
            j = i + _random(state, base - i)
            pool[i], pool[j] = pool[j], pool[i]
        drawn = min(base, max(2, fewest - 1 + _random(state, most - fewest + 2)))
        for w in range(count - 1):
            values[w] = 0
            for i in range(lengths[w]):
                value = pool[_random(state, drawn)]
                while i == 0 and value == 0:
                    value = pool[_random(state, drawn)]
                words[w, i] = value
                values[w] = values[w] * base + value
        total = 0
        for t in range(len(terms) - 1):
            sign, a, b = terms[t]
            total += sign * values[a] * (values[b] if b >= 0 else 1)
        if total <= 0:
            continue
        size, rest = 0, total
        while rest:
            size += 1
            rest //= base
        if size > MAX_DIGITS:
            continue
        for i in range(size):
            words[count - 1, size - 1 - i] = total % base
            total //= base
        lengths[count - 1] = size
        letters = 0
        number[:] = -1
        for w in range(count):
            for i in range(lengths[w]):
                value = words[w, i]
                if number[value] < 0:
                    number[value] = letters
                    digits[letters] = value
                    letters += 1
                words[w, i] = number[value]
        if not fewest <= letters <= most:
            continue
        nonzero, start, parts = equation(letters, words, lengths, terms)
        if _interchangeable(base, nonzero, start, parts):
            continue
        order, upto, forced = _plan(letters, start, parts)
        if _expected(base, nonzero, order, upto, forced) < TOO_FEW * least_nodes:
            continue
        others, nodes = _search(base, nonzero, start, parts, order, upto, forced, digits[:letters], 1, most_nodes)
        if others == 0 and nodes >= least_nodes:
            return words, lengths, digits[:letters].copy(), nodes
    return words, lengths, digits[:0].copy(), 0
