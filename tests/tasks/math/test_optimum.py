"""Optimum: the branch and bound against all choices, for drawn programmes and for ones that were put together at random."""

from contextlib import suppress
from itertools import product
from random import Random

import pytest
from drawing import members

from synth.verifiers.math.optimum import NONE, Condition, Kind, Optimum, best


def slow(problem):
    """The best total among all choices, or NONE; nothing that is drawn here needs more than 24 of a kind, or 12 to be the most."""
    found = NONE
    for counts in product(range(13 if problem.goal == "most" else 25), repeat=len(problem.kinds)):
        if allowed(problem, counts):
            total = worth(problem, counts)
            better = total > found if problem.goal == "most" else found == NONE or total < found
            found = total if total >= 0 and better else found
    return found


def worth(problem, counts):
    fees = sum(kind.fee for kind, count in zip(problem.kinds, counts, strict=True) if count)
    total = sum(kind.worth * count for kind, count in zip(problem.kinds, counts, strict=True))
    return total - fees if problem.goal == "most" else total + fees


def allowed(problem, counts):
    for j, limit in enumerate(problem.limits):
        used = sum(kind.uses[j] * count for kind, count in zip(problem.kinds, counts, strict=True))
        if used > limit if problem.goal == "most" else used < limit:
            return False
    if any(count % kind.lot or (kind.most and count > kind.most) for kind, count in zip(problem.kinds, counts, strict=True)):
        return False
    kept = {
        "ratio": lambda c: counts[c.first] >= c.number * counts[c.second],
        "not_both": lambda c: not (counts[c.first] and counts[c.second]),
        "total": lambda c: sum(counts) <= c.number,
        "ordered": lambda c: counts[c.first] >= c.number,
    }
    return all(kept[c.what](c) for c in problem.conditions)


def drawn(rng):
    goal = rng.choice(("most", "least"))
    size, limits = rng.randint(2, 3) if goal == "most" else 2, rng.randint(1, 2)
    kinds = tuple(
        Kind(
            rng.randint(1, 30),
            tuple(rng.randint(0, 6) for _ in range(limits)),
            rng.choice((0, 0, 9)),
            rng.choice((0, 0, 3)),
            rng.choice((1, 1, 2)),
        )
        for _ in range(size)
    )
    pair = rng.sample(range(size), 2)
    conditions = (
        Condition("ratio", *pair, rng.randint(1, 2)),
        Condition("not_both", 0, 1, 0),
        Condition("total", 0, 0, rng.randint(2, 6)),
        Condition("ordered", pair[0], pair[0], rng.randint(1, 3)),
    )
    chosen = tuple(rng.sample(conditions, rng.randint(0, 2)))
    return Optimum(goal, kinds, tuple(rng.randint(3, 12) for _ in range(limits)), chosen, 0)


def test_the_best_total_is_that_of_all_choices():
    rng, seen = Random(5), 0
    while seen < 150:
        with suppress(ValueError):
            problem = drawn(rng)
            assert best(problem).value == slow(problem), problem
            seen += 1


@pytest.mark.parametrize("level", range(1, 11))
def test_the_choice_that_was_found_is_allowed_and_worth_the_answer(level):
    for sample in members("math/optimum", level, 10):
        counts = best(sample.problem).counts
        assert allowed(sample.problem, counts) and str(worth(sample.problem, counts)) == sample.answer


def test_limits_and_bounds_of_problems():
    thing = Kind(5, (3,), 0, 0, 1)
    for kinds, conditions in (
        ((thing, Kind(5, (3, 1), 0, 0, 1)), ()),  # uses of another number of limits
        ((thing, Kind(5, (0,), 0, 0, 1)), ()),  # nothing limits it
        ((thing, thing), (Condition("ratio", 0, 0, 1),)),
        ((thing, thing), (Condition("ordered", 2, 2, 1),)),
        ((thing, thing), (Condition("not_both", 0, 1, 3),)),
        ((Kind(5, (1,), 0, 0, 1),) * 5, ()),  # too many choices
    ):
        with pytest.raises(ValueError, match=r"each|must|names|numbers|choices"):
            Optimum("most", kinds, (60,), conditions, 0)
