"""Answers to a programme that cost little: greedy choices, one limit alone, conditions that are forgotten, cut pieces rounded."""

from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace

from synth.generators.math.optimum.kernel import best
from synth.verifiers.math.optimum import Kind, Optimum

ENOUGH = 60


def greedy(key: Callable[[Optimum, Kind], Fraction]) -> Callable[[Optimum], int]:
    """As many as fit, or as are needed, of one kind after the other; fees are paid, what else is said is forgotten."""

    def guess(problem: Optimum) -> int:
        left, total = list(problem.limits), 0
        for kind in sorted(problem.kinds, key=lambda kind: key(problem, kind), reverse=problem.goal == "most"):
            count = _fitting(problem, kind, left)
            left = [amount - count * use for amount, use in zip(left, kind.uses, strict=True)]
            total += count * kind.worth + (0 if not count else -kind.fee if problem.goal == "most" else kind.fee)
        return total

    return guess


def _fitting(problem: Optimum, kind: Kind, left: list[int]) -> int:
    """Whole lots of a kind that fit into what is left or, for needs, meet as many of them as it can alone."""
    shares = [(amount, use) for amount, use in zip(left, kind.uses, strict=True) if use]
    if problem.goal == "most":
        count = min((amount // use for amount, use in shares), default=kind.most)
    else:
        count = max((max(0, -(-amount // use)) for amount, use in shares), default=0)
        count = -(-count // kind.lot) * kind.lot
    return min(count, kind.most or ENOUGH) // kind.lot * kind.lot


def share(problem: Optimum, kind: Kind) -> Fraction:
    """Worth for what it takes of all limits."""
    return kind.worth / (
        sum((Fraction(use, limit) for use, limit in zip(kind.uses, problem.limits, strict=True)), Fraction()) or Fraction(1)
    )


def one_kind(problem: Optimum) -> int:
    """The best that one kind alone gives."""
    totals = []
    for kind in problem.kinds:
        count = _fitting(problem, kind, list(problem.limits))
        enough = all(count * use >= limit for use, limit in zip(kind.uses, problem.limits, strict=True))
        if count and (problem.goal == "most" or enough):
            totals.append(count * kind.worth + (-kind.fee if problem.goal == "most" else kind.fee))
    return (max if problem.goal == "most" else min)(totals, default=0)


def cut(problem: Optimum) -> int:
    """The bound that the tightest limit gives if pieces may be cut, rounded."""
    bounds = []
    for j, limit in enumerate(problem.limits):
        rates = [Fraction(kind.worth, kind.uses[j]) for kind in problem.kinds if kind.uses[j]]
        if problem.goal == "least" or len(rates) == len(problem.kinds):
            bounds.append(limit * (max if problem.goal == "most" else min)(rates, default=Fraction()))
    best_bound = (min if problem.goal == "most" else max)(bounds, default=Fraction())
    return best_bound.numerator // best_bound.denominator if problem.goal == "most" else -(-best_bound.numerator // best_bound.denominator)


def without_conditions(problem: Optimum) -> int:
    """The answer of the programme without anything beside its limits; 0 where there is nothing to forget."""
    bare = tuple(replace(kind, fee=0, most=0, lot=1) for kind in problem.kinds)
    return _solved(problem, kinds=bare, conditions=()) if problem.conditions or bare != problem.kinds else 0


def without_last_condition(problem: Optimum) -> int:
    return _solved(problem, conditions=problem.conditions[:-1]) if problem.conditions else 0


def without_fees(problem: Optimum) -> int:
    """The total of a best choice before its fees."""
    fees = sum(kind.fee for kind, count in zip(problem.kinds, best(problem).counts, strict=True) if count)
    return best(problem).value + (fees if problem.goal == "most" else -fees) if fees else 0


def _solved(problem: Optimum, **fields: object) -> int:
    try:
        return best(replace(problem, **fields)).value
    except ValueError:
        return 0


def first_limit(problem: Optimum) -> int:
    """The answer when only the first limit is minded."""
    if len(problem.limits) == 1 or not all(kind.uses[0] for kind in problem.kinds):
        return one_kind(problem)
    return _solved(problem, kinds=tuple(replace(kind, uses=kind.uses[:1]) for kind in problem.kinds), limits=problem.limits[:1])


def without_limit(place: int) -> Callable[[Optimum], int]:
    """The answer when one of several limits is not minded; 0 where it is the only one, or the only one for some kind."""

    def guess(problem: Optimum) -> int:
        if not place < len(problem.limits) > 1:
            return 0
        kinds = tuple(replace(kind, uses=kind.uses[:place] + kind.uses[place + 1 :]) for kind in problem.kinds)
        return _solved(problem, kinds=kinds, limits=problem.limits[:place] + problem.limits[place + 1 :])

    return guess


GUESSES: dict[str, Callable[[Optimum], int]] = {
    "greedily by worth for what is used": greedy(share),
    "greedily by worth": greedy(lambda _, kind: Fraction(kind.worth)),
    "one kind alone": one_kind,
    "the tightest limit alone, rounded": cut,
    "no condition minded": without_conditions,
    "the last condition forgotten": without_last_condition,
    "the fees of the best choice forgotten": without_fees,
    "the first limit alone": first_limit,
    "the first limit forgotten": without_limit(0),
    "the second limit forgotten": without_limit(1),
    "the third limit forgotten": without_limit(2),
}
