"""Independent route: one Boolean for each thing and place, clues as formulas over them, and SAT with the known order forbidden."""

import re
from itertools import product

from pysat.solvers import Cadical153


def _atom(clue: list, place: dict[int, int]) -> bool:
    match clue:
        case ["before", a, b, next_]:
            return place[b] - place[a] == 1 if next_ else place[b] > place[a]
        case ["apart", a, b, by, so]:
            return (abs(place[a] - place[b]) == by) is so
        case ["between", a, b, c]:
            return place[b] < place[a] < place[c] or place[c] < place[a] < place[b]
        case ["at", a, places, so]:
            return (place[a] in places) is so
        case ["link", "if", first, second]:
            return not (_atom(first, place) and not _atom(second, place))
        case ["link", "xor", first, second]:
            return _atom(first, place) + _atom(second, place) == 1
    raise ValueError(clue)


def _things(clue: list) -> set[int]:
    match clue:
        case ["link", _, first, second]:
            return _things(first) | _things(second)
        case ["between", a, b, c]:
            return {a, b, c}
        case ["at", a, *_]:
            return {a}
        case [_, a, b, *_]:
            return {a, b}
    raise ValueError(clue)


def _order(problem: dict, answer: str) -> dict[int, int] | None:
    names, things = re.findall(r"[a-z]+", answer.lower()), [name.lower() for name in problem["things"]]
    if sorted(names) != sorted(things):
        return None
    return {thing: names.index(name) + 1 for thing, name in enumerate(things)}


def check(problem: dict, answer: str) -> bool:
    place = _order(problem, answer)
    return place is not None and all(_atom(clue, place) for clue in problem["clues"])


def solutions(problem: dict) -> int:
    """Orders, up to two."""
    count = len(problem["things"])
    places = range(1, count + 1)

    def var(thing: int, place: int) -> int:
        return thing * count + place

    with Cadical153() as solver:
        for thing in range(count):
            solver.add_clause([var(thing, place) for place in places])
        for place in places:
            solver.add_clause([var(thing, place) for thing in range(count)])
            for thing in range(count):
                for other in range(thing):
                    solver.add_clause([-var(thing, place), -var(other, place)])
                for further in range(place + 1, count + 1):
                    solver.add_clause([-var(thing, place), -var(thing, further)])
        for clue in problem["clues"]:
            things = sorted(_things(clue))
            for chosen in product(places, repeat=len(things)):
                if len(set(chosen)) == len(chosen) and not _atom(clue, dict(zip(things, chosen, strict=True))):
                    solver.add_clause([-var(thing, place) for thing, place in zip(things, chosen, strict=True)])
        found = 0
        while found < 2 and solver.solve():
            found += 1
            model = [lit for lit in solver.get_model()[: count * count] if lit > 0]
            solver.add_clause([-lit for lit in model])
        return found
