"""Short questions that rest on the whole table: of many drawn at random, those whose answer the most clues are needed for.

A clue is needed for an answer when, without it, some other table gives another answer. One such table is known for each clue of a set
from which none can be dropped; what is counted are the clues whose other table answers differently."""

from collections.abc import Sequence
from random import Random

import numpy as np

from synth.generators.solvers.network import Ints
from synth.verifiers.logic.zebra_puzzle import Attribute
from synth.verifiers.logic.zebra_puzzle.questions import Ask, answers

DRAWS = 80
"""Sets of questions drawn, of which one is kept."""


def choose_questions(
    rng: Random, attributes: Sequence[Attribute], tables: Sequence[Ints], count: int, order: bool
) -> tuple[tuple[Ask, ...], float]:
    """tables: the place of each value in the one table, from 0, and then in another one for each clue. Returns `count` questions, or one
    for the order of an attribute, and the share of clues that are needed for their answer."""
    owners = {value: attribute.name for attribute in attributes for value in attribute.values}
    where = {value: place + 1 for value, place in zip(owners, tables[0].tolist(), strict=True)}
    differing = _Differing(attributes, np.array(tables))
    values, names = sorted(owners), sorted(set(owners.values()))
    best: tuple[Ask, ...] = ()
    needed = -1
    for _ in range(DRAWS):
        asks = (Ask("order", (rng.choice(attributes).name,)),) if order else _drawn(rng, owners, values, names, count)
        differ = 0
        for ask in asks:
            differ |= differing.tables(ask)
        if differ.bit_count() <= needed:
            continue
        right = ", ".join(answers(asks, where, owners))
        if not any(right in ", ".join(attribute.values) for attribute in attributes):  # else the prompt would show the answer
            best, needed = asks, differ.bit_count()
    return best, needed / max(1, len(tables) - 1)


class _Differing:
    """Which tables answer a question otherwise than the first one does. places: (tables, values)."""

    def __init__(self, attributes: Sequence[Attribute], places: Ints) -> None:
        size = len(attributes[0].values)
        self.places = places
        self.column = {attribute.name: number for number, attribute in enumerate(attributes)}
        self.value = {value: number for number, value in enumerate(value for attribute in attributes for value in attribute.values)}
        self.at = np.argsort(places.reshape(len(places), -1, size), axis=2)
        """(tables, attributes, places): the value there."""
        self.known: dict[Ask, int] = {}

    def tables(self, ask: Ask) -> int:
        """A bit for each table, the first one's never set."""
        if ask not in self.known:
            answer = self._answer(ask)
            apart = answer != answer[:1]
            self.known[ask] = int.from_bytes(np.packbits(apart.any(axis=1) if apart.ndim > 1 else apart).tobytes(), "big")
        return self.known[ask]

    def _answer(self, ask: Ask) -> Ints:
        """The answer in each table, as a number or several."""
        first, last = ask.words[0], ask.words[-1]
        if ask.kind == "order":
            return self.at[:, self.column[first]]
        own = self.places[:, self.value[first]]
        if ask.kind == "place":
            return own
        if ask.kind == "value":
            return self.at[np.arange(len(own)), self.column[last], own]
        return np.maximum(0, np.abs(own - self.places[:, self.value[last]]) - 1)


def _drawn(rng: Random, owners: dict[str, str], values: Sequence[str], names: Sequence[str], count: int) -> tuple[Ask, ...]:
    """Questions about different values; one at most for the places in between, whose numbers are easier to guess."""
    drawn = rng.sample(values, 2 * count)
    asks = []
    for number, (one, two) in enumerate(zip(drawn[::2], drawn[1::2], strict=True)):
        kind = rng.choice(("value", "value", "place", "between") if number == 0 else ("value", "value", "place"))
        if kind == "value":
            asks.append(Ask("value", (one, rng.choice([name for name in names if name != owners[one]]))))
        else:
            asks.append(Ask("place", (one,)) if kind == "place" else Ask("between", (min(one, two), max(one, two))))
    rng.shuffle(asks)
    return tuple(asks)
