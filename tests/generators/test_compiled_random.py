"""Kernels draw what random.Random draws, number for number."""

from random import Random

import numpy as np
import pytest

from synth.generators.compiled_random import below, lent, sample, shuffle, unit
from synth.generators.fast_random import FastRandom


@pytest.mark.parametrize("kind", [Random, FastRandom])
def test_the_same_numbers_and_the_same_state_afterwards(kind):
    for seed in range(30):
        rng, twin = kind(seed), Random(seed)
        rng.gauss(0, 1)
        twin.gauss(0, 1)
        with lent(rng) as state:
            counts = [1, 2, 3, 8, 9, 1000, 2**31 - 1] * 50  # so many that the words run out and are made anew
            assert [below(state, count) for count in counts] == [twin.randrange(count) for count in counts]
            assert [unit(state) for _ in range(400)] == [twin.random() for _ in range(400)]
        assert rng.getstate() == twin.getstate()


def test_the_same_orders_and_samples():
    for seed in range(30):
        rng, twin = Random(seed), Random(seed)
        with lent(rng) as state:
            for count in (0, 1, 2, 17, 100):
                items, expected = np.arange(count), list(range(count))
                shuffle(state, items)
                twin.shuffle(expected)
                assert items.tolist() == expected
            for count in (0, 1, 7, 20, 21, 22, 23, 40, 86, 300):
                for k in sorted({0, 1, 5, 6, 17, count}):
                    if k <= count:
                        found = np.zeros(k, np.int64)
                        sample(state, count, k, found, np.zeros(count, np.int64))
                        assert found.tolist() == twin.sample(range(count), k)
        assert rng.getstate() == twin.getstate()
