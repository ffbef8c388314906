"""`synth passrate`: how often models solve problems, by model, task and level.

A problem's pass rate is the share of its scored completions that are right. A group's mean and standard deviation are over its problems.
pass@k is the chance that one of k completions is right, without bias 1 - C(n - c, k) / C(n, k) for a problem of n completions of which c
are right (Chen et al., 2021); CoT-pass@k counts a completion only when its steps are sound as well (Wen et al., 2025). Both are means over
the problems that have k scored completions or more; of the others nothing is guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb, inf
from pathlib import Path
from statistics import fmean, pstdev

import msgspec

from synth.pipelines import tables
from synth.pipelines.passrate.rollouts import Key, Problem, Rollout, differ, named_files, read_key, rollout
from synth.pipelines.score.scoring import level_order, write_text
from synth.schemas.errors import RequestError
from synth.schemas.problem import Frozen

DEFAULT_K = (1, 4, 8, 16, 32, 64)
"""Values of k, as far as a problem has so many completions."""
ALL = "all"


@dataclass
class Solved:
    """What the completions of one problem by one model earned."""

    task: str
    level: str
    problem: Problem
    place: str
    right: int = 0
    scored: int = 0
    unscored: int = 0
    proved: int | None = 0
    """Completions whose steps are sound as well; None where that is not known of all."""

    @property
    def rate(self) -> float | None:
        """The pass rate; None when nothing was scored."""
        return self.right / self.scored if self.scored else None


class Group(Frozen, frozen=True):
    """The problems that a model, a task and a level have in common."""

    model: str
    """As the rollouts name it; `-` when they don't."""
    task: str
    """`<domain>/<task>`, or `all`."""
    level: str
    """`5`, or `all`; `-` when the rollouts have none."""
    problems: int
    """Problems with a scored completion."""
    completions: int
    """Scored completions of theirs."""
    unscored: int
    """Completions without a reward, which count nowhere."""
    mean: float
    """Mean of the problems' pass rates."""
    std: float
    """Standard deviation of the problems' pass rates."""
    pass_at: dict[str, float]
    """`{"1": 0.4, "8": 0.75}`."""
    cot_pass_at: dict[str, float]
    """The same of completions whose steps are sound, over problems of which that is known."""
    reach: dict[str, int]
    """Problems with so many completions, by k."""


def pass_at_k(scored: int, right: int, k: int) -> float:
    """The unbiased estimate from `scored` completions, of which `right` are right; k is not above scored."""
    return 1 - comb(scored - right, k) / comb(scored, k)


def collect(rollouts: Iterable[Rollout]) -> dict[tuple[str, Key], Solved]:
    """The results by model and problem. Raises RequestError when one key stands for two problems."""
    found: dict[tuple[str, Key], Solved] = {}
    problems: dict[Key, Solved] = {}
    for one in rollouts:
        solved = found.setdefault((one.model, one.key), Solved(one.task, one.level, one.problem, one.place))
        first = problems.setdefault(one.key, solved)
        if differ(one.problem, first.problem):
            both = f"{one.place} and {first.place} have the key {show(one.key)} and different problems."
            raise RequestError(f"{both} --key names other columns.")
        solved.right += sum(one.right)
        solved.scored += len(one.right)
        solved.unscored += one.unscored
        known = solved.proved is not None and one.proved is not None
        solved.proved = solved.proved + sum(map(bool.__and__, one.right, one.proved)) if known else None  # type: ignore[operator, arg-type]
    return found


def show(key: Key) -> str:
    return "(" + ", ".join(map(str, key)) + ")"


def groups(results: dict[tuple[str, Key], Solved], ks: Sequence[int] = DEFAULT_K) -> list[Group]:
    """The groups of all models: all problems of a model, then its tasks, each with its levels."""
    members: dict[tuple[str, str, str], list[Solved]] = {}
    for (model, _), solved in results.items():
        task, level = solved.task or "-", solved.level or "-"
        for group in ((model, ALL, ALL), (model, task, ALL), (model, task, level)):
            members.setdefault(group, []).append(solved)

    def order(group: tuple[str, str, str]) -> tuple[str, bool, str, bool, tuple[float, str]]:
        model, task, level = group
        return model, task != ALL, task, level != ALL, level_order(level) if level != ALL else (-inf, "")

    return [_group(*group, members[group], ks) for group in sorted(members, key=order)]


def _group(model: str, task: str, level: str, solved: list[Solved], ks: Sequence[int]) -> Group:
    scored = [one for one in solved if one.scored]
    rates = [one.right / one.scored for one in scored]
    reach = {str(k): count for k in ks if (count := sum(one.scored >= k for one in scored))}
    known = [one for one in scored if one.proved is not None]
    return Group(
        model or "-", task, level, len(scored), sum(one.scored for one in scored), sum(one.unscored for one in solved),
        round(fmean(rates), 6) if rates else 0.0, round(pstdev(rates), 6) if rates else 0.0,
        {k: round(fmean(pass_at_k(one.scored, one.right, int(k)) for one in scored if one.scored >= int(k)), 6) for k in reach},
        {
            k: round(fmean(values), 6) for k in reach
            if (values := [pass_at_k(one.scored, one.proved or 0, int(k)) for one in known if one.scored >= int(k)])
        },
        reach,
    )  # fmt: skip


def report_files(locations: Sequence[str], key: str, ks: Sequence[int], completion: str, out: Path | None) -> str:
    """Read rollouts and return a table. out: where the groups go, as JSON. Raises RequestError."""
    columns = read_key(key)
    found = collect(
        rollout(row, file.place(number), columns, model, completion)
        for model, file in named_files(locations) for number, row in enumerate(file.rows())
    )  # fmt: skip
    if not any(solved.scored for solved in found.values()):
        raise RequestError(f"{', '.join(locations)}: no scored completions.")
    made = groups(found, ks)
    if out:
        write_text(out, [msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"])
    return table(made)


def table(made: Sequence[Group]) -> str:
    """A line for each group: problems, completions, mean, standard deviation, pass@k and CoT-pass@k."""
    ks = list(dict.fromkeys(k for group in made for k in group.pass_at))
    ks = [ks[0], *ks[1:][-1:]] if len(ks) > 2 else ks  # the others are in the JSON: a line has 80 columns
    cot = any(group.cot_pass_at for group in made)
    heads = ["model, task, level", "problems", "scored", "mean", "std", *(f"pass@{k}" for k in ks)]
    heads += [f"CoT-pass@{k}" for k in ks] if cot else []
    rows = []
    for group in made:
        cells = [f"{group.problems:,}", f"{group.completions:,}", f"{group.mean:.3f}", f"{group.std:.3f}"]
        cells += [_cell(group.pass_at, k) for k in ks] + ([_cell(group.cot_pass_at, k) for k in ks] if cot else [])
        rows.append([f"{group.model} {group.task} {group.level}", *cells])
    unscored = sum(group.unscored for group in made if group.task == ALL)
    note = [f"{unscored:,} completions have no reward and count nowhere."] if unscored else []
    return "\n".join([*tables.table(heads, rows), *note])


def _cell(values: dict[str, float], k: str) -> str:
    return f"{values[k]:.3f}" if k in values else "-"
