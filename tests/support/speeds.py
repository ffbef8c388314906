"""The generated parts of docs/speed.md, from what bench/throughput.py and bench/million.py measured."""

import json
from pathlib import Path
from statistics import harmonic_mean, median
from typing import Any

BENCH = Path(__file__).parents[2] / "bench"
LEVELS = ("1", "5", "10")
ROWS = {"5": 500, "10": 100}
"""Problems a CPU-second by level, from which on a task is not called slow."""
SCORES = 5_000
"""The same of scores, at level 10."""
GROUP = 8


def _measured() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((BENCH / "throughput.json").read_text("utf-8"))
    return found


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _head(first: str, *columns: str) -> list[str]:
    return [_line(first, *columns), _line("---", *["---:"] * len(columns))]


def million() -> str:
    """The runs of a million rows and their medians."""
    return (BENCH / "million.md").read_text("utf-8").split("\n\n", 2)[2].rstrip()


def domains() -> str:
    """Rows and scores of each domain."""
    found = _measured()
    kinds = ("rows", "fresh", "of groups")
    lines = _head("domain", *(f"{kind} {level}" for kind in kinds for level in LEVELS))
    for domain in (*dict.fromkeys(name.partition("/")[0] for name in found), "all"):
        of = [by_level for name, by_level in found.items() if domain in (name.partition("/")[0], "all")]
        means = [harmonic_mean([each[level]["rows"] for each in of]) for level in LEVELS]
        medians = [median(each[level][field] for each in of) for field in ("scores", "grouped") for level in LEVELS]
        lines.append(_line(domain, *(f"{figure:,.0f}" for figure in (*means, *medians))))
    return "\n".join(lines)


def slow() -> str:
    """Tasks whose rows are slow, with the reason. Raises LookupError when there is none for one."""
    reasons: dict[str, str] = json.loads((BENCH / "slow.json").read_text("utf-8"))
    lines = [_line("task", "problems 5", "problems 10", "what takes the time"), _line("---", "---:", "---:", "---")]
    for name, by_level in _measured().items():
        made = {level: 1 / (by_level[level]["stages"]["random"] + by_level[level]["stages"]["generate"]) for level in ROWS}
        if any(made[level] < least for level, least in ROWS.items()):
            if name not in reasons:
                raise LookupError(f"bench/slow.json says nothing of {name}")
            lines.append(_line(f"`{name}`", *(f"{made[level]:,.0f}" for level in ROWS), reasons[name]))
    return "\n".join(lines)


def scores() -> str:
    """Tasks whose scores are slow at level 10, with what a score is made of."""
    lines = _head("task", "scores", "decoding", "deciding", "reading", "of groups")
    slowest = sorted(_measured().items(), key=lambda task: task[1]["10"]["scores"])
    for name, figures in ((name, by_level["10"]) for name, by_level in slowest):
        if figures["scores"] < SCORES:
            first, reading = 1 / figures["scores"], (GROUP / figures["grouped"] - 1 / figures["scores"]) / (GROUP - 1)
            parts = (figures["decoding"], first - figures["decoding"] - reading, reading)
            micro = (f"{max(0.0, part) * 1e6:,.0f}" for part in parts)
            lines.append(_line(f"`{name}`", f"{figures['scores']:,.0f}", *micro, f"{figures['grouped']:,.0f}"))
    return "\n".join(lines)
