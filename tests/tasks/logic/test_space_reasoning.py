"""Space reasoning: distances in closed form equal a flood over the cells, every step can be undone, and each kind of question is
answered as the oracle answers it."""

import json
import statistics
from random import Random

import pytest
from drawing import oracle, samples
from msgspec.structs import replace

from synth.generators.logic.space_reasoning import LEVELS as KNOBS
from synth.generators.logic.space_reasoning import NAMES, _landmark_names
from synth.generators.logic.space_reasoning.canonical import images
from synth.generators.logic.space_reasoning.claims import copies
from synth.generators.logic.space_reasoning.log import COLOURS
from synth.generators.logic.space_reasoning.terrain import Terrain
from synth.pipelines.oracles.logic.space_reasoning import _fewest, _neighbour
from synth.verifiers.logic.space_reasoning import Query, solve, survey_of, verify
from synth.verifiers.logic.space_reasoning.chinese import WORDS
from synth.verifiers.logic.space_reasoning.lattices import COMPASS, WAYS, WRAPS, distance, move, reverse, wrapped
from synth.verifiers.logic.space_reasoning.logs import Condition, Event


@pytest.mark.parametrize("lattice", WAYS)
def test_distances_and_steps_agree_with_a_flood(lattice):
    rng = Random(7)
    for _ in range(20):
        wrap = tuple(rng.randint(4, 11) for _ in range(WRAPS.get(lattice, 0)))
        size, reach = (3, 3) if lattice == "layered" else (2, 7)
        cells = [[rng.randrange(wrap[i]) if i < len(wrap) else rng.randint(-reach, reach) for i in range(size)] for _ in range(21)]
        first, *others = (tuple(cell) for cell in cells)
        for cell, steps in _fewest(lattice, list(wrap), first, set(others)).items():
            assert distance(lattice, wrap, first, cell) == steps
        for way in WAYS[lattice]:
            there = move(lattice, wrap, first, ((way, 1),))
            assert there == _neighbour(lattice, list(wrap), first, way)
            assert move(lattice, wrap, there, reverse(((way, 1),))) == first


def test_steps_across_the_side_of_a_triangle_lead_there_and_back():
    assert move("triangle", (), (0, 0), (("across", 1),)) == (0, -1)
    assert move("triangle", (), (1, 0), (("across", 3),)) == (1, 1)
    assert move("triangle", (), (0, 0), (("across", 2),)) == (0, 0)


@pytest.mark.parametrize("lattice", WAYS)
def test_turned_and_mirrored_lattices_are_the_same(lattice):
    """Ways lead to the images of where they led, as far apart as before; there are as many images as the lattice has symmetries."""
    rng = Random(8)
    wrap = (7, 5)[: WRAPS.get(lattice, 0)]
    size = 3 if lattice == "layered" else 2
    counts = {"square": 8, "king": 8, "hex": 12, "triangle": 4, "layered": 16, "cylinder": 4, "torus": 8, "hextorus": 4}
    assert len({(image.matrix, image.offset) for image in images(lattice)}) == counts[lattice]
    for image in images(lattice):
        turned = image.wrap(wrap)
        for _ in range(20):
            a, b = (wrapped(wrap, tuple(rng.randint(-9, 9) for _ in range(size))) for _ in range(2))
            c, d = (wrapped(turned, image.place(place)) for place in (a, b))
            assert distance(lattice, wrap, a, b) == distance(lattice, turned, c, d)
            way = rng.choice([*WAYS[lattice]])
            there = move(lattice, wrap, a, ((way, 1),))
            assert move(lattice, turned, c, ((image.ways[way], 1),)) == wrapped(turned, image.place(there))


def test_copies_have_answers_that_correspond():
    """Numbers stay what they are, and every copy has an answer."""
    rng = Random(9)
    for level in (1, 5, 10):
        for sample in samples(NAME, level, 12):
            right = solve(sample.problem, survey_of(sample.problem))
            for copy in copies(sample.problem, rng):
                answer = solve(copy, survey_of(copy))
                assert type(answer) is type(right)
                assert answer == right or not isinstance(right, int)


def test_whatever_a_log_may_name_has_a_chinese_word():
    ways = {way for ways in WAYS.values() for way in ways}
    assert {*NAMES, *_landmark_names(), *COLOURS, *ways} <= set(WORDS)


NAME = "logic/space_reasoning"
LEVELS = (1, 5, 10)
TARGETED = ("steps", "bearing", "route")


def _questions(problem, kind):
    """The problem with every other question of a kind that its log settles, and the answer."""
    people = [walker.name for walker in problem.walkers]
    found = survey_of(problem)
    for subject in people:
        for target in ("", *people, *sorted(problem.names())) if kind in TARGETED else ("",):
            if target != subject:
                asked = replace(problem, query=Query(kind, subject, target))
                answer = solve(asked, found)
                if answer is not None:
                    yield asked, answer


def _agrees(problem, answer):
    """The verdict, which is the oracle's too."""
    accepted = verify(problem, answer).accepted
    assert oracle(NAME).check(json.loads(problem.to_json()), answer) == accepted, (problem, answer)
    return accepted


