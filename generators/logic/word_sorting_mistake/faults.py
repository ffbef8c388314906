"""Faults in one pass of a radix sort. Most concern the order within a bucket, which only the list before decides."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from synth.verifiers.logic.word_sorting_mistake import Step

TEMPTING = 0.3
"""Chance of an order that somebody who mixes up the lists would write, where there is one that goes wrong at the place asked for."""


def disordered(rng: Random, words: Sequence[str], given: Sequence[str], at: int) -> tuple[str, ...]:
    """A bucket in another order, of which words `at` and `at` + 1 are the first two neighbours that stand the wrong way round: these two
    exchanged, or the bucket in the order of the words as given or of the alphabet."""
    rank, place = ({word: number for number, word in enumerate(order)} for order in (words, given))
    exchanged = [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
    orders = sorted(words, key=place.__getitem__), sorted(words)
    tempting = [order for order in orders if _first_descent([rank[word] for word in order]) == at]
    return tuple(rng.choice(tempting) if tempting and rng.random() < TEMPTING else exchanged)


def _first_descent(ranks: Sequence[int]) -> int:
    return next((at for at, (one, two) in enumerate(pairwise(ranks)) if one > two), -1)


def misplaced(rng: Random, steps: list[Step], at: int) -> bool:
    """A fault that the words themselves show: a word in the bucket of another letter, or a list in another order. `at`: the step, which is
    the first wrong one; False where it has no such fault."""
    name, words = steps[at]
    if at == len(steps) - 1:  # the list
        i = rng.randrange(len(words) - 1)
        steps[at] = name, (*words[:i], words[i + 1], words[i], *words[i + 2 :])
        return True
    later = list(range(at + 1, len(steps) - 1))
    if not later:
        return False
    other = rng.choice(later)
    theirs = steps[other][1]
    if len(words) > 1 and rng.random() < 0.5:
        word = rng.choice(words)
        mine, theirs = tuple(w for w in words if w != word), (*theirs, word)
    elif len(theirs) > 1:
        word = rng.choice(theirs)
        mine, theirs = (*words, word), tuple(w for w in theirs if w != word)
    else:
        return False
    steps[at], steps[other] = (name, mine), (steps[other][0], theirs)
    return True
