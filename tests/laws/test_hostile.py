"""Laws of robustness, for every task: any text gets a verdict within the bound, and only right ones an accepting one."""

import json
import time
from functools import cache

import pytest
from drawing import CHECKED, is_whole, oracle, rows, samples, verifier_module
from hostile import HOSTILE, hostile_texts
from timing import forget_verdicts

from synth.generators import registry
from synth.verifiers import verify
from synth.verifiers.extract import final_answer, whole_reply

BOUND_S = 0.05
"""CPU seconds that one verdict may take."""


def in_time(judge, problem, text):
    """The verdict; at most 50 ms of CPU, the better of two tries, the second one with nothing remembered."""
    for attempt in range(2):
        if attempt:
            forget_verdicts()
        start = time.process_time()
        verdict = judge(problem, text)
        taken = time.process_time() - start
        if taken < BOUND_S:
            break
        assert not attempt, f"{taken:.3f} s for {text[:80]!r}... ({len(text)} characters)"
    return verdict


FORMS = ("{}", "<answer>{}</answer>", "\\boxed{{{}}}")
"""How a hostile text comes as a completion."""


def through_the_front_door(name, problem, answer, forms=FORMS):
    """What a trainer calls must not raise either."""
    truth = problem.to_json()
    for form in forms:
        verify(f"synth/{name}", form.format(answer), truth)


@cache
def read_at_the_front_door(whole):
    """What is read out of completions made of hostile texts, beyond these texts themselves. It is the same for every task, and read once."""
    read = {(whole_reply if whole else final_answer)(form.format(text)) for text in HOSTILE for form in FORMS}
    return sorted(text for text in read - set(HOSTILE) if isinstance(text, str))


@pytest.mark.parametrize("level", CHECKED)
def test_hostile_answers_get_a_verdict_in_time(name, level):
    task, sample, place = registry.load(name), samples(name, level, 1)[0], CHECKED.index(level)
    for turn, answer in enumerate(HOSTILE):
        if in_time(task.verify, sample.problem, answer).accepted:
            assert answer.casefold() == sample.answer.casefold(), "right by being the answer, such as `true` or `unknown`"
        stuffed = (sample.answer + answer)[:100_000]
        in_time(task.verify, sample.problem, stuffed)
        through_the_front_door(name, sample.problem, stuffed, FORMS[(turn + place) % 3 :][:1])  # each form at one of the levels
    for answer in read_at_the_front_door(is_whole(name)) if level == CHECKED[0] else ():
        in_time(task.verify, sample.problem, answer)


def test_random_hostile_answers_get_a_verdict_in_time(name, scale):
    task, judge = registry.load(name), oracle(name)
    items = samples(name, 1, 3) + samples(name, 5, 3) + samples(name, 10, 2)
    for number, answer in hostile_texts([sample.answer for sample in items], 300 if scale == 1 else 10_000):
        problem = items[number].problem
        if in_time(task.verify, problem, answer).accepted:
            assert judge.check(json.loads(problem.to_json()), answer), f"accepted wrongly: {answer!r} for {items[number]}"
        through_the_front_door(name, problem, answer)


@pytest.mark.parametrize("level", CHECKED)
def test_hostile_traces_get_a_verdict_in_time(name, level):
    check = getattr(verifier_module(registry.load(name)), "verify_trace", None)
    if check is None:
        return
    row, sample = rows(name, level, 1)[-1], samples(name, level, 1)[-1]
    whole = row["trajectory"][0]["content"]
    repeated = whole.replace(sample.trace, (sample.trace + "\n") * 50)
    in_time(check, sample.problem, repeated[-100_000:])
    for turn, answer in enumerate((*HOSTILE, *(whole.replace("[", answer[:2000] + "[", 3) for answer in HOSTILE))):
        texts = (answer, whole + answer, answer + whole)
        in_time(check, sample.problem, texts[(turn + CHECKED.index(level)) % 3][-100_000:])  # each at one of the levels
