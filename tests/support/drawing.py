"""Items for the tests: one pool of draws per task and level, made once, through the same door as the pipeline's."""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

from synth.generators import registry
from synth.pipelines.card.task_card import EXAMPLE_SEED
from synth.pipelines.run.produce import Candidate, Stream, candidate, family
from synth.schemas.record import Row
from synth.schemas.task import Discard, Sample, Task
from synth.verifiers.reward import verifier
from synth.verifiers.sandbox import Sandbox

SEED = EXAMPLE_SEED
"""The seed of the cards, which therefore need no draws of their own."""
CHECKED = (1, 5, 10)
"""The levels at which costly laws are checked."""
KEPT = 200
"""Draws per level that are kept; the capacity law looks at many more, one after another."""


def stream(name: str, level: int, seed: int = SEED) -> Stream:
    task = registry.load(name)
    return Stream(task, task.levels[level - 1], level, seed)


def draws_of(name: str) -> int:
    """Draws that give some twenty items or more: fewer where each draw is a whole family, and costs as much as all of its members."""
    return max(8, -(-20 // registry.load(name).max_members))


Made = TypeVar("Made", bound=Callable[..., Any])
_pools: list[Any] = []


def pooled(function: Made) -> Made:
    """Work that several laws of a task need: done once for the same arguments, until `forget`."""
    pool: Any = cache(function)
    _pools.append(pool)
    return pool


@pooled
def _kept(name: str, level: int, draw: int, seed: int) -> Candidate | str:
    """One draw; the word of its Discard when it gives no problem."""
    try:
        return candidate(stream(name, level, seed), draw)
    except Discard as discard:
        return str(discard)


def drawn(of: Stream, draw: int) -> Candidate:
    """What `candidate` returns or raises, from the pool."""
    found = _kept(of.task.name, of.difficulty, draw, of.seed)
    if isinstance(found, str):
        raise Discard(found)
    return found


def candidates(name: str, level: int, draws: int, seed: int = SEED) -> Iterator[Candidate]:
    """The first `draws` draws, straight from the generator, without the cost of rows; discarded draws are left out."""
    of = stream(name, level, seed)
    for draw in range(draws):
        try:
            yield drawn(of, draw) if draw < KEPT else candidate(of, draw)
        except Discard:
            continue


def members(name: str, level: int, count: int) -> list[Sample]:
    """Some `count` samples straight from the generator, with all members of their families."""
    return [member for one in candidates(name, level, -(-count // registry.load(name).max_members)) for member in one.members]


def in_language(name: str, level: int, count: int, language: str) -> list[Sample]:
    """Some `count` samples as prompts in that language have them: others than in English only where problems are made of one
    language's words."""
    if language == "en" or not registry.load(name).by_language:
        return members(name, level, count)
    return [member for draw in range(count) for member in _members_in(name, level, draw, language)]


@pooled
def _members_in(name: str, level: int, draw: int, language: str) -> tuple[Sample, ...]:
    try:
        return candidate(stream(name, level)._replace(languages=((language, 1.0),)), draw).members
    except Discard:
        return ()


@pooled
def rows(name: str, level: int, count: int, seed: int = SEED) -> tuple[Row, ...]:
    """The rows of the first `count` draws; discarded draws are left out."""
    return tuple(row for draw in range(count) for row in _rows(name, level, draw, seed))


@pooled
def _rows(name: str, level: int, draw: int, seed: int) -> tuple[Row, ...]:
    """Laws ask for the first 10, 20 or 40 draws of a level: each is rendered and checked once."""
    found = _kept(name, level, draw, seed)
    return () if isinstance(found, str) else tuple(found.rows())


def kept_rows(name: str, level: int, draw: int) -> list[Row] | str:
    """The rows of one draw, from the pool; the word of its Discard when it gives no problem."""
    found = _kept(name, level, draw, SEED)
    return found if isinstance(found, str) else list(_rows(name, level, draw, SEED))


@pooled
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


def forget() -> None:
    """Empty the pool: between two tasks, and before another task stands under the same name."""
    for pool in _pools:
        pool.cache_clear()


def family_or_discard(name: str, level: int, draw: int) -> list[Row] | str:
    """The rows of one draw, made anew; the word of its Discard when it gives no problem."""
    try:
        return family(stream(name, level), draw)
    except Discard as discard:
        return str(discard)


def verifier_module(task: Task) -> ModuleType:
    return import_module(task.module.replace(".generators.", ".verifiers."))


def is_whole(name: str) -> bool:
    """Whether all of a reply is the answer, without tags."""
    return verifier(f"synth/{name}").whole_reply


def runs_programs(name: str) -> bool:
    """Whether verdicts run what a completion holds, each in a process of its own: some milliseconds, of which laws ask for fewer."""
    module = verifier_module(registry.load(name))
    names = {getattr(value, "__name__" if isinstance(value, ModuleType) else "__module__", "") for value in vars(module).values()}
    used = (sys.modules[one] for one in names if str(one).startswith("synth.verifiers."))
    return any(isinstance(value, Sandbox) for one in used for value in vars(one).values())


def reasons(module: ModuleType) -> set[str]:
    """The refusal reasons that a verifier's docstring lists."""
    stated = re.search(r"Refused for the first of:(.*?)(?:\n\n|\Z)", module.__doc__ or "", re.DOTALL)
    assert stated, "the docstring lists the reasons: 'Refused for the first of: format (...), value (...).'"
    return set(re.findall(r"\b([a-z]+) \(", stated[1]))


def oracle(name: str) -> ModuleType:
    """The independent route of a task: pipelines/oracles/<domain>/<task>.py."""
    return import_module(f"synth.pipelines.oracles.{name.replace('/', '.')}")


def claims(name: str) -> Any:
    """What a task claims beyond its verifier: generators/<domain>/<task>/claims.py."""
    return import_module(f"synth.generators.{name.replace('/', '.')}.claims")
