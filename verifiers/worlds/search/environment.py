"""An episode of worlds/search: the model calls `search` and `open`, at most so many times, and then answers.

    environment = Environment(row)
    turn = environment.step(message)      # what the model wrote; `turn.observation` is what it reads next, until `turn.done`
    environment.reward                    # 1.0 or 0.0, by the rule; `environment.by_steps` with the search itself

Calls stand in the text as `<tool_call>{"name": "search", "arguments": {"query": "..."}}</tool_call>`, or come from a trainer's own parsing,
`environment.call("open", {"id": "F17"})`. A message without a call is the final answer. All of it is a function of the row and of what was
called, in order, so a trajectory can be played again."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from synth.verifiers.extract import whole_reply
from synth.verifiers.reward import Judged, judge
from synth.verifiers.worlds._steps import relevant
from synth.verifiers.worlds.search import Search
from synth.verifiers.worlds.search.library import library, needed

ANSWER, OPENED = 0.7, 0.3
"""By steps: what a right answer is worth, and all documents that the proof needs together, each when it is first opened."""
COST = 0.03
"""By steps: what a call costs that opens a document for nothing (opened before, or without a fact that bears on the question) or that
cannot be read. Opening documents at random loses: among 20 of them or more it earns under 0.015 a call."""
LONGEST = 1_000
"""Characters of a call."""
_CALL = re.compile(r"<tool_call>(.*?)(?:</tool_call>|\Z)", re.DOTALL)
_ID = re.compile(r"[^0-9]{0,12}([0-9]{1,4})\W{0,2}")
_SAID = {
    "en": {
        "left": "({n} calls left)", "over": "No calls are left: give the final answer.", "form": "This call cannot be read.",
        "tool": "There are two tools: search(query) and open(id).",
    },
    "zh": {
        "left": "（还可以调用{n}次）", "over": "调用次数已用完，请给出最终答案。", "form": "无法读取这次调用。",
        "tool": "只有两个工具：search(query) 和 open(id)。",
    },
}  # fmt: skip
TOOLS: tuple[dict[str, Any], ...] = tuple(
    {
        "type": "function",
        "function": {
            "name": name,
            "description": told,
            "parameters": {"type": "object", "properties": {argument: {"type": "string", "description": of}}, "required": [argument]},
        },
    }
    for name, told, argument, of in (
        ("search", "The documents that match best, five at most.", "query", "Words to look for."),
        ("open", "The text of a document.", "id", "The document's number, as a search names it: F17."),
    )
)
"""The tools as chat templates and servers take them."""


class Turn(NamedTuple):
    """What a step of the model brings. useful: it opened a document with a fact of the proof. reward: by steps, of this turn alone."""

    observation: str
    reward: float
    done: bool
    useful: bool


class _Call(msgspec.Struct):
    name: str
    arguments: dict[str, str | int] = {}


class Environment:
    """One episode."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        """row: as `synth.stream` gives it; `data_source` and `reward_model` are read. Raises msgspec.ValidationError for a broken one."""
        self.data_source: str = row["data_source"]
        self.ground_truth: str = row["reward_model"]["ground_truth"]
        self.problem = Search.from_json(self.ground_truth)
        self.left = self.problem.calls
        """Calls that may still be made."""
        self.opened: dict[int, bool] = {}
        """By number the documents that were opened, with whether the proof needs them."""
        self.rewards: list[float] = []
        """By steps, of each turn so far."""
        self.judged: Judged | None = None
        """The verdict on the answer, once there is one."""

    @property
    def reward(self) -> float:
        """1.0 for a right final answer, else 0.0."""
        return self.judged["reward"] if self.judged else 0.0

    @property
    def by_steps(self) -> float:
        """The sum of the turns' rewards: 1.0 at most, less than 0 for calls that open much for nothing."""
        return sum(self.rewards)

    def step(self, message: str) -> Turn:
        """The next message of the model: calls, or else the final answer. A call when none is left ends the episode without one."""
        text = whole_reply(message)
        calls = _CALL.findall(text) if isinstance(text, str) else []
        if not calls or not self.left:
            return self.answer(message)
        turns = [self._read(call) for call in calls]
        seen, earned = "\n\n".join(turn.observation for turn in turns), sum(turn.reward for turn in turns)
        return Turn(seen, earned, False, any(turn.useful for turn in turns))

    def _read(self, text: str) -> Turn:
        try:
            found = msgspec.json.decode(text.strip()[:LONGEST], type=_Call)
        except (ValueError, RecursionError):
            return self._called("form", wasted=True)
        return self.call(found.name, found.arguments)

    def call(self, name: str, arguments: Mapping[str, Any]) -> Turn:
        """A call of a tool; its observation says what is wrong with one that cannot be run."""
        shelf = library(self.problem)
        if name == "search" and isinstance(query := arguments.get("query"), str):
            return self._called(shelf.search(query[:LONGEST]))
        if name != "open" or not isinstance(given := arguments.get("id"), str | int):
            return self._called("tool", wasted=True)
        found = _ID.fullmatch(str(given)[:LONGEST].strip())
        number = int(found[1]) if found else 0
        known = number in self.opened or not 0 < number <= len(self.problem.documents)
        if not self.left or known:
            return self._called(shelf.open(number), wasted=True)
        wanted = needed(self.problem)
        self.opened[number] = number in wanted
        bears = number in wanted or any(fact.cell in relevant(self.problem) for fact in self.problem.documents[number - 1].facts)
        return self._called(shelf.open(number), wasted=not bears, useful=number in wanted, reward=OPENED / len(wanted) * (number in wanted))

    def _called(self, text: str, wasted: bool = False, useful: bool = False, reward: float = 0.0) -> Turn:
        said = _SAID[self.problem.language]
        if not self.left:
            text, wasted = said["over"], True
        else:
            self.left -= 1
            text = f"{said.get(text, text)}\n{said['left'].format(n=self.left)}"
        self.rewards.append(reward - COST * wasted)
        return Turn(text, self.rewards[-1], False, useful)

    def answer(self, completion: str) -> Turn:
        """The final answer, which ends the episode. Raises ValueError after its end."""
        if self.judged:
            raise ValueError("the episode is over")
        self.judged = judge(self.data_source, completion, self.ground_truth)
        self.rewards.append(ANSWER * self.judged["reward"])
        return Turn("", self.rewards[-1], True, False)
