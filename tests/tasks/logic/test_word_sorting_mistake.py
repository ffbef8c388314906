"""What the laws cannot say of word sorting mistake: the passes, first mistakes, and mistakes that are carried on."""

from random import Random

import pytest
from drawing import candidates

from synth.generators.logic.word_sorting_mistake import LEVELS, generate, out_of_order
from synth.generators.logic.word_sorting_mistake.faults import disordered, misplaced
from synth.verifiers.logic.word_sorting_mistake import LIST, WordSortingMistake, first_mistake, sort_pass

NAME = "logic/word_sorting_mistake"


def _sorted_steps(words):
    steps, current = [], words
    for place in range(max(map(len, words)), 0, -1):
        steps += sort_pass(current, place)
        current = steps[-1][1]
    return steps


def test_a_pass_keeps_the_order_and_puts_short_words_first():
    assert sort_pass(["tab", "at", "cab", "be"], 3) == [("-", ("at", "be")), ("b", ("tab", "cab")), (LIST, ("at", "be", "tab", "cab"))]


@pytest.mark.parametrize("level", [1, 5, 10])
def test_all_passes_sort(level):
    for one in candidates(NAME, level, 20):
        words = one.members[0].problem.words
        assert list(_sorted_steps(words)[-1][1]) == sorted(words)
        assert first_mistake(WordSortingMistake(words, tuple(_sorted_steps(words)))) == 0


def test_the_first_of_two_mistakes_counts():
    words = ("bee", "ant", "axe", "bat")
    steps = _sorted_steps(words)
    for first, second in ((1, 4), (2, 7), (4, 9)):
        wrong = list(steps)
        for at in (first, second):
            wrong[at] = wrong[at][0], wrong[at][1][::-1] if len(wrong[at][1]) > 1 else ("bee", "bat")
        assert first_mistake(WordSortingMistake(words, tuple(wrong))) == first + 1


def test_faults_change_the_step_they_name_and_none_before():
    for seed in range(200):
        rng = Random(seed)
        words = ["seat", "eats", "ease", "test", "sees", "tees"]
        one_pass = sort_pass(rng.sample(words, 6), rng.randint(1, 4))
        at = rng.randrange(len(one_pass))
        other = list(one_pass)
        if misplaced(rng, other, at):
            assert other[:at] == one_pass[:at] and other[at] != one_pass[at]
            assert sorted(word for name, step in other if name != LIST for word in step) == sorted(words)
        if len(one_pass[at][1]) > 1:
            right = one_pass[at][1]
            for pair in range(len(right) - 1):
                new = disordered(rng, right, words, pair)
                rank = [right.index(word) for word in new]
                assert sorted(new) == sorted(right)
                assert rank[pair] > rank[pair + 1] and rank[: pair + 1] == sorted(rank[: pair + 1])


@pytest.mark.parametrize("level", [4, 7, 10])
def test_mistakes_are_spread_and_carried_on(level):
    samples = [one.members[0] for one in candidates(NAME, level, 150)]
    places = [int(s.answer) / len(s.problem.steps) for s in samples if s.answer != "none"]
    assert len(places) < len(samples)
    assert all(sum(low <= place < low + 0.25 for place in places) >= 0.1 * len(places) for low in (0.25, 0.5, 0.75))
    carried = sum(s.answer != "none" and _follows_after(s.problem, int(s.answer)) for s in samples)
    assert carried >= 0.1 * len(samples)  # the others have a second mistake, or end with the pass
    early = sum(out_of_order(s.problem.steps, s.problem.words) == int(s.answer) for s in samples if s.answer != "none")
    assert early <= 0.15 * len(samples)


def _follows_after(problem, mistake):
    """Whether the passes behind that of the mistake are right for the list that it leaves."""
    lists = [i for i, (name, _) in enumerate(problem.steps) if name == LIST]
    end = next(i for i in lists if i >= mistake - 1)
    current, steps = problem.steps[end][1], []
    for place in range(len(lists) - 1 - lists.index(end), 0, -1):
        steps += sort_pass(current, place)
        current = steps[-1][1]
    return tuple(steps) == problem.steps[end + 1 :]


def test_traces_without_a_mistake_are_right():
    knobs = type(LEVELS[4])(**{name: getattr(LEVELS[4], name) for name in LEVELS[4].__struct_fields__ if name != "sound"}, sound=1.0)
    for seed in range(50):
        sample = generate(Random(seed), knobs)
        assert sample.answer == "none" and sample.problem.steps == tuple(_sorted_steps(sample.problem.words))


def _compared(problem, reads):
    """The first step with two neighbours that the list before has the other way round, and the share of neighbours that are read.
    reads(k, count): whether words `k` and `k` + 1 of a bucket of `count` are."""
    before, read, every, found = problem.words, 0, 0, 0
    for number, (name, words) in enumerate(problem.steps, 1):
        if name == LIST:
            before = words
            continue
        for k in range(len(words) - 1):
            every, read = every + 1, read + reads(k, len(words))
            wrong = before.index(words[k]) > before.index(words[k + 1])
            found = found or number * (wrong and reads(k, len(words)))
    return str(found or "none"), read / every


@pytest.mark.parametrize("level", [5, 10])
def test_whoever_compares_a_part_of_the_neighbours_finds_that_part_of_the_mistakes(level):
    samples = [one.members[0] for one in candidates(NAME, level, 150)]
    for reads in (lambda k, n: k == 0, lambda k, n: k == n - 2, lambda k, n: k % 2 == 0, lambda k, n: n > 3, lambda k, n: n < 4):
        answers, shares = zip(*(_compared(sample.problem, reads) for sample in samples), strict=True)
        won = sum(answer == sample.answer for answer, sample in zip(answers, samples, strict=True)) / len(samples)
        assert won <= sum(shares) / len(shares) + 0.2, "more than the share that is read, and the traces without a mistake"
    assert sum(_compared(sample.problem, lambda k, n: True)[0] == sample.answer for sample in samples) >= 0.9 * len(samples)
