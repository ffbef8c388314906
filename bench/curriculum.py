"""Does a curriculum keep a learner where it learns? Simulated learners under each rule and under fixed levels: the share of prompt groups
that are usable (some completions pass and some do not), over all and over the last third, and what was learnt.

A completion passes level l with the chance 1 / (1 + e^(1.5 (l - s))) at skill s; a group of 8 that passes at rate p raises the skill of its
task by pace * 4 p (1 - p). `python bench/curriculum.py [--groups N] [--plot FILE.svg]`: 4,000 groups unless told otherwise; the picture
shows the usable share of each twentieth of the run."""

import argparse
import math
from collections.abc import Callable
from pathlib import Path
from random import Random

from synth.pipelines.curriculum.rules import RULES, Rule
from synth.pipelines.report.line_chart import line_chart

TASKS = tuple("abcdefgh")
SHARES = dict.fromkeys(TASKS, 1.0)


class Learner:
    def __init__(self, skills: dict[str, float], pace: float, seed: int) -> None:
        self.skills, self.pace, self.rng = dict(skills), pace, Random(seed)

    def rate(self, task: str, level: int) -> float:
        chance = 1 / (1 + math.exp(1.5 * (level - self.skills[task])))
        rate = sum(self.rng.random() < chance for _ in range(8)) / 8
        self.skills[task] += self.pace * 4 * rate * (1 - rate)
        return rate


def train(rule: Rule, learner: Learner, groups: int, collapse: int) -> list[bool]:
    """Which groups were usable. collapse: the group before which all skill is lost."""
    rng, usable = Random(2), list[bool]()
    for group in range(groups):
        if group == collapse:
            learner.skills = dict.fromkeys(TASKS, 1.0)
        weights = rule.weights()
        cell = rng.choices(list(weights), list(weights.values()))[0]
        rate = learner.rate(*cell)
        rule.credit(cell, rate)
        usable.append(0 < rate < 1)
    return usable


def share(usable: list[bool]) -> float:
    return sum(usable) / len(usable)


def curve(usable: list[bool], window: int) -> list[tuple[float, float]]:
    """The usable share of each window of groups, at the window's end."""
    return [(begin + window, share(usable[begin : begin + window])) for begin in range(0, len(usable) - window + 1, window)]


LEARNERS: tuple[tuple[str, Callable[[], dict[str, float]], float, bool], ...] = (
    ("grows from 1", lambda: dict.fromkeys(TASKS, 1.0), 0.01, False),
    ("one skill per task, 1 to 8", lambda: {task: 1.0 + number for number, task in enumerate(TASKS)}, 0.004, False),
    ("stands at 5", lambda: dict.fromkeys(TASKS, 5.0), 0.0, False),
    ("grows, then collapses half-way", lambda: dict.fromkeys(TASKS, 1.0), 0.02, True),
)
FIXED = (3, 5, 8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", type=int, default=4_000)
    parser.add_argument("--plot", type=Path)
    told = parser.parse_args()
    groups, panels = told.groups, dict[str, dict[str, list[tuple[float, float]]]]()
    print("| learner | rule | usable | in the last third | mean skill at the end |\n| --- | --- | --- | --- | --- |")
    for name, skills, pace, collapses in LEARNERS:
        rules = [(title, rule(SHARES, 1, 10)) for title, rule in RULES.items()]
        rules += [(f"level {level} alone", RULES["uniform"](SHARES, level, level)) for level in FIXED]
        for title, rule in rules:
            learner = Learner(skills(), pace, 3)
            usable = train(rule, learner, groups, groups // 2 if collapses else -1)
            panels.setdefault(name, {})[title] = curve(usable, groups // 20)
            skill = sum(learner.skills.values()) / len(TASKS)
            print(f"| {name} | {title} | {share(usable):.0%} | {share(usable[-(groups // 3) :]):.0%} | {skill:.1f} |")
    if told.plot:
        told.plot.write_text(line_chart(panels, "prompt groups", "usable share", columns=2), "utf-8")


if __name__ == "__main__":
    main()
