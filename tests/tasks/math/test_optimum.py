"""Optimum: the branch and bound against all choices, for drawn programmes and for ones that were put together at random."""

from contextlib import suppress
from itertools import product
from random import Random

import pytest
from drawing import members
from msgspec.structs import replace

from synth.generators import registry
from synth.generators.math.optimum import kernel
from synth.generators.prompts import render
from synth.schemas.verdict import Proven
from synth.verifiers.math.optimum import Condition, Kind, Optimum, best, proven, verify_trace
from synth.verifiers.math.optimum.search import NONE, Search


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


@pytest.mark.parametrize("level", [1, 4, 8, 10])
def test_any_order_of_the_kinds_leads_to_the_same_value(level):
    rng = Random(level)
    for sample in members("math/optimum", level, 5):
        for _ in range(3):
            order = rng.sample(range(len(sample.problem.kinds)), len(sample.problem.kinds))
            assert Search(sample.problem, order).run().value == best(sample.problem).value


_TWO = Optimum("most", (Kind(5, (3,), 0, 0, 1), Kind(7, (4,), 0, 0, 1)), (14,), (), 0)  # a: 5 for 3, b: 7 for 4
_PAID = Optimum("least", (Kind(5, (3, 0), 2, 0, 1), Kind(7, (4, 1), 0, 0, 1)), (8, 1), (), 0)
_LINES = {  # b is the better one: 7/4 a unit
    1: "b = 3, a = 0: 3*7 = 21",
    2: "b = 2, a = 2: 2*7 + 2*5 = 24",
    3: "b = 1: 1*7 + 10*5/3 = 71/3",
    4: "b = 0: 14*5/3 = 70/3",
}


def _written(lines):
    return "\n".join(f"S{k}: {line}" for k, line in enumerate(lines, 1)) + "\n<answer>\n24\n</answer>"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, ""),
        ({4: "b=0：14×5÷3 = 70/3。"}, ""),
        ({4: "b = 0, a = 4: 4*5 = 20"}, ""),
        ({4: ""}, "milestone"),
        ({2: ""}, "open"),  # 71/3 is better than 21
        ({1: ""}, "milestone"),
        ({4: "b = 0: 14*5/3 = 23"}, "value"),
        ({4: "b = 0: 20 = 20"}, "number"),
        ({4: "b = 0, a = 5: 5*5 = 25"}, "choice"),
        ({4: "a = 0: 14*7/4 = 49/2"}, "order"),
        ({4: "b = 0: impossible"}, "number"),
        ({4: "b = 0: nothing better"}, "format"),
        ({4: "14*5/3 = 70/3"}, "format"),
        ({1: "b = 3, a = 0: 3*7 + 5 = 26"}, "number"),
        ({1: "b = 3: 3*7 + 2*5/3 = 73/3"}, "open"),
    ],
)
def test_lines_leave_nothing_open(changed, reason):
    lines = [line for line in (_LINES | changed).values() if line]
    verdict = verify_trace(_TWO, _written(lines))
    assert (verdict.reason, bool(verdict)) == (reason, not reason)
    assert proven(_TWO, _written(lines)).progress == float(not reason)


def test_costs_are_bounded_by_what_is_still_needed():
    """8 and 1 are needed; a costs 5 and 2 once, gives 3; b costs 7, gives 4 and 1: two of b cost 14, one of each 14 and gives 7."""
    lines = ["b = 2, a = 0: 2*7 = 14", "b = 1: 1*7 + 4*5/3 = 41/3", "b = 0: impossible"]
    assert verify_trace(_PAID, _written(lines).replace("24", "14"))
    assert verify_trace(_PAID, _written([*lines[:2], "b = 0: 8*5/3 = 40/3"]).replace("24", "14"))  # 14 is the next whole number
    assert verify_trace(_PAID, _written(lines[:2]).replace("24", "14"))  # without b the second need cannot be met
    assert verify_trace(_PAID, _written(lines[::2])).reason == "milestone"
    assert verify_trace(_PAID, _written(["b = 0: impossible", "b = 1, a = 2: 7 + 2*5 = 17"])).reason == "number"  # without the fee


@pytest.mark.parametrize("level", [2, 6, 10])
def test_no_total_can_be_left_out(level):
    for sample in members("math/optimum", level, 3):
        lines = sample.trace.splitlines()
        assert proven(sample.problem, sample.trace) == Proven(1.0, True)
        whole = [line for line in lines if line.count(",") == len(sample.problem.kinds) - 1]
        for line in whole[:6]:
            assert proven(sample.problem, "\n".join(other for other in lines if other != line)).progress == 0


@pytest.mark.parametrize("phrasing", [0, 1])
def test_chinese_counts_each_kind_of_furniture_by_its_own_word(phrasing):
    task = registry.load("math/optimum")
    (problem,) = [sample.problem for sample in members("math/optimum", 5, 12) if sample.problem.goal == "most"][:1]
    prompt = render(task, replace(problem, theme=1), Random(1), "zh", phrasing)
    assert "每张桌子要用" in prompt
    assert "每把椅子要用" in prompt
    assert "每件" not in prompt


@pytest.mark.parametrize("seed", range(40))
def test_the_kernel_finds_what_the_branch_and_bound_finds(seed):
    """The same total and choice, after as many looks."""
    rng = Random(seed)
    for _ in range(10):
        with suppress(ValueError):
            problem = drawn(rng)
            assert kernel.best(problem) == Search(problem).run()
    for sample in members("math/optimum", 2 + seed % 9, 3):
        assert kernel.best(sample.problem) == Search(sample.problem).run()
