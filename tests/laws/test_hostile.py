"""Laws of robustness, for every task: any text gets a verdict within the bound, and only right ones an accepting one."""

import json
import time

import pytest
from drawing import CHECKED, oracle, rows, samples, verifier_module
from hostile import HOSTILE, hostile_texts

from synth.generators import registry
from synth.verifiers import verify

BOUND_S = 0.05
"""CPU seconds that one verdict may take."""


def in_time(judge, problem, text):
    """The verdict; at most 50 ms of CPU, the better of two tries."""
    for attempt in range(2):
        start = time.process_time()
        verdict = judge(problem, text)
        taken = time.process_time() - start
        if taken < BOUND_S:
            break
        assert not attempt, f"{taken:.3f} s for {text[:80]!r}... ({len(text)} characters)"
    return verdict


def through_the_front_door(name, problem, answer):
    """What a trainer calls must not raise either."""
    truth = problem.to_json()
    for completion in (answer, f"<answer>{answer}</answer>", f"\\boxed{{{answer}}}"):
        verify(f"synth/{name}", completion, truth)


@pytest.mark.parametrize("level", CHECKED)
def test_hostile_answers_get_a_verdict_in_time(name, level):
    task, sample = registry.load(name), samples(name, level, 1)[0]
    for answer in HOSTILE:
        if in_time(task.verify, sample.problem, answer).accepted:
            assert answer.casefold() == sample.answer.casefold(), "right by being the answer, such as `true` or `unknown`"
        stuffed = (sample.answer + answer)[:100_000]
        in_time(task.verify, sample.problem, stuffed)
        if level == CHECKED[0]:  # the way to the verifier is the same at all levels
            through_the_front_door(name, sample.problem, answer)
            through_the_front_door(name, sample.problem, stuffed)


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
        for text in texts if level == 5 else texts[turn % 3 : turn % 3 + 1]:
            in_time(check, sample.problem, text[-100_000:])
