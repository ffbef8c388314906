"""What the laws cannot say of simulation/planning: the search knows the verifier's rules, its plans are shortest, plans are read as meant."""

import json
from collections import deque
from random import Random

import pytest
from drawing import candidates, members
from msgspec.structs import replace

from synth.generators.simulation.planning.canonical import canonical
from synth.generators.simulation.planning.claims import copies
from synth.generators.simulation.planning.policies import greedy_but_last, solves, two_ahead
from synth.generators.simulation.planning.search import explore, wanted
from synth.generators.simulation.planning.worlds import KINDS
from synth.pipelines.oracles.simulation.planning import check
from synth.verifiers.simulation.planning import Planning, plan, verify
from synth.verifiers.simulation.planning.worlds import Button, Crossing, Jugs, Panel, Passage, Quarrel, Rooms


@pytest.mark.parametrize("kind", KINDS)
def test_the_search_is_the_verifier_s_world_searched(kind):
    for turn in range(6):
        world = kind(Random(turn), 2 + turn)
        found = explore(world)
        distance, queue = {world.first(): 0}, deque([world.first()])
        while queue:
            state = queue.popleft()
            for action in found.actions:
                after = world.after(state, action)
                if after is not None and after not in distance:
                    distance[after] = distance[state] + 1
                    queue.append(after)
        assert {wanted(world, found.digits(int(code))): int(found.distance[code]) for code in found.order} == distance


def test_a_shorter_limit_leaves_no_plan():
    for level in (2, 6):
        for sample in members("simulation/planning", level, 12):
            actions = plan(sample.problem.world, sample.answer)
            fewest = Planning(sample.problem.world, len(actions), False)
            assert check(_json(fewest), sample.answer)
            assert verify(fewest, sample.answer)
            assert not verify(Planning(sample.problem.world, len(actions) - 1, False), sample.answer)


def _json(problem):
    return json.loads(problem.to_json())


def test_what_actions_do():
    jugs = Jugs((3, 5), (2, 4), True, (-1, 1))
    assert jugs.after((2, 4), ("pour", 1, 0)) == (3, 3)
    assert jugs.after((2, 4), ("pour", 0, 1)) == (1, 5)
    assert jugs.after((2, 4), ("fill", 0)) == (3, 4)
    assert jugs.after((2, 4), ("empty", 1)) == (2, 0)
    assert Jugs((3, 5), (2, 4), False, (-1, 1)).after((2, 4), ("fill", 0)) is None
    river = Crossing(("goat", "wolf", "dog"), (2, 3, 1), 3, (Quarrel(0, 1, 2),), (0, 0, 0), (1, 1, 1), 0)
    assert river.after((0, 0, 0, 0), ("cross",)) == (0, 0, 0, 1)
    assert river.after((0, 0, 0, 0), ("cross", 2)) is None  # the goat and the wolf without the dog
    assert river.after((0, 0, 0, 0), ("cross", 0, 1)) is None  # too heavy
    assert river.after((0, 0, 0, 0), ("cross", 0, 2)) == (1, 0, 1, 1)
    assert river.after((1, 0, 1, 1), ("cross", 1)) is None  # on the other bank
    rooms = Rooms(3, (Passage(0, 1, True, 0), Passage(1, 2, False, -1, 2)), ("rope", "drum"), (1, 2), (0, 0), 3, 0, (-1, 2), -1)
    assert rooms.after((0, 0, 0), ("go", 1)) is None
    assert rooms.after((0, -1, 0), ("go", 1)) == (1, -1, 0)
    assert rooms.after((1, -1, 0), ("go", 0)) is None
    assert rooms.after((1, -1, -1), ("go", 2)) is None
    assert rooms.after((1, -1, -1), ("drop", 1)) == (1, -1, 1)
    assert rooms.after((1, -1, 0), ("take", 1)) is None
    panel = Panel((Button((0,), (1,), (1,), (2,), (0,)),) * 2, (1, 0, 1), (0, 1, 1))
    assert panel.after((1, 0, 1), ("press", 0)) == (0, 1, 1)
    assert panel.after((1, 1, 1), ("press", 0)) is None


