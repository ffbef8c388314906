"""Does a curriculum keep a learner where it learns? Simulated learners under each rule and under fixed levels: the share of prompt groups
that are usable (some completions pass and some do not), over all and over the last third, and what was learnt.

A completion passes level l with the chance 1 / (1 + e^(1.5 (l - s))) at skill s; a group of 8 that passes at rate p raises the skill of its
task by pace * 4 p (1 - p). `python bench/curriculum.py [GROUPS]`, 4,000 unless told otherwise."""

import math
import sys
from collections.abc import Callable
from random import Random

from synth.pipelines.curriculum.rules import RULES, Rule

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


def train(rule: Rule, learner: Learner, groups: int, collapse: int) -> tuple[float, float, float]:
    """Usable share of all groups, of the last third, and the mean skill at the end. collapse: the group before which all skill is lost."""
    rng, usable = Random(2), list[bool]()
    for group in range(groups):
        if group == collapse:
            learner.skills = dict.fromkeys(TASKS, 1.0)
        weights = rule.weights()
        cell = rng.choices(list(weights), list(weights.values()))[0]
        rate = learner.rate(*cell)
        rule.credit(cell, rate)
        usable.append(0 < rate < 1)
    last = usable[-(groups // 3) :]
    return sum(usable) / groups, sum(last) / len(last), sum(learner.skills.values()) / len(TASKS)


LEARNERS: tuple[tuple[str, Callable[[], dict[str, float]], float, bool], ...] = (
    ("grows from 1", lambda: dict.fromkeys(TASKS, 1.0), 0.01, False),
    ("one skill per task, 1 to 8", lambda: {task: 1.0 + number for number, task in enumerate(TASKS)}, 0.004, False),
    ("stands at 5", lambda: dict.fromkeys(TASKS, 5.0), 0.0, False),
    ("grows, then collapses half-way", lambda: dict.fromkeys(TASKS, 1.0), 0.02, True),
)
FIXED = (3, 5, 8)


def main(arguments: list[str]) -> None:
    groups = int(arguments[0]) if arguments else 4_000
    print("| learner | rule | usable | in the last third | mean skill at the end |\n| --- | --- | --- | --- | --- |")
    for learner, skills, pace, collapses in LEARNERS:
        rules = [(name, rule(SHARES, 1, 10)) for name, rule in RULES.items()]
        rules += [(f"level {level} alone", RULES["uniform"](SHARES, level, level)) for level in FIXED]
        for name, rule in rules:
            usable, last, skill = train(rule, Learner(skills(), pace, 3), groups, groups // 2 if collapses else -1)
            print(f"| {learner} | {name} | {usable:.0%} | {last:.0%} | {skill:.1f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
