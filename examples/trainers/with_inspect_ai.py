"""Inspect: `inspect eval with_inspect_ai.py --model openai/gpt-4o-mini -T level=5`."""

from itertools import islice

from inspect_ai import Task, task
from inspect_ai.solver import generate

import synth
from synth.verifiers.adapters.inspect_ai import sample, verdict


@task
def reasoning(tasks: str = "logic", level: int = 3, n: int = 100):
    rows = islice(synth.stream(tasks, difficulty=level, seed=0), n)
    return Task(dataset=[sample(row) for row in rows], solver=generate(), scorer=verdict())
