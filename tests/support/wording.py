"""Every wording of a prompt, forced instead of drawn."""

from collections.abc import Iterator
from random import Random
from typing import Any

from drawing import pooled

from synth.generators import registry
from synth.generators.prompts import phrasings, render
from synth.schemas.task import Task


class Turn(Random):
    """Always the same turn: of n possibilities the one numbered `turn`, modulo n."""

    def __init__(self, turn: int) -> None:
        super().__init__(0)
        self.turn = turn
        self.most = 1
        """The greatest number of possibilities met so far."""

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        low, high = (0, start) if stop is None else (start, stop)
        self.most = max(self.most, high - low)
        return low + self.turn % (high - low)


def wordings(task: Task, problem: Any, phrasing: int, language: str = "en") -> Iterator[str]:
    """The prompts of a problem in one phrasing, each possibility of each `choose` in one of them at least."""
    turn, turns = 0, 1
    while turn < turns:
        rng = Turn(turn)
        yield render(task, problem, rng, language, phrasing)
        turn, turns = turn + 1, max(turns, rng.most)


def all_wordings(task: Task, problem: Any, language: str = "en") -> tuple[tuple[int, str], ...]:
    """(number of the phrasing, prompt) for every phrasing and wording; several laws read those of the same problems."""
    return _all_wordings(task.name, problem, language)


@pooled
def _all_wordings(name: str, problem: Any, language: str) -> tuple[tuple[int, str], ...]:
    task, count = registry.load(name), len(phrasings(name, language))
    return tuple((phrasing, prompt) for phrasing in range(count) for prompt in wordings(task, problem, phrasing, language))
