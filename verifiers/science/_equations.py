"""Chemical equations as models write them: `2 Fe^3+ + Sn^2+ -> 2 Fe^2+ + Sn^4+`, \\ce{MnO4- + 8H+ -> ...}, $\\mathrm{Fe^{2+}}$, Cr₂O₇²⁻.

A species is written `Cr2O7^2-`, `Fe^3+`, `e^-`, `H2O`. An answer is read against the species that may stand in it, so that `Fe3+` and
`SO42-` mean what they say: signs for raised and lowered digits are dropped on both sides, and what is left is cut into coefficients and
names.
Bounds: 600 characters, 40 terms, coefficients of 4 digits. Nothing is evaluated by Python."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from synth.verifiers.exact import Fraction
from synth.verifiers.parsers.chinese import LeadIns
from synth.verifiers.parsers.text import plain
from synth.verifiers.science._chemistry import atoms

MAX_LENGTH, MAX_TERMS = 600, 40
SPECIES = r"(?:e\^-|[A-Z\[(][A-Za-z0-9()\[\]·]{0,23}(?:\^[1-9]?[+-])?)"
"""A species in our own writing."""

_SIGNS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₊₋", "01234567890123456789+-+-") | {ord("•"): "·", ord("⋅"): "·"}
_WORD_ARROW = re.compile(
    r"\\(?:x?(?:long)?(?:left)?(?:right)?arrow|x?(?:long)?rightarrow|to|rightleftharpoons|Rightarrow|Longrightarrow|implies)(?![a-z])"
    r"(?:\s{0,3}\[[^\[\]]{0,40}\])?(?:\s{0,3}\{[^{}]{0,40}\})?"
)
_ARROW = re.compile(r"<?[-=]{1,8}>|={1,8}|[→⟶⇌⇄⇒⟹⟷↔═]{1,8}")
_STATE = re.compile(r"_?\{?\((?:aq|s|l|g)\)\}?|[↑↓]|\\(?:up|down)arrow", re.IGNORECASE)
_COMMAND = re.compile(
    r"\\(?:ce|cf|mathrm|text|textrm|mathsf|mathbf|rm|left|right|displaystyle|boldsymbol|bf)(?![A-Za-z])|\\[,;:! ]|\\q?quad(?![a-z])"
)
_REMARK = r"\((?:in )?(?:acidic|basic|alkaline|balanced)[a-z ]{0,20}\)\s*\Z"
_AROUND = re.compile(rf"</?su[bp]>|\\(?:begin|end)\{{(?:aligned|align\*?|equation\*?)\}}|\\require\{{mhchem\}}|{_REMARK}", re.IGNORECASE)
_FRACTION = re.compile(r"\\[dt]?frac\s{0,3}\{(\d{1,4})\}\s{0,3}\{(\d{1,4})\}|\\[dt]?frac(\d)(\d)")
_DROPPED = re.compile(r"[\s_^{}$\\&\[\]*]")
_LEAD = re.compile(
    r"\A(?:so|thus|hence|therefore)?,?\s{0,3}(?:the\s+)?(?:(?:final|fully|correctly|balanced|overall|net|total|ionic|redox|chemical|complete|oxidation|reduction"
    r"|half|reaction|equation)[\s-]{0,3}){1,6}(?:is|reads|in\s+(?:acidic|basic|alkaline)\s+(?:solution|medium)\s{0,3}(?:is)?)?\s{0,3}[:：]?\s{1,3}",
    re.IGNORECASE,
)
_READER = LeadIns(
    (
        *("方程式", "离子方程式", "化学方程式", "反应方程式", "配平后的方程式", "配平的方程式", "配平后的离子方程式"),
        *("配平的离子方程式", "配平结果", "半反应"),
        *("配平后的半反应", "总反应", "总反应方程式", "反应式", "配平后", "配平后的化学方程式", "反应的离子方程式", "该反应的离子方程式"),
    )
)


class Equation(NamedTuple):
    left: dict[str, Fraction]
    """Coefficients by species: `{"Fe^3+": 2}`."""
    right: dict[str, Fraction]


@lru_cache(maxsize=4096)
def parts(species: str) -> tuple[dict[str, int], int]:
    """Atoms and charge: ({"Cr": 2, "O": 7}, -2) for `Cr2O7^2-`. Raises ValueError for what is no species."""
    if species == "e^-":
        return {}, -1
    formula, _, charge = species.partition("^")
    if not charge:
        return atoms(formula), 0
    return atoms(formula), int(charge[:-1] or 1) * (1 if charge[-1] == "+" else -1)


@lru_cache(maxsize=4096)
def _spellings(species: str) -> tuple[str, ...]:
    """Ways of writing it, without signs for raised and lowered digits."""
    formula, _, charge = _DROPPED_BRACKETS.sub("", species).partition("^")
    if not charge:
        return (formula,)
    size, sign = charge[:-1] or "1", charge[-1]
    ways = [formula + size + sign, formula + sign + size, f"{formula}({size}{sign})", f"{formula}({sign}{size})"]
    if size == "1":
        ways += [formula + sign, f"{formula}({sign})", f"({formula}){sign}"]
    elif int(size) < 4:
        ways.append(formula + sign * int(size))
    return (*ways, f"({formula}){size}{sign}")


@lru_cache(maxsize=1024)
def told_apart(species: tuple[str, ...]) -> bool:
    """Whether no two of them are written alike when raised digits are not told from others: `VO2^+` and `VO^2+` are."""
    ways = [way for one in {*species} for way in _spellings(one)]
    return len(ways) == len(set(ways))


_DROPPED_BRACKETS = re.compile(r"[\[\]]")


def equation(answer: str, allowed: Iterable[str]) -> Equation | str:
    """The equation that an answer is, in species that are allowed; `species` where one of another kind stands there, `format` where it is
    no equation, or shows two."""
    if len(answer) > 4 * MAX_LENGTH:
        return "format"
    text = plain(_AROUND.sub("", answer), _READER)
    if len(text) > MAX_LENGTH:
        return "format"
    text = _LEAD.sub("", text.removeprefix("配平得").lstrip(":").translate(_SIGNS), count=1).rstrip(" .。,;")
    text = _FRACTION.sub(lambda found: f"{found[1] or found[3]}/{found[2] or found[4]}", text)
    text = _COMMAND.sub("", _STATE.sub("", _WORD_ARROW.sub("→", text)))
    pattern = _pattern(tuple(sorted(allowed)))
    reason = "format"
    for short in (False, True):
        sides = (re.sub("-(?=->)", "- ", text) if short else text, _ARROW)
        cut = [_DROPPED.sub("", side) for side in sides[1].split(sides[0])]
        if len(cut) != 2 or not all(cut):
            continue
        left, right = (_side(side, pattern) for side in cut)
        if left is not None and right is not None:
            return Equation(left, right)
        if all(re.fullmatch(r"[\w()+·/-]+", side) for side in cut):
            reason = "species"
    return reason


@lru_cache(maxsize=512)
def _pattern(allowed: tuple[str, ...]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Spellings and their species by the first character, the longest first."""
    found = dict[str, list[tuple[str, str]]]()
    for species in allowed:
        for spelling in _spellings(species):
            found.setdefault(spelling[0], []).append((spelling, species))
    return {first: tuple(sorted(ways, key=lambda way: -len(way[0]))) for first, ways in found.items()}


