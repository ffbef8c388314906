"""Knights and knaves: sets of worlds say what claims say, one way is left and every statement is needed, forms know renaming alone."""

from functools import reduce
from itertools import combinations, permutations
from operator import and_
from random import Random

import pytest
from drawing import samples

from synth.generators.logic.knights_and_knaves import TASK, Knobs, canonical
from synth.generators.logic.knights_and_knaves.claims import SHORTCUTS
from synth.generators.logic.knights_and_knaves.statements import FORMS, draw_statement, left_by, true_in, worlds
from synth.verifiers.logic.knights_and_knaves import Count, Is, KnightsAndKnaves, Link, More, Would, holds


def _everyone(people):
    return [frozenset(chosen) for size in range(people + 1) for chosen in combinations(range(people), size)]


def _ways(people, says):
    fits = (
        all((speaker in knights) == holds(claim, knights) for speakers, claim in says for speaker in speakers)
        for knights in _everyone(people)
    )
    return sum(fits)


def test_sets_of_worlds_are_the_worlds_in_which_a_claim_holds():
    rng, among, kinds = Random(1), worlds(6), set()
    for _ in range(400):
        knights = frozenset(rng.sample(range(6), rng.randint(1, 5)))
        drawn = draw_statement(rng, rng.randint(1, 4), 6, knights, rng.randrange(6))
        if drawn is None:
            continue
        speakers, claim = drawn
        kinds.add(claim.how if isinstance(claim, Link) else type(claim).__name__)
        assert all(holds(claim, knights) == (speaker in knights) for speaker in speakers)
        for world in _everyone(6):
            number = sum(1 << person for person in world)
            assert true_in(claim, among) >> number & 1 == holds(claim, world)
            said = all((speaker in world) == holds(claim, world) for speaker in speakers)
            assert left_by(drawn, among) >> number & 1 == said
    assert kinds == {"Is", "Count", "More", "Would", "if", "iff", "or", "xor"} and len(FORMS) == 10


def test_would_say_is_the_truth_turned_round_by_each_knave():
    for chain in ((0,), (0, 1)):
        for knights in _everyone(3):
            truth = 2 in knights
            for person in reversed(chain):
                truth = truth if person in knights else not truth
            assert holds(Would(chain, Is(2, True)), knights) == truth


@pytest.mark.parametrize("level", [1, 4, 7])
def test_one_way_is_left_and_every_statement_is_needed(level):
    for draw in range(15):
        problem = TASK.generate(Random(draw), TASK.levels[level - 1]).problem
        count = len(problem.people)
        assert _ways(count, problem.says) == 1
        for one in problem.says:
            assert _ways(count, [other for other in problem.says if other is not one]) > 1, f"{one} says nothing new"


def test_a_guarded_puzzle_is_not_solved_by_putting_right_in_turn():
    policies = [shortcut.policy for shortcut in SHORTCUTS if shortcut.name.endswith(("in turn", "twice"))]
    assert len(policies) == 2
    won = {False: 0, True: 0}
    for guarded in won:
        for draw in range(60):
            problem = TASK.generate(Random(draw), Knobs(6, 3, guarded, 0)).problem
            won[guarded] += any(TASK.verify(problem, policy(problem)).accepted for policy in policies)
    assert won[False] > 10 and won[True] <= 1


def test_small_problems_share_a_form_exactly_if_some_renumbering_makes_one_of_the_other():
    rng = Random(4)
    pool = (
        Is(0, True),
        Is(1, False),
        Is(2, True),
        Count((0, 1, 2), True, "exactly", 1),
        More((0, 1), (1, 2), True, False),
        More((1, 2), (0, 1), True, True),
    )
    problems = [
        KnightsAndKnaves(("Vera", "Omar", "Noor"), tuple(((rng.randrange(3),), rng.choice(pool)) for _ in range(2))) for _ in range(150)
    ]
    forms: dict[str, str] = {}
    brutes: dict[str, str] = {}
    for problem in problems:
        brute = repr(
            min(sorted(repr((where[s[0]], _named(claim, where))) for s, claim in problem.says) for where in permutations(range(3)))
        )
        form = repr(canonical(problem))
        assert forms.setdefault(form, brute) == brute and brutes.setdefault(brute, form) == form
    assert 20 < len(forms) < 150


def _named(claim, where):
    if isinstance(claim, Is):
        return where[claim.person], claim.knight
    if isinstance(claim, Count):
        return sorted(where[p] for p in claim.group), claim.number
    groups = [sorted(where[p] for p in group) for group in (claim.group, claim.than)]
    return (sorted(groups) if claim.equal else groups), claim.equal


@pytest.mark.parametrize(
    ("people", "says"),
    [
        (("Vera", "Vera"), (((0,), Is(1, True)),)),
        (("Vera", "Honest"), (((0,), Is(1, True)),)),
        (("Vera", "Omar"), (((0, 0), Is(1, True)),)),
        (("Vera", "Omar"), (((2,), Is(1, True)),)),
        (("Vera", "Omar"), (((0,), Is(2, True)),)),
        (("Vera", "Omar"), (((0,), Link("if", Is(2, True), Is(1, True))),)),
        (("Vera", "Omar"), (((0,), Link("if", Is(1, True), Is(2, True))),)),
        (("Vera", "Omar"), (((0,), More((0, 1), (1, 2), True, False)),)),
        (("Vera", "Omar"), (((0,), More((1, 2), (0, 1), True, False)),)),
        (("Vera", "Omar"), (((0,), Would((2,), Is(1, True))),)),
        (("Vera", "Omar"), (((0,), Would((1,), Count((0, 2), True, "exactly", 1))),)),
    ],
)
def test_stories_that_make_no_sense_cannot_be_built(people, says):
    with pytest.raises(ValueError, match=r"nobody is named twice|somebody speaks twice"):
        KnightsAndKnaves(people, says)


@pytest.mark.parametrize("level", [5, 10])
def test_it_hardly_helps_to_know_that_there_are_both_kinds(level):
    drawn, spared = samples("logic/knights_and_knaves", level, 60), 0
    for sample in drawn:
        among = worlds(len(sample.problem.people))
        left = [left_by(says, among) for says in sample.problem.says]
        both = among.every & ~(1 | 1 << (1 << len(sample.problem.people)) - 1)
        without = [reduce(and_, left[:place] + left[place + 1 :], both) for place in range(len(left))]
        spared += 1 in [worlds_left.bit_count() for worlds_left in without]
    assert spared <= 4
