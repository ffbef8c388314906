"""The law of habits, for every task: a right answer passes however a model is used to writing it, and nothing else does."""

from random import Random

import pytest
from drawing import CHECKED, in_language, is_whole, rows
from habits import HABITS, WHOLE_HABITS
from habits_chinese import HABITS_CHINESE
from near_misses import LENIENT, NEAR_MISSES, WHOLE

from synth.generators import registry
from synth.generators.prompts import languages, localized
from synth.verifiers import score, verify

DRAWS = 10, 3
"""Of a task without and with families."""


def habits_of(name):
    return WHOLE_HABITS if is_whole(name) else HABITS


@pytest.mark.parametrize("level", CHECKED)
def test_habits_never_cost_a_right_answer(name, level, scale):
    refused, draws = {}, DRAWS[registry.load(name).max_members > 1]
    for row in rows(name, level, draws * scale):
        answer, truth = row["extra_info"]["answer"], row["reward_model"]["ground_truth"]
        for habit in habits_of(name):
            if habit.fits(answer):
                completion = habit.write(answer)
                if score(row["data_source"], completion, truth) != 1.0:
                    refused.setdefault(habit.name, completion)
    assert not refused, refused


@pytest.mark.parametrize("level", CHECKED)
def test_habits_never_help_a_wrong_answer(name, level, scale):
    """However a wrong answer is written down, it stays wrong."""
    task, draws = registry.load(name), DRAWS[registry.load(name).max_members > 1]
    for number, row in enumerate(rows(name, level, draws * scale)):
        truth = row["reward_model"]["ground_truth"]
        wrong = task.corrupt(task.problem.from_json(truth), row["extra_info"]["answer"], Random(number))
        for habit in habits_of(name):
            if habit.fits(wrong):
                assert score(row["data_source"], habit.write(wrong), truth) == 0.0, habit.write(wrong)


@pytest.mark.parametrize("level", CHECKED)
def test_habits_in_chinese_decide_nothing_either(name, level, scale):
    """A right answer passes and a wrong one does not, whatever the Chinese around it."""
    task, refused = registry.load(name), {}
    for number, sample in enumerate(in_language(name, level, 6 * scale, "zh") if "zh" in languages(name) else ()):
        right, truth = localized(task, sample.answer, "zh"), sample.problem.to_json()
        wrong = localized(task, task.corrupt(sample.problem, sample.answer, Random(number)), "zh")
        for habit in WHOLE_HABITS if is_whole(name) else HABITS_CHINESE:
            if habit.fits(right) and score(f"synth/{name}", habit.write(right), truth) != 1.0:
                refused.setdefault(habit.name, habit.write(right))
            if habit.fits(wrong) and habit.fits(right):
                assert score(f"synth/{name}", habit.write(wrong), truth) == 0.0, habit.write(wrong)
    assert not refused, refused


@pytest.mark.parametrize("level", CHECKED)
def test_two_answers_and_denied_ones_are_refused(name, level, scale):
    task, draws = registry.load(name), DRAWS[registry.load(name).max_members > 1]
    for number, row in enumerate(rows(name, level, draws * scale)):
        source, right, truth = row["data_source"], row["extra_info"]["answer"], row["reward_model"]["ground_truth"]
        wrong = task.corrupt(task.problem.from_json(truth), right, Random(number))
        for lenient, table in ((False, WHOLE),) if is_whole(name) else ((False, NEAR_MISSES), (True, LENIENT)):
            for write in table.values():
                assert not verify(source, write(right, wrong), truth, lenient=lenient).accepted, write(right, wrong)


@pytest.mark.parametrize("level", CHECKED)
def test_an_answer_that_is_not_given_as_final_is_refused(name, level, scale):
    draws = DRAWS[registry.load(name).max_members > 1]
    for row in rows(name, level, draws * scale):
        answer, truth = row["extra_info"]["answer"], row["reward_model"]["ground_truth"]
        bare = () if is_whole(name) else (answer,)
        for completion in (*bare, "", f"<think><answer>{answer}</answer>"):
            assert not verify(row["data_source"], completion, truth).accepted, completion
        verify(row["data_source"], row["prompt"][0]["content"], truth)  # its example is covered by the guess rate
