"""Planning: a world drawn at random, searched whole, and a goal that is as far from the start as the level wants.

Effort is the binary logarithm of the number of plans as long as the shortest one, counted by the actions possible on its way."""

import re
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.simulation.planning.canonical import canonical
from synth.generators.simulation.planning.policies import GREEDY, solves
from synth.generators.simulation.planning.prompt_variables import prompt_variables
from synth.generators.simulation.planning.search import explore
from synth.generators.simulation.planning.worlds import KINDS, with_goal
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.simulation.planning import Planning, verify
from synth.verifiers.simulation.planning.words import CARGO, THINGS, VERBS
from synth.verifiers.simulation.planning.worlds import LETTERS, Action, Crossing, Rooms, World

STARTS, PATIENCE, GOALS = 120, 20, 4


class Knobs(Frozen, frozen=True):
    size: Annotated[int, Meta(ge=1, le=10)]
    """How large worlds are: jugs, cargo, rooms, things, lamps and buttons."""
    length_from: Annotated[int, Meta(ge=2, le=20)]
    """Actions of the shortest plan, at least."""
    length_to: Annotated[int, Meta(ge=2, le=24)]
    """Actions of the shortest plan, at most."""
    spare: Annotated[int, Meta(ge=-1, le=3)]
    """Actions that a plan may have beyond the shortest one, if the prompt says the limit; -1: it asks for a shortest plan, without saying
    how long that is."""

    lures: Annotated[int, Meta(ge=0, le=2)]
    """Problems are left out that are solved by taking, each time, the first of so many actions after which most is as the goal wants it;
    0: none are."""

    def __post_init__(self) -> None:
        if self.length_from > self.length_to:
            raise ValueError(f"length_from={self.length_from} lies above length_to={self.length_to}")


LEVELS = (
    Knobs(1, 3, 3, 1, 0),
    Knobs(2, 4, 5, 2, 0),
    Knobs(3, 5, 6, 2, 0),
    Knobs(4, 6, 7, 1, 2),
    Knobs(5, 7, 8, 0, 1),
    Knobs(6, 8, 9, -1, 1),
    Knobs(7, 9, 10, -1, 1),
    Knobs(8, 10, 12, -1, 1),
    Knobs(9, 12, 14, -1, 1),
    Knobs(10, 14, 18, -1, 1),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    kind = rng.choice(KINDS)
    for start in range(1, STARTS):
        if start % PATIENCE == 0:  # a kind in which far goals are rare
            kind = rng.choice(KINDS)
        bare = kind(rng, knobs.size)
        found = explore(bare)
        distances = found.distance[found.order]
        low = int(distances.searchsorted(knobs.length_from))
        high = int(distances.searchsorted(knobs.length_to, "right"))
        if low == high:
            continue
        for _ in range(GOALS):
            made = with_goal(bare, found.digits(int(found.order[rng.randrange(low, high)])), rng)
            if made is None:
                continue
            world, goal = made
            end = found.nearest(goal)
            length = int(found.distance[end])
            if knobs.length_from <= length <= knobs.length_to:
                actions, bits = found.path(end)
                problem = Planning(world, length + max(knobs.spare, 0), knobs.spare >= 0)
                if any(solves(problem, policy(problem)) for policy in GREEDY[knobs.lures]):
                    continue
                return Sample(problem, written(world, actions), effort=round(bits, 2))
    raise Discard("no goal is that far")


def written(world: World, actions: list[Action]) -> str:
    """A plan in the form that prompts ask for: `fill A; pour A B`."""
    names = world.cargo if isinstance(world, Crossing) else world.things if isinstance(world, Rooms) else LETTERS
    texts = []
    for verb, *about in actions:
        of = LETTERS if verb == "go" else names
        texts.append(" ".join([str(verb), *(of[place] for place in about if isinstance(place, int))]))
    return "; ".join(texts)


def corrupt(problem: Planning, answer: str, rng: Random) -> str:
    """One action left out, or another put in its place. The default changes a word, which may leave a plan that works."""
    parts = re.split("; |；", answer)
    for _ in range(8):
        place, other = rng.randrange(len(parts)), rng.randrange(len(parts))
        changed = [*parts[:place], parts[other], *parts[place + 1 :]]
        if rng.random() < 0.6 and not verify(problem, "; ".join(changed)).accepted:
            return "; ".join(changed)
    return "; ".join(parts[:-1]) if len(parts) > 1 else "press"


TASK = Task(
    __name__,
    version=4,
    problem=Planning,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.03,
    capacity=(2_000, 20_000, *(100_000,) * 8),
    canonical=canonical,
    corrupt=corrupt,
    prompt_only=("told",),
    words={"zh": CARGO | THINGS | VERBS},
)
