"""Problems of every science task against the formulas of text-books: reference answers fit the sheet, answers that are a little off do not.

Twenty problems a level at levels 1, 5 and 10, some at the others, so that the sheet meets every kind of question."""

import json
import re

import pytest
from drawing import CHECKED, members
from formula_sheet import SHEET

from synth.generators import registry
from synth.schemas.task import DIFFICULTIES

PLACES = [(name, level, 20 if level in CHECKED else 6) for name in registry.select("science") for level in DIFFICULTIES]


def test_every_task_has_its_sheet():
    assert {f"science/{name}" for name in SHEET} == set(registry.select("science"))


@pytest.mark.parametrize(("task", "level", "draws"), PLACES)
def test_reference_answers_are_those_of_the_sheet(task, level, draws):
    sheet = SHEET[task.partition("/")[2]]
    items = list(members(task, level, draws))
    assert len(items) >= 0.8 * draws
    for sample in items:
        assert sheet(json.loads(sample.problem.to_json()), sample.answer), f"{sample.answer} to {sample.problem.to_json()}"


def _one_up(answer):
    """The last number with its last figure one higher: `16.0 cm` becomes `16.1 cm`, `637/1900` `637/1901`."""
    number = list(re.finditer(r"(?<![\w^.])\d[\d.]*(?![\d.^]|/[a-z])", answer.partition(" * 10^")[0]))[-1]
    digits = number[0].replace(".", "")
    more = str(int(digits) + 1).zfill(len(digits))
    behind = len(number[0].partition(".")[2])
    text = f"{more[: len(more) - behind]}.{more[len(more) - behind :]}" if behind else more
    return answer[: number.start()] + text + answer[number.end() :]


OFF = {
    "causal_graphs": lambda answer: answer.partition(", ")[2] or "none",  # a variable less
    "dimensional_groups": lambda answer: re.sub(r"^\w+(\^\S+)?", lambda found: f"{found[0].partition('^')[0]}^7", answer),
    "part_choice": lambda answer: answer.replace(" kΩ", " MΩ", 1) if " kΩ" in answer else answer.replace(" Ω", " kΩ", 1),
}


@pytest.mark.parametrize("task", SHEET)
def test_answers_that_are_a_little_off_do_not_fit(task):
    for level in CHECKED:
        for sample in members(f"science/{task}", level, 10):
            wrong = OFF.get(task, _one_up)(sample.answer)
            assert not SHEET[task](json.loads(sample.problem.to_json()), wrong), f"{wrong} to {sample.problem.to_json()}"
