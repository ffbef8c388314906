"""Belief tracking: stories worked out by hand, one rule each, and what the generator promises of its questions."""

from collections import Counter
from itertools import pairwise, product

import pytest
from drawing import members
from msgspec.structs import replace

from synth.generators.simulation.belief_tracking.cheap import CHAINS, CLOTH, POLICIES, Policy, concerned, guess
from synth.generators.simulation.belief_tracking.kernel import beaten
from synth.verifiers.simulation.belief_tracking import BeliefTracking, Question, beliefs, states, verify
from synth.verifiers.simulation.belief_tracking.story import Goes, Looks, Puts, Says, Tips, places, prepared

AWAY = Goes((1,))


def boxes(story, chains, deaf=()):
    """The boxes of the lamp, A at first, as each chain of the persons 0, 1, 2 has it."""
    asked = tuple(Question(chain, 0) for chain in chains)
    letters = beliefs(BeliefTracking(("Mei", "Ivan", "Rosa"), ("lamp",), 5, (0,), deaf, tuple(story), asked))
    return "".join("ABCDE"[box] for box in letters)


STORIES = (
    ([AWAY, Puts(0, 0, 1)], [(0,), (1,), (0, 1), (1, 0), (0, 2), (2, 1)], (), "BAAABA"),
    ([AWAY, Puts(0, 0, 1, 1)], [(1,), (0, 1), (1, 0), (1, 2), (1, 0, 1), (2, 1)], (), "BABBAA"),  # watched in secret
    ([AWAY, Puts(0, 0, 1, -1, 2, 1)], [(1,), (2, 1), (0, 1), (2, 1, 0), (2, 0, 1), (2, 1, 2)], (), "ABABAB"),  # Rosa is fooled
    ([Tips(0, 0, 1)], [(0,), (1, 2)], (), "BB"),
    ([Tips(0, 1, 0)], [(0,), (1, 2)], (), "AA"),
    ([Tips(0, 1, 0, True)], [(0,), (1, 2)], (), "BB"),
    (
        [Says(2, 1, 0, 3), Tips(0, 0, 1)],
        [(1,), (2,), (2, 1), (0, 1), (1, 2)],
        (),
        "DBDBD",
    ),  # she was told D, and the cloth hid nothing else
    ([AWAY, Puts(0, 0, 1), AWAY, Looks(1)], [(1,), (0, 1), (1, 0), (2, 0, 1)], (), "BBAB"),  # nobody told her that the others had seen it
    ([Says(0, 1, 0, 1), Looks(2)], [(1,), (1, 2), (0, 1, 2), (2,), (2, 1)], (), "BBBAA"),  # each thinks that she finds what they think
    ([Says(0, 1, 0, 2)], [(0,), (1,), (0, 1), (1, 0), (2, 1), (0, 1, 0), (2, 0)], (), "ACCCACA"),
    ([AWAY, Says(0, -1, 0, 2)], [(0,), (1,), (2,), (2, 0), (0, 2), (1, 2)], (), "AACCCA"),
    ([AWAY, Says(0, -1, 0, 2, 1)], [(1,), (1, 2), (1, 0), (0, 1), (2, 1)], (), "CCCAA"),
    ([Says(0, -1, 0, 2)], [(1,), (1, 0), (1, 2), (2, 1), (2, 0), (0, 1), (2, 1, 0)], ((1, 0),), "AACACAA"),
)


@pytest.mark.parametrize(("story", "chains", "deaf", "right"), STORIES)
def test_stories_by_hand(story, chains, deaf, right):
    assert boxes(story, chains, deaf) == right


@pytest.mark.parametrize(
    "story",
    [
        [AWAY, Puts(1, 0, 1)],
        [Puts(0, 0, 1, 1)],
        [AWAY, Puts(0, 0, 1, 1, 2, 1)],
        [Puts(0, 0, 1, -1, 2, 1)],
        [AWAY, Puts(0, 0, 1, -1, 2)],
        [AWAY, Goes((0, 1))],
        [Tips(0, 1, 1)],
        [Says(0, 0, 0, 1)],
        [Says(0, 1, 0, 1, 1)],
        [AWAY, Says(1, -1, 0, 1)],
        [Puts(0, 1, 1)],
        [Puts(0, 0, 6)],
    ],
)
def test_stories_that_cannot_be(story):
    with pytest.raises(ValueError):  # noqa: PT011
        boxes(story, [(0,), (1,)])


