"""A curriculum as a named Ray actor: the dataset of a trainer asks it for rows, and reward functions report to it, from any process of the
cluster. It holds no GPU and ends with the job."""

import time
from functools import cache
from typing import Any

from synth.pipelines.curriculum.curriculum import Curriculum
from synth.pipelines.curriculum.feedback import Feedback

NAME, NAMESPACE = "curriculum", "synth"
WAIT = 60.0
"""Seconds that a reporting process looks for the actor."""


class _Actor(Feedback):
    def __init__(self, group: int, step: int, settings: dict[str, Any]) -> None:
        super().__init__(Curriculum(**settings), group, step)


def start(group: int, step: int, **settings: Any) -> Any:
    """The actor, begun if there is none. group and step: as for Feedback; settings: of `synth.Curriculum`. Keep the handle."""
    import ray

    kind: Any = ray.remote(num_cpus=0)(_Actor)
    return kind.options(name=NAME, namespace=NAMESPACE, get_if_exists=True).remote(group, step, settings)


def report(ticket: str, reward: float) -> None:
    """Tells the actor of one completion, without waiting for it."""
    _actor().report.remote(ticket, reward)


@cache
def _actor() -> Any:
    import ray

    end = time.monotonic() + WAIT
    while True:
        try:
            return ray.get_actor(NAME, NAMESPACE)
        except ValueError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)
