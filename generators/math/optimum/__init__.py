"""Optimum: worth close to what is used, so that no kind is plainly the best, and side conditions of which each changes the best value.

A condition is made from the best choice without it, which it forbids. Effort is the number of multiplications on the pencil route: for each
number of a kind that the branch and bound puts down, one for its worth and one for each limit, and one for each condition."""

from collections.abc import Callable
from itertools import permutations
from random import Random
from typing import Annotated, Literal

from msgspec import Meta, ValidationError
from msgspec.structs import replace

from synth.generators.math.optimum.cheap import GUESSES
from synth.generators.math.optimum.kernel import best
from synth.generators.math.optimum.solving import solve
from synth.schemas.problem import Frozen
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.math.optimum import Condition, Kind, Optimum, verify

TRIES = 400
Extra = Literal["fee", "most", "lot", "ratio", "not_both", "total", "ordered"]
EXTRAS: tuple[Extra, ...] = ("most", "total", "ordered", "fee", "lot", "not_both", "ratio")
"""What may be added, easy to hard."""


class Knobs(Frozen, frozen=True):
    kinds: Annotated[int, Meta(ge=2, le=5)]
    """Kinds of things to make or buy."""
    limits: Annotated[int, Meta(ge=1, le=3)]
    """Resources that are limited, or needs."""
    extras: Annotated[int, Meta(ge=0, le=4)]
    """Side conditions, fees and lots, each of which changes the best value."""
    harder: Annotated[int, Meta(ge=0, le=7)]
    """How many of the extras may occur: most, total, ordered, fee, lot, not both, ratio."""
    uses: Annotated[int, Meta(ge=4, le=20)]
    """Largest amount of a resource that one piece takes."""
    span: Annotated[int, Meta(ge=3, le=9)]
    """About how many pieces of one kind fit."""
    effort: tuple[Annotated[int, Meta(ge=0, le=3_000)], Annotated[int, Meta(ge=4, le=5_000)]]
    """Least and most effort."""

    def __post_init__(self) -> None:
        if self.extras > self.harder or self.effort[0] + 5 > self.effort[1]:
            raise ValueError("extras are drawn from as many as may occur, and efforts go from least to most, at least 5 apart")


LEVELS = (
    Knobs(2, 1, 0, 0, 9, 6, (4, 14)),
    Knobs(2, 2, 0, 0, 9, 6, (14, 24)),
    Knobs(2, 2, 1, 2, 9, 8, (18, 34)),
    Knobs(3, 1, 1, 4, 12, 6, (24, 60)),
    Knobs(3, 2, 1, 7, 12, 5, (45, 120)),
    Knobs(3, 2, 2, 7, 12, 6, (70, 180)),
    Knobs(4, 2, 2, 7, 12, 5, (95, 260)),
    Knobs(4, 3, 2, 7, 14, 5, (140, 380)),
    Knobs(5, 3, 2, 7, 14, 4, (180, 420)),
    Knobs(5, 3, 3, 7, 14, 4, (260, 560)),
)


def generate(rng: Random, knobs: Knobs) -> Sample:
    for _ in range(TRIES):
        problem = _plain(rng, knobs)
        if problem is None:
            continue
        for extra in rng.sample(EXTRAS[: knobs.harder], knobs.extras):
            problem = _with(rng, problem, extra)
            if problem is None:
                break
        if problem is None:
            continue
        effort, value = work(problem), best(problem).value
        if not knobs.effort[0] <= effort <= knobs.effort[1] or not _spread(problem, knobs):
            continue
        if knobs.kinds > 2 and any(guess(problem) == value for guess in GUESSES.values()):
            continue
        trace, rejected = solve(problem, value)
        return Sample(problem, str(value), effort=float(effort), trace=trace, rejected=rejected)
    raise Discard("too easy")


