"""Those who misread a program: what the kernel tells of a draft is what the interpreter tells of its text."""

from ast import literal_eval
from collections import Counter
from random import Random

import pytest

from synth.generators.simulation import _programs
from synth.generators.simulation._misreading import MISREAD, drafts, misread
from synth.generators.simulation.predict_output import LEVELS as OUTPUTS
from synth.generators.simulation.predict_output.cheap import under
from synth.generators.simulation.program_state import LEVELS as STATES
from synth.generators.simulation.program_state import _values
from synth.generators.simulation.program_state.cheap import unbeaten, values
from synth.schemas.task import Discard
from synth.verifiers.simulation.predict_output import PredictOutput

HELPERS = """def scale(n):
    if n % 3 == 0:
        return n // 3
    return n + 4

def weight(n):
    r = 0
    while n > 0:
        r += n % 10
        n //= 10
    return r * 2

def work(items, limit):
    return scale(items[0]) + weight(items[1])
"""


def drawn(levels, level, many):
    for seed in range(many):
        try:
            yield _programs.draw(Random(f"{level} {seed}"), levels[level - 1])
        except Discard:
            continue


@pytest.mark.parametrize("level", [4, 7, 10])
def test_the_kernel_misreads_drafts_as_texts_are_misread(level, scale):
    told = Counter()
    for found in drawn(OUTPUTS, level, 40 * scale):
        assert len(list(drafts(found.found.code))) == len(list(misread(found.text)))
        problem = PredictOutput(found.text, found.entry, _programs.shown(found.arguments))
        # a dict whose keys came in another order counts as the same for the kernel, which then draws another program
        alike = any((wrong := under(name)(problem)) and literal_eval(wrong) == found.value for name in MISREAD)
        assert _programs.misread_alike(found.found, found.run, found.parts) == alike
        told[alike] += 1
    assert min(told[True], told[False]) > 5


@pytest.mark.parametrize("level", [4, 7, 10])
def test_the_kernel_finds_the_values_that_no_misreading_gives(level, scale):
    told = Counter()
    for found in drawn(STATES, level, 12 * scale):
        good = values(found.found, found.run, drafts(found.found.code))
        for question in _values(found):
            held = unbeaten(found.text, found.entry, found.arguments, found.events, [question]) is not None
            assert (question in good) == held
            told[held] += 1
    assert min(told[True], told[False]) > 3


def test_who_passes_over_helpers_takes_what_they_are_given():
    problem = PredictOutput(HELPERS, "work", "[9, 57], 4")
    assert under("helpers give back what they are given")(problem) == str(9 + 57)
    assert under("a while is gone through once")(problem) == str(9 // 3 + 7 * 2)
    assert under("remainders left out")(problem) == str(9 // 3 + (57 + 5) * 2)
