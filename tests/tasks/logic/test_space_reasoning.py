"""Space reasoning: distances in closed form equal a flood over the cells, every step can be undone, and each kind of question is
answered as the oracle answers it."""

import json
from random import Random

import pytest
from drawing import oracle, samples
from msgspec.structs import replace

from synth.generators.logic.space_reasoning.canonical import images
from synth.generators.logic.space_reasoning.claims import copies
from synth.pipelines.oracles.logic.space_reasoning import _fewest, _neighbour
from synth.verifiers.logic.space_reasoning import Query, solve, survey_of, verify
from synth.verifiers.logic.space_reasoning.lattices import COMPASS, WAYS, WRAPS, distance, move, reverse, wrapped


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
