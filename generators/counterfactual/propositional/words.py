"""The stories of `counterfactual/propositional`: scenes, and the clauses that their atoms stand for."""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

Clauses = Sequence[tuple[str, str]]
"""For each atom, the clause that asserts it and the one that denies it: `("the gate is open", "the gate is not open")`."""
_DATA = Path(__file__).parent / "scenes.json"


class Theme(NamedTuple):
    """Every predicate fits every subject."""

    scenes: tuple[str, ...]
    """Sentences: `The old fort opens for the season.`"""
    subjects: tuple[str, ...]
    """`the gate`"""
    predicates: tuple[tuple[str, str], ...]
    """What asserts it and what denies it: `("is open", "is not open")`."""


@cache
def _themes() -> tuple[Theme, ...]:
    rows = json.loads(_DATA.read_text("utf-8"))["themes"]
    return tuple(Theme(tuple(r["scenes"]), tuple(r["subjects"]), tuple(map(_negated, r["predicates"]))) for r in rows)


def _negated(predicate: str) -> tuple[str, str]:
    yes, bar, no = predicate.partition("|")
    return yes, no if bar else re.sub(r"^(is|has|will) ", r"\1 not ", yes)


def story(rng: Random, atoms: int) -> tuple[str, Clauses]:
    """A scene, and clauses for so many atoms, each about a thing of its own."""
    theme = rng.choice(_themes())
    clauses = []
    for subject in rng.sample(theme.subjects, atoms):
        yes, no = rng.choice(theme.predicates)
        clauses.append((f"{subject} {yes}", f"{subject} {no}"))
    return rng.choice(theme.scenes), tuple(clauses)
