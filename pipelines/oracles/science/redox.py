"""Independent route: elements and charges counted anew, every balance by sympy's null space of the whole system."""

import re
from functools import reduce
from math import gcd

_ADDED = {"H^+": ["H2O", "H^+"], "OH^-": ["H2O", "OH^-"], "none": []}


def _counted(species: str) -> dict[str, int]:
    """Atoms by element, and the charge under `charge`."""
    name, _, charge = species.partition("^")
    total = {"charge": int(charge[:-1] or "1") * (1 if charge[-1] == "+" else -1)} if charge else {"charge": 0}
    if name == "e":
        return total
    name = name.replace("[", "(").replace("]", ")")
    while "(" in name:
        name = re.sub(r"\(([^()]*)\)(\d*)", lambda found: found[1] * int(found[2] or 1), name)
    for element, count in re.findall(r"([A-Z][a-z]?)(\d*)", name):
        total[element] = total.get(element, 0) + int(count or 1)
    return total


def _names(problem: dict) -> list[str]:
    given = [*problem["left"], *problem["right"]]
    return given + [one for one in _ADDED[problem["medium"]] + (["e^-"] if problem["half"] else []) if one not in given]


def solutions(problem: dict) -> int:
    """One where the space of balances has one dimension and a vector with all signs right; else 0 or 2."""
    from sympy import Matrix

    names = _names(problem)
    counts = [_counted(name) for name in names]
    rows = [[one.get(what, 0) for one in counts] for what in sorted({what for one in counts for what in one})]
    rows += [[r["b"] * (name == r["one"]) - r["a"] * (name == r["other"]) for name in names] for r in problem["ratios"]]
    space = Matrix(rows).nullspace()
    if len(space) != 1:
        return 2 * (len(space) > 1)
    sizes = dict(zip(names, space[0], strict=True))
    signs = {-1 if sizes[one] < 0 else 1 for one in problem["left"]} | {1 if sizes[one] < 0 else -1 for one in problem["right"]}
    return int(len(signs) == 1 and all(sizes[one] for one in (*problem["left"], *problem["right"])))


def _terms(text: str, names: dict[str, str]) -> list[tuple[int, str]] | None:
    """Coefficients and species, joined by `+`; names: species by how they are written without signs for raised digits."""
    for name in sorted(names, key=len, reverse=True):
        found = re.match(rf"(\d{{1,4}})?{re.escape(name)}(\+|\Z)", text)
        rest = _terms(text[found.end() :], names) if found and found[2] else []
        if found and rest is not None:
            return [(int(found[1] or 1), names[name]), *rest]
    return None


def check(problem: dict, answer: str) -> bool:
    """Blanks and signs for raised digits do not count."""
    text = re.sub(r"[\s^_*$`{}\[\]]", "", answer).rstrip(".")
    text = re.sub(r"(?<=[+-])1(?=[+=-]|\Z)|(?<=[A-Za-z])1(?=[+-])", "", text)  # a charge of 1
    names = {re.sub(r"[\[\]^]", "", one): one for one in _names(problem)}
    cuts = [sides for arrow in ("->", "-->", "=") if len(sides := text.split(arrow)) == 2]
    found = next((both for sides in cuts if all(both := [_terms(side, names) for side in sides])), None)  # `S2-->`: a charge, or no charge
    if found is None:
        return False
    total, sizes = dict[str, int](), dict[str, int]()
    for sign, terms in zip((-1, 1), found, strict=True):
        for size, name in terms:
            if sizes.get(name, sign) * sign < 0 or not size:
                return False
            sizes[name] = sizes.get(name, 0) + sign * size
    if any(sizes.get(one, 1) >= 0 for one in problem["left"]) or any(sizes.get(one, -1) <= 0 for one in problem["right"]):
        return False
    for name, size in sizes.items():
        for what, count in _counted(name).items():
            total[what] = total.get(what, 0) + size * count
    told = all(sizes[r["one"]] * r["b"] == sizes[r["other"]] * r["a"] for r in problem["ratios"])
    return told and not any(total.values()) and reduce(gcd, sizes.values()) == 1
