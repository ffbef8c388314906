"""The report of an evaluation: rates with intervals by task and level, and what keeps completions from a reward."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from synth.pipelines.eval.prompts import Row, level_of
from synth.pipelines.eval.rates import Rate, pass_at, pass_rate, usable
from synth.pipelines.model.client import Reply
from synth.pipelines.tables import table as lines
from synth.schemas.verdict import Verdict


class Rollout(NamedTuple):
    """A row with what a model wrote."""

    row: Row
    replies: tuple[Reply, ...]
    verdicts: tuple[Verdict, ...]
    steps: list[bool] | None
    """Whether the steps and the answer of each are right; None where steps were not asked for, or cannot be checked."""
    refused: bool
    """Whether the endpoint refused the prompt; then it counts nowhere else."""


class Cell(NamedTuple):
    """A task at a level."""

    task: str
    level: int
    prompts: int
    passed: Rate
    passed_at: dict[int, Rate]
    """pass@1, pass@2, pass@4, ... up to k."""
    proven_at: Rate | None
    """CoT-pass@k: the same with right steps; None where they were not judged."""
    usable: Rate
    cut: float
    """Share of completions that were cut off. Where no right answer came before, they count as not passed, and in no reason."""
    reasons: Counter[str]
    """Of the completions that were refused and not cut off."""
    tokens: float
    """Mean tokens of a completion."""


class Report(NamedTuple):
    cells: tuple[Cell, ...]
    refused: int
    """Prompts that the endpoint refused."""
    tokens_in: int
    tokens_out: int
    cost: float

    def falling(self) -> list[str]:
        """Tasks at which a level is passed more often than the one below it, beyond chance."""
        return [
            f"{harder.task}: level {harder.level} ({harder.passed}) above level {easier.level} ({easier.passed})"
            for easier, harder in pairwise(self.cells)
            if easier.task == harder.task and harder.passed.low > easier.passed.high
        ]

    def as_json(self, model: str) -> dict[str, Any]:
        return {
            "model": model,
            "refused_prompts": self.refused,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "cost": self.cost,
            "harder_levels_passed_more": self.falling(),
            "cells": [
                {
                    **cell._asdict(),
                    "passed": cell.passed._asdict(),
                    "usable": cell.usable._asdict(),
                    "passed_at": {str(k): rate._asdict() for k, rate in cell.passed_at.items()},
                    "proven_at": cell.proven_at and cell.proven_at._asdict(),
                    "reasons": dict(cell.reasons.most_common()),
                }
                for cell in self.cells
            ],
        }


def report(rollouts: Sequence[Rollout], k: int, price_in: float, price_out: float) -> Report:
    """price_in, price_out: of a million tokens."""
    cells: dict[tuple[str, int], list[Rollout]] = defaultdict(list)
    for one in rollouts:
        if not one.refused:
            cells[one.row["data_source"].removeprefix("synth/"), level_of(one.row)].append(one)
    replies = [reply for one in rollouts for reply in one.replies]
    tokens_in, tokens_out = sum(reply.tokens_in for reply in replies), sum(reply.tokens_out for reply in replies)
    cost = round((tokens_in * price_in + tokens_out * price_out) / 1e6, 6)
    found = tuple(_cell(task, level, ones, k) for (task, level), ones in sorted(cells.items()))
    return Report(found, sum(one.refused for one in rollouts), tokens_in, tokens_out, cost)


def _cell(task: str, level: int, rollouts: Sequence[Rollout], k: int) -> Cell:
    passed = [[verdict.accepted for verdict in one.verdicts] for one in rollouts]
    both = [(reply, verdict) for one in rollouts for reply, verdict in zip(one.replies, one.verdicts, strict=True)]
    proven = [one.steps for one in rollouts if one.steps is not None]
    return Cell(
        task,
        level,
        len(rollouts),
        pass_rate(passed),
        {some: pass_at(some, passed) for some in (2**power for power in range(k.bit_length())) if some <= k} | {k: pass_at(k, passed)},
        pass_at(k, proven) if len(proven) == len(rollouts) else None,
        usable(passed),
        sum(not reply.complete for reply, _ in both) / len(both),
        Counter(verdict.reason for reply, verdict in both if not verdict.accepted and reply.complete),
        sum(reply.tokens_out for reply, _ in both) / len(both),
    )


def table(found: Report) -> list[str]:
    """The report in 80 columns."""
    rows = []
    for cell in found.cells:
        k = max(cell.passed_at)
        proven = f"{cell.proven_at.share:.2f}" if cell.proven_at else "-"
        shares = f"{cell.passed.low:.2f}-{cell.passed.high:.2f}", f"{cell.passed_at[k].share:.2f}", proven, f"{cell.usable.share:.2f}"
        rows.append((cell.task, str(cell.level), str(cell.prompts), f"{cell.passed.share:.2f}", *shares, f"{cell.cut:.2f}"))
    k = max((max(cell.passed_at) for cell in found.cells), default=1)
    said = lines(("task", "level", "prompts", "pass", "95%", f"pass@{k}", "steps", "usable", "cut off"), rows)
    reasons: Counter[str] = sum((cell.reasons for cell in found.cells), Counter())
    said.append("Refused for: " + (", ".join(f"{reason} {n:,}" for reason, n in reasons.most_common(8)) or "nothing") + ".")
    said += [f"Harder, and passed more often: {one}." for one in found.falling()]
    if found.refused:
        said.append(f"{found.refused} prompts were refused by the endpoint and count nowhere.")
    said.append(f"{found.tokens_in:,} tokens in, {found.tokens_out:,} out, cost {found.cost:g}.")
    return said
