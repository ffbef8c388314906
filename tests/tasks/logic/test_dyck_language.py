"""What the laws cannot say of Dyck language: the stack behind it, and brackets left open all along the sequence."""

from collections import Counter
from random import Random

import pytest
from drawing import candidates

from synth.generators.logic._brackets import matched, other_kinds, path_counts, renaming, uniform_path
from synth.verifiers.logic._brackets import CLOSER, PAIRS, stacks
from synth.verifiers.logic.dyck_language import DyckLanguage, completion

NAME = "logic/dyck_language"


@pytest.mark.parametrize(
    ("sequence", "found"),
    [("([]", ["(", "([", "("]), ("(]", ["("]), (")", []), ("{}<", ["{", "", "<"]), ("«「」", ["«", "«「", "«"])],
)
def test_stacks_end_before_the_first_wrong_bracket(sequence, found):
    assert stacks(sequence) == found


def test_kinds_are_renamed_alike():
    assert "「[]<".translate(renaming("「[]<")) == "([]{"
    rng = Random(1)
    for _ in range(20):
        sequence = matched(rng, uniform_path(rng, 30, 0, 4, 0, 9), list(PAIRS))
        assert len(stacks(sequence)) == 30 and len(completion(sequence)) == 4
        copy = sequence.translate(other_kinds(rng))
        assert copy.translate(renaming(copy)) == sequence.translate(renaming(sequence))


@pytest.mark.parametrize(("top", "goal"), [(1, 0), (5, 2), (9, 9), (22, 0)])
def test_paths_are_counted(top, goal):
    """Each row is the true counts divided by one number."""
    counts = [int(depth == goal) for depth in range(top + 1)]
    for row in path_counts(top, goal, 40):
        assert row == pytest.approx([count / max(counts) for count in counts], rel=1e-12)
        counts = [sum(counts[other] for other in (depth - 1, depth + 1) if 0 <= other <= top) for depth in range(top + 1)]


@pytest.mark.parametrize("level", [4, 7, 10])
def test_open_brackets_are_spread(level):
    """The brackets to close lie in all quarters of the sequence: neither its beginning nor its end alone tells them."""
    quarters = Counter[int]()
    for one in candidates(NAME, level, 100):
        prefix, open_now = one.members[0].problem.prefix, []
        for place, bracket in enumerate(prefix):
            if bracket in CLOSER:
                open_now.append(place)
            else:
                open_now.pop()
        quarters.update(4 * place // len(prefix) for place in open_now)
    assert all(quarters[quarter] / quarters.total() >= 0.12 for quarter in range(4)), quarters


@pytest.mark.parametrize("prefix", ["()", "(]", "([)", ")("])
def test_what_has_no_completion_is_refused(prefix):
    with pytest.raises(ValueError, match="stays open"):
        DyckLanguage(prefix)
