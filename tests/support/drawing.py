"""Items for the tests: drawn once per task and level, through the same door as the pipeline's."""

from functools import cache
from importlib import import_module
from types import ModuleType

from synth.generators import registry
from synth.pipelines.run.produce import Stream, family
from synth.schemas.record import Row
from synth.schemas.task import Discard, Sample, Task

SEED = 20_240_601


def stream(name: str, level: int, seed: int = SEED) -> Stream:
    task = registry.load(name)
    return Stream(task, task.levels[level - 1], level, seed)


@cache
def rows(name: str, level: int, count: int, seed: int = SEED) -> tuple[Row, ...]:
    """The rows of the first `count` draws; discarded draws are left out."""
    return tuple(row for draw in range(count) for row in _members(name, level, draw, seed))


@cache
def _members(name: str, level: int, draw: int, seed: int) -> tuple[Row, ...]:
    """Laws ask for the first 10, 20 or 40 draws of a level: each is made once."""
    try:
        return tuple(family(stream(name, level, seed), draw))
    except Discard:
        return ()


@cache
def samples(name: str, level: int, count: int, seed: int = SEED) -> tuple[Sample, ...]:
    """The same items as samples, rebuilt from the rows that were written."""
    task = registry.load(name)
    return tuple(
        Sample(
            task.problem.from_json(row["reward_model"]["ground_truth"]),
            row["extra_info"]["answer"],
            row["extra_info"]["effort"],
            row["extra_info"]["trace"],
            row["extra_info"]["rejected"],
            row["extra_info"]["provenance"],
        )
        for row in rows(name, level, count, seed)
    )


def verifier_module(task: Task) -> ModuleType:
    return import_module(task.module.replace(".generators.", ".verifiers."))


def oracle(name: str) -> ModuleType:
    """The independent route of a task: pipelines/oracles/<domain>/<task>.py."""
    return import_module(f"synth.pipelines.oracles.{name.replace('/', '.')}")
