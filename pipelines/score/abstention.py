"""Abstention: how often completions answer what can be answered, and abstain from what cannot.

A problem is unanswerable when its verifier accepts `Unknown`. A completion is right when the verifier accepts it, missing when it has
no final answer, and abstains when its whole final answer says that the facts do not settle the question. Abstaining from an answerable
problem is a false abstention; answering an unanswerable one is a hallucination, whatever the answer.

Baselines on the same problems: always Unknown; and random, Unknown with probability 1/2 and otherwise one of the answers at even odds
(True or False, Yes or No, a letter), which for tasks that ask for a value is never right.
"""

import json
from collections.abc import Iterable
from math import sqrt
from pathlib import Path
from typing import Any

import msgspec

from synth.pipelines.score.scoring import parts, write_text
from synth.pipelines.storage.rows import placed_rows
from synth.schemas.errors import RequestError
from synth.schemas.problem import Frozen
from synth.verifiers.extract import final_answer
from synth.verifiers.honest._answers import abstains
from synth.verifiers.reward import verify

KNOBS = ("depth", "cut", "second", "broken", "facts", "premises")
"""Knobs that results are also shown by, where a task has them: reasoning depth, distance of the cut, distractors. What a problem's own
provenance says of them counts more than the knob, which may be a range."""
CHOICES = (("True", "False"), ("Yes", "No"), ("A", "B", "C", "D"))
Z = 1.96


class Share(Frozen, frozen=True):
    """A share with its 95% Wilson interval. The interval counts problems: several completions of one problem are not independent.
    Without problems share and interval are null."""

    problems: int
    completions: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


class Group(Frozen, frozen=True):
    """by: `all`, `difficulty` or a knob; value: its value. pairs: both members right. baselines: the same shares that answering without
    reading would have."""

    task: str
    by: str
    value: str
    accuracy: Share
    answerable: Share
    unanswerable: Share
    false_abstention: Share
    hallucination: Share
    missing: Share
    pairs: Share
    baselines: dict[str, dict[str, float | None]]


class _Tally:
    """Counts of one group. Each list holds one number a problem: the share of its completions of which something is so."""

    def __init__(self) -> None:
        self.completions = {True: 0, False: 0}  # by answerability
        self.right: dict[bool, list[float]] = {True: [], False: []}
        self.other: dict[bool, list[float]] = {True: [], False: []}  # abstained from answerable ones, answered unanswerable ones
        self.missing: list[float] = []
        self.guess: list[float] = []
        self.other_members: dict[str, list[tuple[bool, list[bool]]]] = {}


def report(rows: Iterable[dict[str, Any]], completion: str = "completion") -> list[Group]:
    """Results by task, level and knob, of rows as `synth score` reads them (a row may hold several completions), for the tasks that have
    unanswerable problems among the rows. Raises RequestError when there are none or a column is missing, GroundTruthError for a row that
    is broken."""
    return _report(((f"rows:{number}", row) for number, row in enumerate(rows)), completion, "rows")


def report_file(location: str, completion: str, out: Path | None) -> str:
    """The report on a Parquet or JSONL file as text; as JSON in `out` as well. Raises as report()."""
    groups = _report(placed_rows(location), completion, location)
    if out:
        write_text(out, [json.dumps(msgspec.to_builtins(groups), indent=2), "\n"])
    return table(groups)


def _report(rows: Iterable[tuple[str, dict[str, Any]]], completion: str, location: str) -> list[Group]:
    tallies: dict[tuple[str, str, str], _Tally] = {}
    for number, (place, row) in enumerate(rows):
        source, truth, extra, completions = parts(row, completion, place)
        answerable = not verify(source, "<answer>Unknown</answer>", truth, {"index": number, **extra}).accepted
        judged = [_judge(source, text, truth) for text in completions]
        for group in _groups(source, extra):
            family = str(extra.get("family_id") or "")
            _add(tallies.setdefault(group, _Tally()), answerable, judged, family, _odds(source, truth, answerable))
    tasks = {task for (task, _, _), tally in tallies.items() if tally.right[False]}
    if not tasks:
        raise RequestError(f"{location}: no problem among the rows is unanswerable, so there is nothing to abstain from.")
    ordered = sorted((group for group in tallies if group[0] in tasks), key=_order)
    return [_group(*group, tallies[group]) for group in ordered]


def _judge(source: str, text: str, truth: str) -> str:
    """right, abstained (and wrong), answered (and wrong) or missing."""
    verdict = verify(source, text, truth)
    if verdict.accepted:
        return "right"
    answer = final_answer(text)
    if not isinstance(answer, str):
        return "missing" if answer.reason == "missing" else "answered"
    return "abstained" if abstains(answer) else "answered"


def _odds(source: str, truth: str, answerable: bool) -> float:
    """The chance that a blind real answer is right."""
    if not answerable:
        return 0.0
    for choice in CHOICES:
        if any(verify(source, f"<answer>{answer}</answer>", truth).accepted for answer in choice):
            return 1 / len(choice)
    return 0.0