_COEFFICIENT = re.compile(r"\(?(\d{1,4})(?:/(\d{1,3}))?\)?(?=[A-Z(e])|", re.ASCII)


def _side(text: str, pattern: dict[str, tuple[tuple[str, str], ...]]) -> dict[str, Fraction] | None:
    """Terms joined by `+`; None where the text cannot be cut into them. From the end, so that every place is looked at once."""
    ends: dict[int, tuple[int, str, Fraction] | None] = {}

    def rest(place: int, depth: int) -> bool:
        """Whether a term begins here, and only terms follow."""
        if place in ends:
            return ends[place] is not None
        ends[place] = None
        if depth > MAX_TERMS or place >= len(text):
            return False
        number = _COEFFICIENT.match(text, place)
        assert number
        size = Fraction(int(number[1] or 1), int(number[2] or 1) or 1)
        if (number[2] and not int(number[2])) or not size:
            return False  # `0 H2O` is no term
        for start, value in ((number.end(), size), (place, Fraction(1))) if number[1] else ((place, Fraction(1)),):
            for spelling, species in pattern.get(text[start : start + 1], ()):
                end = start + len(spelling)
                if text.startswith(spelling, start) and (end == len(text) or (text[end] == "+" and rest(end + 1, depth + 1))):
                    ends[place] = (end + 1, species, value)
                    return True
        return False

    if not rest(0, 0):
        return None
    found, place = dict[str, Fraction](), 0
    while place < len(text):
        term = ends[place]
        assert term
        place, species, value = term
        found[species] = found.get(species, Fraction(0)) + value
    return found
