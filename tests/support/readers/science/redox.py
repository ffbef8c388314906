"""Redox equations: the one vector of smallest coefficients that balances atoms and charge and keeps the ratios told."""

import re
from math import lcm

from readers.science._equations import atoms
from reading import Unread, body
from sympy import Matrix

IDLE = re.compile(
    r"All substances given have to appear, on the side where they stand\.|Atoms of each element and the total charge must be the same on both sides\."
    r"|The coefficients are the smallest whole numbers, and no substance stands on both sides\.|What is the balanced equation\?"
    r"|Write the equation in one line, with formulas as they are given and charges after \^\.|Nothing is added\."
    r"|A (?:reaction|half-reaction) takes place in (?:water|acidic solution|basic solution)\.|Written without coefficients, (?:and without what the solution adds, )?it is this:"
    r"|Task: balance this (?:redox reaction|half-reaction), which takes place in (?:water|acidic solution|basic solution)\."
    r"|This (?:redox reaction|half-reaction) in (?:water|acidic solution|basic solution) is still to be balanced\.|Balance the (?:redox equation|half-reaction) in (?:water|acidic solution|basic solution):"
    r"|Where they are needed, H2O(?: and (?:H\^\+|OH\^-)|, (?:H\^\+|OH\^-) and electrons \(e\^-\)) are added, on either side; nothing else is\."
)
RATIO = re.compile(r"(\S+) and (\S+) are (formed|used up) in the molar ratio \1 : \2 = (\d+) : (\d+)\.")


def follows(prompt: str, answer: str) -> bool:
    """Whether the answer is the balanced equation, terms in any order."""
    text = body(prompt)
    arrows = [line for line in text.splitlines() if "→" in line]
    if len(arrows) != 1:
        raise Unread(text)
    left, right = (side.strip().split(" + ") for side in arrows[0].split("→"))
    told = " ".join(text.replace(arrows[0], " ").split())
    rest = " ".join(RATIO.sub(" ", IDLE.sub(" ", told)).split())
    if rest:
        raise Unread(rest)
    added = re.search(r"needed, (H2O)(?:,| and) (H\^\+|OH\^-) (?:are added|and electrons \((e\^-)\) are added)", told)
    return equation(answer) == solution(left, right, [one for one in added.groups() if one] if added else [], RATIO.findall(told))


def solution(left: list[str], right: list[str], added: list[str], ratios: list[tuple[str, str, str, str, str]]) -> dict[str, int]:
    """Coefficients by formula, those on the right negative."""
    names = left + right + [name for name in added if name not in left + right]
    signs = [-1 if name in right else 1 for name in names]
    sides = [atoms(name) for name in names]
    rows = [[side[atom] * sign for side, sign in zip(sides, signs, strict=True)] for atom in sorted({a for side in sides for a in side})]
    for one, two, side, first, second in ratios:
        assert {one, two} <= set(left if side == "used up" else right)
        rows.append([int(second) * (name == one) - int(first) * (name == two) for name in names])
    space = Matrix(rows).nullspace()
    if len(space) != 1:
        raise Unread(f"{left} -> {right} has {len(space)} ways to balance it")
    scale = lcm(*(int(x.q) for x in space[0]))
    whole = [int(x * scale) for x in space[0]]
    if whole[0] < 0:
        whole = [-x for x in whole]
    assert all(x > 0 for x in whole[: len(left + right)]), (names, whole)
    return {name: x * sign for name, x, sign in zip(names, whole, signs, strict=True) if x}


def equation(text: str) -> dict[str, int] | None:
    """Coefficients of `2 K + F2 -> 2 K^+ + 2 F^-`, those on the right negative; None where it cannot be read or a formula comes twice."""
    sides = re.split(r"->|→", text.strip())
    if len(sides) != 2:
        return None
    found: dict[str, int] = {}
    for side, sign in zip(sides, (1, -1), strict=True):
        for term in side.strip().split(" + "):
            parts = re.fullmatch(r"(?:(\d+) )?(\S+)", term.strip())
            if not parts or parts[2] in found:
                return None
            found[parts[2]] = sign * int(parts[1] or 1)
    return found