@pytest.mark.parametrize("level", range(1, 11))
def test_every_policy_fails_and_the_states_end_in_the_answer(level):
    for sample in members("simulation/belief_tracking", level, 20):
        problem = sample.problem
        right = list(beliefs(problem))
        for policy in concerned(problem, prepared(problem.story, len(problem.names))).values():
            assert guess(problem, policy) != right
        ending = ", ".join(f"{name[1:]}: {box}" for name, box in states(problem)[-1].values)
        assert ending == sample.answer and len(states(problem)) == len(problem.story)
        assert len(set(right)) > 1


@pytest.mark.parametrize("level", [4, 7, 10])
def test_two_misreadings_at_once_win_little(level):
    """Also those that no question was chosen against."""
    problems = [sample.problem for sample in members("simulation/belief_tracking", level, 40)]
    won = Counter[tuple[str, tuple[str, ...]]]()
    for problem in problems:
        kinds = {event.kind for event in prepared(problem.story, len(problem.names))}
        for chain, ignored in product(CHAINS, (("says",), ("looks",), CLOTH, ("puts",))):
            if kinds & {*ignored}:
                won[chain, ignored] += guess(problem, Policy(chain, ignored)) == list(beliefs(problem))
    assert max(won.values()) <= 0.1 * len(problems), won.most_common(3)


@pytest.mark.parametrize("level", [2, 6, 10])
def test_the_kernel_goes_by_the_rules_and_by_the_policies(level):
    for sample in members("simulation/belief_tracking", level, 25):
        problem = sample.problem
        seen = prepared(problem.story, len(problem.names))
        people = range(len(problem.names))
        asked = [((*q.chain[k:],), thing) for q in problem.asked for k in range(len(q.chain)) for thing in range(len(problem.goods))]
        asked += [((a, b, a), 0) for a in people for b in people if a != b]
        for (chain, thing), (box, changes, wrong) in zip(asked, beaten(seen, problem.deaf, asked, problem.start), strict=True):
            log = [problem.start[thing]]
            deaf = frozenset(problem.deaf)
            assert box == places(seen, deaf, chain, thing, log[0], log)
            assert changes == sum(one != other for one, other in pairwise(log))
            guesses = [policy.box(seen, deaf, chain, thing, log[0]) for policy in POLICIES.values()]
            assert [bool(wrong >> place & 1) for place in range(len(guesses))] == [guess != box for guess in guesses]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("1: A, 2: B", ""),
        ("1 - A\n2 - B", ""),
        ("(1) A (2) B", ""),
        ("1) box A; 2) box B", ""),
        ("[A, B]", ""),
        ('["A", "B"]', ""),
        ('{"q1": "A", "q2": "B"}', ""),
        ("Question 1: A\nQuestion 2: B", ""),
        ("**1.** A\n**2.** B", ""),
        ("2: B, 1: A", ""),
        ("a, b", ""),
        ("A B", ""),
        ("AB", "format"),
        ("1: A, 2: B, 3: A", "format"),
        ("1: A, 2: B or A", "format"),
        ("1: A, 1: B", "format"),
        ("A: 1, B: 2", "format"),
        ("1: no box A, 2: B", "format"),
        ("1: A, 2: unknown", "format"),
        ("1: A, 2: 2", "format"),
        ("B, A", "box"),
        ("1: A, 2: F", "box"),
    ],
)
def test_how_answers_are_read(answer, reason):
    problem = BeliefTracking(("Mei", "Ivan"), ("lamp",), 3, (0,), (), (AWAY, Puts(0, 0, 1)), (Question((1,), 0), Question((0,), 0)))
    verdict = verify(problem, answer)
    assert (verdict.accepted, verdict.reason) == (not reason, reason)
    assert verify(replace(problem, names=("Nils", "Yara")), answer) == verdict


@pytest.mark.parametrize(
    "fields",
    [
        {"start": (0, 0)},
        {"start": (5,)},
        {"deaf": ((1, 0), (0, 1))},
        {"deaf": ((1, 1),)},
        {"deaf": ((0, 1), (0, 1))},
        {"deaf": ((0, 3),)},
        {"asked": (Question((0, 3), 0),)},
        {"asked": (Question((0, 1), 1),)},
        {"asked": (Question((0, 0), 0),)},
        {"asked": (Question((0, 1), 0), Question((0, 1), 0))},
    ],
)
def test_questions_that_make_no_sense_are_refused(fields):
    whole = BeliefTracking(("Mei", "Ivan", "Rosa"), ("lamp",), 5, (0,), ((1, 0),), (Puts(0, 0, 1),), (Question((0, 1), 0),))
    with pytest.raises(ValueError, match=r"\w"):
        replace(whole, **fields)
