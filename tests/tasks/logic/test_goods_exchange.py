"""What the laws cannot say of logic/goods_exchange: what steps do, and that every line of a drawn record counts."""

import pytest
from drawing import samples
from msgspec.structs import replace

from synth.verifiers.logic.goods_exchange import GoodsExchange, outcome
from synth.verifiers.logic.goods_exchange.answers import read
from synth.verifiers.logic.goods_exchange.record import (
    Again,
    Course,
    Give,
    Holder,
    Holds,
    Met,
    More,
    Note,
    Pass,
    Step,
    Swap,
    Together,
    mentioned,
)


def _after(*steps: Step, start: tuple[int, ...] = (0, 1, 2, 2)) -> tuple[int, ...]:
    return outcome(GoodsExchange(("Mei", "Ivan", "Rosa"), ("lamp", "kite", "drum", "vase"), start, steps, (), ()))


def test_what_steps_do():
    assert _after(Step(Swap(0, 2))) == (2, 1, 0, 0)
    assert _after(Step(Swap(Holder(3), 2))) == (0, 1, 2, 2)
    assert _after(Step(Give(3, Holder(0)))) == (0, 1, 2, 0)
    assert _after(Step(Pass((0, 1, 2)))) == (1, 2, 0, 0)
    assert _after(Step(Give(0, 1)), Step(Swap(0, 1))) == (0, 0, 2, 2)
    assert _after(Step(Swap(Holder(2), 0)), Step(Give(2, 1)), Step(Again(0))) == (0, 1, 1, 2)
    assert _after(Step(Swap(Holder(2), 2)), Step(Again(0))) == (0, 1, 2, 2)


WHOLE = GoodsExchange(
    ("Mei", "Ivan", "Rosa"),
    ("lamp", "kite", "drum", "vase"),
    (0, 1, 2, 2),
    (Step(Swap(0, 1)), Step(Give(3, 2), Holds(2, 3)), Step(Again(0), Met(1))),
    (),
    (Note(0, "admires", 2, 3, 0), Note(3, "offers", 2, 3, 0)),
)


def test_steps_behind_one_that_never_took_place_keep_their_numbers():
    """The last two ask for the third's condition and repeat its swap."""
    steps = (Step(Give(3, 1)), Step(Swap(0, 2)), Step(Swap(0, 1), Holds(0, 0)), Step(Give(2, 0), Met(2)), Step(Again(2), Holds(0, 2)))
    one = replace(WHOLE, steps=steps, void=(1,), notes=())
    assert outcome(one) == (0, 1, 1, 1)
    assert outcome(replace(one, void=(0,))) == (2, 1, 0, 0)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"people": ("Mei", "Ivan", "Ivan")}, "a name twice"),
        ({"people": ("Mei", "Ivan", "Nothing")}, "means something else"),
        ({"start": (0, 1, 2)}, "each good is with somebody"),
        ({"start": (0, 1, 2, 3)}, "each good is with somebody"),
        ({"steps": WHOLE.steps[:2], "void": (1, 0)}, "void steps are steps"),
        ({"steps": WHOLE.steps[:2], "void": (2,)}, "void steps are steps"),
        ({"void": (0,)}, "one before it that took place"),
        ({"notes": (Note(0, "offers", 0, 0, 3),)}, "a note about somebody"),
        ({"notes": (Note(0, "admires", 0, 4, 0),)}, "a note about somebody or something unknown"),
        ({"notes": WHOLE.notes[::-1]}, "notes stand in order"),
        ({"notes": (Note(4, "admires", 0, 0, 0),)}, "between the steps"),
        ({"steps": (Step(Swap(0, 1), None, True, Swap(1, 2)),)}, "only a condition can fail"),
        ({"steps": (Step(Swap(0, 1), None, False),)}, "only a condition can fail"),
        ({"steps": (Step(Swap(0, 3)),)}, "a step about somebody"),
        ({"steps": (Step(Give(4, 0)),)}, "a step about somebody or something unknown"),
        ({"steps": (Step(Swap(1, 1)),)}, "names somebody or something twice"),
        ({"steps": (Step(Give(0, 1), Together(2, 2)),)}, "names somebody or something twice"),
        ({"steps": (Step(Again(0)),)}, "one before it"),
        ({"steps": (Step(Swap(0, 1)), Step(Give(0, 1), Met(0)))}, "a step without a condition"),
        ({"steps": (Step(Give(0, 1)), Step(Again(0)))}, "a step that is no swap"),
        ({"steps": (Step(Swap(0, 1), Holds(0, 0), True, Give(0, 1)), Step(Again(0)))}, "more than a swap"),
    ],
)
def test_records_that_speak_of_nothing_are_no_problems(changes, why):
    with pytest.raises(ValueError, match=why):
        replace(WHOLE, **changes)


