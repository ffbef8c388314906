"""Rows that follow the learner: what comes next depends on how earlier prompts went, by a rule, and on nothing else."""

import math
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import accumulate
from random import Random
from typing import Any

from synth.generators import registry
from synth.pipelines.curriculum.rules import RULES, Cell, Count, pass_rate
from synth.pipelines.run.plan import read_wishes
from synth.pipelines.run.produce import Stream, candidate
from synth.pipelines.run.splits import split_of
from synth.schemas.errors import RequestError, nearest
from synth.schemas.record import Row
from synth.schemas.request import read_seed
from synth.schemas.task import Discard

FORMAT = 2
"""Form of a state."""
TRIES = 1_000
"""Draws of a cell without a new problem, after which earlier ones may come again."""


class TicketedRow(Row):
    ticket: str
    """What a result is credited by: task, level, draw, row of the draw, and updates so far: `logic/sudoku:5:120:0:7`."""


class Curriculum:
    """Endless rows of training, chosen by the results of earlier ones.

        data = synth.Curriculum("logic", rule="band", seed=0)
        row = next(data)                                            # its `ticket` says which task, level and draw it is
        data.update([{"row": row, "rewards": [0.0, 1.0, 1.0, 0.0]}])  # one entry a prompt group, once a training step

    tasks: a task or domain, or several, each with a weight if you like: `["logic/sudoku:2", "math"]`. rule: `band` (each task at the level
    where it passes neither nearly always nor nearly never; settings `band`, `start`, `active`), `rlve`, `variance` or `uniform`, see
    `synth.pipelines.curriculum.rules`. difficulty: the levels that there are. passes: the reward from which a completion counts as a pass.
    max_lag: updates after which the result of a row is too old to count. memory: fingerprints that are kept to tell repeats, some 150
    bytes each. settings: those of the rule. Raises RequestError for a wrong name or value.

    The same seed and the same results give the same rows. The twentieth of all problems that is held out never comes."""

    def __init__(
        self,
        tasks: str | Sequence[str],
        rule: str = "band",
        seed: int = 0,
        difficulty: int | str | tuple[int, int] = "1..10",
        *,
        lang: str = "en",
        with_steps: bool = False,
        passes: float = 1.0,
        max_lag: int = 8,
        memory: int = 200_000,
        **settings: Any,
    ) -> None:
        shares, (low, high), languages = read_wishes(tasks, difficulty, lang, with_steps)
        if rule not in RULES:
            raise RequestError(f"rule {rule!r}: expected {', '.join(RULES)}.{nearest(rule, RULES)}", "rule")
        if max_lag < 0 or memory < 0:
            raise RequestError("max_lag and memory are 0 or more.", "max_lag" if max_lag < 0 else "memory")
        try:
            self.rule = RULES[rule](shares, low, high, **settings)
        except TypeError as error:
            raise RequestError(f"rule {rule!r}: {error}.", "settings") from error
        self._name, self._seed, self._languages, self._with_steps = rule, read_seed(seed), languages, with_steps
        self._passes, self._max_lag, self._memory = passes, max_lag, memory
        self._members = max(registry.load(name).max_members for name in shares)
        self._rank, self._world = 0, 1
        self._place = 0
        """Choices made so far, by all ranks."""
        self._policy = 0
        """Updates so far."""
        self._draws: dict[Cell, int] = {}
        self._waiting: deque[TicketedRow] = deque()
        self._seen: dict[bytes, None] = {}
        self._credited: dict[str, int] = {}
        self._weights: tuple[list[Cell], list[float]] | None = None
        self._told = {"groups": 0, "stale": 0, "repeats": 0}

    def shard(self, rank: int, world: int) -> "Curriculum":
        """This curriculum as rank `rank` of `world` sees it; to be called before the first row. Ranks draw different problems, and choose
        alike as long as each is given the results of all."""
        if not 0 <= rank < world:
            raise RequestError(f"rank {rank} of {world}: expected 0 to {world - 1}.", "rank")
        if self._place or self._draws:
            raise RequestError("A curriculum is sharded before its first row.", "rank")
        self._rank, self._world, self._place = rank, world, rank
        return self

    def __iter__(self) -> Iterator[TicketedRow]:
        return self

    def __next__(self) -> TicketedRow:
        while not self._waiting:
            cell = self._choose()
            self._waiting.extend(self._family(cell))
        return self._waiting.popleft()

    def _choose(self) -> Cell:
        if self._weights is None:
            weights = self.rule.weights()
            self._weights = list(weights), list(accumulate(weights.values()))
        cells, sums = self._weights
        point = Random(f"{self._seed} {self._place}").random() * sums[-1]
        self._place += self._world
        return cells[next((number for number, total in enumerate(sums) if point < total), -1)]

    def _family(self, cell: Cell) -> list[TicketedRow]:
        """The rows of the next draw of a cell that brings a new problem; after many in vain, of one that came before."""
        name, level = cell
        task, tasks = registry.load(name), list(self.rule.shares)
        number, streams = 10 * tasks.index(name) + level - 1, 10 * len(tasks)
        stream = Stream(
            task, task.levels[level - 1], level, self._seed, number, streams, self._members, self._languages, with_steps=self._with_steps
        )
        source = stream.source
        for tried in range(10 * TRIES):
            draw = self._draws.get(cell, self._rank)
            self._draws[cell] = draw + self._world
            with suppress(Discard):
                found = candidate(stream, draw, source)
                again = any(digest in self._seen for digest in found.digests)
                if split_of((("train", 1.0),), found.split_digest) is None or (again and tried < TRIES):
                    continue
                self._told["repeats"] += again
                for digest in found.digests:
                    self._seen.pop(digest, None)
                    self._seen[digest] = None
                while len(self._seen) > self._memory:
                    del self._seen[next(iter(self._seen))]
                return [
                    TicketedRow(**row, ticket=f"{name}:{level}:{draw}:{number}:{self._policy}")
                    for number, row in enumerate(found.rows("train"))
                ]
        raise RuntimeError(f"{name} at level {level}: no problem in {10 * TRIES:,} draws")

    def update(self, results: Iterable[Mapping[str, Any]]) -> None:
        """Credit what became of rows, once a training step: entries `{"row": row, "rewards": [...]}`, or with the row's `ticket` instead,
        one for each prompt group. Results older than `max_lag` updates, and a second result of the same row, are left out. Raises
        ValueError, before anything is credited, for an entry that cannot be read."""
        read = [(*self._ticket(entry), pass_rate(entry["rewards"], self._passes)) for entry in results]
        for ticket, cell, policy, rate in read:
            if self._policy - policy > self._max_lag or ticket in self._credited:
                self._told["stale"] += 1
                continue
            self._credited[ticket] = policy
            self._told["groups"] += 1
            self.rule.credit(cell, rate)
        self._policy += 1
        self._credited = {ticket: policy for ticket, policy in self._credited.items() if self._policy - policy <= self._max_lag}
        self._weights = None

    def _ticket(self, entry: Mapping[str, Any]) -> tuple[str, Cell, int]:
        ticket = entry.get("ticket") or entry.get("row", {}).get("ticket")
        name, *numbers = str(ticket).split(":")
        if "rewards" not in entry or name not in self.rule.shares or len(numbers) != 4 or not all(map(str.isdecimal, numbers)):
            raise ValueError(f"{str(entry)[:200]}: expected a row of this curriculum, or its ticket, and the rewards of its completions")
        level, _, _, policy = map(int, numbers)
        if level not in self.rule.levels() or policy > self._policy:
            raise ValueError(f"ticket {ticket}: no row of this curriculum has it")
        return str(ticket), (name, level), policy

    def metrics(self) -> dict[str, float]:
        """Where each task stands, for a trainer's log: `curriculum/logic/sudoku/level`, its pass rate there, and counts."""
        told = {f"curriculum/{what}": float(count) for what, count in self._told.items()}
        for name in self.rule.shares:
            level = self.rule.level(name)
            told[f"curriculum/{name}/level"] = float(level)
            count = self.rule.counts.get((name, level), Count())
            told[f"curriculum/{name}/pass_rate"] = count.rate if count.rate is not None else math.nan
        return told

    def state_dict(self) -> dict[str, Any]:
        """Everything that decides what comes next, as JSON values of a few kilobytes. Rows that were made and not yet trained on are not in
        it, nor the fingerprints that tell repeats: draws go on where they were, so none comes twice."""
        return {
            "format": FORMAT,
            "rule": self._name,
            "made": self._made(),
            "shard": [self._rank, self._world],
            "place": self._place,
            "policy": self._policy,
            "draws": [[*cell, draw] for cell, draw in self._draws.items()],
            "counts": [[*cell, count.groups, count.passed] for cell, count in self.rule.counts.items()],
            "places": self.rule.state(),
            "told": dict(self._told),
        }

    def _made(self) -> str:
        """What decides which problem a draw of a cell is, in short."""
        told = f"{sorted(self.rule.shares)} {self.rule.low} {self.rule.high} {self._seed}"
        return sha256(told.encode()).hexdigest()[:16]

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Goes on from a `state_dict()` of a curriculum that was made alike and, where this one is sharded, of the same rank. Results of
        rows from before do not count any more. Raises RequestError for a state of another rule, seed, rank or form, of other tasks or
        levels."""
        if state["format"] != FORMAT or state["rule"] != self._name or state["made"] != self._made():
            raise RequestError("This state is of another rule or seed, of other tasks or levels, or of another version.", "state")
        rank, world = state["shard"]
        if self._world > 1 and (rank, world) != (self._rank, self._world):
            told = f"rank {rank} of {world}, this is rank {self._rank} of {self._world}"
            raise RequestError(f"This state is of {told}: each rank goes on from its own, or they would give the same problems.", "state")
        self._rank, self._world = rank, world
        self._place, self._told = state["place"], dict(state["told"])
        self._policy = state["policy"] + self._max_lag + 1
        self._draws = {(name, level): draw for name, level, draw in state["draws"]}
        self.rule.counts = {(name, level): Count(*count) for name, level, *count in state["counts"]}
        self.rule.load(state["places"])
        self._weights, self._credited = None, {}
        self._waiting.clear()
