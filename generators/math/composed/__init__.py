"""Composed: small questions of other families in a chain, each with the answers of earlier ones among its numbers.

Effort is the number of operations of the pencil route through all stages. Of a problem that is kept, the last answer changes with each
earlier one: every stage's answer is moved by a little, and the stages after it are worked out again."""

from collections.abc import Sequence
from random import Random
from typing import Annotated

from msgspec import Meta

from synth.generators.math._derivation import lines
from synth.generators.math.composed.draw import LATE, NUMBERS, final, link
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math._route import Value
from synth.verifiers.math.composed import LETTERS, MADE, Composed, Link, Stage, Step, answer, steps, verify, worked
from synth.verifiers.math.composed.kinds import KINDS, Name

TRIES, TURNS = 300, 12
FEWEST: dict[Name, int] = {"power": 0, "game": 1, "divisors": 3}
"""Operations of a stage, at least; of all other kinds it is 4."""
BETWEEN = 50_000
"""Largest answer that goes on."""


class Knobs(Frozen, frozen=True):
    stages: Annotated[int, Meta(ge=3, le=6)]
    """Questions in the chain."""
    kinds: Annotated[tuple[Name, ...], Meta(min_length=6, max_length=19)]
    """What they may ask."""
    older: Annotated[float, Meta(ge=0, le=1)]
    """Chance that a stage with two inputs takes the second one from an earlier answer too, instead of a number."""
    steps: tuple[Annotated[int, Meta(ge=4, le=150)], Annotated[int, Meta(ge=8, le=200)]]
    """Fewest and most operations of the pencil route."""

    def __post_init__(self) -> None:
        if self.steps[0] + 3 > self.steps[1]:
            raise ValueError("steps go from fewest to most, at least 3 apart")
        if not set(self.kinds) & set(LATE):
            raise ValueError("one of the kinds must do for a last stage")


_FIRST: tuple[Name, ...] = ("term", "shares", "cubes", "takings", "coefficient", "committee", "integral")
_MORE: tuple[Name, ...] = (*_FIRST, "multiples", "inequality", "urn", "divisors", "congruences", "game", "paths")
_ALL: tuple[Name, ...] = (*_MORE, "power", "reversed", "determinant", "system", "lattice")

