"""OpenEnv's protocol: an episode is one problem and one completion, or for a task with tools as many completions as it takes.

`reset` takes `seed`, `task`, `difficulty`, `lang` and `by_steps`, all of which may be left out; `step` takes the completion. Of a task with
tools (worlds/search) the first observation has `tools`, later ones `text`, which the model is to read next; only the last one has `reason`.
Sessions are websockets at `/ws`; over plain HTTP, where OpenEnv keeps nothing between two calls, the action also holds the `label` that the
observation had, and the `messages` that the model wrote before. Written for openenv 0.10 (openenv/core/env_server/http_server.py)."""

import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import count
from typing import Any

import msgspec

from synth.pipelines.serve.protocols import Job, judging
from synth.schemas.version import VERSION
from synth.verifiers.adapters.label import Label, label, read_label
from synth.verifiers.multi_turn import in_turns, tools

Ask = Callable[[Sequence[Job]], Awaitable[list[Any]]]
_TEXT = {"type": "string"}
MESSAGES = 200
"""Messages of an episode at most: no task allows as many calls."""
SCHEMA = {
    "action": {
        "type": "object",
        "properties": {
            "completion": _TEXT, "label": _TEXT, "messages": {"type": "array", "items": _TEXT}, "by_steps": {"type": "boolean"},
        },
        "required": ["completion"],
    },
    "observation": {
        "type": "object",
        "properties": {
            "prompt": {"type": "array"}, "data_source": _TEXT, "difficulty": {"type": "integer"}, "label": _TEXT,
            "tools": {"type": "array"}, "text": _TEXT,
        },
    },
    "state": {"type": "object", "properties": {"episode_id": _TEXT, "step_count": {"type": "integer"}}},
}  # fmt: skip
METADATA = {"name": "synth", "description": "Reasoning problems whose answers rules judge, one problem an episode.", "version": VERSION}


class Reset(msgspec.Struct):
    seed: int | None = None
    episode_id: str | None = None
    task: str = ""
    difficulty: int | str = ""
    lang: str = ""
    by_steps: bool = False


class Action(msgspec.Struct):
    completion: str
    label: str = ""
    messages: list[str] = []
    by_steps: bool = False


class Failure(msgspec.Struct):
    """Why a message has no reply."""

    message: str
    code: str
    """One of OpenEnv's: `VALIDATION_ERROR`."""


class Episodes:
    """What problems are drawn from where a reset does not say. ask: of the pool."""

    def __init__(self, ask: Ask, tasks: Sequence[str], difficulty: str, lang: str) -> None:
        self.ask, self.tasks, self.difficulty, self.lang = ask, list(tasks), difficulty, lang
        self._next_seed = count()

    def session(self) -> "Episode":
        return Episode(self)


class Episode:
    """One session."""

    def __init__(self, all_of_them: Episodes) -> None:
        self._all = all_of_them
        self._label, self._messages, self._by_steps, self._over = "", list[str](), False, False
        self.state: dict[str, Any] = {"episode_id": None, "step_count": 0}

    async def reset(self, data: Any) -> dict[str, Any]:
        """A new problem. Raises ValueError for what cannot be read, Refused for tasks that there are not."""
        asked, known = msgspec.convert(data, Reset), self._all
        seed = next(known._next_seed) if asked.seed is None else asked.seed
        tasks = [asked.task] if asked.task else known.tasks
        (row,) = await known.ask([("problem", tasks, str(asked.difficulty or known.difficulty), asked.lang or known.lang, seed)])
        self._label, self._messages, self._by_steps, self._over = label(row), [], asked.by_steps, False
        self.state = {"episode_id": asked.episode_id or uuid.uuid4().hex, "step_count": 0}
        shown = {"prompt": row["prompt"], "data_source": row["data_source"], "difficulty": row["difficulty"], "label": self._label}
        if in_turns(row["data_source"]):
            shown["tools"] = tools(row["data_source"])
        return {"observation": shown, "reward": None, "done": False}

    async def step(self, data: Any) -> dict[str, Any]:
        """The verdict on a completion; what the tools reply, where it calls one."""
        action = msgspec.convert(data, Action)
        if not (action.label or self._label):
            raise ValueError("there is no problem yet: reset first, or over plain HTTP send the `label` of the observation")
        row = read_label(action.label or self._label)
        if in_turns(row.data_source):
            return await self._turn(row, action)
        (judged,) = await self._all.ask([judging(row, action.completion)])
        self.state = {**self.state, "step_count": self.state["step_count"] + 1}
        told = {"reward_components": judged["reward_components"], "reason": judged["reason"]}
        return {"observation": told, "reward": judged["reward"], "done": True}

    async def _turn(self, row: Label, action: Action) -> dict[str, Any]:
        if self._over:
            raise ValueError("the episode is over: reset first")
        self._messages = [*(action.messages or self._messages), action.completion]
        if len(self._messages) > MESSAGES:
            raise ValueError(f"more than {MESSAGES} messages in one episode")
        (turn,) = await self._all.ask([("turn", row.data_source, self._messages, row.ground_truth)])
        self.state = {**self.state, "step_count": self.state["step_count"] + 1}
        judged, self._over = turn["judged"], turn["done"]
        told = {"text": turn["observation"], "step_reward": turn["reward"], "useful": turn["useful"]}
        if judged:
            told |= {"reward_components": judged["reward_components"], "reason": judged["reason"], "by_steps": turn["by_steps"]}
        reward = turn["reward"] if action.by_steps or self._by_steps else judged["reward"] if judged else 0.0
        return {"observation": told, "reward": reward, "done": turn["done"]}

    async def message(self, found: Mapping[str, Any]) -> dict[str, Any] | None:
        """The reply to a message of a websocket; None for the last one."""
        kind, data = found.get("type"), found.get("data") or {}
        if kind == "close":
            return None
        if kind == "state":
            return {"type": "state", "data": self.state}
        if kind in ("reset", "step"):
            return {"type": "observation", "data": await (self.reset(data) if kind == "reset" else self.step(data))}
        raise ValueError(f"message of type {kind!r}: expected reset, step, state or close")
