"""Causal graphs: d-separation, blocking sets and the back-door criterion, in graphs where the usual rules of thumb go wrong: variables that
are not measured, colliders and their effects, effects of the treatment.

Effort counts the arrows of all paths that have to be looked at, and the variables that have to be judged."""

from random import Random
from typing import Annotated, Literal

import numpy as np
from msgspec import Meta

from synth.generators.derivation import numbered
from synth.generators.science.causal_graphs.canonical import canonical, renamed
from synth.generators.science.causal_graphs.cheap import POLICIES, written
from synth.generators.science.causal_graphs.effort import WEIGHTS, effort
from synth.generators.science.causal_graphs.search import ADJUST, BLOCK, HARMFUL, SEPARATED, SMALLEST, searched
from synth.generators.science.causal_graphs.wording import prompt_variables
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.science.causal_graphs import LABELS, CausalGraphs, Graph, adjusts, answers, letters, mask_of, route, usable, verify

TRIES, EACH = 12_000, 20
"""Graphs that are drawn for a problem at most, and for one kind of question before another is chosen."""
Ask = Literal["separated", "harmful", "block", "adjust", "smallest"]
_NUMBERS: dict[Ask, int] = {"separated": SEPARATED, "block": BLOCK, "smallest": SMALLEST, "harmful": HARMFUL, "adjust": ADJUST}


class Knobs(Frozen, frozen=True):
    asks: Annotated[tuple[Ask, ...], Meta(min_length=1, max_length=12)]
    """What may be asked for; one that stands there twice comes twice as often."""
    variables: Annotated[int, Meta(ge=4, le=10)]
    """How many variables the graph has."""
    arrows: tuple[Annotated[int, Meta(ge=3, le=20)], Annotated[int, Meta(ge=3, le=20)]]
    """Fewest and most arrows."""
    hidden: Annotated[int, Meta(ge=0, le=3)]
    """Most variables that are not measured, where a set is to be found."""
    steps: tuple[Annotated[int, Meta(ge=2, le=800)], Annotated[int, Meta(ge=4, le=1_000)]]
    """Least and greatest effort."""
    strict: bool
    """Whether no cheap policy may find an answer, and few sets are valid."""

    def __post_init__(self) -> None:
        if self.arrows[0] > self.arrows[1] or self.steps[0] + 2 > self.steps[1]:
            raise ValueError("arrows and steps go from fewest to most, steps at least 2 apart")
        if self.arrows[0] < self.variables - 1 or self.arrows[1] > self.variables * (self.variables - 1) // 2 - 1:
            raise ValueError("so many arrows that all variables hang together, and some are not joined")


_SETS: tuple[Ask, ...] = ("separated", *("harmful",) * 6, "block", "smallest", "smallest")
_MORE: tuple[Ask, ...] = (*_SETS, "adjust")

LEVELS = (
    Knobs(("separated",), 6, (5, 7), 0, (15, 20), False),
    Knobs(("separated", "separated", "block"), 6, (6, 8), 0, (20, 24), False),
    Knobs(("separated", "separated", "block", "smallest"), 7, (7, 10), 1, (24, 28), False),
    Knobs(_SETS, 8, (11, 14), 2, (33, 46), True),
    Knobs(_SETS, 9, (11, 15), 2, (39, 54), True),
    Knobs(_SETS, 9, (10, 14), 2, (43, 57), True),
    Knobs(_SETS, 9, (11, 15), 2, (50, 67), True),
    Knobs(_MORE, 10, (12, 16), 2, (58, 78), True),
    Knobs(_MORE, 10, (13, 17), 3, (68, 92), True),
    Knobs(_MORE, 10, (13, 18), 3, (80, 150), True),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    state = np.array([rng.getrandbits(62) + 1], np.int64)
    for _ in range(TRIES // EACH):
        drawn = _drawn(state, knobs, rng.choice(knobs.asks), rng.randrange(4))
        if drawn and _is_open(*drawn, knobs.strict):
            problem = renamed(drawn[0], rng.sample(range(knobs.variables), knobs.variables))
            right_answer, lines = written(min(answers(problem))), route(problem)
            length = effort(problem.ask, Graph(problem.count, problem.arrows), problem.x, problem.y, usable(problem))
            trace = numbered((True, line) for line in lines)
            return Sample(problem, right_answer, effort=float(length), trace=trace, rejected=_rejected(problem, lines))
    raise Discard("no such graph")


def _rejected(problem: CausalGraphs, lines: list[str]) -> str:
    """The way by pencil with a path left over, and what a rule of thumb finds; or one variable more or less."""
    guesses = [guess for policy in POLICIES.values() if (guess := policy(problem)) is not None]
    guesses += [min(answers(problem)) ^ 1 << place for place in range(problem.count)]
    wrong = next(text for text in map(written, guesses) if not verify(problem, text))
    return f"{numbered((True, line) for line in lines[:-1])}\n\n<answer>\n{wrong}\n</answer>".lstrip()


def _drawn(state: np.ndarray, knobs: Knobs, ask: Ask, theme: int) -> tuple[CausalGraphs, tuple[int, ...]] | None:
    """A graph in which all hang together, what is asked of it, and the sets that are right, of a size and with an effort that fit."""
    count, weight = knobs.variables, WEIGHTS[ask].as_integer_ratio()
    children, x, y, z, hidden, right = searched(
        state, _NUMBERS[ask], count, knobs.arrows, knobs.hidden, knobs.steps, weight, knobs.strict, EACH
    )
    if not len(children):
        return None
    arrows = tuple((a, b) for a in range(count) for b in range(count) if children[a] >> b & 1)
    unseen = tuple(place for place in range(count) if hidden >> place & 1)
    given = tuple(place for place in range(count) if z >> place & 1)
    return CausalGraphs(ask, count, arrows, x, y, given, unseen, theme), tuple(right.tolist())


def _is_open(problem: CausalGraphs, right: tuple[int, ...], strict: bool) -> bool:
    """Whether there is something to find, and what is right is found by no cheap policy and by few guesses."""
    if problem.ask in ("separated", "harmful"):
        if not right[0] or not strict:
            return bool(right[0])
        return 2 <= right[0].bit_count() < len(usable(problem)) and all(policy(problem) != right[0] for policy in POLICIES.values())
    if not strict:
        return right[0] != 0
    holds = adjusts(problem) if problem.ask == "adjust" else lambda mask: mask in right
    if right[0].bit_count() < 2 or len(right) > 2:
        return False
    if any((guess := policy(problem)) is not None and holds(guess) for policy in POLICIES.values()):
        return False
    if problem.ask != "adjust":
        return True
    free = usable(problem)
    valid = sum(holds(mask_of([place for k, place in enumerate(free) if mask >> k & 1])) for mask in range(2 ** len(free)))
    return bool(valid * 8 <= 2 ** len(free))


def corrupt(problem: CausalGraphs, answer: str, rng: Random) -> str:
    """One variable more or less, where that is wrong."""
    read = letters(problem, answer) or frozenset()
    mask = mask_of([LABELS.index(letter) for letter in read])
    others = (written(mask ^ 1 << place) for place in rng.sample(range(problem.count), problem.count))
    return next(other for other in others if not verify(problem, other))


TASK = Task(
    __name__,
    version=5,
    problem=CausalGraphs,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    canonical=canonical,
    corrupt=corrupt,
    guess_rate=0.05,
    capacity=(1_500, 1_500, 2_000, 1_200) + (4_000,) * 6,
    prompt_only=("theme",),
    words={"zh": {"none": "无"}},
)