LEVELS = (
    Knobs(3, _FIRST, 0.0, (14, 18)),
    Knobs(3, _FIRST, 0.0, (19, 22)),
    Knobs(3, _MORE, 0.0, (23, 26)),
    Knobs(4, _ALL, 0.3, (27, 31)),
    Knobs(4, _ALL, 0.4, (32, 36)),
    Knobs(5, _ALL, 0.5, (37, 42)),
    Knobs(5, _ALL, 0.6, (43, 47)),
    Knobs(6, _ALL, 0.7, (48, 53)),
    Knobs(6, _ALL, 0.8, (54, 59)),
    Knobs(6, _ALL, 0.9, (60, 68)),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        made = _chain(rng, knobs)
        if not made:
            continue
        stages, found, effort = made
        if not _depends(stages, [step.value for step in found]):
            continue
        problem = Composed(tuple(stages))
        right = answer(problem)
        return Sample(
            problem, str(right), effort=float(effort), trace=trace(steps(problem.stages)), rejected=rejected(steps(problem.stages))
        )
    raise Discard("no such number of steps")


def _chain(rng: Random, knobs: Knobs) -> tuple[list[Stage], list[Step], int] | None:
    """Stage by stage, no kind twice, with as many operations in all as are asked for; None where one finds no place."""
    stages, found, effort = list[Stage](), list[Step](), 0
    kinds = list(knobs.kinds)
    least = min(FEWEST.get(kind, 4) for kind in kinds)
    while len(stages) < knobs.stages:
        last = len(stages) == knobs.stages - 1
        for _ in range(TURNS):
            kind = rng.choice(kinds)
            if (last and kind not in LATE) or (kind == "game" and len(stages) + 2 >= knobs.stages):
                continue
            try:
                stage = _stage(rng, kind, [one.value for one in found], knobs.older)
                step = worked(stage, [one.value for one in found], LETTERS[len(found)])
            except ValueError:
                continue
            now = effort + step.way.operations()
            fits = knobs.steps[0] <= now <= knobs.steps[1] if last else now + least * (knobs.stages - len(stages) - 1) <= knobs.steps[1]
            if fits and (final(step.value) if last else _goes_on(step, found)):
                break
        else:
            return None
        stages, found, effort = [*stages, stage], [*found, step], now
        kinds.remove(kind)
    return stages, found, effort


def _goes_on(step: Step, found: list[Step]) -> bool:
    value = step.value
    return 2 < value.numerator <= BETWEEN and value.denominator <= 999 and all(value != one.value for one in found)


def _stage(rng: Random, kind: Name, before: list[Value], older: float) -> Stage:
    """Its first input, or another one of two, is the answer before it; a first stage has numbers only."""
    ranges = KINDS[kind].inputs
    main = rng.randrange(len(ranges))
    links = []
    for place, bounds in enumerate(ranges):
        if not before or (place != main and (len(before) == 1 or rng.random() >= older)):
            links.append(Link(-1, 0, rng.randint(bounds[0], min(bounds[1], 4 * bounds[0] + 30))))
        else:
            source = len(before) - 1 if place == main else rng.randrange(len(before) - 1)
            links.append(link(rng, source, before[source], bounds))
    return Stage(kind, NUMBERS[kind](rng), tuple(links))


def _depends(stages: list[Stage], values: list[Value]) -> bool:
    """Whether each answer but the last one matters to the last one: moved by 1 and by -1, it gives another one, or none."""
    return all(_moved(stages, values, place, by) != values[-1] for place in range(len(stages) - 1) for by in (1, -1))


def _moved(stages: list[Stage], values: list[Value], place: int, by: int) -> Value | None:
    """The last answer, were the one at that place larger by so much; None where a later stage has none then."""
    found = values[:place] + [values[place] + by]
    try:
        for stage in stages[place + 1 :]:
            found.append(worked(stage, found).value)
    except ValueError:
        return None
    return found[-1]


def trace(found: Sequence[Step]) -> str:
    """The pencil route, stage by stage."""
    return lines([*(str(equation) for step in found for equation in step.way.equations), f"So the answer is {found[-1].value}."])


def rejected(found: Sequence[Step]) -> str:
    """The route up to the last stage but one, whose answer is given for the last."""
    said = [str(equation) for step in found[:-1] for equation in step.way.equations]
    return lines([*said, f"So the answer is {found[-2].value}."]) + f"\n\n<answer>\n{found[-2].value}\n</answer>"


def prompt_variables(problem: Composed, rng: Random) -> dict[str, object]:
    """Inputs by name: an answer as it stands, a number, or a letter for what is made of an answer."""
    values, told = [step.value for step in steps(problem.stages)], []
    for stage, name, step in zip(problem.stages, LETTERS, steps(problem.stages), strict=False):
        made = [
            {
                "name": called,
                "of": LETTERS[one.stage],
                "fraction": values[one.stage].denominator > 1,
                "modulus": one.modulus,
                "plus": one.plus,
            }
            for one, called in zip(stage.inputs, step.names, strict=True)
            if called in MADE
        ]
        told.append({"name": name, "kind": stage.kind, "k": list(stage.numbers), "x": list(step.names), "made": made})
    whole, digit = values[-1].denominator == 1, rng.choice((2, 3, 5, 7))
    return {"stages": told, "last": told[-1]["name"], "example": str(10**6 + digit) if whole else f"{digit}/1009"}


TASK = Task(
    __name__,
    version=2,
    problem=Composed,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.01,
    capacity=(50_000,) * 3 + (100_000,) * 7,
    unique=True,
)
