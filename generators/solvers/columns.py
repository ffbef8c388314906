"""Letter arithmetic, solved column by column from the right, carries and all: sums, differences and products in any base.

An equation is `sum of sign * word` (or `sign * word * word`) = 0; letters are numbers from 0, digits of a word most significant
first. Column k of the whole must leave nothing modulo the base once the carry from column k - 1 is added, so only the letters
of the last k + 1 places matter to it. `search` counts the solutions up to a limit within a budget of nodes; `draw` looks for
an equation of a given layout that has exactly one.
"""

import numpy as np
from numba import njit

MAX_WORDS = 8
MAX_DIGITS = 9
MAX_COLUMNS = 2 * MAX_DIGITS + 2


@njit(cache=True)
def search(base, letters, nonzero, linear, products, limit, budget, found):
    """(solutions up to `limit`, or -1 when the budget was not enough; nodes). A node is one digit tried for one letter.

    nonzero: bool[letters]; linear: int64[columns, letters], the signed count of each letter in each column; products:
    int64[m, 4] of (column, sign, letter, letter); found: int64[letters], the last solution."""
    columns = linear.shape[0]
    order = np.empty(letters, np.int64)
    upto = np.zeros(letters + 1, np.int64)  # columns complete once the first d letters are set
    forced = np.zeros(letters, np.int64)  # +1 or -1: the letter's coefficient in a column that fixes it
    seen = np.zeros(letters, np.bool_)
    depth = 0
    for k in range(columns):
        before = depth
        for letter in range(letters):
            here = linear[k, letter] != 0
            for p in range(products.shape[0]):
                here |= products[p, 0] == k and (products[p, 2] == letter or products[p, 3] == letter)
            if here and not seen[letter]:
                seen[letter] = True
                order[depth] = letter
                upto[depth + 1] = k
                depth += 1
        for d in range(depth, letters + 1):
            upto[d] = k + 1
        if depth > before:
            last = order[depth - 1]
            if abs(linear[k, last]) == 1:
                forced[depth - 1] = linear[k, last]
                for p in range(products.shape[0]):
                    if products[p, 0] == k and (products[p, 2] == last or products[p, 3] == last):
                        forced[depth - 1] = 0
    for letter in range(letters):  # letters that cancel out everywhere
        if not seen[letter]:
            order[depth] = letter
            depth += 1
    digit = np.zeros(letters, np.int64)
    following = np.zeros(letters + 1, np.int64)
    carries = np.zeros(letters + 1, np.int64)
    used = nodes = count = d = 0
    while d >= 0:
        letter = order[d]
        value = following[d]
        if forced[d]:
            if value == 0:
                digit[letter] = 0
                rest = _column(upto[d], carries[d], digit, linear, products)
                value = (-rest * forced[d]) % base
                following[d] = base
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
        carry = carries[d]
        ok = True
        for k in range(upto[d], upto[d + 1]):
            total = _column(k, carry, digit, linear, products)
            if total % base:
                ok = False
                break
            carry = total // base
        if not ok:
            continue
        if d + 1 == letters:
            if carry == 0:
                count += 1
                found[:] = digit
                if count == limit:
                    return count, nodes
            continue
        used |= 1 << value
        d += 1
        following[d] = 0
        carries[d] = carry
    return count, nodes


@njit(cache=True)
def _column(k, carry, digit, linear, products):
    total = carry
    for letter in range(len(digit)):
        total += linear[k, letter] * digit[letter]
    for p in range(products.shape[0]):
        if products[p, 0] == k:
            total += products[p, 1] * digit[products[p, 2]] * digit[products[p, 3]]
    return total


@njit(cache=True)
def _interchangeable(base, nonzero, linear):
    """Two letters of the same weight in the whole: where one solution is, their exchange is another."""
    columns, letters = linear.shape
    weights = np.zeros(letters, np.int64)
    for k in range(columns - 1, -1, -1):
        weights = weights * base + linear[k]
    for a in range(letters):
        for b in range(a):
            if weights[a] == weights[b] and nonzero[a] == nonzero[b]:
                return True
    return False


@njit(cache=True)
def _random(state, below):
    """One step of splitmix64 on state[0]."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.int64((z ^ (z >> np.uint64(31))) >> np.uint64(33)) % below


@njit(cache=True)
def equation(base, letters, words, lengths, terms):
    """(nonzero, linear, products) of an equation for `search`. words: int64[w, MAX_DIGITS] of letters; terms: int64[t, 3] of
    (sign, word, word or -1)."""
    nonzero = np.zeros(letters, np.bool_)
    for w in range(len(lengths)):
        nonzero[words[w, 0]] = True
    linear = np.zeros((MAX_COLUMNS, letters), np.int64)
    products = np.empty((len(terms) * MAX_DIGITS * MAX_DIGITS, 4), np.int64)
    columns = m = 0
    for t in range(len(terms)):
        sign, a, b = terms[t]
        if b < 0:
            for i in range(lengths[a]):
                linear[lengths[a] - 1 - i, words[a, i]] += sign
            columns = max(columns, lengths[a])
            continue
        for i in range(lengths[a]):
            for j in range(lengths[b]):
                products[m] = lengths[a] - 1 - i + lengths[b] - 1 - j, sign, words[a, i], words[b, j]
                m += 1
        columns = max(columns, lengths[a] + lengths[b])
    return nonzero, linear[:columns], products[:m]


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
    found = np.empty(base, np.int64)
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
        nonzero, linear, products = equation(base, letters, words, lengths, terms)
        if len(products) == 0 and _interchangeable(base, nonzero, linear):
            continue
        solutions, nodes = search(base, letters, nonzero, linear, products, 2, most_nodes, found[:letters])
        if solutions == 1 and nodes >= least_nodes:
            return words, lengths, digits[:letters].copy(), nodes
    return words, lengths, digits[:0].copy(), 0
