"""What lies within two steps of what is asked, counted: clauses for it and against it, antecedents that no fact gives, dead ends.

Two readers make the same clauses, one of a problem's JSON, one of the English of a prompt; neither knows a task. A clause is a disjunction
of literals, at least one of which holds: `if a and b, then c` is `-a or -b or c`. A statement of one literal, or of several joined by
`and`, makes facts. Nothing is derived: a problem that is settled within two steps can be solved by these counts, deeper ones cannot, so
they must not tell the answer there.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

FAR = 9  # stands for "none" where the fewest of something is counted
CONDITIONS, FACTS = frozenset({"if", "implies", "when", "unless", "only if"}), frozenset({"is", "and", "both", "fact", "all"})


class Clauses(NamedTuple):
    """A problem as clauses. Literals are numbers, -3 for the denial of 3."""

    facts: frozenset[int]
    """Literals that a statement gives: `{3, -7}`."""
    clauses: tuple[tuple[int, ...], ...]
    """Disjunctions of two literals or more: `((-3, 5), (-5, -7, 9))`."""
    asked: int
    """The literal asked about, 0 for none: `9`."""


def of_problem(ground_truth: str) -> Clauses:
    """A problem whose JSON has a list of statements, each a word and whole numbers (`["if", [3, -5]]`), and a number of those as the
    question. Nothing is asked in problems of other shapes."""
    none = Clauses(frozenset(), (), 0)
    try:
        problem = json.loads(ground_truth)
    except ValueError:
        return none
    if not isinstance(problem, dict):
        return none
    facts: set[int] = set()
    clauses: list[tuple[int, ...]] = []
    for statement in (item for value in problem.values() if isinstance(value, list) for item in value):
        parts = _word_and_numbers(statement)
        if parts:
            word, numbers = parts
            if word in FACTS or len(numbers) == 1:
                facts.update(numbers)
            else:
                clauses.append((*(-n for n in numbers[:-1]), numbers[-1]) if word in CONDITIONS else numbers)
    mentioned = {abs(n) for clause in clauses for n in clause}.union(map(abs, facts))
    asked = [value for value in problem.values() if type(value) is int and abs(value) in mentioned]
    return Clauses(frozenset(facts), tuple(clauses), asked[0]) if len(asked) == 1 else none


def _word_and_numbers(statement: Any) -> tuple[str, tuple[int, ...]] | None:
    if not isinstance(statement, list) or not statement or not isinstance(statement[0], str):
        return None
    numbers = statement[1] if len(statement) == 2 and isinstance(statement[1], list) else statement[1:]
    if not numbers or not all(type(n) is int and n for n in numbers):
        return None
    return statement[0], tuple(numbers)


def counts(problem: Clauses) -> dict[str, float]:
    """The features, by name; those of the side that could prove what is asked, of the side that could refute it, and the difference."""
    facts, asked = problem.facts, problem.asked
    mentions: dict[int, int] = {}
    for literal in (n for clause in problem.clauses for n in clause):
        mentions[literal] = mentions.get(literal, 0) + 1
    by_literal: dict[int, list[tuple[int, ...]]] = {}
    for clause in problem.clauses:
        for literal in clause:
            by_literal.setdefault(literal, []).append(clause)
    sides = []
    for head in (asked, -asked):
        needs = [[-n for n in clause if n != head] for clause in by_literal.get(head, [])] if asked else []
        sides.append(_side(needs, facts, mentions, by_literal))
    found: dict[str, float] = {"asked among the facts": (asked in facts) - (-asked in facts)}
    for name in sides[0]:
        proving, refuting = sides[0][name], sides[1][name]
        found |= {f"{name}, for": proving, f"{name}, against": refuting, f"{name}, for minus against": proving - refuting}
    return found


def _side(
    needs: Sequence[Sequence[int]], facts: frozenset[int], mentions: dict[int, int], by_literal: dict[int, list[tuple[int, ...]]]
) -> dict[str, float]:
    """needs: for each clause the antecedents that it takes."""

    def few(of: Callable[[int], float]) -> list[float]:
        return [sum(of(need) for need in clause) for clause in needs]

    def dead(need: int) -> bool:  # nothing could prove it, or only what is here
        return need not in facts and not mentions.get(need)

    def lone(need: int) -> bool:
        return need not in facts and -need not in facts and mentions.get(need, 0) + mentions.get(-need, 0) <= 1

    def further(need: int) -> float:
        """The fewest antecedents that a clause for this one lacks; FAR when no clause is for it."""
        if need in facts:
            return 0
        return min((1 + sum(-n not in facts for n in clause if n != need) for clause in by_literal.get(need, [])), default=FAR)

    missing = few(lambda need: need not in facts)
    return (
        {"clauses on what is asked": len(needs), "antecedents": sum(map(len, needs))}
        | _spread("missing antecedents", missing)
        | _spread("antecedents that nothing could prove", few(dead))
        | _spread("antecedents named nowhere else", few(lone))
        | _spread("antecedents that a fact denies", few(lambda need: -need in facts))
        | _spread("clauses for the antecedents", few(lambda need: mentions.get(need, 0)))
        | _spread("clauses against the antecedents", few(lambda need: mentions.get(-need, 0) - 1))
        | _spread("missing antecedents two steps away", few(further))
    )


def _spread(name: str, values: Sequence[float]) -> dict[str, float]:
    return {
        f"most {name}": max(values, default=0),
        f"fewest {name}": min(values, default=FAR),
        f"all {name}": sum(values),
        f"clauses without {name}": values.count(0),
    }


def table(problems: Sequence[Clauses]) -> tuple[list[str], NDArray[np.float64]]:
    """Names of the features, and a row for each problem."""
    rows = [counts(problem) for problem in problems]
    return list(rows[0]), np.array([list(row.values()) for row in rows], np.float64)
