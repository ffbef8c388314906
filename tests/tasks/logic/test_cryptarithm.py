"""What the laws cannot say of logic/cryptarithm: the column solver counts what brute force counts, and copies share a fingerprint."""

from itertools import permutations
from random import Random

import numpy as np
import pytest

from synth.generators import registry
from synth.generators.logic.cryptarithm.columns import MAX_DIGITS, equation, search
from synth.pipelines.run.produce import digest
from synth.verifiers.logic.cryptarithm import Cryptarithm

TASK = registry.load("logic/cryptarithm")
LAYOUTS = (
    [(1, 0, -1), (1, 1, -1), (-1, 2, -1)],
    [(1, 0, -1), (-1, 1, -1), (1, 2, -1), (-1, 3, -1)],
    [(1, 0, 1), (-1, 2, -1)],
    [(1, 0, 1), (-1, 2, -1), (-1, 3, -1)],
)


@pytest.mark.parametrize("terms", LAYOUTS)
def test_the_column_solver_counts_what_brute_force_counts(terms):
    rng, several = Random(5), 0
    for _ in range(60):
        base = rng.randint(5, 7)
        count = max(max(a, b) for _, a, b in terms) + 1
        words = [[rng.randrange(5) for _ in range(rng.randint(1, 3))] for _ in range(count)]
        kept = sorted({letter for word in words for letter in word})
        words = [[kept.index(letter) for letter in word] for word in words]
        table = np.zeros((count, MAX_DIGITS), np.int64)
        for row, word in zip(table, words, strict=True):
            row[: len(word)] = word
        made = equation(len(kept), table, np.array([len(word) for word in words]), np.array(terms, np.int64))
        fast, _ = search(base, *made, np.empty(0, np.int64), 1000, 10**6)

        def value(digits, word, base=base):
            return sum(digits[letter] * base**k for k, letter in enumerate(reversed(word)))

        slow = 0
        for digits in permutations(range(base), len(kept)):
            values = [value(digits, word) for word in words]
            total = sum(sign * values[a] * (values[b] if b >= 0 else 1) for sign, a, b in terms)
            slow += total == 0 and all(digits[word[0]] for word in words)
        assert fast == slow
        several += slow > 1
    assert several


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SEND + MORE = MONEY", "ABCD + EFGB = EFCBH"),
        ("SEND + MORE = MONEY", "MONEY = MORE + SEND"),
        ("SEND + MORE = MONEY", "MONEY - MORE = SEND"),
        ("ABC * DA = EFGH", "HB * BCD = EFGA"),
        ("ABC * DA + BE = EFGH", "BE + DA * ABC = EFGH"),
        ("ABC * DA - BE = EFGH", "EFGH + BE = ABC * DA"),
    ],
)
def test_symmetric_copies_share_a_fingerprint(one, other):
    assert digest(TASK, Cryptarithm(one)) == digest(TASK, Cryptarithm(other))
    changed = Cryptarithm(one.replace("E", one[0]))
    assert digest(TASK, changed) != digest(TASK, Cryptarithm(one))
