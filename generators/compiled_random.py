"""The numbers that `random.Random` gives, for kernels: a kernel that draws from `state` takes what a loop in Python would have drawn.

    with lent(rng) as state:
        kernel(state, ...)   # below(state, n) is rng.randrange(n), unit(state) is rng.random()

The Mersenne Twister of M. Matsumoto and T. Nishimura, "Mersenne twister: a 623-dimensionally equidistributed uniform pseudo-random number
generator" (1998). To lend one and to take it back costs as much as a hundred draws in Python."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import numpy as np
from numpy.typing import NDArray

from synth.generators.kernels import unmanaged
from synth.generators.solvers.bits import highest

_WORDS, _AHEAD = 624, 397
_PACKED = struct.Struct(f"={_WORDS + 1}I")


@contextmanager
def lent(rng: Random) -> Iterator[NDArray[np.int64]]:
    """The state of a generator, which draws nothing itself meanwhile and goes on behind what was drawn from it."""
    version, words, gauss = rng.getstate()
    state = np.frombuffer(_PACKED.pack(*words), np.uint32).astype(np.int64)
    yield state
    rng.setstate((version, tuple(state.tolist()), gauss))


@unmanaged
def _twist(state):
    for i in range(_WORDS):
        after = i + 1 if i + 1 < _WORDS else 0
        far = i + _AHEAD if i + _AHEAD < _WORDS else i + _AHEAD - _WORDS
        word = (state[i] & 0x80000000) | (state[after] & 0x7FFFFFFF)
        state[i] = state[far] ^ (word >> 1) ^ (word & 1) * 0x9908B0DF
    state[_WORDS] = 0


@unmanaged
def _word(state):
    """`rng.getrandbits(32)`."""
    if state[_WORDS] == _WORDS:
        _twist(state)
    word = state[state[_WORDS]]
    state[_WORDS] += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C5680
    word ^= (word << 15) & 0xEFC60000
    return word ^ (word >> 18)


@unmanaged
def below(state, n):
    """`rng.randrange(n)`, the place that `rng.choice` takes among n; n is positive and less than 2**31."""
    shift = 31 - highest(n)
    found = _word(state) >> shift
    while found >= n:
        found = _word(state) >> shift
    return found


@unmanaged
def unit(state):
    """`rng.random()`."""
    high = _word(state) >> 5
    return (high * 67108864.0 + (_word(state) >> 6)) / 9007199254740992.0


@unmanaged
def shuffle(state, items):
    """`rng.shuffle(items)`."""
    for last in range(len(items) - 1, 0, -1):
        place = below(state, last + 1)
        items[last], items[place] = items[place], items[last]


@unmanaged
def sample(state, n, k, found, pool):
    """`rng.sample(range(n), k)` into `found`; pool: memory for n numbers."""
    limit = 4
    while limit < k * 3:
        limit *= 4
    if n > 21 and (k <= 5 or n > 21 + limit):
        for i in range(k):
            place = below(state, n)
            known = 0
            while known < i:
                if found[known] == place:
                    place, known = below(state, n), 0
                else:
                    known += 1
            found[i] = place
    else:
        for i in range(n):
            pool[i] = i
        for i in range(k):
            place = below(state, n - i)
            found[i] = pool[place]
            pool[place] = pool[n - i - 1]
