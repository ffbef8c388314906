"""Independent route: factors as tables over named variables, multiplied and summed out one variable after another, in fractions."""

import re
from fractions import Fraction
from itertools import product

LETTERS = "ABCDEFGH"
BETWEEN = r"[\s,，、;；.*-]+"
NUMBER = r"(\d{1,30}(?:\.\d{1,30}|/\d{1,30})?)"


def check(problem: dict, answer: str) -> bool:
    shape = rf"\s*((?:[A-H](?:{BETWEEN}[A-H])*|none|无){BETWEEN})?{NUMBER}[\s.]*"
    found = re.fullmatch(shape, answer, re.IGNORECASE)
    if not found or bool(found[1]) != problem["best"] or re.search(r"/0+$", found[2]):
        return False
    asked = [state["variable"] for state in problem["asked"]]
    table = _table(problem)
    if not problem["best"]:
        return Fraction(found[2]) == table[tuple(state["on"] for state in problem["asked"])]
    letters = [] if re.match(r"\s*(none|无)", found[1], re.IGNORECASE) else re.findall("[A-H]", found[1].upper())
    if len(set(letters)) < len(letters) or not set(letters) <= {LETTERS[place] for place in asked}:
        return False
    states = tuple(LETTERS[place] in letters for place in asked)
    return Fraction(found[2]) == table[states] == max(table.values())


def solutions(problem: dict) -> int:
    """A chance is one number; the most probable combination has to be the only one."""
    table = _table(problem)
    return list(table.values()).count(max(table.values())) if problem["best"] else 1


def _table(problem: dict) -> dict:
    """The chance of each combination of what is asked, given what is seen."""
    factors = []
    for place, variable in enumerate(problem["variables"]):
        scope = (*variable["parents"], place)
        values = {}
        for states in product((False, True), repeat=len(scope)):
            row = sum(2**j for j, on in enumerate(states[:-1]) if on)
            chance = Fraction(variable["table"][row], 100)
            values[states] = chance if states[-1] else 1 - chance
        factors.append((scope, values))
    factors += [((state["variable"],), {(on,): Fraction(on == state["on"]) for on in (False, True)}) for state in problem["seen"]]
    asked = tuple(state["variable"] for state in problem["asked"])
    for place in range(len(problem["variables"]) - 1, -1, -1):
        if place not in asked:
            touched = [factor for factor in factors if place in factor[0]]
            factors = [factor for factor in factors if place not in factor[0]] + [_without(_times(touched), place)]
    scope, values = _times([*factors, (asked, dict.fromkeys(product((False, True), repeat=len(asked)), Fraction(1)))])
    ordered = {tuple(states[scope.index(place)] for place in asked): value for states, value in values.items()}
    whole = sum(ordered.values())
    return {states: value / whole for states, value in ordered.items()}


def _times(factors: list) -> tuple:
    scope = tuple(sorted({place for names, _ in factors for place in names}))
    values = {}
    for states in product((False, True), repeat=len(scope)):
        value = Fraction(1)
        for names, table in factors:
            value *= table[tuple(states[scope.index(place)] for place in names)]
        values[states] = value
    return scope, values


def _without(factor: tuple, place: int) -> tuple:
    scope, values = factor
    at = scope.index(place)
    left: dict = {}
    for states, value in values.items():
        key = states[:at] + states[at + 1 :]
        left[key] = left.get(key, 0) + value
    return scope[:at] + scope[at + 1 :], left