def test_what_conditions_mean():
    give, keep = (1, 1, 2, 2), (0, 1, 2, 2)
    for condition, holds in ((Holds(0, 0), True), (Holds(1, 0), False), (Together(2, 3), True), (Together(0, 1), False)):
        assert _after(Step(Give(0, 1), condition)) == (give if holds else keep)
        assert _after(Step(Give(0, 1), condition, False)) == (keep if holds else give)
    assert _after(Step(Give(0, 1), More(2, 0))) == give
    assert _after(Step(Give(0, 1), More(0, 1))) == keep  # as many are not more
    assert _after(Step(Give(1, 1), Holds(1, 0)), Step(Give(0, 1), Met(0), False)) == give
    assert _after(Step(Give(1, 1), Holds(1, 0)), Step(Give(0, 1), Met(0), True, Pass((0, 1, 2)))) == (1, 2, 0, 0)


def test_every_step_of_a_drawn_record_moves_something_one_way_or_the_other():
    for level in (3, 6, 9):
        for sample in samples("logic/goods_exchange", level, 20):
            problem = sample.problem
            course = Course(problem.start)
            for number, step in enumerate(problem.steps):
                outcomes = [course.after(action) for action in (step.then, step.otherwise) if action]
                assert all(after != course.holder for after in outcomes) and len({tuple(after) for after in outcomes}) == len(outcomes)
                if number in problem.void:
                    course.skip()
                else:
                    course.take(step)
            if problem.void:
                assert outcome(replace(problem, void=())) != outcome(problem)


def test_both_outcomes_of_conditions_are_about_as_frequent():
    met = []
    for sample in samples("logic/goods_exchange", 7, 150):
        course = Course(sample.problem.start)
        for step in sample.problem.steps:
            course.take(step)
        met += [one for one, step in zip(course.met, sample.problem.steps, strict=True) if step.condition]
    assert abs(sum(met) / len(met) - 0.5) < 0.08


def test_reading_goes_by_people_or_by_goods():
    people, goods = ("Mei", "Ivan"), ("lamp", "kite")
    assert read("mei: lamp, kite", people, goods) == [(0, 0), (1, 0)]
    assert read("the lamp and the kite are with mei", people, goods) == [(0, 0), (1, 0)]
    assert read("lamp: ivan; kite: mei", people, goods) == [(0, 1), (1, 0)]
    assert read("mei ivan lamp", people, goods) == [(0, 1)]
    assert read("lamp: mei, ivan", people, goods) is None
    assert read("mei: lamp; mei: kite", people, goods) is None
    assert read("mei: nothing, lamp", people, goods) is None


@pytest.mark.parametrize("level", range(1, 11))
def test_effort_is_the_longest_chain_of_steps_that_need_one_another(level):
    for sample in samples("logic/goods_exchange", level, 25):
        assert sample.effort == _longest_chain(sample.problem)


def _longest_chain(problem):
    course, chain, asked = Course(problem.start), [0] * len(problem.goods), []

    def needs(part):
        people, goods, earlier = mentioned(part)
        if isinstance(part, More):
            goods = [good for good, holder in enumerate(course.holder) if holder in people]
        elif isinstance(part, Give) and isinstance(part.to, int):
            goods = []
        return asked[earlier] if earlier is not None else max((chain[good] for good in goods), default=0)

    for number, step in enumerate(problem.steps):
        if number in problem.void:
            course.skip()
            asked.append(0)
            continue
        deepest = needs(step.condition)
        longer = list(chain)
        for action in (step.then, step.otherwise):
            if action:
                longest = max(deepest, needs(action))
                for good, (before, after) in enumerate(zip(course.holder, course.after(action), strict=True)):
                    if before != after:
                        longer[good] = max(longer[good], 1 + longest, 1 + chain[good])
        asked.append(max(deepest, needs(step.then)) if isinstance(step.then, Swap) else deepest)
        chain = longer
        course.take(step)
    return max(chain)
