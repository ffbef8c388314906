"""Short questions that rest on the whole table: of many drawn at random, those whose answer the most clues are needed for.

A clue is needed for an answer when, without it, some other table gives another answer. One such table is known for each clue of a set
from which none can be dropped; what is counted are the clues whose other table answers differently."""

from collections.abc import Mapping, Sequence
from random import Random

from synth.verifiers.logic.zebra_puzzle import Attribute
from synth.verifiers.logic.zebra_puzzle.questions import Ask, answers

DRAWS = 80
"""Sets of questions drawn, of which one is kept."""


def choose_questions(
    rng: Random, attributes: Sequence[Attribute], tables: Sequence[Mapping[str, int]], count: int, order: bool
) -> tuple[tuple[Ask, ...], float]:
    """tables: the place of each value in the one table, and then in another one for each clue. Returns `count` questions, or one for the
    order of an attribute, and the share of clues that are needed for their answer."""
    owners = {value: attribute.name for attribute in attributes for value in attribute.values}
    best: tuple[Ask, ...] = ()
    needed = -1
    for _ in range(DRAWS):
        asks = (Ask("order", (rng.choice(attributes).name,)),) if order else _drawn(rng, owners, count)
        right = answers(asks, dict(tables[0]), owners)
        differ = sum(answers(asks, dict(table), owners) != right for table in tables[1:])
        listed = any(", ".join(right) in ", ".join(attribute.values) for attribute in attributes)  # the prompt would show the answer
        if not listed and differ > needed:
            best, needed = asks, differ
    return best, needed / max(1, len(tables) - 1)


def _drawn(rng: Random, owners: Mapping[str, str], count: int) -> tuple[Ask, ...]:
    """Questions about different values; one at most for the places in between, whose numbers are easier to guess."""
    values, names = rng.sample(sorted(owners), 2 * count), sorted(set(owners.values()))
    asks = []
    for number, (one, two) in enumerate(zip(values[::2], values[1::2], strict=True)):
        kind = rng.choice(("value", "value", "place", "between") if number == 0 else ("value", "value", "place"))
        if kind == "value":
            asks.append(Ask("value", (one, rng.choice([name for name in names if name != owners[one]]))))
        else:
            asks.append(Ask("place", (one,)) if kind == "place" else Ask("between", (min(one, two), max(one, two))))
    rng.shuffle(asks)
    return tuple(asks)
