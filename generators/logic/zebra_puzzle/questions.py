"""Short questions that rest on the whole table: of many drawn at random, those whose answer the most clues are needed for.

A clue is needed for an answer when, without it, some other table gives another answer. One such table is known for each clue of a set
from which none can be dropped; what is counted are the clues whose other table answers differently."""

from collections.abc import Sequence
from random import Random

import numpy as np

from synth.generators.kernels import njit
from synth.generators.solvers.bits import below
from synth.generators.solvers.network import Ints
from synth.verifiers.logic.zebra_puzzle import Attribute
from synth.verifiers.logic.zebra_puzzle.questions import Ask, answers

DRAWS = 80
"""Sets of questions drawn, of which one is kept."""
VALUE, PLACE, BETWEEN, ORDER = range(4)


def choose_questions(rng: Random, attributes: Sequence[Attribute], tables: Ints, count: int, order: bool) -> tuple[tuple[Ask, ...], float]:
    """tables: the place of each value in the one table, from 0, and then in another one for each clue. Returns `count` questions, or one
    for the order of an attribute, and the share of clues that are needed for their answer; no questions and a negative share where the
    prompt would show each answer."""
    owners = {value: attribute.name for attribute in attributes for value in attribute.values}
    values = tuple(owners)
    where = dict(zip(values, (tables[0] + 1).tolist(), strict=True))
    sets, needed = drawn_sets(tables, len(attributes[0].values), 0 if order else count, rng.getrandbits(60) + 1)
    for number in np.argsort(-needed, kind="stable").tolist():
        asks = tuple(_ask(kind, one, other, attributes, values) for kind, one, other in sets[number].tolist())
        right = ", ".join(answers(asks, where, owners))
        if not any(right in ", ".join(attribute.values) for attribute in attributes):  # else the prompt would show the answer
            return asks, int(needed[number]) / max(1, len(tables) - 1)
    return (), -1.0


def _ask(kind: int, one: int, other: int, attributes: Sequence[Attribute], values: Sequence[str]) -> Ask:
    if kind == ORDER:
        return Ask("order", (attributes[one].name,))
    if kind == VALUE:
        return Ask("value", (values[one], attributes[other].name))
    if kind == PLACE:
        return Ask("place", (values[one],))
    return Ask("between", (min(values[one], values[other]), max(values[one], values[other])))


def drawn_sets(tables: Ints, size: int, count: int, seed: int) -> tuple[Ints, Ints]:
    """Sets of `count` questions about different values (0: each a question for the order of an attribute) as rows of kind and what they
    ask about: two values by their numbers, or a value and an attribute, or one of them and 0. With each set the number of tables behind
    the first one that answer otherwise than it."""
    return _drawn_sets(tables, size, count, seed)


@njit(cache=True)
def _drawn_sets(tables, size, count, seed):
    state = np.array([seed], np.int64)
    n = tables.shape[1]
    columns = n // size
    sets, needed = np.zeros((DRAWS, max(1, count), 3), np.int64), np.zeros(DRAWS, np.int64)
    order = np.arange(n)
    for s in range(DRAWS):
        asks = sets[s]
        if count == 0:
            asks[0, 0], asks[0, 1] = ORDER, below(state, columns)
        for i in range(2 * count):
            j = i + below(state, n - i)
            order[i], order[j] = order[j], order[i]
        for i in range(count):  # one at most for the places in between, whose numbers are easier to guess
            kind = max(0, below(state, 4 if i == 0 else 3) - 1)
            one, other = order[2 * i], order[2 * i + 1]
            if kind == VALUE:
                other = (one // size + 1 + below(state, columns - 1)) % columns
            elif kind == PLACE:
                other = 0
            asks[i, 0], asks[i, 1], asks[i, 2] = kind, one, other
        for i in range(count - 1, 0, -1):
            j = below(state, i + 1)
            for k in range(3):
                asks[i, k], asks[j, k] = asks[j, k], asks[i, k]
        for t in range(1, len(tables)):
            differs = False
            for i in range(len(asks)):
                kind, one, other = asks[i]
                if kind == ORDER:
                    for v in range(one * size, one * size + size):
                        differs |= tables[t, v] != tables[0, v]
                elif kind == PLACE:
                    differs |= tables[t, one] != tables[0, one]
                elif kind == BETWEEN:
                    here, there = abs(tables[t, one] - tables[t, other]), abs(tables[0, one] - tables[0, other])
                    differs |= max(0, here - 1) != max(0, there - 1)
                else:
                    for v in range(other * size, other * size + size):
                        differs |= tables[0, v] == tables[0, one] and tables[t, v] != tables[t, one]
            needed[s] += differs
    return sets, needed
