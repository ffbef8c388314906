"""A law about ground truths that nobody drew, as a file from elsewhere may hold them: each is refused as broken, or judges answers and
worked solutions, in time."""

import json
import time
from random import Random

import msgspec
from drawing import CHECKED, runs_programs, samples, verifier_module
from ground_truths import Mutator
from timing import forget_verdicts

from synth.generators import registry

BOUND_S = 0.05
"""CPU seconds that decoding and a verdict on each may take."""
LARGEST = 100_000
"""Characters of a ground truth."""


def test_no_ground_truth_takes_long(name, scale):
    task = registry.load(name)
    module = verifier_module(task)
    judges = [task.verify, *(getattr(module, judge) for judge in ("verify_trace", "proven") if hasattr(module, judge))]
    seeds = [sample for level in CHECKED for sample in samples(name, level, 3)]
    for number in range((200 if runs_programs(name) else 400) if scale == 1 else 20_000):
        rng = Random(f"{name} {number}")
        sample = rng.choice(seeds)
        value = Mutator(task.problem, rng).mutated(json.loads(sample.problem.to_json()), rng.choice((1, 1, 2, 3, 8)))
        text = json.dumps(value)
        if len(text) <= LARGEST:
            taken = _judged(task, judges, text, sample.answer)
            if taken > BOUND_S:  # the better of two tries, with nothing remembered
                forget_verdicts()
                taken = _judged(task, judges, text, sample.answer)
            assert taken < BOUND_S, f"{taken:.3f} s for {text[:300]}"


def _judged(task, judges, text, answer):
    start = time.process_time()
    try:
        problem = task.problem.from_json(text)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return time.process_time() - start
    for judge in judges:
        judge(problem, answer)
    return time.process_time() - start
