"""The lenient reading: after the strict one, off by default, and no wider door for wrong answers."""

import json

import pytest

from synth.verifiers.adapters import trl, verl
from synth.verifiers.extract import MISSING, final_answer
from synth.verifiers.reward import score

SOURCE, TRUTH = "synth/logic/game_of_24", json.dumps({"numbers": [1, 2, 3, 4], "target": 24})
RIGHT = "1 * 2 * 3 * 4"


@pytest.mark.parametrize(
    "completion",
    [
        f"Final answer: {RIGHT}",
        f"We multiply.\n\nThe answer is {RIGHT}.",
        f"**Answer:** {RIGHT}",
        f"**Answer**: **{RIGHT}**",
        f"The answer is {RIGHT}.\n\n## Final answer: {RIGHT}",
        f"This works. Therefore, the answer is {RIGHT}.",
        f"The answer is 7? No.\nFinal answer: {RIGHT}",
        f"最终答案：{RIGHT}。",
        f"<think>The answer is 5</think>\nThe final answer is: {RIGHT}<|im_end|>",
    ],
)
def test_an_answer_behind_its_lead_in_counts_only_when_asked_for(completion):
    assert score(SOURCE, completion, TRUTH) == 0.0
    assert score(SOURCE, completion, TRUTH, lenient=True) == 1.0
    assert verl.compute_score(SOURCE, completion, TRUTH, lenient=True)["score"] == 1.0
    columns = {"prompts": [""], "completions": [completion], "data_source": [SOURCE], "reward_model": [{"ground_truth": TRUTH}]}
    assert (trl.reward(**columns), trl.reward_lenient(**columns)) == ([0.0], [1.0])


@pytest.mark.parametrize(
    "completion",
    [
        RIGHT,
        f"I doubt that the answer is {RIGHT}",
        f"Not the answer: {RIGHT}",
        f"Answer: 1 + 2 + 3 + 4\nAnswer: {RIGHT}",
        f"The answer is 7. Alternatively, the answer is {RIGHT}",
        f"我不认为答案是{RIGHT}",
        f"The answer is {RIGHT}, or 4 * 3 * 2 - 1, whichever you like",
        f"The answer is {RIGHT}. Final answer: 1 + 2 + 3 + 4",
        f"<answer>1 + 2 + 3 + 4</answer>\nFinal answer: {RIGHT}",
        f"\\boxed{{7}} The answer is {RIGHT}",
        f"<think>Final answer: {RIGHT}",
        "The answer is",
    ],
)
def test_what_is_no_answer_stays_none_and_marked_answers_come_first(completion):
    assert score(SOURCE, completion, TRUTH, lenient=True) == 0.0


def test_a_completion_without_any_answer_is_missing_either_way():
    assert final_answer("I give up.", lenient=True) is MISSING
