"""What the tasks of chemistry share: formulas as atoms, molar masses, and equations balanced by the null space of their atoms.

`CuSO4·5H2O`, `Al2(SO4)3` and `[Fe(CN)6]` are formulas. Molar masses are those of school tables (IUPAC standard atomic weights, rounded)."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated

from msgspec import Meta

from synth.verifiers.exact import Fraction

__all__ = ["MASSES", "Formula", "atoms", "balanced", "molar_mass", "without_substance"]

Formula = Annotated[str, Meta(pattern=r"\A[A-Z\[(][A-Za-z0-9()\[\]·]{0,23}\Z")]
MASSES: dict[str, str] = dict(
    pair.split(":")
    for pair in (
        "H:1.008 He:4.003 Li:6.94 B:10.81 C:12.01 N:14.01 O:16.00 F:19.00 Ne:20.18 Na:22.99 Mg:24.31 Al:26.98 Si:28.09 P:30.97 S:32.06 "
        "Cl:35.45 Ar:39.95 K:39.10 Ca:40.08 Ti:47.87 V:50.94 Cr:52.00 Mn:54.94 Fe:55.85 Co:58.93 Ni:58.69 Cu:63.55 Zn:65.38 As:74.92 "
        "Se:78.97 Br:79.90 Kr:83.80 Sr:87.62 Mo:95.95 Ag:107.87 Cd:112.41 Sn:118.71 Sb:121.76 I:126.90 Xe:131.29 Ba:137.33 Ce:140.12 "
        "Pt:195.08 Au:196.97 Hg:200.59 Pb:207.2 Bi:208.98 Be:9.012 Ga:69.72 Pd:106.42 In:114.82 La:138.91 Tl:204.38"
    ).split()
)
"""Element: molar mass in g/mol, as the prompts give it."""
_TOKEN = re.compile(r"([A-Z][a-z]?|\(|\)|\[|\]|·)(\d{0,3})", re.ASCII)
_MOST = 10**4


@lru_cache(maxsize=4096)
def atoms(formula: str) -> dict[str, int]:
    """How many atoms of each element: {"Ca": 1, "O": 2, "H": 2} for `Ca(OH)2`. Raises ValueError for what is none."""
    total = dict[str, int]()
    for part in formula.split("·"):
        factor = re.match(r"\d{0,2}", part, re.ASCII)
        assert factor
        found = _part(part[factor.end() :])
        for element, count in found.items():
            total[element] = total.get(element, 0) + count * int(factor[0] or 1)
    if not total or not 0 < max(total.values()) < _MOST or len(formula) > 60:
        raise ValueError(f"no formula: {formula!r}")
    return total


def _part(text: str) -> dict[str, int]:
    stack, closing, place = [dict[str, int]()], list[str](), 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if not token or token[1] == "·" or (token[1] in "([" and token[2]) or len(stack) > 4 or token[2] == "0":
            raise ValueError(f"no formula: {text!r}")
        place, count = token.end(), int(token[2] or 1)
        if token[1] in "([":
            stack.append({})
            closing.append(")" if token[1] == "(" else "]")
        elif token[1] in ")]":
            if not closing or closing.pop() != token[1]:
                raise ValueError(f"brackets: {text!r}")
            for element, number in stack.pop().items():
                stack[-1][element] = stack[-1].get(element, 0) + number * count
        elif token[1] in MASSES:
            stack[-1][token[1]] = stack[-1].get(token[1], 0) + count
        else:
            raise ValueError(f"no element: {token[1]!r}")
    if closing or not stack[0]:
        raise ValueError(f"brackets: {text!r}")
    return stack[0]


_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_CHINESE_LEAD = re.compile(r"\A(?=[^为是\n]{0,40}[\u4e00-\u9fff])[^为是=\n]{1,40}(?=[为是])")
_STATE = r"(?:\s{0,3}\((?:s|l|g|aq)\))?"
_ENDING = r"[\s})\\$.*。]{0,12}\Z"
_NAMED = re.compile(
    rf" of (?:pure |solid |gaseous )?(?!it\b|course\b)[a-z]{{3,15}}(?: [a-z]{{3,15}}| ?\([IV]{{1,3}}\) ?[a-z]{{3,15}})?(?={_ENDING})"
)


_NAMED_IN_CHINESE = re.compile(rf"(?<=[克升尔gL])\s?的?(?![每或和与不平立左右])[\u4e00-\u9fff]{{1,6}}(?:气体)?(?={_ENDING})")


def without_substance(answer: str, formula: str = "") -> str:
    """An answer without the name of its substance behind it: `56.0 g` for `56.0 g of Fe`, `56.0 g Fe(s)`, `56.0 g of iron`, 56.0 克铁.
    Another formula stays. In a Chinese lead-in (容器 A 中 He 的分压为) the name and blanks are taken off."""
    if len(answer) > 400:
        return answer
    answer = _CHINESE_LEAD.sub(lambda lead: (lead[0].replace(formula, "") if formula else lead[0]).replace(" ", ""), answer, count=1)
    if not formula:
        return answer
    answer = _NAMED_IN_CHINESE.sub("", answer, count=1)
    text = re.sub(r"_\{?(\d{1,3})\}?", r"\1", answer.translate(_SUBSCRIPTS)).replace("\\cdot", "·")
    found = _behind(formula).search(text) if formula in text else None
    return _NAMED.sub("", text[: found.start()] + text[found.end() :] if found else answer, count=1)


@lru_cache(maxsize=1024)
def _behind(formula: str) -> re.Pattern[str]:
    """The formula as it may stand behind a quantity."""
    bare = re.escape(formula) + _STATE
    named = rf"(?:\\(?:ce|mathrm|text)\{{{bare}\}}|{bare})(?: gas)?"
    before = r"(?<=[A-Za-z\u4e00-\u9fff}\d])(?:[\s~{]|\\[ ,;:!])*(?:of |的 ?)?(?:\\[ ,;:!])?"
    return re.compile(rf"{before}(?:\({named}\)|(?<![A-Za-z\d]){named})(?={_ENDING})")


@lru_cache(maxsize=1024)
def molar_mass(formula: str) -> Fraction:
    """In g/mol, exact: 18.016 for `H2O`."""
    return sum((count * Fraction(MASSES[element]) for element, count in atoms(formula).items()), Fraction(0))


@lru_cache(maxsize=1024)
def balanced(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[int, ...]:
    """The smallest whole-number coefficients, all above 0, of left and right. Raises ValueError where there are none, or several."""
    sides = [(atoms(formula), 1) for formula in left] + [(atoms(formula), -1) for formula in right]
    elements = sorted({element for counts, _ in sides for element in counts})
    found = null_space([[sign * counts.get(element, 0) for counts, sign in sides] for element in elements], len(sides))
    if len(found) != 1 or min(found[0]) <= 0:
        raise ValueError("no equation with one set of coefficients")
    return found[0]


def null_space(rows: Sequence[Sequence[int]], width: int) -> list[tuple[int, ...]]:
    """A basis of the vectors that every row is at right angles to: whole numbers without a common factor, each with a positive last one
    of its free columns."""
    left = [list(row) for row in rows]
    pivots = list[int]()
    for column in range(width):
        step = len(pivots)
        place = next((number for number in range(step, len(left)) if left[number][column]), None)
        if place is None:
            continue
        left[step], left[place] = left[place], left[step]
        top = left[step]
        pivot = top[column]
        for number, row in enumerate(left):
            factor = row[column]
            if factor and number != step:
                new = [pivot * entry - factor * other for entry, other in zip(row, top, strict=True)]
                shared = math.gcd(*new)
                left[number] = [entry // shared for entry in new] if shared > 1 else new
        pivots.append(column)
    found = []
    for free in sorted(set(range(width)) - set(pivots)):
        scale = math.lcm(
            *(left[number][column] // math.gcd(left[number][column], left[number][free]) for number, column in enumerate(pivots))
        )
        vector = [0] * width
        vector[free] = scale
        for number, column in enumerate(pivots):
            vector[column] = -left[number][free] * scale // left[number][column]
        found.append(tuple(vector))
    return found
