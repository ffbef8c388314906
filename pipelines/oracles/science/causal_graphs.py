"""Independent route: d-separation in the moral graph of the ancestors, and all sets one after another."""

import re
from itertools import combinations

LETTERS = "ABCDEFGHIJ"


def check(problem: dict, answer: str) -> bool:
    words = re.sub(r"[\s,，、;；.&|{}()\[\]\"'`*$<>=~-]+", " ", answer.upper().replace(" AND ", " ")).split()
    if words in (["NONE"], ["无"]):
        words = []
    elif not words or len(set(words)) < len(words) or any(len(word) > 1 or word not in LETTERS for word in words):
        return False
    named = {LETTERS.index(word) for word in words}
    x, y, z, hidden = problem["x"], problem["y"], set(problem["z"]), set(problem["hidden"])
    free = set(range(problem["count"])) - {x, y} - z - hidden
    if not named <= free:
        return False
    ask = problem["ask"]
    if ask == "separated":
        return named == {v for v in free if _apart(problem["arrows"], x, v, z)}
    if ask == "harmful":
        return _adjusts(problem, z) and named == {v for v in free if not _adjusts(problem, z | {v})}

    def holds(chosen: set) -> bool:
        return _apart(problem["arrows"], x, y, chosen) if ask == "block" else _adjusts(problem, chosen)

    if not holds(named):
        return False
    return ask == "adjust" or not any(holds(set(smaller)) for size in range(len(named)) for smaller in combinations(sorted(free), size))


def _below(arrows: list, start: int) -> set:
    found = {start}
    while more := {b for a, b in arrows if a in found} - found:
        found |= more
    return found


def _adjusts(problem: dict, chosen: set) -> bool:
    x, arrows = problem["x"], problem["arrows"]
    if chosen & _below(arrows, x):
        return False
    return _apart([arrow for arrow in arrows if arrow[0] != x], x, problem["y"], chosen)


def _apart(arrows: list, one: int, other: int, given: set) -> bool:
    """The ancestors of all three, parents of a common child joined, directions dropped, what is given taken out: is there a way left?"""
    kept = {one, other} | given
    while more := {a for a, b in arrows if b in kept} - kept:
        kept |= more
    inside = [(a, b) for a, b in arrows if b in kept]
    joined = {frozenset(arrow) for arrow in inside}
    joined |= {frozenset((a, c)) for a, b in inside for c, d in inside if b == d and a != c}
    reached = {one}
    while more := {v for pair in joined if pair & reached for v in pair} - reached - given:
        reached |= more
    return other not in reached
