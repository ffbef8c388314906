"""Steps that say where a search stopped, in a proof that nothing follows:

    S4: to get that the ferry can sail, it is still to be shown that the lamp is lit [F3, S2]
    S5: to get that the ferry can sail, it would have to be so that Nora is patient, but that is denied [F4, S3]
    S6: no fact gives that the lamp is lit

What is still to be shown is settled by no chain of inferences (`closed`), and each part of it is needed. A fact gives a statement when it
says that this or something else that is not shown is so."""

import re
from functools import lru_cache
from typing import NamedTuple

from synth.verifiers.honest.logical_inference.claims import Clause, claim, literal
from synth.verifiers.honest.logical_inference.search import bits, follow, opposite, spread

_FORMS = (
    re.compile(r"to get that (?P<goal>[^,]+), it is still to be shown that (?P<parts>[^,]+)", re.IGNORECASE),
    re.compile(r"to get that (?P<goal>[^,]+), it would have to be so that (?P<parts>[^,]+), but that is denied", re.IGNORECASE),
    re.compile(r"no fact gives that (?P<goal>[^,]+)", re.IGNORECASE),
)


MAX_PARTS = 4
"""What may still be to be shown in one step, as a fact has no more conditions."""


class Stop(NamedTuple):
    """goal: a literal; parts: what it lacks, none where no fact gives it; denied: whether the parts cannot hold together."""

    goal: int
    parts: tuple[int, ...]
    denied: bool


def read_stop(text: str, statements: tuple[str, ...]) -> Stop | None:
    """What a claim says of where the search stopped; None for other claims."""
    for form in _FORMS:
        found = form.fullmatch(text.strip(" ."))
        if found:
            goal = literal(found["goal"], statements)
            stated = claim(found["parts"], statements) if "parts" in form.groupindex else ()
            if goal is None or stated is None or len(stated) > MAX_PARTS or any(len(clause) != 1 for clause in stated):
                return None
            return Stop(goal, tuple(n for (n,) in stated), form is _FORMS[1])
    return None


@lru_cache(maxsize=256)
def closed(facts: tuple[Clause, ...]) -> int:
    """All literals that chains of inferences reach from the facts' clauses."""
    given = [bits(clause) for clause in facts]
    held, before = spread(given, 0), 0
    while held != before:
        held, before = spread(given, held), held
    return held


def holds(stop: Stop, facts: tuple[Clause, ...], sources: list[list[int]]) -> bool:
    """Whether it is as the step says. sources: the clauses of each fact and step that it cites. Raises ValueError as `model` does."""
    held, goal, parts = closed(facts), bits((stop.goal,)), bits(stop.parts)
    settled = held | opposite(held)
    if not stop.parts:
        return not held & goal and all(bits(clause) & held for clause in facts if stop.goal in clause)
    if stop.denied:
        single = [clause for source in sources for clause in source]
        others = [[clause] for clause in single if not follow([[clause]], [opposite(parts)])]
        return len(others) < len(single) and _needed(others, stop.parts, goal)
    return not settled & (goal | parts) and _needed(sources, stop.parts, goal)


def _needed(sources: list[list[int]], parts: tuple[int, ...], goal: int) -> bool:
    """Whether the goal follows with all the parts and with no fewer."""
    alone = [[bits((part,))] for part in parts]
    return follow(sources + alone, [goal]) and not any(follow(sources + alone[:n] + alone[n + 1 :], [goal]) for n in range(len(alone)))
