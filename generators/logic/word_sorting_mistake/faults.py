"""Faults in one pass of a radix sort. Most concern the order within a bucket, which only the list before decides."""

from collections.abc import Sequence
from random import Random

from synth.verifiers.logic.word_sorting_mistake import Step


def disordered(rng: Random, words: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """A bucket of at least two words in another order: that of the words as given, that of the alphabet, turned around, the last one first,
    or two exchanged."""
    place = {word: number for number, word in enumerate(given)}
    i, j = sorted(rng.sample(range(len(words)), 2))
    exchanged = [*words[:i], words[j], *words[i + 1 : j], words[i], *words[j + 1 :]]
    tempting = [sorted(words, key=place.__getitem__), sorted(words), list(words[::-1]), [words[-1], *words[:-1]]]
    other = [order for order in tempting if order != list(words)] if rng.random() < 0.6 else []
    return tuple(rng.choice(other) if other else exchanged)


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
