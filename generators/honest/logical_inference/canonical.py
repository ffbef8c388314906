"""The canonical form of problems of `honest/logical_inference`, and the form that their splits go by.

Both read the facts as clauses of literals: `if A then B`, `if not B then not A` and `not A or B` are one clause, `A and B` is two. Neither
knows which of a statement and its denial has the affirmative words, nor which of the two is asked about."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from synth.verifiers.honest.logical_inference import LogicalInference, clauses

T = TypeVar("T", int, tuple[int, ...])
Clauses = list[tuple[int, ...]]
"""Literals are 2 * n - 2 for the nth statement and 2 * n - 1 for its denial."""


def _clauses(problem: LogicalInference) -> Clauses:
    return [tuple(2 * abs(n) - 2 + (n < 0) for n in clause) for fact in problem.facts for clause in clauses(fact)]


def split_key(problem: LogicalInference) -> object:
    """What both members share: sizes of clauses, how often statements are mentioned, and the sizes of the clauses in which the asked one
    and its denial stand."""
    found = _clauses(problem)
    asked = 2 * abs(problem.query) - 2
    mentions = Counter(literal // 2 for clause in found for literal in clause)
    near = sorted(sorted(len(clause) for clause in found if literal in clause) for literal in (asked, asked + 1))
    return [near, sorted(mentions.values()), sorted(map(len, found))]


def canonical(problem: LogicalInference) -> object:
    """The clauses with their literals numbered by individualisation and refinement: colours of literals are refined by the clauses that
    they and their denials stand in; of equals that remain, the one that shows the least form is told apart from the others. Different
    puzzles never share a form."""
    found = _clauses(problem)
    asked = 2 * abs(problem.query) - 2
    colour, open_ = _refined([int(literal // 2 * 2 == asked) for literal in range(2 * len(problem.statements))], found)
    while len(set(colour)) < len(colour):
        counts = Counter(colour)
        tied = min(c for c, count in counts.items() if count > 1)
        options = []
        for chosen in (literal for literal, c in enumerate(colour) if c == tied):
            child, left = _refined([2 * c + (c == tied and literal != chosen) for literal, c in enumerate(colour)], open_)
            options.append((_shown(child, found), child, left))
        _, colour, open_ = min(options, key=lambda option: option[0])
    statements = sorted(sorted(colour[place : place + 2]) for place in range(0, len(colour), 2))
    return [sorted(colour[asked : asked + 2]), statements, _shown(colour, found)]


def _shown(colour: list[int], found: Clauses) -> list[list[int]]:
    return sorted([sorted([colour[literal] for literal in clause]) for clause in found])


def _refined(colour: list[int], found: Clauses) -> tuple[list[int], Clauses]:
    """Ranks that tell literals apart as far as clauses do, and the clauses that may tell more apart. Literals of a lower colour keep a
    lower rank."""
    classes = 0
    while True:
        counts = Counter(colour)
        tied = [counts[c] > 1 for c in colour]  # only these can be told apart further, and only by the clauses that they stand in
        found = [clause for clause in found if any(tied[literal] for literal in clause)]
        texts = [tuple(sorted([colour[literal] for literal in clause])) for clause in found]
        rank = _ranks(texts)
        marks: list[list[int]] = [[] for _ in colour]
        for clause, text in zip(found, texts, strict=True):
            number = rank[text]
            for literal in clause:
                marks[literal].append(number)
        own = [(c, *sorted(mark)) if ties else (c,) for c, mark, ties in zip(colour, marks, tied, strict=True)]
        owns = _ranks(own)
        alone = [owns[mark] for mark in own]
        keys = [number * len(colour) + alone[literal ^ 1] for literal, number in enumerate(alone)]
        ranks = _ranks(keys)
        colour = [ranks[key] for key in keys]
        if len(ranks) in (classes, len(colour)):
            return colour, found
        classes = len(ranks)


def _ranks(keys: Iterable[T]) -> dict[T, int]:
    return {key: number for number, key in enumerate(sorted(set(keys)))}
