"""Ordering puzzle: an order first, then true clues to it, of which all that can go are taken back until each is needed.

Effort is the number of nodes of the search that proves the one order: each more is a case that reading the clues one by one does not
settle."""

from collections.abc import Sequence
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.logic.ordering_puzzle.drawing import draw
from synth.generators.logic.ordering_puzzle.forms import form
from synth.generators.logic.ordering_puzzle.prompt_variables import prompt_variables
from synth.generators.logic.ordering_puzzle.solver import decoded, encoded
from synth.generators.solvers.labelling import least_form
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.logic.ordering_puzzle import (
    THEMES,
    THINGS,
    ZH,
    Apart,
    At,
    Before,
    Between,
    Clue,
    OrderingPuzzle,
    involved,
    verify,
)

WEIGHTS = (
    (3, 6, 3, 2, 3, 2, 2, 2, 2, 0, 0),
    (1, 6, 2, 2, 4, 2, 2, 2, 2, 1, 1),
    (0, 5, 2, 2, 5, 2, 2, 2, 2, 5, 3),
    (0, 4, 1, 2, 5, 2, 2, 3, 2, 6, 4),
)
"""How often each of KINDS is tried, for each value of the knob `kinds`."""


class Knobs(Frozen, frozen=True):
    things: Annotated[int, Meta(ge=4, le=12)]
    """Things to put in order."""
    kinds: Annotated[int, Meta(ge=1, le=4)]
    """What clues look like, from 1 (places, before, directly before) to 4 (conditionals and either-or prevail, no place is given)."""
    pool: Annotated[int, Meta(ge=8, le=60)]
    """Clues from which those that are needed are chosen."""
    effort_from: Annotated[int, Meta(ge=1, le=80)]
    """Least effort."""
    rivals: Annotated[int, Meta(ge=1, le=20)] = 1
    """Orders, at least, that all clues but conditionals and either-or leave."""


LEVELS = (
    Knobs(5, 1, 15, 1),
    Knobs(6, 2, 18, 1),
    Knobs(6, 3, 18, 4),
    Knobs(7, 3, 21, 4, 12),
    Knobs(8, 4, 24, 2, 12),
    Knobs(9, 4, 31, 7, 8),
    Knobs(9, 4, 31, 12, 8),
    Knobs(10, 4, 33, 22, 8),
    Knobs(11, 4, 36, 25, 8),
    Knobs(12, 4, 40, 36, 8),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    count, weights = knobs.things, WEIGHTS[knobs.kinds - 1]
    nodes, place, rows = draw(rng.randrange(1, 2**62), count, weights, knobs.pool, knobs.effort_from, knobs.rivals)
    if not nodes:
        raise Discard("not settled or too easy")
    theme = rng.choice(THEMES)
    things = tuple(rng.sample(tuple(THINGS[theme]), count))
    answer = ", ".join([things[thing] for thing in place.argsort()])
    return Sample(OrderingPuzzle(theme, things, tuple(map(decoded, rows.tolist()))), answer, effort=float(nodes))


def canonical(problem: OrderingPuzzle) -> object:
    """Things are numbered as they come in the one order, or in its reverse: a row looked at from the other side is the same puzzle. Names,
    theme and order of the clues have no part in it."""
    count = len(problem.things)
    numbers = form(encoded(problem.clues), count)
    if numbers:
        return [count, numbers]
    things = [sorted(involved(clue)) for clue in problem.clues]  # no puzzle of ours: it has no one order to number by
    forms = [least_form([0] * count, things, lambda i, c, side=side: _text(problem.clues[i], c, side)) for side in (0, count + 1)]  # type: ignore[misc]
    return [count, min(forms)]


def _text(clue: Clue, shown: Sequence[object], mirror: int) -> str:
    """The clue with what is shown for its things, symmetric things and parts in one order; in a row turned round, where `mirror` is the
    sum of a place from both ends, not 0."""
    if isinstance(clue, Before):
        a, b = (clue.b, clue.a) if mirror else (clue.a, clue.b)
        return f"{shown[a]}<{shown[b]}{clue.next}"
    if isinstance(clue, Apart):
        return f"{sorted([str(shown[clue.a]), str(shown[clue.b])])}{clue.by}{clue.so}"
    if isinstance(clue, Between):
        return f"{shown[clue.a]} in {sorted([str(shown[clue.b]), str(shown[clue.c])])}"
    if isinstance(clue, At):
        return f"{shown[clue.a]}@{sorted(mirror - p if mirror else p for p in clue.places)}{clue.so}"
    texts = [_text(part, shown, mirror) for part in (clue.first, clue.second)]
    return clue.how + str(texts if clue.how == "if" else sorted(texts))


def corrupt(problem: OrderingPuzzle, answer: str, rng: Random) -> str:
    """Two things exchanged: as the order is the only one, this is none."""
    joint = "，" if "，" in answer else ", "
    names = answer.split(joint)
    i, j = rng.sample(range(len(names)), 2)
    names[i], names[j] = names[j], names[i]
    return joint.join(names)


TASK = Task(
    __name__,
    version=4,
    problem=OrderingPuzzle,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=1 / 60,
    capacity=(3_000, 100_000, 100_000) + (1_000_000,) * 7,
    unique=True,
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("theme",),
    words={"zh": ZH},
)
