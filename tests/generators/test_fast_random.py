"""FastRandom gives what Random gives, call for call."""

from collections.abc import Callable
from random import Random
from typing import Any

import numpy
import pytest

from synth.generators.fast_random import FastRandom

CALLS: tuple[Callable[[Random], Any], ...] = (
    lambda rng: [rng.randrange(count) for count in (1, 2, 3, 8, 9, 1000, 2**70)],
    lambda rng: [rng.randrange(-3, 9), rng.randrange(5, 6), rng.randrange(0, 10, 3), rng.randrange(10, 0, -4), rng.randrange(1, 2, 5)],
    lambda rng: [rng.randint(-3, 9), rng.randint(5, 5), rng.randint(0, 2**40)],
    lambda rng: [rng.choice("word"), rng.choice([7]), rng.choice(range(9)), rng.choice(numpy.arange(6))],
    lambda rng: [
        rng.sample(range(count), k) for count in (0, 1, 7, 20, 21, 22, 23, 40, 300) for k in (0, 1, 5, 6, 17, count) if k <= count
    ],
    lambda rng: [rng.sample(("a", "b", "c"), 2), rng.sample("word", 4), rng.sample(["a", "b"], 3, counts=[2, 2])],
    lambda rng: [(some := list(range(count)), rng.shuffle(some))[0] for count in (0, 1, 2, 3, 17, 100)],
    lambda rng: [rng.choices("abc"), rng.choices([7, 8], cum_weights=(0.25, 1)), rng.choices("abc", cum_weights=[2, 2, 9], k=1)],
    lambda rng: [rng.choices("abc", k=4), rng.choices("abc", (1, 2, 3), k=4), rng.gauss(0, 1), rng.random(), rng.getrandbits(77)],
    lambda rng: [rng.randrange(numpy.int64(9)), rng.randint(numpy.int64(2), numpy.int64(9))],
)


@pytest.mark.parametrize("call", CALLS)
def test_the_same_numbers_as_random(call: Callable[[Random], Any]) -> None:
    for seed in range(200):
        plain, fast = Random(seed), FastRandom(seed)
        assert call(plain) == call(fast)
        assert plain.getstate() == fast.getstate()


@pytest.mark.parametrize(
    "call",
    [
        lambda rng: rng.randint(3, 2),
        lambda rng: rng.sample((1, 2), 3),
        lambda rng: rng.randrange(0),
        lambda rng: rng.choice(()),
        lambda rng: rng.choices(()),
        lambda rng: rng.choices("ab", cum_weights=(0, 0)),
        lambda rng: rng.choices("ab", cum_weights=(1,)),
    ],
)
def test_nothing_to_choose_from(call: Callable[[Random], Any]) -> None:
    for rng in (Random(0), FastRandom(0)):
        with pytest.raises(
            (ValueError, IndexError), match=r"empty range|larger than|out of range|empty sequence|greater than zero|number of weights"
        ):
            call(rng)
