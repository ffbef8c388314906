"""Rewriting: steps by hand, near misses, and both routes on what is nearly right."""

import json
from itertools import islice
from random import Random

import pytest
from drawing import in_language, oracle

from synth.generators.instruct._compose import edited
from synth.generators.registry import load
from synth.verifiers.instruct import rewrite
from synth.verifiers.instruct._letters import NumberCount
from synth.verifiers.instruct._words import WordCount
from synth.verifiers.instruct.rewrite import Add, Drop, Mark, Move, Replace, Reverse, Rewrite, Shout, Sort, Swap, result

NAME = "instruct/rewrite"


@pytest.mark.parametrize(
    ("steps", "wanted"),
    [
        ((Drop(NumberCount(1)),), "A b c. D e? F!"),
        ((Move(2, "front"),), "D e? A b c. F! G 4 h."),
        ((Move(1, "end"), Move(1, "end")), "F! G 4 h. A b c. D e?"),
        ((Move(9, "end"),), "A b c. D e? F! G 4 h."),
        ((Swap(1, 4),), "G 4 h. D e? F! A b c."),
        ((Swap(1, 9),), "A b c. D e? F! G 4 h."),
        ((Reverse(), Drop(WordCount(0, 1))), "G 4 h. D e? A b c."),
        ((Sort(False),), "F! D e? A b c. G 4 h."),
        ((Sort(True),), "A b c. G 4 h. D e? F!"),
        ((Replace("e", "ee"), Replace("D", "e")), "A b c. e ee? F! G 4 h."),
        ((Mark(WordCount(3), "!"),), "A b c! D e? F! G 4 h!"),
        ((Shout(NumberCount(0, 0)), Replace("h", "i")), "A B C. D E? F! G 4 i."),
        ((Add("No.", 0), Add("Yes.", 5)), "No. A b c. D e? F! G 4 h. Yes."),
        ((Add("No.", 9),), "A b c. D e? F! G 4 h. No."),
    ],
)
def test_steps(steps, wanted):
    problem = Rewrite("en", "A b c. D e? F! G 4 h.", steps, "paragraph")
    assert " ".join(result(problem)) == wanted
    assert oracle(NAME).check(json.loads(problem.to_json()), wanted)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", [2, 5, 8, 10])
def test_near_misses_break_one_thing_and_both_routes_agree(language, level):
    task, judge, reasons, kinds = load(NAME), oracle(NAME), set(), set()
    for number, sample in enumerate(in_language(NAME, level, 30, language)):
        loose = json.loads(sample.problem.to_json())
        kinds |= {type(step).__name__ for step in sample.problem.steps}
        broken = task.corrupt(sample.problem, sample.answer, Random(number))
        assert list(rewrite.components(sample.problem, broken).values()).count(False) == 1
        for text in islice(edited(Random(number), sample.answer), 8):
            verdict = task.verify(sample.problem, text)
            assert verdict.accepted == judge.check(loose, text), text
            reasons.add(verdict.reason)
    assert len(reasons) >= 4 and len(kinds) >= 6
