"""A curriculum whose results come in one completion at a time, from wherever trainers work out their rewards.

Rewards are gathered by ticket; whole prompt groups are handed to `update` together, once a training step."""

import threading
from typing import Any

from synth.pipelines.curriculum.curriculum import Curriculum, TicketedRow

OPEN = 16
"""Training steps' worth of groups that may lack completions; the oldest are forgotten, as rollouts that failed never report."""


class Feedback:
    """The curriculum `data`, told of completions. Safe to use from several threads.

    group: completions of a prompt. step: prompts of a training step."""

    def __init__(self, data: Curriculum, group: int, step: int) -> None:
        if group < 1 or step < 1:
            raise ValueError(f"group {group}, step {step}: expected 1 or more")
        self.data, self.group, self.step = data, group, step
        self._open: dict[str, list[float]] = {}
        self._whole: list[dict[str, Any]] = []
        self._lock = threading.Lock()

    def next_row(self) -> TicketedRow:
        with self._lock:
            return next(self.data)

    def report(self, ticket: str, reward: float) -> None:
        """One completion of the row with that ticket."""
        with self._lock:
            rewards = self._open.setdefault(ticket, [])
            rewards.append(reward)
            if len(rewards) < self.group:
                if len(self._open) > OPEN * self.step:
                    del self._open[next(iter(self._open))]
                return
            self._whole.append({"ticket": ticket, "rewards": self._open.pop(ticket)})
            if len(self._whole) >= self.step:
                self.data.update(self._whole)
                self._whole = []

    def metrics(self) -> dict[str, float]:
        with self._lock:
            return self.data.metrics()

    def state_dict(self) -> dict[str, Any]:
        with self._lock:
            return self.data.state_dict()

    def load_state_dict(self, state: dict[str, Any]) -> None:
        with self._lock:
            self.data.load_state_dict(state)
            self._open, self._whole = {}, []
