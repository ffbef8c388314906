"""Bayesian networks: a chance, a posterior, the most probable combination; several observations, among them common effects whose causes
explain one another away.

Effort is the number of operations when variables are summed out one after another."""

from random import Random
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from synth.generators.science._derivation import mistaken, worked
from synth.generators.science.bayes_net.canonical import canonical
from synth.generators.science.bayes_net.cheap import POLICIES, mistakes, other_state, written
from synth.generators.science.bayes_net.effort import effort
from synth.generators.science.bayes_net.wording import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.science.bayes_net import BayesNet, State, Variable, answer, route, verify

TRIES = 800


class Knobs(Frozen, frozen=True):
    variables: Annotated[int, Meta(ge=2, le=8)]
    """How many variables the network has."""
    parents: Annotated[int, Meta(ge=1, le=3)]
    """Most variables that one depends on."""
    seen: tuple[Annotated[int, Meta(ge=0, le=4)], Annotated[int, Meta(ge=0, le=4)]]
    """Fewest and most observations."""
    best: Annotated[float, Meta(ge=0, le=1)]
    """Chance that the most probable combination of two or three variables is asked for; half of the other questions at 4 variables or more
    are about two at once."""
    steps: tuple[Annotated[int, Meta(ge=2, le=300)], Annotated[int, Meta(ge=4, le=400)]]
    """Fewest and most operations."""
    denominator: Annotated[int, Meta(ge=20, le=10_000_000)]
    """Largest denominator of an answer."""

    def __post_init__(self) -> None:
        if self.seen[0] > self.seen[1] or self.steps[0] + 2 > self.steps[1]:
            raise ValueError("seen and steps go from fewest to most, steps at least 2 apart")
        if self.seen[1] + 2 > self.variables + (self.best == 0):
            raise ValueError("something is left to ask about")


LEVELS = (
    Knobs(3, 1, (0, 1), 0, (3, 6), 2_000),
    Knobs(3, 2, (1, 1), 0, (6, 10), 2_000),
    Knobs(4, 2, (1, 2), 0, (12, 17), 5_000),
    Knobs(4, 2, (1, 2), 0.2, (17, 24), 5_000),
    Knobs(5, 2, (1, 3), 0.3, (24, 32), 10_000),
    Knobs(5, 2, (2, 3), 0.4, (32, 40), 10_000),
    Knobs(6, 2, (2, 3), 0.4, (40, 48), 20_000),
    Knobs(7, 2, (2, 4), 0.5, (48, 58), 30_000),
    Knobs(7, 2, (3, 4), 0.5, (58, 70), 50_000),
    Knobs(8, 2, (3, 4), 0.5, (70, 90), 100_000),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        problem = _asked(rng, knobs, _edges(rng, knobs))
        if problem is None or not knobs.steps[0] <= (length := effort(problem)) <= knobs.steps[1]:
            continue
        for _ in range(8):
            problem = replace(problem, variables=tuple(Variable(v.parents, _table(rng, len(v.parents))) for v in problem.variables))
            found = answer(problem)
            if found is None or found[1].denominator > knobs.denominator or found[1] == 1:
                continue
            right = written(problem, *found)
            if all(policy(problem) != right for policy in POLICIES.values()) and _each_tells(problem, right):
                return Sample(problem, right, effort=float(length), trace=worked(route(problem)), rejected=rejected(problem))
    raise Discard("no such number of steps")


def rejected(problem: BayesNet) -> str:
    """The derivation of one who overlooks something, with its answer."""

    def answered(other: BayesNet) -> str:
        found = answer(other)
        if found is None:
            raise ValueError("two combinations are equally probable")
        return written(problem, *found)

    return mistaken(problem, mistakes(problem), route, answered, other_state(problem), verify)


def _edges(rng: Random, knobs: Knobs) -> list[tuple[int, ...]]:
    """The parents of each variable; all hang together."""
    found: list[tuple[int, ...]] = [()]
    for place in range(1, knobs.variables):
        least = 0 if place < 2 + (knobs.variables > 4) else 1
        count = rng.randint(least, min(place, knobs.parents)) if place > 1 or knobs.variables > 2 else 1
        if place == knobs.variables - 1:
            count = max(1, count)
        found.append(tuple(sorted(rng.sample(range(place), count))))
    return found


def _asked(rng: Random, knobs: Knobs, edges: list[tuple[int, ...]]) -> BayesNet | None:
    """What is seen stands rather late, what is asked rather early. The chances are drawn later."""
    count = len(edges)
    variables = tuple(Variable(parents, (50,) * 2 ** len(parents)) for parents in edges)
    order = sorted(range(count), key=lambda place: place + rng.uniform(0, count))
    seen = order[count - rng.randint(*knobs.seen) :]
    left = [place for place in order if place not in seen]
    best = rng.random() < knobs.best
    size = (2 if len(left) < 3 or rng.random() < 0.6 else 3) if best else 2 if count > 3 and rng.random() < 0.5 else 1
    if len(left) < size:
        return None
    picked = left[:size] if seen else left[-1:]
    if not seen and best:
        return None
    told = tuple(State(place, rng.random() < 0.6) for place in sorted(seen))
    asked = tuple(State(place, best or rng.random() < 0.7) for place in sorted(picked))
    return BayesNet(variables, told, asked, best, rng.randrange(5))


TENTHS = tuple(range(10, 100, 10))
TWENTIETHS = tuple(range(5, 100, 10))


def _table(rng: Random, parents: int) -> tuple[int, ...]:
    """Chances that differ, most of them in tenths."""
    while True:
        table = tuple(rng.choice(TENTHS if rng.random() < 0.85 else TWENTIETHS) for _ in range(2**parents))
        if len(set(table)) == len(table) or (parents == 3 and len(set(table)) > 5):
            return table


def _each_tells(problem: BayesNet, right: str) -> bool:
    """Whether every observation changes the answer."""
    for one in problem.seen:
        found = answer(replace(problem, seen=tuple(state for state in problem.seen if state != one)))
        if found and written(problem, *found) == right:
            return False
    return True


TASK = Task(
    __name__,
    version=4,
    problem=BayesNet,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    canonical=canonical,
    guess_rate=0.02,
    capacity=(1_000, 20_000, 50_000) + (100_000,) * 7,
    unique=True,
    prompt_only=("theme",),
    words={"zh": {"none": "无"}},
)