def _groups(source: str, extra: dict[str, Any]) -> list[tuple[str, str, str]]:
    groups = [(source, "all", "")]
    if "difficulty" in extra:
        groups.append((source, "difficulty", str(extra["difficulty"])))
    known = _json(extra.get("knobs")) | _json(extra.get("provenance"))
    groups += [(source, knob, str(known[knob])) for knob in KNOBS if isinstance(known.get(knob), int)]
    return groups


def _json(text: object) -> dict[str, Any]:
    try:
        value = json.loads(text) if isinstance(text, str) and text else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _add(tally: _Tally, answerable: bool, judged: list[str], pair: str, odds: float) -> None:
    def share(*kinds: str) -> float:
        return sum(kind in kinds for kind in judged) / len(judged)

    tally.completions[answerable] += len(judged)
    tally.right[answerable].append(share("right"))
    tally.other[answerable].append(share("abstained") if answerable else share("answered"))
    tally.missing.append(share("missing"))
    if answerable:
        tally.guess.append(odds)
    if pair:
        tally.other_members.setdefault(pair, []).append((answerable, [kind == "right" for kind in judged]))


def _order(group: tuple[str, str, str]) -> tuple[str, int, float]:
    task, by, value = group
    return task, ("all", "difficulty", *KNOBS).index(by), float(value or 0)


def _group(task: str, by: str, value: str, tally: _Tally) -> Group:
    yes, no = tally.right[True], tally.right[False]
    done = tally.completions
    both = [
        [all(rights) for rights in zip(*(right for _, right in members), strict=False)]
        for members in tally.other_members.values()
        if len({answerable for answerable, _ in members}) == 2
    ]
    pairs = [sum(rights) / len(rights) for rights in both]
    guess = sum(tally.guess) / len(tally.guess) if tally.guess else 0.0
    return Group(
        task.removeprefix("synth/"),
        by,
        value,
        accuracy=_share(yes + no, done[True] + done[False]),
        answerable=_share(yes, done[True]),
        unanswerable=_share(no, done[False]),
        false_abstention=_share(tally.other[True], done[True]),
        hallucination=_share(tally.other[False], done[False]),
        missing=_share(tally.missing, done[True] + done[False]),
        pairs=_share(pairs, sum(map(len, both))),
        baselines={
            "always Unknown": _baseline(len(yes), len(no), len(pairs), 1.0, 0.0),
            "random": _baseline(len(yes), len(no), len(pairs), 0.5, guess),
        },
    )


def _baseline(yes: int, no: int, pairs: int, abstain: float, guess: float) -> dict[str, float | None]:
    """What abstaining with a probability and guessing otherwise comes to. yes, no: problems that are answerable and not."""
    right = (1 - abstain) * guess
    return {
        "accuracy": (yes * right + no * abstain) / (yes + no),
        "answerable": right if yes else None,
        "unanswerable": abstain if no else None,
        "false_abstention": abstain if yes else None,
        "hallucination": 1 - abstain if no else None,
        "missing": 0.0,
        "pairs": right * abstain if pairs else None,
    }


def _share(values: list[float], completions: int) -> Share:
    n = len(values)
    if not n:
        return Share(0, 0)
    p = sum(values) / n
    middle, spread = (p + Z * Z / (2 * n)) / (1 + Z * Z / n), Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return Share(n, completions, p, max(0.0, middle - spread), min(1.0, middle + spread))


COLUMNS = ("accuracy", "answerable", "unanswerable", "false_abstention", "hallucination", "missing", "pairs")


def table(groups: list[Group]) -> str:
    """The report as text: percentages with their intervals, and below each task its baselines."""
    width = max(len("always Unknown") + 2, *(len(group.task) for group in groups), *(len(f"  {g.by} {g.value}") for g in groups))
    lines = [f"{'task':{width}} {'problems':>8} " + " ".join(f"{name.replace('_', ' '):>16}" for name in COLUMNS)]
    for group in groups:
        name = group.task if group.by == "all" else f"  {group.by} {group.value}"
        shown = " ".join(f"{_text(getattr(group, column)):>16}" for column in COLUMNS)
        lines.append(f"{name:{width}} {group.accuracy.problems:>8,} {shown}")
        if group.by == "all":
            for baseline, shares in group.baselines.items():
                numbers = " ".join(f"{'-' if shares[c] is None else f'{100 * (shares[c] or 0):.1f}':>16}" for c in COLUMNS)
                lines.append(f"{'  ' + baseline:{width}} {'':>8} {numbers}")
    return "\n".join([*lines, "Percentages with 95% Wilson intervals over problems; pairs: both members right."])


def _text(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "-"
    return f"{100 * share.share:.1f} ({100 * share.low:.0f}-{100 * share.high:.0f})"