def _plain(rng: Random, knobs: Knobs) -> Optimum | None:
    """A programme without side conditions."""
    prices = [rng.randint(2, 6) for _ in range(knobs.limits)]
    goal: Literal["most", "least"] = rng.choice(("most", "least"))
    kinds = []
    for _ in range(knobs.kinds):
        uses = tuple(
            rng.randint(2 + knobs.uses // 8, knobs.uses) if rng.random() < 0.9 or knobs.limits == 1 else 0 for _ in range(knobs.limits)
        )
        fair = sum(price * use for price, use in zip(prices, uses, strict=True))
        kinds.append(Kind(max(2, fair + rng.randint(-(fair // 6) - 1, fair // 6 + 1)), uses, 0, 0, 1))
    if len({(kind.worth, kind.uses) for kind in kinds}) < len(kinds) or not all(any(kind.uses) for kind in kinds):
        return None
    middle = [sum(kind.uses[j] for kind in kinds) / len(kinds) for j in range(knobs.limits)]
    if not all(middle):
        return None
    scale = knobs.span * (1.0 if knobs.kinds == 2 else 1.3 if goal == "most" else 0.85)  # least takes more work than most
    limits = tuple(max(3, round(amount * scale * rng.uniform(0.8, 1.2))) for amount in middle)
    problem = _sound(Optimum, goal=goal, kinds=tuple(kinds), limits=limits, conditions=(), theme=rng.randrange(3))
    # Where one kind alone is best, a condition rarely makes the others matter.
    return problem if problem and (knobs.kinds == 2 or sum(map(bool, best(problem).counts)) > 1) else None


def _sound(make: Callable[..., Optimum], **fields: object) -> Optimum | None:
    """The problem, unless it breaks a bound or has no choice at all."""
    try:
        problem = make(**fields)
    except (ValueError, ValidationError):
        return None
    return problem if best(problem).value > 0 else None


def _with(rng: Random, problem: Optimum, extra: Extra) -> Optimum | None:
    """The problem with something more to mind, which changes its best value."""
    before = best(problem)
    some = [k for k, count in enumerate(before.counts) if count > (extra == "most")]
    if not some:
        return None
    first = rng.choice(some)
    count, kind = before.counts[first], problem.kinds[first]
    changed: Optimum | None = None
    if extra in ("fee", "most", "lot"):
        if extra == "fee":
            kind = replace(kind, fee=max(2, kind.worth * rng.randint(3, 9) // 6))
        elif extra == "most":
            kind = replace(kind, most=rng.randint(max(1, count // 2), count - 1))
        elif extra == "lot":
            kind = replace(kind, lot=rng.choice([lot for lot in (2, 3, 4, 5) if count % lot]))
        kinds = (*problem.kinds[:first], kind, *problem.kinds[first + 1 :])
        changed = _replaced(problem, kinds=kinds) if kind != problem.kinds[first] else None
    else:
        condition = _condition(rng, before.counts, extra)
        named = [{c.first, c.second} for c in problem.conditions]
        if condition and {condition.first, condition.second} not in named:  # two conditions on one pair may say that one is 0
            changed = _replaced(problem, conditions=(*problem.conditions, condition))
    return changed if changed and best(changed).value != before.value else None


def _replaced(problem: Optimum, **fields: object) -> Optimum | None:
    return _sound(lambda **new: replace(problem, **new), **fields)


def _condition(rng: Random, counts: tuple[int, ...], extra: Extra) -> Condition | None:
    """A condition that these numbers break."""
    if extra == "total":
        pieces = sum(counts) - rng.randint(1, 2)
        return Condition("total", 0, 0, pieces) if pieces > 1 else None
    if extra == "ordered":
        first = rng.randrange(len(counts))
        return Condition("ordered", first, first, counts[first] + rng.randint(1, 2))
    if extra == "not_both":
        some = [k for k, count in enumerate(counts) if count]
        if len(some) < 2:
            return None
        one, other = sorted(rng.sample(some, 2))
        return Condition("not_both", one, other, 0)
    pairs = [(i, j, t) for i, j in permutations(range(len(counts)), 2) for t in (1, 2, 3) if counts[i] < t * counts[j]]
    return Condition("ratio", *rng.choice(pairs)) if pairs else None


def _spread(problem: Optimum, knobs: Knobs) -> bool:
    """Whether the best choice has two kinds in it, or the level is one of the first."""
    return sum(map(bool, best(problem).counts)) > 1 or (knobs.extras > 0 and knobs.kinds == 2)


def work(problem: Optimum) -> int:
    """Multiplications on the pencil route."""
    extras = sum((kind.fee > 0) + (kind.most > 0) + (kind.lot > 1) for kind in problem.kinds) + len(problem.conditions)
    return best(problem).looked * (1 + len(problem.limits)) + extras


def prompt_variables(problem: Optimum, rng: Random) -> dict[str, object]:
    return {
        "goal": problem.goal,
        "theme": problem.theme,
        "kinds": [{"worth": k.worth, "uses": list(k.uses), "fee": k.fee, "most": k.most, "lot": k.lot} for k in problem.kinds],
        "limits": list(problem.limits),
        "conditions": [{"what": c.what, "first": c.first, "second": c.second, "number": c.number} for c in problem.conditions],
        "example": str(3_000 + 137 * rng.randint(1, 12)),
    }


def canonical(problem: Optimum) -> object:
    """Kinds and limits in any order; the story does not matter."""
    forms = []
    for order in permutations(range(len(problem.limits))):
        rows = [(k.worth, tuple(k.uses[j] for j in order), k.fee, k.most, k.lot) for k in problem.kinds]
        places = sorted(range(len(rows)), key=rows.__getitem__)
        new = {k: place for place, k in enumerate(places)}
        conditions = []
        for c in problem.conditions:
            first, second = (0, 0) if c.what == "total" else (new[c.first], new[c.second])
            if c.what == "not_both":
                first, second = sorted((first, second))
            conditions.append((c.what, first, second, c.number))
        forms.append(([rows[k] for k in places], [problem.limits[j] for j in order], sorted(conditions)))
    return [problem.goal, min(forms)]


TASK = Task(
    __name__,
    version=4,
    problem=Optimum,
    levels=LEVELS,
    generate=generate,
    prompt_variables=prompt_variables,
    verify=verify,
    guess_rate=0.04,
    capacity=(5_000, 50_000) + (100_000,) * 8,
    unique=True,
    canonical=canonical,
    prompt_only=("theme",),
)