def test_reading_does_not_mix_up_names_and_rooms():
    world = Rooms(3, (Passage(0, 1), Passage(1, 2)), ("rope", "drum"), (1, 2), (0, 0), 3, 0, (-1, 2), -1)
    assert plan(world, "take a rope; go b; drop rope") == [("take", 0), ("go", 1), ("drop", 0)]
    assert plan(world, "go from A to B, take the drum in room B") == [("go", 0, 1), ("take", 1, 1)]
    assert world.after((0, 0, 1), ("go", 1, 2)) is None and world.after((0, 0, 1), ("take", 0, 1)) is None
    jugs = Jugs((3, 5), (2, 4), True, (-1, 1))
    assert plan(jugs, "empty A into B; fill A from B; 3. fill A") is None
    assert plan(jugs, "empty A into B; fill A from B") == [("pour", 0, 1), ("pour", 1, 0)]
    assert plan(jugs, "1. fill A 2. pour A B 2. empty B") is None
    assert plan(jugs, "do not fill A") is None


def test_copies_share_their_form_whatever_the_kind():
    for kind in KINDS:
        for turn in range(5):
            problem = Planning(kind(Random(turn), 6), 9, False)
            assert all(canonical(copy) == canonical(problem) for copy in copies(problem, Random(turn)))


JUGS = Jugs((3, 5), (0, 0), True, (-1, 4))
RIVER = Crossing(("goat", "wolf"), (1, 1), 1, (Quarrel(0, 1, -1),), (0, 0), (1, 1), 0)
HOUSE = Rooms(3, (Passage(0, 1, False, -1, 0), Passage(1, 2, False, 0, 0)), ("badge", "crate"), (1, 2), (0, 0), 3, 0, (-1, 2), -1)
LAMPS = Panel((Button((), (), (0,), (), ()), Button((0,), (), (1,), (), ())), (0, 0), (0, 1))


@pytest.mark.parametrize(
    ("world", "fields"),
    [
        (JUGS, {"start": (4, 0)}),
        (JUGS, {"goal": (-1, 6)}),
        (JUGS, {"goal": (4,)}),
        (RIVER, {"weights": (1,)}),
        (RIVER, {"cargo": ("goat", "goat")}),
        (RIVER, {"quarrels": (Quarrel(0, 0, -1),)}),
        (RIVER, {"quarrels": (Quarrel(0, 2, -1),)}),
        (HOUSE, {"things": ("badge", "axe")}),
        (HOUSE, {"weights": (1,)}),
        (HOUSE, {"robot": 3}),
        (HOUSE, {"end": 3}),
        (HOUSE, {"goal": (-1, 3)}),
        (HOUSE, {"passages": (Passage(0, 0, False, -1, 0),)}),
        (HOUSE, {"passages": (Passage(0, 3, False, -1, 0),)}),
        (HOUSE, {"passages": (Passage(0, 1, False, -1, 0), Passage(1, 0, True, -1, 0))}),
        (HOUSE, {"passages": (Passage(0, 1, False, 2, 0),)}),
        (LAMPS, {"goal": (0, 1, 1)}),
        (LAMPS, {"buttons": (*LAMPS.buttons, Button((), (), (), (), ()))}),
        (LAMPS, {"buttons": (*LAMPS.buttons, Button((), (), (2,), (), ()))}),
        (LAMPS, {"buttons": (*LAMPS.buttons, Button((), (), (1,), (1,), ()))}),
        (LAMPS, {"buttons": (*LAMPS.buttons, Button((0,), (0,), (1,), (), ()))}),
    ],
)
def test_worlds_that_make_no_sense_are_refused(world, fields):
    with pytest.raises(ValueError, match=r"\w"):
        replace(world, **fields)


def test_no_plan_is_come_upon_greedily():
    """Of two actions the first, or of equally good ones the last, after which most is as the goal wants it."""
    for level, policies in ((4, (greedy_but_last, two_ahead)), (5, (greedy_but_last,)), (7, (greedy_but_last,))):
        for sample in members("simulation/planning", level, 60):
            assert not any(solves(sample.problem, policy(sample.problem)) for policy in policies)


def test_one_jug_that_is_left_is_no_jugs():
    for candidate in candidates("simulation/planning", 1, 60):
        for row, member in zip(candidate.rows(), candidate.members, strict=True):
            world, prompt = member.problem.world, row["prompt"][0]["content"]
            if isinstance(world, Jugs) and row["extra_info"]["language"] == "en":
                left = world.goal.count(-1)
                assert ("the other jug may" in prompt, "the other jugs may" in prompt) == (left == 1, left > 1)


def test_a_quarrel_has_no_third_and_a_passage_no_limit_unless_told():
    assert Quarrel(0, 1) == Quarrel(0, 1, -1)
    assert Passage(0, 1) == Passage(0, 1, False, -1, 0)
