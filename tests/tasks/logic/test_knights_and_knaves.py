"""Knights and knaves: sets of worlds say what claims say, one way is left and every statement is needed, forms know renaming alone."""

from functools import cache, reduce
from itertools import combinations, permutations, zip_longest
from operator import and_
from random import Random
from typing import NamedTuple

import pytest
from drawing import samples

from synth.generators.logic._refutation import constraint_checks
from synth.generators.logic.knights_and_knaves import TASK, Knobs, canonical
from synth.generators.logic.knights_and_knaves.claims import SHORTCUTS
from synth.generators.logic.knights_and_knaves.drawing import draw
from synth.generators.logic.knights_and_knaves.statements import FORMS
from synth.verifiers.logic.knights_and_knaves import Count, Is, KnightsAndKnaves, Link, More, Would, holds, people_in
from synth.verifiers.logic.web_of_lies.counting import at_least, binary, exactly


def _everyone(people):
    return [frozenset(chosen) for size in range(people + 1) for chosen in combinations(range(people), size)]


def _ways(people, says):
    fits = (
        all((speaker in knights) == holds(claim, knights) for speakers, claim in says for speaker in speakers)
        for knights in _everyone(people)
    )
    return sum(fits)


class Worlds(NamedTuple):
    """All worlds of so many people."""

    every: int
    knight: tuple[int, ...]
    """Of each person the worlds in which they are a knight: bit i of the number of a world says so of person i."""


@cache
def worlds(people):
    size = 1 << people
    every = (1 << size) - 1
    return Worlds(every, tuple(every // ((1 << (1 << i)) + 1) << (1 << i) for i in range(people)))


def true_in(claim, among):
    """The worlds in which the claim is true."""
    every, knight = among
    if isinstance(claim, Is):
        return knight[claim.person] if claim.knight else every ^ knight[claim.person]
    if isinstance(claim, Count):
        digits = _number(claim.group, claim.knight, among)
        if claim.how == "exactly":
            return exactly(claim.number, digits, every)
        enough = at_least(claim.number + (claim.how == "most"), digits, every)
        return enough if claim.how == "least" else every ^ enough
    if isinstance(claim, More):
        first, second = _number(claim.group, claim.knight, among), _number(claim.than, claim.knight, among)
        more, equal = 0, every  # by the digits from the first one on
        for x, y in reversed([*zip_longest(first, second, fillvalue=0)]):
            more |= equal & x & (every ^ y)
            equal &= every ^ x ^ y
        return equal if claim.equal else more
    if isinstance(claim, Link):
        x, y = true_in(claim.first, among), true_in(claim.second, among)
        return {"if": (every ^ x) | y, "iff": every ^ x ^ y, "or": x | y, "xor": x ^ y}[claim.how]
    true = true_in(claim.claim, among)
    for person in claim.chain:
        true ^= every ^ knight[person]
    return true


def _number(group, knight, among):
    """How many of the group are knights (or knaves), in binary: the worlds in which a digit is 1, from the last one on."""
    return binary([among.knight[person] if knight else among.every ^ among.knight[person] for person in group])


def left_by(says, among):
    """The worlds in which all speakers may say so."""
    true, left = true_in(says[1], among), among.every
    for speaker in says[0]:
        left &= among.every ^ among.knight[speaker] ^ true
    return left


def test_sets_of_worlds_are_the_worlds_in_which_a_claim_holds():
    among, kinds = worlds(6), set()
    for seed in range(1, 41):
        _, members, says = draw(seed, 6, seed % 4 + 1, False, 0)
        knights = frozenset(person for person in range(6) if members >> person & 1)
        for drawn in says:
            speakers, claim = drawn
            kinds.add(claim.how if isinstance(claim, Link) else type(claim).__name__)
            assert all(holds(claim, knights) == (speaker in knights) for speaker in speakers)
            for world in _everyone(6):
                number = sum(1 << person for person in world)
                assert true_in(claim, among) >> number & 1 == holds(claim, world)
                said = all((speaker in world) == holds(claim, world) for speaker in speakers)
                assert left_by(drawn, among) >> number & 1 == said
    assert kinds == {"Is", "Count", "More", "Would", "if", "iff", "or", "xor"} and len(FORMS) == 10


@pytest.mark.parametrize("level", [1, 5, 10])
def test_one_world_is_left_with_the_checks_that_are_counted(level):
    """By sets of worlds, in Python."""
    for sample in samples("logic/knights_and_knaves", level, 12):
        among, says = worlds(len(sample.problem.people)), sample.problem.says
        values = [(knight, among.every ^ knight) for knight in among.knight]
        constraints = [(left_by(one, among), [values[p] for p in sorted(people_in(one[1]).union(one[0]))]) for one in says]
        left = reduce(and_, [allowed for allowed, _ in constraints])
        assert left.bit_count() == 1
        assert constraint_checks(among.every, constraints, [(knight, bool(knight & left)) for knight in among.knight]) == sample.effort


def test_would_say_is_the_truth_turned_round_by_each_knave():
    for chain in ((0,), (0, 1)):
        for knights in _everyone(3):
            truth = 2 in knights
            for person in reversed(chain):
                truth = truth if person in knights else not truth
            assert holds(Would(chain, Is(2, True)), knights) == truth


@pytest.mark.parametrize("level", [1, 4, 7])
def test_one_way_is_left_and_every_statement_is_needed(level):
    for number in range(15):
        problem = TASK.generate(Random(number), TASK.levels[level - 1]).problem
        count = len(problem.people)
        assert _ways(count, problem.says) == 1
        for one in problem.says:
            assert _ways(count, [other for other in problem.says if other is not one]) > 1, f"{one} says nothing new"


def test_a_guarded_puzzle_is_not_solved_by_putting_right_in_turn():
    policies = [shortcut.policy for shortcut in SHORTCUTS if shortcut.name.endswith(("in turn", "twice"))]
    assert len(policies) == 2
    won = {False: 0, True: 0}
    for guarded in won:
        for number in range(60):
            problem = TASK.generate(Random(number), Knobs(6, 3, guarded, 0)).problem
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