@pytest.mark.parametrize("kind", ["place", "steps", "distinct", "name", "nearest"])
def test_each_kind_of_question_is_answered_as_the_oracle_answers_it(kind):
    rng, asked = Random(kind), 0
    for level in LEVELS:
        for sample in samples(NAME, level, 5):
            questions = list(_questions(sample.problem, kind))
            for problem, answer in rng.sample(questions, min(1, len(questions))):
                if isinstance(answer, tuple):
                    near = [", ".join(str(x + (i == axis)) for i, x in enumerate(answer)) for axis in range(len(answer))]
                    spelt = ", ".join(map(str, answer))
                else:
                    near = [str(answer + 1), str(answer - 1)] if isinstance(answer, int) else sorted(problem.names() - {answer})[:3]
                    spelt = str(answer)
                assert _agrees(problem, spelt)
                assert not any(_agrees(problem, wrong) for wrong in near)
                asked += 1
    assert asked >= 4


def test_bearings_are_told_apart_in_all_eight_directions():
    """Straight ones too, where only one coordinate differs: draws of the task rarely ask for them."""
    wanted = dict.fromkeys(COMPASS, 2)
    for level in LEVELS:
        for sample in samples(NAME, level, 20):
            for problem, answer in _questions(sample.problem, "bearing"):
                if wanted[answer]:
                    wanted[answer] -= 1
                    assert [way for way in COMPASS if _agrees(problem, way)] == [answer]
    assert not any(wanted.values()), wanted


LINES = 42
"""Of a log at level 10, in the middle: deep, not long."""


def test_upper_levels_are_deep_and_not_long():
    """Conditions that hold and ones that do not, starts that are not stated, portals and relative landmarks; few lines."""
    problems = [sample.problem for sample in samples(NAME, 10, 40)]
    assert statistics.median(len(problem.log) for problem in problems) <= LINES
    assert all(sum(event.when is not None for event in problem.log) >= 2 for problem in problems)
    for part in (
        lambda problem: any(walker.start == "" for walker in problem.walkers),
        lambda problem: any(event.verb == "portal" for event in problem.log),
        lambda problem: sum(not landmark.at for landmark in problem.landmarks) >= 6,
        lambda problem: any(event.when and event.verb == "jump" for event in problem.log),
        lambda problem: any(event.verb == "meet" for event in problem.log),
    ):
        assert sum(map(part, problems)) >= 0.3 * len(problems)


def _with_condition(at, condition):
    """The problem whose event has this condition, and where everybody ends."""
    problem = samples(NAME, 1, 1)[0].problem
    changed = replace(problem, log=(*problem.log[:at], replace(problem.log[at], when=condition), *problem.log[at + 1 :]))
    found = survey_of(changed)
    return changed, {walker.name: found.place(walker.name) for walker in changed.walkers}


def test_conditions_decide_whether_an_event_happens():
    """The first steps of a walk, by how near the start is to the walker's own start: at most as many steps as they are."""
    problem = samples(NAME, 1, 1)[0].problem
    assert KNOBS[0].conditions == 0
    (walker,), at = problem.walkers, 0
    landmarks = sorted(landmark.name for landmark in problem.landmarks)
    where = {landmark.name: landmark.at for landmark in problem.landmarks}
    start = where[walker.start] if isinstance(walker.start, str) else walker.start
    gaps = {name: distance("square", (), start, where[name]) for name in landmarks}
    whole = survey_of(problem).place(walker.name)
    without = survey_of(replace(problem, log=problem.log[1:])).place(walker.name)
    assert whole != without
    for name, gap in gaps.items():
        for within in {max(gap - 1, 1), gap or 1, gap + 1}:
            _, ends = _with_condition(at, Condition(walker.name, name, within=within))
            assert ends[walker.name] == (whole if gap <= within else without)
        for other in landmarks:
            if other != name:
                _, ends = _with_condition(at, Condition(walker.name, name, other))
                assert ends[walker.name] == (whole if gap < gaps[other] else without)


def test_what_hangs_on_an_open_condition_is_not_known():
    """A walker whose place nobody knows decides nothing, until a find says where it was; turns leave the facing open."""
    sample = next(s for s in samples(NAME, 4, 40) if s.problem.log[-1].verb == "forward" and s.problem.lattice == "square")
    log = sample.problem.log
    who = sample.problem.walkers[0]
    lost = Event(0, "lost")
    turn = Event(0, "turn", "left", 1, when=Condition(who.name, sample.problem.landmarks[0].name, within=3))
    ahead = Event(0, "forward", count=2)
    here = sample.problem.landmarks[1].name
    asked = replace(sample.problem, query=Query("place", who.name))
    assert solve(replace(asked, log=(*log, lost, turn, ahead)), survey_of(replace(asked, log=(*log, lost, turn, ahead)))) is None
    known = replace(asked, log=(*log, lost, Event(0, "find", name=here), turn, ahead))
    assert solve(known, survey_of(known)) is not None
    circular = replace(asked, log=(*log, lost, turn, ahead, Event(0, "find", name=here)))
    assert solve(circular, survey_of(circular)) is not None  # by the find itself
    started = replace(asked, query=Query("distinct", who.name), log=circular.log)
    assert solve(started, survey_of(started)) is None


def test_steps_across_a_triangle_undo_each_other():
    assert [move("triangle", (), (0, 0), (("across", count),)) for count in (1, 2, 3)] == [(0, -1), (0, 0), (0, -1)]
    assert move("triangle", (), (1, 0), (("across", 1),)) == (1, 1)


def test_a_way_with_a_leg_that_no_log_can_hold_is_none():
    terrain = Terrain(Random(1), "square", (), 12, 9)
    assert sorted(terrain.shortest_legs((0, 0), (-1, 99), 3)) == [("north", 99), ("west", 1)]
    assert terrain.shortest_legs((0, 0), (-1, 100), 3) == []
