"""What the laws cannot say of Dyck language reasoning errors: which brackets are in sight, and faults that no step shows."""

from random import Random

import pytest
import slow_dyck_language_reasoning_errors as slow
from drawing import candidates
from slow_dyck_language_reasoning_errors import Sight, another_kind, sights

from synth.generators.logic._brackets import matched, uniform_path
from synth.generators.logic.dyck_language_reasoning_errors import LEVELS, Knobs, generate
from synth.generators.logic.dyck_language_reasoning_errors.itself import against_earlier, against_most, breaks, returns
from synth.schemas.task import Discard
from synth.verifiers.logic._brackets import CLOSER, PAIRS, stacks
from synth.verifiers.logic.dyck_language_reasoning_errors import DyckLanguageReasoningErrors, wrong_steps

NAME = "logic/dyck_language_reasoning_errors"


@pytest.mark.parametrize("level", range(1, 11))
def test_the_kernel_draws_what_python_draws(level):
    for seed in range(20):
        rng, twin = Random(seed), Random(seed)
        assert generate(rng, LEVELS[level - 1]) == slow.generate(twin, LEVELS[level - 1])
        assert rng.getstate() == twin.getstate()


@pytest.mark.parametrize(
    "knobs",
    [
        Knobs(3, 6, 30, 4, 1, 1, 4, 0),  # one bracket shown, and many faults
        Knobs(2, 10, 40, 5, 2, 0, 4, 0),
        Knobs(4, 20, 60, 12, 200, 1, 4, 0),  # all brackets shown: what is covered stays in sight
        Knobs(3, 6, 12, 4, 2, 4, 0, 0),  # no place for so many
    ],
)
def test_other_faults_are_drawn_alike(knobs):
    for seed in range(60):
        found = []
        for made in (generate, slow.generate):
            try:
                found.append(made(Random(seed), knobs))
            except Discard as error:
                found.append(str(error))
        assert found[0] == found[1]


def _slowly(depths, shown):
    """Every bracket step by step: in sight when so few lie within it."""
    found = set()
    for place in range(max(depths)):
        seen = [depth - shown <= place < depth for depth in depths]
        for first in range(len(depths)):
            if seen[first] and not (first and seen[first - 1]):
                last = first
                while last + 1 < len(depths) and seen[last + 1]:
                    last += 1
                uncovered = first > 0 and depths[first - 1] > depths[first]
                covered = last + 1 == len(depths) or depths[last + 1] > depths[last]
                found.add(Sight(place, first, last, uncovered and covered))
    return found


@pytest.mark.parametrize("shown", [1, 2, 3, 50])
def test_sights_are_those_of_a_slow_look(shown):
    for seed in range(60):
        rng = Random(seed)
        depths, depth = [], 0
        for step in uniform_path(rng, 30, 0, 2 * (seed % 3), 0, 8):
            depth += step
            depths.append(depth)
        found = sights(depths, shown)
        # A bracket that closes and one that opens at its place are two: the slow look sees a gap between them, unless nothing else is read.
        assert set(found) == _slowly(depths, shown) and len(found) == len(set(found))


def test_hidden_faults_follow_from_step_to_step():
    for seed in range(60):
        rng = Random(seed)
        sequence = matched(rng, uniform_path(rng, 40, 0, 6, 0, 9), list(PAIRS[:3]))
        real = stacks(sequence)
        depths = [len(stack) for stack in real]
        for sight in (sight for sight in sights(depths, 2) if sight.hidden):
            lines = [stack[-2:] for stack in real]
            another_kind(rng, lines, depths, sight, ["(", "[", "{"])
            assert [step for step, stack in enumerate(real) if lines[step] != stack[-2:]] == list(range(sight.first, sight.last + 1))
            for before, bracket, after in zip(lines, sequence[1:], lines[1:], strict=False):
                if bracket in CLOSER:
                    assert after == (before + bracket)[-2:]
                else:
                    assert CLOSER[before[-1]] == bracket and after.endswith(before[:-1])


@pytest.mark.parametrize("level", [4, 7, 10])
def test_wrong_steps_are_few_and_spread(level):
    problems = [one.members[0].problem for one in candidates(NAME, level, 150)]
    wrong = [(step - 1) / len(problem.sequence) for problem in problems for step in wrong_steps(problem)]
    assert len(wrong) <= 14 * len(problems)
    assert min(sum(quarter / 4 <= place < (quarter + 1) / 4 for place in wrong) for quarter in (1, 2, 3)) >= 0.15 * len(wrong)


def test_a_trace_is_held_against_itself():
    """Steps 3 and 5 show < where ( is open."""
    sequence, lines = "([][])", ["(", "([", "<", "([", "<", ""]
    assert returns(sequence) == [[6], [1, 3, 5], [2], [4]]
    assert breaks(sequence, lines, 9) == [3, 4, 5, 6]
    assert against_earlier(sequence, lines, 9, last=False) == [3, 4, 5]
    assert against_earlier(sequence, lines, 9, last=True) == [3, 4]
    assert against_most(returns(sequence), lines, tie="first") == [1]
    assert against_most(returns(sequence), ["(", "([", "<", "([", "(", ""], tie="first") == [3]
    for tie, found in (("first", [3]), ("last", [1]), ("breaks", [3])):
        assert against_most(returns("([])"), ["(", "([", "<", ""], tie=tie, broken=[3, 4]) == found


@pytest.mark.parametrize("level", [4, 7, 10])
def test_no_fault_is_found_in_the_trace_alone(level):
    """However the steps are held against one another, a fault is missed or a right step is named."""
    for candidate in candidates(NAME, level, 40):
        problem = candidate.members[0].problem
        wrong, told = sorted(wrong_steps(problem)), (problem.sequence, problem.stacks, problem.shown)
        if wrong:
            groups, broken = returns(problem.sequence), breaks(*told)
            assert wrong not in [against_earlier(*told, last=last) for last in (False, True)]
            assert wrong not in [against_most(groups, problem.stacks, tie=tie, broken=broken) for tie in ("first", "last", "breaks")]


@pytest.mark.parametrize(
    ("sequence", "stacks", "why"),
    [("(]", ("(", ""), "matches"), ("()", ("(",), "one step"), ("()", ("((", ""), "one step"), ("()", (")", ""), "one step")],
)
def test_what_is_no_trace_is_refused(sequence, stacks, why):
    with pytest.raises(ValueError, match=why):
        DyckLanguageReasoningErrors(sequence, 1, stacks)
